#include "config.h"

#include "base/unicode.h"

#include <string.h>

/* One character of each length: 1, 2, 3 and 4 bytes. */
#define MIXED "a\u00e9\u2265\U0001D6FD"

static void
test_length(void)
{
    g_assert_cmpuint(vl_utf8_length(MIXED, -1), ==, 4);
    g_assert_cmpuint(vl_utf8_length(MIXED, 3), ==, 2);
    g_assert_cmpuint(vl_utf8_length("", -1), ==, 0);
}

static void
test_offset(void)
{
    static const gsize expected[] = {0, 1, 3, 6, 10, 10, 10};
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
        g_assert_cmpuint(vl_utf8_offset(MIXED, i), ==, expected[i]);
}

static void
test_slice(void)
{
    g_autofree char *middle = vl_utf8_slice(MIXED, 1, 3);
    g_assert_cmpstr(middle, ==, "\u00e9\u2265");
    g_autofree char *beyond = vl_utf8_slice(MIXED, 3, 99);
    g_assert_cmpstr(beyond, ==, "\U0001D6FD");
    g_autofree char *reversed = vl_utf8_slice(MIXED, 3, 1);
    g_assert_cmpstr(reversed, ==, "");
    g_autofree char *outside = vl_utf8_slice(MIXED, 9, 12);
    g_assert_cmpstr(outside, ==, "");
}

/* The index agrees with the plain functions at every place, over several
 * of its strides. */
static void
test_index(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 300; i++)
        g_string_append(text, MIXED);
    g_autoptr(VlUtf8Index) index = vl_utf8_index_new(text->str);
    for (gsize n = 0; n <= 1202; n++) {
        gsize byte = vl_utf8_index_to_bytes(index, text->str, n);
        g_assert_cmpuint(byte, ==, vl_utf8_offset(text->str, n));
        gsize back = vl_utf8_index_to_code_points(index, text->str, byte);
        g_assert_cmpuint(back, ==, MIN(n, 1200));
    }
}

static void
test_index_of_nothing(void)
{
    g_autoptr(VlUtf8Index) index = vl_utf8_index_new("");
    g_assert_cmpuint(vl_utf8_index_to_bytes(index, "", 0), ==, 0);
    g_assert_cmpuint(vl_utf8_index_to_bytes(index, "", 5), ==, 0);
    g_assert_cmpuint(vl_utf8_index_to_code_points(index, "", 0), ==, 0);
    g_assert_cmpuint(vl_utf8_index_to_code_points(index, "", 7), ==, 0);
}

static void
test_repair(void)
{
    static const struct {
        const char *bytes;
        gsize n_bytes;
        const char *expected;
        gsize replaced;
    } cases[] = {
        {"plain", 5, "plain", 0},
        {"", 0, "", 0},
        {"\xEF\xBB\xBFx", 4, "x", 0},
        {"a\0b", 3, "a\uFFFDb", 1},
        {"\xE9t\xE9", 3, "\uFFFDt\uFFFD", 2},
        {"\xC0\xAF", 2, "\uFFFD\uFFFD", 2},            /* overlong */
        {"\xED\xA0\x80", 3, "\uFFFD\uFFFD\uFFFD", 3},  /* surrogate */
        {"\xF4\x90\x80\x80", 4, "\uFFFD\uFFFD\uFFFD\uFFFD", 4},
        {"x\xE2\x89", 3, "x\uFFFD\uFFFD", 2},          /* cut short */
        {"\uFFFDa", 4, "\uFFFDa", 0},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        gsize replaced = 99;
        g_autofree char *text =
            vl_utf8_repair(cases[i].bytes, cases[i].n_bytes, &replaced);
        g_assert_cmpstr(text, ==, cases[i].expected);
        g_assert_cmpuint(replaced, ==, cases[i].replaced);
        g_assert_true(g_utf8_validate(text, -1, NULL));
    }
}

static void
test_printable(void)
{
    g_autofree char *plain = vl_printable("d\u00e9j\u00e0 vu", 100);
    g_assert_cmpstr(plain, ==, "d\u00e9j\u00e0 vu");
    g_autofree char *hostile =
        vl_printable("a\x1b[2Jb\nc\u202Ed\u2028e\x7F\xC2\x9B"
                     "f\xFFg", 100);
    g_assert_null(strpbrk(hostile, "\x1b\n\x7F"));
    g_assert_null(strstr(hostile, "\u202E"));
    g_assert_null(strstr(hostile, "\u2028"));
    g_assert_null(strstr(hostile, "\xC2\x9B"));
    g_assert_true(g_utf8_validate(hostile, -1, NULL));
}

/* Never more bytes than allowed, never half a character. */
static void
test_printable_is_cut(void)
{
    for (gsize max = 0; max < 40; max++) {
        g_autofree char *text = vl_printable(MIXED MIXED MIXED, max);
        g_assert_cmpuint(strlen(text), <=, max);
        g_assert_true(g_utf8_validate(text, -1, NULL));
    }
    g_autofree char *fits = vl_printable("abc", 3);
    g_assert_cmpstr(fits, ==, "abc");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/unicode/length", test_length);
    g_test_add_func("/unicode/offset", test_offset);
    g_test_add_func("/unicode/slice", test_slice);
    g_test_add_func("/unicode/index", test_index);
    g_test_add_func("/unicode/index-of-nothing", test_index_of_nothing);
    g_test_add_func("/unicode/repair", test_repair);
    g_test_add_func("/unicode/printable", test_printable);
    g_test_add_func("/unicode/printable-is-cut", test_printable_is_cut);
    return g_test_run();
}
