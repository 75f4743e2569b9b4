#include "config.h"

#include "pubmed/ask.h"

#include <string.h>

#include "base/error.h"
#include "net/ncbi.h"

/* A search of 9,999 hits has 300 kB: more is somebody's bomb, which may be
 * gone the next time. */
#define MAX_ANSWER ((gsize)8 << 20)
#define MAX_BOMBS 3
#define ATTEMPTS 6
/* Seconds for one attempt: NCBI thinks about a long query for half a minute,
 * and 200 records have some megabytes. */
#define STALL 45
#define TOTAL 90
#define TOTAL_FETCH 240

static const char *const programs[] = {
    [VL_EUTIL_ESEARCH] = "esearch.fcgi",
    [VL_EUTIL_EFETCH] = "efetch.fcgi",
    [VL_EUTIL_ELINK] = "elink.fcgi",
    [VL_EUTIL_ECITMATCH] = "ecitmatch.cgi",
};

char *
vl_pubmed_body(const VlPubmed *pubmed, const char *query)
{
    return vl_secret_in_form(pubmed->options.key, "api_key", query);
}

char *
vl_pubmed_mask(const VlPubmed *pubmed, const char *words)
{
    return vl_secret_mask(pubmed->options.key, words);
}

void
vl_pubmed_prepare(const VlPubmed *pubmed, VlEutil util, VlPurpose purpose,
                  VlHttpRequest *request, char **url)
{
    *url = g_strconcat(pubmed->base, programs[util], NULL);
    *request = (VlHttpRequest)VL_HTTP_REQUEST_INIT;
    request->purpose = purpose;
    request->url = *url;
    request->content_type = "application/x-www-form-urlencoded";
    request->max_bytes = MAX_ANSWER;
    request->attempts = ATTEMPTS;
    request->stall_s = STALL;
    request->total_s = util == VL_EUTIL_EFETCH ? TOTAL_FETCH : TOTAL;
    vl_ncbi_limit(request, pubmed->options.key, pubmed->options.per_second);
}

/* ---- An answer that is read whole ---- */

typedef struct {
    const VlPubmed *pubmed;
    VlEutil util;
    VlEutilsRead read;
    gpointer data;
} Ask;

static gboolean
refuse(const Ask *ask, VlErrorCode code, const char *detail, GError **error)
{
    g_autofree char *masked = vl_pubmed_mask(ask->pubmed, detail);
    g_set_error(error, VL_ERROR, code, "PubMed (%s): %s", programs[ask->util],
                masked);
    return FALSE;
}

static gboolean
review(const VlHttpAnswer *answer, gpointer data, GError **error)
{
    const Ask *ask = data;
    gsize n_bytes = 0;
    const char *bytes =
        answer->body != NULL ? g_bytes_get_data(answer->body, &n_bytes) : "";
    g_autofree char *detail = NULL;
    VlReplyClass class = vl_reply_classify(
        ask->util, answer->status, n_bytes > 0 ? bytes : "", n_bytes,
        &detail);
    if (class == VL_REPLY_TRANSIENT)
        return refuse(ask, VL_ERROR_UNREACHABLE, detail, error);
    if (class == VL_REPLY_PERMANENT || class == VL_REPLY_DATA)
        return refuse(ask, VL_ERROR_NETWORK, detail, error);
    g_autoptr(GError) broken = NULL;
    if (ask->read(bytes, n_bytes, ask->data, &broken))
        return TRUE;
    /* Half an answer: the next one may be whole. */
    return refuse(ask, VL_ERROR_UNREACHABLE, broken->message, error);
}

gboolean
vl_pubmed_ask(VlPubmed *pubmed, VlEutil util, VlPurpose purpose,
              const char *query, VlEutilsRead read, gpointer data,
              GError **error)
{
    Ask ask = {pubmed, util, read, data};
    g_autofree char *url = NULL;
    VlHttpRequest request;
    vl_pubmed_prepare(pubmed, util, purpose, &request, &url);
    char *body = vl_pubmed_body(pubmed, query);
    request.body = body;
    request.n_body = strlen(body);
    request.review = review;
    request.review_data = &ask;
    gboolean done = FALSE, again = TRUE;
    for (guint i = 0; !done && again && i < MAX_BOMBS; i++) {
        g_autoptr(VlHttpAnswer) answer = NULL;
        g_clear_error(error);
        done =
            vl_http_perform(pubmed->options.http, &request, &answer, error);
        again = !done && error != NULL &&
                g_error_matches(*error, VL_ERROR, VL_ERROR_TOO_BIG);
    }
    vl_wipe_free(body);
    return done;
}
