#pragma once

#include <glib.h>

#include "model/digest.h"

/* Appends digest.md: CommonMark without HTML. */
void vl_digest_render_markdown(const VlDigest *digest, GString *out);
