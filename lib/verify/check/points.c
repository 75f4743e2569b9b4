#include "config.h"

#include <math.h>
#include <string.h>

#include "verify/check/case.h"

/* Percentage points and per cent: "a relative reduction of 22 %" from 60 %
 * and 38 %, "fell by 6 %" from 18 % to 12 %. */

static gboolean
starts_with(const VlWord *word, const char *start)
{
    return word->length >= strlen(start) &&
           memcmp(word->key, start, strlen(start)) == 0;
}

/* Is the number what two other percentages of the claim are apart, and not
 * what one is of the other? */
static gboolean
is_gap(const VlSense *claim, const VlQuantity *quantity)
{
    double slack = MAX(quantity->value * 0.06, 0.5);
    gboolean gap = FALSE;
    for (guint a = 0; a < claim->quantities->len; a++)
        for (guint b = 0; b < claim->quantities->len; b++) {
            const VlQuantity *x = vl_sense_quantity(claim, a);
            const VlQuantity *y = vl_sense_quantity(claim, b);
            if (a == b || x == quantity || y == quantity || y->value <= 0 ||
                x->role != VL_ROLE_PERCENT || y->role != VL_ROLE_PERCENT)
                continue;
            double ratio = 100 * fabs(1 - x->value / y->value);
            gap |= fabs(fabs(x->value - y->value) - quantity->value) <= slack;
            if (fabs(ratio - quantity->value) <= slack)
                return FALSE;
        }
    return gap;
}

/* "A relative reduction of 22 %" from 60 % and 38 %, which are 22 points
 * apart. */
gboolean
vl_points_as_relative(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim;
    const VlQuantity *quantity = vl_sense_quantity(claim, i);
    if (quantity->role != VL_ROLE_PERCENT || !is_gap(claim, quantity))
        return FALSE;
    for (guint k = quantity->first > 6 ? quantity->first - 6 : 0;
         k < claim->n && k <= quantity->last + 4; k++)
        if (claim->clauses[k] == claim->clauses[quantity->first] &&
            starts_with(&claim->words[k], "relati") &&
            !vl_sense_has(claim, k, VL_MARK_THAN))
            return TRUE;
    return FALSE;
}

/* "Fell by 6 %" from 18 % to 12 %: by 6 points, or by a third. */
void
vl_check_points(VlCase *matter, guint i, const char *how)
{
    const VlSense *claim = matter->claim;
    const VlQuantity *quantity = vl_sense_quantity(claim, i);
    if (quantity->role != VL_ROLE_PERCENT || strchr(how, '/') != NULL ||
        g_str_has_prefix(how, "100 - ") || strstr(how, " - ") == NULL ||
        how[0] == '|' ||
        (quantity->unit.n_parts == 1 &&
         quantity->unit.dimensions[0] == vl_unit_dimension("points")))
        return;
    for (guint k = 0; k < claim->n; k++)
        if (claim->sentences[k] == claim->sentences[quantity->first] &&
            vl_sense_has(claim, k, VL_MARK_ABSOLUTE))
            return;
    vl_case_note(matter, "units", VL_RESULT_UNDECIDED,
                 vl_case_quantity(claim, i), VL_NOWHERE,
                 "these are percentage points, not per cent");
}
