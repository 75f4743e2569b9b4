#pragma once

#include "verify/judge.h"

/* Claims with a passage each, of which none may come out supported, or all
 * have to. */

typedef struct {
    const char *claim, *passage;
} Pair;

static inline VlVerdict
judge(const Pair *pair)
{
    const VlQuestion question = {.claim = pair->claim,
                                 .passages = &pair->passage,
                                 .n_passages = 1};
    g_autoptr(VlJudgement) judgement = vl_judge(&question);
    return judgement->verdict;
}

static inline void
refuse_all(const Pair *pairs, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (judge(&pairs[i]) == VL_VERDICT_SUPPORTED)
            g_test_message("supported: %s", pairs[i].claim);
        g_assert_cmpint(judge(&pairs[i]), !=, VL_VERDICT_SUPPORTED);
    }
}

static inline void
support_all(const Pair *pairs, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (judge(&pairs[i]) != VL_VERDICT_SUPPORTED)
            g_test_message("not supported: %s", pairs[i].claim);
        g_assert_cmpint(judge(&pairs[i]), ==, VL_VERDICT_SUPPORTED);
    }
}

#define REFUSE_ALL(pairs) refuse_all(pairs, G_N_ELEMENTS(pairs))
#define SUPPORT_ALL(pairs) support_all(pairs, G_N_ELEMENTS(pairs))
