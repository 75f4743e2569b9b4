#include "config.h"

#include "verify/sense/quantity.h"
#include "verify/sense/verb.h"

static const char *const joints[] = {"to", "and", "or", "vs", "versus", "v",
                                     "against", "contre", "et", "ou", "a",
                                     "than", "with", "compared", "rather",
                                     "de", "from", "not", "que"};

static gboolean
only_joints(const VlSense *sense, guint from, guint to)
{
    for (guint i = from; i < to; i++) {
        VlTokenClass class = class_at(sense, (int)i);
        gboolean joint =
            class == VL_TOKEN_RANGE || class == VL_TOKEN_COMPARATOR ||
            is_word(sense, (int)i, "+/-") ||
            (class == VL_TOKEN_WORD && VL_IS_IN(&sense->words[i], joints));
        if (!joint)
            return FALSE;
    }
    return TRUE;
}

/* The 613 of "451/613, 74 %" is no percentage. */
static gboolean
is_denominator(const VlSense *sense, const VlQuantity *before,
               const VlQuantity *after)
{
    return before->last + 1 == after->first &&
           after->role == VL_ROLE_PERCENT &&
           (is_word(sense, (int)before->first - 1, "/") ||
            is_word(sense, (int)before->first - 1, "of"));
}

/* Is quantity k the last one of a bracket that opens right behind a number
 * and that a unit follows: "22 [3-30] s"?  The quantity before the bracket,
 * with the unit; -1. */
static int
find_bracketed(const VlSense *sense, guint k, VlUnit *unit)
{
    const VlQuantity *last = vl_sense_quantity(sense, k);
    const char *end = sense->text + last->end;
    if (*end != ']' && *end != ')')
        return -1;
    char open = *end == ']' ? '[' : '(';
    for (guint i = k; i-- > 0;) {
        const VlQuantity *before = vl_sense_quantity(sense, i);
        const char *gap = sense->text + before->end;
        gsize n = vl_sense_quantity(sense, i + 1)->start - before->end;
        if (memchr(gap, open, n) == NULL)
            continue;
        gap += *gap == ' ';
        return *gap == open && before->role == VL_ROLE_PLAIN &&
                       before->unit.n_parts == 0 &&
                       vl_unit_read_behind(sense->tokens, last->last + 1,
                                           unit) > 0
                   ? (int)i
                   : -1;
    }
    return -1;
}

/* "22 [3-30] s": all are seconds. */
static void
reach_over_brackets(VlSense *sense)
{
    for (guint k = 1; k < sense->quantities->len; k++) {
        VlUnit unit;
        int first = vl_sense_quantity(sense, k)->unit.n_parts == 0
                        ? find_bracketed(sense, k, &unit)
                        : -1;
        for (guint i = (guint)first; first >= 0 && i <= k; i++)
            if (vl_sense_quantity(sense, i)->unit.n_parts == 0)
                g_array_index(sense->quantities, VlQuantity, i).unit = unit;
    }
}

/* "In 2007 (11 %)", "15 (12 %)": a number of its own. */
static gboolean
opens_behind(const VlSense *sense, const VlQuantity *before)
{
    const char *end = sense->text + before->end;
    end += *end == ' ';
    return *end == '(' || *end == '[';
}

/* "112 vs 100 minutes": both are minutes. */
static void
pass_units_on(VlSense *sense)
{
    for (guint i = sense->quantities->len; i-- > 1;) {
        VlQuantity *before = &g_array_index(sense->quantities, VlQuantity,
                                            i - 1);
        const VlQuantity *after = vl_sense_quantity(sense, i);
        if (before->unit.n_parts > 0 || after->unit.n_parts == 0 ||
            before->role == VL_ROLE_LABEL || before->role == VL_ROLE_P ||
            before->role == VL_ROLE_RATIO ||
            after->first - before->last > 4 ||
            (after->own_unit && opens_behind(sense, before)) ||
            is_denominator(sense, before, after) ||
            !only_joints(sense, before->last + 1, after->first))
            continue;
        before->unit = after->unit;
        if (after->role == VL_ROLE_PERCENT && before->role == VL_ROLE_PLAIN)
            before->role = VL_ROLE_PERCENT;
    }
}

