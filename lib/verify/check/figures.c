#include "config.h"

#include <math.h>
#include <string.h>

#include "text/numbers.h"
#include "verify/check/partner.h"
#include "verify/sense/amount.h"

/* The numbers of a claim: each must stand in the passage, be the rounding
 * of one that does, or be derived from those that do. */

static gboolean
roles_agree(const VlQuantity *a, const VlQuantity *b)
{
    VlRole x = a->role, y = b->role;
    if (x == y || x == VL_ROLE_PLAIN || y == VL_ROLE_PLAIN)
        return !((x == VL_ROLE_P && y == VL_ROLE_PERCENT) ||
                 (x == VL_ROLE_PLAIN && y == VL_ROLE_LEVEL) ||
                 (x == VL_ROLE_PLAIN && y == VL_ROLE_LABEL &&
                  a->decimals > 0));
    static const VlRole free[] = {VL_ROLE_CI, VL_ROLE_SPREAD, VL_ROLE_RATIO,
                                  VL_ROLE_COUNT, VL_ROLE_R, VL_ROLE_PERCENT,
                                  VL_ROLE_FRACTION};
    gboolean left = FALSE, right = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(free); i++) {
        left |= free[i] == x;
        right |= free[i] == y;
    }
    return left && right;
}

/* How well quantity b stands for a: 0 not at all. */
static int
fitness(const VlQuantity *a, const VlQuantity *b)
{
    const char *how = NULL;
    if (a->role == VL_ROLE_FRACTION) {
        gboolean share = b->role == VL_ROLE_PERCENT ||
                         b->role == VL_ROLE_FRACTION;
        double off = fabs(a->value - b->value);
        double most = a->bound > VL_BOUND_EQUAL && b->role == VL_ROLE_PERCENT
                          ? a->value
                          : MAX(a->value * 0.12, 0.6);
        if (b->role == VL_ROLE_PERCENT && a->bound != b->bound &&
            !vl_quantity_may_be(a, b->value))
            return 0;
        return share && off <= most ? 2 : 0;
    }
    if (!roles_agree(a, b) || b->cited)
        return 0;
    if (vl_p_is_below(a, b))
        return 3;
    if (!vl_quantity_equal(a, b, &how))
        /* The number in another unit: judged as a unit. */
        return a->value == b->value && a->value != 0 ? 1 : 0;
    int fit = how == NULL ? 8 : 4;
    fit += a->role == b->role ? 2 : 0;
    if (a->unit.n_parts > 0 && b->unit.n_parts > 0)
        fit += vl_unit_same_dimension(&a->unit, &b->unit) ? 3 : -3;
    if (a->bound == b->bound)
        fit += 2;
    else if (a->bound > VL_BOUND_EQUAL && b->bound > VL_BOUND_EQUAL)
        fit -= 1;
    return MAX(fit, 1);
}

static int
find_in(const VlQuantity *quantity, const VlSense *text, const VlCase *matter)
{
    int best = -1, most = 0;
    for (guint k = 0; k < text->quantities->len; k++) {
        int fit = fitness(quantity, vl_sense_quantity(text, k));
        /* Two numbers of the claim rather stand on two of the passage. */
        if (matter != NULL && fit > 0 && vl_case_is_matched(matter, k))
            fit = MAX(fit - 2, 1);
        if (fit > most) {
            most = fit;
            best = (int)k;
        }
    }
    return best;
}

static gboolean
is_taken(const VlCase *matter, guint k)
{
    double value = vl_sense_quantity(matter->passage, k)->value;
    for (guint i = 0; i < matter->claim->quantities->len; i++)
        if (matter->match[i] == (int)k ||
            vl_sense_quantity(matter->claim, i)->value == value)
            return TRUE;
    return FALSE;
}

/* Tokens beside a number that tell what it is of. */
#define BESIDE 4

static gboolean
stand_alike(const VlCase *matter, const VlQuantity *a, const VlQuantity *b)
{
    return vl_case_stand_alike(matter,
                               (VlStretch){(int)a->first, (int)a->last},
                               (VlStretch){(int)b->first, (int)b->last},
                               BESIDE);
}

/* Is one number of the role without a counterpart, on either side? */
static gboolean
is_left_over(const VlCase *matter, VlRole role)
{
    guint said = 0, printed = 0, matched = 0;
    for (guint i = 0; i < matter->claim->quantities->len; i++) {
        if (vl_sense_quantity(matter->claim, i)->role != role)
            continue;
        said += matter->match[i] < 0;
        matched += matter->match[i] >= 0;
    }
    for (guint k = 0; k < matter->passage->quantities->len; k++)
        printed += vl_sense_quantity(matter->passage, k)->role == role &&
                   !is_taken(matter, k);
    return said == 1 && printed == 1 && matched > 0;
}

