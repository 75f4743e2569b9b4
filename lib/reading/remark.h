#pragma once

#include <glib.h>

/* What a text says besides claims: schemas/lexicon/LANGUAGE/summary.txt,
 * which the program carries in itself; all languages at once. */

/* TRUE when the line is the heading of a list of references: "Sources:". */
gboolean vl_is_reference_heading(const char *line);

/* The bytes of "Source: " and the like at the start of text; 0: none. */
gsize vl_reference_lead(const char *text);

/* TRUE for what says nothing of any study: greetings, offers, warnings that
 * a machine wrote this, advice to see a physician. */
gboolean vl_is_remark(const char *sentence);

/* The entries, for the test: "remark", "start", "heading", "lead". */
guint vl_remark_entries(const char *kind, const char *const **entries);
