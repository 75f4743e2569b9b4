#include "config.h"

#include "text/order.h"

/* A page drawn with letters, each a line of four units of width and two of
 * height; a run of one letter is one line.  Read in the order found, '/' at
 * each block but the first. */
static char *
order(const char *const *rows)
{
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(VlOrderBox));
    g_autoptr(GString) names = g_string_new(NULL);
    for (int y = 0; rows[y] != NULL; y++)
        for (int x = 0; rows[y][x] != '\0'; x++) {
            char c = rows[y][x];
            if (c == ' ' || (x > 0 && rows[y][x - 1] == c))
                continue;
            int end = x;
            while (rows[y][end] == c)
                end++;
            VlOrderBox box = {x * 80, y * 100, end * 80, y * 100 + 90, 90};
            g_array_append_val(boxes, box);
            g_string_append_c(names, c);
        }
    g_autofree VlOrderPlace *places = vl_order_find(
        (const VlOrderBox *)(void *)boxes->data, boxes->len);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < boxes->len; i++) {
        if (i > 0 && places[i].block)
            g_string_append_c(out, '/');
        g_string_append_c(out, names->str[places[i].line]);
    }
    return g_string_free(out, FALSE);
}

static void
test_columns(void)
{
    static const char *const rows[] = {
        "aaaaaaaa bbbbbbbb", "cccccccc dddddddd", "eeeeeeee ffffffff",
        "gggggg   hhhhhhhh", NULL,
    };
    g_autofree char *found = order(rows);
    g_assert_cmpstr(found, ==, "aceg/bdfh");
}

/* A title above both columns, a table's caption across them. */
static void
test_bands(void)
{
    static const char *const rows[] = {
        "  tttttttttttt   ", "aaaaaaaa bbbbbbbb", "cccccccc dddddddd",
        "mmmmmmmmmmmmmmmmm", "eeeeeeee ffffffff", "gggggggg hhhhhhhh",
        NULL,
    };
    g_autofree char *found = order(rows);
    g_assert_cmpstr(found, ==, "tac/bd/meg/fh");
}

static void
test_one_column(void)
{
    static const char *const rows[] = {
        "aaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbb", "cccccc           ",
        "                 ", "ddddddddddddddddd", "eeeeeeeeeeeeeeeee",
        NULL,
    };
    g_autofree char *found = order(rows);
    g_assert_cmpstr(found, ==, "abc/de");
}

static void
test_three_columns(void)
{
    static const char *const rows[] = {
        "aaaa bbbb cccc", "dddd eeee ffff", "gggg hhhh iiii", NULL,
    };
    g_autofree char *found = order(rows);
    g_assert_cmpstr(found, ==, "adg/beh/cfi");
}

static void
test_few(void)
{
    g_autofree VlOrderPlace *none = vl_order_find(NULL, 0);
    g_assert_nonnull(none);
    static const char *const one[] = {"a", NULL};
    g_autofree char *found = order(one);
    g_assert_cmpstr(found, ==, "a");
}

/* Every line once, whatever they are. */
static void
test_hostile(void)
{
    for (guint32 seed = 1; seed < 40; seed++) {
        g_autoptr(GRand) dice = g_rand_new_with_seed(seed);
        guint n = (guint)g_rand_int_range(dice, 1, 300);
        g_autofree VlOrderBox *boxes = g_new(VlOrderBox, n);
        g_autofree guint8 *seen = g_malloc0(n);
        int most = seed % 2 ? 50 : 10000000;
        for (guint i = 0; i < n; i++)
            boxes[i] = (VlOrderBox){g_rand_int_range(dice, -most, most),
                                    g_rand_int_range(dice, -most, most),
                                    g_rand_int_range(dice, -most, most),
                                    g_rand_int_range(dice, -most, most),
                                    g_rand_int_range(dice, 0, 100)};
        g_autofree VlOrderPlace *places = vl_order_find(boxes, n);
        for (guint i = 0; i < n; i++) {
            g_assert_cmpuint(places[i].line, <, n);
            g_assert_false(seen[places[i].line]);
            seen[places[i].line] = TRUE;
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/order/columns", test_columns);
    g_test_add_func("/order/bands", test_bands);
    g_test_add_func("/order/one-column", test_one_column);
    g_test_add_func("/order/three-columns", test_three_columns);
    g_test_add_func("/order/few", test_few);
    g_test_add_func("/order/hostile", test_hostile);
    return g_test_run();
}
