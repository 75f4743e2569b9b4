#include "config.h"

#include "verify/carry/carry.h"
#include "verify/check/hurdles.h"
#include "verify/sense/members.h"

#include <string.h>

#include "text/words.h"
#include "verify/check/clause.h"
#include "verify/check/part.h"
#include "verify/sense/verb.h"

/* Does the passage carry a claim of which no check found fault?  That no
 * check objects does not yet mean that it is said there: of true sentences
 * changed by a program (a word of the paper put for another, two words or
 * two numbers exchanged) half came out supported while their share of words
 * alone decided. */

/* Of the content words of a paraphrase, how many the passage must have. */
#define COVERED_PERCENT 66
/* Of those that tell what was measured; the arms may be called otherwise. */
#define TOLD_PERCENT 60
/* So many words at least say something: what, and what of it.  "There was a
 * difference" does not. */
#define LEAST 2
/* A word that a paper uses so often is a term of its own, not a way of
 * telling. */
#define TERM 3

/* An outcome that the passage does not name: what is said of pain is not
 * said of nausea. */
static gboolean
is_outcome(const VlWord *word)
{
    return (word->kinds & (VL_KIND_WANTED | VL_KIND_FEARED)) != 0;
}

/* Does the paper use the word, though not in this passage? */
static gboolean
is_term(const VlCase *matter, const VlWord *word)
{
    const VlSense *ground = matter->ground;
    guint n = 0;
    for (guint j = 0; ground != NULL && j < ground->n && n < TERM; j++)
        n += ground->words[j].length == word->length &&
             memcmp(ground->words[j].key, word->key, word->length) == 0;
    return n == TERM;
}

/* "Preconditioning" where the passage has "postconditioning", "unadjusted"
 * where it has "adjusted": one tail with another head. */
#define TAIL 6

static gboolean
has_other_head(const VlCase *matter, guint i)
{
    const VlWord *word = &matter->claim->words[i];
    for (guint j = 0; j < matter->passage->n; j++) {
        const VlWord *other = &matter->passage->words[j];
        gsize most = MIN(word->length, other->length), tail = 0;
        while (tail < most && word->key[word->length - 1 - tail] ==
                                  other->key[other->length - 1 - tail])
            tail++;
        if (tail >= TAIL && tail * 2 >= word->length &&
            (tail < word->length || tail < other->length))
            return TRUE;
    }
    return FALSE;
}

/* "Occurred", "in the way of": a way of telling.  "Antibiotics" is none. */
static gboolean
is_ordinary(const VlSense *sense, guint i)
{
    const VlMarks things =
        VL_BIT(VL_MARK_HUMAN) | VL_BIT(VL_MARK_ANIMAL) |
        VL_BIT(VL_MARK_INVITRO) | VL_BIT(VL_MARK_CHILD) |
        VL_BIT(VL_MARK_ADULT) | VL_BIT(VL_MARK_MALE) |
        VL_BIT(VL_MARK_FEMALE) | VL_BIT(VL_MARK_HARM) |
        VL_BIT(VL_MARK_SURROGATE) | VL_BIT(VL_MARK_CLINICAL) |
        VL_BIT(VL_MARK_NAMES);
    /* "Non vaccinés" of "unvaccinated": its denial is compared. */
    static const char *const non[] = {"non"};
    const VlWord *word = &sense->words[i];
    VlUnit unit;
    return (word->frames & VL_FRAME_ORDINARY) != 0 || word->inside ||
           (word->marks & ~things) != 0 ||
           (i > 0 && VL_IS_IN(&word[-1], non)) ||
           /* "Three months": judged with the number. */
           (i > 0 && sense->quantity_of[i - 1] >= 0 &&
            vl_unit_read(sense->tokens, i, &unit) > 0);
}

/* A word that no share of the others makes good. */
static gboolean
is_decisive(const VlCase *matter, guint i)
{
    const VlWord *word = &matter->claim->words[i];
    return !is_ordinary(matter->claim, i) || is_outcome(word) ||
           (word->frames & VL_FRAME_DECISIVE) != 0 ||
           vl_sense_has(matter->claim, i, VL_MARK_WITHOUT) ||
           is_term(matter, word) || has_other_head(matter, i);
}

