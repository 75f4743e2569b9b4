#include "config.h"

#include "verify/check/hurdles.h"
#include "verify/sense/members.h"

/* "Overall survival was 11 months" has the words of "progression-free
 * survival was 11 months; overall survival is not known yet": where a number
 * stands, what was measured is called by another first word. */

/* The word right before token i that goes with it; -1. */
static int
modifier_of(const VlSense *sense, guint i)
{
    static const char *const whole[] = {"overall", "global", "globale",
                                        "total", "totale"};
    if (i == 0 || sense->sentences[i - 1] != sense->sentences[i] ||
        sense->quantity_of[i - 1] >= 0 ||
        (vl_tokens_at(sense->tokens, i)->gap & VL_GAP_OTHER) != 0 ||
        !(vl_sense_is_content(sense, i - 1) ||
          VL_IS_IN(&sense->words[i - 1], whole)))
        return -1;
    return (int)i - 1;
}

static gboolean
has_in_sentence(const VlSense *passage, guint at, const VlSense *claim,
                guint i)
{
    for (guint j = 0; j < passage->n; j++)
        if (passage->sentences[j] == passage->sentences[at] &&
            vl_sense_same(claim, i, passage, j))
            return TRUE;
    return FALSE;
}

/* Does the sentence at token at have the head of what the claim measured, and
 * each time with another word before it than the claim's? */
static gboolean
calls_otherwise(const VlCase *matter, guint head, guint modifier, guint at)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean other = FALSE;
    if (has_in_sentence(passage, at, claim, modifier))
        return FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (passage->sentences[j] != passage->sentences[at] ||
            !vl_sense_same(claim, head, passage, j))
            continue;
        int there = modifier_of(passage, j);
        if (there < 0 ||
            vl_sense_has_word(claim, passage, (guint)there))
            return FALSE;
        other = TRUE;
    }
    return other;
}

/* Does a text have both words together? */
static gboolean
has_both(const VlSense *text, const VlSense *claim, guint head,
         guint modifier)
{
    for (guint j = 1; j < text->n; j++)
        if (modifier_of(text, j) >= 0 && vl_sense_same(claim, head, text, j) &&
            vl_sense_same(claim, modifier, text, j - 1))
            return TRUE;
    return FALSE;
}

/* ... the passage, or what it was taken from? */
static gboolean
is_known(const VlCase *matter, guint head, guint modifier)
{
    if (has_both(matter->passage, matter->claim, head, modifier))
        return TRUE;
    return matter->taken_from != NULL &&
           has_both(matter->taken_from, matter->claim, head, modifier);
}

/* Does the passage tell a number of the claim's sentence of another one? */
static gboolean
is_told_of_other(const VlCase *matter, guint head, guint modifier)
{
    const VlSense *claim = matter->claim;
    for (guint a = 0; a < claim->quantities->len; a++) {
        const VlQuantity *said = vl_sense_quantity(claim, a);
        if (matter->match[a] < 0 || said->role == VL_ROLE_LABEL ||
            claim->sentences[said->first] != claim->sentences[head])
            continue;
        guint there = (guint)matter->match[a];
        if (calls_otherwise(matter, head, modifier,
                            vl_sense_quantity(matter->passage, there)->first))
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_case_calls_otherwise(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    for (guint i = 1; i < claim->n; i++) {
        int modifier = modifier_of(claim, i);
        if (modifier >= 0 && vl_sense_is_thing(claim, i) &&
            is_told_of_other(matter, i, (guint)modifier) &&
            is_known(matter, i, (guint)modifier))
            return TRUE;
    }
    return FALSE;
}
