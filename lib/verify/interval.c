#include "config.h"

#include "verify/case.h"

/* "1,310 (95 % CI 81 to 2,545)" told as 2,545, "52 (SD 11)" as 11: the bound
 * of an interval or a spread in the place of the estimate. */

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
