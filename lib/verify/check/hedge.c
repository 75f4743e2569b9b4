#include "config.h"

#include <string.h>

#include "verify/check/clause.h"

/* A doubt of the authors that a claim leaves out: "may", "suggests".  What is
 * hedged is a part of a sentence, not all of it, and not each "can" is a
 * doubt. */

/* Words that are nothing but a hedge. */
static gboolean
is_modal(const VlSense *sense, guint i)
{
    static const char *const stems[] = {"may",    "might",  "could",
                                        "possib", "perhap", "suggest",
                                        "appear", "seem",   "probab",
                                        "potent", "likely"};
    return VL_HAS_STEM(&sense->words[i], stems);
}

/* Does the claim repeat what stands right after the hedge? */
static gboolean
is_repeated(const VlCase *matter, guint hedge)
{
    for (guint j = hedge + 1; j < matter->passage->n && j <= hedge + 3; j++)
        for (guint i = 0; i < matter->claim->n; i++)
            if (vl_sense_is_content(matter->passage, j) &&
                vl_sense_same(matter->claim, i, matter->passage, j))
                return TRUE;
    return FALSE;
}

/* "Could not be detected" tells of an ability, "higher scores indicate" how a
 * scale is read: neither is the authors' doubt. */
static gboolean
is_no_doubt(const VlSense *sense, guint i)
{
    static const char *const able[] = {"detected", "found",  "measured",
                                       "seen",     "identified", "obtained",
                                       "assessed", "determined", "analysed",
                                       "analyzed", "evaluated", "demonstrated"};
    static const char *const can[] = {"could", "can"};
    static const char *const scores[] = {"score", "scores", "values", "higher",
                                         "lower"};
    /* "We can conclude that", "it can be seen". */
    static const char *const told[] = {"conclude", "concluded", "say",
                                       "state",    "note",      "noted",
                                       "see",      "observe"};
    static const char *const be[] = {"be", "also", "therefore", "thus"};
    const VlWord *word = &sense->words[i];
    gboolean ability = FALSE, scale = FALSE;
    for (guint k = i + 1; k < sense->n && k <= i + 4; k++)
        ability |= sense->clauses[k] == sense->clauses[i] &&
                   VL_IS_IN(&sense->words[k], able);
    for (guint k = i > 2 ? i - 2 : 0; k < i; k++)
        scale |= VL_IS_IN(&sense->words[k], scores);
    guint next = i + 1;
    while (next < sense->n && VL_IS_IN(&sense->words[next], be))
        next++;
    if (VL_IS_IN(word, can))
        return ability || (next < sense->n &&
                           VL_IS_IN(&sense->words[next], told));
    return scale && word->length >= 7 &&
           memcmp(word->key, "indicat", 7) == 0;
}

/* "A trend toward more (P=0.09)" where the claim says "no significant
 * difference". */
static gboolean
is_trend(const VlCase *matter, guint j)
{
    static const char *const words[] = {"trend", "trends", "tend", "tended",
                                        "tendency"};
    const VlMarks none =
        VL_BIT(VL_MARK_INSIGNIFICANT) | VL_BIT(VL_MARK_SAME);
    return VL_IS_IN(&matter->passage->words[j], words) &&
           (matter->claim->marks & none) != 0 &&
           vl_case_has(matter, "significance", VL_RESULT_OK);
}

/* "Potential complications", "possible causes": said of the thing, unless the
 * claim names that thing. */
static gboolean
is_said_of_thing(const VlCase *matter, guint j)
{
    static const char *const words[] = {"potential", "possible", "probable",
                                        "apparent",  "likely",   "suspected"};
    /* What was reckoned with is a doubt of no finding. */
    static const char *const reckoned[] = {"confound", "covari", "bias"};
    const VlSense *passage = matter->passage;
    if (!VL_IS_IN(&passage->words[j], words) || j + 1 >= passage->n ||
        !vl_sense_is_content(passage, j + 1) ||
        passage->sentences[j + 1] != passage->sentences[j])
        return FALSE;
    if (VL_HAS_STEM(&passage->words[j + 1], reckoned))
        return TRUE;
    for (guint i = 0; i < matter->claim->n; i++)
        if (vl_sense_same(matter->claim, i, passage, j + 1))
            return FALSE;
    return TRUE;
}

/* "Results indicated", "as indicated by": a verb of reports. */
static gboolean
is_report(const VlWord *word)
{
    static const char *const words[] = {"indicated", "indique", "indiquait"};
    return VL_IS_IN(word, words);
}

/* "Whether this holds remains to be shown": open, in other words. */
static gboolean
opens_question(const VlWord *word)
{
    static const char *const words[] = {"whether",   "unclear",   "uncertain",
                                        "unknown",   "incertain", "incertains",
                                        "incertaine", "incertaines"};
    return VL_IS_IN(word, words);
}

static gboolean
leaves_open(const VlSense *claim)
{
    for (guint i = 0; i < claim->n; i++)
        if (opens_question(&claim->words[i]))
            return TRUE;
    return FALSE;
}

/* The passage by its parts. */
typedef struct {
    const guint *parts; /* of its tokens */
    guint n;
    gboolean *doubtful; /* of each part: says nothing for sure */
} Parts;

