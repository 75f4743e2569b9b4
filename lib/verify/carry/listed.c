#include "config.h"

#include "text/words.h"
#include "verify/check/hurdles.h"

/* "Between half dose and full dose (914 vs 1022)": what a passage lists
 * first has the first number.  A claim that names both has to name them in
 * the order of the numbers that it gives. */

/* Tokens on either side of "and" that may name what is listed. */
#define BESIDE 3

static gboolean
lists(const VlWord *word)
{
    static const char *const words[] = {"and", "vs", "versus", "or", "et",
                                        "ou",  "contre", "against"};
    return VL_IS_IN(word, words);
}

/* A word by which one thing of a list is told from the other. */
static gboolean
may_name(const VlSense *sense, guint i)
{
    return vl_tokens_at(sense->tokens, i)->class == VL_TOKEN_WORD &&
           sense->words[i].length > 0 &&
           !vl_sense_has(sense, i, VL_MARK_STOP);
}

static int
find_in_claim(const VlCase *matter, guint j)
{
    for (guint i = 0; i < matter->claim->n; i++)
        if (may_name(matter->claim, i) &&
            vl_sense_same(matter->claim, i, matter->passage, j))
            return (int)i;
    return -1;
}

static gboolean
is_between(const VlSense *passage, guint j, guint from, guint to)
{
    for (guint k = from; k < to; k++)
        if (may_name(passage, k) && vl_sense_same(passage, j, passage, k))
            return TRUE;
    return FALSE;
}

/* Where the claim has the word nearest to token at that names one side of a
 * list, [from, to), and not the other one; -1. */
static int
find_name(const VlCase *matter, guint at, guint from, guint to, guint other,
          guint other_end)
{
    int best = -1;
    guint distance = BESIDE + 1;
    for (guint j = from; j < to; j++) {
        guint off = j > at ? j - at : at - j;
        if (off >= distance || !may_name(matter->passage, j) ||
            is_between(matter->passage, j, other, other_end))
            continue;
        int found = find_in_claim(matter, j);
        if (found < 0)
            continue;
        best = found;
        distance = off;
    }
    return best;
}

/* 1: the claim names both sides of the list around token c in their order,
 * -1: the other way round, 0: not both. */
static int
order_of(const VlCase *matter, guint c)
{
    guint from = c > BESIDE ? c - BESIDE : 0;
    guint to = MIN(c + 1 + BESIDE, matter->passage->n);
    int one = find_name(matter, c, from, c, c + 1, to);
    int other = find_name(matter, c, c + 1, to, from, c);
    return one < 0 || other < 0 || one == other ? 0 : one < other ? 1 : -1;
}

gboolean
vl_case_is_listed(const VlCase *matter, guint a, guint b)
{
    const VlSense *passage = matter->passage;
    const VlQuantity *x =
        vl_sense_quantity(passage, (guint)matter->match[a]);
    const VlQuantity *y =
        vl_sense_quantity(passage, (guint)matter->match[b]);
    int wanted = x->first < y->first ? 1 : -1;
    guint first = MIN(x->first, y->first);
    if (passage->sentences[x->first] != passage->sentences[y->first])
        return TRUE;
    for (guint c = first; c-- > 0;) {
        if (passage->sentences[c] != passage->sentences[first])
            break;
        if (lists(&passage->words[c]) && order_of(matter, c) == -wanted)
            return FALSE;
    }
    return TRUE;
}
