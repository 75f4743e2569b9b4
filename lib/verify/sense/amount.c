#include "config.h"

#include "verify/sense/amount.h"

#include <math.h>

static double
scaled(const VlQuantity *quantity)
{
    return quantity->unit.n_parts > 0
               ? quantity->value * quantity->unit.factor
               : quantity->value;
}

gboolean
vl_value_rounds(double a, int decimals, double b, gboolean about)
{
    double step = pow(10, -decimals);
    double half = step / 2 * (1 + 1e-9);
    if (fabs(a - b) <= half)
        return TRUE;
    if (!about)
        return FALSE;
    return fabs(a - b) <= MAX(fabs(b) * 0.06, step);
}

/* "60" says less than "59.5". */
static int
significant_digits(const VlQuantity *quantity)
{
    double value = fabs(quantity->value) * pow(10, quantity->decimals);
    int digits = 0;
    gboolean trailing = quantity->decimals == 0;
    for (double rest = floor(value + 0.5); rest >= 1 && isfinite(rest);
         rest = floor(rest / 10)) {
        trailing &= fmod(rest, 10) == 0;
        digits += !trailing;
    }
    return digits;
}

gboolean
vl_quantity_is_time(const VlQuantity *quantity)
{
    return quantity->unit.n_parts == 1 &&
           quantity->unit.dimensions[0] == vl_unit_dimension("time");
}

gboolean
vl_quantity_equal(const VlQuantity *a, const VlQuantity *b, const char **how)
{
    gboolean units = a->unit.n_parts > 0 && b->unit.n_parts > 0;
    gboolean convertible = units && vl_unit_same_dimension(&a->unit, &b->unit);
    *how = NULL;
    /* "Fell by 18.4" of a change of -18.4, and the other way round. */
    VlQuantity turned;
    if ((a->value < 0) != (b->value < 0) && (a->falls || b->falls)) {
        turned = *b;
        turned.value = -b->value;
        b = &turned;
    }
    if (a->value == b->value)
        return !convertible || a->unit.factor == b->unit.factor ||
               scaled(b) == 0;
    if (convertible && a->unit.factor != b->unit.factor) {
        double there = scaled(b) / a->unit.factor;
        *how = "converted";
        return vl_value_rounds(a->value, a->decimals, there, a->about) ||
               fabs(there - a->value) <= fabs(there) * 0.015;
    }
    if (units && !convertible)
        return FALSE;
    gboolean about =
        a->about && significant_digits(a) < significant_digits(b);
    if (a->decimals >= b->decimals && !about)
        return FALSE;
    /* "At 5 years" is no rounding of a 4.76 without a unit, nor of one that is
     * the time for which patients were followed. */
    if (a->decimals == 0 && !a->about && vl_quantity_is_time(a) &&
        (!vl_quantity_is_time(b) || (a->at && !b->at)))
        return FALSE;
    /* A p-value is not rounded over its limit. */
    if (a->role == VL_ROLE_P && b->value != 0 && a->value == 0)
        return FALSE;
    *how = "rounded";
    return vl_value_rounds(a->value, a->decimals, b->value, about);
}

gboolean
vl_quantity_may_be(const VlQuantity *share, double value)
{
    if (share->role != VL_ROLE_FRACTION)
        return TRUE;
    switch (share->bound) {
    case VL_BOUND_BELOW:
        return value < share->value;
    case VL_BOUND_ATMOST:
        return value <= share->value;
    case VL_BOUND_ABOVE:
        return value > share->value;
    case VL_BOUND_ATLEAST:
        return value >= share->value;
    default:
        return TRUE;
    }
}

/* "P < 0.01" of P = 0.003: the limit next above that a paper would name. */
gboolean
vl_p_is_below(const VlQuantity *said, const VlQuantity *printed)
{
    static const double limits[] = {0.05, 0.01, 0.005, 0.001, 0.0001};
    if (said->role != VL_ROLE_P || printed->role != VL_ROLE_P ||
        said->bound != VL_BOUND_BELOW ||
        printed->bound > VL_BOUND_EQUAL || printed->value < 0 ||
        printed->value >= said->value)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(limits); i++)
        if (said->value == limits[i])
            return TRUE;
    return FALSE;
}