/* Something that the claim speaks of and the passage does not. */
static gboolean
lacks_subject(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    for (guint i = 0; i < claim->n; i++)
        if (vl_sense_is_content(claim, i) && !matter->covered[i] &&
            !matter->settled[i] && !vl_sense_is_light(claim, i) &&
            !vl_sense_is_degree(claim, i) && is_decisive(matter, i))
            return TRUE;
    return FALSE;
}

/* Of what a member of the claim says, more than the passage has not than it
 * has: "..., and these changes correlated with the dose". */
#define LONE 2

static gboolean
lacks_member(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    g_autofree guint *members = vl_sense_members(claim);
    for (guint from = 0, to = 0; from < claim->n; from = to) {
        guint said = 0, lacked = 0;
        for (; to < claim->n && members[to] == members[from]; to++) {
            if (!vl_sense_is_content(claim, to) || matter->settled[to] ||
                vl_sense_is_light(claim, to) ||
                vl_sense_is_degree(claim, to))
                continue;
            said++;
            lacked += !matter->covered[to];
        }
        if (lacked >= LONE && lacked * 2 > said)
            return TRUE;
    }
    return FALSE;
}

/* Who was treated, and with what. */
static gboolean
is_someone(const VlSense *sense, guint i)
{
    const VlMarks people =
        VL_BIT(VL_MARK_HUMAN) | VL_BIT(VL_MARK_CHILD) |
        VL_BIT(VL_MARK_ADULT) | VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE);
    const VlWord *word = &sense->words[i];
    return (word->marks & people) != 0 ||
           vl_word_kind(word->key, word->length) == VL_WORD_ENTITY;
}

/* "Half of them were women": the people are what is told. */
static gboolean
is_told_of_people(const VlSense *sense, guint i)
{
    const VlMarks sex = VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE);
    return i > 0 && (sense->words[i].marks & sex) != 0 &&
           vl_verb_is_be(sense, i - 1) &&
           (i + 1 == sense->n ||
            sense->sentences[i + 1] != sense->sentences[i]);
}

/* "Patients were followed for 24 months" */
static gboolean
tells_follow_up(const VlCase *matter)
{
    static const char *const stems[] = {"follow"};
    for (guint i = 0; i < matter->claim->n; i++)
        if (VL_HAS_STEM(&matter->claim->words[i], stems) &&
            vl_sense_has_word(matter->passage, matter->claim, i))
            return TRUE;
    return FALSE;
}

/* "150 mg of zeltamab every 4 weeks": what is given, and when, is said of
 * nobody's outcome. */
static gboolean
tells_dose(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    gboolean mass = FALSE;
    for (guint a = 0; a < claim->quantities->len; a++) {
        const VlQuantity *said = vl_sense_quantity(claim, a);
        gboolean here =
            said->unit.n_parts > 0 &&
            said->unit.dimensions[0] == vl_unit_dimension("mass");
        if (!here && !vl_quantity_is_time(said))
            return FALSE;
        mass |= here;
    }
    return (mass || tells_follow_up(matter)) &&
           vl_case_has(matter, "numbers", VL_RESULT_OK);
}

static gboolean
tells_thing(const VlSense *sense, guint i)
{
    return vl_sense_is_content(sense, i) && !vl_sense_is_light(sense, i) &&
           !is_someone(sense, i);
}

/* A number that is said of nothing but arms and patients: whatever "occurred
 * in 52.4 %" is left out, unless the passage has no more. */
static gboolean
lacks_thing(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint i = 0; i < claim->n; i++)
        if (matter->covered[i] &&
            (tells_thing(claim, i) ||
             (is_told_of_people(claim, i) && !vl_sense_is_light(claim, i))))
            return FALSE;
    if (tells_dose(matter))
        return FALSE;
    for (guint j = 0; j < passage->n; j++)
        if (tells_thing(passage, j))
            return TRUE;
    return FALSE;
}

/* Is any word of a span of the claim the passage's, or none there that could
 * be? */
