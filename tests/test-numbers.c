#include "config.h"

#include "text/numbers.h"

#include <string.h>

#include "text/tokens.h"

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

/* Tokens as "class:key", with the sign before a number: - minus, ~ hyphen,
 * = two dashes. */
static char *
tokens_of(const char *text)
{
    static const char *const classes[] = {
        [VL_TOKEN_WORD] = "w",       [VL_TOKEN_NUMBER] = "n",
        [VL_TOKEN_COMPARATOR] = "c", [VL_TOKEN_SYMBOL] = "s",
        [VL_TOKEN_RANGE] = "r",      [VL_TOKEN_UNSAFE] = "u",
    };
    static const char *const signs[] = {
        [VL_SIGN_NONE] = "",
        [VL_SIGN_HYPHEN] = "~",
        [VL_SIGN_MINUS] = "-",
        [VL_SIGN_DOUBLE] = "=",
    };
    g_autoptr(VlTokens) tokens = vl_tokens_new(text, strlen(text));
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < tokens->tokens->len; i++) {
        const VlToken *token = vl_tokens_at(tokens, i);
        g_string_append_printf(out, "%s%s:%s%.*s", i > 0 ? " " : "",
                               classes[token->class], signs[token->sign],
                               (int)token->key_length,
                               vl_tokens_key(tokens, token));
    }
    return g_strdup(out->str);
}

static void
test_tokens(void)
{
    static const struct {
        const char *text, *tokens;
    } rows[] = {
        {"P < 0.001", "w:p c:< n:0.001"},
        {"P\u22640.05", "w:p c:<= n:0.05"},
        {">= 65 years", "c:>= n:65 w:years"},
        {"5\u201310%", "n:5 r:- n:10 s:%"},
        {"10--20", "n:10 r:- n:20"},
        {"change, \u22122.8 kg", "w:change n:-2.8 w:kg"},
        {"x - -36.57", "w:x n:=36.57"},
        {"x(n\u22121)", "w:x w:n n:-1"},
        {"IL-6", "w:il n:~6"},
        {"in week-12", "w:in w:week n:~12"},
        {"0.31 \u00B1 0.07 mm\u00B2", "n:0.31 s:+/- n:0.07 w:mm n:2"},
        {"10^4 and 10\u2074", "n:104 w:and n:104"},
        {"12 mcg/kg", "n:12 w:ug s:/ w:kg"},
        {"didn\u2019t l\u2019\u00E9tude", "w:didnt w:letude"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = tokens_of(rows[i].text);
        g_assert_cmpstr(got, ==, rows[i].tokens);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/numbers/scan", test_scan);
    g_test_add_func("/numbers/words", test_words);
    g_test_add_func("/numbers/tokens", test_tokens);
    return g_test_run();
}
