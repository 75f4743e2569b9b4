#pragma once

#include <glib.h>

#include "digest/view.h"

/* Bytes of pictures that the page holds; beyond, it links to their files:
 * browsers slow down, and mail refuses it. */
#define VL_HTML_MAX_PICTURES ((gsize)32 << 20)

/* Appends digest.html: one file that needs no other, without script, that
 * loads nothing.  host may be NULL. */
void vl_digest_render_html(const VlDigest *digest, const VlViewHost *host,
                           GString *out);
