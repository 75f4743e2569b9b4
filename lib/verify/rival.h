#pragma once

#include "verify/case.h"

/* Does the passage give what the claim says to something else? */

/* Is a number told with words that the passage gives to another number, and
 * with none of its own? */
gboolean vl_case_takes_rival(const VlCase *matter);

/* Does the claim speak of something that the passage does not, but the text
 * around it does? */
gboolean vl_case_speaks_elsewhere(const VlCase *matter);

/* Does the claim deny what the passage speaks of where it denies nothing? */
gboolean vl_case_denies_elsewhere(const VlCase *matter);

/* Has the passage a "not" where a clause of the claim denies nothing? */
gboolean vl_case_drops_denial(const VlCase *matter);
