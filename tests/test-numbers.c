#include "config.h"

#include "text/numbers.h"

#include <string.h>

static void
test_scan(void)
{
    static const struct {
        const char *text, *key;
        gsize length;
    } rows[] = {
        {"0.74", "0.74", 4},
        {".05", "0.05", 3},
        {"0,74", "0.74", 4},
        {"61\u00B74%", "61.4", 5},
        {"1,234 cells", "1234", 5},
        {"1,234,567", "1234567", 9},
        {"1.234.567,5", "1234567.5", 11},
        {"1.234", "1.234", 5},
        {"1,23", "1.23", 4},
        {"0,123", "0.123", 5},
        {"1.50", "1.50", 4},
        {"2e-5", "2e-5", 4},
        {"12.", "12", 2},
        {"12, 13", "12", 2},
        {"x", "", 0},
        {"", "", 0},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) key = g_string_new(NULL);
        gsize n = vl_number_scan(rows[i].text, strlen(rows[i].text), key);
        g_assert_cmpstr(key->str, ==, rows[i].key);
        g_assert_cmpuint(n, ==, rows[i].length);
    }
}

static void
test_words(void)
{
    g_assert_cmpint(vl_number_word("twelve", 6), ==, 12);
    g_assert_cmpint(vl_number_word("douze", 5), ==, 12);
    g_assert_cmpint(vl_number_word("twelves", 7), ==, -1);
    g_assert_cmpint(vl_number_word("", 0), ==, -1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/numbers/scan", test_scan);
    g_test_add_func("/numbers/words", test_words);
    return g_test_run();
}
