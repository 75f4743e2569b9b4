#pragma once

#include "llm/exchange.h"

/* What a server tells about the model that it serves. */

/* How many tokens prompt and answer may have together, as a server's own
 * words tell (of /props, /v1/models, /api/v0/models, /api/show); 0: it does
 * not say.  bytes may be anything. */
guint vl_probe_read(const char *model, const char *bytes, gsize n_bytes);

/* Asks the server; *context is 0 when it does not say.  FALSE: it cannot be
 * reached, or refuses. */
gboolean vl_probe_context(const VlExchange *exchange, const VlServer *server,
                          const char *model, guint *context,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
