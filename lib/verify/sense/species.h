#pragma once

#include <glib.h>

/* Names of species as a text spells them: "Enterococcus faecalis". */

/* Bytes of a species' epithet at p: a word in small letters with a Latin
 * ending; 0 when it is none. */
gsize vl_species_scan_epithet(const char *p);

/* Where the text has the epithet (n bytes) behind a genus in full that begins
 * with that letter; NULL when it has none, or two of them. */
const char *vl_species_find_genus(const char *text, char initial,
                                  const char *epithet, gsize n);

/* Does the genus stand before another epithet in the text, too? */
gboolean vl_species_has_other(const char *text, const char *genus,
                              const char *epithet);
