#include "config.h"

#include "verify/judge.h"

#include <string.h>

#include "text/tokens.h"
#include "verify/compare.h"

struct VlGround {
    const char *text;
    VlTokens *tokens;
};

VlGround *
vl_ground_new(const char *text)
{
    VlGround *ground = g_new0(VlGround, 1);
    ground->text = text;
    ground->tokens = vl_tokens_new(text, strlen(text));
    return ground;
}

void
vl_ground_free(VlGround *ground)
{
    if (ground == NULL)
        return;
    vl_tokens_free(ground->tokens);
    g_free(ground);
}

void
vl_judgement_free(VlJudgement *judgement)
{
    if (judgement == NULL)
        return;
    g_ptr_array_unref(judgement->findings);
    g_ptr_array_unref(judgement->context);
    g_array_unref(judgement->uncovered);
    g_free(judgement);
}

static gboolean
says_the_same(const char *claim, const char *passage)
{
    g_autoptr(VlTokens) said = vl_tokens_new(claim, strlen(claim));
    g_autoptr(VlTokens) printed = vl_tokens_new(passage, strlen(passage));
    g_autoptr(VlHit) scratch = vl_hit_new(VL_MATCH_ABSENT);
    VlMatch match = vl_compare(said, printed, scratch);
    return match == VL_MATCH_EXACT || match == VL_MATCH_TYPOGRAPHIC;
}

VlJudgement *
vl_judge(const VlQuestion *question)
{
    VlJudgement *judgement = g_new0(VlJudgement, 1);
    judgement->findings =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_finding_free);
    judgement->context =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_context_free);
    judgement->uncovered = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    judgement->verdict = VL_VERDICT_UNDECIDED;
    judgement->tier = VL_TIER_NEAREST;
    for (guint i = 0; i < question->n_passages; i++)
        if (says_the_same(question->claim, question->passages[i])) {
            judgement->verdict = VL_VERDICT_SUPPORTED;
            judgement->tier = VL_TIER_NONE;
        }
    return judgement;
}
