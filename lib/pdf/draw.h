#pragma once

#include <glib.h>
#include <poppler.h>

#include "pdf/png.h"
#include "pdf/region.h"

/* Pages as pixels, at 144 dpi: two pixels a point. */

/* A part of a page, drawn. */
typedef struct VlDrawn VlDrawn;

/* Errors: VL_ERROR_TOO_BIG, no memory for it.  A page that is too large for
 * 144 dpi is drawn with fewer. */
VlDrawn *vl_page_draw(PopplerPage *page, const VlBox *part, GError **error);
void vl_drawn_free(VlDrawn *drawn);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlDrawn, vl_drawn_free)

/* A region as it will stand in the picture, under a line of words. */
typedef struct {
    VlCanvas *canvas;
    char *caption;
    gboolean no_ink; /* a marked line has none: hidden text */
} VlBlock;

/* The region must lie in what was drawn; what lies outside is white. */
VlBlock *vl_block_cut(const VlDrawn *drawn, const VlRegion *region,
                      const char *caption);
void vl_block_free(VlBlock *block);

/* All blocks (VlBlock, at least one) one above the other, a caption over
 * each page's first.  NULL: too large. */
VlCanvas *vl_blocks_join(const GPtrArray *blocks);

/* A line of words, width pixels wide, on white; blank when this system has
 * no font. */
VlCanvas *vl_caption_draw(const char *caption, guint width);
