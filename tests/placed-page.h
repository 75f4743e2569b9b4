#pragma once

#include <string.h>

#include "model/document.h"

/* A line and where it stands, in points. */
typedef struct {
    const char *text;
    int x, y;
} Placed;

/* A document of one page whose text holds the lines in the order given. */
static inline VlDocument *
placed_page(const Placed *lines, guint n)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(text, "%s\n", lines[i].text);
    VlDocument *document = vl_document_new(VL_RENDERING_PDF);
    VlPage *made = vl_document_add_page(document, text->str, NULL);
    gsize at = 0;
    for (guint i = 0; i < n; i++) {
        gsize length = strlen(lines[i].text);
        VlPageLine line = {{at, at + length},
                           lines[i].x * 10,
                           lines[i].y * 10,
                           lines[i].x * 10 + 2000,
                           lines[i].y * 10 + 100,
                           100};
        g_array_append_val(made->lines, line);
        at += length + 1;
    }
    vl_document_seal(document);
    return document;
}
