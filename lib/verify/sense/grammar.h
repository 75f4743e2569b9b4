#pragma once

#include "verify/sense/sense.h"

/* What words do by where they stand, which no list of entries can tell:
 * "plus" (more, or no longer), "que" (than, or that), "aussi ... que" and
 * "as ... as", "twice as ... as". */

/* Sets their marks; to be called behind vl_lexicon_mark. */
void vl_grammar_mark(VlSense *sense);

/* The bytes of an elided word with its apostrophe that a French word starts
 * with ("l'", "qu'"; raw: as the text has it), or 0. */
gsize vl_grammar_elision(const char *raw, gsize n);

/* Does token i start with this elided word: "d" of "d'infection"? */
gboolean vl_grammar_is_elided(const VlSense *sense, guint i,
                              const char *head);

/* Is the French word at token i, which may be another one, a number: "sept
 * patients", "neuf mois"? */
gboolean vl_grammar_is_number(const VlSense *sense, guint i);

/* "Plus souvent qu'avec", of which "than" is a part of the token: the first
 * token behind than. */
guint vl_grammar_behind(const VlSense *sense, guint than);

/* "Ne differait pas": is the French verb at token i denied? */
gboolean vl_grammar_is_denied(const VlSense *sense, guint i);

/* The first token that the denial at i is said of: "ne differait pas" denies
 * what stands before "pas"; else the token behind i. */
guint vl_grammar_denied_from(const VlSense *sense, guint i);
