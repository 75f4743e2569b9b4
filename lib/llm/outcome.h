#pragma once

#include <glib.h>

/* Is the sentence the result of the primary outcome that the definition
 * names?  It has to say most of the definition's own words and to agree
 * with its times ("at 28 days"), must give a number or say that there was
 * no difference, and must not speak of a secondary outcome or a part of the
 * patients.  When in doubt it is not. */
gboolean vl_outcome_matches(const char *definition, const char *sentence);
