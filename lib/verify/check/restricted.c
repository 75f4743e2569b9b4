#include "config.h"

#include "verify/check/case.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* "Major side effects were seen in 14 %" is not "side effects were seen in
 * 14 %", "other adverse events" are not adverse events, and "only in the
 * TCF group" is not in both: a word that narrows what the claim takes, and
 * that the claim leaves out. */

/* Tokens that it reaches. */
#define REACH 3
/* Things of a clause that show that a claim takes it. */
#define SHARED 2

/* "More severe stenoses", but "reduced severe pain" */
static gboolean
is_compared(const VlSense *sense, guint j)
{
    return j > 0 && !vl_verb_is_participle(sense, j - 1) &&
           !vl_verb_is_finite(sense, j - 1) &&
           vl_sense_says_more(sense, j - 1);
}

static gboolean
is_in_claim(const VlCase *matter, guint j)
{
    return vl_sense_has_word(matter->claim, matter->passage, j);
}

/* The thing that stands behind token j; -1. */
static int
narrowed_by(const VlSense *passage, guint j)
{
    static const char *const of[] = {"of"};
    guint from = j + MAX(passage->words[j].n_words, 1);
    /* "Family history of". */
    if (from + 1 < passage->n && VL_IS_IN(&passage->words[from + 1], of) &&
        vl_sense_has_frame(passage, from, VL_FRAME_FILLS))
        from += 2;
    for (guint k = from; k < passage->n && k < from + REACH; k++)
        if (passage->clauses[k] != passage->clauses[j])
            break;
        else if (vl_sense_is_thing(passage, k))
            return (int)k;
    return -1;
}

/* "Only in the TCF group", "in some circumstances": where or when the rest of
 * the clause holds. */
static gboolean
is_condition(const VlSense *sense, guint j)
{
    static const char *const words[] = {"only", "solely", "in", "under",
                                        "if", "unless", "provided",
                                        "uniquement", "seulement", "dans"};
    return VL_IS_IN(&sense->words[j], words);
}

/* Things of the claim that the clause of token j has, too. */
static guint
count_shared(const VlCase *matter, guint j)
{
    const VlSense *passage = matter->passage;
    guint n = 0;
    for (guint k = 0; k < passage->n; k++)
        n += passage->clauses[k] == passage->clauses[j] &&
             vl_sense_is_thing(passage, k) && is_in_claim(matter, k);
    return n;
}

/* Does the claim narrow it, too?  Of a phrase ("only in") the first word
 * alone tells nothing. */
static gboolean
is_told(const VlCase *matter, guint j)
{
    const VlMarks denials = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT);
    for (guint i = 0; i < matter->claim->n; i++)
        if (vl_sense_has_frame(matter->claim, i, VL_FRAME_NARROWS))
            return TRUE;
    /* "The absence of fever" is "no fever". */
    if (vl_sense_has(matter->passage, j, VL_MARK_WITHOUT) &&
        (matter->claim->marks & denials) != 0)
        return TRUE;
    return !is_condition(matter->passage, j) && is_in_claim(matter, j);
}

/* Does the claim take what token j narrows? */
static gboolean
is_narrowed(const VlCase *matter, guint j)
{
    int k = narrowed_by(matter->passage, j);
    if (k < 0)
        return FALSE;
    gboolean taken = is_in_claim(matter, (guint)k);
    return is_condition(matter->passage, j)
               ? !taken && count_shared(matter, j) >= SHARED
               : taken;
}

/* "Pain of 4 or more" told as pain: a bound that makes of the word before it
 * another thing, left out with its number. */
static gboolean
is_threshold(const VlCase *matter, guint q)
{
    const VlSense *passage = matter->passage;
    const VlQuantity *bound = vl_sense_quantity(passage, q);
    guint i = bound->first;
    if (i > 0 && vl_tokens_at(passage->tokens, i - 1)->class ==
                     VL_TOKEN_COMPARATOR)
        i--;
    if (!bound->strong || bound->bound <= VL_BOUND_EQUAL ||
        bound->role == VL_ROLE_P || bound->role == VL_ROLE_CI ||
        i == 0 || !vl_sense_is_thing(passage, i - 1) ||
        passage->clauses[i - 1] != passage->clauses[i] ||
        !is_in_claim(matter, i - 1))
        return FALSE;
    for (guint a = 0; a < matter->claim->quantities->len; a++)
        if (vl_sense_quantity(matter->claim, a)->value == bound->value)
            return FALSE;
    return TRUE;
}

