#pragma once

#include <glib.h>

#include "text/marker.h"

/* How a document cites.  "(30)" is a reference in one article and data in
 * another, and "[24]" after "MMP-9" could be either; that an article lists
 * its references by number and cites nearly all of them so tells which. */
typedef struct {
    guint brackets, parentheses; /* the highest number; 0: not so */
} VlReferences;

VlReferences vl_references_find(const char *text, gsize n_bytes);

/* The text with such references set in superscript digits, "(³⁰)", which
 * vl_marker_length knows for sure.  Each character stays one character.
 * Gives the text and its bytes; NULL: there is nothing to change. */
char *vl_references_raise(VlReferences references, const char *text,
                          gsize n_bytes, gsize *n_raised);

/* The text with those of its digits raised that stand as superscripts on the
 * page, in ranges (VlRange, sorted), and are references there. */
char *vl_references_raise_ranges(const char *text, gsize n_bytes,
                                 const GArray *ranges, gsize *n_raised);

/* The text with its superscript digits as plain ones; the caller frees. */
char *vl_references_lower(const char *text);
