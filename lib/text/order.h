#pragma once

#include <glib.h>

#include "model/document.h"

/* The order in which a reader takes the lines of a page, from where they
 * stand alone: columns from left to right, what crosses them in its place.
 * Lengths are in any one unit, y grows downwards. */
typedef struct {
    int x1, y1, x2, y2;
    int size; /* of the letters */
} VlOrderBox;

/* For each place in the order: */
typedef struct {
    guint line;     /* which box */
    gboolean block; /* begins another block: a column, a gap, another size */
} VlOrderPlace;

/* n places.  The caller frees. */
VlOrderPlace *vl_order_find(const VlOrderBox *boxes, guint n);

/* The same for the lines of a page: a place for each. */
VlOrderPlace *vl_order_of_page(const VlPage *page);
