#include "config.h"

#include <math.h>

#include "verify/check/partner.h"
#include "verify/sense/amount.h"

/* A number that the passage does not have, in a claim of which one of its
 * sentences has nearly all the words, and one number of this kind: "18 % of
 * the men relapsed early" of "the proportion of men with early relapse was
 * 13 %". */

/* Of the claim's words, how many the sentence must have, in percent, and how
 * many at least. */
#define ALIKE_PERCENT 75
#define UNIT_PERCENT 60
#define ALIKE_WORDS 3

static VlRole
role_of(const VlQuantity *quantity)
{
    return quantity->role == VL_ROLE_FRACTION ? VL_ROLE_PERCENT
                                              : quantity->role;
}

/* What the number counts, right behind it: "50 larvae". */
static gboolean
count_alike(const VlCase *matter, const VlQuantity *said,
            const VlQuantity *printed)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint i = said->last + 1, j = printed->last + 1;
    return i < claim->n && j < passage->n &&
           vl_sense_is_content(claim, i) && vl_sense_is_content(passage, j) &&
           vl_sense_same(claim, i, passage, j);
}

/* Has the claim this number, whatever it stands on? */
static gboolean
is_said(const VlCase *matter, const VlQuantity *printed)
{
    for (guint i = 0; i < matter->claim->quantities->len; i++)
        if (vl_sense_quantity(matter->claim, i)->value == printed->value)
            return TRUE;
    return FALSE;
}

/* May one stand where the other does?  Not 87 % of those who did not for the
 * 13 % of those who did. */
static gboolean
are_of_a_kind(const VlCase *matter, guint a, guint b)
{
    const VlQuantity *said = vl_sense_quantity(matter->claim, a);
    const VlQuantity *printed = vl_sense_quantity(matter->passage, b);
    VlRole role = role_of(said);
    if (role != role_of(printed) || printed->cited || printed->of >= 0 ||
        (role != VL_ROLE_PLAIN && role != VL_ROLE_PERCENT &&
         role != VL_ROLE_COUNT) ||
        is_said(matter, printed))
        return FALSE;
    if (role == VL_ROLE_PERCENT)
        return fabs(said->value + printed->value - 100) > 1;
    if (said->unit.n_parts == 0 || printed->unit.n_parts == 0)
        return said->unit.n_parts == printed->unit.n_parts;
    return vl_unit_same_dimension(&said->unit, &printed->unit);
}

/* The one number of the sentence that may stand for a; -1. */
static int
find_one(const VlCase *matter, guint a, guint sentence)
{
    const VlSense *passage = matter->passage;
    int found = -1;
    for (guint k = 0; k < passage->quantities->len; k++) {
        const VlQuantity *other = vl_sense_quantity(passage, k);
        if (passage->sentences[other->first] != sentence ||
            !are_of_a_kind(matter, a, k))
            continue;
        if (found >= 0)
            return -1;
        found = (int)k;
    }
    return found;
}

/* Is a the only number of the claim without a counterpart?  Else it may tell
 * of another time or group. */
static gboolean
is_only_one(const VlCase *matter, guint a)
{
    for (guint i = 0; i < matter->claim->quantities->len; i++) {
        const VlQuantity *other = vl_sense_quantity(matter->claim, i);
        if (i != a && matter->match[i] < 0 && !other->in_words &&
            !matter->settled[other->first] && other->role != VL_ROLE_LABEL &&
            other->role != VL_ROLE_LEVEL)
            return FALSE;
    }
    return TRUE;
}

/* Has the sentence nearly all the words of the claim, and all those that tell
 * of whom and of what it is said?  percent: of the others. */
static gboolean
says_it(const VlCase *matter, guint sentence, guint percent)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint all = 0, found = 0;
    for (guint i = 0; i < claim->n; i++) {
        if (claim->quantity_of[i] >= 0 || !vl_sense_is_content(claim, i) ||
            vl_tokens_is_unit(claim->tokens, i))
            continue;
        gboolean has = vl_sense_group_has(passage, passage->sentences,
                                          sentence, claim, i);
        if (!has &&
            (vl_sense_is_heavy(claim, i) || claim->words[i].kinds != 0))
            return FALSE;
        all++;
        found += has;
    }
    return found >= ALIKE_WORDS && found * 100 >= all * percent;
}

int
vl_quantity_instead(const VlCase *matter, guint i)
{
    const VlQuantity *said = vl_sense_quantity(matter->claim, i);
    const VlSense *passage = matter->passage;
    /* "70 U/kg": the unit itself tells what it is of. */
    guint percent = said->unit.n_parts > 1 ? UNIT_PERCENT : ALIKE_PERCENT;
    int rival = -1;
    if ((said->in_words && said->value == 1) || !is_only_one(matter, i))
        return -1;
    for (guint s = 0; s < passage->n_sentences; s++) {
        int k = find_one(matter, i, s);
        if (k < 0 || !says_it(matter, s, percent))
            continue;
        const VlQuantity *printed = vl_sense_quantity(passage, (guint)k);
        if (role_of(said) == VL_ROLE_PLAIN && said->unit.n_parts == 0 &&
            !count_alike(matter, said, printed))
            continue;
        /* Two sentences say it: which is meant is not known. */
        if (rival >= 0)
            return -1;
        rival = k;
    }
    return rival;
}
