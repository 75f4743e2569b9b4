#include "config.h"

#include <string.h>

#include "text/words.h"
#include "verify/check/hurdles.h"
#include "verify/check/partner.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* Words say something by what they are bound to: "sputum conversion and
 * symptom relief" has the words of "sputum relief and symptom
 * conversion". */

/* Tokens that may part in the passage what stands side by side in the
 * claim. */
#define NEIGHBOURS 4
/* Tokens around a number that tell what it is of. */
#define AROUND 8

/* "Removed", "often": what stands beside a verb may stand elsewhere. */
static gboolean
is_verb(const VlWord *word)
{
    static const char *const words[] = {"often", "twice", "together",
                                        "alone", "again", "well"};
    if (VL_IS_IN(word, words))
        return TRUE;
    return word->length > 4 &&
           (memcmp(word->key + word->length - 2, "ed", 2) == 0 ||
            memcmp(word->key + word->length - 3, "ing", 3) == 0 ||
            memcmp(word->key + word->length - 2, "ly", 2) == 0);
}

/* "Did not undergo": a verb behind what can have nothing else behind it. */
static gboolean
follows_auxiliary(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "did",  "do",    "does",   "may",  "might",  "can",
        "will", "could", "cannot", "must", "should", "would",
    };
    while (i > 0 && vl_verb_is_adverb(sense, i - 1))
        i--;
    return i > 0 && VL_IS_IN(&sense->words[i - 1], words);
}

/* "Hospital (12 %) and overall mortality": the token behind a bracket that
 * opens at token k of the passage, where "and" follows at once; else k. */
static guint
behind_bracket(const VlSense *passage, guint k, const guint *depths)
{
    guint end = k;
    if (k == 0 || depths[k] <= depths[k - 1])
        return k;
    while (end < passage->n && depths[end] >= depths[k])
        end++;
    return end < passage->n && vl_sense_joins(passage, end) &&
                   !vl_sense_gap_has(passage, end, ",;:")
               ? end
               : k;
}

/* Has the passage what word i of the claim says at most NEIGHBOURS tokens
 * from token j? */
static gboolean
is_near(const VlCase *matter, guint i, guint j, const guint *depths)
{
    const VlSense *passage = matter->passage;
    guint n = 0;
    for (guint k = j > NEIGHBOURS ? j - NEIGHBOURS : 0;
         k < passage->n && n < NEIGHBOURS; k++) {
        k = k > j ? behind_bracket(passage, k, depths) : k;
        n += k > j;
        if (passage->sentences[k] == passage->sentences[j] &&
            vl_sense_same(matter->claim, i, passage, k))
            return TRUE;
    }
    return FALSE;
}

/* Do the words i and i + 1 of the claim stand together somewhere? */
static gboolean
stand_together(const VlCase *matter, guint i, const guint *depths)
{
    const VlSense *passage = matter->passage;
    gboolean one = FALSE, other = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        other |= vl_sense_same(matter->claim, i + 1, passage, j);
        if (!vl_sense_same(matter->claim, i, passage, j))
            continue;
        one = TRUE;
        if (is_near(matter, i + 1, j, depths))
            return TRUE;
    }
    return !one || !other;
}

gboolean
vl_case_parts_words(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    g_autofree guint *depths = vl_sense_depths(matter->passage);
    for (guint i = 0; i + 1 < claim->n; i++)
        if (vl_sense_is_thing(claim, i) && vl_sense_is_thing(claim, i + 1) &&
            claim->sentences[i] == claim->sentences[i + 1] &&
            (vl_tokens_at(claim->tokens, i + 1)->gap & VL_GAP_OTHER) == 0 &&
            !vl_sense_gap_has(claim, i + 1, ",") &&
            !is_verb(&claim->words[i]) && !follows_auxiliary(claim, i) &&
            !is_verb(&claim->words[i + 1]) &&
            !stand_together(matter, i, depths))
            return TRUE;
    return FALSE;
}

/* ---- Numbers and what they are of ---- */

/* Is token i of the claim said near the number of the passage, in its
 * member? */
