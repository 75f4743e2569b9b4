#include "config.h"

#include <string.h>

#include "verify/check/cause.h"
#include "verify/check/clause.h"
#include "verify/sense/grammar.h"
#include "verify/sense/joint.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* How far a claim goes: no relation, correlation, cause that may be, cause,
 * recommendation; and the clinical rules on ratios and margins.  A claim
 * above its passage on the ladder goes beyond it. */

/* Words that a recommendation of the source shares with the claim when it is
 * about the same. */
#define RECOMMENDED_SHARED 2

typedef enum {
    STEP_NONE,
    STEP_RELATED,
    STEP_MAY_CAUSE,
    STEP_CAUSES,
    STEP_RECOMMENDED,
} Step;

/* Verbs that say an effect of what stands before them: "lowered mortality"
 * does, "mortality was lower" does not. */
static gboolean
is_effect_verb(const VlSense *sense, guint i)
{
    static const char *const stems[] = {"reduc", "improv", "increas",
                                        "decreas", "lower", "rais",
                                        "prolong", "enhanc", "affect",
                                        "amelior", "augment", "diminu",
                                        "protect", "favoris", "influenc",
                                        "effect", "impact", "benefi"};
    return VL_HAS_STEM(&sense->words[i], stems);
}

static int
first_cause(const VlSense *sense)
{
    return vl_cause_next(sense, 0);
}

static gboolean
has_effect_verb(const VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++)
        if (is_effect_verb(sense, i))
            return TRUE;
    return FALSE;
}

/* "Whose tube did not have to be changed" tells what was not done. */
static gboolean
was_spared(const VlSense *sense, guint i)
{
    static const char *const verbs[] = {"have", "need"};
    static const char *const past[] = {"did", "didnt", "had"};
    if (!VL_IS_IN(&sense->words[i], verbs))
        return FALSE;
    for (guint k = i; k-- > 0 && i - k <= 3;)
        if (sense->clauses[k] == sense->clauses[i] &&
            VL_IS_IN(&sense->words[k], past))
            return TRUE;
    return FALSE;
}

/* The first word that recommends; -1. */
static int
first_advice(const VlSense *sense)
{
    int at = vl_sense_find(sense, 0, VL_MARK_RECOMMEND);
    while (at >= 0 && was_spared(sense, (guint)at))
        at = vl_sense_find(sense, (guint)at + 1, VL_MARK_RECOMMEND);
    return at;
}

static Step
step_of(const VlSense *sense)
{
    if (first_advice(sense) >= 0)
        return STEP_RECOMMENDED;
    gboolean hedged = (sense->marks & VL_BIT(VL_MARK_HEDGE)) != 0;
    if (first_cause(sense) >= 0)
        return hedged ? STEP_MAY_CAUSE : STEP_CAUSES;
    if ((sense->marks & (VL_BIT(VL_MARK_ASSOCIATED) |
                         VL_BIT(VL_MARK_DIFFER))) != 0)
        return STEP_RELATED;
    return STEP_NONE;
}

/* A hedge right before the cause. */
static gboolean
is_hedged(const VlSense *sense, int at)
{
    for (int k = MAX(at - 3, 0); k <= at; k++)
        if (vl_sense_has(sense, (guint)k, VL_MARK_HEDGE))
            return TRUE;
    return FALSE;
}

/* Words on either side of a cause that tell of what it is one. */
#define BESIDE 6

/* Does the passage say of the same that it is a cause, and of nothing that it
 * may be one? */
static gboolean
causes_alike(const VlCase *matter, int said)
{
    const VlSense *passage = matter->passage;
    gboolean alike = FALSE;
    for (int at = first_cause(passage); at >= 0;
         at = vl_cause_next(passage, (guint)at + 1)) {
        if (is_hedged(passage, at))
            return FALSE;
        alike |= vl_case_stand_alike(matter, VL_AT(said), VL_AT(at), BESIDE);
    }
    return alike;
}

/* "Milk must be thrown away" tells a need; "must be given to all" tells what
 * to do. */
static gboolean
recommends(const VlSense *sense, guint i)
{
    static const char *const must[] = {"must", "has", "have", "need",
                                       "needs", "doit", "doivent", "faut"};
    static const char *const acts[] = {
        "use",     "used",    "receive",    "given",    "give",   "treated",
        "offered", "adopted", "prescribed", "replace",  "taken",  "treat",
        "screened", "replaced", "considered", "avoided", "stopped",
        "recevoir", "utilise", "utilisee", "prescrit", "prescrite",
        "remplacer", "donne", "donnee", "propose", "proposee", "traites",
        "traite",  "utiliser", "prescrire", "proposer", "abandonne",
        "abandonnee", "adopte", "adoptee", "become", "devenir", "evite",
    };
    if (!VL_IS_IN(&sense->words[i], must))
        return TRUE;
    for (guint k = i + 1; k < sense->n && k <= i + 5; k++)
        if (VL_IS_IN(&sense->words[k], acts))
            return TRUE;
    return FALSE;
}

