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
               !vl_sense_has_frame(passage, j, VL_FRAME_DECISIVE) &&
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

/* ---- "Rash" of "rash or fever" ---- */

/* Tokens from "or" to what it joins. */
#define OR_REACH 2

/* The thing that stands before (step -1) or behind token i, in its clause;
 * -1. */
static int
find_beside(const VlSense *sense, guint i, int step)
{
    int n = (int)sense->n;
    for (int k = (int)i + step, far = 0; k >= 0 && k < n && far < OR_REACH;
         k += step, far++)
        if (sense->clauses[k] != sense->clauses[i])
            return -1;
        else if (vl_sense_is_thing(sense, (guint)k))
            return k;
    return -1;
}

/* Does anything in the sentence before token j deny? */
static gboolean
is_denied(const VlSense *sense, guint j)
{
    for (guint k = j; k-- > 0 && sense->sentences[k] == sense->sentences[j];)
        if (vl_sense_says_none(sense, k))
            return TRUE;
    return FALSE;
}

/* Is the thing at token j of the passage one of two of which either may be
 * meant, of which the claim has not the other? */
static gboolean
is_either(const VlCase *matter, guint j)
{
    static const char *const or[] = {"or", "ou"};
    const VlSense *passage = matter->passage;
    /* What is denied of either is denied of both. */
    if (is_denied(passage, j))
        return FALSE;
    for (int step = -1; step <= 1; step += 2) {
        int at = (int)j + step;
        if (at < 0 || at >= (int)passage->n ||
            !VL_IS_IN(&passage->words[at], or))
            continue;
        int other = find_beside(passage, (guint)at, step);
        if (other >= 0 &&
            !vl_sense_has_word(matter->claim, passage, (guint)other))
            return TRUE;
    }
    return FALSE;
}

/* ---- "Zinc" of "honey rather than zinc" ---- */

/* Stands the thing at token j behind "than", "instead of"?  "Toxic against
 * cells" sets nothing against them. */
static gboolean
is_behind_than(const VlCase *matter, guint j)
{
    static const char *const against[] = {"against"};
    const VlSense *passage = matter->passage;
    for (guint k = j; k-- > 0 && j - k <= 4;) {
        if (vl_sense_has(passage, k, VL_MARK_THAN))
            return !VL_IS_IN(&passage->words[k], against);
        if (vl_sense_is_thing(passage, k))
            return FALSE;
    }
    return FALSE;
}

/* Does the claim tell of one side alone, and no number of it? */
static gboolean
tells_one_side(const VlSense *claim)
{
    static const char *const two[] = {"between", "entre", "both"};
    const VlMarks marks =
        VL_BIT(VL_MARK_THAN) | VL_BIT(VL_MARK_SAME) | VL_BIT(VL_MARK_DIFFER) |
        VL_BIT(VL_MARK_INSIGNIFICANT);
    for (guint i = 0; i < claim->n; i++)
        if (VL_IS_IN(&claim->words[i], two))
            return FALSE;
    return (claim->marks & marks) == 0 && claim->quantities->len == 0;
}

/* Stands the thing at token j right behind "rather than"? */
static gboolean
is_behind_rather(const VlCase *matter, guint j)
{
    static const char *const rather[] = {"rather", "instead"};
    const VlSense *passage = matter->passage;
    for (guint k = j; k-- > 0 && j - k <= 4;) {
        if (vl_sense_gap_has(passage, k + 1, ",;:()"))
            return FALSE;
        if (VL_IS_IN(&passage->words[k], rather))
            return TRUE;
        if (vl_sense_is_thing(passage, k))
            return k + 1 == j && is_behind_rather(matter, k);
    }
    return FALSE;
}

/* Does the claim, too, set something against it, or deny it? */
static gboolean
sets_apart(const VlSense *claim)
{
    static const char *const words[] = {"rather", "instead", "plutot"};
    const VlMarks denials = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT);
    if ((claim->marks & denials) != 0)
        return TRUE;
    for (guint i = 0; i < claim->n; i++)
        if (VL_IS_IN(&claim->words[i], words))
            return TRUE;
    return FALSE;
}

gboolean
vl_case_drops_choice(const VlCase *matter)
{
    return vl_case_says_only(matter, vl_case_is_thing, is_either);
}

gboolean
vl_case_takes_other(const VlCase *matter)
{
    return (tells_one_side(matter->claim) &&
            vl_case_says_only(matter, vl_case_is_thing, is_behind_than)) ||
           (!sets_apart(matter->claim) &&
            vl_case_says_only(matter, vl_case_is_thing, is_behind_rather));
}
