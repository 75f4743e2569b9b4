#pragma once

#include "verify/check/case.h"

/* Denials that are none, and words that deny without one. */

/* Does the word by itself deny what the other says: is "withheld" what was
 * not "given", "unaware" who did not "know"? */
gboolean vl_word_undoes(const VlWord *word, const VlWord *what);

/* "Not only A but also B", "whether or not": the negation at token i denies
 * nothing; not against a text (NULL: any) that has "only" without it. */
gboolean vl_negation_is_idle(const VlSense *sense, guint i,
                             const VlSense *other);

/* "A, but not B or C, rose", "... without C": the negation at token i leaves
 * out a part that the other text does not speak of at all. */
gboolean vl_negation_parts_off(const VlSense *sense, guint i,
                               const VlSense *other);

/* "A, and not B" of a claim that says "only A"; "not indicated unless", "two
 * lesions that were not present before": the negation at token i of the
 * passage holds on a condition or for a side of it that the claim leaves
 * out. */
gboolean vl_negation_is_narrowed(const VlCase *matter, guint i);

/* Does another sentence of the source deny word j of the passage, and speak of
 * what else the claim says behind its negation at token i? */
gboolean vl_negation_is_told(const VlCase *matter, guint i, guint j);

/* Either of the two. */
gboolean vl_negation_says_nothing(const VlSense *sense, guint i,
                                  const VlSense *other);