/* "Should", "recommends", rather than "first-line". */
static gboolean
is_plain_advice(const VlWord *word)
{
    static const char *const stems[] = {"should", "recom", "advis", "advoc",
                                        "must",   "devrai", "conseil",
                                        "preconis", "doi", "ought"};
    return VL_HAS_STEM(word, stems);
}

/* Does some sentence of the source recommend what the claim speaks of? */
static gboolean
is_recommended_elsewhere(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *ground = matter->ground;
    for (guint j = 0; ground != NULL && j < ground->n; j++) {
        guint from = j, to = j, shared = 0;
        if (!vl_sense_has(ground, j, VL_MARK_RECOMMEND))
            continue;
        while (from > 0 && ground->sentences[from - 1] == ground->sentences[j])
            from--;
        while (to < ground->n && ground->sentences[to] == ground->sentences[j])
            to++;
        for (guint i = 0; i < claim->n; i++) {
            gboolean here = FALSE;
            for (guint k = from; k < to && !here; k++)
                here = k != j && vl_sense_is_content(claim, i) &&
                       vl_sense_is_content(ground, k) &&
                       !vl_sense_is_light(claim, i) &&
                       vl_sense_same(claim, i, ground, k);
            shared += here;
        }
        if (shared >= RECOMMENDED_SHARED)
            return TRUE;
    }
    return FALSE;
}

/* The verb of "A improved the response", which acts on what follows; not that
 * of "the response improved in A".  -1: none. */
static int
first_action(const VlSense *sense)
{
    for (guint i = 1; i + 1 < sense->n; i++) {
        guint next = i + 1;
        if (!is_effect_verb(sense, i) || !vl_verb_is_finite(sense, i) ||
            vl_verb_is_auxiliary(sense, i - 1) ||
            sense->clauses[next] != sense->clauses[i] ||
            vl_sense_gap_has(sense, next, ",;.:("))
            continue;
        if (vl_verb_is_adverb(sense, next) ||
            vl_joint_starts_phrase(sense, next) ||
            vl_joint_adds(sense, next) || sense->quantity_of[next] >= 0 ||
            vl_sense_has(sense, next, VL_MARK_SIGNIFICANT) ||
            vl_sense_has(sense, next, VL_MARK_THAN))
            continue;
        return (int)i;
    }
    return -1;
}

/* "Was associated with", "correlated to"; -1. */
static int
find_link(const VlSense *sense)
{
    static const char *const stems[] = {"associat", "correlat", "linked",
                                        "related", "relation"};
    static const char *const ties[] = {"with", "to", "between"};
    for (guint i = 1; i + 1 < sense->n; i++)
        if (VL_HAS_STEM(&sense->words[i], stems) &&
            VL_IS_IN(&sense->words[i + 1], ties))
            return (int)i;
    return -1;
}

/* "CRP improved the response" of "CRP was associated with a better
 * response" */
static void
check_action(VlCase *matter)
{
    int at = first_action(matter->claim);
    int there = find_link(matter->passage);
    /* Of two arms that were compared the verb tells the difference. */
    if (at < 0 || there < 0 || first_action(matter->passage) >= 0 ||
        first_cause(matter->passage) >= 0 ||
        vl_case_has(matter, "arms", VL_RESULT_OK))
        return;
    vl_case_note(matter, "strength", VL_RESULT_UNDECIDED, VL_AT(at),
                 VL_AT(there),
                 "the claim says that one causes the other, the passage "
                 "does not");
}

