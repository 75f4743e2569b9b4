#include "config.h"

#include <string.h>

#include "digest-sample.h"
#include "digest/view-paper.h"

static void
test_addresses(void)
{
    static const struct {
        char *(*make)(const char *);
        const char *from, *wanted;
    } cases[] = {
        {vl_view_pubmed_url, "123", "https://pubmed.ncbi.nlm.nih.gov/123/"},
        {vl_view_pubmed_url, "12a", NULL},
        {vl_view_pubmed_url, "", NULL},
        {vl_view_pubmed_url, NULL, NULL},
        {vl_view_doi_url, "10.5555/a(b)<c>;#?",
         "https://doi.org/10.5555/a%28b%29%3Cc%3E%3B%23%3F"},
        {vl_view_doi_url, "javascript:alert(1)", NULL},
        {vl_view_doi_url, "10.5555", NULL},
        {vl_view_pmc_url, "PMC12",
         "https://pmc.ncbi.nlm.nih.gov/articles/PMC12/"},
        {vl_view_pmc_url, "PMC", NULL},
        {vl_view_pmc_url, "PMC1/../x", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *url = cases[i].make(cases[i].from);
        g_assert_cmpstr(url, ==, cases[i].wanted);
    }
}

/* Without the words of both sides nothing is said of them. */
static void
test_conflict(void)
{
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    const VlPaper *paper = digest->papers->pdata[2];
    const VlClaim *claim = paper->claims->pdata[0];
    g_autofree char *text =
        vl_view_verdict_text(digest, paper, claim, VL_LANGUAGE_EN);
    g_assert_cmpstr(text, ==,
                    "The claim says “7.4 mm Hg”, the source says "
                    "“4.7 mm Hg”.");
    VlFinding *finding = claim->findings->pdata[0];
    finding->quote = (VlSpan){0, 0};
    g_assert_null(vl_view_verdict_text(digest, paper, claim, VL_LANGUAGE_EN));
}

static void
test_uncovered(void)
{
    g_autoptr(VlClaim) claim = vl_claim_new(VL_CLAIM_RESULT, "é two words");
    g_assert_null(vl_view_uncovered(claim));
    VlFinding *finding = vl_finding_new("entities", VL_RESULT_MISSING, NULL);
    finding->claim = (VlSpan){2, 5};
    g_ptr_array_add(claim->findings, finding);
    g_autofree char *uncovered = vl_view_uncovered(claim);
    g_assert_cmpstr(uncovered, ==, "“two”");
}

static void
test_place(void)
{
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    const VlPaper *paper = digest->papers->pdata[0];
    const VlClaim *claim = paper->claims->pdata[1];
    g_autofree char *place =
        vl_view_place(claim->quotes->pdata[0], VL_LANGUAGE_FR);
    g_assert_true(g_str_has_prefix(
        place, "p. 2 (imprimée e102) · Résultats · Mot pour mot · "));
    const VlPaper *judged = digest->papers->pdata[2];
    const VlClaim *absent = judged->claims->pdata[1];
    g_autofree char *nowhere =
        vl_view_place(absent->quotes->pdata[0], VL_LANGUAGE_EN);
    g_assert_cmpstr(nowhere, ==, "Quote not found in what was read");
}

/* PubMed's abstracts are English, whatever the article is. */
static void
test_quote_language(void)
{
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    VlPaper *paper = digest->papers->pdata[1];
    g_free(paper->language);
    paper->language = g_strdup("fr");
    g_assert_cmpstr(vl_view_quote_language(paper), ==, "en");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/view-paper/addresses", test_addresses);
    g_test_add_func("/digest/view-paper/conflict", test_conflict);
    g_test_add_func("/digest/view-paper/uncovered", test_uncovered);
    g_test_add_func("/digest/view-paper/place", test_place);
    g_test_add_func("/digest/view-paper/language", test_quote_language);
    return g_test_run();
}
