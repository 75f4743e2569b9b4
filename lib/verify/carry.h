#pragma once

#include "verify/case.h"

/* Does the passage say all of the claim?  To be asked when no check has
 * found fault (and not of a whole source). */
gboolean vl_case_is_carried(const VlCase *matter);

/* Does the claim take its words from members of the passage that speak of
 * different things? */
gboolean vl_case_is_mixed(const VlCase *matter);

/* Do the claim's words stand in the passage as they are bound in the claim:
 * neighbours together, numbers in their order or beside their words, denied
 * where they are denied? */
gboolean vl_case_is_bound(const VlCase *matter);

/* Do quantities a and b of the claim (a before b, both matched) go with the
 * things that the passage lists before them in this order? */
gboolean vl_case_is_listed(const VlCase *matter, guint a, guint b);

/* Does each number of the claim stand with words of its own, none of which
 * belongs to another number of its kind? */
gboolean vl_case_owns_numbers(const VlCase *matter);

/* Is each thing said to be more, less or the same of which the passage says
 * so? */
gboolean vl_case_keeps_ways(const VlCase *matter);
