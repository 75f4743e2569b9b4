#include "config.h"

#include "verify/check/clause.h"
#include "verify/check/hurdles.h"
#include "verify/check/partner.h"
#include "verify/sense/members.h"

/* What a number is in the passage: an estimate or a bound of its interval,
 * one of a pair, weeks or patients, the P of one result or of the next.  A
 * claim that makes something else of it is not carried. */

/* ---- "52 (SD 11)" told as 11 ---- */

static gboolean
is_beside_estimate(const VlQuantity *quantity)
{
    return quantity->role == VL_ROLE_CI || quantity->role == VL_ROLE_SPREAD;
}

/* Has the passage the number of the claim as an estimate, too? */
static gboolean
is_estimate(const VlCase *matter, guint a)
{
    const char *how = NULL;
    for (guint k = 0; k < matter->passage->quantities->len; k++) {
        const VlQuantity *printed = vl_sense_quantity(matter->passage, k);
        if (!is_beside_estimate(printed) &&
            vl_quantity_equal(vl_sense_quantity(matter->claim, a), printed,
                              &how))
            return TRUE;
    }
    return FALSE;
}

/* "Between 81 and 2,545": the claim has the interval's other bound. */
static gboolean
has_other_bound(const VlCase *matter, guint a)
{
    for (guint b = 0; b < matter->claim->quantities->len; b++)
        if (b != a && (matter->match[b] == matter->match[a] + 1 ||
                       (matter->match[b] >= 0 &&
                        matter->match[b] + 1 == matter->match[a])) &&
            vl_sense_quantity(matter->passage, (guint)matter->match[b])
                    ->role == VL_ROLE_CI)
            return TRUE;
    return FALSE;
}

void
vl_check_intervals(VlCase *matter)
{
    for (guint a = 0; a < matter->claim->quantities->len; a++) {
        const VlQuantity *said = vl_sense_quantity(matter->claim, a);
        int b = matter->match[a];
        if (b < 0 || is_beside_estimate(said) ||
            !is_beside_estimate(
                vl_sense_quantity(matter->passage, (guint)b)) ||
            is_estimate(matter, a) || has_other_bound(matter, a))
            continue;
        VlStretch there = vl_case_quantity(matter->passage, (guint)b);
        g_autofree char *number = vl_case_words(matter->passage, there);
        vl_case_note(matter, "numbers", VL_RESULT_UNDECIDED,
                     vl_case_quantity(matter->claim, a), there,
                     "%s is no estimate there, but of its interval or spread",
                     number);
    }
}

/* ---- "0.8 (0.6 to 1.1)" told as 0.6 (0.8 to 1.1) ---- */

/* Tokens from an estimate to its interval at most. */
#define MAX_TO_INTERVAL 6

static gboolean
opens_before(const VlSense *sense, guint from, guint to)
{
    for (guint i = from; i <= to; i++)
        if (vl_sense_gap_has(sense, i, "([,;"))
            return TRUE;
    return FALSE;
}

/* "0.8 (0.6 to 1.1)": an interval that no word calls one. */
static gboolean
is_around_estimate(const VlSense *sense, guint k)
{
    int other = vl_quantity_partner(sense, k);
    guint low = other >= 0 ? MIN(k, (guint)other) : 0;
    if (low == 0)
        return FALSE;
    const VlQuantity *from = vl_sense_quantity(sense, low);
    const VlQuantity *to = vl_sense_quantity(sense, low + 1);
    for (guint e = low; e-- > 0 && e + 3 > low;) {
        const VlQuantity *estimate = vl_sense_quantity(sense, e);
        if (estimate->role == VL_ROLE_LEVEL)
            continue;
        return sense->sentences[estimate->first] ==
                   sense->sentences[from->first] &&
               from->first - estimate->last <= MAX_TO_INTERVAL &&
               opens_before(sense, estimate->last + 1, from->first) &&
               from->value <= estimate->value && estimate->value <= to->value;
    }
    return FALSE;
}

static gboolean
is_bound(const VlSense *sense, guint k)
{
    return is_beside_estimate(vl_sense_quantity(sense, k)) ||
           is_around_estimate(sense, k);
}

/* The first bound of the interval behind number k; -1: none is there. */
static int
interval_of(const VlSense *sense, guint k)
{
    for (guint next = k + 1; next + 1 < sense->quantities->len; next++)
        if (vl_sense_quantity(sense, next)->role != VL_ROLE_LEVEL)
            return vl_sense_quantity(sense, next)->role != VL_ROLE_SPREAD &&
                           is_bound(sense, next) && is_bound(sense, next + 1)
                       ? (int)next
                       : -1;
    return -1;
}

