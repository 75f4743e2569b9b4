#pragma once

#include <glib.h>

#include "fulltext/reader.h"
#include "model/span.h"

/* Pictures of places in a PDF, drawn by the sealed helper: the paragraph
 * around, the words marked, the page number above. */

/* Bytes of one picture, and of all of one file. */
#define VL_PICTURE_MAX_BYTES (8u << 20)
#define VL_PICTURES_MAX_BYTES (128u << 20)

/* What the helper takes of one picture. */
#define VL_PICTURE_MAX_SPANS 16
#define VL_PICTURE_MAX_LENGTH 20000 /* code points */

typedef struct {
    GArray *spans; /* VlSpan, code points in the rendering: what to mark */
    /* What vl_fulltext_draw made of it: */
    GBytes *png;          /* NULL: error says why */
    guint page, page_end; /* the first and the last one shown */
    guint width, height;  /* pixels, at 144 dpi */
    gboolean marked;      /* FALSE: the place on the page is not known, and
                             the whole page is shown */
    gboolean ink;         /* FALSE: a marked line shows nothing: hidden */
    GPtrArray *texts;     /* char *, one a span: what the helper read there */
    GError *error;
} VlPicture;

VlPicture *vl_picture_new(void);
void vl_picture_free(VlPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPicture, vl_picture_free)

/* Draws pictures (VlPicture with spans, at least one each) of the PDF at
 * path.  FALSE: none could be drawn, with the errors of
 * vl_fulltext_read_pdf.  Otherwise each picture has its png or its error
 * (VL_ERROR_NOT_FOUND: no such place; VL_ERROR_TOO_BIG).  options may be
 * NULL. */
gboolean vl_fulltext_draw(const char *path, const GPtrArray *pictures,
                          const VlReaderOptions *options,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
