#pragma once

#include <glib.h>

#include "net/transfer.h"

/* Where an answer's body goes: unpacked, counted against the cap, to the
 * sink of a 2xx answer or into memory. */
typedef struct VlBody VlBody;

VlBody *vl_body_new(const VlHttpRequest *request, const char *label);
void vl_body_free(VlBody *body);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlBody, vl_body_free)

/* For vl_transfer_run; data is the VlBody. */
gboolean vl_body_take(const VlTransferEnd *end, const void *bytes,
                        gsize n_bytes, gpointer data, GError **error);

/* After a whole answer: FALSE (VL_ERROR_UNREACHABLE) when its packing ends
 * too early. */
gboolean vl_body_end(VlBody *body, const VlTransferEnd *end,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The body in memory; empty when the sink took it. */
GBytes *vl_body_steal(VlBody *body);

/* TRUE when the sink holds bytes and cannot forget them. */
gboolean vl_body_is_final(const VlBody *body);
