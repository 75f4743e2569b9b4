#include "config.h"

#include "verify/locate/align.h"

#include <string.h>

/* The steps from quote to source: '=' equal, '~' replaced, '-' only in the
 * quote, '+' only in the source; each with its tokens' keys. */
static char *
steps_of(const char *quote, const char *source)
{
    g_autoptr(VlTokens) a = vl_tokens_new(quote, strlen(quote));
    g_autoptr(VlTokens) b = vl_tokens_new(source, strlen(source));
    g_autoptr(GArray) steps = vl_align(a, b);
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean equal = TRUE;
    g_assert_nonnull(steps);
    /* What both have in common at their ends is left out. */
    guint i = steps->len > 0 ? g_array_index(steps, VlAlignStep, 0).quote : 0;
    guint j = i;
    for (guint k = 0; k < steps->len; k++) {
        VlAlignStep step = g_array_index(steps, VlAlignStep, k);
        /* In order, and nothing of either side left out. */
        g_assert_cmpuint(step.quote, ==, i);
        g_assert_cmpuint(step.source, ==, j);
        g_assert_cmpuint(step.n_quote + step.n_source, >, 0);
        i += step.n_quote;
        j += step.n_source;
        equal &= step.equal;
        if (step.equal) {
            g_string_append_c(out, '=');
            continue;
        }
        g_string_append_c(out, step.n_quote == 0    ? '+'
                               : step.n_source == 0 ? '-'
                                                    : '~');
    }
    g_assert_cmpuint(a->tokens->len - i, ==, b->tokens->len - j);
    g_assert_cmpint(vl_align_equal(a, b), ==, equal);
    return g_strdup(out->str);
}

static void
test_steps(void)
{
    static const struct {
        const char *quote, *source, *steps;
    } cases[] = {
        {"", "", ""},
        {"a", "", "-"},
        {"", "a", "+"},
        {"it fell", "it fell", ""},
        {"It  FELL.", "it\nfell", ""},
        {"it fell far", "it fell", "-"},
        {"it fell", "it never fell", "+"},
        {"it fell", "it rose", "~"},
        {"0.74", "0.47", "~"},
        {"0.74", "0,74", ""},
        {"-2.8", "2.8", "~"},
        {"\u22122.8", "-2.8", ""},
        {"< 5", "> 5", "~"},
        {"\u2264 5", "<= 5", ""},
        /* One word, or two: the line's hyphen, or none. */
        {"percentage", "percen- tage", "="},
        {"non inferior", "non-inferior", ""},
        {"a data base now", "a database here", "=~"},
        /* The case of a unit is no typography, but for litres. */
        {"5 mM", "5 mm", "~"},
        {"5 mL", "5 ml", ""},
        {"\u00E9t\u00E9 \U0001F9EC", "ete \U0001F9EC", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s / %s", cases[i].quote, cases[i].source);
        g_autofree char *got = steps_of(cases[i].quote, cases[i].source);
        g_assert_cmpstr(got, ==, cases[i].steps);
    }
}

static void
test_same(void)
{
    g_autoptr(VlTokens) a = vl_tokens_new("Gout 5 mg", 9);
    g_autoptr(VlTokens) b = vl_tokens_new("gout 5 Mg", 9);
    g_assert_true(vl_align_same(a, 0, b, 0));
    g_assert_true(vl_align_same(a, 1, b, 1));
    g_assert_false(vl_align_same(a, 0, b, 1));
}

/* Too long for a matrix: no answer rather than a wait. */
static void
test_too_long(void)
{
    g_autoptr(GString) one = g_string_new(NULL);
    g_autoptr(GString) other = g_string_new(NULL);
    for (guint i = 0; i < 3000; i++) {
        g_string_append_printf(one, "a%uz ", i);
        g_string_append_printf(other, "b%uz ", i);
    }
    g_autoptr(VlTokens) a = vl_tokens_new(one->str, one->len);
    g_autoptr(VlTokens) b = vl_tokens_new(other->str, other->len);
    g_assert_null(vl_align(a, b));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/align/steps", test_steps);
    g_test_add_func("/align/same", test_same);
    g_test_add_func("/align/too-long", test_too_long);
    return g_test_run();
}