static gboolean
stands_by(const VlCase *matter, guint i, const VlQuantity *printed,
          const guint *members)
{
    const VlSense *passage = matter->passage;
    guint from = printed->first > AROUND ? printed->first - AROUND : 0;
    for (guint j = from; j < passage->n && j <= printed->last + AROUND; j++)
        if (members[j] == members[printed->first] &&
            vl_sense_is_content(passage, j) &&
            vl_sense_same(matter->claim, i, passage, j))
            return TRUE;
    return FALSE;
}

typedef struct {
    const VlCase *matter;
    const guint *mine, *theirs; /* members of claim and passage */
    const guint *data;          /* of each quantity of the claim */
    const VlDatum *kept;
} Labels;

static const VlQuantity *
printed_of(const VlCase *matter, guint a)
{
    return vl_sense_quantity(matter->passage, (guint)matter->match[a]);
}

/* Does token i of the claim stand before both numbers, and in one sentence
 * of the passage, too: "function improved in 20 % with A and 23 % with B"?
 * Then it is said of both.  So is what stands in one member with both, on one
 * side of them: "half dose and full dose (14.2 vs 22.4)". */
static gboolean
is_of_both(const Labels *labels, guint i, guint a, guint b)
{
    const VlCase *matter = labels->matter;
    const VlSense *passage = matter->passage;
    const VlQuantity *x = printed_of(matter, a), *y = printed_of(matter, b);
    guint said = MIN(vl_sense_quantity(matter->claim, a)->first,
                     vl_sense_quantity(matter->claim, b)->first);
    guint first = MIN(x->first, y->first), last = MAX(x->last, y->last);
    gboolean one_member = labels->theirs[x->first] ==
                          labels->theirs[y->first];
    gboolean found = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (passage->sentences[j] != passage->sentences[x->first] ||
            !vl_sense_same(matter->claim, i, passage, j))
            continue;
        gboolean near = labels->theirs[j] == labels->theirs[x->first] ||
                        labels->theirs[j] == labels->theirs[y->first];
        gboolean beside = near && one_member && (j < first || j > last);
        if (beside || (j < first && i < said))
            found = TRUE;
        else if (near)
            return FALSE;
    }
    return found &&
           passage->sentences[x->first] == passage->sentences[y->first];
}

/* What stands beside number a in the claim: things that the passage has by
 * its number for a only, and such as it has by that for b only. */
typedef struct {
    gboolean own, other;
} Sides;

/* light: words such as "follow-up" tell something, too. */
static Sides
sides_of(const Labels *labels, guint a, guint b, gboolean light)
{
    const VlCase *matter = labels->matter;
    const VlQuantity *said = vl_sense_quantity(matter->claim, a);
    guint from = said->first > AROUND ? said->first - AROUND : 0;
    Sides sides = {FALSE, FALSE};
    for (guint i = from;
         i < matter->claim->n && i <= said->last + AROUND; i++) {
        if (labels->mine[i] != labels->mine[said->first] ||
            !(vl_sense_is_thing(matter->claim, i) ||
              (light && vl_sense_is_content(matter->claim, i))) ||
            is_of_both(labels, i, a, b))
            continue;
        gboolean here = stands_by(matter, i, printed_of(matter, a),
                                  labels->theirs);
        gboolean there = stands_by(matter, i, printed_of(matter, b),
                                   labels->theirs);
        sides.own |= here && !there;
        sides.other |= there && !here;
    }
    return sides;
}

/* "To 23.3 from 15.1" for "from 15.1 to 23.3". */
static gboolean
is_turned_change(const VlCase *matter, guint a, guint b)
{
    const VlSense *claim = matter->claim;
    gboolean one = vl_quantity_starts(claim, vl_sense_quantity(claim, a));
    gboolean other = vl_quantity_starts(claim, vl_sense_quantity(claim, b));
    return one != other &&
           one == vl_quantity_starts(matter->passage, printed_of(matter, a)) &&
           other == vl_quantity_starts(matter->passage, printed_of(matter, b));
}

static gboolean
are_of_one_sentence(const VlCase *matter, guint a, guint b)
{
    const guint *sentences = matter->passage->sentences;
    return sentences[printed_of(matter, a)->first] ==
           sentences[printed_of(matter, b)->first];
}

