#pragma once

#include <glib.h>

/* Names and titles, compared as readers do. */

/* The words of a text: lower case, without accents, letters and digits
 * only.  char *; text may be NULL. */
GPtrArray *vl_fold_words(const char *text);

/* Words as one; the caller frees. */
char *vl_fold_join(const GPtrArray *words);

/* The words of a text as one; the caller frees. */
char *vl_fold_name(const char *name);

/* TRUE when a journal is called so, by name, abbreviation or initials. */
gboolean vl_journal_is(const char *given, const char *title,
                       const char *iso);
