#pragma once

#include "reading/lines.h"

/* What the places of lines tell of them. */

/* Labels as furniture what comes back, digits apart, at the same height of
 * the head or the foot of several pages. */
void vl_layout_find_margins(VlLines *lines);

/* Labels headings that stand apart or in letters of their own size, and
 * notes in small letters that cut a sentence in two.  After vl_prose_find's
 * own labels of captions and tables, and vl_places_measure. */
void vl_layout_label(VlLines *lines);
