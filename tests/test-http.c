#include "config.h"

#include "net/http.h"

#include <netdb.h>

#include "net-double.h"
#include "net/address.h"

static void
test_get(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    g_autoptr(VlHttpAnswer) answer = NULL;
    g_autoptr(GError) error = ask(&net, "/hello?api_key=CANARY", &answer);
    g_assert_no_error(error);
    check_hello(answer);
    /* It came packed. */
    g_assert_cmpuint(answer->bytes_in, <, g_bytes_get_size(answer->body));
    g_assert_cmpuint(answer->bytes_out, >, 50);
    g_assert_cmpstr(vl_http_answer_header(answer, "content-encoding"), ==,
                    "gzip");
    g_assert_null(strstr(answer->url, "CANARY"));
    g_assert_cmpuint(net.book.lines->len, ==, 1);
    g_assert_null(strstr(net.book.lines->pdata[0], "CANARY"));
    g_assert_true(g_str_has_suffix(net.book.lines->pdata[0],
                                   "/hello 0 -> 200 ok"));
}

static void
test_post(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    const VlHttpHeader headers[] = {{"X-Api-Key", "K-1", TRUE},
                                    {"X-Version", "7", FALSE}};
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.body = "a=1&b=2";
    request.n_body = 7;
    request.content_type = "application/x-www-form-urlencoded";
    request.headers = headers;
    request.n_headers = 2;
    g_autoptr(VlHttpAnswer) answer = NULL;
    g_autoptr(GError) error =
        ask_with(&net, request, "http", "/echo", &answer);
    g_assert_no_error(error);
    g_autofree char *text = body_text(answer);
    g_assert_nonnull(strstr(text, "\"method\": \"POST\""));
    g_assert_nonnull(strstr(text, "\"body\": \"a=1&b=2\""));
    g_assert_nonnull(strstr(text, "\"x-api-key\": \"K-1\""));
    g_assert_nonnull(strstr(text, "\"user-agent\": \"veille-test\""));
}

/* The key goes to the server, and nowhere else. */
static void
test_key(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    g_autoptr(VlSecret) key = vl_secret_new("CANARY&1");
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.body = "db=pubmed";
    request.n_body = 9;
    request.content_type = "application/x-www-form-urlencoded";
    request.secret = key;
    request.secret_field = "api_key";
    g_autoptr(VlHttpAnswer) answer = NULL;
    g_autoptr(GError) error =
        ask_with(&net, request, "http", "/echo", &answer);
    g_assert_no_error(error);
    g_autofree char *text = body_text(answer);
    g_assert_true(echoes_body(text, "db=pubmed&api_key=CANARY%261"));
    g_assert_null(strstr(text, "CANARY"));
    g_assert_true(
        g_str_has_suffix(net.book.lines->pdata[0], "/echo 9 -> 200 ok"));
}

static void
test_status(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    g_autoptr(VlHttpAnswer) answer = NULL;
    g_autoptr(GError) error = ask(&net, "/nowhere", &answer);
    g_assert_no_error(error);
    g_assert_cmpuint(answer->status, ==, 404);
    g_assert_cmpuint(answer->attempts, ==, 1);
}

static void
test_long_wait(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.longest_wait_s = 0;
    g_autoptr(VlHttpAnswer) answer = NULL;
    g_autoptr(GError) error =
        ask_with(&net, request, "http", "/fault/too-many", &answer);
    g_assert_error(error, VL_ERROR, VL_ERROR_UNREACHABLE);
    g_assert_nonnull(strstr(error->message, "a wait of 1 s"));
    g_assert_cmpuint(net.book.lines->len, ==, 1);
}

static void
test_cap(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.max_bytes = 99999;
    g_autoptr(VlHttpAnswer) answer = NULL, whole = NULL;
    g_autoptr(GError) error =
        ask_with(&net, request, "http", "/big/100000", &answer);
    g_assert_error(error, VL_ERROR, VL_ERROR_TOO_BIG);
    g_assert_cmpuint(net.book.lines->len, ==, 1);
    request.max_bytes = 100000;
    g_autoptr(GError) none =
        ask_with(&net, request, "http", "/big/100000", &whole);
    g_assert_no_error(none);
    g_assert_cmpuint(g_bytes_get_size(whole->body), ==, 100000);
}

/* ---- Redirects ---- */

