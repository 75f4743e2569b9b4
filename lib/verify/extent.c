#include "config.h"

#include "text/words.h"
#include "verify/hurdles.h"
#include "verify/members.h"

/* How far what is said reaches: a claim that says it of the most or of both
 * where the passage says it of more or of one. */

/* ---- "The most likely" of what is "more likely" ---- */

static gboolean
is_superlative(const VlSense *sense, guint i)
{
    static const char *const the[] = {"the", "le", "la", "les"};
    static const char *const most[] = {"most", "least", "plus", "moins"};
    static const char *const of[] = {"of", "de", "common", "frequent"};
    return i + 2 < sense->n && VL_IS_IN(&sense->words[i], the) &&
           VL_IS_IN(&sense->words[i + 1], most) &&
           !VL_IS_IN(&sense->words[i + 2], of);
}

gboolean
vl_case_adds_superlative(const VlCase *matter)
{
    static const char *const most[] = {"most", "least"};
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean said = FALSE;
    for (guint i = 0; i < claim->n; i++)
        said |= is_superlative(claim, i);
    for (guint j = 0; said && j < passage->n; j++)
        said = !VL_IS_IN(&passage->words[j], most) &&
               (passage->words[j].frames & VL_FRAME_DECISIVE) == 0 &&
               !is_superlative(passage, j);
    return said;
}

/* ---- "Both A and B" of what is said of A and denied of B ---- */

typedef enum { NOT_SAID, SAID, DENIED } Said;

static Said
is_said(const VlCase *matter, guint i, guint sentence)
{
    const VlMarks marks = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_INSIGNIFICANT);
    const VlSense *passage = matter->passage;
    gboolean here = FALSE, denied = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (passage->sentences[j] != sentence)
            continue;
        here |= vl_sense_same(matter->claim, i, passage, j);
        denied |= (passage->words[j].marks & marks) != 0;
    }
    return !here ? NOT_SAID : denied ? DENIED : SAID;
}

/* No sentence speaks of both, and one that speaks of one of them denies,
 * one that speaks of the other does not. */
static gboolean
stand_against(const VlCase *matter, guint a, guint b)
{
    gboolean against = FALSE;
    for (guint s = 0; s < matter->passage->n_sentences; s++) {
        Said one = is_said(matter, a, s);
        for (guint t = 0; one != NOT_SAID && t < matter->passage->n_sentences;
             t++) {
            Said other = is_said(matter, b, t);
            if (other != NOT_SAID && s == t)
                return FALSE;
            against |= other != NOT_SAID && other != one;
        }
    }
    return against;
}

gboolean
vl_case_splits_pair(const VlCase *matter)
{
    static const char *const ands[] = {"and", "et"};
    const VlSense *claim = matter->claim;
    for (guint k = 1; k + 1 < claim->n; k++) {
        guint b = k + 1;
        if (!VL_IS_IN(&claim->words[k], ands))
            continue;
        while (b + 1 < claim->n && b < k + 3 &&
               !vl_sense_is_content(claim, b))
            b++;
        if (vl_sense_is_thing(claim, k - 1) && vl_sense_is_thing(claim, b) &&
            stand_against(matter, k - 1, b))
            return TRUE;
    }
    return FALSE;
}
