#include "config.h"

#include "verify/sense/entries.h"

#include <string.h>

/* ---- The lists of the program ---- */

static void
check_line(char *line, gpointer data)
{
    guint *n = data;
    g_assert_cmpuint(strlen(line), >, 0);
    g_assert_true(*line != '#');
    for (const char *c = line; *c != '\0'; c++) {
        gboolean fine = g_ascii_islower(*c) || g_ascii_isdigit(*c) ||
                        strchr(" ,:=|^", *c) != NULL;
        if (!fine)
            g_test_message("'%c' in '%s'", *c, line);
        g_assert_true(fine);
    }
    for (const char *c = line; c[1] != '\0'; c++)
        g_assert_false(g_ascii_isdigit(*c) && g_ascii_isalpha(c[1]));
    (*n)++;
}

/* As the words of texts are written, whatever stands in a list. */
static void
test_lists(void)
{
    static const char *const lists[] = {
        "schemas/lexicon/en/synonyms.txt",
        "schemas/lexicon/en/abbreviations.txt",
        "schemas/lexicon/fr/glossary.txt",
    };
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        guint n = 0;
        g_autofree char *text = vl_entries_read(lists[i], check_line, &n);
        g_assert_nonnull(text);
        g_assert_cmpuint(n, >, 500);
    }
    guint none = 0;
    g_assert_null(
        vl_entries_read("schemas/lexicon/fr/none.txt", check_line, &none));
    g_assert_cmpuint(none, ==, 0);
}

typedef struct {
    const char *wanted;
    gboolean found;
} Search;

static void
look_for(char *line, gpointer data)
{
    Search *search = data;
    search->found |= strstr(line, search->wanted) != NULL;
}

/* Elided articles go, hyphens part, accents and capitals are folded. */
static void
test_folding(void)
{
    static const char *const wanted[] = {
        "taille de l echantillon", "taille echantillon", "perte de poids",
        "critere evaluation", "sous groupe", "coeur", "^avc", "hba 1 c",
    };
    static const gboolean there[] = {
        FALSE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE,
    };
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
        Search search = {.wanted = wanted[i]};
        g_autofree char *text = vl_entries_read(
            "schemas/lexicon/fr/glossary.txt", look_for, &search);
        if (search.found != there[i])
            g_test_message("%s", wanted[i]);
        g_assert_cmpint(search.found, ==, there[i]);
    }
}

/* ---- Cutting ---- */

static void
test_entries(void)
{
    g_autofree char *list = g_strdup(" a,, b  c ,=d e,");
    char *rest = list;
    g_assert_cmpstr(vl_entries_next(&rest), ==, "a");
    g_assert_cmpstr(vl_entries_next(&rest), ==, "b  c");
    g_assert_cmpstr(vl_entries_next(&rest), ==, "=d e");
    g_assert_null(vl_entries_next(&rest));
    g_assert_null(vl_entries_next(&rest));
}

static void
test_words(void)
{
    g_autofree char *entry = g_strdup("b  c d ");
    char *rest = entry;
    g_assert_cmpstr(vl_entries_word(&rest), ==, "b");
    g_assert_cmpstr(vl_entries_word(&rest), ==, "c");
    g_assert_cmpstr(vl_entries_word(&rest), ==, "d");
    g_assert_null(vl_entries_word(&rest));
    char *none = NULL;
    g_assert_null(vl_entries_word(&none));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/entries/lists", test_lists);
    g_test_add_func("/entries/folding", test_folding);
    g_test_add_func("/entries/entries", test_entries);
    g_test_add_func("/entries/words", test_words);
    return g_test_run();
}
