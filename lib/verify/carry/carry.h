#pragma once

#include "verify/check/case.h"

/* Does the passage say all of the claim?  To be asked when no check has
 * found fault (and not of a whole source).  If not, why (static text; NULL:
 * for the words that are not covered). */
gboolean vl_case_is_carried(const VlCase *matter, const char **why);
