#include "config.h"

#include "net/loop.h"

#include "net-double.h"

/* ---- Many at once, and the end ---- */

static gpointer
ask_many(gpointer data)
{
    for (guint i = 0; i < 10; i++) {
        g_autoptr(VlHttpAnswer) answer = NULL;
        g_autoptr(GError) error = ask(data, "/hello", &answer);
        g_assert_no_error(error);
        check_hello(answer);
    }
    return NULL;
}

static void
test_threads(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    GThread *threads[8];
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("asks", ask_many, &net);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_thread_join(threads[i]);
    g_assert_cmpuint(net.book.lines->len, ==, 80);
}

/* ---- HTTP/2 ---- */

static guint
free_port(void)
{
    g_autoptr(GSocketListener) listener = g_socket_listener_new();
    return g_socket_listener_add_any_inet_port(listener, NULL, NULL);
}

typedef struct {
    Net *net;
    const char *url;
} Asked;

static gpointer
ask_ten(gpointer data)
{
    const Asked *asked = data;
    for (guint i = 0; i < 10; i++) {
        VlHttpRequest request = VL_HTTP_REQUEST_INIT;
        request.url = asked->url;
        request.attempts = 10;
        g_autoptr(VlHttpAnswer) answer = NULL;
        g_autoptr(GError) error = NULL;
        g_assert_true(vl_http_perform(asked->net->http, &request, &answer,
                                      &error));
        g_assert_no_error(error);
        g_autofree char *text = body_text(answer);
        g_assert_nonnull(strstr(text, "END CERTIFICATE"));
    }
    return NULL;
}

/* A server that speaks nothing else.  Its first answer may have to wait for
 * it to start. */
static void
test_http2(void)
{
    g_autofree char *program = g_find_program_in_path("nghttpd");
    if (program == NULL || g_hash_table_lookup(served.ports, "good") == NULL) {
        g_test_skip("nghttpd or openssl is not installed");
        return;
    }
    g_autoptr(GError) error = NULL;
    guint port = free_port();
    g_autofree char *number = g_strdup_printf("%u", port);
    g_autofree char *key = g_build_filename(served.folder, "good.key", NULL);
    g_autofree char *crt = g_build_filename(served.folder, "good.crt", NULL);
    g_autoptr(GSubprocess) server = g_subprocess_new(
        G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
        &error, program, "--address=127.0.0.1", "-d", served.folder, number,
        key, crt, NULL);
    g_assert_no_error(error);
    g_auto(Net) net = {0};
    net_open(&net);
    vl_egress_configure(net.egress, "127.0.0.1", port);
    g_autofree char *url =
        g_strdup_printf("https://127.0.0.1:%u/ca.pem", port);
    Asked asked = {&net, url};
    GThread *threads[4];
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("asks", ask_ten, &asked);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_thread_join(threads[i]);
    g_subprocess_force_exit(server);
    g_subprocess_wait(server, NULL, NULL);
}

static gpointer
cancel_soon(gpointer data)
{
    g_usleep(300000);
    vl_http_cancel(data);
    return NULL;
}

static void
test_cancel(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    GThread *thread = g_thread_new("cancels", cancel_soon, net.http);
    g_autoptr(VlHttpAnswer) answer = NULL, later = NULL;
    g_autoptr(GError) error = ask(&net, "/fault/stall-at-once", &answer);
    g_assert_error(error, VL_ERROR, VL_ERROR_CANCELLED);
    g_autoptr(GError) again = ask(&net, "/hello", &later);
    g_assert_error(again, VL_ERROR, VL_ERROR_CANCELLED);
    g_thread_join(thread);
}

int
main(int argc, char **argv)
{
    if (!net_init(&argc, &argv))
        return 0;
    g_test_add_func("/loop/threads", test_threads);
    g_test_add_func("/loop/http2", test_http2);
    g_test_add_func("/loop/cancel", test_cancel);
    return net_main();
}
