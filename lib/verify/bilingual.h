#pragma once

#include <glib.h>

/* French words of a claim and English ones of its passage, by the glossary
 * of schemas/lexicon/fr/glossary.txt. */

/* What is looked up of a text's words, once each; filled as it is used, so
 * one thread at a time. */
typedef struct VlMeanings VlMeanings;

VlMeanings *vl_meanings_new(guint n_words);
void vl_meanings_free(VlMeanings *meanings);

/* Does the French word i (folded) mean the English word j? */
gboolean vl_meanings_meet(VlMeanings *french, guint i, const char *word,
                          gsize length, VlMeanings *english, guint j,
                          const char *other, gsize n_other);
