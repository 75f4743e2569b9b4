#include "config.h"

#include "text/words.h"
#include "verify/check/hurdles.h"
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
        "mais", "que",  "chaque", "pour",
    };
    return VL_IS_IN(word, words);
}

/* What a verb has on its two sides: 1 "A blocks B", -1 "B is blocked by A",
 * 0 neither. */
static int
voice_of(const VlSense *sense, guint verb)
{
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
    const VlWord *next = &sense->words[behind];
    if (passive)
        return VL_IS_IN(next, by) ? -1 : 0;
    return leads_in(next) || VL_IS_IN(next, by) ? 0 : 1;
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

static gboolean
is_turned(const VlSense *claim, guint v, const VlSense *passage, guint w)
{
    static const char *const by[] = {"by", "par"};
    int turn = voice_of(claim, v) * voice_of(passage, w);
    gboolean subject = FALSE, object = FALSE;
    for (guint i = v; i-- > 0 && belongs(claim, i, i + 1, v);)
        subject |= may_act(claim, i) &&
                   side_of(claim, i, passage, w) * turn < 0;
    for (guint i = v + 1; i < claim->n; i++) {
        gboolean agent = VL_IS_IN(&claim->words[i], by);
        if (!agent && !belongs(claim, i, i, v))
            break;
        object |= !agent && may_act(claim, i) &&
                  side_of(claim, i, passage, w) * turn > 0;
    }
    return subject && object;
}

gboolean
vl_case_turns_verb(const VlCase *matter)
{
    const VlMarks mutual = VL_BIT(VL_MARK_ASSOCIATED) |
                           VL_BIT(VL_MARK_SAME);
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint v = 1; v < claim->n; v++) {
        gboolean turned = FALSE, kept = FALSE;
        if (!vl_verb_goes_on(claim, v) || vl_verb_is_auxiliary(claim, v) ||
            (claim->words[v].marks & mutual) != 0)
            continue;
        for (guint w = 1; w < passage->n; w++) {
            if (!vl_verb_goes_on(passage, w) ||
                !vl_sense_same(claim, v, passage, w))
                continue;
            gboolean here = is_turned(claim, v, passage, w);
            turned |= here;
            kept |= !here;
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

gboolean
vl_case_turns_rhythm(const VlCase *matter)
{
    for (guint a = 0; a < matter->claim->quantities->len; a++) {
        int b = matter->match[a];
        if (b < 0)
            continue;
        int said =
            rhythm_of(matter->claim, vl_sense_quantity(matter->claim, a));
        if (said != 0 &&
            said == -rhythm_of(matter->passage,
                               vl_sense_quantity(matter->passage, (guint)b)))
            return TRUE;
    }
    return FALSE;
}
