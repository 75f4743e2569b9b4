#include "config.h"

#include "verify/check/clause.h"
#include "verify/check/hurdles.h"
#include "verify/check/partner.h"
#include "verify/sense/lists.h"
#include "verify/sense/members.h"

/* "Headache, fever and nausea occurred in 12 %, 7 % and 4 %, respectively":
 * the numbers are dealt out to the things in their order.  A claim that tells
 * one of the numbers of another of the things is wrong, however near the two
 * stand. */

typedef struct {
    VlCase *matter;
    const VlList *numbers;
    const VlList *things;
    gboolean said; /* "respectively" */
} Deal;

static gboolean
is_respectively(const VlSense *sense, guint i)
{
    static const char *const words[] = {"respectively", "respectivement"};
    return VL_IS_IN(&sense->words[i], words);
}

static gboolean
says_respectively(const VlSense *sense, guint sentence)
{
    for (guint i = 0; i < sense->n; i++)
        if (sense->sentences[i] == sentence && is_respectively(sense, i))
            return TRUE;
    return FALSE;
}

static gboolean
overlap(const VlList *a, const VlList *b)
{
    return a->first[0] <= b->last[b->n - 1] &&
           b->first[0] <= a->last[a->n - 1];
}

/* Do other numbers stand between the two lists? */
static gboolean
are_parted(const VlSense *sense, const VlList *a, const VlList *b)
{
    guint from = MIN(a->last[a->n - 1], b->last[b->n - 1]) + 1;
    guint to = MAX(a->first[0], b->first[0]);
    for (guint i = from; i <= to && i < sense->n; i++)
        if (vl_sense_gap_has(sense, i, ";") ||
            (i < to && sense->quantity_of[i] >= 0 &&
             vl_sense_quantity(sense, (guint)sense->quantity_of[i])->role !=
                 VL_ROLE_LABEL))
            return TRUE;
    return FALSE;
}

/* Does "respectively" close the list, "in the drug and placebo groups,
 * respectively"? */
static gboolean
is_closed(const VlSense *sense, const VlList *list)
{
    guint last = list->last[list->n - 1];
    for (guint i = last + 1; i < sense->n && i <= last + 3; i++)
        if (sense->sentences[i] == sense->sentences[last] &&
            is_respectively(sense, i))
            return TRUE;
    return FALSE;
}

/* The things that the numbers are dealt out to: those before "respectively",
 * or the list nearest before the numbers, else the one after them.  NULL
 * when there is none, or when more than one might be meant. */
static const VlList *
find_things(const VlSense *passage, const VlList *numbers,
            const GArray *lists)
{
    const VlList *before = NULL, *after = NULL;
    guint n_before = 0, n_after = 0;
    guint sentence = passage->sentences[numbers->first[0]];
    for (guint i = 0; i < lists->len; i++) {
        const VlList *list = &g_array_index(lists, VlList, i);
        if (passage->sentences[list->first[0]] != sentence ||
            overlap(list, numbers))
            continue;
        if (is_closed(passage, list))
            return list;
        if (list->first[0] < numbers->first[0]) {
            if (!are_parted(passage, list, numbers)) {
                before = list;
                n_before++;
            }
        } else if (!are_parted(passage, numbers, list)) {
            after = list;
            n_after++;
        }
    }
    if (n_before > 1)
        return NULL;
    return before != NULL ? before : n_after == 1 ? after : NULL;
}

/* "At 1, 2 and 5 years": where the claim has the number that is thing k. */
static int
find_number(const Deal *deal, guint k, guint *n)
{
    const VlCase *matter = deal->matter;
    const VlQuantity *thing = vl_sense_quantity(
        matter->passage, (guint)deal->things->quantity[k]);
    const char *how = NULL;
    *n = 0;
    for (guint b = 0; b < matter->claim->quantities->len; b++) {
        const VlQuantity *said = vl_sense_quantity(matter->claim, b);
        if (!vl_quantity_equal(said, thing, &how))
            continue;
        *n = 1;
        return (int)said->first;
    }
    return -1;
}

