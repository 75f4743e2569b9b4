#include "config.h"

#include "verify/sense/terms.h"

#include <string.h>

static char *
stem(const char *word, gboolean french)
{
    g_autoptr(VlTerms) terms = vl_terms_new(word, strlen(word), french);
    g_assert_cmpuint(terms->uses->len, ==, 1);
    return g_strdup(vl_terms_key(terms, vl_terms_at(terms, 0)));
}

static void
test_stems(void)
{
    static const char *const same[][2] = {
        {"increased", "increases"},
        {"randomised", "randomized"},
        {"haemorrhage", "hemorrhage"},
        {"tumour", "tumors"},
        {"0.50", "0.5"},
        {"eleven", "11"},
        {"1,234", "1234"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(same); i++) {
        g_autofree char *a = stem(same[i][0], FALSE);
        g_autofree char *b = stem(same[i][1], FALSE);
        g_assert_cmpstr(a, ==, b);
    }
    g_assert_true(vl_text_is_french("La mortalité a baissé dans le groupe."));
    g_assert_false(vl_text_is_french("Mortality fell in the group."));
}

/* The keys, joined by spaces. */
static char *
keys_of(const char *text, gboolean french)
{
    gsize n = strlen(text);
    g_autofree char *exact = g_memdup2(text, n);
    g_autoptr(VlTerms) terms =
        vl_terms_new(exact != NULL ? exact : "", n, french);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < terms->uses->len; i++) {
        const VlTermUse *use = vl_terms_at(terms, i);
        const char *key = vl_terms_key(terms, use);
        g_assert_cmpuint(strlen(key), ==, use->n_key);
        g_assert_cmpuint(use->start, <, use->end);
        g_assert_cmpuint(use->end, <=, n);
        g_assert_cmpint(use->kind == VL_TERM_NUMBER, ==, key[0] == '#');
        g_string_append_printf(out, "%s%s%s", i > 0 ? " " : "", key,
                               use->capitals ? "!" : "");
    }
    return g_string_free(out, FALSE);
}

static void
test_keys(void)
{
    static const struct {
        const char *text;
        gboolean french;
        const char *keys;
    } cases[] = {
        {"", FALSE, ""},
        {"the of and", FALSE, ""},
        {"a", FALSE, ""},
        {"gout", FALSE, "gout"},
        {"0.500 and .5 and 5.0", FALSE, "#0.5 #0.5 #5"},
        {"1e-5", FALSE, "#1e-5"},
        {"100", FALSE, "#100"},
        {"5 %", FALSE, "#5 %"},
        {"HbA1c", FALSE, "hba! #1 c"},
        {"twelve months", FALSE, "#12 month"},
        {"l'essai", TRUE, "esai"},
        {"l\u2019\u00E9tude d'un", TRUE, "etud"},
        {"douze semaines", TRUE, "#12 semain"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = keys_of(cases[i].text, cases[i].french);
        g_assert_cmpstr(got, ==, cases[i].keys);
    }
}

/* What differs in sense differs in its stem. */
static void
test_apart(void)
{
    static const char *const apart[][2] = {
        {"mortality", "morbidity"}, {"0.5", "5"},     {"12", "120"},
        {"hyper", "hypo"},          {"men", "women"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(apart); i++) {
        g_autofree char *a = stem(apart[i][0], FALSE);
        g_autofree char *b = stem(apart[i][1], FALSE);
        g_assert_cmpstr(a, !=, b);
    }
    g_assert_true(vl_term_is_empty("the", 3, FALSE));
    g_assert_false(vl_term_is_empty("then1", 5, FALSE));
    g_assert_true(vl_term_is_empty("dans", 4, TRUE));
    g_assert_false(vl_term_is_empty("dans", 4, FALSE));
    g_assert_false(vl_text_is_french(""));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/terms/stems", test_stems);
    g_test_add_func("/terms/keys", test_keys);
    g_test_add_func("/terms/apart", test_apart);
    return g_test_run();
}
