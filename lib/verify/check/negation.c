#include "config.h"

#include <string.h>

#include "verify/check/clause.h"
#include "verify/check/undone.h"
#include "verify/sense/grammar.h"
#include "verify/sense/members.h"

/* "Not" in one text and no "not" about the same words in the other.  Words
 * about significance have a check of their own. */

/* Words after a negation that it reaches. */
#define REACH 4
/* Words from a "less" to what it is not said of. */
#define FAR 3
/* Of the claim's words, how many its sentence in the passage must have. */
#define HOME_LEAST 2
#define HOME_PERCENT 50

/* "No gap longer than 90 days" says "at most", which goes with the number. */
static gboolean
turns_bound(const VlSense *sense, guint i)
{
    for (guint k = i + 1; k < sense->n && k <= i + 3; k++) {
        guint end = k + sense->words[k].n_words;
        if (sense->clauses[k] != sense->clauses[i])
            break;
        if ((vl_sense_has(sense, k, VL_MARK_ABOVE) ||
             vl_sense_has(sense, k, VL_MARK_BELOW)) &&
            sense->words[k].n_words >= 2 && end < sense->n &&
            sense->quantity_of[end] >= 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
denies(const VlSense *sense, guint i)
{
    return !turns_bound(sense, i) && vl_sense_has(sense, i, VL_MARK_NOT) &&
           !vl_sense_has(sense, i, VL_MARK_INSIGNIFICANT) &&
           !vl_sense_has(sense, i, VL_MARK_ATMOST) &&
           !vl_sense_has(sense, i, VL_MARK_ATLEAST) &&
           !vl_negation_is_idle(sense, i, NULL);
}

/* Words that deny without "not". */
static gboolean
denies_somehow(const VlSense *sense, guint i)
{
    return vl_sense_has(sense, i, VL_MARK_NOT) ||
           vl_sense_has(sense, i, VL_MARK_WITHOUT) ||
           vl_sense_has(sense, i, VL_MARK_INSIGNIFICANT) ||
           vl_sense_has(sense, i, VL_MARK_SAME) ||
           vl_sense_has(sense, i, VL_MARK_DOWN) ||
           vl_sense_has(sense, i, VL_MARK_ALL);
}

/* Is that all that word i says, and does the text, too, which denies, say it:
 * "A alone", "inhibits"?  Or is it less of something that stands far off word
 * at, which is denied: "earlier treatment with A was permitted"? */
static gboolean
denies_nothing(const VlSense *sense, guint i, guint at, const VlSense *text)
{
    static const char *const alone[] = {"only", "seul", "seule", "seuls",
                                        "seules", "few", "little"};
    if (vl_sense_has(sense, i, VL_MARK_NOT) ||
        vl_sense_has(sense, i, VL_MARK_INSIGNIFICANT) ||
        (vl_sense_has(sense, i, VL_MARK_WITHOUT) &&
         !VL_IS_IN(&sense->words[i], alone)))
        return FALSE;
    if (vl_sense_is_content(sense, i) && vl_sense_has_word(text, sense, i))
        return TRUE;
    return vl_sense_has(sense, i, VL_MARK_DOWN) && ABS((int)i - (int)at) > FAR;
}

/* Is word at of the other text, which the text denies, denied there, too? */
static gboolean
sentence_denies(const VlSense *sense, guint at, const VlSense *text)
{
    for (guint i = 0; i < sense->n; i++)
        if (sense->sentences[i] == sense->sentences[at] &&
            denies_somehow(sense, i) && !denies_nothing(sense, i, at, text))
            return TRUE;
    return FALSE;
}

/* "But not men, in the group": up to the comma. */
static gboolean
ends_exception(const VlSense *sense, guint i, guint k)
{
    static const char *const but[] = {"but", "mais"};
    return k > i + 1 && i > 0 && VL_IS_IN(&sense->words[i - 1], but) &&
           vl_sense_gap_has(sense, k, ",");
}

/* "No more frequent", "pas plus efficace": what is denied is a comparison. */
static gboolean
denies_more(const VlSense *sense, guint i)
{
    static const char *const words[] = {"more", "less", "plus", "moins",
                                        "better", "higher", "lower",
                                        "greater", "worse", "fewer"};
    return i + 1 < sense->n && VL_IS_IN(&sense->words[i + 1], words);
}

static gboolean
stands_by_more(const VlSense *sense, guint i)
{
    for (guint k = i > FAR ? i - FAR : 0; k < sense->n && k <= i + FAR; k++)
        if (sense->clauses[k] == sense->clauses[i] &&
            vl_sense_says_more(sense, k))
            return TRUE;
    return FALSE;
}

/* The other text's word for what the negation at i reaches, if no sentence
 * with it denies anything; -1.  home: the only sentence that counts; -1: all
 * of them. */
static int
find_plain(const VlSense *text, guint i, const VlSense *other, int home)
{
    gboolean more = denies_more(text, i);
    int found = -1;
    if (vl_negation_parts_off(text, i, other))
        return -1;
    for (guint k = i + 1; k < text->n && k <= i + REACH; k++) {
        if (text->clauses[k] != text->clauses[i] ||
            ends_exception(text, i, k))
            break;
        if (!vl_sense_is_content(text, k))
            continue;
        for (guint j = 0; j < other->n; j++) {
            if (!vl_sense_same(text, k, other, j) ||
                !vl_sense_is_content(other, j) ||
                (home >= 0 && other->sentences[j] != (guint)home) ||
                (more && !stands_by_more(other, j)))
                continue;
            if (sentence_denies(other, j, text))
                return -1;
            found = (int)j;
        }
    }
    return found;
}

/* How far a negation reaches: "no increase in A or B" goes on behind "or". */
static guint
reach_end(const VlSense *sense, guint i)
{
    static const char *const joints[] = {"or", "nor", "ou", "ni"};
    guint end = MIN(i + REACH + 2, sense->n - 1);
    for (guint k = i + 1; k <= end; k++)
        if (VL_IS_IN(&sense->words[k], joints) &&
            sense->clauses[k] == sense->clauses[i])
            end = MIN(MAX(end, k + REACH + 1), sense->n - 1);
    return end;
}

/* "Ni l'un ni l'autre ne differaient": it stands before all that it
 * denies. */
static gboolean
opens_denial(const VlWord *word)
{
    static const char *const words[] = {"ni"};
    return VL_IS_IN(word, words);
}

/* Does the negation at i reach a word that one of the other text reaches,
 * too? */
static gboolean
is_paired(const VlSense *text, guint i, const VlSense *other)
{
    gboolean some = FALSE;
    if (opens_denial(&text->words[i]))
        return vl_negation_is_alike(text, i, other);
    guint first = vl_grammar_denied_from(text, i);
    for (guint k = first; k < text->n && k <= i + REACH + 2; k++) {
        if (text->clauses[k] != text->clauses[i])
            break;
        if (!vl_sense_is_content(text, k))
            continue;
        some = TRUE;
        for (guint j = 0; j < other->n; j++) {
            if (!vl_sense_has(other, j, VL_MARK_NOT) &&
                !vl_sense_has(other, j, VL_MARK_WITHOUT) &&
                !vl_sense_has(other, j, VL_MARK_INSIGNIFICANT))
                continue;
            /* "Excluded" does not deny itself. */
            for (guint m = vl_grammar_denied_from(other, j);
                 m <= reach_end(other, j); m++)
                if (other->clauses[m] != other->clauses[j])
                    break;
                else if (vl_sense_is_content(other, m) &&
                         vl_sense_same(text, k, other, m) &&
                         !vl_negation_is_done_too(text, k, other, j))
                    return TRUE;
        }
    }
    return !some;
}

/* Has the text the word j of the other, which the negation at i reaches, in
 * another member, too, where nothing is denied? */
static gboolean
is_stated_too(const VlSense *text, guint i, guint j, const VlSense *other)
{
    g_autofree guint *members = vl_sense_members(text);
    for (guint k = 0; k < text->n; k++) {
        gboolean denied = FALSE;
        if (members[k] == members[i] || !vl_sense_same(other, j, text, k))
            continue;
        for (guint m = 0; m < text->n && !denied; m++)
            denied = members[m] == members[k] && denies_somehow(text, m);
        if (!denied)
            return TRUE;
    }
    return FALSE;
}

/* "For none of them did it change significantly" */
static gboolean
reaches_far(const VlWord *word)
{
    static const char *const words[] = {"none", "neither", "aucun",
                                        "aucune", "nothing", "nor"};
    return VL_IS_IN(word, words);
}

/* "Did not differ": the check of significance has it. */
static gboolean
is_of_difference(const VlSense *sense, guint i)
{
    const VlMarks of = VL_BIT(VL_MARK_SIGNIFICANT) | VL_BIT(VL_MARK_SAME) |
                       VL_BIT(VL_MARK_INSIGNIFICANT) |
                       VL_BIT(VL_MARK_DIFFER);
    static const char *const behind[] = {"pas"};
    guint reach = reaches_far(&sense->words[i]) ? sense->n : REACH + 2;
    guint from = i;
    /* "Ne différait pas" */
    if (i > 0 && VL_IS_IN(&sense->words[i], behind) &&
        sense->clauses[i - 1] == sense->clauses[i])
        from = i - 1;
    for (guint k = from; k < sense->n && k - from <= reach; k++) {
        if (sense->clauses[k] != sense->clauses[i])
            break;
        if ((sense->words[k].marks & of) != 0)
            return TRUE;
    }
    return FALSE;
}

/* "Neither A nor B", "ne ... ni ... ni": one negation with the one before. */
static gboolean
goes_on(const VlSense *sense, guint i)
{
    static const char *const joints[] = {"nor", "ni"};
    if (!VL_IS_IN(&sense->words[i], joints))
        return FALSE;
    for (guint k = i; k-- > 0 && sense->clauses[k] == sense->clauses[i];)
        if (vl_sense_has(sense, k, VL_MARK_NOT))
            return TRUE;
    return FALSE;
}

/* A statement of its own about something that the claim does not mention:
 * "while no difference between the doses was seen". */
static gboolean
is_beside_the_point(const VlSense *text, guint i, const VlSense *claim)
{
    gboolean differs = FALSE;
    for (guint k = i; k < text->n; k++) {
        if (text->clauses[k] != text->clauses[i])
            break;
        differs |= vl_sense_has(text, k, VL_MARK_DIFFER) ||
                   vl_sense_has(text, k, VL_MARK_SAME);
        for (guint j = 0; vl_sense_is_content(text, k) && j < claim->n; j++)
            if (vl_sense_is_content(claim, j) &&
                vl_sense_same(text, k, claim, j))
                return FALSE;
    }
    return differs && text->clauses[i] > 0;
}

static guint
count_lone(const VlCase *matter, gboolean in_claim)
{
    const VlSense *text = in_claim ? matter->claim : matter->passage;
    const VlSense *other = in_claim ? matter->passage : matter->claim;
    gboolean judged = vl_case_has(matter, "significance", VL_RESULT_OK) &&
                      !vl_case_has(matter, "significance",
                                   VL_RESULT_UNDECIDED);
    gboolean arms = vl_case_has(matter, "arms", VL_RESULT_OK);
    guint n = 0, than = text->n;
    for (guint i = 0; i < text->n; i++) {
        if (vl_sense_has(text, i, VL_MARK_THAN))
            than = i;
        if (!denies(text, i) || goes_on(text, i) || is_paired(text, i, other))
            continue;
        /* "Than in those not treated": the arms have been compared. */
        if (arms && than < i && text->clauses[than] == text->clauses[i])
            continue;
        gboolean open = in_claim
                            ? !matter->settled[i]
                            : !is_beside_the_point(text, i, other);
        n += open && (opens_denial(&text->words[i]) ||
                      !(judged && is_of_difference(text, i)));
    }
    return n;
}

static guint
count(const VlSense *sense)
{
    guint n = 0;
    for (guint i = 0; i < sense->n; i++)
        n += denies(sense, i);
    return n;
}

static gboolean
is_non(const VlSense *sense, guint i)
{
    return i > 0 && sense->words[i - 1].length == 3 &&
           memcmp(sense->words[i - 1].key, "non", 3) == 0;
}

/* "Adenocarcinoma" where the other text only has "non-adenocarcinoma". */
static gboolean
is_turned(const VlSense *text, guint i, const VlSense *other)
{
    gboolean turned = FALSE;
    for (guint j = 0; j < other->n; j++) {
        if (other->words[j].length < 5 ||
            memcmp(other->words[j].key, text->words[i].key, 5) != 0 ||
            !vl_sense_same(text, i, other, j))
            continue;
        if (is_non(text, i) == is_non(other, j))
            return FALSE;
        turned = TRUE;
    }
    return turned;
}

static void
check_prefixes(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    const VlMarks other = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT);
    if ((claim->marks & other) != 0 ||
        (matter->passage->marks & VL_BIT(VL_MARK_THAN)) != 0)
        return;
    for (guint i = 0; i < claim->n; i++)
        if (claim->words[i].length >= 5 && vl_sense_is_content(claim, i) &&
            !is_non(claim, i) && is_turned(claim, i, matter->passage)) {
            vl_case_note(matter, "negation", VL_RESULT_CONFLICT, VL_AT(i),
                         VL_NOWHERE, "the passage has this word with "
                                     "\u201Cnon-\u201D before it");
            return;
        }
}

/* "No patient" */
static gboolean
is_no(const VlSense *sense, guint i)
{
    static const char *const words[] = {"no", "none", "aucun", "aucune",
                                        "nobody", "nul", "nulle"};
    return VL_IS_IN(&sense->words[i], words);
}

/* "No patient died": denied of all, at the clause's start. */
static gboolean
denies_all(const VlSense *sense, guint i)
{
    return is_no(sense, i) &&
           (i < 2 || sense->clauses[i - 2] != sense->clauses[i]);
}

/* "Those below 8 weeks were not eligible" of "at least 8 weeks": the check
 * of bounds has seen that what is denied is turned, too. */
static gboolean
is_of_bound(const VlCase *matter, const VlSense *sense, guint i)
{
    static const char *const words[] = {"eligible", "eligibles", "included",
                                        "inclus",   "enrolled",  "admitted",
                                        "recruited"};
    return VL_IS_IN(&sense->words[i], words) &&
           vl_case_has(matter, "comparators", VL_RESULT_UNDECIDED);
}

static gboolean
says_not_yet(const VlSense *claim)
{
    static const char *const words[] = {"before", "until", "unless",
                                        "avant",  "tant"};
    for (guint i = 0; i < claim->n; i++)
        if (VL_IS_IN(&claim->words[i], words))
            return TRUE;
    return FALSE;
}

/* "Mothers who were not resident" tells of whom it is said. */
static gboolean
is_of_whom(const VlSense *sense, guint i)
{
    static const char *const who[] = {"who", "which", "that", "whom",
                                      "whose", "qui", "dont", "que"};
    for (guint k = i; k-- > 0 && i - k <= 3;)
        if (sense->clauses[k] == sense->clauses[i] &&
            VL_IS_IN(&sense->words[k], who))
            return TRUE;
    return FALSE;
}

/* Of a passage of several sentences: may the negation at i be set against
 * one sentence, or, in that sentence (home), against the claim?  That two do
 * not differ is said of more than one sentence. */
static gboolean
may_stand_apart(const VlSense *text, guint i, int home)
{
    return (home < 0 || text->sentences[i] == (guint)home) &&
           !is_of_difference(text, i) && !goes_on(text, i) &&
           !is_of_whom(text, i);
}

/* "No patient had pain": has some sentence of the passage all of this? */
static gboolean
is_said_of_it(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    g_autofree guint *members = vl_sense_members(claim);
    for (guint s = 0; s < passage->n_sentences; s++) {
        gboolean all = TRUE;
        for (guint k = i; k < claim->n && all; k++)
            all = members[k] != members[i] ||
                  !vl_sense_is_thing(claim, k) ||
                  vl_sense_group_has(passage, passage->sentences, s, claim, k);
        if (all)
            return TRUE;
    }
    return FALSE;
}

static void
compare(VlCase *matter, gboolean in_claim, int home)
{
    const VlSense *text = in_claim ? matter->claim : matter->passage;
    const VlSense *other = in_claim ? matter->passage : matter->claim;
    /* "Before it has been compared" says "not yet". */
    if (!in_claim && says_not_yet(matter->claim))
        return;
    for (guint i = 0; i < text->n; i++) {
        /* Of several sentences, some other one may be about this. */
        gboolean sure = other->n_sentences == 1 || denies_all(text, i) ||
                        home >= 0;
        if (home >= 0 && !may_stand_apart(text, i, in_claim ? -1 : home))
            continue;
        int plain = sure && denies(text, i)
                        ? find_plain(text, i, other, in_claim ? home : -1)
                        : -1;
        if (plain < 0 || is_of_bound(matter, other, (guint)plain) ||
            (!in_claim && vl_negation_is_narrowed(matter, i)) ||
            (in_claim && vl_negation_is_told(matter, i, (guint)plain)) ||
            (in_claim && is_no(text, i) && !is_said_of_it(matter, i)) ||
            vl_negation_is_open(matter, i, in_claim) ||
            (!in_claim && is_stated_too(text, i, (guint)plain, other)))
            continue;
        vl_case_note(matter, "negation", VL_RESULT_CONFLICT,
                     in_claim ? VL_AT(i) : VL_AT(plain),
                     in_claim ? VL_AT(plain) : VL_AT(i),
                     "only the %s denies this",
                     in_claim ? "claim" : "passage");
        return;
    }
}

/* Has the passage's sentence word or number i of the claim? */
static gboolean
is_at(const VlCase *matter, guint i, guint sentence)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    int k = claim->quantity_of[i];
    if (k < 0)
        return vl_sense_is_thing(claim, i) &&
               vl_sense_group_has(passage, passage->sentences, sentence,
                                  claim, i);
    return matter->match[k] >= 0 &&
           passage->sentences[vl_sense_quantity(
                                  passage, (guint)matter->match[k])
                                  ->first] == sentence;
}

/* The one sentence of the passage that has most of the claim's words and
 * numbers, and most of them; -1. */
static int
find_home(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    guint most = 0, second = 0, all = 0;
    int home = -1;
    for (guint i = 0; i < claim->n; i++)
        all += vl_sense_is_thing(claim, i) || claim->quantity_of[i] >= 0;
    for (guint s = 0; s < matter->passage->n_sentences; s++) {
        guint n = 0;
        for (guint i = 0; i < claim->n; i++)
            n += is_at(matter, i, s);
        second = n > most ? most : MAX(second, n);
        home = n > most ? (int)s : home;
        most = MAX(most, n);
    }
    return most >= HOME_LEAST && most > second &&
                   most * 100 >= all * HOME_PERCENT
               ? home
               : -1;
}

/* Passages of several sentences: the one that speaks of the claim. */
static void
compare_at_home(VlCase *matter, guint said)
{
    int home = matter->passage->n_sentences > 1 &&
                       matter->claim->n_sentences == 1
                   ? find_home(matter)
                   : -1;
    guint printed = 0;
    for (guint j = 0; home >= 0 && j < matter->passage->n; j++)
        printed += matter->passage->sentences[j] == (guint)home &&
                   denies(matter->passage, j);
    if (home >= 0 && said != printed && (said == 0 || printed == 0))
        compare(matter, said > 0, home);
}

void
vl_check_negation(VlCase *matter)
{
    guint said = count(matter->claim), printed = count(matter->passage);
    check_prefixes(matter);
    gboolean plain = (matter->claim->marks &
                      VL_BIT(VL_MARK_SIGNIFICANT)) == 0;
    gboolean single = matter->claim->n_sentences == 1 &&
                      (matter->passage->n_sentences == 1 || said > 0);
    if (plain && single && said != printed && (said == 0 || printed == 0))
        compare(matter, said > 0, -1);
    if (plain && !vl_case_has(matter, "negation", VL_RESULT_CONFLICT))
        compare_at_home(matter, said);
    guint lone = count_lone(matter, TRUE) + count_lone(matter, FALSE);
    if (lone > 0)
        vl_case_note(matter, "negation", VL_RESULT_UNDECIDED, VL_NOWHERE,
                     VL_NOWHERE,
                     "denied on one side only");
}
