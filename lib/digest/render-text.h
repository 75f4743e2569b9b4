#pragma once

#include <glib.h>

#include "digest/view.h"

/* Columns of the plain text view. */
#define VL_TEXT_COLUMNS 72

/* Appends digest.txt: UTF-8, wrapped; longer words (addresses) stay whole.
 * host may be NULL. */
void vl_digest_render_text(const VlDigest *digest, const VlViewHost *host,
                           GString *out);
