#include "config.h"

#include <string.h>

#include "verify/clause.h"

/* Which of two arms has more when the passage gives only their numbers:
 * "12 % with A and 19 % with B", "A vs B: 12 vs 19".  Each sentence becomes
 * a line of what it names in turn (A, B, v for a value); only lines of a
 * known form are read, and all must agree. */

#define MAX_EVENTS 24
/* Passages have a few sentences. */
#define MAX_SENTENCES 40

typedef struct {
    char line[MAX_EVENTS + 1];
    int values[MAX_EVENTS]; /* of each v the quantity */
    guint n, n_values;
} Line;

/* The 120 of "54/120". */
static gboolean
is_denominator(const VlSense *sense, int quantity)
{
    for (guint k = 0; k < sense->quantities->len; k++)
        if (vl_sense_quantity(sense, k)->of == quantity)
            return TRUE;
    return FALSE;
}

static gboolean
is_value(const VlQuantity *quantity)
{
    return (quantity->role == VL_ROLE_PLAIN ||
            quantity->role == VL_ROLE_PERCENT) &&
           quantity->bound <= VL_BOUND_EQUAL && !quantity->in_words &&
           quantity->of < 0;
}

/* Times, doses and counts of patients are no outcomes. */
static gboolean
is_setting(const VlSense *sense, const VlQuantity *quantity)
{
    static const char *const before[] = {"at", "after", "within", "day",
                                         "week", "month", "apres", "aged",
                                         "of", "a"};
    if (quantity->first == 0)
        return FALSE;
    return VL_IS_IN(&sense->words[quantity->first - 1], before) &&
           quantity->decimals == 0 && quantity->role != VL_ROLE_PERCENT;
}

static void
add(Line *line, char what, int quantity)
{
    if (line->n == MAX_EVENTS ||
        (what != 'v' && line->n > 0 && line->line[line->n - 1] == what))
        return;
    if (what == 'v')
        line->values[line->n_values++] = quantity;
    line->line[line->n++] = what;
}

/* FALSE when the sentence has more than can be told apart. */
static gboolean
read_line(const VlSense *sense, guint sentence, const char *arms, Line *line)
{
    *line = (Line){.n = 0};
    for (guint i = 0; i < sense->n; i++) {
        if (sense->sentences[i] != sentence)
            continue;
        int k = sense->quantity_of[i];
        const VlQuantity *quantity =
            k >= 0 ? vl_sense_quantity(sense, (guint)k) : NULL;
        if (arms[i] != 0)
            add(line, arms[i], -1);
        else if (quantity != NULL && quantity->first == i &&
                 is_value(quantity) && !is_denominator(sense, k) &&
                 !is_setting(sense, quantity))
            add(line, 'v', k);
    }
    return line->n < MAX_EVENTS;
}

/* Of each value its arm, by the line's form; FALSE: none that is known. */
static gboolean
assign(const char *line, guint n_values, char *owners)
{
    static const struct {
        const char *form, *owners;
    } forms[] = {
        {"vAvB", "AB"}, {"vBvA", "BA"}, {"AvBv", "AB"}, {"BvAv", "BA"},
        {"vvAB", "AB"}, {"vvBA", "BA"}, {"AvvB", "AB"}, {"BvvA", "BA"},
        {"vA", "A"},    {"vB", "B"},    {"Av", "A"},    {"Bv", "B"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
        if (g_str_equal(forms[i].form, line)) {
            memcpy(owners, forms[i].owners, strlen(forms[i].owners));
            return TRUE;
        }
    gsize n = strlen(line), k = strspn(line, "v");
    /* "1, 2 with A and 3, 4 with B" */
    if (k > 1 && n == 2 * k + 2 && line[k] != 'v' &&
        strspn(line + k + 1, "v") == k) {
        memset(owners, line[k], k);
        memset(owners + k, line[n - 1], k);
        return TRUE;
    }
    if (n < 4 || line[0] == 'v' || line[1] == 'v')
        return FALSE;
    /* "A vs B: A v, B v", else "A vs B" and pairs of values. */
    if (assign(line + 2, n_values, owners))
        return TRUE;
    if (n_values % 2 != 0 || n != n_values + 2)
        return FALSE;
    for (guint i = 0; i < n_values; i++)
        owners[i] = line[i % 2];
    return TRUE;
}

typedef struct {
    int left, right; /* quantities of single-armed sentences; -1 */
    int says;        /* 0 as yet nothing */
    gboolean mixed;
    VlStretch where;
} Tally;

static void
compare(const VlSense *sense, int a, int b, Tally *tally)
{
    const VlQuantity *x = vl_sense_quantity(sense, (guint)a);
    const VlQuantity *y = vl_sense_quantity(sense, (guint)b);
    gboolean alike = x->role == y->role &&
                     x->unit.n_parts == y->unit.n_parts &&
                     (x->unit.n_parts == 0 ||
                      (vl_unit_same_dimension(&x->unit, &y->unit) &&
                       x->unit.factor == y->unit.factor));
    int says = x->value > y->value ? 1 : x->value < y->value ? -1 : 0;
    tally->mixed |= !alike || says == 0 ||
                    (tally->says != 0 && tally->says != says);
    if (tally->says == 0)
        tally->where = (VlStretch){(int)MIN(x->first, y->first),
                                   (int)MAX(x->last, y->last)};
    tally->says = says;
}

static void
take_line(const VlSense *sense, const Line *line, Tally *tally)
{
    char owners[MAX_EVENTS + 1] = {0};
    if (line->n_values == 0)
        return;
    if (!assign(line->line, line->n_values, owners)) {
        tally->mixed = TRUE;
        return;
    }
    if (line->n_values == 1) {
        int *place = owners[0] == 'A' ? &tally->left : &tally->right;
        tally->mixed |= *place >= 0;
        *place = line->values[0];
        return;
    }
    guint left = 0, right = 0;
    while (left < line->n_values && right < line->n_values) {
        while (left < line->n_values && owners[left] != 'A')
            left++;
        while (right < line->n_values && owners[right] != 'B')
            right++;
        if (left < line->n_values && right < line->n_values)
            compare(sense, line->values[left++], line->values[right++],
                    tally);
    }
}

int
vl_values_say(const VlCase *matter, const VlComparison *said,
              VlStretch *where)
{
    const VlSense *passage = matter->passage;
    g_autofree char *arms = g_new0(char, passage->n + 1);
    Tally tally = {.left = -1, .right = -1, .where = VL_NOWHERE};
    *where = VL_NOWHERE;
    if (passage->n_sentences > MAX_SENTENCES ||
        !vl_comparison_name_arms(matter, said, arms))
        return 0;
    for (guint i = 0; i < passage->n_sentences; i++) {
        Line line;
        if (!read_line(passage, i, arms, &line))
            return 0;
        take_line(passage, &line, &tally);
    }
    if (tally.left >= 0 && tally.right >= 0)
        compare(passage, tally.left, tally.right, &tally);
    else if (tally.left >= 0 || tally.right >= 0)
        return 0;
    *where = tally.where;
    return tally.mixed ? 0 : tally.says;
}
