#include "config.h"

#include <string.h>

#include "verify/check/clause.h"
#include "verify/sense/members.h"

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

/* ---- The claim's own pair ---- */

/* "Faster (77 versus 85 s)": more of it is less time. */
static gboolean
is_of_speed(const VlCase *matter, const VlComparison *said)
{
    static const char *const words[] = {"faster", "quicker", "sooner",
                                        "slower", "earlier", "later",
                                        "rapide", "rapides", "lent", "lents"};
    return said->where.first >= 0 &&
           VL_IS_IN(&matter->claim->words[said->where.first], words);
}

/* "Weight loss was smaller (3 versus 5 kg)": what the numbers are of goes
 * down, and whether they are signed is not known. */
static gboolean
tells_of_fall(const VlSense *sense, const VlComparison *said)
{
    static const char *const words[] = {"change", "changes", "difference",
                                        "differences", "changement",
                                        "changements", "lost", "perdu"};
    for (guint i = 0; i < sense->n; i++)
        if (sense->sentences[i] == sense->sentences[said->where.first] &&
            (vl_word_names_fall(&sense->words[i]) ||
             VL_IS_IN(&sense->words[i], words)))
            return TRUE;
    return FALSE;
}

/* Does the passage, by the form of its sentence, give number a to the arm
 * that the claim sets on the left and b to that on the right? */
static gboolean
are_dealt(const VlCase *matter, const VlComparison *said, int a, int b)
{
    const VlSense *passage = matter->passage;
    g_autofree char *arms = g_new0(char, passage->n + 1);
    char owners[MAX_EVENTS + 1] = {0};
    guint at = vl_sense_quantity(passage, (guint)a)->first;
    Line line;
    gboolean left = FALSE, right = FALSE;
    if (!vl_comparison_name_arms(matter, said, arms) ||
        !read_line(passage, passage->sentences[at], arms, &line) ||
        !assign(line.line, line.n_values, owners))
        return FALSE;
    for (guint i = 0; i < line.n_values; i++) {
        left |= line.values[i] == a && owners[i] == 'A';
        right |= line.values[i] == b && owners[i] == 'B';
    }
    return left && right;
}

/* Where what a comparison says ends: the next phrase, the sentence's end. */
static guint
reach_end(const VlSense *claim, const VlComparison *said)
{
    guint at = (guint)said->where.last + 1;
    while (at < claim->n &&
           claim->sentences[at] == claim->sentences[said->where.first] &&
           ((int)at <= said->than ||
            (claim->words[at].marks &
             (VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN))) == 0))
        at++;
    return at;
}

/* "Lower with A than with B (12 vs 19)", "with A (12) than with B (19)": the
 * first pair of numbers that stands behind what the claim says, as the
 * passage gives them to the same arms.  1 the left is more, -1 less, 0 there
 * is none. */
static int
own_pair_says(const VlCase *matter, const VlComparison *said,
              VlStretch *where)
{
    const VlSense *claim = matter->claim;
    guint end = reach_end(claim, said);
    for (guint a = 0; a + 1 < claim->quantities->len; a++) {
        const VlQuantity *x = vl_sense_quantity(claim, a);
        const VlQuantity *y = vl_sense_quantity(claim, a + 1);
        if ((int)x->first < said->where.first || y->last >= end ||
            !is_value(x))
            continue;
        if (matter->match[a] < 0 || matter->match[a + 1] < 0 ||
            x->role != y->role || x->value == y->value ||
            (int)y->first < said->than ||
            (vl_holders_say(matter, a, a + 1) <= 0 &&
             !are_dealt(matter, said, matter->match[a],
                        matter->match[a + 1])))
            return 0;
        *where = (VlStretch){
            (int)vl_sense_quantity(matter->passage,
                                   (guint)matter->match[a])->first,
            (int)vl_sense_quantity(matter->passage,
                                   (guint)matter->match[a + 1])->last};
        return x->value > y->value ? 1 : -1;
    }
    return 0;
}

