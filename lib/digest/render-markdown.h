#pragma once

#include <glib.h>

#include "digest/view.h"

/* Appends digest.md: CommonMark without HTML.  host may be NULL. */
void vl_digest_render_markdown(const VlDigest *digest, const VlViewHost *host,
                               GString *out);
