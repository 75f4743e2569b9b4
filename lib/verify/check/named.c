#include "config.h"

#include "verify/check/hurdles.h"
#include "verify/sense/members.h"

/* "Seen in 37.7 % of A, 10.6 % of B and 12.1 % of C": each of the numbers
 * stands with a name of its own.  A claim that gives a number to that name
 * is bound as the passage is, in whatever order it tells them. */

typedef struct {
    const VlSense *sense;
    guint *members; /* of each token */
} Text;

static Text
text_new(const VlSense *sense)
{
    return (Text){sense, vl_sense_labels(sense)};
}

static void
text_clear(Text *text)
{
    g_free(text->members);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Text, text_clear)

/* The first token of the member that token i is in; members stand in one
 * piece. */
static guint
start_of(const Text *text, guint i)
{
    while (i > 0 && text->members[i - 1] == text->members[i])
        i--;
    return i;
}

static guint
place_of(const Text *text, guint q)
{
    return vl_sense_quantity(text->sense, q)->first;
}

static gboolean
names(const VlSense *sense, guint i)
{
    return vl_sense_label(sense, i) != NULL ||
           (sense->quantity_of[i] < 0 && vl_sense_is_thing(sense, i));
}

/* Another number which might be told for q: of its kind, or of no kind that
 * is known. */
static gboolean
is_like_number(const VlSense *sense, guint q, guint other)
{
    const VlQuantity *x = vl_sense_quantity(sense, q);
    const VlQuantity *y = vl_sense_quantity(sense, other);
    gboolean units = x->unit.n_parts > 0 && y->unit.n_parts > 0;
    return q != other && x->role == y->role &&
           (!units || vl_unit_same_dimension(&x->unit, &y->unit));
}

/* ... in its sentence. */
static gboolean
is_rival(const VlSense *sense, guint q, guint other)
{
    return is_like_number(sense, q, other) &&
           sense->sentences[vl_sense_quantity(sense, q)->first] ==
               sense->sentences[vl_sense_quantity(sense, other)->first];
}

/* Does a number with which q may be taken for one stand in the member that
 * token at is in? */
