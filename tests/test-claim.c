#include "config.h"

#include "model/claim.h"

/* A name for each value, and the way back. */
#define ROUND_TRIP(Type, function, last)                                       \
    for (int i = 0; i <= (int)(last); i++) {                                   \
        const char *name = vl_##function##_name((Type)i);                      \
        Type back = (Type)99;                                                  \
        g_assert_nonnull(name);                                                \
        g_assert_true(vl_##function##_from_name(name, &back));                 \
        g_assert_cmpint(back, ==, i);                                          \
    }

static void
test_names(void)
{
    ROUND_TRIP(VlMatch, match, VL_MATCH_UNREADABLE)
    ROUND_TRIP(VlChangeKind, change_kind, VL_CHANGE_WORD)
    ROUND_TRIP(VlVerdict, verdict, VL_VERDICT_NOT_A_CLAIM)
    ROUND_TRIP(VlClaimKind, claim_kind, VL_CLAIM_CONCLUSION)
    ROUND_TRIP(VlResult, result, VL_RESULT_UNDECIDED)
}

static void
test_fixed_words(void)
{
    g_assert_cmpstr(vl_match_name(VL_MATCH_ALTERED), ==, "altered");
    g_assert_cmpstr(vl_verdict_name(VL_VERDICT_EXTRACT), ==, "extract");
    g_assert_cmpstr(vl_verdict_name(VL_VERDICT_NOT_A_CLAIM), ==,
                    "not_a_claim");
    g_assert_cmpstr(vl_claim_kind_name(VL_CLAIM_PRIMARY_RESULT), ==,
                    "primary_result");
    g_assert_cmpstr(vl_change_kind_name(VL_CHANGE_NEGATION), ==, "negation");
    g_assert_cmpstr(vl_result_name(VL_RESULT_MISSING), ==, "missing");
}

static void
test_unknown_names(void)
{
    static const char *const names[] = {"", "Exact", "exact ", "supporte"};
    VlVerdict verdict = VL_VERDICT_UNDECIDED;
    VlMatch match = VL_MATCH_ABSENT;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_assert_false(vl_verdict_from_name(names[i], &verdict));
        g_assert_false(vl_match_from_name(names[i], &match));
    }
    g_assert_false(vl_verdict_from_name(NULL, &verdict));
    g_assert_cmpint(verdict, ==, VL_VERDICT_UNDECIDED);
    g_assert_cmpint(match, ==, VL_MATCH_ABSENT);
}

/* Nothing is supported unless somebody says so. */
static void
test_a_new_claim(void)
{
    g_autoptr(VlClaim) claim = vl_claim_new(VL_CLAIM_HARMS, "None died.");
    g_assert_cmpint(claim->verdict, ==, VL_VERDICT_UNSUPPORTED);
    g_assert_cmpuint(claim->quotes->len, ==, 0);
    VlQuote *quote = vl_quote_new();
    quote->hit = vl_hit_new(VL_MATCH_EXACT);
    g_ptr_array_add(quote->context,
                    vl_context_new("provenance", "own", (VlSpan){1, 2}));
    g_ptr_array_add(claim->quotes, quote);
    g_ptr_array_add(claim->findings,
                    vl_finding_new("numbers", VL_RESULT_MISSING, NULL));
}

static void
test_hit(void)
{
    g_autoptr(VlHit) hit = vl_hit_new(VL_MATCH_ALTERED);
    vl_hit_add_segment(hit, (VlSpan){10, 14}, 1, "half");
    vl_hit_add_segment(hit, (VlSpan){90, 95}, 2, "other");
    vl_hit_add_change(hit, VL_CHANGE_NUMBER, "0.47", "0.74");
    vl_hit_close(hit);
    g_assert_cmpstr(hit->text, ==, "half [\u2026] other");
    g_assert_cmpuint(hit->span.start, ==, 10);
    g_assert_cmpuint(hit->span.end, ==, 95);
    g_assert_cmpuint(hit->page, ==, 1);
    g_assert_cmpuint(hit->page_end, ==, 2);
    vl_hit_close(hit);
    g_assert_cmpstr(hit->text, ==, "half [\u2026] other");
    const VlChange *change = hit->changes->pdata[0];
    g_assert_cmpstr(change->source, ==, "0.74");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/claim/names", test_names);
    g_test_add_func("/claim/fixed-words", test_fixed_words);
    g_test_add_func("/claim/unknown-names", test_unknown_names);
    g_test_add_func("/claim/new", test_a_new_claim);
    g_test_add_func("/claim/hit", test_hit);
    return g_test_run();
}
