#include "config.h"

#include "net/http.h"

#include <string.h>

#include "base/error.h"
#include "net/address.h"
#include "net/body.h"
#include "net/curl.h"
#include "net/fault.h"
#include "net/loop.h"
#include "net/retry.h"
#include "net/throttle.h"
#include "net/transfer.h"
#include "net/url.h"

#define FIRST_WAIT_MS 1000

struct VlHttp {
    const VlEgress *egress;
    const VlLedger *ledger;
    char *user_agent, *ca_file, *proxy;
    guint backoff_ms, stall_s;
    VlThrottle *throttle;
    VlLoop *loop;
    GMutex mutex; /* for who waits */
    GCond cond;
    gint cancelled;
};

/* ---- Life ---- */

VlHttp *
vl_http_new(const VlHttpOptions *options, GError **error)
{
    if (!vl_curl_load(error))
        return NULL;
    VlHttp *http = g_new0(VlHttp, 1);
    http->egress = options->egress;
    http->ledger = options->ledger;
    http->user_agent = g_strdup(options->user_agent);
    http->ca_file = g_strdup(options->ca_file);
    http->proxy = g_strdup(options->proxy);
    http->backoff_ms =
        options->backoff_ms > 0 ? options->backoff_ms : FIRST_WAIT_MS;
    http->stall_s = options->stall_s;
    http->throttle = vl_throttle_new(options->throttle_folder);
    g_mutex_init(&http->mutex);
    g_cond_init(&http->cond);
    http->loop = vl_loop_new();
    if (http->loop != NULL)
        return http;
    vl_http_free(http);
    g_set_error_literal(error, VL_ERROR, VL_ERROR_FAILED,
                        "the network library cannot be started: no memory, "
                        "or too many threads");
    return NULL;
}

void
vl_http_free(VlHttp *http)
{
    if (http == NULL)
        return;
    vl_loop_free(http->loop);
    vl_throttle_free(http->throttle);
    g_cond_clear(&http->cond);
    g_mutex_clear(&http->mutex);
    g_free(http->user_agent);
    g_free(http->ca_file);
    g_free(http->proxy);
    g_free(http);
}

void
vl_http_cancel(VlHttp *http)
{
    g_mutex_lock(&http->mutex);
    g_atomic_int_set(&http->cancelled, 1);
    g_cond_broadcast(&http->cond);
    g_mutex_unlock(&http->mutex);
}

void
vl_http_answer_free(VlHttpAnswer *answer)
{
    if (answer == NULL)
        return;
    g_free(answer->url);
    g_clear_pointer(&answer->body, g_bytes_unref);
    g_clear_pointer(&answer->headers, g_hash_table_unref);
    g_free(answer);
}

const char *
vl_http_answer_header(const VlHttpAnswer *answer, const char *name)
{
    return g_hash_table_lookup(answer->headers, name);
}

const char *
vl_http_answer_bytes(const VlHttpAnswer *answer, gsize *n_bytes)
{
    const char *bytes = g_bytes_get_data(answer->body, n_bytes);
    return bytes != NULL ? bytes : "";
}

gboolean
vl_http_is_transient(const GError *error)
{
    return g_error_matches(error, VL_ERROR, VL_ERROR_UNREACHABLE) ||
           g_error_matches(error, VL_ERROR, VL_ERROR_TIMEOUT);
}

/* ---- Waiting ---- */

/* FALSE: cancelled. */
static gboolean
wait_until(VlHttp *http, gint64 moment, GError **error)
{
    g_mutex_lock(&http->mutex);
    while (!g_atomic_int_get(&http->cancelled))
        if (!g_cond_wait_until(&http->cond, &http->mutex, moment))
            break;
    gboolean cancelled = g_atomic_int_get(&http->cancelled) != 0;
    g_mutex_unlock(&http->mutex);
    if (cancelled)
        g_set_error_literal(error, VL_ERROR, VL_ERROR_CANCELLED, "cancelled");
    return !cancelled;
}

/* ---- One hop: permit, rate, ledger, transfer ---- */

/* One call of vl_http_perform, over its attempts and redirects. */
typedef struct {
    VlHttp *http;
    const VlHttpRequest *request; /* as it is sent */
    const VlHttpRequest *told;    /* as the ledger sees it: without the key */
    VlUrl first;
    guint64 bytes_out, bytes_in;
    guint attempt;
    gboolean is_final; /* no other attempt can be made */
    char *retry_after; /* of the last answer: milliseconds, or the header */
    gboolean in_ms;
} Call;

static void
call_clear(Call *call)
{
    vl_url_clear(&call->first);
    g_free(call->retry_after);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Call, call_clear)

typedef struct {
    VlUrl url;
    gboolean elsewhere; /* another origin than the first */
    gboolean as_get;
    gboolean with_secrets;
} Hop;