/* May numbers decide which arm has what the claim says? */
static gboolean
may_decide(const VlCase *matter, const VlComparison *said)
{
    return said->direction != 0 && said->n == 1 && said->than >= 0 &&
           !is_of_speed(matter, said);
}

gboolean
vl_values_agree(const VlCase *matter, const VlComparison *said)
{
    VlStretch where;
    return may_decide(matter, said) &&
           vl_values_say(matter, said, &where) == said->direction &&
           !tells_of_fall(matter->claim, said);
}

gboolean
vl_values_weigh(VlCase *matter, const VlComparison *said, gboolean worded)
{
    VlStretch where;
    if (!may_decide(matter, said))
        return FALSE;
    int says = worded ? 0 : vl_values_say(matter, said, &where);
    gboolean plain = !said->valued && !said->degree &&
                     !tells_of_fall(matter->claim, said);
    if (says == 0 && plain) {
        says = own_pair_says(matter, said, &where);
        /* Which number is whose is not sure enough for a conflict. */
        says = says == said->direction ? says : 0;
    }
    if (says == 0)
        return FALSE;
    gboolean same = says == said->direction;
    vl_case_note(matter, "direction", same ? VL_RESULT_OK : VL_RESULT_CONFLICT,
                 said->where, where,
                 same ? "so say the numbers of the two arms"
                      : "the claim says %s, the numbers of the two arms "
                        "say otherwise",
                 said->direction > 0 ? "more" : "less");
    if (same)
        vl_case_note(matter, "arms", VL_RESULT_OK, VL_AT(said->than), where,
                     "the numbers stand with these arms");
    return TRUE;
}

/* ---- From one number to another ---- */

/* "From 44 (SD 21) to 62", in the passage "44 to 62", too: is b the
 * number to which that of a went? */
static gboolean
goes_to(const VlSense *sense, guint a, guint b, gboolean from)
{
    static const char *const to[] = {"to", "a"};
    const VlQuantity *x = vl_sense_quantity(sense, a);
    const VlQuantity *y = vl_sense_quantity(sense, b);
    gboolean beside = y->first > x->last && y->first - x->last <= 3;
    return y->first > x->last && x->role == y->role &&
           x->role != VL_ROLE_CI && x->role != VL_ROLE_LEVEL &&
           sense->sentences[x->first] == sense->sentences[y->first] &&
           VL_IS_IN(&sense->words[y->first - 1], to) &&
           (vl_quantity_starts(sense, x) || (beside && !from));
}

/* Nothing else is told to be more, less or unchanged between the phrase and
 * its numbers. */
static gboolean
reaches(const VlSense *sense, const VlPhrase *said, guint at)
{
    const VlMarks other = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN) |
                          VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_SAME);
    for (guint k = said->last + 1; k < at; k++)
        if ((sense->words[k].marks & other) != 0 ||
            sense->sentences[k] != sense->sentences[said->first])
            return FALSE;
    return TRUE;
}

int
vl_change_says(const VlCase *matter, const VlPhrase *said)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    const VlMarks denials = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT);
    int says = 0;
    if (said->sign == 0 || said->value != 0 || said->degree)
        return 0;
    for (guint a = 0; a + 1 < claim->quantities->len; a++) {
        const VlQuantity *x = vl_sense_quantity(claim, a);
        const VlQuantity *y = vl_sense_quantity(claim, a + 1);
        int from = matter->match[a], to = matter->match[a + 1];
        if (x->first <= said->last || !reaches(claim, said, x->first) ||
            !goes_to(claim, a, a + 1, TRUE))
            continue;
        if (from < 0 || to < 0 || x->value == y->value || x->falls ||
            y->falls)
            return 0;
        if ((y->value > x->value) != (said->sign > 0))
            return -1;
        /* "In A, but not in B": whose they are is not read here. */
        if (((claim->marks | passage->marks) & denials) != 0 ||
            !goes_to(passage, (guint)from, (guint)to, FALSE))
            return 0;
        says = 1;
    }
    return says;
}
