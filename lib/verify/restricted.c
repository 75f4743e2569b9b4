#include "config.h"

#include "verify/carry.h"

/* "Major side effects were seen in 14 %" is not "side effects were seen in
 * 14 %", "other adverse events" are not adverse events, and "only in the
 * TCF group" is not in both: a word that narrows what the claim takes, and
 * that the claim leaves out. */

/* Tokens that it reaches. */
#define REACH 3

/* "More severe stenoses" */
static gboolean
is_compared(const VlSense *sense, guint j)
{
    return j > 0 && (vl_sense_has(sense, j - 1, VL_MARK_UP) ||
                     vl_sense_has(sense, j - 1, VL_MARK_DOWN));
}

static gboolean
is_in_claim(const VlCase *matter, guint j)
{
    for (guint i = 0; i < matter->claim->n; i++)
        if (vl_sense_same(matter->claim, i, matter->passage, j))
            return TRUE;
    return FALSE;
}

/* Of a phrase ("only in") its first word is enough, or another that
 * narrows. */
static gboolean
is_told(const VlCase *matter, guint j)
{
    for (guint i = 0; i < matter->claim->n; i++)
        if ((matter->claim->words[i].frames & VL_FRAME_NARROWS) != 0)
            return TRUE;
    return is_in_claim(matter, j);
}

/* The thing that stands behind token j, or before it when it ends a
 * statement ("in some circumstances"); -1. */
static int
narrowed_by(const VlSense *passage, guint j)
{
    for (guint k = j + 1; k < passage->n && k <= j + REACH; k++)
        if (passage->clauses[k] != passage->clauses[j])
            break;
        else if (vl_sense_is_thing(passage, k))
            return (int)k;
    return -1;
}

void
vl_check_restricted(VlCase *matter)
{
    const VlSense *passage = matter->passage;
    for (guint j = 0; j < passage->n; j++) {
        if ((passage->words[j].frames & VL_FRAME_NARROWS) == 0 ||
            is_compared(passage, j))
            continue;
        int k = narrowed_by(passage, j);
        if (k < 0 || !is_in_claim(matter, (guint)k) || is_told(matter, j))
            continue;
        g_autofree char *word = vl_case_words(passage, VL_AT(j));
        vl_case_note(matter, "scope", VL_RESULT_UNDECIDED, VL_NOWHERE,
                     VL_AT(j),
                     "the passage narrows this by \u201C%s\u201D, which the "
                     "claim leaves out",
                     word);
        return;
    }
}
