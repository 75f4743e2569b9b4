#pragma once

#include "pubmed/client.h"
#include "pubmed/reply.h"

/* For client.c and fetch.c: one request to the E-utilities. */
struct VlPubmed {
    VlPubmedOptions options;
    char *base; /* ends with a slash */
};

/* The body with the user's key; vl_wipe_free. */
char *vl_pubmed_body(const VlPubmed *pubmed, const char *query);

/* Fills in all but the body, the review and the sink; the caller frees
 * *url, which must outlive the request. */
void vl_pubmed_prepare(const VlPubmed *pubmed, VlEutil util,
                       VlPurpose purpose, VlHttpRequest *request, char **url);

/* Reads the body of an answer; VL_ERROR_MALFORMED has it asked for again. */
typedef gboolean (*VlEutilsRead)(const char *bytes, gsize n_bytes,
                                 gpointer data, GError **error);

/* Asks, as often as that may help, and has the answer read. */
gboolean vl_pubmed_ask(VlPubmed *pubmed, VlEutil util, VlPurpose purpose,
                       const char *query, VlEutilsRead read, gpointer data,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For reviews of a request's answer: TRUE when it is one.  Else what it says
 * for an error, VL_ERROR_UNREACHABLE (asked again, it may be) or
 * VL_ERROR_NETWORK. */
gboolean vl_pubmed_check(VlEutil util, const VlHttpAnswer *answer,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