static gboolean
holds_rival(const Text *text, guint at, guint q)
{
    for (guint i = start_of(text, at);
         i < text->sense->n && text->members[i] == text->members[at]; i++) {
        int k = text->sense->quantity_of[i];
        if (k >= 0 && is_rival(text->sense, q, (guint)k))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_alone(const Text *text, guint q)
{
    return !holds_rival(text, place_of(text, q), q);
}

/* Has the member that token at is in the name at token j of the other
 * text? */
static gboolean
has_name(const Text *text, guint at, const VlSense *other, guint j)
{
    for (guint i = start_of(text, at);
         i < text->sense->n && text->members[i] == text->members[at]; i++)
        if (names(text->sense, i) &&
            vl_sense_same_name(text->sense, i, other, j))
            return TRUE;
    return FALSE;
}

/* Does the name at token j of the passage stand with no number like q, in
 * any sentence? */
static gboolean
is_own(const Text *passage, guint q, guint j)
{
    const VlSense *sense = passage->sense;
    for (guint k = 0; k < sense->quantities->len; k++)
        if (is_like_number(sense, q, k) &&
            has_name(passage, place_of(passage, k), sense, j))
            return FALSE;
    return TRUE;
}

/* Does the claim tell number a of a name that the passage has with its
 * number q only? */
static gboolean
tells_own(const Text *claim, guint a, const Text *passage, guint q)
{
    const VlSense *sense = passage->sense;
    guint at = place_of(passage, q);
    for (guint j = start_of(passage, at);
         j < sense->n && passage->members[j] == passage->members[at]; j++)
        if (names(sense, j) &&
            has_name(claim, place_of(claim, a), sense, j) &&
            is_own(passage, q, j))
            return TRUE;
    return FALSE;
}

/* Is token i of the claim said of number a, or of all of its numbers? */
static gboolean
is_in_scope(const Text *claim, guint a, guint i)
{
    return claim->members[i] == claim->members[place_of(claim, a)] ||
           !holds_rival(claim, i, a);
}

/* The token of number q or of the first of its rivals: what stands before it
 * may be said of all of them. */
static guint
first_of_all(const VlSense *sense, guint q)
{
    for (guint k = 0; k < q; k++)
        if (is_rival(sense, q, k))
            return vl_sense_quantity(sense, k)->first;
    return vl_sense_quantity(sense, q)->first;
}

/* Does the claim say of number a what the passage's sentence says, and not
 * where its number q stands? */
static gboolean
tells_others(const Text *claim, guint a, const Text *passage, guint q)
{
    const VlSense *sense = passage->sense;
    guint home = place_of(passage, q), first = first_of_all(sense, q);
    for (guint i = 0; i < claim->sense->n; i++) {
        if (!names(claim->sense, i) || !is_in_scope(claim, a, i) ||
            has_name(passage, home, claim->sense, i))
            continue;
        for (guint j = first; j < sense->n &&
                              sense->sentences[j] == sense->sentences[home];
             j++)
            if (names(sense, j) &&
                vl_sense_same_name(claim->sense, i, sense, j))
                return TRUE;
    }
    return FALSE;
}

/* Does the claim tell number a of a name of the passage's number only? */
static gboolean
is_named(const Text *claim, guint a, const Text *passage, guint q)
{
    guint rivals = 0;
    if (!is_alone(claim, a) || !is_alone(passage, q) ||
        !tells_own(claim, a, passage, q) ||
        tells_others(claim, a, passage, q))
        return FALSE;
    for (guint k = 0; k < passage->sense->quantities->len; k++) {
        if (!is_rival(passage->sense, q, k))
            continue;
        rivals++;
        if (!is_alone(passage, k))
            return FALSE;
    }
    return rivals > 0;
}

static gboolean
may_be_named(const VlQuantity *quantity)
{
    return !vl_quantity_is_time(quantity) &&
           (quantity->role == VL_ROLE_PLAIN ||
            quantity->role == VL_ROLE_PERCENT ||
            quantity->role == VL_ROLE_RATIO ||
            quantity->role == VL_ROLE_COUNT || quantity->role == VL_ROLE_P);
}

void
vl_check_named(VlCase *matter)
{
    g_auto(Text) claim = text_new(matter->claim);
    g_auto(Text) passage = text_new(matter->passage);
    for (guint a = 0; a < matter->claim->quantities->len; a++)
        if (matter->match[a] >= 0 && !matter->dealt[a] &&
            may_be_named(vl_sense_quantity(matter->claim, a)))
            matter->dealt[a] =
                is_named(&claim, a, &passage, (guint)matter->match[a]);
}

/* ---- "5 in group 1, 2 in group 2" told as 5 in group 2 ---- */

/* A label, or what may be one, "groups 1 and 2". */
static const VlQuantity *
like_label(const VlSense *sense, guint i)
{
    const VlQuantity *quantity =
        sense->quantity_of[i] < 0
            ? NULL
            : vl_sense_quantity(sense, (guint)sense->quantity_of[i]);
    return quantity != NULL && quantity->unit.n_parts == 0 &&
                   quantity->decimals == 0 &&
                   (quantity->role == VL_ROLE_LABEL ||
                    quantity->role == VL_ROLE_PLAIN)
               ? quantity
               : NULL;
}

static gboolean
is_listed(const VlSense *sense, const VlQuantity *label)
{
    for (guint i = label->last + 1; i < sense->n && i <= label->last + 2; i++)
        if (like_label(sense, i) != NULL)
            return TRUE;
    for (guint i = label->first; i-- > 0 && label->first - i <= 2;)
        if (like_label(sense, i) != NULL)
            return TRUE;
    return FALSE;
}

/* The one label that stands in the member of number q; NULL: none, or several,
 * or none that is of this number alone. */
static const VlQuantity *
lone_label(const Text *text, guint q)
{
    const VlSense *sense = text->sense;
    const VlQuantity *found = NULL;
    guint at = place_of(text, q);
    for (guint i = start_of(text, at);
         i < sense->n && text->members[i] == text->members[at]; i++) {
        const VlQuantity *label = vl_sense_label(sense, i);
        if (label == NULL)
            continue;
        if (found != NULL || is_listed(sense, label))
            return NULL;
        found = label;
    }
    return is_alone(text, q) ? found : NULL;
}

/* Do both labels stand behind the same word: "group 1", "groups 1 and 2"? */
static gboolean
is_like(const VlSense *a, const VlQuantity *x, const VlSense *b,
        const VlQuantity *y)
{
    return x->first > 0 && y->first > 0 &&
           a->words[x->first - 1].length > 0 &&
           b->words[y->first - 1].length > 0 &&
           vl_sense_same(a, x->first - 1, b, y->first - 1);
}

/* Where the passage's sentence of number q has the label once; -1. */
static int
find_label(const VlSense *passage, guint q, const VlQuantity *label)
{
    guint sentence = passage->sentences[vl_sense_quantity(passage, q)->first];
    int found = -1;
    for (guint k = 0; k < passage->quantities->len; k++) {
        const VlQuantity *other = vl_sense_quantity(passage, k);
        if (like_label(passage, other->first) == NULL ||
            other->value != label->value ||
            passage->sentences[other->first] != sentence)
            continue;
        if (found >= 0)
            return -1;
        found = (int)k;
    }
    return found;
}

/* "1.2 and 3.4 in groups 1 and 2": in the order of the labels. */
static gboolean
turns_order(const Text *claim, const Text *passage, const VlCase *matter,
            guint a, guint b)
{
    const VlQuantity *one = lone_label(claim, a), *two = lone_label(claim, b);
    guint x = (guint)matter->match[a], y = (guint)matter->match[b];
    if (one == NULL || two == NULL || one->value == two->value ||
        !is_rival(passage->sense, x, y) || lone_label(passage, x) != NULL)
        return FALSE;
    int first = find_label(passage->sense, x, one);
    int second = find_label(passage->sense, y, two);
    return first >= 0 && second >= 0 && (x < y) != (first < second);
}

gboolean
vl_case_turns_labels(const VlCase *matter)
{
    guint n = matter->claim->quantities->len;
    g_auto(Text) claim = text_new(matter->claim);
    g_auto(Text) passage = text_new(matter->passage);
    for (guint a = 0; a < n; a++) {
        if (matter->match[a] < 0 ||
            vl_sense_quantity(matter->claim, a)->role == VL_ROLE_LABEL)
            continue;
        const VlQuantity *said = lone_label(&claim, a);
        const VlQuantity *printed =
            said == NULL ? NULL
                         : lone_label(&passage, (guint)matter->match[a]);
        if (printed != NULL && printed->value != said->value &&
            is_like(matter->claim, said, matter->passage, printed))
            return TRUE;
        for (guint b = a + 1; said != NULL && b < n; b++)
            if (matter->match[b] >= 0 &&
                vl_sense_quantity(matter->claim, b)->role != VL_ROLE_LABEL &&
                turns_order(&claim, &passage, matter, a, b))
                return TRUE;
    }
    return FALSE;
}
