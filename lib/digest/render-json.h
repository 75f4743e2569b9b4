#pragma once

#include <glib.h>

#include "model/digest.h"

/* Appends digest.json (schemas/digest.schema.json): indented, ended by a
 * newline, the same bytes for the same digest.  The digest was closed by
 * vl_digest_close or read by vl_digest_read_json. */
void vl_digest_write_json(const VlDigest *digest, GString *out);