/* "1 % with A and 9 % with B" of "(1 % vs 9 %) with B than with A": no word
 * stands by one number of such a pair rather than by the other. */
static gboolean
parts_pair(const VlCase *matter, guint a, guint b)
{
    const VlSense *claim = matter->claim;
    gboolean thing = FALSE;
    for (guint i = vl_sense_quantity(claim, a)->last + 1;
         i < vl_sense_quantity(claim, b)->first; i++)
        thing |= vl_sense_is_thing(claim, i);
    return thing &&
           vl_quantity_partner(matter->passage, (guint)matter->match[a]) ==
               matter->match[b];
}

/* Two numbers of one kind stand in their order, and by no word of the
 * other's, or else each by its own. */
static gboolean
is_pair_kept(const Labels *labels, guint a, guint b)
{
    const int *match = labels->matter->match;
    gboolean apart = !are_of_one_sentence(labels->matter, a, b);
    Sides one = sides_of(labels, a, b, apart);
    Sides two = sides_of(labels, b, a, apart);
    int kept = one.own + two.own;
    int lost = (one.other && !one.own) + (two.other && !two.own);
    gboolean in_order = match[a] < match[b];
    if (parts_pair(labels->matter, a, b) && kept < 2 &&
        !is_turned_change(labels->matter, a, b) &&
        vl_holders_say(labels->matter, a, b) <= 0)
        return FALSE;
    if ((one.other && two.other && !(in_order && kept == 2)) || lost > kept ||
        !vl_case_is_listed(labels->matter, a, b))
        return FALSE;
    return in_order || kept > lost ||
           is_turned_change(labels->matter, a, b) ||
           vl_holders_say(labels->matter, a, b) > 0;
}

/* "1 year of follow-up": no thing, but the passage says so of this number
 * and not of the other one. */
static gboolean
is_light_label(const Labels *labels, guint a, guint b)
{
    Sides one = sides_of(labels, a, b, TRUE);
    Sides two = sides_of(labels, b, a, TRUE);
    return two.own && !one.other && !two.other;
}

/* Number b, of which its member names nothing, goes with a before it: both
 * are of one sentence. */
static gboolean
goes_along(const Labels *labels, guint a, guint b)
{
    const VlCase *matter = labels->matter;
    const VlQuantity *x = vl_sense_quantity(matter->claim, a);
    const VlQuantity *y = vl_sense_quantity(matter->claim, b);
    if (matter->claim->clauses[x->first] != matter->claim->clauses[y->first])
        return TRUE;
    for (guint i = 0; i < matter->claim->n; i++)
        if (labels->mine[i] == labels->mine[y->first] &&
            vl_sense_is_thing(matter->claim, i))
            return TRUE;
    return are_of_one_sentence(matter, a, b) || is_light_label(labels, a, b);
}

/* Is number a of the claim said of what another sentence of the passage gives
 * another number for: "3 years of follow-up" where those are of enrolment? */
static gboolean
has_rival(const Labels *labels, guint a)
{
    const VlCase *matter = labels->matter;
    const VlQuantity *said = vl_sense_quantity(matter->claim, a);
    const VlQuantity *printed = printed_of(matter, a);
    gboolean own = FALSE, other = FALSE;
    for (guint i = 0; i < matter->claim->n; i++) {
        if (labels->mine[i] != labels->mine[said->first] ||
            !vl_sense_is_content(matter->claim, i))
            continue;
        if (stands_by(matter, i, printed, labels->theirs)) {
            own = TRUE;
            continue;
        }
        for (guint k = 0; k < matter->passage->quantities->len; k++) {
            const VlQuantity *rival = vl_sense_quantity(matter->passage, k);
            other |= matter->passage->sentences[rival->first] !=
                         matter->passage->sentences[printed->first] &&
                     rival->value != printed->value &&
                     vl_quantity_alike(printed, rival) &&
                     stands_by(matter, i, rival, labels->theirs);
        }
    }
    return other && !own;
}

