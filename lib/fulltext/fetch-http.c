#include "config.h"

#include "fulltext/fetch-http.h"

#include <string.h>

#include "base/error.h"
#include "net/ncbi.h"

/* Largest answer: a PDF with pictures; the largest JATS files have 20 MB. */
#define MAX_FILE ((gsize)128 << 20)
#define MAX_ANSWER ((gsize)64 << 20)

/* A few, as there are other steps. */
#define ATTEMPTS 4
#define STALL_SECONDS 30
#define TOTAL_SECONDS 300
/* A server that asks for a longer wait is passed over. */
#define LONGEST_WAIT 30

/* Requests a second of hosts of which nothing is known. */
#define OTHERS 10.0

typedef struct {
    const VlFetchAsk *ask;
    VlFetched *fetched;
} Review;

/* Another attempt for a status that says so, or for half an answer. */
static gboolean
review(const VlHttpAnswer *answer, gpointer data, GError **error)
{
    const Review *in = data;
    in->fetched->damaged = FALSE;
    if (!vl_http_review_status(answer, NULL, error))
        return FALSE;
    if (answer->status != 200)
        return TRUE;
    gsize n = 0;
    const char *bytes = vl_http_answer_bytes(answer, &n);
    g_autofree char *problem = vl_fetch_problem(in->ask, bytes, n);
    if (problem == NULL)
        return TRUE;
    in->fetched->damaged = TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_UNREACHABLE, "%s", problem);
    return FALSE;
}

/* The form with the user's key; vl_wipe_free. */
static char *
form_of(const VlFetchHttp *over, const VlFetchAsk *ask)
{
    if (ask->form == NULL)
        return NULL;
    return vl_secret_in_form(ask->ncbi ? over->ncbi_key : NULL, "api_key",
                             ask->form);
}

static void
set_limits(const VlFetchHttp *over, const VlFetchAsk *ask,
           VlHttpRequest *request)
{
    static const char *const accepts[] = {
        [VL_WANT_JSON] = "application/json",
        [VL_WANT_XML] = "application/xml, text/xml",
        [VL_WANT_FILE] = "application/pdf, application/xml;q=0.9, */*;q=0.1",
    };
    request->purpose = VL_PURPOSE_FULLTEXT;
    request->accept = accepts[ask->want];
    request->max_bytes = ask->want == VL_WANT_FILE ? MAX_FILE : MAX_ANSWER;
    request->attempts = ATTEMPTS;
    request->stall_s = STALL_SECONDS;
    request->total_s = TOTAL_SECONDS;
    request->longest_wait_s = LONGEST_WAIT;
    request->per_second = ask->per_second > 0 ? ask->per_second : OTHERS;
    /* http is for this machine alone, whose servers are the user's own. */
    if (g_str_has_prefix(ask->url, "http://"))
        request->per_second = 0;
    if (ask->ncbi)
        vl_ncbi_limit(request, over->ncbi_key, over->ncbi_per_second);
}

static gboolean
may_follow(const char *url)
{
    return !vl_fetch_is_barred(url);
}

static gboolean
ask_http(gpointer data, const VlFetchAsk *ask, VlFetched *fetched,
         GError **error)
{
    const VlFetchHttp *over = data;
    Review in = {ask, fetched};
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    set_limits(over, ask, &request);
    char *form = form_of(over, ask);
    request.url = ask->url;
    request.body = form;
    request.n_body = form != NULL ? strlen(form) : 0;
    if (form != NULL)
        request.content_type = "application/x-www-form-urlencoded";
    request.may_follow = may_follow;
    request.review = review;
    request.review_data = &in;
    g_autoptr(VlHttpAnswer) answer = NULL;
    gboolean done = vl_http_perform(over->http, &request, &answer, error);
    vl_wipe_free(form);
    if (!done)
        return FALSE;
    fetched->status = answer->status;
    fetched->bytes = g_bytes_ref(answer->body);
    fetched->url = g_strdup(answer->url);
    return TRUE;
}

VlFetch
vl_fetch_http(VlFetchHttp *over)
{
    return (VlFetch){ask_http, over};
}
