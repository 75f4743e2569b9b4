#include "config.h"

#include "text/words.h"
#include "verify/check/hurdles.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* What a phrase is about is told by its last word, and how far by the words
 * before it: "pain relief" is no pain, "almost all" are not all, and what
 * "zinc plus vitamin C" did zinc alone need not do. */

static gboolean
is_told(const VlCase *matter, guint j)
{
    return vl_sense_has_word(matter->claim, matter->passage, j);
}

/* ---- "Pain relief" told as pain ---- */

/* "Visual", "surgical": stands before a noun. */
static gboolean
is_adjective(const VlSense *sense, guint i)
{
    static const char *const endings[] = {
        "ical", "ic",  "ive", "ous", "ary", "able", "ible",
        "ial",  "nal", "eal", "tal", "ral", "ual",  "ant",
    };
    return VL_HAS_ENDING(&sense->words[i], endings, 2);
}

/* The token that the entry of the lexicon starts with which token i is of. */
static guint
find_start(const VlSense *sense, guint i)
{
    while (i > 0 && sense->words[i].inside)
        i--;
    return i;
}

/* A noun, or an adjective, as far as that can be told. */
static gboolean
is_name(const VlSense *sense, guint i)
{
    const VlMarks compared =
        VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN) |
        VL_BIT(VL_MARK_SIGNIFICANT) | VL_BIT(VL_MARK_INSIGNIFICANT) |
        VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_SAME);
    /* Stand behind a noun, and are none. */
    static const char *const others[] = {"throughout", "despite", "due",
                                         "alone",      "upon",    "via",
                                         "onwards",    "towards", "beyond"};
    const VlWord *word = &sense->words[i];
    if (sense->quantity_of[i] >= 0 || VL_IS_IN(word, others) ||
        (sense->words[find_start(sense, i)].marks & compared) != 0)
        return FALSE;
    if ((word->frames & (VL_FRAME_FILLS | VL_FRAME_TREATS)) != 0)
        return TRUE;
    return vl_sense_is_content(sense, i) && !vl_verb_is_finite(sense, i) &&
           !vl_verb_is_participle(sense, i) && !vl_verb_is_adverb(sense, i);
}

/* "Zinc-fortified": is token i bound to the one before it by a hyphen? */
static gboolean
is_hyphened(const VlSense *sense, guint i)
{
    return i < sense->n && vl_sense_gap_has(sense, i, "-") &&
           !vl_sense_gap_has(sense, i, " ") &&
           vl_sense_is_content(sense, i);
}

/* "Pain lasting a week" */
static const char *const going_on[] = {"ing"};

/* Does token i go on with the phrase that token i - 1 is of?  "Weight loss",
 * which is one entry of the lexicon, says less, and names nothing. */
static gboolean
goes_on(const VlSense *sense, guint i)
{
    return i < sense->n && sense->clauses[i] == sense->clauses[i - 1] &&
           !vl_sense_gap_has(sense, i, ",;:()[]/") && is_name(sense, i) &&
           !VL_HAS_ENDING(&sense->words[i], going_on, 2);
}

/* "Glucose levels", "stroke patients": is the word at token k one that leaves
 * the word at token j, which it stands behind, what it is?  A treatment of
 * pain does not. */
static gboolean
adds_nothing(const VlSense *sense, guint j, guint k)
{
    return vl_sense_has_frame(sense, k, VL_FRAME_FILLS) ||
           (vl_sense_has_frame(sense, k, VL_FRAME_TREATS) &&
            (sense->words[j].kinds & VL_KIND_FEARED) == 0) ||
           is_adjective(sense, k);
}

/* The last word of the phrase that token j is of, up to words that add
 * nothing. */
static guint
find_head(const VlSense *sense, guint j)
{
    guint head = j;
    for (guint k = j + 1; goes_on(sense, k) || is_hyphened(sense, k); k++)
        if (goes_on(sense, k) && !adds_nothing(sense, j, k))
            head = k;
    return head;
}