static void
check_ladder(VlCase *matter)
{
    Step said = step_of(matter->claim), there = step_of(matter->passage);
    if (said <= there)
        return;
    if (said == STEP_RECOMMENDED) {
        int at = first_advice(matter->claim);
        gboolean sure = recommends(matter->claim, (guint)at) &&
                        (is_plain_advice(&matter->claim->words[at]) ||
                         !is_recommended_elsewhere(matter));
        vl_case_note(matter, "scope",
                     sure ? VL_RESULT_CONFLICT : VL_RESULT_UNDECIDED,
                     VL_AT(at), VL_NOWHERE,
                     "the claim recommends, the passage does not");
        return;
    }
    if (said != STEP_CAUSES)
        return;
    int at = first_cause(matter->claim);
    int other =
        vl_sense_find(matter->passage, 0, VL_MARK_ASSOCIATED);
    gboolean effect = has_effect_verb(matter->passage) && other < 0;
    /* "May be due to" told as "is caused by", not "may be low, due to". */
    gboolean hedged = there == STEP_MAY_CAUSE &&
                      is_hedged(matter->passage,
                                first_cause(matter->passage));
    gboolean open = (effect && !hedged) || causes_alike(matter, at) ||
                    vl_cause_is_reason(matter->claim, (guint)at);
    VlResult result = open ? VL_RESULT_UNDECIDED : VL_RESULT_CONFLICT;
    vl_case_note(matter, "strength", result, VL_AT(at),
                 other >= 0 ? VL_AT(other) : VL_NOWHERE,
                 "the claim says that one causes the other, the passage "
                 "does not");
}

/* "As effective as", "no worse than": more than "similar"; -1.  "Pas de
 * différence" is not. */
static int
as_good_at(const VlSense *sense)
{
    static const char *const ends[] = {"as", "than", "que", "par"};
    /* "No better than" is less than "no worse than". */
    static const char *const better[] = {"better", "meilleur", "mieux"};
    for (guint i = 0; i < sense->n; i++)
        if (vl_sense_has(sense, i, VL_MARK_SAME) &&
            sense->words[i].n_words >= 3 &&
            !VL_IS_IN(&sense->words[i + 1], better) &&
            VL_IS_IN(&sense->words[i + sense->words[i].n_words - 1], ends))
            return (int)i;
    return -1;
}

/* "Metabolic equivalents", "equivalent to 5 mg of morphine": no two arms. */
static gboolean
tells_equivalence(const VlSense *sense)
{
    static const char *const before[] = {"metabolic", "dose", "morphine",
                                         "spherical", "grade", "mg"};
    for (guint i = 0; i < sense->n; i++)
        if (vl_sense_has(sense, i, VL_MARK_EQUIVALENCE) &&
            !(i > 0 && VL_IS_IN(&sense->words[i - 1], before)) &&
            !(i + 2 < sense->n && sense->quantity_of[i + 2] >= 0))
            return TRUE;
    return FALSE;
}

/* "Equally good" is "as good as". */
static gboolean
is_equally(const VlSense *sense)
{
    static const char *const words[] = {"equally"};
    for (guint i = 0; i < sense->n; i++)
        if (VL_IS_IN(&sense->words[i], words))
            return TRUE;
    return FALSE;
}

/* No significant difference < similar < non-inferior < equivalent. */
static int
sameness(const VlSense *sense)
{
    if (tells_equivalence(sense))
        return 4;
    if ((sense->marks & VL_BIT(VL_MARK_NONINFERIORITY)) != 0 ||
        as_good_at(sense) >= 0 || is_equally(sense))
        return 3;
    if ((sense->marks & VL_BIT(VL_MARK_SAME)) != 0)
        return 2;
    return (sense->marks & VL_BIT(VL_MARK_INSIGNIFICANT)) != 0;
}

static void
check_sameness(VlCase *matter)
{
    int said = sameness(matter->claim), there = sameness(matter->passage);
    if (said < 3 || said <= there || there == 0)
        return;
    VlMark mark = said == 4 ? VL_MARK_EQUIVALENCE : VL_MARK_NONINFERIORITY;
    int at = vl_sense_find(matter->claim, 0, mark);
    int printed = vl_sense_find(matter->passage, 0, VL_MARK_INSIGNIFICANT);
    if (printed < 0)
        printed = vl_sense_find(matter->passage, 0, VL_MARK_SAME);
    vl_case_note(matter, "strength", VL_RESULT_CONFLICT,
                 VL_AT(at >= 0 ? at : as_good_at(matter->claim)),
                 printed >= 0 ? VL_AT(printed) : VL_NOWHERE,
                 "no difference found is not %s",
                 said == 4 ? "equivalence" : "non-inferiority");
}

static gboolean
has_comparative(const VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++)
        if (vl_sense_compares(sense, i))
            return TRUE;
    return FALSE;
}

/* "Within-group effect sizes", "the time effect": the sentence of the token
 * says so, and says nothing of a difference between groups. */