static void
hop_clear(Hop *hop)
{
    vl_url_clear(&hop->url);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Hop, hop_clear)

static gboolean
permit(const Call *call, const Hop *hop, VlReach *reach, GError **error)
{
    const VlEgressAsk ask = {call->request->purpose, hop->url.host,
                             hop->url.port, hop->elsewhere};
    if (!vl_egress_permit(call->http->egress, &ask, reach, error))
        return FALSE;
    if (vl_address_host_within(hop->url.host, *reach))
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_REFUSED,
                "nothing was sent to '%s': it is inside a private network, "
                "and no setting of yours names it",
                hop->url.label);
    return FALSE;
}

static gboolean
keep_rate(const Call *call, const Hop *hop, GError **error)
{
    VlHttp *http = call->http;
    const char *name =
        call->request->rate != NULL ? call->request->rate : hop->url.host;
    gint64 now = g_get_monotonic_time();
    gint64 moment = vl_throttle_take(http->throttle, name,
                                     call->request->per_second, now);
    return moment <= now || wait_until(http, moment, error);
}

static gboolean
write_intent(const Call *call, const Hop *hop, gint64 *line, GError **error)
{
    const VlHttpRequest *request = call->told;
    const VlLedger *ledger = call->http->ledger;
    gboolean post = request->body != NULL && !hop->as_get;
    g_autofree char *path = vl_secret_mask(request->secret, hop->url.path);
    const VlLedgerIntent intent = {
        .time = g_get_real_time() / G_USEC_PER_SEC,
        .purpose = request->purpose,
        .method = post ? "POST" : "GET",
        .host = hop->url.label,
        .path = path,
        .body = post ? request->body : NULL,
        .n_body = post ? request->n_body : 0,
    };
    return ledger->intent(ledger->data, &intent, line, error);
}

static gboolean
write_outcome(const Call *call, gint64 line, const VlTransferEnd *end,
              const GError *problem, GError **error)
{
    const VlLedger *ledger = call->http->ledger;
    /* What was wrong with the bytes ended the transfer. */
    gboolean ours = end->code == CURLE_OK ||
                    end->code == CURLE_ABORTED_BY_CALLBACK;
    const char *word = !ours             ? vl_fault_word(end)
                       : problem != NULL ? vl_error_name(problem)
                                         : NULL;
    const VlLedgerOutcome outcome = {
        .status = end->status,
        .problem = word,
        .bytes_out = end->bytes_out,
        .bytes_in = end->bytes_in,
        .milliseconds = end->milliseconds,
    };
    return ledger->outcome(ledger->data, line, &outcome, error);
}

static gboolean
run_transfer(Call *call, const Hop *hop, VlReach reach, VlBody *body,
             VlTransferEnd *end, GError **error)
{
    VlHttp *http = call->http;
    const VlTransferPlan plan = {
        .url = &hop->url,
        .request = call->request,
        .reach = reach,
        .as_get = hop->as_get,
        .with_secrets = hop->with_secrets,
        /* On a kept connection that turns out to be closed, curl sends once
         * more by itself.  A model is not to be paid twice. */
        .fresh = hop->elsewhere || call->request->purpose == VL_PURPOSE_MODEL,
        .user_agent = http->user_agent,
        .ca_file = http->ca_file,
        .proxy = http->proxy,
    };
    gboolean done = vl_transfer_run(http->loop, &plan, &http->cancelled,
                                    vl_body_take, body, end, error);
    call->bytes_out += end->bytes_out;
    call->bytes_in += end->bytes_in;
    call->is_final |= vl_body_is_final(body);
    return done && vl_fault_check(end, hop->url.label, error) &&
           vl_body_end(body, end, error);
}

static VlHttpAnswer *
make_answer(const Call *call, const Hop *hop, VlBody *body,
            VlTransferEnd *end)
{
    VlHttpAnswer *answer = g_new0(VlHttpAnswer, 1);
    answer->status = end->status;
    answer->url = g_strdup_printf("%s://%s%s", hop->url.scheme,
                                  hop->url.label, hop->url.path);
    answer->body = vl_body_steal(body);
    answer->headers = g_steal_pointer(&end->headers);
    answer->bytes_out = call->bytes_out;
    answer->bytes_in = call->bytes_in;
    answer->attempts = call->attempt;
    return answer;
}

