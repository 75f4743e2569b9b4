#pragma once

#include <glib.h>

#include "model/digest.h"

/* Longest digest.json that is read. */
#define VL_DIGEST_MAX_BYTES ((gsize)256 * 1024 * 1024)

/* Reads what vl_digest_write_json wrote; written again, the bytes are the
 * same.  The bytes are untrusted.  Refused, with the place in the message
 * ("papers[3].claims[0].verdict"): another schema, a member missing,
 * unknown or of a wrong type, a number out of range, a hash that is none, a
 * quote whose text is not that of its segments, a claim shown as found
 * whose passage is not given, an identifier given twice.  Errors:
 * VL_ERROR_MALFORMED, VL_ERROR_TOO_BIG. */
VlDigest *vl_digest_read_json(const char *bytes, gsize n_bytes,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
