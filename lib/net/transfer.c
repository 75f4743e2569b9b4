#include "config.h"

#include "net/transfer.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>

#include "base/error.h"
#include "net/address.h"
#include "net/curl.h"

/* Bytes that wait for the caller before the server is held back. */
#define MOST_WAITING ((gsize)1 << 20)
#define MOST_HEADERS 200
#define MOST_HEADER_BYTES (256 * 1024)
/* How often a waiting thread looks whether it was cancelled. */
#define LOOK_MICROSECONDS (100 * 1000)
/* Fewer bytes a second than this, and it counts as stalled. */
#define SLOWEST 20L

typedef struct {
    VlLoopTask task;
    CURL *easy;
    const VlTransferPlan *plan;
    VlTransferEnd *end;
    struct curl_slist *lines;
    char message[CURL_ERROR_SIZE];
    gsize header_bytes;
    gboolean headers_done;
    GMutex mutex; /* of all below */
    GCond cond;
    GByteArray *waiting;
    gboolean paused, over;
} Transfer;

void
vl_transfer_end_clear(VlTransferEnd *end)
{
    g_clear_pointer(&end->headers, g_hash_table_unref);
    g_clear_pointer(&end->blocked, g_free);
    g_clear_pointer(&end->detail, g_free);
}

/* ---- In the I/O thread ---- */

static size_t
take_bytes(char *bytes, size_t size, size_t n, void *data)
{
    Transfer *transfer = data;
    gsize result = size * n;
    g_mutex_lock(&transfer->mutex);
    transfer->paused = transfer->waiting->len > MOST_WAITING;
    if (transfer->paused)
        result = CURL_WRITEFUNC_PAUSE;
    else
        g_byte_array_append(transfer->waiting, (const guint8 *)bytes,
                            (guint)result);
    g_cond_signal(&transfer->cond);
    g_mutex_unlock(&transfer->mutex);
    return result;
}

/* A status line starts the headers anew: those of "100 Continue" before it do
 * not count. */
static gboolean
take_status_line(Transfer *transfer, const char *line)
{
    if (!g_str_has_prefix(line, "HTTP/"))
        return FALSE;
    const char *blank = strchr(line, ' ');
    transfer->end->status =
        blank != NULL ? (guint)g_ascii_strtoull(blank, NULL, 10) : 0;
    g_hash_table_remove_all(transfer->end->headers);
    return TRUE;
}

static gboolean
take_header_line(Transfer *transfer, char *line)
{
    g_strchomp(line);
    if (*line == '\0') {
        transfer->headers_done = transfer->end->status >= 200;
        return TRUE;
    }
    if (take_status_line(transfer, line))
        return TRUE;
    char *colon = strchr(line, ':');
    if (colon == NULL)
        return TRUE;
    *colon = '\0';
    g_hash_table_replace(transfer->end->headers, g_ascii_strdown(line, -1),
                         g_utf8_make_valid(g_strstrip(colon + 1), -1));
    return g_hash_table_size(transfer->end->headers) <= MOST_HEADERS;
}

/* What comes after the body ("trailers") is of no interest, and by then the
 * caller reads the headers. */
static size_t
take_header(char *bytes, size_t size, size_t n, void *data)
{
    Transfer *transfer = data;
    if (transfer->headers_done)
        return size * n;
    transfer->header_bytes += size * n;
    if (transfer->header_bytes > MOST_HEADER_BYTES)
        return 0;
    g_autofree char *line = g_strndup(bytes, size * n);
    return take_header_line(transfer, line) ? size * n : 0;
}

/* The address is the one that is connected to, whatever the name server said
 * before: a name cannot be turned around in between. */
