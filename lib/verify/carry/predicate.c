#include "config.h"

#include "text/words.h"
#include "verify/check/hurdles.h"
#include "verify/sense/grammar.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* What a number is said of: "12 % of patients died" has all words of "12 % of
 * patients relapsed" but the one that matters. */

/* Tokens from a number to its verb at most. */
#define REACH 8

static gboolean
ends_member(const VlSense *sense, const guint *members, guint i)
{
    return i + 1 >= sense->n || members[i + 1] != members[i] ||
           vl_sense_has(sense, i + 1, VL_MARK_THAN);
}

/* Does nothing that the verb at token i could be said of follow it? */
static gboolean
ends_there(const VlSense *sense, const guint *members, guint i)
{
    for (guint k = i; !ends_member(sense, members, k); k++)
        if (vl_sense_is_content(sense, k + 1) ||
            sense->quantity_of[k + 1] >= 0)
            return FALSE;
    return TRUE;
}

gboolean
vl_case_lacks_predicate(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    g_autofree guint *members = vl_sense_members(claim);
    for (guint a = 0; a < claim->quantities->len; a++) {
        const VlQuantity *said = vl_sense_quantity(claim, a);
        for (guint i = said->last + 1;
             i < claim->n && i <= said->last + REACH &&
             members[i] == members[said->last];
             i++) {
            if (!vl_verb_is_finite(claim, i) ||
                vl_verb_is_auxiliary(claim, i))
                continue;
            if (vl_sense_is_content(claim, i) && !matter->covered[i] &&
                !matter->settled[i] && !vl_sense_is_light(claim, i) &&
                ends_there(claim, members, i))
                return TRUE;
            break;
        }
    }
    return FALSE;
}

/* ---- Who does what to whom ---- */

/* "Improved with A", "fell in B" have no object. */
static gboolean
leads_in(const VlWord *word)
{
    static const char *const words[] = {
        "with", "in",   "after", "on",     "during", "among", "from", "to",
        "at",   "under", "for",  "within", "over",   "until", "and",  "or",
        "but",  "than", "when",  "while",  "avec",   "dans",  "chez", "sous",
        "apres", "au",  "aux",   "en",     "pendant", "et", "ou",
        "mais", "que",  "chaque", "pour", "de", "des", "du",
    };
    return VL_IS_IN(word, words);
}

/* "Led to", "resulted in": what follows is what it did. */
static gboolean
leads_to(const VlSense *sense, guint verb)
{
    static const char *const verbs[] = {"led", "leads", "resulted", "conduit",
                                        "conduisait", "abouti", "mene"};
    return VL_IS_IN(&sense->words[verb], verbs);
}

/* What a verb has on its two sides: 1 "A blocks B", -1 "B is blocked by A",
 * "B caused by A"; 0 neither. */
static int
voice_of(const VlSense *sense, guint verb)
{
    /* "Diminué à 12": no object. */
    static const char *const to[] = {"a"};
    static const char *const by[] = {"by", "par"};
    gboolean passive = FALSE;
    for (guint k = verb; k-- > 0 && verb - k <= 2;)
        passive |= sense->clauses[k] == sense->clauses[verb] &&
                   vl_verb_is_be(sense, k);
    guint behind = verb + 1;
    while (behind < sense->n && vl_verb_is_adverb(sense, behind))
        behind++;
    if (behind >= sense->n ||
        sense->clauses[behind] != sense->clauses[verb])
        return 0;
    if (vl_verb_is_by(sense, behind) && (passive || behind == verb + 1))
        return -1;
    if (passive || VL_IS_IN(&sense->words[behind], by) ||
        sense->quantity_of[behind] >= 0 ||
        vl_grammar_is_elided(sense, behind, "d") ||
        VL_IS_IN(&sense->words[behind], to))
        return 0;
    return !leads_in(&sense->words[behind]) || leads_to(sense, verb);
}

/* "The nurse called the patient": people, too. */
static gboolean
may_act(const VlSense *sense, guint i)
{
    return vl_sense_is_content(sense, i) ||
           vl_sense_has(sense, i, VL_MARK_HUMAN);
}

/* Where the clause of the verb has what word i of the other text says: 1
 * before it only, -1 behind it only, 0 on both sides or nowhere. */
static int
side_of(const VlSense *other, guint i, const VlSense *sense, guint verb)
{
    gboolean before = FALSE, behind = FALSE;
    for (guint j = 0; j < sense->n; j++) {
        if (j == verb || sense->clauses[j] != sense->clauses[verb] ||
            !may_act(sense, j) || !vl_sense_same(other, i, sense, j))
            continue;
        before |= j < verb;
        behind |= j > verb;
    }
    return before - behind;
}

