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

/* Is the one number of its kind that the claim tells one of several that the
 * passage deals out "respectively", to what could not be read? */
gboolean vl_case_misses_deal(const VlCase *matter);

/* Do two members of the claim side by side say of each other's things what
 * two members of the passage say: "A was the first and B the second" of "B
 * was the first and A the second"? */
gboolean vl_case_crosses(const VlCase *matter);
