#include "config.h"

#include <math.h>
#include <string.h>

#include "verify/check/case.h"

/* Does the passage agree with itself where the claim stands on it: n/N and
 * its percentage, an interval and its estimate, a p-value and its interval,
 * a fall and the numbers that it is worked out of?  A source that contradicts
 * itself carries nothing plainly. */

static void
note(VlCase *matter, guint first, guint last, const char *told)
{
    if (!vl_case_is_matched(matter, first) && !vl_case_is_matched(matter, last))
        return;
    VlStretch where = {
        (int)vl_sense_quantity(matter->passage, first)->first,
        (int)vl_sense_quantity(matter->passage, last)->last};
    vl_case_note(matter, "arithmetic", VL_RESULT_UNDECIDED, VL_NOWHERE,
                 where, "the source contradicts itself: %s", told);
}

/* ---- "15 of 122 (12.3 %)" ---- */

/* Half a unit of the last digit printed, and as much again for rounding
 * done twice. */
static double
slack(const VlQuantity *quantity)
{
    return pow(10, -quantity->decimals) * 1.05;
}

static void
check_share(VlCase *matter, guint k)
{
    const VlSense *passage = matter->passage;
    const VlQuantity *part = vl_sense_quantity(passage, k);
    if (part->of < 0)
        return;
    const VlQuantity *whole = vl_sense_quantity(passage, (guint)part->of);
    guint from = MIN(k, (guint)part->of), to = MAX(k, (guint)part->of);
    for (guint m = from > 0 ? from - 1 : 0;
         m <= to + 1 && m < passage->quantities->len; m++) {
        const VlQuantity *share = vl_sense_quantity(passage, m);
        guint after = share->first > whole->last
                          ? share->first - whole->last
                          : part->first - share->last;
        gboolean inside = m > from && m < to;
        if (share->role != VL_ROLE_PERCENT || share->bound != VL_BOUND_NONE ||
            share->about || (!inside && after > 1) ||
            passage->sentences[share->first] !=
                passage->sentences[part->first])
            continue;
        double told = 100 * part->value / whole->value;
        if (fabs(told - share->value) <= slack(share))
            return;
        g_autofree char *text =
            g_strdup_printf("%g of %g is %.1f %%, not %g %%", part->value,
                            whole->value, told, share->value);
        note(matter, MIN(k, m), MAX(k, m), text);
        return;
    }
}

/* ---- Estimate, interval, p-value ---- */

/* The quantity that the interval of quantities k and k + 1 belongs to; -1. */
static int
find_estimate(const VlSense *sense, guint k)
{
    for (guint i = k; i-- > 0 && k - i <= 2;) {
        const VlQuantity *estimate = vl_sense_quantity(sense, i);
        if (estimate->role == VL_ROLE_LEVEL)
            continue;
        if (sense->sentences[estimate->first] !=
            sense->sentences[vl_sense_quantity(sense, k)->first])
            return -1;
        return estimate->role == VL_ROLE_RATIO ? (int)i : -1;
    }
    return -1;
}

static void
check_interval(VlCase *matter, guint k)
{
    const VlSense *passage = matter->passage;
    if (k + 1 >= passage->quantities->len)
        return;
    const VlQuantity *low = vl_sense_quantity(passage, k);
    const VlQuantity *high = vl_sense_quantity(passage, k + 1);
    int at = low->role == VL_ROLE_CI && high->role == VL_ROLE_CI &&
                     low->value < high->value
                 ? find_estimate(passage, k)
                 : -1;
    if (at < 0)
        return;
    const VlQuantity *estimate = vl_sense_quantity(passage, (guint)at);
    if (estimate->value < low->value || estimate->value > high->value) {
        g_autofree char *text =
            g_strdup_printf("%g is outside of its interval, %g to %g",
                            estimate->value, low->value, high->value);
        note(matter, (guint)at, k + 1, text);
        return;
    }
    const VlQuantity *p = k + 2 < passage->quantities->len
                              ? vl_sense_quantity(passage, k + 2)
                              : NULL;
    if (p == NULL || p->role != VL_ROLE_P || p->first - high->last > 4)
        return;
    gboolean excludes = low->value > 1 || high->value < 1;
    gboolean includes = low->value < 1 && high->value > 1;
    /* Not at the limit: tests and intervals differ a little. */
    gboolean above = p->value > 0.06 && p->bound != VL_BOUND_BELOW;
    gboolean below = p->value < 0.04 && p->bound != VL_BOUND_ABOVE;
    if ((excludes && above) || (includes && below)) {
        g_autofree char *text = g_strdup_printf(
            "the interval %g to %g %s 1, p is %g", low->value, high->value,
            excludes ? "excludes" : "includes", p->value);
        note(matter, (guint)at, k + 2, text);
    }
}