static gboolean
has_word(const VlCase *matter, const Parts *parts, guint part, guint i)
{
    for (guint j = 0; j < matter->passage->n; j++)
        if (parts->parts[j] == part &&
            vl_sense_is_content(matter->passage, j) &&
            vl_sense_same(matter->claim, i, matter->passage, j))
            return TRUE;
    return FALSE;
}

/* Words of the claim in one part of the passage. */
static guint
count_shared(const VlCase *matter, const Parts *parts, guint part)
{
    guint n = 0;
    for (guint i = 0; i < matter->claim->n; i++)
        n += vl_sense_is_content(matter->claim, i) &&
             has_word(matter, parts, part, i);
    return n;
}

/* Has the part other each word of a clause of the claim that the part has? */
static gboolean
holds_all(const VlCase *matter, const Parts *parts, guint part, guint other,
          guint clause)
{
    for (guint i = 0; i < matter->claim->n; i++)
        if (matter->claim->clauses[i] == clause &&
            vl_sense_is_content(matter->claim, i) &&
            has_word(matter, parts, part, i) &&
            !has_word(matter, parts, other, i))
            return FALSE;
    return TRUE;
}

/* "A reduced pain, and may ease the burden of pain": the claim needs nothing
 * of the part, for what its clauses have of it stands each in one part
 * without a doubt. */
static gboolean
is_needless(const VlCase *matter, const Parts *parts, guint part)
{
    for (guint clause = 0; clause < matter->claim->n_clauses; clause++) {
        gboolean found = FALSE;
        for (guint other = 0; other < parts->n && !found; other++)
            found = !parts->doubtful[other] &&
                    holds_all(matter, parts, part, other, clause);
        if (!found)
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_doubt(const VlCase *matter, guint j)
{
    const VlSense *passage = matter->passage;
    return opens_question(&passage->words[j]) ||
           (vl_sense_has(passage, j, VL_MARK_HEDGE) &&
            !is_no_doubt(passage, j) && !is_trend(matter, j) &&
            !is_report(&passage->words[j]) && !is_said_of_thing(matter, j));
}

/* "Whether it lowers mortality is unclear", "it did not lower it": no words
 * that say what the claim says. */
static gboolean
says_nothing(const VlCase *matter, guint j)
{
    const VlMarks marks = VL_BIT(VL_MARK_AIM) | VL_BIT(VL_MARK_PLAN) |
                          VL_BIT(VL_MARK_CITED);
    const VlMarks denies = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT);
    const VlWord *word = &matter->passage->words[j];
    return (word->marks & marks) != 0 ||
           (word->frames & VL_FRAME_ASKED) != 0 ||
           ((word->marks & denies) != 0 &&
            (matter->claim->marks & denies) == 0);
}

/* A hedge in a part that says something of the claim's; -1. */
static int
find_hedge(const VlCase *matter)
{
    const VlSense *passage = matter->passage;
    g_autofree guint *numbers = vl_sense_parts(passage);
    g_autofree gboolean *doubtful = g_new0(gboolean, passage->n + 1);
    Parts parts = {.parts = numbers, .doubtful = doubtful};
    guint least = passage->n_sentences > 1 ? 2 : 1;
    for (guint j = 0; j < passage->n; j++) {
        parts.n = MAX(parts.n, numbers[j] + 1);
        doubtful[numbers[j]] |=
            is_doubt(matter, j) || says_nothing(matter, j);
    }
    for (guint j = 0; j < passage->n; j++)
        if (is_doubt(matter, j) &&
            count_shared(matter, &parts, numbers[j]) >= least &&
            !is_needless(matter, &parts, numbers[j]))
            return (int)j;
    return -1;
}

/* "Proves", "ont établi que"; -1.  Not "has not been proven". */
static int
find_proof(const VlSense *sense)
{
    static const char *const words[] = {
        "prove",      "proves",    "proved",     "proven",    "proof",
        "establish",  "establishes", "conclusively", "definitively",
        "prouve",     "prouvent",  "prouver",    "prouvee",   "preuve",
        "etablit",    "etablissent", "demontre", "demontrent",
        "definitivement",
    };
    for (guint i = 0; i < sense->n; i++) {
        gboolean denied = FALSE;
        if (!VL_IS_IN(&sense->words[i], words))
            continue;
        for (guint k = i > 4 ? i - 4 : 0; k < sense->n && k <= i + 2; k++)
            denied |= vl_sense_has(sense, k, VL_MARK_NOT) ||
                      vl_sense_has(sense, k, VL_MARK_WITHOUT);
        if (!denied)
            return (int)i;
    }
    return -1;
}

/* A hedge that the claim leaves out; it goes beyond the passage when it speaks
 * of proof. */
void
vl_check_hedge(VlCase *matter)
{
    int at = find_hedge(matter);
    if (at < 0 || (matter->claim->marks & VL_BIT(VL_MARK_HEDGE)) != 0 ||
        leaves_open(matter->claim))
        return;
    int proof = find_proof(matter->claim);
    gboolean modal = is_modal(matter->passage, (guint)at);
    gboolean stands =
        (matter->near && modal && is_repeated(matter, (guint)at)) ||
        (proof >= 0 && modal && find_proof(matter->passage) < 0);
    vl_case_note(matter, "strength",
                 stands ? VL_RESULT_CONFLICT : VL_RESULT_UNDECIDED,
                 proof >= 0 ? VL_AT(proof) : VL_NOWHERE, VL_AT(at),
                 "the passage is less certain than the claim");
}