static void
note(VlCase *matter, VlStretch where)
{
    g_autofree char *words = vl_case_words(matter->passage, where);
    vl_case_note(matter, "scope", VL_RESULT_UNDECIDED, VL_NOWHERE, where,
                 "the passage narrows this by \u201C%s\u201D, which the "
                 "claim leaves out",
                 words);
}

/* "Only 12 %", "only slightly", "only suggestive": how much, or how sure, not
 * who alone. */
static gboolean
tells_amount(const VlSense *claim, guint i)
{
    static const char *const words[] = {
        "about",    "over",      "under",    "slightly", "modestly",
        "modest",   "moderate",  "moderately", "mild",   "mildly",
        "marginal", "marginally", "minor",   "partly",   "partially",
        "partial",  "few",       "some",     "small",    "weak",
        "weakly",   "limited",   "briefly",  "half",     "recently",
        "environ",  "peu",       "legerement", "partiellement",
    };
    for (guint k = i + 1; k < claim->n && k <= i + REACH; k++)
        if (claim->quantity_of[k] >= 0 ||
            vl_sense_has(claim, k, VL_MARK_HEDGE) ||
            VL_IS_IN(&claim->words[k], words))
            return TRUE;
    return FALSE;
}

/* "Only at day 7", "only age predicted relapse". */
static gboolean
is_own_limit(const VlSense *claim, guint i)
{
    static const char *const words[] = {
        "only",       "solely",       "alone",       "just",
        "exclusively", "merely",      "uniquement",  "seulement",
        "exclusivement",
    };
    static const char *const denials[] = {"not", "non", "pas"};
    return VL_IS_IN(&claim->words[i], words) &&
           (vl_sense_has_frame(claim, i, VL_FRAME_NARROWS) ||
            !tells_amount(claim, i)) &&
           !(i > 0 && VL_IS_IN(&claim->words[i - 1], denials));
}

/* A word by which the passage may narrow it, too. */
static gboolean
may_limit(const VlSense *passage, guint j)
{
    static const char *const words[] = {
        "only",    "solely",   "alone",    "just",       "exclusively",
        "merely",  "sole",     "single",   "limited",    "confined",
        "restricted", "except", "not",     "no",         "none",
        "without", "neither",  "nothing",  "unlike",     "whereas",
        "uniquement", "seulement", "sauf", "exclusivement", "seul",
        "seule",   "seuls",    "seules",   "unique",     "aucun",
        "aucune",  "sans",     "hormis",
    };
    return VL_IS_IN(&passage->words[j], words) ||
           vl_sense_has_frame(passage, j, VL_FRAME_EXCEPTED) ||
           vl_sense_has(passage, j, VL_MARK_NOT) ||
           vl_sense_has(passage, j, VL_MARK_INSIGNIFICANT);
}

/* ... where the passage has no such word: others do, too.  The token; -1. */
static int
find_own_limit(const VlSense *claim, const VlSense *passage)
{
    for (guint j = 0; j < passage->n; j++)
        if (may_limit(passage, j))
            return -1;
    for (guint i = 0; i < claim->n; i++)
        if (is_own_limit(claim, i))
            return (int)i;
    return -1;
}

void
vl_check_restricted(VlCase *matter)
{
    const VlSense *passage = matter->passage;
    int limit = find_own_limit(matter->claim, passage);
    if (limit >= 0)
        vl_case_note(matter, "scope", VL_RESULT_UNDECIDED, VL_AT(limit),
                     VL_NOWHERE, "the claim narrows this, the passage does "
                                 "not");
    for (guint j = 0; j < passage->n; j++)
        if (vl_sense_has_frame(passage, j, VL_FRAME_NARROWS) &&
            !is_compared(passage, j) && is_narrowed(matter, j) &&
            !is_told(matter, j)) {
            note(matter, VL_AT(j));
            return;
        }
    for (guint q = 0; q < passage->quantities->len; q++)
        if (is_threshold(matter, q)) {
            note(matter, vl_case_quantity(passage, q));
            return;
        }
}