static gboolean
is_told(const VlCase *matter, VlSpan span)
{
    const VlSense *claim = matter->claim;
    gboolean told = FALSE, says = FALSE;
    for (guint i = 0; i < claim->n && !told; i++) {
        VlSpan word = vl_sense_span(claim, i, i);
        gboolean number = claim->quantity_of[i] >= 0;
        if (word.start < span.start || word.end > span.end ||
            (!number && !vl_sense_is_content(claim, i)))
            continue;
        says = TRUE;
        told = matter->covered[i];
    }
    return told || !says;
}

/* The words that a passage need not have may be all that one part of the
 * claim says: "..., but two patients died". */
static gboolean
lacks_part(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    g_autoptr(GPtrArray) parts =
        vl_parts_new(claim->text, claim->comma ? "fr" : "en");
    for (guint i = 0; parts->len > 1 && i < parts->len; i++)
        if (!is_told(matter, ((const VlPart *)parts->pdata[i])->said))
            return TRUE;
    return FALSE;
}

/* Enough words, or all that the passage has: "there were no deaths". */
static gboolean
says_enough(const VlCase *matter)
{
    const VlSense *passage = matter->passage;
    if (matter->n_content >= LEAST)
        return TRUE;
    for (guint j = 0; j < passage->n; j++)
        if (vl_sense_is_content(passage, j) &&
            !vl_sense_has_word(matter->claim, passage, j))
            return FALSE;
    return matter->n_content > 0;
}

/* Each word, one after the other. */
static gboolean
is_in_order(const VlCase *matter)
{
    return matter->in_order && says_enough(matter) &&
           matter->n_covered == matter->n_content;
}

/* "Pregnant women": two words for the same people. */
static gboolean
stands_for_one(const VlSense *sense, guint i)
{
    const VlMarks people = VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_ADULT) |
                           VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE);
    return (sense->words[i].marks & people) != 0 && i + 1 < sense->n &&
           (sense->words[i + 1].marks & people) != 0 &&
           !vl_sense_goes_on_anew(sense, i + 1);
}

/* "A blocks B" is not "B blocks A": names in the order of the passage. */
static gboolean
are_names_in_order(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    int last = -1;
    for (guint i = 0; i < claim->n; i++) {
        if (!vl_sense_is_content(claim, i) || !vl_sense_is_heavy(claim, i) ||
            stands_for_one(claim, i))
            continue;
        int first = -1;
        gboolean later = FALSE;
        for (guint j = 0; j < passage->n; j++) {
            if (!vl_sense_same(claim, i, passage, j))
                continue;
            first = first < 0 ? (int)j : first;
            later |= (int)j > last;
        }
        if (first >= 0 && !later)
            return FALSE;
        last = MAX(last, first);
    }
    return TRUE;
}

/* Words from "more" to its "than" at most. */
#define THAN_REACH 6

/* "Plus efficace que", "less often than" */
static gboolean
sets_against(const VlSense *sense, guint than)
{
    static const char *const degrees[] = {"more", "less", "as", "plus",
                                          "moins", "aussi", "autant"};
    for (guint k = than; k-- > 0 && than - k <= THAN_REACH;)
        if (sense->clauses[k] != sense->clauses[than])
            return FALSE;
        else if (VL_IS_IN(&sense->words[k], degrees))
            return TRUE;
    return FALSE;
}

/* "A works better than B" of a passage that sets neither against the
 * other. */
static gboolean
compares_unsaid(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    VlComparison said = vl_comparison_read(claim, 0, claim->n_clauses);
    gboolean compares = said.than >= 0 && said.n > 0;
    for (guint i = 0; i < claim->n && !compares; i++)
        compares = vl_sense_has(claim, i, VL_MARK_THAN) &&
                   sets_against(claim, i);
    return compares &&
           !vl_case_has(matter, "direction", VL_RESULT_OK) &&
           !vl_case_has(matter, "numbers", VL_RESULT_OK);
}

/* What leaves a claim open, in the order in which it is asked. */
typedef struct {
    gboolean (*leaves_open)(const VlCase *matter);
    const char *why; /* NULL: words that are not covered tell it */
} Hurdle;

