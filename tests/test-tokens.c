#include "config.h"

#include "text/tokens.h"

#include <string.h>

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

/* Tokens in order and disjoint; what is between them is no letter or digit:
 * nothing that says something is lost. */
static void
check_cover(const char *text, gsize n_bytes)
{
    g_autoptr(VlTokens) tokens = vl_tokens_new(text, n_bytes);
    gsize at = 0;
    for (guint i = 0; i <= tokens->tokens->len; i++) {
        const VlToken *token =
            i < tokens->tokens->len ? vl_tokens_at(tokens, i) : NULL;
        gsize start = token != NULL ? token->start : n_bytes;
        g_assert_cmpuint(start, >=, at);
        for (gsize k = at; k < start; k++)
            g_assert_false(g_ascii_isalnum(text[k]) ||
                           strchr("<>=%", text[k]) != NULL);
        if (token == NULL)
            break;
        g_assert_cmpuint(token->end, >, token->start);
        g_assert_true(
            g_utf8_validate(text + start, (gssize)(token->end - start), NULL));
        const char *key = vl_tokens_key(tokens, token);
        g_assert_cmpuint(strlen(key), ==, token->key_length);
        g_assert_true(vl_token_key_is(tokens, token, key));
        at = token->end;
    }
}

static void
test_cover(void)
{
    static const char *const texts[] = {
        "",
        "a",
        "-",
        "1",
        ".",
        "\u2212",
        "\U0001F9EC",
        "\U0001D7D8",
        "P<.001 (95 % CI, \u22120.5 to 1,234.5e-6); 10^ 10^4 5%-7%",
        "+/- + / - +/\u2212 < = > = \u2264 -- \u2014 1--2 a--b",
        "l\u2019\u00E9tude \u00AB tr\u00E8s \u00BB d\u2019 '' '",
        "\uFFFD\uE000\x01 5\uFFFD6",
        "[1], [2] (Doe 2004) word.12 end",
        "\u0661\u0662 \u00BD \u2075 \u00B2 \uFF11\uFF12 \u2488",
        "a\u0301\u0302\u0303\u200D\u200D b\u00ADc",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        gsize n = strlen(texts[i]);
        /* Without room behind it, and cut at each character. */
        for (gsize k = 0; k <= n; k++) {
            if (((guchar)texts[i][k] & 0xC0) == 0x80)
                continue;
            g_autofree char *exact = g_memdup2(texts[i], k);
            check_cover(exact != NULL ? exact : "", k);
        }
    }
}

/* Marks without end behind a letter take linear time. */
static void
test_hostile(void)
{
    static const char *const pieces[] = {
        "'", "\u0301", "-", "\u2019a", "[1", "(A ", "<", "+/", "1,", "\uFFFD"};
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new("a");
        while (text->len < 200000)
            g_string_append(text, pieces[i]);
        check_cover(text->str, text->len);
    }
}

/* What stands before a token: s space, b break, d dash, o other. */
static void
test_gaps(void)
{
    static const struct {
        const char *text, *gaps;
    } cases[] = {
        {"a b", ". s "},         {"a\nb", ". b "},     {"a \f b", ". sb "},
        {"a-b", ". d "},         {"a, b", ". so "},    {"(a) 5", "o so "},
        {"a \u2013 b", ". sd "}, {"a5", ". . "},       {"5%", ". . "},
        {"5-7", ". . . "},       {"a\u2028b", ". b "},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlTokens) tokens =
            vl_tokens_new(cases[i].text, strlen(cases[i].text));
        g_autoptr(GString) got = g_string_new(NULL);
        for (guint k = 0; k < tokens->tokens->len; k++) {
            guint gap = vl_tokens_at(tokens, k)->gap;
            g_string_append(got, gap == 0 ? "." : "");
            g_string_append(got, (gap & VL_GAP_SPACE) != 0 ? "s" : "");
            g_string_append(got, (gap & VL_GAP_BREAK) != 0 ? "b" : "");
            g_string_append(got, (gap & VL_GAP_DASH) != 0 ? "d" : "");
            g_string_append(got, (gap & VL_GAP_OTHER) != 0 ? "o" : "");
            g_string_append_c(got, ' ');
        }
        g_test_message("%s", cases[i].text);
        g_assert_cmpstr(got->str, ==, cases[i].gaps);
    }
}

