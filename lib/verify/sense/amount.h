#pragma once

#include <glib.h>

#include "model/claim.h"
#include "verify/sense/sense.h"

/* Two quantities held against each other, whatever they are told of. */

/* Of two numbers that are not equal: a conflict, or undecided where one may
 * be the other without its form, "105" for "10⁵". */
VlResult vl_quantity_unlike(const VlQuantity *a, const VlQuantity *b);

/* Is a, with so many decimals, the rounding of b?  about: by more than its last
 * digit. */
gboolean vl_value_rounds(double a, int decimals, double b, gboolean about);

/* Does quantity b carry what a says: equal, converted or rounded?  A
 * rounding is told in how (static text). */
gboolean vl_quantity_equal(const VlQuantity *a, const VlQuantity *b,
                           const char **how);

/* Is a value on the side to which a share in words is bound: more than half,
 * less than a third?  TRUE for what is not bound so. */
gboolean vl_quantity_may_be(const VlQuantity *share, double value);

/* "P < 0.01" of P = 0.003 */
gboolean vl_p_is_below(const VlQuantity *said, const VlQuantity *printed);

/* "12 weeks" */
gboolean vl_quantity_is_time(const VlQuantity *quantity);
