#include "config.h"

#include "text/find.h"

#include <string.h>

#include "edits.h"

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
    g_test_add_func("/find/bounds", test_bounds);
    return g_test_run();
}
