#include "config.h"

#include "text/grams.h"

#include <string.h>

#include "edits.h"
#include "text/range.h"

/* No place with k edits lies outside the windows. */
static void
test_windows(void)
{
    Dice dice = {11};
    guint narrow = 0;
    for (int i = 0; i < 300; i++) {
        gsize n = 3000, m = 65 + roll(&dice, 300);
        g_autofree char *text = random_text(&dice, n, 12);
        gsize place = roll(&dice, (guint)(n - m));
        guint k = (guint)m * 12 / 100;
        g_autofree char *pattern =
            edited(&dice, text + place, m, roll(&dice, k));
        gsize length = strlen(pattern);
        k = (guint)length * 12 / 100;
        gsize lost = (gsize)(k + 1) * VL_GRAM;
        if (length <= lost || least_edits(text, n, pattern, length) > k)
            continue;
        g_autoptr(VlGrams) grams = vl_grams_new(text, n);
        g_autoptr(GArray) windows = g_array_new(FALSE, FALSE, sizeof(VlRange));
        g_assert_true(vl_grams_find(grams, pattern, length, length + 1 - lost,
                                    length * 30 / 100, 0, n, windows));
        guint best = G_MAXUINT;
        for (guint j = 0; j < windows->len; j++) {
            VlRange window = g_array_index(windows, VlRange, j);
            g_assert_cmpuint(window.end, <=, n);
            narrow += window.end - window.start < n;
            best = MIN(best,
                       least_edits(text + window.start,
                                   window.end - window.start, pattern, length));
        }
        g_assert_cmpuint(best, ==, least_edits(text, n, pattern, length));
    }
    g_assert_cmpuint(narrow, >, 100);
}

static char *
windows_of(const char *text, const char *pattern, gsize least, gsize shift,
           gsize from, gsize to)
{
    g_autoptr(VlGrams) grams = vl_grams_new(text, strlen(text));
    g_autoptr(GArray) windows = g_array_new(FALSE, FALSE, sizeof(VlRange));
    g_assert_true(vl_grams_find(grams, pattern, strlen(pattern), least, shift,
                                from, to, windows));
    g_autoptr(GString) out = g_string_new(NULL);
    gsize last = from;
    for (guint i = 0; i < windows->len; i++) {
        VlRange window = g_array_index(windows, VlRange, i);
        g_assert_cmpuint(window.start, >=, last);
        g_assert_cmpuint(window.end, >, window.start);
        g_assert_cmpuint(window.end, <=, to);
        g_string_append_len(out, text + window.start,
                            (gssize)(window.end - window.start));
        g_string_append_c(out, '|');
        last = window.end + 1;
    }
    return g_strdup(out->str);
}

/* A place holds as many grams as its length allows, and a text shorter than
 * one gram holds none. */
static void
test_small(void)
{
    static const struct {
        const char *text, *pattern;
        gsize least;
        gboolean found;
    } cases[] = {
        {"abcdefg", "abcdefg", 1, TRUE},
        {"abcdefg", "abcdefg", 2, FALSE},
        {"abcdefg", "abcdef", 0, FALSE},
        {"abcdefg", "abcdefx", 1, FALSE},
        {"xxabcdefghyy", "abcdefgh", 2, TRUE},
        {"xxabcdefghyy", "abcdefgh", 3, FALSE},
        {"gout \xF0\x9F\xA7\xAC \xC3\xA9t\xC3\xA9", "\xF0\x9F\xA7\xAC \xC3\xA9",
         1, TRUE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got =
            windows_of(cases[i].text, cases[i].pattern, cases[i].least, 0, 0,
                       strlen(cases[i].text));
        g_assert_cmpint(*got != '\0', ==, cases[i].found);
        g_assert_true(!cases[i].found || strstr(got, cases[i].pattern) != NULL);
    }
}

/* Places far from each other give windows of their own, and nothing outside
 * from and to is one. */
static void
test_limits(void)
{
    g_autofree char *gap = g_strnfill(500, '.');
    g_autofree char *text = g_strconcat(gap, "the first dorzine place", gap,
                                        "the other dorzine place", gap, NULL);
    static const char pattern[] = " dorzine place";
    const gsize all = strlen(text), middle = all / 2;
    g_autofree char *both = windows_of(text, pattern, 8, 2, 0, all);
    g_auto(GStrv) parts = g_strsplit(both, "|", -1);
    g_assert_cmpuint(g_strv_length(parts), ==, 3); /* the last is empty */
    g_assert_cmpuint(strlen(both), <, 400);
    g_autofree char *before = windows_of(text, pattern, 8, 2, 0, middle);
    g_assert_nonnull(strstr(before, "first dorzine place"));
    g_assert_null(strstr(before, "other"));
    g_autofree char *after = windows_of(text, pattern, 8, 2, middle, all);
    g_assert_nonnull(strstr(after, "other dorzine place"));
    g_assert_null(strstr(after, "first"));
    g_autofree char *nowhere = windows_of(text, pattern, 8, 2, middle, middle);
    g_assert_cmpstr(nowhere, ==, "");
}

/* Text pushed in between, as a caption that splits a sentence, is within the
 * shift or not. */
static void
test_shift(void)
{
    g_autofree char *gap = g_strnfill(600, '.');
    g_autofree char *pushed = g_strnfill(100, ',');
    g_autofree char *text =
        g_strconcat(gap, "acute gout ", pushed, "in adults", gap, NULL);
    static const char pattern[] = "acute gout in adults";
    const gsize least = 5 + 3; /* grams of both halves */
    g_autofree char *wide =
        windows_of(text, pattern, least, 128, 0, strlen(text));
    g_assert_nonnull(strstr(wide, "acute gout ,,"));
    g_assert_nonnull(strstr(wide, ",,in adults"));
    g_autofree char *narrow =
        windows_of(text, pattern, least, 8, 0, strlen(text));
    g_assert_cmpstr(narrow, ==, "");
}

/* Other grams that share a hash are no match. */
static void
test_collisions(void)
{
    Dice dice = {5};
    g_autofree char *text = random_text(&dice, 1000, 26);
    for (guint i = 0; i < 100; i++) {
        g_autofree char *pattern = random_text(&dice, VL_GRAM, 26);
        if (strstr(text, pattern) != NULL)
            continue;
        g_autofree char *got = windows_of(text, pattern, 1, 0, 0, 1000);
        g_assert_cmpstr(got, ==, "");
    }
}

/* The same seven bytes everywhere: given up in bounded time. */
static void
test_repeats(void)
{
    g_autofree char *text = g_strnfill(200000, 'a');
    g_autoptr(VlGrams) grams = vl_grams_new(text, 200000);
    g_autoptr(GArray) windows = g_array_new(FALSE, FALSE, sizeof(VlRange));
    g_assert_false(
        vl_grams_find(grams, text, 2000, 1900, 200, 0, 200000, windows));
    g_assert_cmpuint(windows->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/grams/windows", test_windows);
    g_test_add_func("/grams/small", test_small);
    g_test_add_func("/grams/limits", test_limits);
    g_test_add_func("/grams/shift", test_shift);
    g_test_add_func("/grams/collisions", test_collisions);
    g_test_add_func("/grams/repeats", test_repeats);
    return g_test_run();
}
