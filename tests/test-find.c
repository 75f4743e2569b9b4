#include "config.h"

#include "text/find.h"

#include <string.h>

#include "text/grams.h"
#include "text/range.h"

/* The same throws in each run. */
typedef struct {
    guint64 state;
} Dice;

static guint
roll(Dice *dice, guint n)
{
    dice->state = dice->state * G_GUINT64_CONSTANT(6364136223846793005) +
                  G_GUINT64_CONSTANT(1442695040888963407);
    return (guint)(dice->state >> 33) % n;
}

static char *
random_text(Dice *dice, gsize n, guint letters)
{
    char *text = g_malloc(n + 1);
    for (gsize i = 0; i < n; i++)
        text[i] = (char)('a' + roll(dice, letters));
    text[n] = '\0';
    return text;
}

/* Least edits of pattern against any place of text: the plain matrix. */
static guint
least_edits(const char *text, gsize n, const char *pattern, gsize m)
{
    g_autofree guint *column = g_new(guint, m + 1);
    for (gsize i = 0; i <= m; i++)
        column[i] = (guint)i;
    guint best = column[m];
    for (gsize j = 0; j < n; j++) {
        guint diagonal = 0;
        for (gsize i = 1; i <= m; i++) {
            guint above = column[i - 1] + 1, left = column[i] + 1;
            guint pair = diagonal + (text[j] != pattern[i - 1]);
            diagonal = column[i];
            column[i] = MIN(pair, MIN(above, left));
        }
        best = MIN(best, column[m]);
    }
    return best;
}

/* Edits of the whole pattern against the whole of text. */
static guint
edits(const char *text, gsize n, const char *pattern, gsize m)
{
    g_autofree guint *column = g_new(guint, m + 1);
    for (gsize i = 0; i <= m; i++)
        column[i] = (guint)i;
    for (gsize j = 0; j < n; j++) {
        guint diagonal = column[0];
        column[0] = (guint)j + 1;
        for (gsize i = 1; i <= m; i++) {
            guint pair = diagonal + (text[j] != pattern[i - 1]);
            diagonal = column[i];
            column[i] = MIN(pair, MIN(column[i - 1], column[i]) + 1);
        }
    }
    return column[m];
}

/* A piece of text with edits made to it. */
static char *
edited(Dice *dice, const char *text, gsize n, guint n_edits)
{
    g_autoptr(GString) pattern = g_string_new_len(text, (gssize)n);
    for (guint i = 0; i < n_edits && pattern->len > 2; i++) {
        gsize at = roll(dice, (guint)pattern->len);
        char c = (char)('a' + roll(dice, 20));
        switch (roll(dice, 3)) {
        case 0:
            pattern->str[at] = c;
            break;
        case 1:
            g_string_insert_c(pattern, (gssize)at, c);
            break;
        default:
            g_string_erase(pattern, (gssize)at, 1);
        }
    }
    return g_strdup(pattern->str);
}

static void
test_near(void)
{
    Dice dice = {7};
    for (int i = 0; i < 400; i++) {
        guint letters = 2 + roll(&dice, 20);
        gsize n = 50 + roll(&dice, 1000), m = 10 + roll(&dice, 300);
        g_autofree char *text = random_text(&dice, n, letters);
        m = MIN(m, n - 5);
        guint k = (guint)m * 12 / 100;
        g_autofree char *pattern = edited(
            &dice, text + roll(&dice, (guint)(n - m)), m, roll(&dice, k + 3));
        gsize length = strlen(pattern);
        if (k >= length)
            continue;
        guint least = least_edits(text, n, pattern, length);
        g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(VlNear));
        vl_find_near(text, n, pattern, length, k, 16, near);
        g_assert_true((near->len > 0) == (least <= k));
        if (near->len == 0)
            continue;
        const VlNear *best = &g_array_index(near, VlNear, 0);
        g_assert_cmpuint(best->distance, ==, least);
        g_assert_cmpuint(
            edits(text + best->start, best->end - best->start, pattern, length),
            ==, least);
    }
}

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

static void
test_exact(void)
{
    g_assert_cmpuint(vl_find_exact("banana", 6, 0, "ana", 3), ==, 1);
    g_assert_cmpuint(vl_find_exact("banana", 6, 2, "ana", 3), ==, 3);
    g_assert_cmpuint(vl_find_exact("banana", 6, 4, "ana", 3), ==, G_MAXSIZE);
    g_assert_cmpuint(vl_find_exact("banana", 6, 0, "", 0), ==, G_MAXSIZE);
    g_assert_cmpuint(vl_find_exact("", 0, 0, "a", 1), ==, G_MAXSIZE);
}

/* More work than a second's is refused, not begun. */
static void
test_bounds(void)
{
    g_autofree char *text = g_strnfill(VL_FIND_MAX_WORK / 256 + 64, 'a');
    g_autofree char *pattern = g_strnfill(VL_FIND_MAX_PATTERN + 1, 'a');
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(VlNear));
    vl_find_near(text, strlen(text), pattern, VL_FIND_MAX_PATTERN + 1, 5, 4,
                 near);
    g_assert_cmpuint(near->len, ==, 0);
    vl_find_near(text, strlen(text), pattern, VL_FIND_MAX_PATTERN, 5, 4, near);
    g_assert_cmpuint(near->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/find/exact", test_exact);
    g_test_add_func("/find/near", test_near);
    g_test_add_func("/find/windows", test_windows);
    g_test_add_func("/find/bounds", test_bounds);
    return g_test_run();
}
