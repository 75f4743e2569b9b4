#pragma once

#include <glib.h>

/* SHA-256 in lower-case hexadecimal, 64 characters; the caller frees. */
char *vl_sha256(const void *bytes, gsize n_bytes);

/* TRUE when text is 64 lower-case hexadecimal digits. */
gboolean vl_is_sha256(const char *text);