/* The first token of the claim (in one member; members NULL: anywhere) that
 * says word j of the passage; -1.  Of "groupe témoin", which says "control",
 * the word that tells it from other groups. */
static int
find_word(const VlCase *matter, guint j, const guint *members, guint member)
{
    const VlSense *claim = matter->claim;
    int idle = -1;
    for (guint i = 0; i < claim->n; i++) {
        if ((members != NULL && members[i] != member) ||
            claim->quantity_of[i] >= 0 ||
            !vl_sense_same(claim, i, matter->passage, j))
            continue;
        if (vl_sense_is_content(claim, i))
            return (int)i;
        idle = idle < 0 ? (int)i : idle;
    }
    return idle;
}

/* Where the claim tells thing k: by the word of it that stands nearest to
 * the "and" of the list.  n: how many of its words are told; -1 for none. */
static int
find_thing(const Deal *deal, guint k, const guint *members, guint member,
           guint *n)
{
    const VlList *things = deal->things;
    guint size = things->last[k] - things->first[k] + 1;
    int at = -1;
    *n = 0;
    if (things->quantity[k] >= 0)
        return find_number(deal, k, n);
    for (guint i = 0; i < size; i++) {
        guint j = k == 0 ? things->last[k] - i : things->first[k] + i;
        int told = vl_list_tells(deal->matter->passage, things, k, j)
                       ? find_word(deal->matter, j, members, member)
                       : -1;
        *n += told >= 0;
        at = at < 0 ? told : at;
    }
    return at;
}

/* The one thing that the claim names beside its number a, or, if there is
 * none (anywhere), names at all; -1. */
static int
find_told(const Deal *deal, guint a, gboolean anywhere)
{
    const VlSense *claim = deal->matter->claim;
    g_autofree guint *members = vl_sense_members(claim);
    guint at = members[vl_sense_quantity(claim, a)->first];
    for (guint pass = 0; pass < (anywhere ? 2 : 1); pass++) {
        int best = -1;
        guint most = 0, n = 0;
        gboolean tie = FALSE;
        for (guint k = 0; k < deal->things->n; k++) {
            find_thing(deal, k, pass == 0 ? members : NULL, at, &n);
            tie = n == most ? tie || n > 0 : n > most ? FALSE : tie;
            if (n > most) {
                most = n;
                best = (int)k;
            }
        }
        if (most > 0)
            return tie ? -1 : best;
    }
    return -1;
}

/* The words of thing k by which it is told. */
static VlStretch
find_name(const Deal *deal, guint k)
{
    const VlList *things = deal->things;
    VlStretch name = {(int)things->first[k], (int)things->last[k]};
    if (things->quantity[k] >= 0)
        return name;
    while (name.first < name.last &&
           !vl_list_tells(deal->matter->passage, things, k,
                          (guint)name.first))
        name.first++;
    while (name.first < name.last &&
           !vl_list_tells(deal->matter->passage, things, k,
                          (guint)name.last))
        name.last--;
    return name;
}

/* Is number a of the claim printed as the passage prints it, in its unit?  A
 * converted or worked out one may be of both. */
static gboolean
is_as_printed(const VlCase *matter, guint a)
{
    const VlQuantity *said = vl_sense_quantity(matter->claim, a);
    const VlQuantity *printed =
        vl_sense_quantity(matter->passage, (guint)matter->match[a]);
    const char *how = NULL;
    return vl_quantity_equal(said, printed, &how) &&
           (said->unit.n_parts == 0 || printed->unit.n_parts == 0 ||
            said->unit.factor == printed->unit.factor);
}

