#pragma once

#include <glib.h>

/* Citation markers: "[1,3-5]", "(Smith et al., 2004; Doe, 2005)" and
 * superscript or flattened numbers after a word.  One grammar, used to drop
 * them when a quote is looked for and to forgive one that is missing.  Only
 * what is surely a marker counts: "(n = 12)", "[95% CI 1.2-3.4]",
 * "15 [10-20]" and "CO2" are data. */

/* The length in bytes of the marker that starts at byte at of
 * text[0:n_bytes], or 0.  Looks at what stands before it. */
gsize vl_marker_length(const char *text, gsize at, gsize n_bytes);

/* TRUE where digits that stand raised at byte at may be references: behind a
 * word or a sentence's end, not behind a unit or a number. */
gboolean vl_marker_may_be_cited(const char *text, gsize at);

/* TRUE for a word that a number may belong to: "day", "Table" (folded). */
gboolean vl_marker_is_numbered(const char *word, gsize length);

/* The numbers of a numeric marker in their order, ranges spelled out: guint.
 * Empty for one by author and year.  Several markers side by side may be
 * given as one text. */
GArray *vl_marker_numbers(const char *marker, gsize n_bytes);
