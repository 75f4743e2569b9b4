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

/* The words of an answer without the key in them; the caller frees. */
char *vl_pubmed_mask(const VlPubmed *pubmed, const char *words);
