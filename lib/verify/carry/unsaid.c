#include "config.h"

#include "verify/check/hurdles.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* A passage may have all words of a claim and not say it: "A is believed to
 * reduce pain", "A was given to reduce pain", "the idea that A reduces pain",
 * "the efficacy of A is debated".  Asked is of each verb and quality of the
 * claim: where the passage has it, does it stand for itself there? */

/* "Was effective", "were treated": right behind a form of "be". */
static gboolean
is_told(const VlSense *sense, guint i)
{
    for (guint k = i; k-- > 0 && i - k <= 3;) {
        if (sense->clauses[k] != sense->clauses[i])
            return FALSE;
        if (vl_verb_is_be(sense, k))
            return TRUE;
        if (vl_sense_is_thing(sense, k))
            return FALSE;
    }
    return FALSE;
}

/* What the claim says of something. */
static gboolean
is_predicate(const VlSense *sense, guint i)
{
    return vl_sense_is_content(sense, i) &&
           !vl_verb_is_auxiliary(sense, i) &&
           (vl_verb_is_finite(sense, i) || is_told(sense, i));
}

/* Has the claim the word, or a doubt in its place? */
static gboolean
is_told_so(const VlCase *matter, guint j)
{
    return vl_sense_has_word(matter->claim, matter->passage, j) ||
           (matter->claim->marks & VL_BIT(VL_MARK_HEDGE)) != 0;
}

/* Stands the word at token j behind one that says it for nobody ("the idea
 * that ... reduces"), in its clause? */
static gboolean
is_opened(const VlCase *matter, guint j)
{
    const VlSense *passage = matter->passage;
    for (guint k = j; k-- > 0;) {
        if (passage->clauses[k] != passage->clauses[j])
            return FALSE;
        /* "..., and it did". */
        if (k + 1 < j && vl_sense_gap_has(passage, k + 1, ",") &&
            vl_verb_is_finite(passage, j) && !vl_sense_gap_has(passage, j, ","))
            return FALSE;
        if (vl_sense_has_frame(passage, k, VL_FRAME_UNSAID))
            return !is_told_so(matter, k);
    }
    return FALSE;
}

/* "Given to reduce", not "found to reduce": what it was for. */
static gboolean
is_purpose(const VlCase *matter, guint j)
{
    static const char *const to[] = {"to"};
    const VlSense *passage = matter->passage;
    guint k = j;
    while (k > 0 && vl_verb_is_adverb(passage, k - 1))
        k--;
    if (k < 2 || !VL_IS_IN(&passage->words[k - 1], to) ||
        passage->clauses[k - 1] != passage->clauses[j])
        return FALSE;
    for (guint i = k - 1; i-- > 0 && k - 1 - i <= 3;)
        if (passage->clauses[i] == passage->clauses[j] &&
            vl_sense_has_frame(passage, i, VL_FRAME_SHOWS))
            return FALSE;
    return vl_verb_is_participle(passage, k - 2) &&
           !is_told_so(matter, k - 2);
}

/* "Efficacy", "reduction" */
static gboolean
is_noun(const VlWord *word)
{
    static const char *const endings[] = {"cacy", "ness", "ity", "ety",
                                          "ance", "ence", "tion", "sion",
                                          "ment"};
    return VL_HAS_ENDING(word, endings, 2);
}

/* "The efficacy was assessed", "... is debated": the clause of the noun says
 * what was done with it, and not that it is there. */
static gboolean
is_only_named(const VlCase *matter, guint j)
{
    const VlSense *passage = matter->passage;
    const VlMarks compared = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN) |
                             VL_BIT(VL_MARK_SAME) |
                             VL_BIT(VL_MARK_SIGNIFICANT);
    gboolean examined = FALSE, shown = FALSE;
    if (!is_noun(&passage->words[j]))
        return FALSE;
    for (guint k = 0; k < passage->n; k++) {
        if (k == j || passage->clauses[k] != passage->clauses[j])
            continue;
        examined |= vl_sense_has_frame(passage, k, VL_FRAME_EXAMINES) &&
                    !is_told_so(matter, k);
        shown |= (passage->words[k].marks & compared) != 0 ||
                 vl_sense_has_frame(passage, k, VL_FRAME_SHOWS);
    }
    return examined && !shown;
}

/* How the passage has a word of the claim. */
typedef enum { NOWHERE, SAID, UNSAID } Standing;

static Standing
standing_of(const VlCase *matter, guint i)
{
    Standing standing = NOWHERE;
    for (guint j = 0; j < matter->passage->n; j++) {
        if (matter->passage->words[j].length == 0 ||
            !vl_sense_says(matter->claim, i, matter->passage, j))
            continue;
        if (!is_opened(matter, j) && !is_purpose(matter, j) &&
            !is_only_named(matter, j))
            return SAID;
        standing = UNSAID;
    }
    return standing;
}

/* The claim's verb may not be known for one ("shortens"): then of all its
 * words but the one that it begins with. */
gboolean
vl_case_is_unsaid(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    gboolean begun = FALSE, predicate = FALSE;
    guint said = 0, unsaid = 0;
    for (guint i = 0; i < claim->n; i++) {
        if (!vl_sense_is_content(claim, i))
            continue;
        Standing standing = standing_of(matter, i);
        if (is_predicate(claim, i)) {
            predicate = TRUE;
            if (standing == UNSAID)
                return TRUE;
        }
        said += begun && standing == SAID;
        unsaid += begun && standing == UNSAID;
        begun = TRUE;
    }
    return !predicate && unsaid > 0 && said == 0;
}
