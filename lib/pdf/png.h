#pragma once

#include <glib.h>

/* A picture of a page's part: what it shows, and where the quote stands in
 * it. */
typedef struct {
    guint width, height; /* pixels */
    guint8 *rgb;         /* 3 bytes a pixel, as printed */
    guint8 *marked;      /* 1 byte a pixel: not 0 where the quote stands */
} VlCanvas;

VlCanvas *vl_canvas_new(guint width, guint height); /* white, unmarked */
void vl_canvas_free(VlCanvas *canvas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlCanvas, vl_canvas_free)

/* The colour that the quote is marked with; ink on it is darkened. */
#define VL_MARK_RED 255
#define VL_MARK_GREEN 232
#define VL_MARK_BLUE 102

/* The canvas as PNG of 144 dpi, the quote on yellow.  Black on white, as
 * most pages are, takes 4 bits a pixel (8 greys, and the same on yellow); a
 * part with colours keeps them. */
GByteArray *vl_png_encode(const VlCanvas *canvas);
