#include "config.h"

#include <math.h>
#include <string.h>

#include "verify/check/case.h"
#include "verify/check/partner.h"

/* Numbers that a claim works out from its passage.  Each derivation is one
 * that a reader would make, asked for by a word beside the number, and it is
 * printed.  Risk reduction comes from a risk ratio, hazard from a hazard
 * ratio, odds from an odds ratio (wording.md's rule on ratios is kept by the
 * check of strength). */

/* Numbers of one text that are combined at most. */
#define MAX_COMBINED 60

typedef struct {
    const VlQuantity *wanted;
    const VlSense *claim, *from;
    VlMarks beside; /* marks of the clause of the number */
    VlStretch where;
    char *text;
    int way;
} Search;

static gboolean
hits(const Search *search, double value)
{
    const VlQuantity *wanted = search->wanted;
    double step = pow(10, -wanted->decimals);
    double slack = step / 2 * (1 + 1e-6);
    if (wanted->about)
        slack = MAX(slack, fabs(value) * 0.06);
    if (wanted->bound > VL_BOUND_EQUAL && !wanted->strong)
        slack = MAX(slack, fabs(value) * 0.12);
    /* "More than half" is no less than half. */
    if (!vl_quantity_may_be(wanted, value))
        return FALSE;
    if (wanted->role == VL_ROLE_FRACTION)
        slack = wanted->bound > VL_BOUND_EQUAL
                    ? wanted->value
                    : MAX(wanted->value * 0.12, 0.6);
    return fabs(value - fabs(wanted->value)) <= slack;
}

static void
found(Search *search, const VlQuantity *a, const VlQuantity *b,
      const char *format, ...) G_GNUC_PRINTF(4, 5);

static void
found(Search *search, const VlQuantity *a, const VlQuantity *b,
      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    search->text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    search->where = (VlStretch){(int)MIN(a->first, b->first),
                                (int)MAX(a->last, b->last)};
}

static gboolean
is_unit(const VlQuantity *quantity, const char *name)
{
    return quantity->unit.n_parts == 1 &&
           quantity->unit.dimensions[0] == vl_unit_dimension(name);
}

static gboolean
is_share(const VlQuantity *quantity)
{
    return quantity->role == VL_ROLE_PERCENT ||
           quantity->role == VL_ROLE_FRACTION;
}

static gboolean
is_measured(const VlQuantity *quantity)
{
    return quantity->role == VL_ROLE_PLAIN ||
           quantity->role == VL_ROLE_PERCENT ||
           quantity->role == VL_ROLE_COUNT || quantity->role == VL_ROLE_R;
}

static gboolean
same_unit(const VlQuantity *a, const VlQuantity *b)
{
    return a->unit.n_parts == b->unit.n_parts &&
           (a->unit.n_parts == 0 ||
            (vl_unit_same_dimension(&a->unit, &b->unit) &&
             a->unit.factor == b->unit.factor));
}

/* Tokens around a number that say whose it is. */
#define WHOSE 5

static gboolean
has_near(const VlSense *sense, const VlQuantity *quantity,
         const VlSense *claim, guint i)
{
    guint from = quantity->first > WHOSE ? quantity->first - WHOSE : 0;
    for (guint j = from; j < sense->n && j <= quantity->last + WHOSE; j++)
        if (sense->sentences[j] == sense->sentences[quantity->first] &&
            sense->clauses[j] == sense->clauses[quantity->first] &&
            vl_sense_same(claim, i, sense, j))
            return TRUE;
    return FALSE;
}

/* "Of 80 women, 20 had pain; of 90 men, 9 had": does a word beside the
 * claim's number stand by another share, and by this one none? */
static gboolean
is_of_others(const Search *search, const VlQuantity *a)
{
    const VlQuantity *said = search->wanted;
    const VlSense *claim = search->claim, *from = search->from;
    guint first = said->first > WHOSE ? said->first - WHOSE : 0;
    for (guint i = first; i < claim->n && i <= said->last + WHOSE; i++) {
        if (claim->clauses[i] != claim->clauses[said->first] ||
            claim->words[i].length < 3 || claim->quantity_of[i] >= 0 ||
            !(vl_sense_is_content(claim, i) ||
              vl_sense_has(claim, i, VL_MARK_HUMAN)) ||
            has_near(from, a, claim, i) ||
            has_near(from, vl_sense_quantity(from, (guint)a->of), claim, i))
            continue;
        for (guint k = 0; k < from->quantities->len; k++) {
            const VlQuantity *other = vl_sense_quantity(from, k);
            if (other != a && other->of >= 0 &&
                (has_near(from, other, claim, i) ||
                 has_near(from, vl_sense_quantity(from, (guint)other->of),
                          claim, i)))
                return TRUE;
        }
    }
    return FALSE;
}

