#pragma once

#include <glib.h>

#include "model/document.h"

/* What is known of a rendering beside its text, as JSON for the store:
 * where it came from, and per page its label and its unsafe and hidden
 * spans. */

void vl_overlay_write(const VlDocument *document, const char *path,
                      GString *out);

/* The document again.  path may be NULL.  Spans beyond the text are dropped.
 * Error: VL_ERROR_MALFORMED. */
VlDocument *vl_overlay_read(const char *text, const char *overlay,
                            char **path,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