static void
test_redirects(void)
{
    static const struct {
        const char *status, *method, *body;
    } cases[] = {
        {"301", "POST", "x=1"}, {"302", "POST", "x=1"}, {"303", "GET", ""},
        {"307", "POST", "x=1"}, {"308", "POST", "x=1"},
    };
    g_auto(Net) net = {0};
    net_open(&net);
    const VlHttpHeader key = {"api-key", "K-2", TRUE};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        VlHttpRequest request = VL_HTTP_REQUEST_INIT;
        request.body = "x=1";
        request.n_body = 3;
        request.headers = &key;
        request.n_headers = 1;
        g_autoptr(VlHttpAnswer) answer = NULL;
        g_autofree char *path = g_strdup_printf("/moved/%s", cases[i].status);
        g_autoptr(GError) error =
            ask_with(&net, request, "http", path, &answer);
        g_assert_no_error(error);
        g_autofree char *text = body_text(answer);
        g_autofree char *method =
            g_strdup_printf("\"method\": \"%s\"", cases[i].method);
        g_autofree char *body =
            g_strdup_printf("\"body\": \"%s\"", cases[i].body);
        g_assert_nonnull(strstr(text, method));
        g_assert_nonnull(strstr(text, body));
        g_assert_nonnull(strstr(text, "K-2"));
    }
}

/* Hosts of other names, by way of a proxy: keys stay with the first one, and
 * do not come back with it. */
static void
test_other_host(void)
{
    static const struct {
        const char *path;
        gboolean kept;
    } cases[] = {
        {"/moved/302", TRUE},
        {"/moved/302?to=https://a.example/echo", TRUE},
        {"/moved/302?to=https://b.example/echo", FALSE},
        {"/moved/302?to=https://a.example:8443/echo", FALSE},
        {"/moved/307?to=https://b.example/moved/307%3Fto%3D"
         "https://a.example/echo",
         FALSE},
    };
    const VlHttpHeader headers[] = {{"x-api-key", "K-3", TRUE},
                                    {"Authorization", "Bearer K-3", TRUE},
                                    {"x-version", "7", FALSE}};
    g_auto(Net) net = {0};
    net_open(&net);
    if (g_hash_table_lookup(served.ports, "proxy") == NULL) {
        g_test_skip("openssl is not installed");
        return;
    }
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.headers = headers;
    request.n_headers = G_N_ELEMENTS(headers);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlHttpAnswer) answer = NULL;
        g_autoptr(GError) error =
            ask_with(&net, request, "a.example", cases[i].path, &answer);
        g_assert_no_error(error);
        g_autofree char *text = body_text(answer);
        g_test_message("%s: %s", cases[i].path, text);
        g_assert_nonnull(strstr(text, "x-version"));
        g_assert_true((strstr(text, "x-api-key") != NULL) == cases[i].kept);
        g_assert_true((strstr(text, "K-3") != NULL) == cases[i].kept);
    }
    /* What was sent to one host is not sent on to another. */
    request.body = "key=K-3";
    request.n_body = 7;
    request.attempts = 1;
    g_autoptr(VlHttpAnswer) none = NULL;
    g_autoptr(GError) error =
        ask_with(&net, request, "a.example", cases[2].path, &none);
    g_assert_error(error, VL_ERROR, VL_ERROR_UNREACHABLE);
    g_assert_nonnull(strstr(error->message, "another server"));
}

/* A redirect to what the list of permitted hosts lacks. */
static void
test_allow(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    g_ptr_array_add(net.egress->allow, g_strdup("a.example"));
    const VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    g_autoptr(VlHttpAnswer) answer = NULL, none = NULL;
    if (g_hash_table_lookup(served.ports, "proxy") == NULL) {
        g_test_skip("openssl is not installed");
        return;
    }
    g_autoptr(GError) no_error =
        ask_with(&net, request, "a.example", "/hello", &answer);
    g_assert_no_error(no_error);
    g_autoptr(GError) error =
        ask_with(&net, request, "a.example",
                 "/moved/302?to=https://b.example/echo", &none);
    g_assert_error(error, VL_ERROR, VL_ERROR_REFUSED);
    g_assert_nonnull(strstr(error->message, "'b.example'"));
}