/* Words from "history of" to what it is of at most. */
#define OF_REACH 3

/* "Absence of fever", "a family history of cancer": what is said of these
 * nouns is not said of what they are of. */
static gboolean
is_of_other(const VlCase *matter, guint j)
{
    static const char *const nouns[] = {
        "absence",  "lack",      "fear",      "history",   "suspicion",
        "threat",   "knowledge", "awareness", "avoidance", "prevention",
        "thoughts", "ideas",     "belief",    "diagnoses", "histories",
    };
    static const char *const of[] = {"of"};
    static const char *const before[] = {"previous", "prior",   "past",
                                         "earlier",  "former",  "previously",
                                         "ever",     "already", "relatives",
                                         "family"};
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint k = j;
    while (k > 0 && j - k < OF_REACH && !VL_IS_IN(&passage->words[k], of) &&
           passage->clauses[k] == passage->clauses[j])
        k--;
    if (k == 0 || !VL_IS_IN(&passage->words[k], of) ||
        !VL_IS_IN(&passage->words[k - 1], nouns) || is_told(matter, k - 1) ||
        (claim->marks & (VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT))) != 0)
        return FALSE;
    for (guint i = 0; i < claim->n; i++)
        if (VL_IS_IN(&claim->words[i], before))
            return FALSE;
    return TRUE;
}

/* Stands the word at token j for something else, with a noun beside it that
 * the claim has not? */
static gboolean
is_only_part(const VlCase *matter, guint j)
{
    const VlSense *passage = matter->passage;
    if (is_of_other(matter, j))
        return TRUE;
    if (!is_name(passage, j) || is_adjective(passage, j))
        return FALSE;
    guint head = find_head(passage, j);
    return head != j && !is_told(matter, head);
}

/* Is word i of the claim said in the passage, and only by such tokens? */
static gboolean
is_always(const VlCase *matter, guint i, VlTokenTest *is_less)
{
    gboolean said = FALSE;
    for (guint j = 0; j < matter->passage->n; j++) {
        if (matter->passage->words[j].length == 0 ||
            !vl_sense_says(matter->claim, i, matter->passage, j))
            continue;
        if (!is_less(matter, j))
            return FALSE;
        said = TRUE;
    }
    return said;
}

gboolean
vl_case_says_only(const VlCase *matter, VlTokenTest *is_asked,
                  VlTokenTest *is_less)
{
    for (guint i = 0; i < matter->claim->n; i++)
        if (is_asked(matter, i) && is_always(matter, i, is_less))
            return TRUE;
    return FALSE;
}

gboolean
vl_case_is_thing(const VlCase *matter, guint i)
{
    return vl_sense_is_thing(matter->claim, i);
}

/* Is word i of the claim what a phrase is about?  In French what it is of may
 * stand before it: "soulagement de la douleur". */
static gboolean
is_head(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim;
    static const char *const articles[] = {"le", "la", "les", "un", "une",
                                           "ce", "cette", "ces"};
    static const char *const of[] = {"de", "du", "des"};
    if (!is_name(claim, i) || is_adjective(claim, i))
        return FALSE;
    if (claim->comma)
        return i > 0 && VL_IS_IN(&claim->words[i - 1], articles) &&
               (i < 2 || !VL_IS_IN(&claim->words[i - 2], of));
    return !goes_on(claim, i + 1) && !is_hyphened(claim, i + 1);
}

gboolean
vl_case_shifts_head(const VlCase *matter)
{
    return !matter->passage->comma &&
           vl_case_says_only(matter, is_head, is_only_part);
}

/* ---- "Graft survival" told as survival ---- */

/* Is the word at token j an outcome that a word before it makes another
 * one? */
