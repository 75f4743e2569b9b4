#include "config.h"

#include "fulltext/idconv.h"

#include "base/error.h"
#include "mutants.h"

static const char reply[] =
    "{\"status\":\"ok\",\"response-date\":\"2026-11-02 08:00:00\","
    "\"request\":{\"idtype\":\"pmid\"},\"records\":["
    "{\"doi\":\"10.5555/veille.1\",\"pmcid\":\"PMC9900001\","
    "\"pmid\":99000001,\"requested-id\":\"99000001\"},"
    "{\"pmcid\":\"PMC9900002.2\",\"pmid\":\"99000002\","
    "\"requested-id\":\"99000002\",\"live\":false,"
    "\"release-date\":\"2027-05-01\"},"
    "{\"pmid\":\"99000003\",\"requested-id\":\"99000003\","
    "\"status\":\"error\",\"errmsg\":\"Identifier not found in PMC\"},"
    "{\"pmcid\":\"PMC9900004\",\"pmid\":99000004,\"live\":\"false\"}]}";

static void
test_reply(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) entries =
        vl_idconv_parse(reply, strlen(reply), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(entries->len, ==, 4);
    const VlIdconvEntry *entry = entries->pdata[0];
    g_assert_cmpstr(entry->asked, ==, "99000001");
    g_assert_cmpstr(entry->pmid, ==, "99000001"); /* a number in the JSON */
    g_assert_cmpstr(entry->pmcid, ==, "PMC9900001");
    g_assert_cmpstr(entry->doi, ==, "10.5555/veille.1");
    g_assert_false(entry->embargoed);
    entry = entries->pdata[1];
    g_assert_cmpstr(entry->pmcid, ==, "PMC9900002"); /* without the version */
    g_assert_true(entry->embargoed);
    entry = entries->pdata[2];
    g_assert_null(entry->pmcid);
    g_assert_cmpstr(entry->problem, ==, "Identifier not found in PMC");
    entry = entries->pdata[3];
    g_assert_cmpstr(entry->asked, ==, "99000004");
    g_assert_true(entry->embargoed);
}

static void
assert_fails(const char *text, VlErrorCode code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) entries = vl_idconv_parse(text, strlen(text), &error);
    g_assert_null(entries);
    g_assert_error(error, VL_ERROR, (int)code);
}

static void
test_refusals(void)
{
    assert_fails("{\"status\":\"error\",\"message\":\"Identifiers of more "
                 "than one type\"}",
                 VL_ERROR_FAILED);
    assert_fails("{\"status\":\"ok\"}", VL_ERROR_MALFORMED);
    assert_fails("{\"records\":{}}", VL_ERROR_MALFORMED);
    assert_fails("<!DOCTYPE html><html></html>", VL_ERROR_MALFORMED);
    assert_fails("", VL_ERROR_MALFORMED);
    assert_fails("[]", VL_ERROR_MALFORMED);
    assert_fails("null", VL_ERROR_MALFORMED);
}

static void
test_no_mixed_lists(void)
{
    g_assert_true(vl_idconv_takes(VL_IDCONV_PMID, "99000001"));
    g_assert_false(vl_idconv_takes(VL_IDCONV_PMID, "PMC9900001"));
    g_assert_false(vl_idconv_takes(VL_IDCONV_PMID, "99000001,99000002"));
    g_assert_false(vl_idconv_takes(VL_IDCONV_PMID, "10.5555/veille.1"));
    g_assert_false(vl_idconv_takes(VL_IDCONV_PMID, "9900000100"));
    g_assert_false(vl_idconv_takes(VL_IDCONV_PMID, ""));
    g_assert_false(vl_idconv_takes(VL_IDCONV_PMID, NULL));
    g_assert_true(vl_idconv_takes(VL_IDCONV_DOI, "10.5555/veille.1"));
    g_assert_false(vl_idconv_takes(VL_IDCONV_DOI, "10.5555/veille,1"));
    g_assert_false(vl_idconv_takes(VL_IDCONV_DOI, "99000001"));
    g_assert_false(vl_idconv_takes(VL_IDCONV_DOI, "10.5555"));
}

static void
test_query(void)
{
    static const char *const pmids[] = {"99000001", "99000002"};
    g_autofree char *query =
        vl_idconv_query(VL_IDCONV_PMID, pmids, 2, "a+b@clinic.example");
    g_assert_cmpstr(query, ==,
                    "?format=json&versions=no&tool=veille"
                    "&email=a%2Bb%40clinic.example"
                    "&idtype=pmid&ids=99000001,99000002");
    static const char *const dois[] = {"10.5555/a&b=<c>#d"};
    g_autofree char *hostile = vl_idconv_query(VL_IDCONV_DOI, dois, 1, NULL);
    g_assert_cmpstr(hostile, ==,
                    "?format=json&versions=no&tool=veille&idtype=doi&ids="
                    "10.5555%2Fa%26b%3D%3Cc%3E%23d");
}

static void
test_pmcid(void)
{
    static const char *const same[] = {"PMC123", "pmc123", "123", "PMC123.4"};
    for (guint i = 0; i < G_N_ELEMENTS(same); i++) {
        g_autofree char *pmcid = vl_pmcid_normal(same[i]);
        g_assert_cmpstr(pmcid, ==, "PMC123");
    }
    static const char *const others[] = {
        "",        "PMC",    "PMC0",       "PMC12x", "PMC1/../2",
        "PMC123.", "PMC1 2", "1234567890", "PMC-1",  "PMC1.2.3"};
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_null(vl_pmcid_normal(others[i]));
    g_assert_null(vl_pmcid_normal(NULL));
}

static void
read_mutant(const char *bytes, gsize n_bytes)
{
    g_autoptr(GPtrArray) entries = vl_idconv_parse(bytes, n_bytes, NULL);
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const VlIdconvEntry *entry = entries->pdata[i];
        g_assert_true(entry->pmcid == NULL ||
                      strspn(entry->pmcid + 3, "0123456789") ==
                          strlen(entry->pmcid) - 3);
    }
}

static void
test_mutants(void)
{
    each_mutant(reply, strlen(reply), read_mutant);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/idconv/reply", test_reply);
    g_test_add_func("/idconv/refusals", test_refusals);
    g_test_add_func("/idconv/no-mixed-lists", test_no_mixed_lists);
    g_test_add_func("/idconv/query", test_query);
    g_test_add_func("/idconv/pmcid", test_pmcid);
    g_test_add_func("/idconv/mutants", test_mutants);
    return g_test_run();
}