/* The claim gives number a to thing told, the passage to thing k. */
static void
settle(const Deal *deal, guint a, guint k, guint told)
{
    VlCase *matter = deal->matter;
    const char *how = NULL;
    if (vl_quantity_equal(vl_sense_quantity(matter->claim, a),
                          vl_sense_quantity(
                              matter->passage,
                              (guint)deal->numbers->quantity[told]),
                          &how)) {
        matter->match[a] = deal->numbers->quantity[told];
        matter->dealt[a] = TRUE;
        return;
    }
    if (!is_as_printed(matter, a))
        return;
    VlStretch there = find_name(deal, k);
    g_autofree char *number =
        vl_case_words(matter->claim, vl_case_quantity(matter->claim, a));
    g_autofree char *thing = vl_case_words(matter->passage, there);
    vl_case_note(matter, "arms",
                 deal->said ? VL_RESULT_CONFLICT : VL_RESULT_UNDECIDED,
                 vl_case_quantity(matter->claim, a), there,
                 "the passage gives %s to \u201C%s\u201D", number, thing);
}

/* Numbers of the claim that are of the list, in its order, and which. */
typedef struct {
    guint n;
    guint number[VL_LIST_MAX], member[VL_LIST_MAX];
} Dealt;

static Dealt
find_dealt(const Deal *deal)
{
    const VlCase *matter = deal->matter;
    Dealt dealt = {.n = 0};
    for (guint a = 0; a < matter->claim->quantities->len; a++)
        for (guint k = 0; k < deal->numbers->n; k++)
            if (matter->match[a] == deal->numbers->quantity[k] &&
                dealt.n < VL_LIST_MAX) {
                dealt.number[dealt.n] = a;
                dealt.member[dealt.n++] = k;
            }
    return dealt;
}

/* Does the claim say the word at token i again?  Not by "groupe", which with
 * "témoin" behind it says "control". */
static gboolean
is_repeated(const VlSense *claim, guint i)
{
    for (guint k = 0; k < claim->n; k++)
        /* "Low" and "dose" of "low-dose" are one entry of the lexicon. */
        if (k != i && k != i + 1 && k + 1 != i &&
            claim->quantity_of[k] < 0 && vl_sense_is_content(claim, k) &&
            vl_sense_same(claim, k, claim, i))
            return TRUE;
    return FALSE;
}

/* The things in the order in which the claim names them, each once; 0 when
 * it names one twice. */
static guint
order_things(const Deal *deal, guint *things)
{
    int places[VL_LIST_MAX];
    guint n = 0, words;
    for (guint k = 0; k < deal->things->n; k++) {
        int at = find_thing(deal, k, NULL, 0, &words);
        guint i = n;
        if (at < 0)
            continue;
        if (is_repeated(deal->matter->claim, (guint)at))
            return 0;
        for (; i > 0 && places[i - 1] > at; i--) {
            places[i] = places[i - 1];
            things[i] = things[i - 1];
        }
        places[i] = at;
        things[i] = k;
        n++;
    }
    return n;
}

/* As many numbers as things: in their order.  Else each of the thing beside
 * it. */
static void
compare(const Deal *deal)
{
    guint things[VL_LIST_MAX];
    Dealt dealt = find_dealt(deal);
    guint n = dealt.n > 1 ? order_things(deal, things) : 0;
    for (guint i = 0; i < dealt.n; i++) {
        int told = n == dealt.n ? (int)things[i]
                                : find_told(deal, dealt.number[i],
                                            dealt.n == 1);
        if (told >= 0)
            settle(deal, dealt.number[i], dealt.member[i], (guint)told);
    }
}

/* Times stand for things, too: "at 1, 2 and 5 years". */
static void
add_times(const VlSense *passage, const GArray *all, guint n, GArray *lists)
{
    for (guint i = 0; i < all->len; i++) {
        const VlList *list = &g_array_index(all, VlList, i);
        if (list->n == n &&
            vl_quantity_is_time(vl_sense_quantity(
                passage, (guint)list->quantity[n - 1])))
            g_array_append_val(lists, *list);
    }
}

