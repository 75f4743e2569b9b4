#pragma once

#include <glib.h>

#include "model/digest.h"

/* Appends digest.html: one file that needs no other, without script, that
 * loads nothing. */
void vl_digest_render_html(const VlDigest *digest, GString *out);
