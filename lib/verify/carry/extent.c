#include "config.h"

#include "text/words.h"
#include "verify/check/hurdles.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* How far what is said reaches: a claim that says it of the most or of both
 * where the passage says it of more or of one, or of something besides. */

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

/* ---- "..., as was overall survival" ---- */

/* "The", "in"; "overall" says something here. */
static gboolean
is_small(const VlSense *sense, guint i)
{
    return vl_sense_has(sense, i, VL_MARK_STOP) &&
           sense->words[i].length <= 4;
}

/* Do the words of the claim from token i on, up to the end of its clause,
 * stand one behind the other in the passage? */
static gboolean
stand_in_row(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint j = 0; j < passage->n; j++) {
        guint k = i, at = j;
        for (; k < claim->n && claim->clauses[k] == claim->clauses[i] &&
               !(k > i && vl_sense_gap_has(claim, k, ",;()"));
             k++) {
            if (is_small(claim, k))
                continue;
            while (at < passage->n && at > j && is_small(passage, at))
                at++;
            if (at >= passage->n ||
                !vl_sense_same(claim, k, passage, at))
                break;
            at++;
        }
        if (k == claim->n || claim->clauses[k] != claim->clauses[i] ||
            vl_sense_gap_has(claim, k, ",;()"))
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_case_adds_tail(const VlCase *matter)
{
    static const char *const as[] = {"as", "so"};
    const VlSense *claim = matter->claim;
    for (guint i = 1; i + 2 < claim->n; i++)
        if (VL_IS_IN(&claim->words[i], as) &&
            vl_sense_gap_has(claim, i, ",") &&
            vl_verb_is_auxiliary(claim, i + 1) &&
            !stand_in_row(matter, i + 2))
            return TRUE;
    return FALSE;
}

/* ---- "Both A and B" of "A and/or B" ---- */

gboolean
vl_case_joins_choice(const VlCase *matter)
{
    static const char *const both[] = {"both"};
    static const char *const and[] = {"and", "et"};
    static const char *const or[] = {"or", "ou"};
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean joined = FALSE;
    for (guint i = 0; i < claim->n; i++)
        joined |= VL_IS_IN(&claim->words[i], both);
    for (guint j = 0; joined && j + 1 < passage->n; j++)
        for (guint k = j + 1; k <= j + 2 && k < passage->n; k++)
            if (VL_IS_IN(&passage->words[j], and) &&
                VL_IS_IN(&passage->words[k], or))
                return TRUE;
    return FALSE;
}
