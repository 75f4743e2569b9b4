#pragma once

#include "model/document.h"

/* A JATS article (or one in BioMed Central's older "art" format) as a
 * rendering of one page: title, authors, identifiers, abstracts, body,
 * references.  Headings, list items and table rows stand on lines of their
 * own, paragraphs are separated by an empty line, cells by a tab; inline
 * markup is flattened ("10<sup>4</sup>" is "104") and never dropped.  White
 * space of the file's layout is one space, every other character stays.
 * Reviews and replies in the same file are not the article and are left out.
 *
 * No DTD is loaded and no entity is expanded.  A named character that only
 * a DTD explains is known from HTML, or becomes U+FFFD and unsafe.  Errors:
 * VL_ERROR_MALFORMED with the line, also for entity declarations,
 * VL_ERROR_NOT_FOUND, VL_ERROR_TOO_BIG. */
VlDocument *vl_jats_read(const char *path,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same from bytes; file is for the messages. */
VlDocument *vl_jats_parse(const char *bytes, gsize n_bytes, const char *file,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
