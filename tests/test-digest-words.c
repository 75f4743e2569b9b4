#include "config.h"

#include <string.h>

#include "digest/words.h"

static const VlLanguage languages[] = {VL_LANGUAGE_EN, VL_LANGUAGE_FR};

static void
test_language(void)
{
    g_assert_cmpint(vl_language_from_name("fr"), ==, VL_LANGUAGE_FR);
    g_assert_cmpint(vl_language_from_name("fr-BE"), ==, VL_LANGUAGE_FR);
    g_assert_cmpint(vl_language_from_name("FR_fr"), ==, VL_LANGUAGE_FR);
    g_assert_cmpint(vl_language_from_name("fry"), ==, VL_LANGUAGE_EN);
    g_assert_cmpint(vl_language_from_name("nl"), ==, VL_LANGUAGE_EN);
    g_assert_cmpint(vl_language_from_name(""), ==, VL_LANGUAGE_EN);
    g_assert_cmpint(vl_language_from_name(NULL), ==, VL_LANGUAGE_EN);
}

/* No hole in any table, and none of the words that promise too much. */
static void
test_all_there(void)
{
    static const char *const never[] = {"verified", "validated", "vérifié",
                                        "validé"};
    for (guint l = 0; l < G_N_ELEMENTS(languages); l++) {
        for (int w = 0; w < VL_N_WORDS; w++) {
            const char *word = vl_word((VlWord)w, languages[l]);
            g_assert_nonnull(word);
            g_assert_cmpstr(word, !=, "");
            for (guint i = 0; i < G_N_ELEMENTS(never); i++)
                g_assert_null(strstr(word, never[i]));
        }
        for (int v = 0; v <= VL_VERDICT_NOT_A_CLAIM; v++) {
            g_assert_nonnull(vl_word_verdict((VlVerdict)v, languages[l]));
            g_assert_nonnull(vl_word_verdict_text((VlVerdict)v, languages[l]));
        }
        for (int m = 0; m <= VL_MATCH_UNREADABLE; m++)
            g_assert_nonnull(vl_word_match((VlMatch)m, languages[l]));
        for (int k = 0; k <= VL_CLAIM_CONCLUSION; k++)
            g_assert_nonnull(vl_word_claim_kind((VlClaimKind)k, languages[l]));
        for (int c = 0; c <= VL_CHANGE_WORD; c++)
            g_assert_nonnull(vl_word_change((VlChangeKind)c, languages[l]));
        for (int r = 0; r <= VL_RESULT_UNDECIDED; r++)
            g_assert_nonnull(vl_word_result((VlResult)r, languages[l]));
    }
}

static void
test_count(void)
{
    static const struct {
        guint n;
        VlLanguage language;
        const char *wanted;
    } cases[] = {
        {0, VL_LANGUAGE_EN, "0 papers"},  {1, VL_LANGUAGE_EN, "1 paper"},
        {2, VL_LANGUAGE_EN, "2 papers"},  {0, VL_LANGUAGE_FR, "0 article"},
        {1, VL_LANGUAGE_FR, "1 article"}, {2, VL_LANGUAGE_FR, "2 articles"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *count =
            vl_word_count(VL_WORD_N_PAPERS, cases[i].n, cases[i].language);
        g_assert_cmpstr(count, ==, cases[i].wanted);
    }
}

static void
test_names(void)
{
    g_assert_cmpstr(vl_word_section("methods", VL_LANGUAGE_FR), ==, "Méthodes");
    g_assert_cmpstr(vl_word_section("odd", VL_LANGUAGE_FR), ==, "odd");
    g_assert_null(vl_word_section(NULL, VL_LANGUAGE_EN));
    g_assert_true(vl_word_is_notice("concern"));
    g_assert_false(vl_word_is_notice("praise"));
    g_assert_true(vl_word_is_context("subjects"));
    g_assert_false(vl_word_is_context("section"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/words/language", test_language);
    g_test_add_func("/digest/words/all-there", test_all_there);
    g_test_add_func("/digest/words/count", test_count);
    g_test_add_func("/digest/words/names", test_names);
    return g_test_run();
}
