#pragma once

#include <glib.h>

#include "model/digest.h"

/* Appends the digest. */
void vl_digest_render_text(const VlDigest *digest, GString *out);
