#pragma once

#include <glib.h>

#include "verify/locate/place.h"

/* Longest folded quote that is looked for in this way. */
#define VL_REPLACED_MAX 64

/* Places where a short quote stands but for one long word, for which the
 * source has another: so much of it is another word that no share of edits
 * would tell.  Appends VlRange of folded bytes.  Such a place is never more
 * than an altered quote. */
void vl_replaced_find(const VlSource *source, const VlNeedle *needle,
                      GArray *places);