/* Has the estimate that is number a of the claim another interval in the
 * passage? */
static gboolean
turns_interval(const VlCase *matter, guint a)
{
    int said = is_bound(matter->claim, a) ? -1 : interval_of(matter->claim, a);
    int there = said < 0 ? -1
                         : interval_of(matter->passage,
                                       (guint)matter->match[a]);
    for (int i = 0; there >= 0 && i < 2; i++) {
        const char *how = NULL;
        if (!vl_quantity_equal(
                vl_sense_quantity(matter->claim, (guint)(said + i)),
                vl_sense_quantity(matter->passage, (guint)(there + i)), &how))
            return TRUE;
    }
    return FALSE;
}

/* Is the number a bound in the one text and the estimate in the other, which
 * has no such number in its place? */
static gboolean
turns_bound(const VlCase *matter, guint a)
{
    const VlSense *passage = matter->passage;
    gboolean said = is_bound(matter->claim, a);
    const char *how = NULL;
    for (guint k = 0; k < passage->quantities->len; k++)
        if (is_bound(passage, k) == said &&
            vl_quantity_equal(vl_sense_quantity(matter->claim, a),
                              vl_sense_quantity(passage, k), &how))
            return FALSE;
    return said ? interval_of(passage, (guint)matter->match[a]) >= 0
                : is_bound(passage, (guint)matter->match[a]) &&
                      !has_other_bound(matter, a);
}

gboolean
vl_case_turns_bound(const VlCase *matter)
{
    for (guint a = 0; a < matter->claim->quantities->len; a++)
        if (matter->match[a] >= 0 &&
            vl_sense_quantity(matter->claim, a)->role != VL_ROLE_LEVEL &&
            (turns_bound(matter, a) || turns_interval(matter, a)))
            return TRUE;
    return FALSE;
}

/* ---- "6 vs 3 min and 13 vs 9 min" told as 13 vs 3 min ---- */

static gboolean
are_equal(const VlSense *sense, int a, int b)
{
    return vl_sense_quantity(sense, (guint)a)->value ==
           vl_sense_quantity(sense, (guint)b)->value;
}

gboolean
vl_case_turns_pair(const VlCase *matter)
{
    for (guint a = 0; a < matter->claim->quantities->len; a++) {
        int b = vl_quantity_partner(matter->claim, a);
        int x = matter->match[a], y = b < 0 ? -1 : matter->match[b];
        int partner =
            x < 0 ? -1 : vl_quantity_partner(matter->passage, (guint)x);
        const char *how = NULL;
        if (partner >= 0 && partner != y && b >= 0 &&
            vl_quantity_partner(matter->claim, (guint)b) == (int)a &&
            !vl_quantity_equal(vl_sense_quantity(matter->claim, (guint)b),
                               vl_sense_quantity(matter->passage,
                                                 (guint)partner),
                               &how))
            return TRUE;
    }
    return FALSE;
}

/* ---- "307 of 378 patients by 4 weeks" told as 307 weeks ---- */

/* "6 fractions": a thing stands right behind it. */
static gboolean
is_count(const VlSense *sense, const VlQuantity *quantity)
{
    guint next = quantity->last + 1;
    return next < sense->n && quantity->decimals == 0 &&
           vl_sense_is_content(sense, next) && sense->quantity_of[next] < 0 &&
           sense->sentences[next] == sense->sentences[quantity->last] &&
           (vl_tokens_at(sense->tokens, next)->gap & VL_GAP_OTHER) == 0;
}

/* Does the passage give the unit of number a of the claim to another number,
 * and to none that stands with its own? */
static gboolean
turns_unit(const VlCase *matter, guint a)
{
    const VlSense *passage = matter->passage;
    const VlQuantity *said = vl_sense_quantity(matter->claim, a);
    const VlQuantity *printed =
        vl_sense_quantity(passage, (guint)matter->match[a]);
    gboolean found = FALSE;
    const char *how = NULL;
    if (said->unit.n_parts == 0 && vl_quantity_is_time(printed))
        return said->role == VL_ROLE_PLAIN && is_count(matter->claim, said);
    /* "Chakutra (221.40)" in a list of ppm has left its unit out. */
    if (said->unit.n_parts == 0 || printed->unit.n_parts > 0 ||
        printed->decimals > 0)
        return FALSE;
    for (guint k = 0; k < passage->quantities->len; k++) {
        const VlQuantity *other = vl_sense_quantity(passage, k);
        if (other->unit.n_parts == 0 ||
            !vl_unit_same_dimension(&said->unit, &other->unit))
            continue;
        if (vl_quantity_equal(said, other, &how))
            return FALSE;
        found = TRUE;
        guint from = MIN(printed->last, other->last) + 1;
        guint to = MAX(printed->first, other->first);
        gboolean parted =
            passage->sentences[from] != passage->sentences[to];
        for (guint i = from; i < to && !parted; i++)
            parted = vl_sense_is_thing(passage, i) &&
                     passage->quantity_of[i] < 0;
        if (!parted)
            return FALSE;
    }
    return found;
}

