#include "config.h"

#include "reading/hyphens.h"

#include <string.h>

static void
test_length(void)
{
    static const struct {
        const char *text;
        gsize length;
    } cases[] = {
        {"percen-", 1},
        {"percen\u00AD", 2},
        {"percen\u2010", 3},
        {"percen\u2011", 3},
        {"\u00E9-", 1},
        {"COVID-19-", 1},
        {"\U0001D4B6-", 1},
        {"percen", 0},
        {"", 0},
        {"-", 0},
        {"\u00AD", 0},
        {"word -", 0},
        {"word\u2013", 0},
        {"(-", 0},
        {"5-", 1},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        gsize n = strlen(cases[i].text);
        g_autofree char *exact = g_memdup2(cases[i].text, n);
        g_test_message("%s", cases[i].text);
        g_assert_cmpuint(vl_hyphens_length(exact, n), ==, cases[i].length);
    }
}

/* What the text says of its own words decides before any rule. */
static const char text[] =
    "The percentage fell. Well-being was a goal; wellness was not. A "
    "placebo-controlled trial, a nonsmoker, L'\u00E9tude, anti-TNF, "
    "coworkers and a sub-study.";

static void
test_join(void)
{
    static const struct {
        const char *head, *hyphen, *tail;
        gboolean join;
    } cases[] = {
        /* Known in one piece, or with its hyphen. */
        {"a percen", "-", "tage of", TRUE},
        {"Percen", "-", "tage", TRUE},
        {"some well", "-", "being", FALSE},
        {"some well", "-", "ness", TRUE},
        {"a sub", "-", "study", FALSE},
        {"a non", "-", "smoker", TRUE},
        {"the co", "-", "workers", TRUE},
        {"une \u00E9", "-", "tude", TRUE},
        /* Not known: by the first part. */
        {"a non", "-", "inferior", FALSE},
        {"a long", "-", "term", FALSE},
        {"a hospi", "-", "tal", TRUE},
        {"un m\u00E9di", "-", "cament", TRUE},
        /* Names and numbers keep it. */
        {"an anti", "-", "IL", FALSE},
        {"week", "-", "12", FALSE},
        {"12", "-", "week", FALSE},
        {"word", "-", "", FALSE},
        {"word", "-", " of", FALSE},
        {"", "-", "word", FALSE},
        /* Any other hyphen is there for the line alone. */
        {"a non", "\u00AD", "inferior", TRUE},
        {"some well", "\u2010", "being", TRUE},
        {"an anti", "\u00AD", "IL", FALSE},
    };
    g_autoptr(VlHyphens) hyphens = vl_hyphens_new(text);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *head =
            g_strconcat(cases[i].head, cases[i].hyphen, NULL);
        gsize n = strlen(cases[i].tail);
        g_autofree char *tail = g_memdup2(cases[i].tail, n);
        g_test_message("%s|%s", head, cases[i].tail);
        g_assert_cmpint(
            vl_hyphens_join(hyphens, head, strlen(cases[i].head), tail, n), ==,
            cases[i].join);
    }
}

/* Words as long as a page are no words. */
static void
test_hostile(void)
{
    g_autofree char *letters = g_strnfill(300000, 'a');
    g_autofree char *hyphens = g_strnfill(300000, '-');
    g_autofree char *head = g_strconcat(letters, "-", NULL);
    g_autoptr(VlHyphens) none = vl_hyphens_new("");
    g_autoptr(VlHyphens) one = vl_hyphens_new(letters);
    g_autoptr(VlHyphens) many = vl_hyphens_new(hyphens);
    g_assert_true(vl_hyphens_join(none, head, 300000, letters, 300000));
    g_assert_true(vl_hyphens_join(one, head, 300000, letters, 300000));
    g_assert_true(vl_hyphens_join(many, head, 300000, letters, 300000));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hyphens/length", test_length);
    g_test_add_func("/hyphens/join", test_join);
    g_test_add_func("/hyphens/hostile", test_hostile);
    return g_test_run();
}
