#include "config.h"

#include <string.h>

#include "base/json.h"
#include "pubmed/export.h"

static VlRecord *
record(const char *json)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) object = vl_json_parse(json, strlen(json), &error);
    g_assert_no_error(error);
    VlRecord *made = vl_record_from_json(object, &error);
    g_assert_no_error(error);
    return made;
}

static char *
export(const char *format, const VlRecord *from)
{
    GString *out = g_string_new(NULL);
    vl_export_find(format)->write(from, out);
    return g_string_free(out, FALSE);
}

#define PAPER                                                                \
    "{\"pmid\":\"99000001\",\"doi\":\"10.5555/a_b\",\"title\":\"50% & more"  \
    "\\nof {it}\",\"authors\":[{\"family\":\"D\u2019Arc\",\"given\":"         \
    "\"Jo\"},{\"collective\":\"Group for and of X\"},{\"given\":\"Solo\"}]," \
    "\"journal\":{\"title\":\"J Fict\",\"pages\":\"1204-10\"},\"date\":{"    \
    "\"year\":2026,\"month\":3,\"day\":null},\"retracted\":true}"

static void
test_ris(void)
{
    g_autoptr(VlRecord) paper = record(PAPER);
    g_autofree char *ris = export("ris", paper);
    g_assert_true(g_str_has_prefix(ris, "TY  - JOUR\r\nN1  - RETRACTED\r\n"));
    g_assert_nonnull(strstr(ris, "TI  - 50% & more of {it}\r\n"));
    g_assert_nonnull(strstr(ris, "AU  - D\u2019Arc, Jo\r\n"));
    g_assert_nonnull(strstr(ris, "AU  - Group for and of X\r\n"));
    g_assert_nonnull(strstr(ris, "AU  - Solo\r\n"));
    g_assert_nonnull(strstr(ris, "SP  - 1204\r\nEP  - 1210\r\n"));
    g_assert_nonnull(strstr(ris, "DA  - 2026/03\r\n"));
    g_assert_true(g_str_has_suffix(ris, "ER  - \r\n"));
}

static void
test_bibtex(void)
{
    g_autoptr(VlRecord) paper = record(PAPER);
    g_autofree char *bibtex = export("bibtex", paper);
    g_assert_true(
        g_str_has_prefix(bibtex, "@article{darc2026pmid99000001,\n"));
    g_assert_nonnull(strstr(bibtex, "{{50\\% \\& more of \\{it\\}}}"));
    g_assert_nonnull(strstr(bibtex, "{D\u2019Arc}, Jo and {Group for and of "
                                    "X} and {Solo}"));
    g_assert_nonnull(strstr(bibtex, "doi = {10.5555/a\\_b}"));
    g_assert_nonnull(strstr(bibtex, "month = mar"));
    g_assert_nonnull(strstr(bibtex, "note = {RETRACTED}"));
}

static void
test_csl(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlRecord) paper = record(PAPER);
    g_autofree char *csl = export("csl", paper);
    g_autoptr(cJSON) object = vl_json_parse(csl, strlen(csl), &error);
    g_assert_no_error(error);
    g_assert_cmpstr(vl_json_get_string(object, "page", ""), ==, "1204-1210");
    g_assert_cmpstr(vl_json_get_string(object, "note", ""), ==, "RETRACTED");
    g_assert_nonnull(strstr(csl, "\"date-parts\":[[2026,3]]"));
    g_assert_nonnull(strstr(csl, "\"literal\":\"Group for and of X\""));
}

static void
test_pages(void)
{
    static const struct {
        const char *pages, *first, *last;
    } cases[] = {
        {"1204-10", "1204", "1210"}, {"1-9", "1", "9"},
        {"e12-e15", "e12", "e15"},   {"123", "123", NULL},
        {"99-101", "99", "101"},     {"S12-S5", "S12", "S5"},
        {"12-14, 20", "12", "14"},   {"", NULL, NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *first = NULL, *last = NULL;
        vl_export_pages(cases[i].pages, &first, &last);
        g_assert_cmpstr(first, ==, cases[i].first);
        g_assert_cmpstr(last, ==, cases[i].last);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/export/ris", test_ris);
    g_test_add_func("/export/bibtex", test_bibtex);
    g_test_add_func("/export/csl", test_csl);
    g_test_add_func("/export/pages", test_pages);
    return g_test_run();
}