static gboolean
is_another_outcome(const VlCase *matter, guint j)
{
    static const char *const same[] = {"overall", "median", "mean", "long",
                                       "term", "patient", "patients"};
    const VlSense *passage = matter->passage;
    return j > 0 && (goes_on(passage, j) || is_hyphened(passage, j)) &&
           vl_sense_is_content(passage, j - 1) &&
           is_name(passage, j - 1) && !is_told(matter, j - 1) &&
           !VL_IS_IN(&passage->words[j - 1], same);
}

static gboolean
is_outcome(const VlCase *matter, guint i)
{
    static const char *const outcomes[] = {"survival"};
    return VL_IS_IN(&matter->claim->words[i], outcomes);
}

gboolean
vl_case_shifts_outcome(const VlCase *matter)
{
    return vl_case_says_only(matter, is_outcome, is_another_outcome);
}

/* ---- "Almost all" told as all ---- */

#define DEGREE_REACH 4

/* Does a word that weakens stand before token i, with none between them that
 * it could weaken? */
static gboolean
is_weakened(const VlSense *sense, guint i)
{
    for (guint k = i; k-- > 0 && i - k <= DEGREE_REACH;) {
        if (sense->clauses[k] != sense->clauses[i])
            return FALSE;
        guint end = k + MAX(sense->words[k].n_words, 1);
        if (vl_sense_has_frame(sense, k, VL_FRAME_WEAKENS) && end <= i)
            return TRUE;
        /* "Nearly 30 % of them" weakens the number. */
        if ((vl_sense_is_content(sense, k) && !sense->words[k].inside) ||
            sense->quantity_of[k] >= 0)
            return FALSE;
    }
    return FALSE;
}

/* "Less effective" need not be effective; "more patients" are patients. */
static gboolean
has_degree(const VlSense *sense, guint i)
{
    static const char *const degrees[] = {"more", "less", "least", "too",
                                          "plus", "moins"};
    static const char *const or[] = {"or", "ou"};
    return i > 0 && VL_IS_IN(&sense->words[i - 1], degrees) &&
           !(i > 1 && VL_IS_IN(&sense->words[i - 2], or)) &&
           (is_adjective(sense, i) || vl_sense_has(sense, i, VL_MARK_GOOD) ||
            vl_sense_has(sense, i, VL_MARK_BAD));
}

static gboolean
compares(const VlSense *sense)
{
    return (sense->marks &
            (VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN))) != 0;
}

static gboolean
is_lesser(const VlCase *matter, guint j)
{
    return (matter->passage->quantity_of[j] < 0 &&
            is_weakened(matter->passage, j)) ||
           (!compares(matter->claim) && has_degree(matter->passage, j));
}

/* May it be said to a degree that matters?  "Slightly higher" is higher. */
static gboolean
is_plain(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim;
    return claim->quantity_of[i] < 0 && !vl_sense_says_more(claim, i) &&
           !is_weakened(claim, i);
}

gboolean
vl_case_drops_degree(const VlCase *matter)
{
    return vl_case_says_only(matter, is_plain, is_lesser);
}

/* ---- "Zinc plus vitamin C" told as zinc ---- */

/* Words of a joint at most. */
#define MOST 3

/* How many tokens from token j on join two things to one; 0: none. */
static guint
count_joint(const VlSense *sense, guint j)
{
    static const char *const joints[][MOST + 1] = {
        {"plus"},
        {"combined", "with"},
        {"together", "with"},
        {"along", "with"},
        {"in", "combination", "with"},
    };
    for (guint k = 0; k < G_N_ELEMENTS(joints); k++) {
        guint n = 0;
        while (joints[k][n] != NULL && j + n < sense->n &&
               VL_IS_WORD(&sense->words[j + n], joints[k][n]))
            n++;
        if (joints[k][n] == NULL)
            return n;
    }
    return 0;
}

/* "The combination of zinc and honey": the other of the two of which token j
 * is the one; -1. */
