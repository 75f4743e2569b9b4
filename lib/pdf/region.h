#pragma once

#include <glib.h>

#include "model/span.h"

/* Where the words of a page stand, and which part of it to show around some
 * of them.  All lengths are points (1/72 inch) from the upper left corner of
 * the page, as it is shown.  Nothing here knows PDF. */

typedef struct {
    double x1, y1, x2, y2;
} VlBox;

/* A part of a page to be shown. */
typedef struct {
    VlBox box;     /* the paragraph, or what of it is near */
    GArray *marks; /* VlBox: the words asked for, one a line */
} VlRegion;

void vl_region_free(VlRegion *region);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlRegion, vl_region_free)

/* The paragraphs around spans (VlSpan, code points of text), in the order of
 * the spans: VlRegion, never overlapping.  glyphs has one box for each of the
 * n_glyphs first characters of text, in its order; a box of white space is
 * not looked at.  Empty when no visible character is in the spans.  The
 * caller unrefs. */
GPtrArray *vl_regions_find(const char *text, const VlBox *glyphs,
                           gsize n_glyphs, const GArray *spans);

/* TRUE when the boxes share more than an edge. */
gboolean vl_box_overlaps(const VlBox *a, const VlBox *b);

/* Grows box so that it holds other too. */
void vl_box_add(VlBox *box, const VlBox *other);
