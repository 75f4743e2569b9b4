#pragma once

#include <glib.h>

/* The forms that a word may have in a text: plurals, verb forms, feminines.
 * word is folded; forms are, too.  Made by rule, so that some are none; what
 * no rule makes ("rose", "fell") has to be listed. */

/* char *; the caller unrefs. */
GPtrArray *vl_inflect_english(const char *word);
GPtrArray *vl_inflect_french(const char *word);
