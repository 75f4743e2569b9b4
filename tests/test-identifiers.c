#include "config.h"

#include "reading/identifiers.h"

#include <string.h>

static void
test_scan(void)
{
    static const struct {
        const char *text, *pmid, *doi, *pmcid, *url;
    } cases[] = {
        {"", NULL, NULL, NULL, NULL},
        {"1", NULL, NULL, NULL, NULL},
        {"PMID: 12345678", "12345678", NULL, NULL, NULL},
        {"PMID\u00A0: 123", "123", NULL, NULL, NULL},
        {"pmid=7.", "7", NULL, NULL, NULL},
        {"PMID n\u00B0 77", "77", NULL, NULL, NULL},
        {"PMID 1234567890", NULL, NULL, NULL, NULL}, /* too long for one */
        {"XPMID 12", NULL, NULL, NULL, NULL},
        {"https://www.ncbi.nlm.nih.gov/pubmed/77?dopt=x", "77", NULL, NULL,
         "https://www.ncbi.nlm.nih.gov/pubmed/77?dopt=x"},
        {"pubmed.ncbi.nlm.nih.gov/77/", "77", NULL, NULL, NULL},
        {"PMC123456", NULL, NULL, "PMC123456", NULL},
        {"pmc:123456", NULL, NULL, "PMC123456", NULL},
        {"https://pmc.ncbi.nlm.nih.gov/articles/PMC123456/", NULL, NULL,
         "PMC123456", "https://pmc.ncbi.nlm.nih.gov/articles/PMC123456/"},
        {"PMC12", NULL, NULL, NULL, NULL},
        {"doi:10.1000/ABC", NULL, "10.1000/abc", NULL, NULL},
        {"(doi:10.1000/a(b)c).", NULL, "10.1000/a(b)c", NULL, NULL},
        {"[10.1000/a[1]b]", NULL, "10.1000/a[1]b", NULL, NULL},
        {"see https://doi.org/10.1000%2FXyz.", NULL, "10.1000/xyz", NULL,
         "https://doi.org/10.1000%2FXyz."},
        {"10.1000/x?utm_source=chat#part", NULL, "10.1000/x", NULL, NULL},
        {"10.1000/x/full.", NULL, "10.1000/x", NULL, NULL},
        {"\u00AB10.1000/x\u00BB", NULL, "10.1000/x", NULL, NULL},
        {"10.5 mg/day and 10.2/3", NULL, NULL, NULL, NULL},
        {"10.1000 mg", NULL, NULL, NULL, NULL},
        {"https://a.example/x) and", NULL, NULL, NULL, "https://a.example/x"},
        {"PMID 1, PMID 2", "1", NULL, NULL, NULL}, /* the first of each */
        {"PMID 1 doi 10.1000/b PMC333", "1", "10.1000/b", "PMC333", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        VlIdentifiers ids = {0};
        vl_identifiers_scan(&ids, cases[i].text);
        g_test_message("%s", cases[i].text);
        g_assert_cmpstr(ids.pmid, ==, cases[i].pmid);
        g_assert_cmpstr(ids.doi, ==, cases[i].doi);
        g_assert_cmpstr(ids.pmcid, ==, cases[i].pmcid);
        g_assert_cmpstr(ids.url, ==, cases[i].url);
        vl_identifiers_clear(&ids);
        g_assert_true(vl_identifiers_empty(&ids));
    }
}

/* A DOI is text that goes on into addresses and file names: short, and valid
 * UTF-8 whatever its escapes say. */
static void
test_hostile(void)
{
    g_autofree char *tail = g_strnfill(100000, '(');
    static const char *const starts[] = {
        "10.1000/a",    "10.1000%2F", "10.1000/%FF%FE",
        "10.1000/%00x", "10.1000/%",  "10.1000/\U0001F9EC",
        "PMID",         "https://",   "10.1000/)))",
    };
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
        for (guint k = 0; k < 2; k++) {
            g_autofree char *text =
                g_strconcat(starts[i], k == 0 ? "" : tail, NULL);
            VlIdentifiers ids = {0};
            vl_identifiers_scan(&ids, text);
            if (ids.doi != NULL) {
                g_assert_cmpuint(strlen(ids.doi), <=, 300);
                g_assert_true(g_utf8_validate(ids.doi, -1, NULL));
                g_assert_true(g_str_has_prefix(ids.doi, "10.1000/"));
            }
            vl_identifiers_clear(&ids);
        }
    }
}

/* What is set already stays. */
static void
test_merge(void)
{
    VlIdentifiers ids = {0}, other = {0};
    vl_identifiers_scan(&ids, "PMID 1");
    vl_identifiers_scan(&ids, "PMID 2 and 10.1000/a");
    vl_identifiers_scan(&other,
                        "PMID 3, 10.1000/b, PMC444, https://a.example/");
    vl_identifiers_merge(&ids, &other);
    g_assert_cmpstr(ids.pmid, ==, "1");
    g_assert_cmpstr(ids.doi, ==, "10.1000/a");
    g_assert_cmpstr(ids.pmcid, ==, "PMC444");
    g_assert_cmpstr(ids.url, ==, "https://a.example/");
    g_assert_cmpstr(other.pmid, ==, "3");
    vl_identifiers_clear(&ids);
    vl_identifiers_clear(&other);
}

static void
test_same(void)
{
    static const struct {
        const char *a, *b;
        gboolean same;
    } cases[] = {
        {"PMID 1", "pmid: 1", TRUE},
        {"PMID 1", "PMID 12", FALSE},
        {"10.1000/A", "https://doi.org/10.1000/a", TRUE},
        {"PMC333", "PMC 333", TRUE},
        {"PMID 1 10.1000/a", "PMID 2 10.1000/a", TRUE},
        {"PMID 1", "10.1000/a", FALSE}, /* nothing to compare */
        {"", "", FALSE},
        {"https://a.example/", "https://a.example/", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        VlIdentifiers a = {0}, b = {0};
        vl_identifiers_scan(&a, cases[i].a);
        vl_identifiers_scan(&b, cases[i].b);
        g_test_message("%s / %s", cases[i].a, cases[i].b);
        g_assert_cmpint(vl_identifiers_same(&a, &b), ==, cases[i].same);
        g_assert_cmpint(vl_identifiers_same(&b, &a), ==, cases[i].same);
        vl_identifiers_clear(&a);
        vl_identifiers_clear(&b);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/identifiers/scan", test_scan);
    g_test_add_func("/identifiers/hostile", test_hostile);
    g_test_add_func("/identifiers/merge", test_merge);
    g_test_add_func("/identifiers/same", test_same);
    return g_test_run();
}