static gboolean
is_short(const VlCase *matter)
{
    return !says_enough(matter) && !vl_case_mirrors(matter);
}

static gboolean
lacks_word(const VlCase *matter)
{
    return matter->n_covered < matter->n_content;
}

static gboolean
turns_names(const VlCase *matter)
{
    return !are_names_in_order(matter);
}

static gboolean
lacks_most(const VlCase *matter)
{
    return matter->n_told * 100 < matter->n_outcome * TOLD_PERCENT ||
           matter->n_covered * 100 < matter->n_content * COVERED_PERCENT;
}

static gboolean
is_heavy(const VlCase *matter)
{
    return matter->heavy;
}

/* Of every claim, one that repeats a piece of the passage word by word,
 * too. */
static const Hurdle pieces[] = {
    {vl_case_drops_choice, "the passage says it of one or the other"},
    {vl_case_takes_other, "the passage says it of what it is set against"},
    {vl_case_shifts_head, "it is told of something else there"},
    {vl_case_shifts_outcome, "it is told of another outcome there"},
    {vl_case_drops_kind, "the passage says it of one kind alone"},
    {vl_case_drops_people, "the passage says it of some alone"},
    {vl_case_drops_degree, "it is said to a lesser degree there"},
    {vl_case_drops_partner, "it is said of two things together there"},
    {vl_case_sets_alone, "it is said of two things together there"},
    {vl_case_takes_owner, "it is told of other people there"},
    {vl_case_is_withheld, "the passage says that it was not done"},
    {vl_case_drops_exception, "the passage makes an exception"},
};

/* Of every other claim. */
static const Hurdle bonds[] = {
    {is_heavy, NULL},
    {vl_case_is_mixed, "its words are said of different things there"},
    {vl_case_is_torn, "it is put together from two statements there"},
    {vl_case_loses_denial, "only one of the two denies"},
    {vl_case_takes_kind, "the passage says it of another kind"},
    {vl_case_takes_subject, "the passage says it of something else"},
    {vl_case_turns_time, "before and after are not told alike"},
    {vl_case_turns_numbers, "its numbers stand by other words there"},
    {vl_case_parts_words, "words that stand together here are apart there"},
    {vl_case_crosses_pairs, "its numbers are of two arms there"},
    {vl_case_loses_numbers, "its numbers are not told of the same words there"},
    {vl_case_turns_amount, "of how many it is said is another thing there"},
    {vl_case_splits_pair, "said there of the one, denied of the other"},
    {vl_case_turns_rhythm,
     "every so often is told of what lasts so long there"},
    {vl_case_turns_verb, "who does what to whom is turned round there"},
    {vl_case_turns_course, "what brings about what is told otherwise there"},
    {vl_case_turns_who, "it is told of other people there"},
    {vl_case_turns_flow, "something else was done with so many there"},
    {vl_case_adds_all, "it is not said of all or both there"},
    {vl_case_adds_tail, "the passage does not say it of this, too"},
    {vl_case_joins_choice, "the passage says \u201Cand/or\u201D"},
    {vl_case_adds_superlative, "the passage does not call it the most"},
    {vl_case_turns_ways, "more and less are told of other things there"},
    {vl_case_takes_rival, "another number stands by its words there"},
    {vl_case_denies_elsewhere, "what is denied there is something else"},
    {vl_case_drops_denial, "what it says is denied there"},
    {vl_case_turns_denied, "something else is denied there"},
    {vl_case_is_unsaid, "the passage names this, and does not say it"},
    {vl_case_misses_deal,
     "what \u201Crespectively\u201D deals out is not read"},
    {vl_case_crosses, "two things change places there"},
    {vl_case_turns_bound, "an estimate is the bound of an interval there"},
    {vl_case_turns_pair, "its numbers are of two pairs there"},
    {vl_case_calls_otherwise, "its numbers are told of another outcome there"},
    {vl_case_turns_unit, "a unit stands by another number there"},
    {vl_case_turns_p, "its P is that of another result there"},
    {vl_case_turns_share, "its numbers are of two wholes there"},
    {vl_case_turns_name, "a name has another number there"},
    {vl_case_belies_pair, "its own numbers say the contrary"},
    {vl_case_turns_labels, "its numbers are of other groups there"},
    {vl_case_adds_denial, "what it denies is not denied there"},
    {vl_case_speaks_elsewhere, "its words stand in other places there"},
};

