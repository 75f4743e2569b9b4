#include "config.h"

#include "verify/check/clause.h"
#include "verify/sense/members.h"

/* A claim that names one arm only, the one that the passage compares with. */

/* Words between "with" and the name of the arm at most. */
#define BEHIND 3

static gboolean
has_word(const VlSense *sense, VlSide side, const VlSense *other, guint i)
{
    for (guint j = side.from; j < side.to; j++)
        if (vl_sense_same(other, i, sense, j))
            return TRUE;
    return FALSE;
}

static gboolean
leads(const VlWord *word)
{
    static const char *const words[] = {"with", "on",   "in",   "by",
                                        "under", "after", "among", "for",
                                        "sous", "avec", "chez", "dans",
                                        "par",  "receiving", "given",
                                        "to"};
    return VL_IS_IN(word, words);
}

/* "With placebo": is the word said to be an arm? */
static gboolean
is_led(const VlSense *sense, guint i)
{
    for (guint k = i; k-- > 0 && i - k <= BEHIND;) {
        if (sense->clauses[k] != sense->clauses[i])
            break;
        if (leads(&sense->words[k]))
            return TRUE;
    }
    return FALSE;
}

/* The "diet" of "in the zeltin diet than in the usual diet" tells neither arm
 * from the other. */
static gboolean
is_head_of_both(const VlSense *passage, VlSide right, guint j)
{
    gboolean last = j + 1 == passage->n ||
                    !vl_sense_is_content(passage, j + 1) ||
                    passage->quantity_of[j + 1] >= 0;
    return last && has_word(passage, right, passage, j);
}

/* Words of the left side that the claim has not, behind what is said to be
 * more or less: its arm. */
static gboolean
lacks_arm(const VlCase *matter, const VlComparison *printed, VlSide left,
          VlSide right)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean lacks = FALSE;
    for (guint j = left.from; j < left.to; j++) {
        if (!vl_sense_is_content(passage, j) || !is_led(passage, j) ||
            vl_sense_is_light(passage, j) ||
            is_head_of_both(passage, right, j) ||
            ((int)j >= printed->where.first && (int)j <= printed->where.last))
            continue;
        if (has_word(claim, (VlSide){0, claim->n}, passage, j))
            return FALSE;
        lacks = TRUE;
    }
    return lacks;
}

/* "Active against S. albus" sets nothing against anything. */
static gboolean
sets_against(const VlSense *sense, guint i)
{
    static const char *const words[] = {"against", "contre", "instead",
                                        "rather"};
    return !VL_IS_IN(&sense->words[i], words);
}

/* "The standard diet came out ahead": is the word one that stands before it,
 * its arm? */
static gboolean
is_ahead(const VlSense *claim, const VlComparison *said, guint i)
{
    static const char *const ahead[] = {"ahead"};
    guint first = (guint)said->where.first;
    guint last = first + claim->words[first].n_words;
    return i < first && last > first + 1 && last <= claim->n &&
           VL_IS_IN(&claim->words[last - 1], ahead);
}

/* "Than", "versus", but not that of "12 % versus 19 %", which names no arm. */
static gboolean
names_other(const VlSense *claim)
{
    for (guint i = 0; i < claim->n; i++) {
        guint next = i + 1;
        while (next < claim->n && (vl_tokens_at(claim->tokens, next)->class ==
                                   VL_TOKEN_COMPARATOR))
            next++;
        if (vl_sense_has(claim, i, VL_MARK_THAN) &&
            (next >= claim->n || claim->quantity_of[next] < 0))
            return TRUE;
    }
    return FALSE;
}

int
vl_comparison_lone(const VlCase *matter, const VlComparison *said,
                   const VlComparison *printed)
{
    const VlSense *claim = matter->claim;
    VlSide left, right;
    if (printed->than < 0 || said->where.first < 0 || names_other(claim) ||
        !sets_against(matter->passage, (guint)printed->than))
        return -1;
    vl_comparison_split(matter->passage, printed, &left, &right);
    for (guint i = 0; i < claim->n; i++) {
        if (claim->clauses[i] != claim->clauses[said->where.first] ||
            !vl_sense_is_content(claim, i) || vl_sense_is_light(claim, i) ||
            !(is_led(claim, i) || is_ahead(claim, said, i)) ||
            !has_word(matter->passage, right, claim, i) ||
            has_word(matter->passage, left, claim, i))
            continue;
        return lacks_arm(matter, printed, left, right) ? (int)i : -1;
    }
    return -1;
}