/* Is token i of the subject or the object of a verb: no comma before token
 * gap, no "in" or "with"? */
static gboolean
belongs(const VlSense *sense, guint i, guint gap, guint verb)
{
    return sense->clauses[i] == sense->clauses[verb] &&
           !vl_sense_gap_has(sense, gap, ",()") &&
           !leads_in(&sense->words[i]);
}

/* How a verb of the claim and its like in the passage stand: 1 with a thing on
 * one side in both, -1 with what stands on its two sides exchanged, 0 neither
 * can be told. */
static int
turn_of(const VlSense *claim, guint v, const VlSense *passage, guint w)
{
    int turn = voice_of(claim, v) * voice_of(passage, w);
    gboolean subject = FALSE, object = FALSE, kept = FALSE;
    for (guint i = v; i-- > 0 && belongs(claim, i, i + 1, v);) {
        int side = may_act(claim, i) ? side_of(claim, i, passage, w) : 0;
        subject |= side * turn < 0;
        kept |= side * turn > 0;
    }
    for (guint i = v + 1; i < claim->n; i++) {
        gboolean agent = vl_verb_is_by(claim, i);
        if (!agent && !belongs(claim, i, i, v))
            break;
        int side = !agent && may_act(claim, i)
                       ? side_of(claim, i, passage, w)
                       : 0;
        object |= side * turn > 0;
        kept |= side * turn < 0;
    }
    if (subject && object)
        return -1;
    return kept && !subject && !object;
}

/* Words from "by" to who did it at most. */
#define AGENT_REACH 3

/* "Nurses trained by the physicians": the word for what the one at token j
 * did; -1. */
static int
deed_of(const VlSense *sense, guint j)
{
    for (guint k = j; k-- > 1 && j - k <= AGENT_REACH;)
        if (sense->clauses[k - 1] != sense->clauses[j])
            return -1;
        else if (vl_verb_is_by(sense, k))
            return vl_verb_is_participle(sense, k - 1) ? (int)k - 1 : -1;
    return -1;
}

/* Is token i, which does what verb v of the claim says, only the one who did
 * something else in the passage? */
static gboolean
did_other(const VlSense *claim, guint v, guint i, const VlSense *passage)
{
    gboolean other = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (!may_act(passage, j) || !vl_sense_same(claim, i, passage, j))
            continue;
        int deed = deed_of(passage, j);
        if (deed < 0 || vl_sense_same(claim, v, passage, (guint)deed))
            return FALSE;
        other = TRUE;
    }
    return other;
}

/* "The physicians measured it", "measured by the physicians" of "nurses
 * trained by the physicians measured it". */
static gboolean
takes_agent(const VlSense *claim, guint v, const VlSense *passage)
{
    int voice = voice_of(claim, v);
    if (voice == 0 || !vl_sense_has_word(passage, claim, v))
        return FALSE;
    guint i = v;
    if (voice < 0)
        for (i = v + 1; i < claim->n && !may_act(claim, i);)
            i++;
    else
        while (i-- > 0 && belongs(claim, i, i + 1, v) && !may_act(claim, i))
            continue;
    return i < claim->n && claim->clauses[i] == claim->clauses[v] &&
           may_act(claim, i) && (voice < 0 || deed_of(claim, i) < 0) &&
           did_other(claim, v, i, passage);
}

/* A verb that has a thing on each side. */
static gboolean
is_asked(const VlSense *claim, guint v)
{
    const VlMarks mutual = VL_BIT(VL_MARK_ASSOCIATED) |
                           VL_BIT(VL_MARK_SAME);
    return vl_verb_goes_on(claim, v) && !vl_verb_is_auxiliary(claim, v) &&
           (claim->words[v].marks & mutual) == 0;
}

gboolean
vl_case_turns_verb(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint v = 1; v < claim->n; v++) {
        gboolean turned = FALSE, kept = FALSE;
        if (!is_asked(claim, v))
            continue;
        if (takes_agent(claim, v, passage))
            return TRUE;
        for (guint w = 1; w < passage->n; w++) {
            if (!vl_verb_goes_on(passage, w) ||
                !vl_sense_same(claim, v, passage, w))
                continue;
            int turn = turn_of(claim, v, passage, w);
            turned |= turn < 0;
            kept |= turn > 0;
        }
        if (turned && !kept)
            return TRUE;
    }
    return FALSE;
}

/* ---- How often ---- */