/* 15 of 122 is 12.3 %. */
static void
try_share(Search *search, const VlQuantity *a)
{
    if (!is_share(search->wanted) || search->text != NULL)
        return;
    if (a->of >= 0 && !is_of_others(search, a)) {
        const VlQuantity *whole =
            vl_sense_quantity(search->from, (guint)a->of);
        double share = 100 * a->value / whole->value;
        if (hits(search, share))
            found(search, a, whole, "%g/%g = %.4g %%", a->value,
                  whole->value, share);
    } else if (a->role == VL_ROLE_PERCENT && a->value <= 100 &&
               !(search->wanted->role == VL_ROLE_FRACTION &&
                 search->wanted->bound > VL_BOUND_EQUAL) &&
               (search->beside & (VL_BIT(VL_MARK_CHANGE) |
                                  VL_BIT(VL_MARK_NOT))) != 0 &&
               hits(search, 100 - a->value)) {
        found(search, a, a, "100 - %g = %g %%", a->value, 100 - a->value);
    }
}

/* HR 0.75 is a hazard lower by 25 %. */
static void
try_reduction(Search *search, const VlQuantity *a)
{
    if (search->text != NULL || a->role != VL_ROLE_RATIO ||
        !is_share(search->wanted) || a->value <= 0)
        return;
    double change = 100 * fabs(1 - a->value);
    static const struct {
        char ratio;
        const char *name;
    } names[] = {{'h', "hazard"}, {'o', "odds"}, {'r', "risk"}};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (names[i].ratio == a->ratio && hits(search, change)) {
            search->way = a->value > 1 ? 1 : -1;
            found(search, a, a, "|1 - %g| = %.3g %% (%s)", a->value, change,
                  names[i].name);
        }
}

/* Two shares at least. */
static gboolean
has_shares(const VlSense *sense)
{
    guint n = 0;
    for (guint k = 0; k < sense->quantities->len; k++)
        n += vl_sense_quantity(sense, k)->role == VL_ROLE_PERCENT;
    return n >= 2;
}

/* "Percentage points"; "52 points" of shares. */
static gboolean
is_points(const Search *search)
{
    static const char *const words[] = {"point", "points"};
    guint next = search->wanted->last + 1;
    return is_unit(search->wanted, "points") ||
           (next < search->claim->n && has_shares(search->from) &&
            VL_IS_IN(&search->claim->words[next], words));
}

/* Differences, sums and ratios of two numbers of one kind. */
static void
try_pair(Search *search, const VlQuantity *a, const VlQuantity *b)
{
    const VlQuantity *wanted = search->wanted;
    if (search->text != NULL || !same_unit(a, b) ||
        is_share(a) != is_share(b) || a->role == VL_ROLE_R ||
        b->role == VL_ROLE_R)
        return;
    double more = MAX(a->value, b->value), less = MIN(a->value, b->value);
    /* "About half as common", "half the rate": one of the other. */
    if (wanted->role == VL_ROLE_FRACTION && less > 0 &&
        hits(search, 100 * less / more)) {
        found(search, a, b, "%g/%g = %.3g %%", less, more, 100 * less / more);
        return;
    }
    /* "Less than half" is no number of patients. */
    if (wanted->role == VL_ROLE_FRACTION && !is_share(a))
        return;
    gboolean points = is_points(search);
    /* Points of a scale are often not written; where shares are printed, the
     * points are theirs. */
    gboolean scale = points && a->role == VL_ROLE_PLAIN &&
                     a->unit.n_parts == 0 && !has_shares(search->from);
    gboolean alike = scale || points ? scale || is_share(a)
                                     : same_unit(wanted, a) ||
                     (wanted->unit.n_parts == 0 && a->unit.n_parts > 0);
    /* 23 % and 17 % differ by 6 points, not by 6 %. */
    gboolean mixed = is_share(a) && !points &&
                     (search->beside & VL_BIT(VL_MARK_RELATIVE)) != 0;
    if (alike && !mixed && more > less && hits(search, more - less)) {
        found(search, a, b, "%g - %g = %.4g", more, less, more - less);
        return;
    }
    if (a->unit.n_parts == 0 && a->decimals + b->decimals == 0 &&
        wanted->unit.n_parts == 0 && !wanted->about &&
        hits(search, more + less)) {
        found(search, a, b, "%g + %g = %g", more, less, more + less);
        return;
    }
    if (less <= 0)
        return;
    if (is_share(wanted) && !points && b->first > a->first) {
        double change = 100 * (b->value - a->value) / a->value;
        if (hits(search, fabs(change)))
            found(search, a, b, "(%g - %g)/%g = %.3g %%", b->value, a->value,
                  a->value, change);
    } else if (wanted->unit.n_parts == 0) {
        if (wanted->role == VL_ROLE_PLAIN && hits(search, more / less) &&
            wanted->value < 100)
            found(search, a, b, "%g/%g = %.3g", more, less, more / less);
        else if (is_share(a) && hits(search, 100 / (more - less)))
            found(search, a, b, "100/(%g - %g) = %.3g", more, less,
                  100 / (more - less));
    }
}