static VlHttpAnswer *
run_hop(Call *call, const Hop *hop, GError **error)
{
    VlReach reach = VL_REACH_PUBLIC;
    gint64 line = 0;
    if (!permit(call, hop, &reach, error) ||
        !keep_rate(call, hop, error) ||
        !write_intent(call, hop, &line, error))
        return NULL;
    g_auto(VlTransferEnd) end = {0};
    g_autoptr(VlBody) body = vl_body_new(call->request, hop->url.label);
    g_autoptr(GError) problem = NULL;
    gboolean done = run_transfer(call, hop, reach, body, &end, &problem);
    if (!write_outcome(call, line, &end, problem, error))
        return NULL;
    if (done)
        return make_answer(call, hop, body, &end);
    g_propagate_error(error, g_steal_pointer(&problem));
    return NULL;
}

/* ---- Redirects ---- */

static gboolean
is_redirect(const VlHttpAnswer *answer)
{
    guint status = answer->status;
    return (status == 301 || status == 302 || status == 303 ||
            status == 307 || status == 308) &&
           vl_http_answer_header(answer, "location") != NULL;
}

/* A redirect to where veille does not go is the work of somebody in between
 * (a portal of a guest network, an attacker) or an error over there: it may
 * be gone at the next attempt. */
static gboolean
refuse_redirect(const Hop *hop, const char *why, GError **error)
{
    g_set_error(error, VL_ERROR, VL_ERROR_UNREACHABLE,
                "'%s' redirects to where veille does not go: %s",
                hop->url.label, why);
    return FALSE;
}

/* What speaks against following it; NULL: nothing. */
static const char *
fault_of_redirect(const Call *call, const VlUrl *to)
{
    if (vl_url_same_origin(to, &call->first))
        return NULL;
    if (vl_host_is_loopback(to->host))
        return "this machine";
    if (call->request->body != NULL)
        return "another server, which is not to get what was sent to this "
               "one";
    return NULL;
}

static gboolean
follow(const Call *call, const VlHttpAnswer *answer, Hop *hop, GError **error)
{
    g_auto(VlUrl) to = {0};
    g_autoptr(GError) problem = NULL;
    const char *location = vl_http_answer_header(answer, "location");
    if (!vl_url_parse(location, &hop->url, &to, &problem))
        return refuse_redirect(hop, problem->message, error);
    const char *fault = fault_of_redirect(call, &to);
    if (fault != NULL)
        return refuse_redirect(hop, fault, error);
    if (call->request->may_follow != NULL &&
        !call->request->may_follow(to.text)) {
        g_set_error(error, VL_ERROR, VL_ERROR_NETWORK,
                    "'%s' redirects to a page that programs may not ask for",
                    hop->url.label);
        return FALSE;
    }
    hop->elsewhere = !vl_url_same_origin(&to, &call->first);
    /* Keys are for the first host; who leaves it gets none any more. */
    hop->with_secrets &= !hop->elsewhere;
    hop->as_get |= answer->status == 303;
    vl_url_clear(&hop->url);
    hop->url = to;
    to = (VlUrl){0};
    return TRUE;
}

static gboolean
fail_redirects(const Call *call, const Hop *hop, GError **error)
{
    gboolean none = call->request->max_redirects == 0;
    g_set_error(error, VL_ERROR,
                none ? VL_ERROR_NETWORK : VL_ERROR_UNREACHABLE,
                none ? "'%s' redirects elsewhere, and this kind of request "
                       "is not sent on; correct its URL in the settings"
                     : "'%s' redirects again and again",
                hop->url.label);
    return FALSE;
}

/* Goes from host to host until one answers with something else. */
static VlHttpAnswer *
run_hops(Call *call, Hop *hop, GError **error)
{
    for (guint n = 0;; n++) {
        g_autoptr(GError) problem = NULL;
        g_autoptr(VlHttpAnswer) answer = run_hop(call, hop, &problem);
        /* The address is private: the redirect is at fault, not the user. */
        if (answer == NULL && hop->elsewhere &&
            g_error_matches(problem, VL_ERROR, VL_ERROR_REFUSED) &&
            !call->http->egress->local_only &&
            call->http->egress->allow->len == 0)
            problem->code = VL_ERROR_UNREACHABLE;
        if (answer == NULL) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return NULL;
        }
        if (!is_redirect(answer))
            return g_steal_pointer(&answer);
        if (n >= call->request->max_redirects) {
            fail_redirects(call, hop, error);
            return NULL;
        }
        if (!follow(call, answer, hop, error))
            return NULL;
    }
}

/* ---- Attempts ---- */

gboolean
vl_http_review_status(const VlHttpAnswer *answer, gpointer data,
                      GError **error)
{
    (void)data;
    if (!vl_retry_status(answer->status))
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_UNREACHABLE,
                "'%s' answers with status %u%s; run again later", answer->url,
                answer->status,
                answer->status == 429 ? ", too many requests" : "");
    return FALSE;
}

static void
note_retry_after(Call *call, const VlHttpAnswer *answer)
{
    const char *ms = vl_http_answer_header(answer, "retry-after-ms");
    const char *after = vl_http_answer_header(answer, "retry-after");
    g_free(call->retry_after);
    call->in_ms = ms != NULL;
    call->retry_after = g_strdup(ms != NULL ? ms : after);
}