/* "Hazard ratios of 2.1 and 2.8": both are. */
static void
pass_ratios_on(VlSense *sense)
{
    for (guint i = 1; i < sense->quantities->len; i++) {
        const VlQuantity *before = vl_sense_quantity(sense, i - 1);
        VlQuantity *after = &g_array_index(sense->quantities, VlQuantity, i);
        if (before->role != VL_ROLE_RATIO || after->role != VL_ROLE_PLAIN ||
            after->unit.n_parts > 0 || after->decimals == 0 ||
            after->first != before->last + 2 ||
            !only_joints(sense, before->last + 1, after->first))
            continue;
        after->role = VL_ROLE_RATIO;
        after->ratio = before->ratio;
    }
}

static gboolean
is_interval_word(const VlSense *sense, int i)
{
    /* "IC" may name a group in English. */
    gboolean french = is_word(sense, i, "ic") &&
                      (sense->comma || is_word(sense, i + 1, "95") ||
                       is_word(sense, i + 1, "a"));
    return is_word(sense, i, "ci") || french ||
           is_word(sense, i, "interval") || is_word(sense, i, "intervals") ||
           is_word(sense, i, "intervalle") || is_word(sense, i, "confiance") ||
           is_word(sense, i, "confidence");
}

/* "Odds ratio and 95 % CI: 1.54 (1.25, 1.89)": an estimate, with its
 * interval in parentheses behind it. */
static gboolean
opens_interval(const VlSense *sense, guint k)
{
    if (k + 2 >= sense->quantities->len)
        return FALSE;
    const VlQuantity *estimate = vl_sense_quantity(sense, k);
    const VlQuantity *low = vl_sense_quantity(sense, k + 1);
    const VlQuantity *high = vl_sense_quantity(sense, k + 2);
    const char *gap = sense->text + estimate->end;
    gsize n = low->start > estimate->end ? low->start - estimate->end : 0;
    gboolean round = memchr(gap, '(', n) != NULL;
    gboolean square = memchr(gap, '[', n) != NULL;
    return low->first == estimate->last + 1 && (round || square) &&
           sense->text[high->end] == (round ? ')' : ']') &&
           low->value <= estimate->value && estimate->value <= high->value;
}

static void
set_ratio(const VlSense *sense, guint word, VlQuantity *estimate)
{
    for (guint i = word > 7 ? word - 7 : 0; i < word; i++) {
        if (!is_word(sense, (int)i, "ratio") || i == 0)
            continue;
        estimate->role = VL_ROLE_RATIO;
        estimate->ratio = is_word(sense, (int)i - 1, "odds")     ? 'o'
                          : is_word(sense, (int)i - 1, "hazard") ? 'h'
                                                                 : 'r';
    }
}

/* The two numbers after "CI", and the 95 beside it. */
static void
find_intervals(VlSense *sense)
{
    guint left = 0, since = 0, series = G_MAXUINT;
    for (guint i = 0; i < sense->n; i++) {
        if (is_interval_word(sense, (int)i)) {
            left = 2;
            since = i;
            int before = i >= 2 ? sense->quantity_of[i - 2] : -1;
            if (before < 0 && i >= 1)
                before = sense->quantity_of[i - 1];
            if (before >= 0) {
                VlQuantity *level = &g_array_index(sense->quantities,
                                                   VlQuantity, before);
                if (level->value >= 80 && level->value < 100)
                    level->role = VL_ROLE_LEVEL;
            }
        }
        int k = sense->quantity_of[i];
        /* "Difference [95% CI] of 1.2 [0.9, 1.5] at 3 months and 1.4 [1.0,
         * 1.8] at 6 months" */
        if (k >= 0 && left == 0 && series == sense->sentences[i] &&
            opens_interval(sense, (guint)k)) {
            left = 2;
            since = i;
        }
        if (k < 0 || left == 0)
            continue;
        VlQuantity *quantity =
            &g_array_index(sense->quantities, VlQuantity, k);
        if (i > since + 8 || quantity->role == VL_ROLE_P ||
            quantity->role == VL_ROLE_RATIO) {
            left = 0;
            continue;
        }
        if (quantity->role != VL_ROLE_PLAIN &&
            quantity->role != VL_ROLE_PERCENT)
            continue;
        if (left == 2 && opens_interval(sense, (guint)k)) {
            set_ratio(sense, since, quantity);
            series = sense->sentences[i];
            continue;
        }
        if (quantity->role == VL_ROLE_PERCENT && quantity->decimals == 0 &&
            (quantity->value == 95 || quantity->value == 90 ||
             quantity->value == 99)) {
            quantity->role = VL_ROLE_LEVEL;
            continue;
        }
        quantity->role = VL_ROLE_CI;
        since = i;
        left--;
    }
}

