#pragma once

#include "pdf/page.h"

/* Where the text of a page stands on it. */
typedef struct {
    GArray *lines;   /* VlPageLine, spans in the page's text */
    GArray *raised;  /* VlSpan: small glyphs above their line */
    GArray *lowered; /* VlSpan: and below it */
} VlGeometry;

/* Empty when page is NULL or Poppler counts its boxes otherwise than its
 * text. */
VlGeometry *vl_geometry_new(PopplerPage *page, const VlPageText *text);

/* The same from boxes, one a glyph. */
VlGeometry *vl_geometry_from_boxes(const VlPageText *text,
                                   const PopplerRectangle *boxes);

void vl_geometry_free(VlGeometry *geometry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlGeometry, vl_geometry_free)
