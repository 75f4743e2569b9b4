#pragma once

#include <glib.h>

#include "model/digest.h"

/* Columns of the plain text view. */
#define VL_TEXT_COLUMNS 72

/* Appends digest.txt: UTF-8, wrapped; longer words (addresses) stay
 * whole. */
void vl_digest_render_text(const VlDigest *digest, GString *out);
