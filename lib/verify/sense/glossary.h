#pragma once

#include <glib.h>

/* French words of clinical papers and the English ones that stand for them:
 * schemas/lexicon/fr/glossary.txt, which the program carries in itself.
 * Only for finding where an English text speaks of what a French sentence
 * says; it decides nothing. */

/* The stems (vl_term_stem, English) for a folded French word, itself or by
 * its stem: char *; the caller unrefs.  NULL: not in it. */
GPtrArray *vl_glossary_find(const char *word, const char *stem);

/* The number of French entries; and the one at i (for the test). */
guint vl_glossary_length(void);
const char *vl_glossary_entry(guint i);