/* "40 males and 40 females" are 80, "30 men, 50 women": two counts in a row
 * of people or animals. */
static void
try_people(Search *search, guint k)
{
    const VlMarks people = VL_BIT(VL_MARK_HUMAN) | VL_BIT(VL_MARK_ANIMAL) |
                           VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE) |
                           VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_ADULT);
    const VlSense *from = search->from;
    const VlQuantity *wanted = search->wanted;
    if (search->text != NULL || k + 1 >= from->quantities->len ||
        wanted->role != VL_ROLE_PLAIN || wanted->unit.n_parts > 0)
        return;
    const VlQuantity *a = vl_sense_quantity(from, k);
    const VlQuantity *b = vl_sense_quantity(from, k + 1);
    if (a->role != VL_ROLE_PLAIN || b->role != VL_ROLE_PLAIN ||
        a->decimals + b->decimals + wanted->decimals > 0 ||
        b->last + 1 >= from->n || b->first - a->last > 3 ||
        from->sentences[a->first] != from->sentences[b->first] ||
        (from->words[a->last + 1].marks & people) == 0 ||
        (from->words[b->last + 1].marks & people) == 0 ||
        a->value + b->value != wanted->value)
        return;
    found(search, a, b, "%g + %g = %g", a->value, b->value, wanted->value);
}

static gboolean
may_be_derived(const VlQuantity *quantity)
{
    /* "At 5 years" is given, not worked out. */
    if (quantity->at && vl_quantity_is_time(quantity))
        return FALSE;
    return quantity->role == VL_ROLE_PLAIN ||
           quantity->role == VL_ROLE_PERCENT ||
           quantity->role == VL_ROLE_FRACTION;
}

static VlMarks
marks_beside(const VlSense *claim, const VlQuantity *quantity)
{
    guint from = quantity->first > 8 ? quantity->first - 8 : 0;
    guint to = MIN(quantity->last + 9, claim->n);
    VlMarks marks = 0;
    for (guint i = from; i < to; i++)
        if (claim->sentences[i] == claim->sentences[quantity->first])
            marks |= claim->words[i].marks;
    return marks;
}

/* Numbers in one text from which on only neighbours are put together. */
#define LONG_LIST 8

static gboolean
are_near(const VlSense *sense, guint k, guint m)
{
    guint between = 0, all = 0;
    VlRole role = vl_sense_quantity(sense, k)->role;
    for (guint i = 0; i < sense->quantities->len && i < MAX_COMBINED; i++) {
        gboolean alike = vl_sense_quantity(sense, i)->role == role;
        all += alike;
        between += alike && i > k && i < m;
    }
    return all < LONG_LIST || between <= 1;
}

/* "Réduit de moitié", "reduced by half": halved, where nothing else is said
 * to change. */
