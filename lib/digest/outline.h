#pragma once

#include <glib.h>

#include "digest/view.h"

/* The digest told from top to bottom, once for all views that are plain
 * text: they differ in how they write a heading or a quote, never in what
 * is said.  Each function escapes all that it gets. */
typedef struct {
    void (*heading)(GString *out, guint level, const char *text);
    /* strong may be NULL. */
    void (*paragraph)(GString *out, const char *strong, const char *text);
    void (*item)(GString *out, const char *strong, const char *text);
    /* A passage of a source, below an item, and where it stands. */
    void (*quote)(GString *out, const char *text, const char *place);
    /* A line below the passage, or below the item. */
    void (*remark)(GString *out, const char *strong, const char *text);
    /* url may be NULL. */
    void (*link)(GString *out, const char *label, const char *url);
    /* A picture below the passage: words that link to a file beside. */
    void (*picture)(GString *out, const char *text, const char *file);
    void (*code)(GString *out, const char *command);
    /* Ends a list. */
    void (*end_list)(GString *out);
} VlOutline;

/* host may be NULL; of it, flush is used. */
void vl_outline_write(const VlDigest *digest, const VlOutline *outline,
                      const VlViewHost *host, GString *out);
