#pragma once

#include "base/secret.h"
#include "llm/endpoint.h"
#include "llm/wire.h"
#include "net/http.h"

/* One call there and back, tried once. */

typedef struct {
    const VlWire *wire;
    const VlEndpoint *endpoint;
    const VlSecret *key; /* NULL: none */
    VlHttp *http;
} VlExchange;

/* What came of it. */
typedef struct {
    VlWireResult result;
    guint status;        /* 0: no answer came */
    gboolean lost;       /* it left, and no answer came: result is LATER */
    gboolean crowded;    /* the server has too much to do */
    guint64 retry_ms;    /* what it asks for; 0: nothing */
    guint64 hint_ms;     /* before another call like this one; 0: at once */
    guint milliseconds;
} VlExchangeEnd;

void vl_exchange_end_clear(VlExchangeEnd *end);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VlExchangeEnd, vl_exchange_end_clear)

/* Errors are those that no other call mends: VL_ERROR_REFUSED, NETWORK,
 * CONFIG, STORE, CANCELLED, FAILED; then end->lost alone is set. */
gboolean vl_exchange_run(const VlExchange *exchange, const VlWireAsk *ask,
                         guint tokens, VlExchangeEnd *end,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Asks for what a server tells about itself: GET, or POST with a body. */
gboolean vl_exchange_look(const VlExchange *exchange, const char *url,
                          const char *body, VlHttpAnswer **answer,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