/* Numbers of one kind, in the claim or where it has them from: "79 umol/L and
 * 69.7" of "79 vs 69.7 umol/L"; but "12 hours" and "24" are times. */
static gboolean
are_alike(const VlCase *matter, guint a, guint b)
{
    const VlQuantity *one = printed_of(matter, a);
    return vl_quantity_alike(vl_sense_quantity(matter->claim, a),
                             vl_sense_quantity(matter->claim, b)) ||
           (!vl_quantity_is_time(one) &&
            vl_quantity_alike(one, printed_of(matter, b)));
}

static gboolean
is_kept(const Labels *labels, guint a, guint b)
{
    return is_pair_kept(labels, a, b) && goes_along(labels, a, b);
}

/* "Higher with B (0.75 ± 0.20) than with A (0.57 ± 0.15)": no word stands by
 * a spread, which goes where its mean goes. */
static gboolean
is_vouched_for(const Labels *labels, guint a, guint b)
{
    const guint *data = labels->data;
    guint n = labels->matter->claim->quantities->len;
    if (labels->kept[a] != VL_DATUM_KEPT || labels->kept[b] != VL_DATUM_KEPT)
        return FALSE;
    if (data[a] == data[b])
        return TRUE;
    for (guint i = 0; i < n; i++)
        for (guint k = i + 1; k < n && data[i] == data[a]; k++)
            if (data[k] == data[b] && (i != a || k != b) &&
                are_alike(labels->matter, i, k) && is_kept(labels, i, k))
                return TRUE;
    return FALSE;
}

/* "23.3 ± 5.8" where the passage has 5.8 at another mean. */
static gboolean
turns_spread(const Labels *labels)
{
    const VlSense *claim = labels->matter->claim;
    for (guint a = 0; a < claim->quantities->len; a++)
        if (vl_sense_quantity(claim, a)->role == VL_ROLE_SPREAD &&
            labels->kept[a] == VL_DATUM_TURNED)
            return TRUE;
    return FALSE;
}

gboolean
vl_case_turns_numbers(const VlCase *matter)
{
    const GArray *quantities = matter->claim->quantities;
    g_autofree guint *mine = vl_sense_labels(matter->claim);
    g_autofree guint *theirs = vl_sense_labels(matter->passage);
    vl_members_part_pairs(matter->claim, mine);
    vl_members_part_pairs(matter->passage, theirs);
    g_autofree guint *data = NULL;
    g_autofree VlDatum *kept = vl_case_find_data(matter, &data);
    const Labels labels = {matter, mine, theirs, data, kept};
    if (turns_spread(&labels))
        return TRUE;
    for (guint a = 0; a < quantities->len; a++)
        if (matter->match[a] >= 0 && !matter->dealt[a] &&
            has_rival(&labels, a))
            return TRUE;
    for (guint a = 0; a < quantities->len; a++)
        for (guint b = a + 1; b < quantities->len; b++)
            if (!(matter->dealt[a] && matter->dealt[b]) &&
                matter->match[a] >= 0 && matter->match[b] >= 0 &&
                matter->match[a] != matter->match[b] &&
                are_alike(matter, a, b) &&
                !is_kept(&labels, a, b) && !is_vouched_for(&labels, a, b))
                return TRUE;
    return FALSE;
}

/* ---- Denied, and when ---- */

static gboolean
denies(const VlSense *sense, guint i)
{
    const VlMarks marks = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_INSIGNIFICANT);
    return (sense->words[i].marks & marks) != 0 &&
           (sense->words[i].marks & VL_BIT(VL_MARK_ATMOST)) == 0;
}

/* Words that may be another way to deny it. */
static gboolean
may_deny(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "without", "lack", "lacked", "lacks", "absence", "absent", "fail",
        "failed",  "sans", "unable", "unlikely", "manque", "echec",
    };
    return denies(sense, i) || vl_sense_has(sense, i, VL_MARK_SAME) ||
           VL_IS_IN(&sense->words[i], words);
}

/* "Without any case" of "few cases". */
static gboolean
leaves_none(const VlSense *sense, guint i)
{
    static const char *const words[] = {"without", "none", "no", "sans",
                                        "zero", "absence", "absent",
                                        "aucun", "aucune"};
    return VL_IS_IN(&sense->words[i], words);
}

