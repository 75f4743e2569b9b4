#pragma once

#include <glib.h>

/* A file or standard input as a stream of bytes, unpacked on the way when
 * it begins like gzip.  Memory stays flat whatever the size. */
typedef struct VlInput VlInput;

/* path "-" is standard input.  Errors: VL_ERROR_NOT_FOUND,
 * VL_ERROR_FAILED ..., with the path. */
VlInput *vl_input_open(const char *path,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_input_close(VlInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlInput, vl_input_close)

/* The next stretch of bytes: *bytes belongs to the input until the next
 * call; *n_bytes is 0 at the end.  Errors: VL_ERROR_MALFORMED for damaged
 * or truncated gzip data, VL_ERROR_FAILED; what was unpacked before the
 * damage has been delivered. */
gboolean vl_input_next(VlInput *input, const char **bytes, gsize *n_bytes,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What to call it in a message: 'a.xml' in quotes, or "standard input". */
const char *vl_input_name(const VlInput *input);

/* Unpacked bytes delivered so far. */
guint64 vl_input_position(const VlInput *input);