/* "95.5" for "59.5": one digit another, or two that changed places. */
static gboolean
is_slip(const VlQuantity *a, const VlQuantity *b)
{
    char x[32], y[32];
    if (a->decimals != b->decimals || a->in_words || b->in_words)
        return FALSE;
    g_snprintf(x, sizeof x, "%.*f", a->decimals, a->value);
    g_snprintf(y, sizeof y, "%.*f", b->decimals, b->value);
    gsize n = strlen(x);
    if (n != strlen(y) || n < 3)
        return FALSE;
    guint first = 0, other = 0, last = 0;
    for (guint i = 0; i < n; i++) {
        if (x[i] == y[i])
            continue;
        if (other++ == 0)
            first = i;
        last = i;
    }
    return other == 1 || (other == 2 && x[first] == y[last] &&
                          x[last] == y[first]);
}

/* A number in the passage that plays the part which the claim's has, and
 * that nothing else of the claim stands on. */
static int
find_rival(const VlCase *matter, const VlQuantity *quantity)
{
    const VlSense *text = matter->passage;
    for (guint k = 0; k < text->quantities->len; k++) {
        const VlQuantity *other = vl_sense_quantity(text, k);
        if (other->role != quantity->role || other->role == VL_ROLE_LABEL ||
            is_taken(matter, k))
            continue;
        gboolean units = quantity->unit.n_parts > 0;
        if (units && (other->unit.n_parts == 0 ||
                      !vl_unit_same_dimension(&quantity->unit, &other->unit)))
            continue;
        if (is_slip(quantity, other))
            return (int)k;
        if (!units && quantity->role == VL_ROLE_PLAIN &&
            quantity->decimals != other->decimals)
            continue;
        if ((quantity->role == VL_ROLE_PLAIN || units) &&
            !is_left_over(matter, quantity->role) &&
            !stand_alike(matter, quantity, other))
            continue;
        return (int)k;
    }
    return -1;
}

/* Small numbers often count what is only listed: "the two groups". */
static gboolean
says_little(const VlQuantity *quantity)
{
    return quantity->role == VL_ROLE_LEVEL ||
           quantity->role == VL_ROLE_LABEL ||
           (quantity->in_words && quantity->value <= 20) ||
           quantity->role == VL_ROLE_FRACTION;
}

/* "Both" for "two". */
static gboolean
says_both(const VlSense *sense)
{
    static const char *const words[] = {"both", "either", "neither", "pair",
                                        "pairs", "twice", "deux"};
    for (guint i = 0; i < sense->n; i++)
        if (VL_IS_IN(&sense->words[i], words))
            return TRUE;
    return FALSE;
}

/* "1) patients, 2) physicians" */
static gboolean
is_enumerator(const VlSense *sense, const VlQuantity *quantity)
{
    const char *text = sense->text;
    return quantity->role == VL_ROLE_LABEL && quantity->decimals == 0 &&
           text[quantity->end] == ')' && quantity->start > 0 &&
           text[quantity->start - 1] == ' ';
}

static void
note_match(VlCase *matter, guint i, int k)
{
    const VlQuantity *said = vl_sense_quantity(matter->claim, i);
    const VlQuantity *printed = vl_sense_quantity(matter->passage, (guint)k);
    const char *how = NULL;
    vl_quantity_equal(said, printed, &how);
    matter->match[i] = k;
    if (said->role == VL_ROLE_RATIO && printed->role == VL_ROLE_RATIO &&
        printed->ratio != 0 && said->value != 1)
        matter->way[i] = printed->value > 1 ? 1 : -1;
    g_autofree char *a =
        vl_case_words(matter->claim, vl_case_quantity(matter->claim, i));
    g_autofree char *b = vl_case_words(
        matter->passage, vl_case_quantity(matter->passage, (guint)k));
    vl_case_note(matter, "numbers", VL_RESULT_OK,
                 vl_case_quantity(matter->claim, i),
                 vl_case_quantity(matter->passage, (guint)k), "%s: %s%s%s",
                 how != NULL ? how : "equal", a,
                 how != NULL ? " from " : "", how != NULL ? b : "");
}

/* "3-column osteotomy", "type 2": the number beside the same word in the
 * passage; -1. */