/* 1 "every 7 days", -1 "for 7 days", 0 neither. */
static int
rhythm_of(const VlSense *sense, const VlQuantity *quantity)
{
    static const char *const every[] = {"every", "each", "chaque"};
    static const char *const span[] = {"for",   "over", "within", "during",
                                       "after", "at",   "in",     "pendant",
                                       "apres"};
    if (quantity->first == 0 || !vl_quantity_is_time(quantity))
        return 0;
    const VlWord *before = &sense->words[quantity->first - 1];
    return VL_IS_IN(before, every) ? 1 : VL_IS_IN(before, span) ? -1 : 0;
}

/* So many times a day, a week, a month. */
typedef enum { NO_PERIOD, DAY, WEEK, MONTH } Period;

static Period
period_of(const VlSense *sense, guint i)
{
    static const struct {
        const char *word;
        Period period;
        gboolean alone; /* "daily"; else behind "per" */
    } periods[] = {
        {"daily", DAY, TRUE},        {"nightly", DAY, TRUE},
        {"quotidien", DAY, TRUE},    {"quotidienne", DAY, TRUE},
        {"quotidiennement", DAY, TRUE}, {"bid", DAY, TRUE},
        {"tid", DAY, TRUE},          {"weekly", WEEK, TRUE},
        {"hebdomadaire", WEEK, TRUE}, {"hebdomadaires", WEEK, TRUE},
        {"monthly", MONTH, TRUE},    {"mensuel", MONTH, TRUE},
        {"mensuelle", MONTH, TRUE},  {"day", DAY, FALSE},
        {"days", DAY, FALSE},        {"jour", DAY, FALSE},
        {"jours", DAY, FALSE},       {"week", WEEK, FALSE},
        {"weeks", WEEK, FALSE},      {"semaine", WEEK, FALSE},
        {"semaines", WEEK, FALSE},   {"month", MONTH, FALSE},
        {"months", MONTH, FALSE},    {"mois", MONTH, FALSE},
    };
    static const char *const per[] = {"per", "a", "par", "each", "every",
                                      "chaque", "alternate", "other"};
    static const char *const all[] = {"tous", "toutes"};
    gboolean behind =
        i > 0 && (VL_IS_IN(&sense->words[i - 1], per) ||
                  vl_sense_gap_has(sense, i, "/") ||
                  (i > 1 && VL_IS_IN(&sense->words[i - 2], all)));
    for (guint k = 0; k < G_N_ELEMENTS(periods); k++)
        if ((periods[k].alone || behind) &&
            VL_IS_WORD(&sense->words[i], periods[k].word))
            return periods[k].period;
    return NO_PERIOD;
}

/* Tokens from a number to what it is told for, "12 units of it per week". */
#define PERIOD_REACH 5

/* "12 units of alcohol per week": a week. */
static Period
period_behind(const VlSense *sense, const VlQuantity *quantity)
{
    Period period = NO_PERIOD;
    for (guint i = quantity->last + 2;
         i < sense->n && i <= quantity->last + PERIOD_REACH &&
         sense->clauses[i] == sense->clauses[quantity->last] &&
         sense->quantity_of[i] < 0 && period == NO_PERIOD;
         i++)
        period = period_of(sense, i);
    return period;
}

/* Is it so many a day of so many a week? */
static gboolean
turns_rate(const VlCase *matter, guint a, guint b)
{
    Period said =
        period_behind(matter->claim, vl_sense_quantity(matter->claim, a));
    Period printed = period_behind(matter->passage,
                                   vl_sense_quantity(matter->passage, b));
    return said != NO_PERIOD && printed != NO_PERIOD && said != printed;
}

/* "Once a week" of "daily": the passage tells how often, and not so. */
static gboolean
turns_period(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint i = 0; i < claim->n; i++) {
        Period said = period_of(claim, i);
        gboolean found = FALSE, other = FALSE;
        for (guint j = 0; said != NO_PERIOD && j < passage->n; j++) {
            Period there = period_of(passage, j);
            found |= there == said;
            other |= there != NO_PERIOD;
        }
        if (other && !found)
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_case_turns_rhythm(const VlCase *matter)
{
    if (turns_period(matter))
        return TRUE;
    for (guint a = 0; a < matter->claim->quantities->len; a++) {
        int b = matter->match[a];
        if (b < 0)
            continue;
        if (turns_rate(matter, a, (guint)b))
            return TRUE;
        int said =
            rhythm_of(matter->claim, vl_sense_quantity(matter->claim, a));
        if (said != 0 &&
            said == -rhythm_of(matter->passage,
                               vl_sense_quantity(matter->passage, (guint)b)))
            return TRUE;
    }
    return FALSE;
}
