#pragma once

#include <glib.h>

/* The words that one in a text may be a form of: plural, verb form,
 * feminine.  By rule, so that some are none; what no rule makes ("rose",
 * "fell") has to be listed. */

/* Longest word that is looked at, twice over. */
#define VL_INFLECT_MAX 128

/* word: not NUL-terminated, only valid during the call. */
typedef void (*VlInflectVisit)(const char *word, gsize n, gpointer data);

/* Visits the word itself and what it may be a form of, one perhaps twice.
 * word is folded. */
void vl_inflect_bases(const char *word, gsize n, gboolean is_french,
                      VlInflectVisit visit, gpointer data);