/* "12 % versus 4 %": sets two against each other and deals nothing out. */
static gboolean
sets_against(const VlSense *sense, guint sentence)
{
    static const char *const words[] = {"vs",       "versus", "than",
                                        "compared", "contre", "against"};
    for (guint i = 0; i < sense->n; i++)
        if (sense->sentences[i] == sentence &&
            VL_IS_IN(&sense->words[i], words))
            return TRUE;
    return FALSE;
}

static void
check_list(VlCase *matter, const GArray *all, const VlList *numbers)
{
    const VlSense *passage = matter->passage;
    guint sentence = passage->sentences[numbers->first[0]];
    gboolean said = says_respectively(passage, sentence);
    g_autoptr(GArray) lists = vl_lists_of_things(passage, numbers->n);
    add_times(passage, all, numbers->n, lists);
    const VlList *things = find_things(passage, numbers, lists);
    if (things == NULL || (!said && sets_against(passage, sentence)))
        return;
    const Deal deal = {matter, numbers, things, said};
    compare(&deal);
}

void
vl_check_dealt(VlCase *matter)
{
    g_autoptr(GArray) numbers = vl_lists_of_numbers(matter->passage);
    for (guint i = 0; i < numbers->len; i++)
        check_list(matter, numbers, &g_array_index(numbers, VlList, i));
}

/* ---- Lists that cannot be read ---- */

/* Numbers of the same kind in the sentence of quantity q. */
static guint
count_like(const VlSense *sense, const VlQuantity *quantity)
{
    guint n = 0;
    for (guint q = 0; q < sense->quantities->len; q++) {
        const VlQuantity *other = vl_sense_quantity(sense, q);
        n += sense->sentences[other->first] ==
                 sense->sentences[quantity->first] &&
             vl_quantity_alike(quantity, other);
    }
    return n;
}

gboolean
vl_case_misses_deal(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint s = 0; s < claim->n_sentences; s++)
        if (says_respectively(claim, s))
            return FALSE;
    for (guint a = 0; a < claim->quantities->len; a++) {
        /* "A quarter" is dealt out as 25 %, which the list gives. */
        if (matter->match[a] < 0 || matter->dealt[a] ||
            vl_sense_quantity(claim, a)->role == VL_ROLE_FRACTION)
            continue;
        const VlQuantity *printed =
            vl_sense_quantity(passage, (guint)matter->match[a]);
        if (says_respectively(passage, passage->sentences[printed->first]) &&
            !vl_quantity_is_name(printed) &&
            count_like(passage, printed) > 1 &&
            count_like(claim, vl_sense_quantity(claim, a)) == 1)
            return TRUE;
    }
    return FALSE;
}

/* ---- Pairs of two arms ---- */

/* Number a of the claim is the first (1) or the second (-1) of a pair of the
 * passage, "84 % versus 92 %", of which the claim leaves out the other.  0:
 * it is not. */
static int
side_of_pair(const VlCase *matter, guint a)
{
    int own = matter->match[a];
    int partner = own < 0 ? -1
                          : vl_quantity_partner(matter->passage, (guint)own);
    return partner < 0 || vl_case_is_matched(matter, (guint)partner) ? 0
           : own < partner                         ? 1
                                                   : -1;
}

static gboolean
are_of_one_list(const VlSense *sense, int x, int y)
{
    const VlQuantity *one = vl_sense_quantity(sense, (guint)x);
    const VlQuantity *two = vl_sense_quantity(sense, (guint)y);
    return vl_quantity_alike(one, two) &&
           sense->sentences[one->first] == sense->sentences[two->first];
}

gboolean
vl_case_crosses_pairs(const VlCase *matter)
{
    guint n = matter->claim->quantities->len;
    for (guint a = 0; a < n; a++) {
        int side = side_of_pair(matter, a);
        for (guint b = a + 1; side != 0 && b < n; b++)
            if (side_of_pair(matter, b) == -side &&
                are_of_one_list(matter->passage, matter->match[a],
                                matter->match[b]))
                return TRUE;
    }
    return FALSE;
}

