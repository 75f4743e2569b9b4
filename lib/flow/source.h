#pragma once

#include <glib.h>

#include "fulltext/reader.h"
#include "model/document.h"

/* The rendering of one file, whatever it is: PDF, JATS or PubMed XML (also
 * .gz), or text.  What it is, its first bytes say.  A PubMed file with
 * several records gives a page each.  options may be NULL.  Errors name the
 * file and the remedy. */
VlDocument *vl_flow_read_source(const char *path,
                                const VlReaderOptions *options,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The text of a .txt file: UTF-8, UTF-16 with a BOM, else Windows-1252; the
 * BOM is dropped and nothing else changed.  NULL with *error when bytes are
 * no text (a NUL, or control characters by the hundred); file is for the
 * message. */
char *vl_decode_text(const char *bytes, gsize n_bytes, const char *file,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