static curl_socket_t
open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *to)
{
    Transfer *transfer = data;
    (void)purpose;
    VlAddressKind kind = vl_address_kind(&to->addr);
    if (!vl_address_within(kind, transfer->plan->reach)) {
        char text[INET6_ADDRSTRLEN] = "?";
        const char *raw = (const char *)&to->addr;
        gsize at = to->family == AF_INET6
                       ? G_STRUCT_OFFSET(struct sockaddr_in6, sin6_addr)
                       : G_STRUCT_OFFSET(struct sockaddr_in, sin_addr);
        inet_ntop(to->family, raw + at, text, sizeof(text));
        g_free(transfer->end->blocked);
        transfer->end->blocked = g_strdup(text);
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static void
is_over(CURLcode code, gpointer data)
{
    Transfer *transfer = data;
    g_mutex_lock(&transfer->mutex);
    transfer->end->code = code;
    transfer->over = TRUE;
    g_cond_signal(&transfer->cond);
    g_mutex_unlock(&transfer->mutex);
}

/* ---- Setting up ---- */

static void
add_line(Transfer *transfer, const char *name, const char *value)
{
    if (value == NULL)
        return;
    char *line = g_strdup_printf("%s: %s", name, value);
    transfer->lines = vl_curl.slist_append(transfer->lines, line);
    vl_wipe_free(line);
}

static void
set_headers(Transfer *transfer)
{
    const VlTransferPlan *plan = transfer->plan;
    const VlHttpRequest *request = plan->request;
    add_line(transfer, "Accept",
             request->accept != NULL ? request->accept : "*/*");
    if (!plan->as_get)
        add_line(transfer, "Content-Type", request->content_type);
    /* No wait for "100 Continue". */
    transfer->lines = vl_curl.slist_append(transfer->lines, "Expect:");
    for (guint i = 0; i < request->n_headers; i++)
        if (plan->with_secrets || !request->headers[i].secret)
            add_line(transfer, request->headers[i].name,
                     request->headers[i].value);
    vl_curl.easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->lines);
}

static void
set_target(CURL *easy, const VlTransferPlan *plan)
{
    gboolean loopback = vl_host_is_loopback(plan->url->host);
    vl_curl.easy_setopt(easy, CURLOPT_URL, plan->url->text);
    vl_curl.easy_setopt(easy, CURLOPT_USERAGENT, plan->user_agent);
    /* An empty proxy: the environment is not asked. */
    vl_curl.easy_setopt(easy, CURLOPT_PROXY,
                        plan->proxy != NULL && !loopback ? plan->proxy : "");
    vl_curl.easy_setopt(easy, CURLOPT_NOPROXY, "");
    vl_curl.easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    vl_curl.easy_setopt(easy, CURLOPT_FRESH_CONNECT, plan->fresh ? 1L : 0L);
#if LIBCURL_VERSION_NUM >= 0x075500
    vl_curl.easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    vl_curl.easy_setopt(easy, CURLOPT_PROTOCOLS,
                        (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
    vl_curl.easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    vl_curl.easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    vl_curl.easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    vl_curl.easy_setopt(easy, CURLOPT_SSLVERSION,
                        (long)CURL_SSLVERSION_TLSv1_2);
    if (plan->ca_file != NULL)
        vl_curl.easy_setopt(easy, CURLOPT_CAINFO, plan->ca_file);
    vl_curl.easy_setopt(easy, CURLOPT_HTTP_VERSION,
                        (long)CURL_HTTP_VERSION_2TLS);
    vl_curl.easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
    vl_curl.easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    vl_curl.easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
}

static void
set_limits(CURL *easy, const VlHttpRequest *request)
{
    vl_curl.easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)request->connect_s);
    vl_curl.easy_setopt(easy, CURLOPT_TIMEOUT, (long)request->total_s);
    if (request->stall_s == 0)
        return;
    vl_curl.easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, SLOWEST);
    vl_curl.easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)request->stall_s);
}

static void
set_callbacks(Transfer *transfer)
{
    CURL *easy = transfer->easy;
    transfer->task = (VlLoopTask){is_over, transfer};
    vl_curl.easy_setopt(easy, CURLOPT_PRIVATE, &transfer->task);
    vl_curl.easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->message);
    vl_curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_bytes);
    vl_curl.easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    vl_curl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    vl_curl.easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    if (transfer->plan->proxy != NULL && *transfer->plan->proxy != '\0' &&
        !vl_host_is_loopback(transfer->plan->url->host))
        return; /* only the proxy's address would be seen */
    vl_curl.easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    vl_curl.easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
}