static gboolean
is_within(const VlSense *sense, guint at)
{
    static const char *const words[] = {"within", "pre", "intragroupe",
                                        "intra", "time"};
    static const char *const next[] = {"group", "groups", "groupe", "post",
                                       "effect", "subject", "arm"};
    static const char *const between[] = {"between", "than", "entre",
                                          "intergroupe"};
    gboolean within = FALSE;
    for (guint j = 0; j + 1 < sense->n; j++) {
        if (sense->sentences[j] != sense->sentences[at])
            continue;
        if (VL_IS_IN(&sense->words[j], between))
            return FALSE;
        within |= VL_IS_IN(&sense->words[j], words) &&
                  VL_IS_IN(&sense->words[j + 1], next);
    }
    return within;
}

/* A number of the claim that the passage gives to a change within a group;
 * -1. */
static int
find_within(const VlCase *matter)
{
    for (guint i = 0; i < matter->claim->quantities->len; i++) {
        int k = matter->match[i];
        const VlQuantity *there =
            k >= 0 ? vl_sense_quantity(matter->passage, (guint)k) : NULL;
        if (there != NULL && there->decimals > 0 &&
            is_within(matter->passage, there->first))
            return (int)there->first;
    }
    return -1;
}

/* The numbers of a change within groups told as those of a difference
 * between them: never supported. */
static gboolean
check_within_numbers(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    int than = vl_sense_find(claim, 0, VL_MARK_THAN);
    if (than < 0)
        than = vl_sense_find(claim, 0, VL_MARK_BETWEEN);
    if (than < 0 || (claim->marks & VL_BIT(VL_MARK_BASELINE)) != 0 ||
        is_within(claim, (guint)than))
        return FALSE;
    int there = find_within(matter);
    if (there < 0)
        return FALSE;
    vl_case_note(matter, "scope", VL_RESULT_CONFLICT, VL_AT(than),
                 VL_AT(there),
                 "the claim compares groups, the passage a group with "
                 "itself");
    return TRUE;
}

/* A change within one group told as a difference between groups. */
static void
check_within(VlCase *matter)
{
    const VlMarks between = VL_BIT(VL_MARK_BETWEEN) | VL_BIT(VL_MARK_THAN);
    const VlMarks changes = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN);
    const VlSense *passage = matter->passage;
    gboolean baseline = (passage->marks & VL_BIT(VL_MARK_BASELINE)) != 0;
    if ((matter->claim->marks & VL_BIT(VL_MARK_THAN)) == 0 ||
        (matter->claim->marks & changes) == 0 ||
        (passage->marks & between) != 0 ||
        (!baseline && (has_comparative(passage) ||
                       (passage->marks & changes) == 0)))
        return;
    for (guint a = 0; a < matter->claim->quantities->len; a++)
        for (guint b = a + 1; b < matter->claim->quantities->len; b++)
            if (vl_holders_say(matter, a, b) > 0)
                return;
    int there = vl_sense_find(passage, 0, VL_MARK_BASELINE);
    for (guint i = 0; i < passage->n && there < 0; i++)
        there = (passage->words[i].marks & changes) != 0 ? (int)i : -1;
    vl_case_note(matter, "scope", VL_RESULT_UNDECIDED,
                 VL_AT(vl_sense_find(matter->claim, 0, VL_MARK_THAN)),
                 VL_AT(there),
                 "the claim compares groups, the passage a group with "
                 "itself");
}

/* "No significant changes" of each group told as "no difference between
 * them". */
static void
check_changes(VlCase *matter)
{
    static const char *const between[] = {"between", "entre"};
    static const char *const compares[] = {"difference", "differences",
                                           "differ", "differed", "between",
                                           "among", "compared", "entre"};
    const VlSense *claim = matter->claim, *passage = matter->passage;
    int said = -1, there = -1;
    for (guint i = 0; i < claim->n && said < 0; i++)
        said = VL_IS_IN(&claim->words[i], between) ? (int)i : -1;
    for (guint j = 0; j < passage->n; j++) {
        const VlWord *word = &passage->words[j];
        if (VL_IS_IN(word, compares) || vl_sense_has(passage, j, VL_MARK_THAN))
            return;
        if (word->length >= 5 && memcmp(word->key, "chang", 5) == 0)
            there = (int)j;
    }
    if (said < 0 || there < 0)
        return;
    vl_case_note(matter, "scope", VL_RESULT_UNDECIDED, VL_AT(said),
                 VL_AT(there),
                 "the claim compares groups, the passage a group with "
                 "itself");
}

void
vl_check_strength(VlCase *matter)
{
    check_ladder(matter);
    check_action(matter);
    check_sameness(matter);
    if (!check_within_numbers(matter))
        check_within(matter);
    check_changes(matter);
}