/* ---- "Fell by 56 %, from 56.4 to 32.0" ---- */

static gboolean
is_word(const VlSense *sense, guint i, const char *key)
{
    return sense->words[i].length == strlen(key) &&
           memcmp(sense->words[i].key, key, strlen(key)) == 0;
}

static gboolean
says_change(const VlSense *sense, const VlQuantity *quantity)
{
    const VlMarks marks = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN);
    for (guint i = quantity->first > 3 ? quantity->first - 3 : 0;
         i < sense->n && i <= quantity->last + 2; i++)
        if (sense->clauses[i] == sense->clauses[quantity->first] &&
            (sense->words[i].marks & marks) != 0)
            return TRUE;
    return FALSE;
}

/* One end of a change: "from 8.3 %", "to 7.6 %". */
static gboolean
is_end(const VlSense *sense, const VlQuantity *quantity)
{
    static const char *const words[] = {"from", "to", "de", "a", "vs",
                                        "versus"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (quantity->first > 0 &&
            is_word(sense, quantity->first - 1, words[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_from_to(const VlSense *sense, const VlQuantity *a, const VlQuantity *b)
{
    gboolean to = FALSE;
    if (a->first == 0 || b->first - a->last > 5 || a->value == 0 ||
        !(is_word(sense, a->first - 1, "from") ||
          is_word(sense, a->first - 1, "de")))
        return FALSE;
    for (guint i = a->last + 1; i < b->first; i++)
        to |= is_word(sense, i, "to") || is_word(sense, i, "a");
    return to;
}

static void
check_change(VlCase *matter, guint k)
{
    const VlSense *passage = matter->passage;
    if (k + 1 >= passage->quantities->len)
        return;
    const VlQuantity *a = vl_sense_quantity(passage, k);
    const VlQuantity *b = vl_sense_quantity(passage, k + 1);
    if (!is_from_to(passage, a, b))
        return;
    double change = 100 * fabs(b->value - a->value) / fabs(a->value);
    double points = fabs(b->value - a->value);
    int found = -1;
    for (guint m = 0; m < passage->quantities->len; m++) {
        const VlQuantity *told = vl_sense_quantity(passage, m);
        if (m == k || m == k + 1 || told->role != VL_ROLE_PERCENT ||
            is_end(passage, told) ||
            passage->clauses[told->first] != passage->clauses[a->first] ||
            !says_change(passage, told))
            continue;
        if (found >= 0)
            return; /* several: which one is meant is not known */
        found = (int)m;
    }
    if (found < 0)
        return;
    const VlQuantity *told = vl_sense_quantity(passage, (guint)found);
    double room = MAX(1.5, 2 * slack(told));
    if (fabs(told->value - change) <= room ||
        fabs(told->value - points) <= room)
        return;
    g_autofree char *text = g_strdup_printf(
        "from %g to %g is %.0f %%, not %g %%", a->value, b->value, change,
        told->value);
    note(matter, MIN((guint)found, k), MAX((guint)found, k + 1), text);
}

void
vl_check_arithmetic(VlCase *matter)
{
    for (guint k = 0; k < matter->passage->quantities->len; k++) {
        check_share(matter, k);
        check_interval(matter, k);
        check_change(matter, k);
    }
}