static gboolean
only_of(const VlSense *sense, guint from, guint to)
{
    static const char *const ofs[] = {"of", "out", "the", "sur", "parmi",
                                      "les", "des", "/", "in", "all", "a",
                                      "total"};
    gboolean some = FALSE;
    for (guint i = from; i < to; i++) {
        if (sense->quantity_of[i] >= 0)
            continue;
        if (is_word(sense, (int)i, "%"))
            continue;
        if (!VL_IS_IN(&sense->words[i], ofs))
            return FALSE;
        some |= is_word(sense, (int)i, "of") || is_word(sense, (int)i, "/") ||
                is_word(sense, (int)i, "sur") ||
                is_word(sense, (int)i, "parmi");
    }
    return some;
}

/* "15 of 122", "15/122", "15 (12.3 %) of 122"; but "week 12 (33/91)" is no
 * part of 91. */
static void
find_denominators(VlSense *sense)
{
    for (guint i = 0; i + 1 < sense->quantities->len; i++) {
        VlQuantity *part = &g_array_index(sense->quantities, VlQuantity, i);
        if (part->decimals > 0 || part->role != VL_ROLE_PLAIN)
            continue;
        for (guint k = i + 1; k < sense->quantities->len && k <= i + 2; k++) {
            const VlQuantity *whole = vl_sense_quantity(sense, k);
            if (whole->decimals == 0 && whole->role == VL_ROLE_PLAIN &&
                whole->value >= part->value && whole->value > 0 &&
                whole->first - part->last <= 8 &&
                (k == i + 1 ||
                 vl_sense_quantity(sense, i + 1)->role != VL_ROLE_PLAIN) &&
                only_of(sense, part->last + 1, whole->first)) {
                part->of = (int)k;
                break;
            }
        }
    }
}

/* "Of 200 patients, 50 had a fracture" */
static void
find_wholes(VlSense *sense)
{
    static const char *const ofs[] = {"of", "among", "in", "sur", "parmi"};
    for (guint k = 0; k + 1 < sense->quantities->len; k++) {
        const VlQuantity *whole = vl_sense_quantity(sense, k);
        VlQuantity *part = &g_array_index(sense->quantities, VlQuantity,
                                          k + 1);
        guint at = part->first;
        if (whole->first == 0 || whole->role != VL_ROLE_PLAIN ||
            part->role != VL_ROLE_PLAIN || part->of >= 0 || whole->of >= 0 ||
            whole->decimals + part->decimals > 0 ||
            whole->unit.n_parts + part->unit.n_parts > 0 ||
            part->value > whole->value || at - whole->last > 6 ||
            sense->sentences[at] != sense->sentences[whole->first] ||
            !vl_sense_gap_has(sense, at, ",") ||
            !VL_IS_IN(&sense->words[whole->first - 1], ofs) ||
            !vl_sense_has(sense, whole->last + 1, VL_MARK_HUMAN) ||
            part->last + 1 >= sense->n ||
            !vl_verb_goes_on(sense, part->last + 1))
            continue;
        part->of = (int)k;
    }
}

/* "4.1 (1.0) days": a mean and, alone in brackets, its spread. */
static void
find_spreads(VlSense *sense)
{
    for (guint k = 1; k < sense->quantities->len; k++) {
        const VlQuantity *mean = vl_sense_quantity(sense, k - 1);
        VlQuantity *spread = &g_array_index(sense->quantities, VlQuantity, k);
        if (mean->role == VL_ROLE_PLAIN && spread->role == VL_ROLE_PLAIN &&
            mean->decimals > 0 && spread->decimals == mean->decimals &&
            spread->first == mean->last + 1 && spread->value >= 0 &&
            sense->text[spread->start - 1] == '(' &&
            sense->text[spread->end] == ')')
            spread->role = VL_ROLE_SPREAD;
    }
}

void
vl_quantities_join(VlSense *sense)
{
    reach_over_brackets(sense);
    pass_units_on(sense);
    find_intervals(sense);
    pass_ratios_on(sense);
    find_denominators(sense);
    find_wholes(sense);
    find_spreads(sense);
}