static VlHttpAnswer *
run_attempt(Call *call, GError **error)
{
    g_auto(Hop) hop = {.with_secrets = TRUE};
    const VlHttpRequest *request = call->request;
    if (!vl_url_parse(request->url, NULL, &hop.url, error))
        return NULL;
    g_clear_pointer(&call->retry_after, g_free);
    hop.as_get = request->body == NULL;
    g_autoptr(VlHttpAnswer) answer = run_hops(call, &hop, error);
    if (answer == NULL)
        return NULL;
    note_retry_after(call, answer);
    gboolean taken =
        request->review != NULL
            ? request->review(answer, request->review_data, error)
            : vl_http_review_status(answer, NULL, error);
    return taken ? g_steal_pointer(&answer) : NULL;
}

/* What the server asks for, in milliseconds; 0: nothing. */
static guint64
asked_wait(const Call *call)
{
    guint64 ms = 0;
    if (call->retry_after == NULL)
        return 0;
    if (call->in_ms)
        return g_ascii_strtoull(call->retry_after, NULL, 10);
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    return vl_retry_after(call->retry_after, now, &ms) ? ms : 0;
}

/* Waits before the next attempt.  FALSE: there is to be none, and why. */
static gboolean
wait_for_next(Call *call, GError **problem)
{
    VlHttp *http = call->http;
    const VlHttpRequest *request = call->request;
    guint64 asked = asked_wait(call);
    if (asked > (guint64)request->longest_wait_s * 1000) {
        g_prefix_error(problem,
                       "a wait of %" G_GUINT64_FORMAT " s is asked for: ",
                       asked / 1000);
        return FALSE;
    }
    gint64 now = g_get_monotonic_time();
    const char *rate = request->rate != NULL ? request->rate : call->first.host;
    if (asked > 0 && request->per_second > 0)
        vl_throttle_hold(http->throttle, rate, now, (gint64)asked * 1000);
    guint64 own = vl_retry_wait(call->attempt, http->backoff_ms,
                                g_random_double());
    /* Some more than asked for, so that not all come back at once. */
    guint64 wait = asked > 0 ? asked + own / 4 : own;
    g_autoptr(GError) cancelled = NULL;
    if (wait_until(http, now + (gint64)wait * 1000, &cancelled))
        return TRUE;
    g_clear_error(problem);
    g_propagate_error(problem, g_steal_pointer(&cancelled));
    return FALSE;
}

/* The key may stand in what a server said, and that in the message. */
static void
give_up(const Call *call, GError *problem, GError **error)
{
    g_autofree char *masked =
        vl_secret_mask(call->request->secret, problem->message);
    g_autofree char *times =
        call->attempt > 1
            ? g_strdup_printf(" (%u attempts)", call->attempt)
            : g_strdup("");
    g_set_error(error, problem->domain, problem->code, "%s%s", masked, times);
}

static gboolean
run_attempts(Call *call, VlHttpAnswer **answer, GError **error)
{
    for (;;) {
        g_autoptr(GError) problem = NULL;
        call->attempt++;
        *answer = run_attempt(call, &problem);
        if (*answer != NULL)
            return TRUE;
        if (call->is_final || call->attempt >= call->request->attempts ||
            !vl_http_is_transient(problem) ||
            !wait_for_next(call, &problem)) {
            give_up(call, problem, error);
            return FALSE;
        }
    }
}

/* The form with the key as its last field; NULL when none is wanted. */
static char *
form_with_key(const VlHttpRequest *request)
{
    if (request->secret_field == NULL || request->secret == NULL ||
        request->body == NULL)
        return NULL;
    g_autofree char *form = g_strndup(request->body, request->n_body);
    return vl_secret_in_form(request->secret, request->secret_field, form);
}

gboolean
vl_http_perform(VlHttp *http, const VlHttpRequest *request,
                VlHttpAnswer **answer, GError **error)
{
    VlHttpRequest sent = *request;
    g_auto(Call) call = {.http = http, .request = &sent, .told = request};
    *answer = NULL;
    if (request->bytes_out != NULL)
        *request->bytes_out = 0;
    if (!vl_url_parse(request->url, NULL, &call.first, error))
        return FALSE;
    if (http->stall_s > 0 && sent.stall_s > 0)
        sent.stall_s = http->stall_s;
    char *form = form_with_key(request);
    if (form != NULL) {
        sent.body = form;
        sent.n_body = strlen(form);
    }
    gboolean done = run_attempts(&call, answer, error);
    if (request->bytes_out != NULL)
        *request->bytes_out = call.bytes_out;
    vl_wipe_free(form);
    return done;
}
