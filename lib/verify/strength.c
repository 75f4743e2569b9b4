#include "config.h"

#include <string.h>

#include "verify/clause.h"

/* How far a claim goes: no relation, correlation, cause that may be, cause,
 * recommendation; and the clinical rules on ratios and margins.  A claim
 * above its passage on the ladder goes beyond it. */

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
    const VlWord *word = &sense->words[i];
    for (guint k = 0; k < G_N_ELEMENTS(stems); k++)
        if (word->length >= strlen(stems[k]) &&
            memcmp(word->key, stems[k], strlen(stems[k])) == 0)
            return TRUE;
    return FALSE;
}

/* "Withdrawal due to adverse events" names an outcome. */
static gboolean
is_named_by_cause(const VlSense *sense, guint i)
{
    static const char *const stems[] = {"discontinu", "withdraw", "dropout",
                                        "admission", "hospital", "visit",
                                        "absence",  "interrupt"};
    const VlWord *word = i > 0 ? &sense->words[i - 1] : NULL;
    if (word == NULL || sense->words[i].n_words < 2)
        return FALSE;
    gboolean named = vl_sense_has(sense, i - 1, VL_MARK_HARM);
    for (guint k = 0; k < G_N_ELEMENTS(stems); k++)
        named |= word->length >= strlen(stems[k]) &&
                 memcmp(word->key, stems[k], strlen(stems[k])) == 0;
    return named;
}

static int
first_cause(const VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++) {
        if (!vl_sense_has(sense, i, VL_MARK_CAUSE) ||
            is_named_by_cause(sense, i))
            continue;
        /* "Made no difference" claims no effect. */
        gboolean denied = FALSE;
        for (guint k = i > 3 ? i - 3 : 0; k < sense->n && k <= i + 2; k++)
            denied |= vl_sense_has(sense, k, VL_MARK_NOT) ||
                      vl_sense_has(sense, k, VL_MARK_INSIGNIFICANT);
        if (!denied)
            return (int)i;
    }
    return -1;
}

static gboolean
has_effect_verb(const VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++)
        if (is_effect_verb(sense, i))
            return TRUE;
    return FALSE;
}

static Step
step_of(const VlSense *sense)
{
    if ((sense->marks & VL_BIT(VL_MARK_RECOMMEND)) != 0)
        return STEP_RECOMMENDED;
    gboolean hedged = (sense->marks & VL_BIT(VL_MARK_HEDGE)) != 0;
    if (first_cause(sense) >= 0)
        return hedged ? STEP_MAY_CAUSE : STEP_CAUSES;
    if ((sense->marks & (VL_BIT(VL_MARK_ASSOCIATED) |
                         VL_BIT(VL_MARK_DIFFER))) != 0)
        return STEP_RELATED;
    return STEP_NONE;
}

/* "Stopped because of slow recruitment" tells a reason, which a passage may
 * give in any words. */
static gboolean
is_reason(const VlSense *sense, guint i)
{
    static const char *const words[] = {"because", "owing", "due", "thanks",
                                        "en", "a", "grace", "du", "dus"};
    const VlWord *word = &sense->words[i];
    for (guint k = 0; k < G_N_ELEMENTS(words); k++)
        if (word->length == strlen(words[k]) &&
            memcmp(word->key, words[k], word->length) == 0)
            return TRUE;
    return FALSE;
}

/* A hedge right before the cause. */
static gboolean
is_hedged_cause(const VlSense *sense)
{
    int at = first_cause(sense);
    for (int k = MAX(at - 3, 0); k <= at; k++)
        if (vl_sense_has(sense, (guint)k, VL_MARK_HEDGE))
            return TRUE;
    return FALSE;
}

static void
check_ladder(VlCase *matter)
{
    Step said = step_of(matter->claim), there = step_of(matter->passage);
    if (said <= there)
        return;
    if (said == STEP_RECOMMENDED) {
        int at = vl_sense_find(matter->claim, 0, VL_MARK_RECOMMEND);
        vl_case_note(matter, "scope", VL_RESULT_CONFLICT, VL_AT(at),
                     VL_NOWHERE,
                     "the claim recommends, the passage does not");
        return;
    }
    if (said != STEP_CAUSES)
        return;
    int at = first_cause(matter->claim);
    int other =
        vl_sense_find(matter->passage, 0, VL_MARK_ASSOCIATED);
    gboolean effect = has_effect_verb(matter->passage) && other < 0;
    /* "May be due to" told as "is caused by". */
    gboolean hedged = there == STEP_MAY_CAUSE &&
                      matter->passage->n_sentences == 1 &&
                      is_hedged_cause(matter->passage);
    VlResult result = (effect && !hedged) ||
                              is_reason(matter->claim, (guint)at)
                          ? VL_RESULT_UNDECIDED
                          : VL_RESULT_CONFLICT;
    vl_case_note(matter, "strength", result, VL_AT(at),
                 other >= 0 ? VL_AT(other) : VL_NOWHERE,
                 "the claim says that one causes the other, the passage "
                 "does not");
}