static int
find_other_label(const VlCase *matter, const VlQuantity *label)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint k = 0; k < passage->quantities->len; k++) {
        const VlQuantity *other = vl_sense_quantity(passage, k);
        if (other->role != VL_ROLE_LABEL || label->last + 1 >= claim->n ||
            other->last + 1 >= passage->n)
            continue;
        const VlWord *x = &claim->words[label->last + 1];
        const VlWord *y = &passage->words[other->last + 1];
        if (x->length > 2 && x->length == y->length &&
            memcmp(x->key, y->key, x->length) == 0 &&
            vl_tokens_at(claim->tokens, label->last + 1)->gap ==
                VL_GAP_DASH)
            return (int)k;
    }
    return -1;
}

/* Does the number stand anywhere in the source's characters?  Text layers
 * glue table cells to words, so that no token is the number; that is no
 * ground to say that it is missing. */
static gboolean
is_printed(const VlQuantity *quantity, const VlSense *source)
{
    double value = fabs(quantity->value);
    const char *p = source->text;
    while ((p = strpbrk(p, "0123456789")) != NULL) {
        g_autoptr(GString) key = g_string_new(NULL);
        gsize n = vl_number_scan(
            p, source->n_bytes - (gsize)(p - source->text), key);
        const char *point = strchr(key->str, '.');
        int decimals = point != NULL ? (int)strlen(point + 1) : 0;
        double other = g_ascii_strtod(key->str, NULL);
        if (other == value ||
            (decimals > quantity->decimals &&
             vl_value_rounds(value, quantity->decimals, other, FALSE)))
            return TRUE;
        p += MAX(n, 1);
    }
    return FALSE;
}

/* "About 43 % fewer": worked out by whoever wrote the claim, from numbers
 * that may stand in any sentence. */
static gboolean
is_worked_out(const VlCase *matter, guint i)
{
    const VlQuantity *quantity = vl_sense_quantity(matter->claim, i);
    const VlSense *claim = matter->claim;
    gboolean changes = FALSE, about = quantity->about;
    for (guint k = quantity->first > 3 ? quantity->first - 3 : 0;
         k < claim->n && k <= quantity->last + 5; k++)
        changes |= claim->clauses[k] == claim->clauses[quantity->first] &&
                   (vl_sense_has(claim, k, VL_MARK_CHANGE) ||
                    vl_sense_has(claim, k, VL_MARK_RELATIVE));
    for (guint k = quantity->first > 2 ? quantity->first - 2 : 0;
         k < quantity->first; k++)
        about |= vl_sense_has(claim, k, VL_MARK_ABOUT);
    return about && changes &&
           (quantity->role == VL_ROLE_PERCENT ||
            quantity->role == VL_ROLE_PLAIN);
}

static void
note_rival(VlCase *matter, guint i, guint rival)
{
    VlStretch said = vl_case_quantity(matter->claim, i);
    VlStretch printed = vl_case_quantity(matter->passage, rival);
    g_autofree char *text = vl_case_words(matter->claim, said);
    g_autofree char *other = vl_case_words(matter->passage, printed);
    const VlQuantity *a = vl_sense_quantity(matter->claim, i);
    const VlQuantity *b = vl_sense_quantity(matter->passage, rival);
    vl_case_note(matter, "numbers", vl_quantity_unlike(a, b), said, printed,
                 "%s is not in the passage, which has %s", text, other);
}

static void
note_missing(VlCase *matter, guint i)
{
    const VlQuantity *quantity = vl_sense_quantity(matter->claim, i);
    VlStretch said = vl_case_quantity(matter->claim, i);
    g_autofree char *text = vl_case_words(matter->claim, said);
    gboolean elsewhere =
        matter->ground != NULL && !matter->whole &&
        (find_in(quantity, matter->ground, NULL) >= 0 ||
         is_printed(quantity, matter->ground));
    int label = quantity->role == VL_ROLE_LABEL
                    ? find_other_label(matter, quantity)
                    : -1;
    if (label >= 0) {
        vl_case_note(matter, "numbers", VL_RESULT_CONFLICT, said,
                     vl_case_quantity(matter->passage, (guint)label),
                     "%s stands beside this word in the claim only", text);
        return;
    }
    if (is_enumerator(matter->claim, quantity) ||
        (quantity->value == 2 && quantity->in_words &&
         says_both(matter->passage)))
        return;
    int instead = matter->whole ? -1 : vl_quantity_instead(matter, i);
    if (instead >= 0) {
        note_rival(matter, i, (guint)instead);
        return;
    }
    if (says_little(quantity) ||
        (!elsewhere && is_worked_out(matter, i))) {
        vl_case_note(matter, "numbers", VL_RESULT_UNDECIDED, said, VL_NOWHERE,
                     "%s has no counterpart in the passage", text);
        return;
    }
    int rival = matter->whole ? -1 : find_rival(matter, quantity);
    /* A number of some other sentence, put in this one's place. */
    if (rival >= 0 && elsewhere &&
        !(is_left_over(matter, quantity->role) &&
          stand_alike(matter, quantity,
                      vl_sense_quantity(matter->passage, (guint)rival))))
        rival = -1;
    if (rival >= 0) {
        note_rival(matter, i, (guint)rival);
        return;
    }
    /* Without the whole source it may still stand elsewhere. */
    gboolean open = elsewhere || matter->ground == NULL;
    vl_case_note(matter, open ? "elsewhere" : "numbers", VL_RESULT_MISSING,
                 said, VL_NOWHERE,
                 elsewhere ? "%s is not in the passage, but in the source"
                           : "%s is neither there nor derived from the "
                             "numbers there",
                 text);
}