static void
test_flags(void)
{
    static const struct {
        const char *text;
        guint flags;
    } cases[] = {
        {"gout", 0},
        {"Gout", VL_TOKEN_CAPITAL},
        {"pH", VL_TOKEN_CAPITALS},
        {"TNF", VL_TOKEN_CAPITAL | VL_TOKEN_CAPITALS},
        {"\u00C9tude", VL_TOKEN_CAPITAL},
        {"\u2075", VL_TOKEN_RAISED},
        {"10\u2075", VL_TOKEN_RAISED},
        {"105", 0},
        {"%", 0},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlTokens) tokens =
            vl_tokens_new(cases[i].text, strlen(cases[i].text));
        g_assert_cmpuint(tokens->tokens->len, ==, 1);
        g_assert_cmpuint(vl_tokens_at(tokens, 0)->flags, ==, cases[i].flags);
    }
}

/* The tokens of citation markers, by number; those side by side share
 * one. */
static void
test_markers(void)
{
    static const struct {
        const char *text, *markers;
    } cases[] = {
        {"was shown [1] before [2].", "00102"},
        {"was shown [1], [2] before", "00110"},
        {"was shown [1,2-4].", "001111"},
        {"was shown.12 Then", "0010"},
        {"was shown (Doe et al., 2004).", "001111"},
        {"an HR of 2 [1-3]", "0000000"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlTokens) tokens =
            vl_tokens_new(cases[i].text, strlen(cases[i].text));
        g_autoptr(GString) got = g_string_new(NULL);
        for (guint k = 0; k < tokens->tokens->len; k++)
            g_string_append_printf(got, "%u", vl_tokens_at(tokens, k)->marker);
        g_test_message("%s", cases[i].text);
        g_assert_cmpstr(got->str, ==, cases[i].markers);
    }
}

/* The sign belongs to the number's bytes, the dash of a range does not. */
static void
test_places(void)
{
    static const char text[] = "fell \u22122.8 to 5\u20137 %";
    static const char *const words[] = {"fell",   "\u22122.8", "to", "5",
                                        "\u2013", "7",         "%"};
    g_autoptr(VlTokens) tokens = vl_tokens_new(text, strlen(text));
    g_assert_cmpuint(tokens->tokens->len, ==, G_N_ELEMENTS(words));
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        const VlToken *token = vl_tokens_at(tokens, i);
        g_autofree char *word =
            g_strndup(text + token->start, token->end - token->start);
        g_assert_cmpstr(word, ==, words[i]);
    }
}

/* In each text the last token is a unit, or it is not. */
static void
test_units(void)
{
    static const struct {
        const char *text;
        gboolean unit;
    } cases[] = {
        {"5 mg", TRUE},
        {"mg", FALSE},
        {"the mg", FALSE},
        {"5%", TRUE},
        {"%", TRUE},
        {"37 \u00B0", TRUE},
        {"5 mg/kg", TRUE},
        {"5 mg per day", TRUE},
        {"5 mg par jour", TRUE},
        {"12 semaines", TRUE},
        {"the day", FALSE},
        {"3 patients", FALSE},
        {"5 mg kg", TRUE},
        {"5 mg, day", FALSE},
        {"why? a", FALSE},
        {"\u2265 g", FALSE},
        {"+", FALSE},
        {"5 5", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlTokens) tokens =
            vl_tokens_new(cases[i].text, strlen(cases[i].text));
        g_test_message("%s", cases[i].text);
        g_assert_cmpint(vl_tokens_is_unit(tokens, tokens->tokens->len - 1), ==,
                        cases[i].unit);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tokens/tokens", test_tokens);
    g_test_add_func("/tokens/cover", test_cover);
    g_test_add_func("/tokens/hostile", test_hostile);
    g_test_add_func("/tokens/gaps", test_gaps);
    g_test_add_func("/tokens/flags", test_flags);
    g_test_add_func("/tokens/markers", test_markers);
    g_test_add_func("/tokens/places", test_places);
    g_test_add_func("/tokens/units", test_units);
    return g_test_run();
}
