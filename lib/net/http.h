#pragma once

#include <glib.h>

#include "base/secret.h"
#include "guard/egress.h"
#include "guard/ledger.h"

/* The one way to the network.  Every request asks guard/egress, gets a line
 * in the ledger before its first byte leaves, and keeps the rate that all
 * processes of the user share.  https with certificates checked, always; http
 * to this machine alone.  Calls block and may come from many threads; one
 * thread inside owns all connections. */
typedef struct VlHttp VlHttp;

/* What is pointed to must outlive the VlHttp. */
typedef struct {
    const VlEgress *egress;
    const VlLedger *ledger;
    const char *user_agent;      /* "veille/0.1.0 (mailto:…)"; no secrets */
    const char *throttle_folder; /* shared by the user's processes; NULL: the
                                  * rates hold within this process */
    const char *ca_file; /* certificates to trust; NULL: the system's */
    const char *proxy;   /* URL of a proxy for other machines; NULL: none,
                          * whatever the environment says */
    guint backoff_ms;    /* first wait before another attempt; 0: 1000 */
    guint stall_s;       /* in place of that of each request that has one; 0:
                          * as the requests say */
} VlHttpOptions;

/* Never NULL but when curl cannot be loaded or started (VL_ERROR_FAILED). */
VlHttp *vl_http_new(const VlHttpOptions *options,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* No call may be under way any more. */
void vl_http_free(VlHttp *http);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlHttp, vl_http_free)

/* Ends all calls, now and later, with VL_ERROR_CANCELLED. */
void vl_http_cancel(VlHttp *http);

/* name is without ": ".  A secret one is sent to the first host alone. */
typedef struct {
    const char *name, *value;
    gboolean secret;
} VlHttpHeader;

typedef struct {
    guint status;
    char *url;   /* the last one asked, without its query */
    GBytes *body; /* unpacked; empty when a sink took it */
    GHashTable *headers; /* char *, lower-case name -> value; of several with
                          * one name the last */
    guint64 bytes_out, bytes_in; /* over the wire, of all attempts */
    guint attempts;
} VlHttpAnswer;

void vl_http_answer_free(VlHttpAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlHttpAnswer, vl_http_answer_free)

/* NULL when it is missing; name in lower case. */
const char *vl_http_answer_header(const VlHttpAnswer *answer,
                                  const char *name);

/* The body's bytes; "" where GLib gives NULL for none. */
const char *vl_http_answer_bytes(const VlHttpAnswer *answer, gsize *n_bytes);

/* Takes the body of a 2xx answer as it comes, in the calling thread.  An
 * error that vl_http_is_transient makes another attempt. */
typedef struct {
    /* Before the first byte of each attempt: forget what came before.  NULL:
     * no other attempt once a byte was given. */
    gboolean (*start)(gpointer data, GError **error);
    gboolean (*bytes)(const void *bytes, gsize n_bytes, gpointer data,
                      GError **error);
    gpointer data;
} VlHttpSink;

/* Looks at a whole answer: TRUE takes it.  An error that
 * vl_http_is_transient makes another attempt, any other one ends the
 * call. */
typedef gboolean (*VlHttpReview)(const VlHttpAnswer *answer, gpointer data,
                                 GError **error);

/* The review of a request without one: a status that says "later" (408, 425,
 * 429, 500, 502 to 504, 529) makes another attempt, all others are taken,
 * 404 too. */
gboolean vl_http_review_status(const VlHttpAnswer *answer, gpointer data,
                               GError **error);

typedef struct {
    VlPurpose purpose;
    const char *url;
    const void *body; /* NULL: GET, else POST */
    gsize n_body;
    const char *content_type, *accept;
    const VlHttpHeader *headers; /* n_headers of them */
    guint n_headers;
    const VlSecret *secret; /* masked wherever it could be written; NULL */
    const char *secret_field; /* "api_key": a form's field that takes the
                               * secret as it is sent; NULL: none does */
    gsize max_bytes;        /* of the unpacked body */
    guint max_redirects;    /* 0 for language models */
    gboolean (*may_follow)(const char *url); /* a redirect there; NULL: any */
    guint connect_s, total_s; /* of one attempt */
    guint stall_s;            /* no byte for so long; 0: no limit */
    guint attempts;           /* 1: no other one */
    guint longest_wait_s;     /* of Retry-After; more is an error at once */
    const char *rate;         /* what vl_throttle_take counts; NULL: the host */
    double per_second;        /* 0: no limit */
    VlHttpReview review;      /* NULL: vl_http_review_status */
    gpointer review_data;
    const VlHttpSink *sink; /* NULL: answer->body */
    guint64 *bytes_out; /* what left, set also when the call fails; NULL */
} VlHttpRequest;

#define VL_HTTP_REQUEST_INIT                                               \
    {                                                                      \
        .max_bytes = 16 << 20, .max_redirects = 5, .connect_s = 15,        \
        .total_s = 600, .stall_s = 30, .attempts = 5, .longest_wait_s = 120 \
    }

/* Asks, until an answer is taken or the attempts are used up.  Errors name
 * host, what happened and the remedy, and never a key or a query:
 * VL_ERROR_REFUSED (egress: nothing was sent), VL_ERROR_UNREACHABLE and
 * VL_ERROR_TIMEOUT (later it may work), VL_ERROR_NETWORK (it will not),
 * VL_ERROR_TOO_BIG, VL_ERROR_CANCELLED, VL_ERROR_STORE (the ledger), or that
 * of the sink or the review. */
gboolean vl_http_perform(VlHttp *http, const VlHttpRequest *request,
                         VlHttpAnswer **answer,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* VL_ERROR_UNREACHABLE and VL_ERROR_TIMEOUT. */
gboolean vl_http_is_transient(const GError *error);