/* "60 ug" is not the 60 of "60 min" unless both speak of the same. */
static gboolean
is_mismatch(const VlCase *matter, const VlQuantity *said, guint k)
{
    const VlQuantity *printed = vl_sense_quantity(matter->passage, k);
    if (matter->near || said->unit.n_parts == 0)
        return FALSE;
    if (printed->unit.n_parts == 0 && !matter->whole)
        return FALSE;
    if (printed->unit.n_parts > 0 &&
        vl_unit_same_dimension(&said->unit, &printed->unit))
        return FALSE;
    return !stand_alike(matter, said, printed);
}

/* "A third as common": one number of another, not a share. */
static gboolean
is_times(const VlSense *claim, const VlQuantity *quantity)
{
    static const char *const words[] = {"as", "aussi"};
    return quantity->role == VL_ROLE_FRACTION &&
           quantity->last + 1 < claim->n &&
           VL_IS_IN(&claim->words[quantity->last + 1], words);
}

/* Exact counterparts first, so that a rounding does not take one away. */
static void
match_all(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    for (int pass = 0; pass < 2; pass++)
        for (guint i = 0; i < claim->quantities->len; i++) {
            const VlQuantity *quantity = vl_sense_quantity(claim, i);
            if (matter->settled[quantity->first] || matter->match[i] >= 0 ||
                is_times(claim, quantity))
                continue;
            int k = find_in(quantity, matter->passage, matter);
            if (k >= 0 && is_mismatch(matter, quantity, (guint)k))
                continue;
            if (k >= 0 &&
                (pass == 1 ||
                 vl_sense_quantity(matter->passage, (guint)k)->value ==
                     quantity->value))
                matter->match[i] = k;
        }
}

void
vl_check_numbers(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    match_all(matter);
    for (guint i = 0; i < claim->quantities->len; i++) {
        const VlQuantity *quantity = vl_sense_quantity(claim, i);
        if (matter->settled[quantity->first])
            continue;
        VlStretch where = VL_NOWHERE;
        g_autofree char *how = NULL;
        if (matter->match[i] < 0 && vl_points_as_relative(matter, i)) {
            vl_case_note(matter, "numbers", VL_RESULT_CONFLICT,
                         vl_case_quantity(claim, i), VL_NOWHERE,
                         "percentage points told as a relative change");
            continue;
        }
        int rival = matter->match[i] < 0 ? vl_quantity_rival(matter, i) : -1;
        const char *equal = NULL;
        if (rival >= 0 &&
            vl_quantity_equal(quantity,
                              vl_sense_quantity(matter->passage, (guint)rival),
                              &equal)) {
            /* "49.0 vs 47.4 U" told as "49.0 vs 47.4 U per day" */
            matter->match[i] = rival;
        } else if (rival >= 0) {
            note_rival(matter, i, (guint)rival);
            continue;
        }
        if (matter->match[i] < 0)
            how = vl_derive(matter, i, matter->passage, &where,
                            &matter->way[i]);
        if (matter->match[i] < 0 && how == NULL) {
            if (quantity->role != VL_ROLE_LABEL)
                note_missing(matter, i);
            continue;
        }
        if (matter->match[i] >= 0)
            note_match(matter, i, matter->match[i]);
        else
            vl_case_note(matter, "numbers", VL_RESULT_OK,
                         vl_case_quantity(claim, i), where, "derived: %s",
                         how);
        if (how != NULL)
            vl_check_points(matter, i, how);
        for (guint t = quantity->first; t <= quantity->last; t++)
            matter->covered[t] = TRUE;
    }
}

void
vl_check_labels(VlCase *matter)
{
    for (guint i = 0; i < matter->claim->quantities->len; i++) {
        const VlQuantity *quantity = vl_sense_quantity(matter->claim, i);
        if (quantity->role == VL_ROLE_LABEL && matter->match[i] < 0 &&
            !matter->settled[quantity->first] &&
            !matter->covered[quantity->first])
            note_missing(matter, i);
    }
}
