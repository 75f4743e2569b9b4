#include "config.h"

#include "verify/check/judgement.h"

void
vl_judgement_free(VlJudgement *judgement)
{
    if (judgement == NULL)
        return;
    g_ptr_array_unref(judgement->findings);
    g_ptr_array_unref(judgement->context);
    g_array_unref(judgement->uncovered);
    g_free(judgement);
}

VlJudgement *
vl_judgement_new(void)
{
    VlJudgement *judgement = g_new0(VlJudgement, 1);
    judgement->findings =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_finding_free);
    judgement->context =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_context_free);
    judgement->uncovered = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    return judgement;
}