static void
test_no_redirect(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.max_redirects = 0;
    g_autoptr(VlHttpAnswer) answer = NULL;
    g_autoptr(GError) error =
        ask_with(&net, request, "http", "/moved/307", &answer);
    g_assert_error(error, VL_ERROR, VL_ERROR_NETWORK);
    g_assert_cmpuint(net.book.lines->len, ==, 1);
}

/* ---- What is not sent ---- */

static void
test_refused(void)
{
    static const struct {
        const char *url;
        int code;
    } cases[] = {
        {"http://example.org/", VL_ERROR_NETWORK},
        {"ftp://127.0.0.1/", VL_ERROR_NETWORK},
        {"file:///etc/passwd", VL_ERROR_NETWORK},
        {"https://user:word@example.org/", VL_ERROR_NETWORK},
        {"https://127.0.0.1:1/", VL_ERROR_REFUSED},
        {"https://localhost/", VL_ERROR_REFUSED},
        {"https://10.0.0.1/", VL_ERROR_REFUSED},
        {"https://169.254.169.254/", VL_ERROR_REFUSED},
        {"https://[fd00::1]/", VL_ERROR_REFUSED},
        {"https://[::ffff:10.0.0.1]/", VL_ERROR_REFUSED},
        {"https://0x0a000001/", VL_ERROR_REFUSED},
        {"https://0.0.0.0/", VL_ERROR_REFUSED},
    };
    g_auto(Net) net = {0};
    net_open(&net);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        VlHttpRequest request = VL_HTTP_REQUEST_INIT;
        request.url = cases[i].url;
        g_autoptr(VlHttpAnswer) answer = NULL;
        g_autoptr(GError) error = NULL;
        g_assert_false(
            vl_http_perform(net.http, &request, &answer, &error));
        g_test_message("%s", error->message);
        g_assert_error(error, VL_ERROR, cases[i].code);
    }
}

/* TRUE when the name is known and all its addresses are this machine's or
 * private. */
static gboolean
leads_inside(const char *name)
{
    struct addrinfo *list = NULL;
    if (getaddrinfo(name, NULL, NULL, &list) != 0)
        return FALSE;
    gboolean inside = list != NULL;
    for (struct addrinfo *one = list; one != NULL; one = one->ai_next)
        inside &= vl_address_kind(one->ai_addr) != VL_ADDRESS_PUBLIC;
    freeaddrinfo(list);
    return inside;
}

/* A harmless name with a private address, as after a turn of the name
 * server. */
static void
test_name_inside(void)
{
    const char *const names[] = {"ip6-localhost", "ip6-loopback",
                                 g_get_host_name()};
    g_auto(Net) net = {0};
    net_open_by(&net, FALSE);
    guint n = 0;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (vl_host_is_loopback(names[i]) || !leads_inside(names[i]))
            continue;
        n++;
        VlHttpRequest request = VL_HTTP_REQUEST_INIT;
        g_autofree char *url = g_strdup_printf("https://%s/", names[i]);
        request.url = url;
        g_autoptr(VlHttpAnswer) answer = NULL;
        g_autoptr(GError) error = NULL;
        g_assert_false(
            vl_http_perform(net.http, &request, &answer, &error));
        g_test_message("%s", error->message);
        g_assert_error(error, VL_ERROR, VL_ERROR_REFUSED);
        g_assert_nonnull(strstr(error->message, "its name leads to"));
    }
    if (n == 0)
        g_test_skip("no name here leads to this machine but localhost");
}