/* ---- "Lower with A (83 vs 40 %)" ---- */

/* Is the pair set one against the other, and not a range? */
static gboolean
is_set_against(const VlSense *sense, guint a, guint b)
{
    static const char *const words[] = {"vs", "versus", "v", "against",
                                        "contre", "rather"};
    for (guint i = vl_sense_quantity(sense, a)->last + 1;
         i < vl_sense_quantity(sense, b)->first; i++)
        if (VL_IS_IN(&sense->words[i], words))
            return TRUE;
    return FALSE;
}

/* "Sooner", "faster": less time is more of it. */
static gboolean
tells_speed(const VlSense *sense, guint clause)
{
    static const char *const stems[] = {"fast", "quick", "rapid", "earl",
                                        "soon", "slow", "lent", "vite",
                                        "tot", "precoce", "tard", "late"};
    for (guint i = 0; i < sense->n; i++)
        if (sense->clauses[i] == clause &&
            VL_HAS_STEM(&sense->words[i], stems))
            return TRUE;
    return FALSE;
}

/* "More with A (12 %) than with B (19 %)": for number a in a bracket before
 * "than", the only other one of its kind, in a bracket behind it; -1. */
static int
across_than(const VlSense *sense, const guint *depths, guint a, int than)
{
    const VlQuantity *one = vl_sense_quantity(sense, a);
    int found = -1;
    for (guint b = 0; b < sense->quantities->len; b++) {
        const VlQuantity *other = vl_sense_quantity(sense, b);
        if (b == a || sense->sentences[other->first] !=
                          sense->sentences[one->first] ||
            !vl_quantity_alike(one, other))
            continue;
        if (found >= 0 || (int)other->first < than ||
            depths[other->first] == 0)
            return -1;
        found = (int)b;
    }
    return than >= 0 && (int)one->first < than && depths[one->first] > 0
               ? found
               : -1;
}

static gboolean
are_contrary(const VlComparison *said, const VlQuantity *one,
             const VlQuantity *two)
{
    return said->n == 1 && !said->valued && !said->degree &&
           one->value >= 0 && two->value >= 0 && one->role != VL_ROLE_P &&
           one->role != VL_ROLE_CI && one->role != VL_ROLE_SPREAD &&
           ((said->direction > 0 && one->value < two->value) ||
            (said->direction < 0 && one->value > two->value));
}

static gboolean
belies_than(const VlSense *claim)
{
    g_autofree guint *depths = vl_sense_depths(claim);
    for (guint a = 0; a < claim->quantities->len; a++) {
        const VlQuantity *one = vl_sense_quantity(claim, a);
        guint clause = claim->clauses[one->first];
        VlComparison said = vl_comparison_read(claim, clause, clause);
        int b = across_than(claim, depths, a, said.than);
        if (b >= 0 && !tells_speed(claim, clause) &&
            are_contrary(&said, one, vl_sense_quantity(claim, (guint)b)))
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_case_belies_pair(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    for (guint a = 0; !matter->near && a < claim->quantities->len; a++) {
        int b = vl_quantity_partner(claim, a);
        const VlQuantity *one = vl_sense_quantity(claim, a);
        if (b <= (int)a || !is_set_against(claim, a, (guint)b))
            continue;
        const VlQuantity *two = vl_sense_quantity(claim, (guint)b);
        guint clause = claim->clauses[one->first];
        VlComparison said = vl_comparison_read(claim, clause, clause);
        if (said.where.last > (int)one->first ||
            (said.than >= 0 && said.than < said.where.first) ||
            tells_speed(claim, clause))
            continue;
        if (are_contrary(&said, one, two))
            return TRUE;
    }
    return !matter->near && belies_than(claim);
}