static void
try_halved(Search *search)
{
    static const char *const stems[] = {"halv"};
    static const char *const by[] = {"de", "by"};
    const VlMarks changes = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN);
    const VlQuantity *wanted = search->wanted;
    const VlSense *from = search->from;
    guint n = 0;
    if (wanted->role != VL_ROLE_FRACTION || wanted->value != 50 ||
        wanted->bound > VL_BOUND_EQUAL || wanted->first == 0 ||
        !VL_IS_IN(&search->claim->words[wanted->first - 1], by) ||
        (search->beside & changes) != VL_BIT(VL_MARK_DOWN))
        return;
    for (guint j = 0; j < from->n; j++) {
        n += (from->words[j].marks & changes) != 0;
        if (VL_HAS_STEM(&from->words[j], stems))
            search->where = VL_AT(j);
    }
    if (n != 1 || search->where.first < 0)
        return;
    search->text = g_strdup("halved");
    search->way = -1;
}

/* "Multiplié par deux", "divided by two": 1, -1; 0 for no such number. */
static int
factor_way(const VlSense *sense, const VlQuantity *quantity)
{
    static const char *const by[] = {"par", "by"};
    static const char *const up[] = {"multipl"};
    static const char *const down[] = {"divis", "divid"};
    guint i = quantity->first;
    if (quantity->role != VL_ROLE_PLAIN || quantity->unit.n_parts > 0 ||
        i < 2 || !VL_IS_IN(&sense->words[i - 1], by))
        return 0;
    return VL_HAS_STEM(&sense->words[i - 2], up) -
           VL_HAS_STEM(&sense->words[i - 2], down);
}

/* ... of "doubled", "halved", the only such word there. */
static void
try_factor(Search *search)
{
    static const struct {
        const char *stem;
        int times, way;
    } words[] = {
        {"doubl", 2, 1}, {"tripl", 3, 1},  {"trebl", 3, 1},
        {"quadr", 4, 1}, {"halv", 2, -1},  {"twofold", 2, 1},
    };
    int way = factor_way(search->claim, search->wanted);
    guint n = 0;
    for (guint j = 0; way != 0 && j < search->from->n; j++)
        for (guint k = 0; k < G_N_ELEMENTS(words); k++) {
            const char *const stem[] = {words[k].stem};
            if (!VL_HAS_STEM(&search->from->words[j], stem))
                continue;
            n++;
            if (words[k].way == way && hits(search, words[k].times))
                search->where = VL_AT(j);
        }
    if (n != 1 || search->where.first < 0)
        return;
    search->text = vl_case_words(search->from, search->where);
    search->way = way;
}

char *
vl_derive(const VlCase *matter, guint i, const VlSense *from,
          VlStretch *where, int *way)
{
    const VlQuantity *wanted = vl_sense_quantity(matter->claim, i);
    Search search = {.wanted = wanted,
                     .claim = matter->claim,
                     .from = from,
                     .where = VL_NOWHERE};
    if (!may_be_derived(wanted))
        return NULL;
    search.beside = marks_beside(matter->claim, wanted);
    guint n = MIN(from->quantities->len, MAX_COMBINED);
    gboolean change = (search.beside & (VL_BIT(VL_MARK_CHANGE) |
                                        VL_BIT(VL_MARK_ABSOLUTE))) != 0;
    for (guint k = 0; k < n && search.text == NULL; k++) {
        const VlQuantity *a = vl_sense_quantity(from, k);
        try_share(&search, a);
        try_people(&search, k);
        if (change)
            try_reduction(&search, a);
        for (guint m = k + 1;
             change && is_measured(a) && m < n && search.text == NULL; m++) {
            const VlQuantity *b = vl_sense_quantity(from, m);
            /* In a whole article any number is some difference, and so it
             * is in a long list. */
            VlQuantity one = *a;
            /* "1.3 vs 4.2 kg" */
            if (a->unit.n_parts == 0 && b->unit.n_parts > 0 &&
                vl_quantity_partner(from, k) == (int)m)
                one.unit = b->unit;
            if (is_measured(b) && are_near(from, k, m) &&
                (!matter->whole ||
                 from->sentences[a->first] == from->sentences[b->first]))
                try_pair(&search, &one, b);
        }
    }
    if (search.text == NULL)
        try_halved(&search);
    if (search.text == NULL)
        try_factor(&search);
    *where = search.where;
    if (way != NULL)
        *way = search.way;
    return search.text;
}