static void
test_local_only(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    net.egress->local_only = TRUE;
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.url = "https://eutils.ncbi.nlm.nih.gov/";
    g_autoptr(VlHttpAnswer) answer = NULL, local = NULL;
    g_autoptr(GError) error = NULL;
    g_assert_false(vl_http_perform(net.http, &request, &answer, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_REFUSED);
    g_assert_cmpint(vl_error_exit_status(error), ==, VL_EXIT_REFUSED);
    g_assert_cmpuint(net.book.lines->len, ==, 0);
    g_autoptr(GError) none = ask(&net, "/hello", &local);
    g_assert_no_error(none);
}

/* No line in the ledger, no byte. */
static void
test_no_ledger(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    g_autoptr(VlHttpAnswer) before = NULL, answer = NULL, after = NULL;
    g_autoptr(GError) none = ask(&net, "/count", &before);
    g_autofree char *first = body_text(before);
    net.book.broken = TRUE;
    g_autoptr(GError) error = ask(&net, "/hello", &answer);
    g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
    net.book.broken = FALSE;
    g_autoptr(GError) still_none = ask(&net, "/count", &after);
    g_autofree char *last = body_text(after);
    g_assert_cmpint(g_ascii_strtoll(last, NULL, 10), ==,
                    g_ascii_strtoll(first, NULL, 10) + 1);
}

/* ---- Sinks and reviews ---- */

typedef struct {
    GString *text;
    guint starts;
} Heap;

static gboolean
heap_start(gpointer data, GError **error)
{
    Heap *heap = data;
    (void)error;
    g_string_truncate(heap->text, 0);
    heap->starts++;
    return TRUE;
}

static gboolean
heap_bytes(const void *bytes, gsize n, gpointer data, GError **error)
{
    Heap *heap = data;
    (void)error;
    g_string_append_len(heap->text, bytes, (gssize)n);
    /* Slower than the server: it is held back, and nothing is lost. */
    if (heap->text->len > 3000000)
        g_usleep(500);
    return TRUE;
}

static void
test_sink(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    Heap heap = {g_string_new(NULL), 0};
    VlHttpSink sink = {heap_start, heap_bytes, &heap};
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.sink = &sink;
    g_autoptr(VlHttpAnswer) answer = NULL, big = NULL, none = NULL;
    g_autoptr(GError) error = ask_with(&net, request, "http",
                                       "/fault/reset-middle/1?sink", &answer);
    g_assert_no_error(error);
    g_assert_cmpuint(heap.starts, ==, 2);
    g_assert_true(g_str_has_prefix(heap.text->str, "line 0 of"));
    g_assert_true(g_str_has_suffix(heap.text->str, "to say\n"));
    g_autoptr(GError) no_error =
        ask_with(&net, request, "http", "/big/9000000", &big);
    g_assert_no_error(no_error);
    g_assert_cmpuint(heap.text->len, ==, 9000000);
    /* A sink that cannot forget makes the first break the last. */
    sink.start = NULL;
    g_autoptr(GError) broken = ask_with(
        &net, request, "http", "/fault/truncated/1?sink2", &none);
    g_assert_error(broken, VL_ERROR, VL_ERROR_UNREACHABLE);
    g_string_free(heap.text, TRUE);
}

static gboolean
want_later(const VlHttpAnswer *answer, gpointer data, GError **error)
{
    guint *left = data;
    g_assert_cmpuint(answer->status, ==, 200);
    if (*left == 0)
        return TRUE;
    g_set_error_literal(error, VL_ERROR,
                        --*left == 5 ? VL_ERROR_MALFORMED
                                     : VL_ERROR_UNREACHABLE,
                        "not yet");
    return FALSE;
}

static void
test_review(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    guint left = 2;
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.review = want_later;
    request.review_data = &left;
    g_autoptr(VlHttpAnswer) answer = NULL, none = NULL;
    g_autoptr(GError) no_error =
        ask_with(&net, request, "http", "/hello", &answer);
    g_assert_no_error(no_error);
    g_assert_cmpuint(answer->attempts, ==, 3);
    left = 6;
    g_autoptr(GError) error =
        ask_with(&net, request, "http", "/hello", &none);
    g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    g_assert_cmpuint(left, ==, 5);
}

int
main(int argc, char **argv)
{
    if (!net_init(&argc, &argv))
        return 0;
    g_test_add_func("/http/get", test_get);
    g_test_add_func("/http/post", test_post);
    g_test_add_func("/http/key", test_key);
    g_test_add_func("/http/status", test_status);
    g_test_add_func("/http/long-wait", test_long_wait);
    g_test_add_func("/http/cap", test_cap);
    g_test_add_func("/http/redirects", test_redirects);
    g_test_add_func("/http/other-host", test_other_host);
    g_test_add_func("/http/allow", test_allow);
    g_test_add_func("/http/no-redirect", test_no_redirect);
    g_test_add_func("/http/refused", test_refused);
    g_test_add_func("/http/name-inside", test_name_inside);
    g_test_add_func("/http/local-only", test_local_only);
    g_test_add_func("/http/no-ledger", test_no_ledger);
    g_test_add_func("/http/sink", test_sink);
    g_test_add_func("/http/review", test_review);
    return net_main();
}