gboolean
vl_case_turns_unit(const VlCase *matter)
{
    for (guint a = 0; a < matter->claim->quantities->len; a++)
        if (matter->match[a] >= 0 && turns_unit(matter, a))
            return TRUE;
    return FALSE;
}

/* ---- "12 % (P = 0.03) and 19 % (P = 0.4)" told as 12 %, P = 0.4 ---- */

/* The number of the claim before its P which the passage has, too; -1. */
static int
find_tested(const VlCase *matter, guint p)
{
    const VlSense *claim = matter->claim;
    guint sentence = claim->sentences[vl_sense_quantity(claim, p)->first];
    for (guint a = p; a-- > 0;) {
        const VlQuantity *tested = vl_sense_quantity(claim, a);
        if (claim->sentences[tested->first] != sentence ||
            tested->role == VL_ROLE_P)
            return -1;
        if (matter->match[a] >= 0 && !vl_quantity_is_name(tested))
            return matter->match[a];
    }
    return -1;
}

/* Of the things that stand before number k of the passage, in its member:
 * does the claim speak of one (1), of none (-1)?  0: there are none. */
static int
speaks_of(const VlCase *matter, const guint *members, guint k)
{
    const VlSense *passage = matter->passage;
    guint at = vl_sense_quantity(passage, k)->first;
    int says = 0;
    for (guint j = 0; j < at && says <= 0; j++)
        if (members[j] == members[at] && vl_sense_is_thing(passage, j))
            says = vl_sense_has_word(matter->claim, passage, j) ? 1 : -1;
    return says;
}

