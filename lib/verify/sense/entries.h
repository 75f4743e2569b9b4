#pragma once

#include <glib.h>

/* The lines of a word list of schemas/lexicon, their words written as the
 * words of texts are: folded, "sous-groupe" as two words, "hba1c" as three,
 * "d'étude" without its article.  To be fast: each run reads thousands. */

/* Before a word that has a capital behind its first letter: "^chx". */
#define VL_ENTRIES_CAPITALS '^'

/* A line without comments, which may be cut up. */
typedef void (*VlEntriesLine)(char *line, gpointer data);

/* Reads a list that the program carries; nothing when there is none.  Gives
 * the text that the lines are in; the caller keeps it, or frees it. */
char *vl_entries_read(const char *asset, VlEntriesLine read, gpointer data);

/* Cuts the first entry off a list ("a, b c, d"), which then starts behind
 * it.  NULL: no more. */
char *vl_entries_next(char **list);

/* Cuts the first word off an entry likewise. */
char *vl_entries_word(char **entry);
