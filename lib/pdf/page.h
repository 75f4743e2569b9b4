#pragma once

#include <glib.h>
#include <poppler.h>

/* The text of one page as Poppler orders it, made fit for a rendering:
 * valid UTF-8 without NUL, form feed and bidirectional marks. */
typedef struct {
    char *text;
    gsize length;   /* code points */
    GArray *unsafe; /* VlSpan, code points in text: glyphs whose meaning the
                       text layer does not tell */
    /* The glyphs as Poppler counts them: */
    gsize n_glyphs;
    gunichar *glyphs;
    gsize *at;     /* where each stands in text; VL_PAGE_NOWHERE: dropped */
    guint8 *marks; /* VlPageMark bits of each */
    float *sizes;  /* points of each; 0: unknown */
} VlPageText;

#define VL_PAGE_NOWHERE G_MAXSIZE

typedef enum {
    VL_PAGE_SYMBOL = 1, /* from a short run in a symbol font */
    VL_PAGE_TINY = 2,   /* under 3 points */
    VL_PAGE_PALE = 4,   /* in a colour that white paper swallows */
} VlPageMark;

/* The page and as much again on each side.  Of the page alone, Poppler leaves
 * out lines from any place of a turned page on whose edge a line is cut. */
PopplerRectangle vl_page_area(PopplerPage *page);

/* The boxes of the glyphs, in points from the top left; *n may differ from
 * the number of glyphs in the text.  NULL: none.  The caller frees. */
PopplerRectangle *vl_page_boxes(PopplerPage *page, guint *n);

/* A page without text gives "", never NULL. */
VlPageText *vl_page_text_new(PopplerPage *page);

/* The same from its parts: raw as Poppler gave it, attributes a list of
 * PopplerTextAttributes (NULL: none). */
VlPageText *vl_page_text_from_parts(const char *raw, GList *attributes);

void vl_page_text_free(VlPageText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPageText, vl_page_text_free)

/* TRUE when the page shows a picture of its own: a scan, perhaps. */
gboolean vl_page_has_image(PopplerPage *page);
