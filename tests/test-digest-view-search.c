#include "config.h"

#include <string.h>

#include "digest-sample.h"
#include "digest/view-search.h"

static char *
alarms(const VlDigest *digest, VlLanguage language)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const char *label = NULL;
    char *text = NULL;
    for (guint i = 0;
         vl_view_search_alarm(digest, i, language, &label, &text); i++) {
        g_string_append_printf(out, "%s|%s\n", label, text);
        g_clear_pointer(&text, g_free);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
test_alarms(void)
{
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    g_autofree char *all = alarms(digest, VL_LANGUAGE_EN);
    g_assert_cmpstr(all, ==,
                    "PubMed does not know these words: is there a typing "
                    "error?|exemplazoll\nPubMed says|ignored: the\n");
    digest->search.complete = FALSE;
    g_autofree char *french = alarms(digest, VL_LANGUAGE_FR);
    g_assert_nonnull(strstr(french, "prochain passage"));
    digest->search.asked = FALSE;
    g_autofree char *none = alarms(digest, VL_LANGUAGE_EN);
    g_assert_cmpstr(none, ==, "");
}

/* An empty week and a typing error do not look alike. */
static void
test_empty_week(void)
{
    g_autoptr(VlDigest) digest = vl_digest_new();
    digest->search.asked = digest->search.complete = TRUE;
    g_autofree char *empty = alarms(digest, VL_LANGUAGE_EN);
    g_assert_nonnull(strstr(empty, "PubMed understood the query"));
    g_ptr_array_add(digest->search.not_found, g_strdup("x"));
    g_autofree char *typo = alarms(digest, VL_LANGUAGE_EN);
    g_assert_null(strstr(typo, "understood"));
    g_assert_nonnull(strstr(typo, "|x"));
}

static void
test_rows(void)
{
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    const char *label = NULL;
    char *text = NULL;
    static const char *const wanted[] = {
        "\"fictional syndrome\"[MeSH Terms]",
        "2026-11-09 \u2013 2026-11-23", "9"};
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
        g_assert_true(vl_view_search_row(digest, i, VL_LANGUAGE_EN, &label,
                                         &text));
        g_assert_cmpstr(text, ==, wanted[i]);
        g_clear_pointer(&text, g_free);
    }
    g_assert_false(
        vl_view_search_row(digest, 3, VL_LANGUAGE_EN, &label, &text));
    g_clear_pointer(&digest->search.from, g_free);
    g_clear_pointer(&digest->search.translation, g_free);
    g_assert_true(
        vl_view_search_row(digest, 0, VL_LANGUAGE_EN, &label, &text));
    g_assert_cmpstr(text, ==, "from the beginning \u2013 2026-11-23");
    g_free(text);
}

static void
test_lookback(void)
{
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    const VlLookback *lookback = digest->lookback->pdata[0];
    g_autofree char *notice =
        vl_view_lookback_notice(lookback, VL_LANGUAGE_EN);
    g_assert_cmpstr(notice, ==,
                    "Retraction: Ann Fict. 2026;2:2 (PMID 90000019)");
    g_autofree char *line = vl_view_lookback_line(digest, VL_LANGUAGE_EN);
    g_assert_cmpstr(line, ==, "Retraction (PMID 90000009)");
    g_autofree char *paper =
        vl_view_lookback_paper(lookback, VL_LANGUAGE_EN);
    g_assert_cmpstr(paper, ==,
                    "PMID 90000009 \u00b7 A trial of last month \u00b7 shown "
                    "in 2026-10-26-fictional");
    g_autofree char *place = vl_view_fallen_place(
        lookback->claims->pdata[0], VL_LANGUAGE_EN);
    g_assert_cmpstr(place, ==, "2026-10-26-fictional \u00b7 Extract.");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/view-search/alarms", test_alarms);
    g_test_add_func("/digest/view-search/empty-week", test_empty_week);
    g_test_add_func("/digest/view-search/rows", test_rows);
    g_test_add_func("/digest/view-search/lookback", test_lookback);
    return g_test_run();
}