/* Of one that repeats the passage's words. */
static const Hurdle repeated[] = {
    {lacks_word, NULL},
    {lacks_thing, "what the number is of is not told"},
    {lacks_part, "one part of it is not told there"},
};

/* Of one that has the passage's words in their order. */
static const Hurdle ordered[] = {
    {vl_case_turns_roles, "who does what to whom is told otherwise there"},
    {vl_case_drops_amount, "it is said of some there"},
};

/* Of one in other words of which no check has decided what it says. */
static const Hurdle undecided[] = {
    {is_short, "too short to be decided"},
    {lacks_word, NULL},
    {vl_case_drops_amount, "it is said of some there"},
    {turns_names, "the names stand in another order"},
    {vl_case_turns_roles, "who does what to whom is told otherwise there"},
};

/* Of one in other words. */
static const Hurdle paraphrased[] = {
    {lacks_most, NULL},
    {lacks_subject, NULL},
    {vl_case_exchanges_word, NULL},
    {lacks_member, NULL},
    {vl_case_lacks_predicate, "what happened to so many is not told there"},
    {lacks_thing, "what the number is of is not told"},
    {lacks_part, "one part of it is not told there"},
    {vl_case_strays_names, "a name stands with something else there"},
    {vl_case_turns_effects, "who does what to whom is told otherwise there"},
};

static const Hurdle *
find_hurdle(const VlCase *matter, const Hurdle *hurdles, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (hurdles[i].leaves_open(matter))
            return &hurdles[i];
    return NULL;
}

/* A paraphrase: its words must be those of the passage, all of them unless a
 * check has decided what it says. */
static const Hurdle *
find_paraphrase_hurdle(const VlCase *matter)
{
    static const Hurdle unset = {
        compares_unsaid, "the passage sets neither against the other"};
    const Hurdle *hurdle = NULL;
    if (unset.leaves_open(matter))
        return &unset;
    if (!vl_case_has(matter, "significance", VL_RESULT_OK) &&
        !vl_case_has(matter, "direction", VL_RESULT_OK) &&
        !vl_case_has(matter, "numbers", VL_RESULT_OK))
        hurdle =
            find_hurdle(matter, undecided, G_N_ELEMENTS(undecided));
    return hurdle != NULL ? hurdle
                          : find_hurdle(matter, paraphrased,
                                        G_N_ELEMENTS(paraphrased));
}

/* Of a claim that is no piece of the passage. */
static const Hurdle *
find_bond(const VlCase *matter)
{
    const Hurdle *hurdle =
        find_hurdle(matter, bonds, G_N_ELEMENTS(bonds));
    if (hurdle != NULL)
        return hurdle;
    if (matter->near)
        return find_hurdle(matter, repeated, G_N_ELEMENTS(repeated));
    if (is_in_order(matter))
        return find_hurdle(matter, ordered, G_N_ELEMENTS(ordered));
    return find_paraphrase_hurdle(matter);
}

gboolean
vl_case_is_carried(const VlCase *matter, const char **why)
{
    *why = NULL;
    if (matter->whole && !matter->same)
        return matter->near && !lacks_word(matter);
    g_autoptr(VlSense) around =
        matter->around != NULL ? vl_sense_new(matter->around, NULL) : NULL;
    VlCase with = *matter;
    with.taken_from = around;
    const Hurdle *hurdle = find_hurdle(&with, pieces, G_N_ELEMENTS(pieces));
    if (hurdle == NULL && !matter->same)
        hurdle = find_bond(&with);
    matter->out->torn =
        hurdle != NULL && hurdle->leaves_open == vl_case_is_torn;
    if (hurdle != NULL)
        *why = hurdle->why;
    return hurdle == NULL;
}
