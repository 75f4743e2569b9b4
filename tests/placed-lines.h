#pragma once

#include <string.h>

#include "model/chunk.h"
#include "model/document.h"

/* A line, where its left upper corner stands and the size of its letters, in
 * points.  A line whose text ends in '|' has no break behind it. */
typedef struct {
    const char *text;
    int x, y, size;
} Set;

/* Adds a page with the lines as given; each is `wide` points wide, or as its
 * letters are where it is shorter. */
static inline void
set_page(VlDocument *document, const Set *lines, guint n, int wide)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GArray) placed = g_array_new(FALSE, FALSE, sizeof(VlPageLine));
    for (guint i = 0; i < n; i++) {
        gsize length = strlen(lines[i].text);
        gboolean open = g_str_has_suffix(lines[i].text, "|");
        length -= open;
        gsize at = text->len;
        int width = MIN(wide, (int)length * lines[i].size / 2);
        VlPageLine line = {{at, at + length},
                           lines[i].x * 10,
                           lines[i].y * 10,
                           (lines[i].x + width) * 10,
                           (lines[i].y + lines[i].size) * 10,
                           lines[i].size * 10};
        g_string_append_len(text, lines[i].text, (gssize)length);
        if (!open)
            g_string_append_c(text, '\n');
        g_array_append_val(placed, line);
    }
    VlPage *page = vl_document_add_page(document, text->str, NULL);
    for (guint i = 0; i < placed->len; i++) {
        VlPageLine line = g_array_index(placed, VlPageLine, i);
        line.span.start += page->offset;
        line.span.end += page->offset;
        g_array_append_val(page->lines, line);
    }
}

static inline VlDocument *
set_document(const Set *lines, guint n)
{
    VlDocument *document = vl_document_new(VL_RENDERING_PDF);
    set_page(document, lines, n, 300);
    vl_document_seal(document);
    return document;
}

#define SET_DOCUMENT(lines) set_document(lines, G_N_ELEMENTS(lines))
