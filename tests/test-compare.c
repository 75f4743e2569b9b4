#include "config.h"

#include "verify/locate/compare.h"

#include <string.h>

/* "match: kind 'quote'>'source' ..." */
static char *
compare(const char *quote, const char *source, int unsure)
{
    g_autoptr(VlTokens) a = vl_tokens_new(quote, strlen(quote));
    g_autoptr(VlTokens) b = vl_tokens_new(source, strlen(source));
    if (unsure >= 0)
        g_array_index(b->tokens, VlToken, (guint)unsure).flags |=
            VL_TOKEN_UNSURE;
    g_autoptr(VlHit) hit = vl_hit_new(VL_MATCH_ABSENT);
    VlMatch match = vl_compare(a, b, hit);
    GString *out = g_string_new(vl_match_name(match));
    for (guint i = 0; i < hit->changes->len; i++) {
        const VlChange *change = hit->changes->pdata[i];
        g_string_append_printf(out, " %s '%s'>'%s'",
                               vl_change_kind_name(change->kind),
                               change->quote != NULL ? change->quote : "",
                               change->source != NULL ? change->source : "");
    }
    g_assert_true((match == VL_MATCH_ALTERED) == (hit->changes->len > 0));
    return g_string_free(out, FALSE);
}

static void
test_compare(void)
{
    static const struct {
        const char *quote, *source, *result;
    } cases[] = {
        {"It fell.", "It fell.", "exact"},
        {"It fell.", "It\n  fell.", "exact"},
        {"a percentage", "a percen-\ntage", "exact"},
        {"it \u2018fell\u2019", "It 'fell'", "typographic"},
        {"0.05", "0\u00B705", "typographic"},
        {"10\u2074 cells", "104 cells", "typographic"},
        {"it fell", "it fell [12]", "typographic"},
        {"of 0.47 now", "of 0.74 now", "altered number '0.47'>'0.74'"},
        {"by -2.8 kg", "by 2.8 kg", "altered sign '-2.8'>'2.8'"},
        {"P < 0.05", "P > 0.05", "altered comparator '<'>'>'"},
        {"5 mg daily", "5 g daily", "altered unit 'mg'>'g'"},
        {"of 5 mM now", "of 5 mm now", "altered unit 'mM'>'mm'"},
        {"of 7 Mg now", "of 7 mg now", "altered unit 'Mg'>'mg'"},
        {"of 7 mL now", "of 7 ml now", "typographic"},
        {"it did fall", "it did not fall", "altered negation ''>'not'"},
        {"it was higher", "it was lower", "altered direction 'higher'>'lower'"},
        {"in men only", "in women only", "altered entity 'men'>'women'"},
        {"it walked far", "it talked far", "altered word 'walked'>'talked'"},
        {"La douleur a baiss\u00E9.", "La douleur a augment\u00E9.",
         "altered direction 'baiss\u00E9'>'augment\u00E9'"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s / %s", cases[i].quote, cases[i].source);
        g_autofree char *got = compare(cases[i].quote, cases[i].source, -1);
        g_assert_cmpstr(got, ==, cases[i].result);
    }
}

/* A glyph without meaning decides nothing; what stands beside it does. */
static void
test_unsure(void)
{
    static const struct {
        const char *quote, *source;
        int unsure;
        const char *result;
    } cases[] = {
        {"P < 0.05", "P 5 0.05", 1, "unreadable"},
        {"of 0.47 now", "of 0.74 now", 1, "unreadable"},
        {"of 0.74 now", "of 0.74 now", 1, "unreadable"},
        {"of 0.74 here", "of 0.74 now", 1, "altered word 'here'>'now'"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s / %s", cases[i].quote, cases[i].source);
        g_autofree char *got =
            compare(cases[i].quote, cases[i].source, cases[i].unsure);
        g_assert_cmpstr(got, ==, cases[i].result);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/compare/compare", test_compare);
    g_test_add_func("/compare/unsure", test_unsure);
    return g_test_run();
}