/* "A (P = 0.02) and B (P = 0.4)" told as A, P = 0.4. */
static gboolean
is_p_of_other(const VlCase *matter, guint p)
{
    const VlSense *passage = matter->passage;
    g_autofree guint *members = vl_sense_labels(passage);
    const VlQuantity *own = vl_sense_quantity(passage, p);
    if (speaks_of(matter, members, p) >= 0)
        return FALSE;
    for (guint k = 0; k < passage->quantities->len; k++) {
        const VlQuantity *other = vl_sense_quantity(passage, k);
        if (other->role == VL_ROLE_P && other->value != own->value &&
            passage->sentences[other->first] ==
                passage->sentences[own->first] &&
            speaks_of(matter, members, k) > 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_case_turns_p(const VlCase *matter)
{
    const VlSense *passage = matter->passage;
    for (guint a = 0; a < matter->claim->quantities->len; a++) {
        int p = matter->match[a];
        if (p < 0 || vl_sense_quantity(matter->claim, a)->role != VL_ROLE_P)
            continue;
        if (is_p_of_other(matter, (guint)p))
            return TRUE;
        int tested = find_tested(matter, a);
        for (int k = tested + 1; tested >= 0 && k < p; k++)
            if (vl_sense_quantity(passage, (guint)k)->role == VL_ROLE_P &&
                !are_equal(passage, k, p))
                return TRUE;
    }
    return FALSE;
}

/* ---- "15 of 122 and 6 of 172" told as 15 of 172 ---- */

/* What stands before a whole. */
static const char *const wholes[] = {"of", "sur", "among", "parmi"};

/* What number k is a part of: "15 (12.3 %) of 122"; -1. */
static int
whole_of(const VlSense *sense, const guint *depths, guint k)
{
    const VlQuantity *part = vl_sense_quantity(sense, k);
    if (part->of >= 0 || part->role == VL_ROLE_PERCENT)
        return part->of;
    guint i = part->last + 1;
    while (i < sense->n && depths[i] > depths[part->first])
        i++;
    return i + 1 < sense->n && VL_IS_IN(&sense->words[i], wholes) &&
                   sense->sentences[i + 1] == sense->sentences[part->last]
               ? sense->quantity_of[i + 1]
               : -1;
}

/* "Of 40 patients with A, 46 had pain": a part is no more than its whole. */
static gboolean
exceeds_whole(const VlSense *claim, guint whole)
{
    const VlQuantity *all = vl_sense_quantity(claim, whole);
    if (all->first == 0 || !VL_IS_IN(&claim->words[all->first - 1], wholes) ||
        (all->first > 1 && claim->sentences[all->first - 2] ==
                               claim->sentences[all->first]) ||
        whole + 1 >= claim->quantities->len)
        return FALSE;
    const VlQuantity *part = vl_sense_quantity(claim, whole + 1);
    return part->role == all->role && all->role == VL_ROLE_PLAIN &&
           part->unit.n_parts == 0 && part->decimals == 0 &&
           part->value > all->value &&
           claim->sentences[part->first] == claim->sentences[all->first];
}

gboolean
vl_case_turns_share(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    g_autofree guint *mine = vl_sense_depths(claim);
    g_autofree guint *theirs = vl_sense_depths(passage);
    for (guint a = 0; a < claim->quantities->len; a++) {
        int of = whole_of(claim, mine, a), x = matter->match[a];
        if (exceeds_whole(claim, a))
            return TRUE;
        if (of < 0 || x < 0 || matter->match[of] < 0)
            continue;
        int printed = whole_of(passage, theirs, (guint)x);
        if (vl_sense_quantity(claim, a)->value >
            vl_sense_quantity(claim, (guint)of)->value)
            return TRUE;
        if (printed >= 0 && printed != matter->match[of] &&
            !are_equal(passage, printed, matter->match[of]))
            return TRUE;
    }
    return FALSE;
}

/* ---- "IL-4" told as IL-12 ---- */

/* Is number k joined by a dash to a word, before it (step -1) or behind?  The
 * word; -1. */
static int
joined_word(const VlSense *sense, guint k, int step)
{
    const VlQuantity *number = vl_sense_quantity(sense, k);
    guint at = step < 0 ? number->first : number->last + 1;
    if (number->in_words || at == 0 || at >= sense->n ||
        vl_tokens_at(sense->tokens, at)->gap != VL_GAP_DASH)
        return -1;
    guint word = step < 0 ? at - 1 : at;
    return sense->words[word].length > 0 && sense->quantity_of[word] < 0 &&
                   !vl_tokens_is_unit(sense->tokens, word)
               ? (int)word
               : -1;
}

static gboolean
turns_name(const VlCase *matter, guint a, int step)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    int word = joined_word(claim, a, step);
    gboolean turned = FALSE;
    for (guint k = 0; word >= 0 && k < passage->quantities->len; k++) {
        int there = joined_word(passage, k, step);
        if (there < 0 ||
            !vl_sense_same(claim, (guint)word, passage, (guint)there))
            continue;
        if (vl_sense_quantity(passage, k)->value ==
            vl_sense_quantity(claim, a)->value)
            return FALSE;
        turned = TRUE;
    }
    return turned;
}

gboolean
vl_case_turns_name(const VlCase *matter)
{
    for (guint a = 0; a < matter->claim->quantities->len; a++)
        if (turns_name(matter, a, -1) || turns_name(matter, a, 1))
            return TRUE;
    return FALSE;
}

/* ---- The p-value of a number ---- */

/* Tokens from a number to its own p-value: "(12.1 %, P = 0.06)". */
#define OWN_P 4

VlStretch
vl_clause_own_p(const VlCase *matter, guint clause)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    int own = -1;
    for (guint a = 0; a < claim->quantities->len; a++) {
        guint at = vl_sense_quantity(claim, a)->first;
        if (claim->clauses[at] != clause || matter->match[a] < 0)
            continue;
        if (own >= 0)
            return VL_NOWHERE;
        own = matter->match[a];
    }
    if (own < 0 || (guint)own + 1 >= passage->quantities->len ||
        (claim->marks & VL_BIT(VL_MARK_THAN)) != 0)
        return VL_NOWHERE;
    const VlQuantity *number = vl_sense_quantity(passage, (guint)own);
    const VlQuantity *p = vl_sense_quantity(passage, (guint)own + 1);
    if (number->role == VL_ROLE_P || number->decimals == 0 ||
        p->first - number->last > OWN_P ||
        passage->sentences[p->first] != passage->sentences[number->first] ||
        vl_p_says(p) >= 0)
        return VL_NOWHERE;
    return (VlStretch){(int)p->first, (int)p->last};
}
