#include "config.h"

#include "verify/check/case.h"
#include "verify/sense/members.h"

/* Numbers of a claim that repeats its passage but for a few words: one that
 * stands in another's place may be none the less right. */

gboolean
vl_near_equal(const VlCase *matter, int a, int b)
{
    const char *how = NULL;
    const VlQuantity *said = vl_sense_quantity(matter->claim, (guint)a);
    const VlQuantity *printed = vl_sense_quantity(matter->passage, (guint)b);
    return vl_quantity_equal(said, printed, &how) ||
           vl_p_is_below(said, printed);
}

int
vl_near_number(const VlCase *matter, int a, int b)
{
    VlRole role = vl_sense_quantity(matter->passage, (guint)b)->role;
    int k = b;
    while (k > 0 && (role == VL_ROLE_CI || role == VL_ROLE_LEVEL))
        role = vl_sense_quantity(matter->passage, (guint)--k)->role;
    return k != b && vl_near_equal(matter, a, k) ? k : b;
}

/* "12.3 %" for "15 of 122", "by 12 points" for "from 52 to 40" is worked out,
 * not changed. */
static gboolean
is_worked_out(const VlCase *matter, guint a, guint b)
{
    static const char *const by[] = {"by"};
    const VlSense *claim = matter->claim;
    const VlQuantity *said = vl_sense_quantity(claim, a);
    const VlQuantity *printed = vl_sense_quantity(matter->passage, b);
    gboolean share = said->role == VL_ROLE_PERCENT && printed->of >= 0;
    gboolean change = said->first > 0 &&
                      VL_IS_IN(&claim->words[said->first - 1], by) &&
                      (vl_quantity_starts(matter->passage, printed) ||
                       (b > 0 && vl_quantity_starts(
                                     matter->passage,
                                     vl_sense_quantity(matter->passage,
                                                       b - 1))));
    VlStretch where = VL_NOWHERE;
    g_autofree char *derived =
        share || change
            ? vl_derive(matter, a, matter->passage, &where, NULL)
            : NULL;
    return derived != NULL;
}

/* The next quantity of the kind of wanted from k on; the number of all of
 * them when there is none. */
static guint
next_alike(const VlSense *sense, guint k, const VlQuantity *wanted)
{
    while (k < sense->quantities->len &&
           !vl_quantity_alike(wanted, vl_sense_quantity(sense, k)))
        k++;
    return k;
}

/* "3.1 days with A and 5.6 with B" beside "3.1 (1.0) and 5.6 (1.9) days": a
 * spread left out of the claim moves the numbers behind it, of which it has
 * all, in their order. */
static gboolean
are_of_two_kinds(const VlCase *matter, guint a, guint b)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    const VlQuantity *said = vl_sense_quantity(claim, a);
    const VlQuantity *printed = vl_sense_quantity(passage, b);
    if (!vl_quantity_alike(said, said) ||
        (printed->role != VL_ROLE_SPREAD && printed->role != VL_ROLE_CI &&
         printed->role != VL_ROLE_P))
        return FALSE;
    guint i = next_alike(claim, 0, said), j = next_alike(passage, 0, said);
    while (i < claim->quantities->len && j < passage->quantities->len) {
        if (vl_sense_quantity(claim, i)->value !=
            vl_sense_quantity(passage, j)->value)
            return FALSE;
        i = next_alike(claim, i + 1, said);
        j = next_alike(passage, j + 1, said);
    }
    return i == claim->quantities->len && j == passage->quantities->len &&
           said->role != printed->role;
}

/* Where a number stands: the tokens of its member; where another one of
 * another sentence is looked at, those of its sentence. */
typedef struct {
    const guint *parts;
    guint part;
} Place;

static gboolean
names(const VlSense *sense, guint i)
{
    return vl_sense_is_content(sense, i) || vl_sense_label(sense, i) != NULL;
}

static gboolean
has_word(const VlCase *matter, Place place, guint i)
{
    for (guint j = 0; j < matter->passage->n; j++)
        if (place.parts[j] == place.part &&
            names(matter->passage, j) &&
            vl_sense_same_name(matter->claim, i, matter->passage, j))
            return TRUE;
    return FALSE;
}