static int
find_combined(const VlSense *sense, guint j)
{
    static const char *const and[] = {"and", "with", "et"};
    static const char *const combined[] = {"combination", "combining",
                                           "combinations"};
    int other = -1;
    if (j + 2 < sense->n && VL_IS_IN(&sense->words[j + 1], and))
        other = (int)j + 2;
    for (guint k = j; k-- > 0 && j - k <= 5 &&
                      sense->clauses[k] == sense->clauses[j];) {
        if (VL_IS_IN(&sense->words[k], and) && k > 0)
            other = (int)k - 1;
        if (VL_IS_IN(&sense->words[k], combined))
            return other;
    }
    return -1;
}

/* The other of two things that are joined, of which token j of the passage is
 * the one; -1. */
static int
find_joined(const VlSense *passage, guint j)
{
    guint behind = j + 1, n;
    /* "Vitamin D plus" */
    while (behind < passage->n && !vl_sense_is_content(passage, behind) &&
           count_joint(passage, behind) == 0 && behind < j + 2)
        behind++;
    n = count_joint(passage, behind);
    if (n > 0 && behind + n < passage->n)
        return (int)(behind + n);
    for (n = 1; n <= MOST && n < j; n++)
        if (count_joint(passage, j - n) == n)
            return (int)(j - n - 1);
    return find_combined(passage, j);
}

/* Is the word at token j of the passage joined to one that the claim has
 * not? */
static gboolean
is_joined(const VlCase *matter, guint j)
{
    int other = find_joined(matter->passage, j);
    return other >= 0 && !is_told(matter, (guint)other);
}

/* "The combination" */
static gboolean
tells_both(const VlSense *claim)
{
    static const char *const stems[] = {"combin", "plus", "both"};
    for (guint i = 0; i < claim->n; i++)
        if (VL_HAS_STEM(&claim->words[i], stems))
            return TRUE;
    return FALSE;
}

gboolean
vl_case_drops_partner(const VlCase *matter)
{
    return !tells_both(matter->claim) &&
           vl_case_says_only(matter, vl_case_is_thing, is_joined);
}

/* ---- "Zinc alone" of "zinc plus vitamin C" ---- */

/* Is what stands at token i said to be given by itself? */
static gboolean
is_alone(const VlSense *sense, guint i)
{
    static const char *const alone[] = {
        "alone", "monotherapy", "seul", "seule", "seuls", "seules",
        "monotherapie",
    };
    return (i + 1 < sense->n && VL_IS_IN(&sense->words[i + 1], alone)) ||
           (i + 2 < sense->n && VL_IS_IN(&sense->words[i + 2], alone) &&
            !vl_sense_is_content(sense, i + 1));
}

/* The number of the passage that the claim tells, the only one it has; -1. */
static int
find_figure(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    if (claim->quantities->len != 1 || matter->match[0] < 0)
        return -1;
    return (int)vl_sense_quantity(matter->passage, (guint)matter->match[0])
        ->first;
}

/* Is the thing at token i of the claim joined to another one in the passage:
 * wherever it stands, or where it stands nearest to the claim's number? */
static gboolean
is_never_alone(const VlCase *matter, guint i)
{
    const VlSense *passage = matter->passage;
    int figure = find_figure(matter), nearest = -1;
    gboolean joined = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (!vl_sense_says(matter->claim, i, passage, j))
            continue;
        int off = figure >= 0 ? ABS((int)j - figure) : 0;
        if (figure >= 0 && nearest >= 0 && off >= nearest)
            continue;
        gboolean here =
            find_joined(passage, j) >= 0 && !is_alone(passage, j);
        if (figure < 0 && !here)
            return FALSE;
        nearest = off;
        joined = here;
    }
    return joined;
}

gboolean
vl_case_sets_alone(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    for (guint i = 0; i < claim->n; i++)
        if (vl_sense_is_thing(claim, i) && is_alone(claim, i) &&
            is_never_alone(matter, i))
            return TRUE;
    return FALSE;
}
