#include "config.h"

#include "flow/verify-report.h"

VlVerifyReport *
vl_verify_report_new(void)
{
    VlVerifyReport *report = g_new0(VlVerifyReport, 1);
    report->changes = g_ptr_array_new_with_free_func(g_free);
    report->rules = g_ptr_array_new_with_free_func(g_free);
    report->missing = g_ptr_array_new_with_free_func(g_free);
    report->notes = g_ptr_array_new_with_free_func(g_free);
    return report;
}

void
vl_verify_report_free(VlVerifyReport *report)
{
    if (report == NULL)
        return;
    g_ptr_array_unref(report->changes);
    g_ptr_array_unref(report->rules);
    g_ptr_array_unref(report->missing);
    g_ptr_array_unref(report->notes);
    g_free(report->run);
    g_free(report);
}