/* Words that are nothing but a hedge. */
static gboolean
is_modal(const VlSense *sense, guint i)
{
    static const char *const stems[] = {"may",    "might",  "could",
                                        "possib", "perhap", "suggest",
                                        "appear", "seem",   "probab",
                                        "potent", "likely"};
    const VlWord *word = &sense->words[i];
    for (guint k = 0; k < G_N_ELEMENTS(stems); k++)
        if (word->length >= strlen(stems[k]) &&
            memcmp(word->key, stems[k], strlen(stems[k])) == 0)
            return TRUE;
    return FALSE;
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
    const VlWord *word = &sense->words[i];
    gboolean ability = FALSE, scale = FALSE;
    for (guint k = i + 1; k < sense->n && k <= i + 4; k++)
        ability |= sense->clauses[k] == sense->clauses[i] &&
                   VL_IS_IN(&sense->words[k], able);
    for (guint k = i > 2 ? i - 2 : 0; k < i; k++)
        scale |= VL_IS_IN(&sense->words[k], scores);
    if (VL_IS_IN(word, can))
        return ability;
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

/* A hedge in a clause that says something of the claim's; -1. */
static int
find_hedge(const VlCase *matter)
{
    const VlSense *passage = matter->passage;
    for (guint j = 0; j < passage->n; j++) {
        guint n = 0;
        if (!vl_sense_has(passage, j, VL_MARK_HEDGE) ||
            is_no_doubt(passage, j) || is_trend(matter, j))
            continue;
        for (guint k = j > 12 ? j - 12 : 0;
             k < passage->n && k <= j + 12 && n == 0; k++)
            for (guint i = 0; i < matter->claim->n; i++)
                if (passage->clauses[k] == passage->clauses[j] &&
                    vl_sense_is_content(passage, k) &&
                    vl_sense_same(matter->claim, i, passage, k)) {
                    n++;
                    break;
                }
        if (n > 0)
            return (int)j;
    }
    return -1;
}

/* A hedge that the claim leaves out. */
static void
check_hedge(VlCase *matter)
{
    int at = find_hedge(matter);
    if (at < 0 || (matter->claim->marks & VL_BIT(VL_MARK_HEDGE)) != 0)
        return;
    gboolean stands = matter->near && is_modal(matter->passage, (guint)at) &&
                      is_repeated(matter, (guint)at);
    vl_case_note(matter, "strength",
                 stands ? VL_RESULT_CONFLICT : VL_RESULT_UNDECIDED,
                 VL_NOWHERE, VL_AT(at),
                 "the passage is less certain than the claim");
}

static gboolean
has_ratio(const VlSense *sense, char ratio)
{
    for (guint i = 0; i < sense->quantities->len; i++)
        if (vl_sense_quantity(sense, i)->ratio == ratio)
            return TRUE;
    return FALSE;
}

/* A risk of 10 % and more in an arm: there odds are not near risks. */
static gboolean
has_low_risks(const VlSense *sense)
{
    guint n = 0;
    for (guint i = 0; i < sense->quantities->len; i++) {
        const VlQuantity *quantity = vl_sense_quantity(sense, i);
        if (quantity->role != VL_ROLE_PERCENT)
            continue;
        if (quantity->value >= 10)
            return FALSE;
        n++;
    }
    return n >= 2;
}

/* "Halved the risk", "lowered the risk by 30 %", from an odds ratio. */
static void
check_ratio(VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    if (!has_ratio(passage, 'o') || has_ratio(passage, 'r') ||
        has_ratio(claim, 'o') || has_low_risks(passage) ||
        (claim->marks & VL_BIT(VL_MARK_ODDS)) != 0 ||
        (claim->marks & VL_BIT(VL_MARK_RISK)) == 0)
        return;
    static const char *const sized[] = {"halv", "half", "twice", "doubl",
                                        "tripl", "third", "fold", "times",
                                        "moiti", "fois"};
    gboolean size = FALSE;
    for (guint i = 0; i < claim->n; i++)
        for (guint k = 0; k < G_N_ELEMENTS(sized); k++)
            size |= claim->words[i].length >= strlen(sized[k]) &&
                    memcmp(claim->words[i].key, sized[k],
                           strlen(sized[k])) == 0;
    for (guint i = 0; i < claim->quantities->len; i++)
        size |= vl_sense_quantity(claim, i)->role == VL_ROLE_PERCENT &&
                matter->match[i] < 0;
    if (!size)
        return;
    vl_case_note(matter, "strength", VL_RESULT_CONFLICT,
                 VL_AT(vl_sense_find(claim, 0, VL_MARK_RISK)), VL_NOWHERE,
                 "an odds ratio tells of odds, not of risks");
}

/* "As effective as", "no worse than": more than "similar"; -1. */
static int
as_good_at(const VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++)
        if (vl_sense_has(sense, i, VL_MARK_SAME) &&
            sense->words[i].n_words >= 3)
            return (int)i;
    return -1;
}

