#pragma once

#include <glib.h>

/* Undoes Content-Encoding gzip or deflate, piece by piece, so that a small
 * answer that unpacks to gigabytes is noticed and one that ends too early is
 * no success. */
typedef struct VlInflate VlInflate;

/* encoding as in the header; label names the host in errors and must stay.
 * NULL when it is not known (*known FALSE) or is
 * none ("identity", NULL: *known TRUE). */
VlInflate *vl_inflate_new(const char *encoding, const char *label,
                          gboolean *known);
void vl_inflate_free(VlInflate *inflate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlInflate, vl_inflate_free)

/* Takes unpacked bytes; FALSE ends the work. */
typedef gboolean (*VlInflateTake)(const void *bytes, gsize n_bytes,
                                  gpointer data, GError **error);

/* Unpacks one more piece.  Error: VL_ERROR_UNREACHABLE when the bytes are
 * damaged, or that of take. */
gboolean vl_inflate_add(VlInflate *inflate, const void *bytes, gsize n_bytes,
                        VlInflateTake take, gpointer data,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE (VL_ERROR_UNREACHABLE) when the end is missing. */
gboolean vl_inflate_end(const VlInflate *inflate,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Packed bytes that were unpacked so far. */
guint64 vl_inflate_taken(const VlInflate *inflate);