static gboolean
has_any(const VlSense *sense, gboolean (*test)(const VlSense *, guint))
{
    for (guint i = 0; i < sense->n; i++)
        if (test(sense, i))
            return TRUE;
    return FALSE;
}

/* Does the passage, wherever it has word i of the claim, deny what the claim
 * does not: "with complications" of "without complications"? */
static gboolean
is_denial_lost(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean lost = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (!vl_sense_same(claim, i, passage, j))
            continue;
        if (!vl_word_is_denied(passage, j, claim))
            return FALSE;
        lost = TRUE;
    }
    return lost && !vl_clause_denies(claim, i);
}

static gboolean
loses_denial(const VlCase *matter)
{
    for (guint i = 0; i < matter->claim->n; i++)
        if (vl_sense_is_thing(matter->claim, i) && is_denial_lost(matter, i))
            return TRUE;
    return FALSE;
}

/* A passage that denies nothing carries no denial, nor the other way round,
 * unless a p-value says so. */
gboolean
vl_case_loses_denial(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    if (matter->near || vl_case_has(matter, "significance", VL_RESULT_OK))
        return FALSE;
    if ((has_any(claim, denies) || has_any(claim, leaves_none)) &&
        !has_any(passage, may_deny))
        return TRUE;
    return loses_denial(matter) ||
           (passage->n_sentences == 1 && !has_any(claim, may_deny) &&
            has_any(passage, denies));
}

static gboolean
is_name_kept(const VlCase *matter)
{
    for (guint i = 0; i < matter->claim->n; i++)
        if (vl_sense_names_time(matter->claim, i) &&
            !vl_sense_has_word(matter->passage, matter->claim, i))
            return FALSE;
    return TRUE;
}

/* Words before a thing that tell when something was, and which say the same:
 * "during surgery" is not "after surgery". */
static const struct {
    const char *word;
    enum { ANY_TIME, BEFORE, DURING, AFTER } when;
} times[] = {
    {"before", BEFORE},  {"prior", BEFORE},      {"avant", BEFORE},
    {"during", DURING},  {"throughout", DURING}, {"pendant", DURING},
    {"durant", DURING},  {"after", AFTER},       {"following", AFTER},
    {"apres", AFTER},
};

/* Tokens from "after" to what it stands before. */
#define TIME_REACH 3

/* When, of the thing at token i. */
static int
find_time(const VlSense *sense, guint i)
{
    for (guint k = i; k-- > 0 && i - k <= TIME_REACH;) {
        const VlWord *word = &sense->words[k];
        if (sense->clauses[k] != sense->clauses[i] ||
            vl_sense_is_thing(sense, k))
            return ANY_TIME;
        for (guint t = 0; t < G_N_ELEMENTS(times); t++)
            if (VL_IS_WORD(word, times[t].word))
                return (int)times[t].when;
    }
    return ANY_TIME;
}

static gboolean
has_other_time(const VlCase *matter, guint i)
{
    const VlSense *passage = matter->passage;
    int when = find_time(matter->claim, i);
    gboolean other = FALSE;
    /* What is before has other words, too: "preoperative". */
    if (when != DURING && when != AFTER)
        return FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (!vl_sense_same(matter->claim, i, passage, j))
            continue;
        int there = find_time(passage, j);
        if (there == when)
            return FALSE;
        other |= there != ANY_TIME;
    }
    return other;
}

gboolean
vl_case_turns_time(const VlCase *matter)
{
    if (!is_name_kept(matter))
        return TRUE;
    for (guint i = 0; i < matter->claim->n; i++)
        if (has_other_time(matter, i))
            return TRUE;
    int said = vl_sense_place_in_time(matter->claim);
    int printed = vl_sense_place_in_time(matter->passage);
    if ((said & VL_TIME_BEFORE) != 0 && (printed & VL_TIME_BEFORE) == 0)
        return TRUE;
    return (said & VL_TIME_AFTER) != 0 && printed == VL_TIME_BEFORE;
}
