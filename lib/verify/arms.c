#include "config.h"

#include "verify/clause.h"

/* Arms that the passage calls its groups: "no difference between the groups"
 * may stand for "between A and B", unless it names others.  What is passed
 * over are the arms alone, never outcome, time or people behind them. */

static gboolean
is_between(const VlWord *word)
{
    static const char *const words[] = {"between", "entre"};
    return VL_IS_IN(word, words);
}

static gboolean
is_group(const VlWord *word)
{
    static const char *const words[] = {
        "groups", "arms", "groupes", "treatments", "regimens", "group",
        "bras",   "arm",  "groupe",  "programs", "programmes",
    };
    return VL_IS_IN(word, words);
}

static gboolean
speaks_of_groups(const VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++)
        if (is_group(&sense->words[i]))
            return TRUE;
    return FALSE;
}

/* Words of "between the two treatment groups" that name no arm. */
static gboolean
names_none(const VlSense *sense, guint i)
{
    static const char *const words[] = {"treatment", "study", "two", "three",
                                        "intervention", "randomised",
                                        "randomized", "traitement", "age"};
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    return token->class != VL_TOKEN_WORD ||
           !vl_sense_is_content(sense, i) ||
           VL_IS_IN(&sense->words[i], words);
}

static gboolean
is_said(const VlSense *claim, const VlSense *passage, guint j)
{
    for (guint i = 0; i < claim->n; i++)
        if (vl_sense_same(claim, i, passage, j))
            return TRUE;
    return FALSE;
}

/* Words after "between" that are looked at. */
#define REACH 12

/* "Between the A and C groups" where the claim has A and B. */
static gboolean
names_others(const VlSense *claim, const VlSense *passage)
{
    static const char *const ends[] = {"in", "at", "for", "with", "on",
                                       "after", "regarding", "during"};
    for (guint i = 0; i < passage->n; i++) {
        if (!is_between(&passage->words[i]))
            continue;
        for (guint j = i + 1; j < passage->n && j <= i + REACH; j++) {
            if (passage->clauses[j] != passage->clauses[i] ||
                VL_IS_IN(&passage->words[j], ends) ||
                (vl_tokens_at(passage->tokens, j)->gap & VL_GAP_OTHER) != 0)
                break;
            if (!names_none(passage, j) && !is_said(claim, passage, j))
                return TRUE;
        }
    }
    return FALSE;
}

/* Does the passage say of no arms at all whom it compares? */
static gboolean
leaves_arms_out(const VlSense *sense)
{
    if ((sense->marks & (VL_BIT(VL_MARK_BASELINE) |
                         VL_BIT(VL_MARK_THAN))) != 0)
        return FALSE;
    for (guint i = 0; i < sense->n; i++)
        if (is_between(&sense->words[i]))
            return FALSE;
    return TRUE;
}

/* The first token behind the arms that begin at from: "between A and B |
 * in mortality", "than B | at 12 months". */
static guint
end_of_arms(const VlSense *sense, guint from, gboolean pair)
{
    static const char *const ends[] = {
        "in",     "at",    "for",   "on",   "during", "after", "among",
        "when",   "over",  "within", "regarding", "concerning",
        "from",   "but",   "pour",  "chez", "dans",
        "apres",  "pendant", "since", "while", "because", "before",
    };
    static const char *const joints[] = {"and", "et"};
    gboolean seen = FALSE, open = pair;
    for (guint i = from + 1; i < sense->n; i++) {
        if (sense->sentences[i] != sense->sentences[from] ||
            sense->clauses[i] != sense->clauses[from])
            return i;
        if (open && VL_IS_IN(&sense->words[i], joints)) {
            open = FALSE;
            continue;
        }
        if (seen && !open && VL_IS_IN(&sense->words[i], ends)) {
            /* "Than women in the control group" */
            guint k = i + 1;
            while (k < sense->n && !vl_sense_is_content(sense, k))
                k++;
            if (k >= sense->n ||
                (sense->words[k].kinds &
                 (VL_KIND_CONTROL | VL_KIND_ACTIVE)) == 0)
                return i;
        }
        seen |= !open && vl_sense_is_content(sense, i);
    }
    return sense->n;
}

/* An arm's description, "low-dose zeltamab (an infusion)", when the passage
 * has the arm by another name: its plain words. */
static void
pass_description_over(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    VlComparison said = vl_comparison_read(claim, 0, claim->n_clauses);
    VlSide arm;
    if (!vl_comparison_arm(claim, &said, &arm))
        return;
    for (guint i = arm.from; i < arm.to; i++)
        matter->settled[i] |= !vl_sense_is_heavy(claim, i) &&
                              claim->quantity_of[i] < 0;
}

/* With the whole source at hand, what is passed over has to stand in it. */
static gboolean
is_known(const VlCase *matter, guint i)
{
    const VlSense *ground = matter->ground;
    if (ground == NULL || !vl_sense_is_content(matter->claim, i))
        return TRUE;
    for (guint j = 0; j < ground->n; j++)
        if (vl_sense_same(matter->claim, i, ground, j))
            return TRUE;
    return FALSE;
}

void
vl_pass_arms_over(VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean arms = vl_case_has(matter, "arms", VL_RESULT_OK);
    gboolean same =
        vl_case_has(matter, "significance", VL_RESULT_OK) &&
        (speaks_of_groups(passage) || leaves_arms_out(passage)) &&
        !names_others(claim, passage);
    if (arms)
        pass_description_over(matter);
    for (guint i = 0; i < claim->n; i++) {
        gboolean between = same && is_between(&claim->words[i]);
        if (!between && !(arms && vl_sense_has(claim, i, VL_MARK_THAN)))
            continue;
        guint end = end_of_arms(claim, i, between);
        for (guint k = i; k < end; k++)
            matter->settled[k] |= is_known(matter, k);
        return;
    }
}