/* Does a number of the kind of m stand in the part of the passage? */
static gboolean
has_rival(const VlSense *passage, const guint *parts, guint part, guint m)
{
    const VlQuantity *own = vl_sense_quantity(passage, m);
    for (guint k = 0; k < passage->quantities->len; k++) {
        const VlQuantity *other = vl_sense_quantity(passage, k);
        if (k != m && parts[other->first] == part &&
            other->role == own->role &&
            (own->role == VL_ROLE_LABEL || vl_quantity_alike(own, other)))
            return TRUE;
    }
    return FALSE;
}

/* Does another number of the kind of m stand by word i of the claim, and m
 * does not? */
static gboolean
is_of_rival(const VlCase *matter, const guint *parts, guint i, guint m)
{
    const VlSense *passage = matter->passage;
    guint part = parts[vl_sense_quantity(passage, m)->first];
    for (guint j = 0; j < passage->n; j++)
        if (parts[j] != part && names(passage, j) &&
            vl_sense_same_name(matter->claim, i, passage, j) &&
            has_rival(passage, parts, parts[j], m))
            return TRUE;
    return FALSE;
}

/* A name in capitals or of people and drugs. */
static gboolean
is_name(const VlSense *sense, guint i)
{
    return vl_sense_is_heavy(sense, i) ||
           (vl_tokens_at(sense->tokens, i)->flags & VL_TOKEN_CAPITALS) != 0;
}

/* The first number of the sentence that token i is in. */
static guint
first_number(const VlSense *sense, guint i)
{
    for (guint k = 0; k < sense->quantities->len; k++) {
        const VlQuantity *quantity = vl_sense_quantity(sense, k);
        if (sense->sentences[quantity->first] == sense->sentences[i] &&
            quantity->role != VL_ROLE_LABEL)
            return quantity->first;
    }
    return sense->n;
}

/* "Pain was 3.1 with A and 4.6 with B": what stands before all numbers in
 * both texts is said of each. */
static gboolean
leads_all(const VlCase *matter, guint i, guint m)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint at = vl_sense_quantity(passage, m)->first;
    guint first = first_number(passage, at);
    if (i >= first_number(claim, i))
        return FALSE;
    for (guint j = 0; j < first; j++)
        if (passage->sentences[j] == passage->sentences[at] &&
            vl_sense_same(claim, i, passage, j))
            return TRUE;
    return FALSE;
}

/* Of the words with which the claim tells number a: does m stand by more of
 * them (1) than the number at other, by as many (0), or any other number of
 * its kind by some that m lacks (-1)? */
static int
compare_places(const VlCase *matter, const guint *members, guint a, guint m,
               Place other)
{
    const VlSense *claim = matter->claim;
    Place own = {other.parts,
                 other.parts[vl_sense_quantity(matter->passage, m)->first]};
    guint member = members[vl_sense_quantity(claim, a)->first];
    int more = 0;
    for (guint i = 0; i < claim->n; i++) {
        if (members[i] != member || !names(claim, i) ||
            claim->quantity_of[i] == (int)a)
            continue;
        if (has_word(matter, own, i))
            more |= !has_word(matter, other, i);
        else if (!leads_all(matter, i, m) &&
                 (is_name(claim, i) || has_word(matter, other, i) ||
                  is_of_rival(matter, own.parts, i, m)))
            return -1;
    }
    return more;
}

/* Do two more numbers or all, which the claim tells with a, stand by m? */
static gboolean
keeps_company(const VlCase *matter, const guint *members, guint a,
              Place place)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint member = members[vl_sense_quantity(claim, a)->first], n = 0;
    for (guint k = 0; k < claim->quantities->len; k++) {
        const VlQuantity *said = vl_sense_quantity(claim, k);
        gboolean here = FALSE;
        if (k == a || members[said->first] != member ||
            said->role == VL_ROLE_LEVEL)
            continue;
        for (guint j = 0; j < passage->quantities->len && !here; j++)
            here = place.parts[vl_sense_quantity(passage, j)->first] ==
                       place.part &&
                   vl_near_equal(matter, (int)k, (int)j);
        if (!here)
            return FALSE;
        n++;
    }
    return n >= 2;
}

/* "0.97, 0.95 and 0.93" of "0.97/0.95/0.93": goes on from the number before
 * it, which has been found in its place. */
