#pragma once

#include <glib.h>

#include "verify/locate/place.h"

/* A sentence that a float, a page's end or a column's end cuts in two: its
 * beginning stands at the end of one block of text and the rest at the
 * start of another.  Only places where both ends are broken off
 * mid-sentence count, so that a quote spliced from two sentences is none.
 * Appends VlPlace of two parts each. */
void vl_bridge_find(const VlSource *source, const VlNeedle *needle,
                    GArray *places);
