#pragma once

#include <curl/curl.h>
#include <glib.h>

#include "net/http.h"
#include "net/loop.h"
#include "net/url.h"

/* One request to one host and its answer: no redirect is followed, nothing is
 * tried twice, nothing is unpacked. */

typedef struct {
    const VlUrl *url;
    const VlHttpRequest *request; /* its URL and redirects are not looked at */
    VlReach reach;         /* addresses that may be connected to */
    gboolean as_get;       /* without the request's body */
    gboolean with_secrets; /* secret headers go along */
    gboolean fresh;        /* on a connection of its own */
    const char *user_agent, *ca_file, *proxy;
} VlTransferPlan;

typedef struct {
    CURLcode code;
    guint status;
    GHashTable *headers; /* as in VlHttpAnswer */
    guint64 bytes_out, bytes_in;
    guint milliseconds;
    char *blocked; /* an address that the plan does not reach; or NULL */
    char *detail;  /* curl's own words for what went wrong; or NULL */
} VlTransferEnd;

void vl_transfer_end_clear(VlTransferEnd *end);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VlTransferEnd, vl_transfer_end_clear)

/* Takes the body's bytes in the calling thread, at the pace at which it
 * returns.  status and headers of end are complete by then.  FALSE ends the
 * transfer. */
typedef gboolean (*VlTransferTake)(const VlTransferEnd *end, const void *bytes,
                                   gsize n_bytes, gpointer data,
                                   GError **error);

/* Runs to its end and fills *end.  FALSE with the error of take, or
 * VL_ERROR_CANCELLED once *cancelled is set; what else goes wrong is in
 * end->code, and TRUE. */
gboolean vl_transfer_run(VlLoop *loop, const VlTransferPlan *plan,
                         const gint *cancelled, VlTransferTake take,
                         gpointer data, VlTransferEnd *end,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
