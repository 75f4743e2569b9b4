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

/* "And", "but": what comes next is another member. */
gboolean vl_word_joins(const VlWord *word);

/* The member of each token, numbered through the text: what commas, brackets
 * and "and" part; the caller frees. */
guint *vl_sense_members(const VlSense *sense);
