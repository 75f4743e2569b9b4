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

/* ---- What came ---- */

/* A key in the words is masked by vl_http_perform. */
static gboolean
refuse(VlEutil util, VlErrorCode code, const char *words, GError **error)
{
    g_set_error(error, VL_ERROR, code, "PubMed (%s): %s", programs[util],
                words);
    return FALSE;
}

gboolean
vl_pubmed_check(VlEutil util, const VlHttpAnswer *answer, GError **error)
{
    gsize n_bytes = 0;
    const char *bytes = vl_http_answer_bytes(answer, &n_bytes);
    g_autofree char *detail = NULL;
    VlReplyClass class =
        vl_reply_classify(util, answer->status, bytes, n_bytes, &detail);
    switch (class) {
    case VL_REPLY_TRANSIENT:
        return refuse(util, VL_ERROR_UNREACHABLE, detail, error);
    case VL_REPLY_PERMANENT:
    case VL_REPLY_DATA:
        return refuse(util, VL_ERROR_NETWORK, detail, error);
    default:
        return TRUE;
    }
}

/* ---- An answer that is read whole ---- */

typedef struct {
    VlEutil util;
    VlEutilsRead read;
    gpointer data;
} Ask;

static gboolean
review(const VlHttpAnswer *answer, gpointer data, GError **error)
{
    const Ask *ask = data;
    if (!vl_pubmed_check(ask->util, answer, error))
        return FALSE;
    gsize n_bytes = 0;
    const char *bytes = vl_http_answer_bytes(answer, &n_bytes);
    g_autoptr(GError) broken = NULL;
    if (ask->read(bytes, n_bytes, ask->data, &broken))
        return TRUE;
    /* Half an answer: the next one may be whole. */
    return refuse(ask->util, VL_ERROR_UNREACHABLE, broken->message, error);
}

gboolean
vl_pubmed_ask(VlPubmed *pubmed, VlEutil util, VlPurpose purpose,
              const char *query, VlEutilsRead read, gpointer data,
              GError **error)
{
    Ask ask = {util, read, data};
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
