#include "config.h"

#include "net/transfer.h"

#include "net-double.h"

/* ---- Faults ---- */

/* What the layer by itself can see is mended by asking again. */
static void
test_mended(void)
{
    static const char *const faults[] = {
        "too-many",      "too-many-date",     "busy",
        "error-500",     "bad-gateway",       "early-close",
        "reset",         "reset-middle",      "truncated",
        "truncated-chunks", "long",           "garbage",
        "many-headers",  "stall",             "stall-at-once",
        "drip",          "bomb",              "gzip-cut",
        "gzip-damaged",  "unknown-coding",    "redirect-loopback",
        "redirect-file", "redirect-ftp",      "redirect-other",
    };
    g_auto(Net) net = {0};
    net_open(&net);
    guint again = 0;
    for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autofree char *path =
            g_strdup_printf("/fault/%s/1?%u", faults[i], g_random_int());
        VlHttpRequest request = VL_HTTP_REQUEST_INIT;
        request.stall_s = 1;
        g_autoptr(VlHttpAnswer) answer = NULL;
        g_autoptr(GError) error =
            ask_with(&net, request, "http", path, &answer);
        g_test_message("%s", faults[i]);
        g_assert_no_error(error);
        check_hello(answer);
        /* On a kept connection that closes at once, curl itself asks again:
         * it was most likely closed before the request. */
        g_assert_cmpuint(answer->attempts, <=, 2);
        again += answer->attempts == 2;
    }
    g_assert_cmpuint(again, >=, G_N_ELEMENTS(faults) - 2);
}

/* What stays is told, with the host. */
static void
test_lasting(void)
{
    static const struct {
        const char *fault;
        int code;
        const char *word;
    } cases[] = {
        {"too-many", VL_ERROR_UNREACHABLE, "429"},
        {"busy", VL_ERROR_UNREACHABLE, "503"},
        {"reset", VL_ERROR_UNREACHABLE, "broke off"},
        {"early-close", VL_ERROR_UNREACHABLE, "without an answer"},
        {"truncated", VL_ERROR_UNREACHABLE, "cut off"},
        {"stall-at-once", VL_ERROR_TIMEOUT, "too slowly"},
        {"drip", VL_ERROR_TIMEOUT, "too slowly"},
        {"bomb", VL_ERROR_UNREACHABLE, "suspiciously"},
        {"gzip-cut", VL_ERROR_UNREACHABLE, "compressed"},
        {"redirect-loopback", VL_ERROR_UNREACHABLE, "this machine"},
        {"redirect-file", VL_ERROR_UNREACHABLE, "only https"},
        {"redirect-ftp", VL_ERROR_UNREACHABLE, "only https"},
        {"redirect-other", VL_ERROR_UNREACHABLE, "this machine"},
        {"redirect-loop", VL_ERROR_UNREACHABLE, "again and again"},
    };
    g_auto(Net) net = {0};
    net_open(&net);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf(
            "/fault/%s?%u&api_key=CANARY", cases[i].fault, g_random_int());
        g_autoptr(VlSecret) key = vl_secret_new("CANARY");
        VlHttpRequest request = VL_HTTP_REQUEST_INIT;
        request.stall_s = 1;
        request.attempts = 2;
        request.secret = key;
        g_autoptr(VlHttpAnswer) answer = NULL;
        g_autoptr(GError) error =
            ask_with(&net, request, "http", path, &answer);
        g_test_message("%s", error != NULL ? error->message : "no error");
        g_assert_error(error, VL_ERROR, cases[i].code);
        g_assert_nonnull(strstr(error->message, cases[i].word));
        g_assert_nonnull(strstr(error->message, "127.0.0.1"));
        g_assert_nonnull(strstr(error->message, "(2 attempts)"));
        g_assert_null(strstr(error->message, "CANARY"));
    }
    for (guint i = 0; i < net.book.lines->len; i++)
        g_assert_null(strstr(net.book.lines->pdata[i], "CANARY"));
    /* Nobody came to where the redirects pointed. */
    g_autoptr(VlHttpAnswer) answer = NULL;
    g_autoptr(GError) error = ask(&net, "/trapped", &answer);
    g_autofree char *text = body_text(answer);
    g_assert_cmpstr(text, ==, "0");
}

/* ---- Certificates ---- */

static void
test_certificates(void)
{
    static const char *const bad[] = {"expired", "wrong-host", "self-signed"};
    g_auto(Net) net = {0};
    net_open(&net);
    if (g_hash_table_lookup(served.ports, "good") == NULL) {
        g_test_skip("openssl is not installed");
        return;
    }
    const VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    g_autoptr(VlHttpAnswer) answer = NULL;
    g_autoptr(GError) none =
        ask_with(&net, request, "good", "/hello", &answer);
    g_assert_no_error(none);
    check_hello(answer);
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(VlHttpAnswer) nothing = NULL;
        g_autoptr(GError) error =
            ask_with(&net, request, bad[i], "/hello", &nothing);
        g_test_message("%s", error != NULL ? error->message : bad[i]);
        g_assert_error(error, VL_ERROR, VL_ERROR_NETWORK);
        g_assert_nonnull(strstr(error->message, "certificate is not valid"));
        g_assert_null(strstr(error->message, "attempts"));
    }
}

int
main(int argc, char **argv)
{
    if (!net_init(&argc, &argv))
        return 0;
    g_test_add_func("/transfer/mended", test_mended);
    g_test_add_func("/transfer/lasting", test_lasting);
    g_test_add_func("/transfer/certificates", test_certificates);
    return net_main();
}