static void
set_up(Transfer *transfer)
{
    const VlTransferPlan *plan = transfer->plan;
    const VlHttpRequest *request = plan->request;
    set_target(transfer->easy, plan);
    set_limits(transfer->easy, request);
    set_callbacks(transfer);
    set_headers(transfer);
    /* Sent as a header, so that the bytes come as they are: see inflate.h. */
    vl_curl.easy_setopt(transfer->easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    vl_curl.easy_setopt(transfer->easy, CURLOPT_ACCEPT_ENCODING,
                        "gzip, deflate");
    if (request->body == NULL || plan->as_get)
        return;
    vl_curl.easy_setopt(transfer->easy, CURLOPT_POST, 1L);
    vl_curl.easy_setopt(transfer->easy, CURLOPT_POSTFIELDS, request->body);
    vl_curl.easy_setopt(transfer->easy, CURLOPT_POSTFIELDSIZE_LARGE,
                        (curl_off_t)request->n_body);
}

/* ---- In the calling thread ---- */

/* Waits for bytes or the end; NULL: neither came yet.  The caller frees. */
static GByteArray *
wait_for_bytes(Transfer *transfer, gboolean *over, gboolean *resume)
{
    GByteArray *bytes = NULL;
    gint64 until = g_get_monotonic_time() + LOOK_MICROSECONDS;
    g_mutex_lock(&transfer->mutex);
    while (transfer->waiting->len == 0 && !transfer->over)
        if (!g_cond_wait_until(&transfer->cond, &transfer->mutex, until))
            break;
    if (transfer->waiting->len > 0) {
        bytes = transfer->waiting;
        transfer->waiting = g_byte_array_new();
    }
    *over = transfer->over && bytes == NULL;
    *resume = transfer->paused;
    transfer->paused = FALSE;
    g_mutex_unlock(&transfer->mutex);
    return bytes;
}

static gboolean
is_cancelled(const gint *cancelled, GError **error)
{
    if (!g_atomic_int_get(cancelled))
        return FALSE;
    g_set_error_literal(error, VL_ERROR, VL_ERROR_CANCELLED, "cancelled");
    return TRUE;
}

static gboolean
take_all(VlLoop *loop, Transfer *transfer, const gint *cancelled,
         VlTransferTake take, gpointer data, GError **error)
{
    gboolean over = FALSE, resume = FALSE;
    while (!over) {
        g_autoptr(GByteArray) bytes =
            wait_for_bytes(transfer, &over, &resume);
        if (is_cancelled(cancelled, error))
            return FALSE;
        if (bytes != NULL &&
            !take(transfer->end, bytes->data, bytes->len, data, error))
            return FALSE;
        if (resume)
            vl_loop_resume(loop, transfer->easy);
    }
    return TRUE;
}

static void
wait_until_over(Transfer *transfer)
{
    g_mutex_lock(&transfer->mutex);
    while (!transfer->over)
        g_cond_wait(&transfer->cond, &transfer->mutex);
    g_mutex_unlock(&transfer->mutex);
}

static void
take_figures(Transfer *transfer)
{
    long headers_out = 0, headers_in = 0;
    curl_off_t out = 0, in = 0, microseconds = 0;
    vl_curl.easy_getinfo(transfer->easy, CURLINFO_REQUEST_SIZE, &headers_out);
    vl_curl.easy_getinfo(transfer->easy, CURLINFO_HEADER_SIZE, &headers_in);
    vl_curl.easy_getinfo(transfer->easy, CURLINFO_SIZE_UPLOAD_T, &out);
    vl_curl.easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &in);
    vl_curl.easy_getinfo(transfer->easy, CURLINFO_TOTAL_TIME_T, &microseconds);
    VlTransferEnd *end = transfer->end;
    end->bytes_out = (guint64)headers_out + (guint64)out;
    end->bytes_in = (guint64)headers_in + (guint64)in;
    end->milliseconds = (guint)(microseconds / 1000);
    if (*transfer->message != '\0')
        end->detail = g_strdup(transfer->message);
}

/* Header lines may hold keys. */
static void
wipe_lines(struct curl_slist *lines)
{
    for (struct curl_slist *line = lines; line != NULL; line = line->next)
        explicit_bzero(line->data, strlen(line->data));
    vl_curl.slist_free_all(lines);
}

static void
transfer_clear(Transfer *transfer)
{
    vl_curl.easy_cleanup(transfer->easy);
    wipe_lines(transfer->lines);
    g_byte_array_unref(transfer->waiting);
    g_cond_clear(&transfer->cond);
    g_mutex_clear(&transfer->mutex);
}

gboolean
vl_transfer_run(VlLoop *loop, const VlTransferPlan *plan,
                const gint *cancelled, VlTransferTake take, gpointer data,
                VlTransferEnd *end, GError **error)
{
    Transfer transfer = {.easy = vl_curl.easy_init(), .plan = plan, .end = end};
    end->headers =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (transfer.easy == NULL) {
        end->code = CURLE_OUT_OF_MEMORY;
        return TRUE;
    }
    g_mutex_init(&transfer.mutex);
    g_cond_init(&transfer.cond);
    transfer.waiting = g_byte_array_new();
    set_up(&transfer);
    vl_loop_add(loop, transfer.easy);
    gboolean done =
        take_all(loop, &transfer, cancelled, take, data, error);
    if (!done)
        vl_loop_abort(loop, transfer.easy);
    wait_until_over(&transfer);
    take_figures(&transfer);
    transfer_clear(&transfer);
    return done;
}