static gboolean
goes_on(const VlCase *matter, guint a, guint m)
{
    return a > 0 && m > 0 && matter->match[a - 1] == (int)m - 1 &&
           vl_quantity_alike(vl_sense_quantity(matter->claim, a - 1),
                             vl_sense_quantity(matter->claim, a));
}

/* What an interval is of: the number before it that is none of its own; n:
 * how many bounds stand between.  -1: none. */
static int
find_estimate(const VlSense *sense, guint k, guint *n)
{
    guint sentence = sense->sentences[vl_sense_quantity(sense, k)->first];
    for (*n = 0; k-- > 0;) {
        const VlQuantity *quantity = vl_sense_quantity(sense, k);
        if (sense->sentences[quantity->first] != sentence)
            return -1;
        *n += quantity->role == VL_ROLE_CI;
        if (quantity->role != VL_ROLE_CI && quantity->role != VL_ROLE_LEVEL &&
            quantity->role != VL_ROLE_SPREAD)
            return (int)k;
    }
    return -1;
}

/* Are both the same bound of an interval of the same number? */
static gboolean
bounds_the_same(const VlCase *matter, guint a, guint m)
{
    guint n, there;
    if (vl_sense_quantity(matter->claim, a)->role != VL_ROLE_CI)
        return FALSE;
    int of = find_estimate(matter->claim, a, &n);
    int other = find_estimate(matter->passage, m, &there);
    return of >= 0 && other >= 0 && n == there &&
           vl_near_equal(matter, of, other);
}

/* Does number a of the claim stand by m, in the part of the passage, rather
 * than by the number at other? */
static gboolean
is_at_home(const VlCase *matter, const guint *members, guint a, guint m,
           Place other)
{
    guint at = vl_sense_quantity(matter->passage, m)->first;
    Place own = {other.parts, other.parts[at]};
    int more = compare_places(matter, members, a, m, other);
    /* "1) ..., 2) ..." have none but each other's company. */
    gboolean label =
        vl_sense_quantity(matter->claim, a)->role == VL_ROLE_LABEL;
    return more > 0 || (more == 0 && !label &&
                        keeps_company(matter, members, a, own));
}

/* Has the passage the number elsewhere, with the claim's words about it
 * rather than those of the number in whose place it stands? */
static gboolean
has_own_place(const VlCase *matter, guint a, guint b)
{
    const VlSense *passage = matter->passage;
    const VlQuantity *said = vl_sense_quantity(matter->claim, a);
    guint at = vl_sense_quantity(passage, b)->first;
    g_autofree guint *members = vl_sense_labels(matter->claim);
    g_autofree guint *labels = vl_sense_labels(passage);
    for (guint m = 0; m < passage->quantities->len; m++) {
        const VlQuantity *own = vl_sense_quantity(passage, m);
        if (m == b || own->role != said->role ||
            !vl_near_equal(matter, (int)a, (int)m))
            continue;
        gboolean apart = passage->sentences[own->first] !=
                         passage->sentences[at];
        if ((!apart && goes_on(matter, a, m)) || own->of == (int)b ||
            bounds_the_same(matter, a, m))
            return TRUE;
        const guint *parts = apart ? passage->sentences : labels;
        if (parts[own->first] != parts[at] &&
            is_at_home(matter, members, a, m, (Place){parts, parts[at]}))
            return TRUE;
    }
    return FALSE;
}

/* A value for a p-value: the number stands elsewhere. */
static gboolean
is_for_p(const VlCase *matter, guint a, guint b)
{
    const VlSense *passage = matter->passage;
    gboolean p = vl_sense_quantity(matter->claim, a)->role == VL_ROLE_P;
    if (p == (vl_sense_quantity(passage, b)->role == VL_ROLE_P))
        return FALSE;
    for (guint m = 0; m < passage->quantities->len; m++)
        if (vl_near_equal(matter, (int)a, (int)m) &&
            (vl_sense_quantity(passage, m)->role == VL_ROLE_P) == p)
            return TRUE;
    return FALSE;
}

gboolean
vl_near_is_moved(const VlCase *matter, guint a, guint b)
{
    return is_for_p(matter, a, b) || is_worked_out(matter, a, b) ||
           are_of_two_kinds(matter, a, b) || has_own_place(matter, a, b);
}
