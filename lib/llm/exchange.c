#include "config.h"

#include "llm/exchange.h"

#include <string.h>

#include "base/error.h"
#include "llm/pace.h"
#include "net/retry.h"

/* As the clients of the providers have it; a model on this machine may have
 * to be loaded first, and thinks with the user's own processor. */
#define CONNECT_S 10
#define TOTAL_HOSTED_S 600
#define TOTAL_HERE_S 1800
#define LOOK_S 20
#define MAX_ANSWER ((gsize)16 << 20)

void
vl_exchange_end_clear(VlExchangeEnd *end)
{
    vl_wire_result_clear(&end->result);
}

/* Any status is ours to read. */
static gboolean
take_any(const VlHttpAnswer *answer, gpointer data, GError **error)
{
    (void)answer, (void)data, (void)error;
    return TRUE;
}

typedef struct {
    VlHttpHeader list[2];
    guint n;
    char *value; /* with the key */
} Headers;

static void
headers_clear(Headers *headers)
{
    vl_wipe_free(headers->value);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Headers, headers_clear)

static void
set_headers(const VlExchange *exchange, const VlServer *server,
            Headers *headers)
{
    const VlWire *wire = exchange->wire;
    gboolean own = server != NULL && server->own_header;
    if (wire->header != NULL)
        headers->list[headers->n++] =
            (VlHttpHeader){wire->header, wire->header_value, FALSE};
    if (exchange->key == NULL)
        return;
    headers->value = g_strconcat(own ? "" : wire->key_prefix,
                                 exchange->key->text, NULL);
    headers->list[headers->n++] = (VlHttpHeader){
        own ? "api-key" : wire->key_header, headers->value, TRUE};
}

/* No redirect is followed, for a key and a prompt would go along; nothing is
 * tried twice in here; and minutes without a byte are usual. */
static VlHttpRequest
request_of(const VlExchange *exchange, const char *url, const Headers *headers)
{
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.purpose = VL_PURPOSE_MODEL;
    request.url = url;
    request.accept = "application/json";
    request.headers = headers->list;
    request.n_headers = headers->n;
    request.secret = exchange->key;
    request.max_bytes = MAX_ANSWER;
    request.max_redirects = 0;
    request.connect_s = CONNECT_S;
    request.total_s =
        exchange->endpoint->hosted ? TOTAL_HOSTED_S : TOTAL_HERE_S;
    request.stall_s = 0;
    request.attempts = 1;
    request.review = take_any;
    return request;
}

static void
set_body(VlHttpRequest *request, const char *body)
{
    request->body = body;
    request->n_body = body != NULL ? strlen(body) : 0;
    request->content_type = "application/json";
}

/* ---- What came ---- */

static guint64
asked_wait(const VlHttpAnswer *answer)
{
    const char *ms = vl_http_answer_header(answer, "retry-after-ms");
    const char *after = vl_http_answer_header(answer, "retry-after");
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    guint64 value = 0;
    if (ms != NULL && g_ascii_string_to_unsigned(ms, 10, 0, G_MAXUINT32,
                                                 &value, NULL))
        return value;
    return after != NULL && vl_retry_after(after, now, &value) ? value : 0;
}

static void
read_answer(const VlExchange *exchange, const VlWireAsk *ask, guint tokens,
            const VlHttpAnswer *answer, VlExchangeEnd *end)
{
    gsize n = 0;
    const char *bytes = vl_http_answer_bytes(answer, &n);
    const char *should = vl_http_answer_header(answer, "x-should-retry");
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    vl_wire_read(exchange->wire, ask, answer->status, should, bytes, n,
                 &end->result);
    end->status = answer->status;
    end->retry_ms = asked_wait(answer);
    end->hint_ms = vl_pace_hint(answer->headers, tokens, now);
    end->crowded = end->result.class == VL_WIRE_LATER;
    /* A gateway gave up waiting: the model behind it may have answered. */
    end->lost = end->crowded &&
                (answer->status == 504 || answer->status == 524);
}

/* What a provider says may repeat the key. */
static void
mask_detail(const VlExchange *exchange, VlWireResult *result)
{
    if (result->detail == NULL || exchange->key == NULL)
        return;
    char *masked = vl_secret_mask(exchange->key, result->detail);
    g_free(result->detail);
    result->detail = masked;
}

/* FALSE: the problem ends everything. */
static gboolean
read_problem(const GError *problem, guint64 bytes_out, VlExchangeEnd *end)
{
    end->result.input_tokens = end->result.output_tokens = -1;
    if (g_error_matches(problem, VL_ERROR, VL_ERROR_TOO_BIG)) {
        vl_wire_end(&end->result, VL_WIRE_FAILED, "%s", problem->message);
        return TRUE;
    }
    if (!vl_http_is_transient(problem))
        return FALSE;
    vl_wire_end(&end->result, VL_WIRE_LATER, "%s", problem->message);
    end->lost = bytes_out > 0;
    return TRUE;
}

gboolean
vl_exchange_run(const VlExchange *exchange, const VlWireAsk *ask, guint tokens,
                VlExchangeEnd *end, GError **error)
{
    g_auto(Headers) headers = {.n = 0};
    g_autofree char *body = exchange->wire->body(ask);
    g_autoptr(VlHttpAnswer) answer = NULL;
    g_autoptr(GError) problem = NULL;
    guint64 bytes_out = 0;
    set_headers(exchange, ask->server, &headers);
    VlHttpRequest request =
        request_of(exchange, exchange->endpoint->url, &headers);
    set_body(&request, body);
    request.bytes_out = &bytes_out;
    gint64 start = g_get_monotonic_time();
    if (vl_http_perform(exchange->http, &request, &answer, &problem))
        read_answer(exchange, ask, tokens, answer, end);
    else if (!read_problem(problem, bytes_out, end)) {
        end->lost = bytes_out > 0;
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    end->milliseconds = (guint)((g_get_monotonic_time() - start) / 1000);
    mask_detail(exchange, &end->result);
    return TRUE;
}

gboolean
vl_exchange_look(const VlExchange *exchange, const char *url, const char *body,
                 VlHttpAnswer **answer, GError **error)
{
    g_auto(Headers) headers = {.n = 0};
    set_headers(exchange, NULL, &headers);
    VlHttpRequest request = request_of(exchange, url, &headers);
    if (body != NULL)
        set_body(&request, body);
    request.total_s = LOOK_S;
    return vl_http_perform(exchange->http, &request, answer, error);
}