/* No significant difference < similar < non-inferior < equivalent. */
static int
sameness(const VlSense *sense)
{
    if ((sense->marks & VL_BIT(VL_MARK_EQUIVALENCE)) != 0)
        return 4;
    if ((sense->marks & VL_BIT(VL_MARK_NONINFERIORITY)) != 0 ||
        as_good_at(sense) >= 0)
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
    vl_case_note(matter, "strength", VL_RESULT_CONFLICT,
                 VL_AT(at >= 0 ? at : as_good_at(matter->claim)), VL_NOWHERE,
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

/* Others' results told as the paper's own. */
static void
check_attribution(VlCase *matter)
{
    int cited = vl_sense_find(matter->passage, 0, VL_MARK_CITED);
    for (guint i = 0; i < matter->passage->n && cited < 0; i++)
        if (vl_tokens_at(matter->passage->tokens, i)->marker != 0)
            cited = (int)i;
    if ((matter->claim->marks & VL_BIT(VL_MARK_OWN)) == 0 || cited < 0 ||
        (matter->passage->marks & VL_BIT(VL_MARK_OWN)) != 0)
        return;
    vl_case_note(matter, "attribution", VL_RESULT_CONFLICT,
                 VL_AT(vl_sense_find(matter->claim, 0, VL_MARK_OWN)),
                 VL_AT(cited),
                 "the passage tells of others' results");
}

/* A review tells others' results all the time. */
static gboolean
is_review(const VlSense *source)
{
    static const char *const words[] = {"review", "revue", "overview",
                                        "metaanalysis"};
    for (guint i = 0; i < source->n && i < 400; i++)
        for (guint k = 0; k < G_N_ELEMENTS(words); k++)
            if (source->words[i].length == strlen(words[k]) &&
                memcmp(source->words[i].key, words[k],
                       strlen(words[k])) == 0)
                return TRUE;
    return FALSE;
}

/* Does the sentence report what somebody found? */
static gboolean
reports(const VlSense *sense)
{
    static const char *const stems[] = {"report", "found", "show", "observ",
                                        "demonstrat", "describ", "conclud"};
    for (guint i = 0; i < sense->n; i++)
        for (guint k = 0; k < G_N_ELEMENTS(stems); k++)
            if (sense->words[i].length >= strlen(stems[k]) &&
                memcmp(sense->words[i].key, stems[k], strlen(stems[k])) == 0)
                return TRUE;
    return FALSE;
}

/* A result that others found, told of a paper without saying so: it reads
 * as the paper's own. */
static void
check_borrowed(VlCase *matter)
{
    const VlMarks others =
        VL_BIT(VL_MARK_CITED) | VL_BIT(VL_MARK_OWN) | VL_BIT(VL_MARK_REVIEW);
    const VlSense *passage = matter->passage;
    if ((matter->claim->marks & others) != 0 ||
        (passage->marks & VL_BIT(VL_MARK_OWN)) != 0 || !reports(passage) ||
        (matter->ground != NULL && is_review(matter->ground)))
        return;
    int cited = vl_sense_find(passage, 0, VL_MARK_CITED);
    for (guint i = 0; i < passage->n && cited < 0; i++)
        if (vl_tokens_at(passage->tokens, i)->marker != 0)
            cited = (int)i;
    if (cited >= 0)
        vl_case_note(matter, "attribution", VL_RESULT_UNDECIDED, VL_NOWHERE,
                     VL_AT(cited),
                     "the passage tells of others' results, the claim does "
                     "not say so");
}

void
vl_check_strength(VlCase *matter)
{
    check_ladder(matter);
    check_hedge(matter);
    check_ratio(matter);
    check_sameness(matter);
    check_within(matter);
    check_changes(matter);
    check_attribution(matter);
    check_borrowed(matter);
}
