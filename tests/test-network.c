#include "config.h"

#include "flow/network.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "store-fixture.h"

static VlNetwork *
open_with(StoreFixture *fixture, const char *watch_text, GError **error)
{
    g_autoptr(VlWatch) watch = vl_watch_new();
    g_assert_true(vl_watch_read(watch, "w", watch_text, strlen(watch_text),
                                error));
    const VlNetworkPlan plan = {.watch = watch,
                                .store = fixture->store,
                                .state_folder = fixture->folder};
    return vl_network_open(&plan, error);
}

static GError *
ask(VlNetwork *network, const char *url)
{
    GError *error = NULL;
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.url = url;
    request.attempts = 1;
    g_autoptr(VlHttpAnswer) answer = NULL;
    if (!vl_http_perform(network->http, &request, &answer, &error))
        g_assert_nonnull(error);
    return error;
}

/* What is named may be asked (nobody listens there), what is not may not. */
static void
test_permits(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlNetwork) network = open_with(
        fixture,
        "[network]\neutils=http://127.0.0.1:1/e/\n[privacy]\nlocal_only=yes\n",
        &error);
    g_assert_no_error(error);
    g_assert_null(network->ncbi_key);
    g_assert_cmpfloat(network->ncbi_rate, ==, 3);
    g_autoptr(GError) named = ask(network, "http://127.0.0.1:1/e/x");
    g_assert_error(named, VL_ERROR, VL_ERROR_UNREACHABLE);
    g_autoptr(GError) other = ask(network, "http://127.0.0.1:2/e/x");
    g_assert_error(other, VL_ERROR, VL_ERROR_REFUSED);
    g_autoptr(GError) far = ask(network, "https://example.org/");
    g_assert_error(far, VL_ERROR, VL_ERROR_REFUSED);
    gint64 n = 0;
    g_autofree char *head = NULL;
    g_assert_true(vl_store_ledger_head(network->ledger, &n, &head, &error));
    g_assert_cmpint(n, ==, 1);
}

static void
test_key(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(fixture->folder, "key", NULL);
    g_autofree char *text =
        g_strdup_printf("[network]\nncbi_key_file=%s\n", path);
    g_assert_null(open_with(fixture, text, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_true(g_file_set_contents(path, "CANARY\n", -1, NULL));
    g_chmod(path, 0644);
    g_assert_null(open_with(fixture, text, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_REFUSED);
    g_assert_null(strstr(error->message, "CANARY"));
    g_clear_error(&error);
    g_chmod(path, 0600);
    g_autoptr(VlNetwork) network = open_with(fixture, text, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(network->ncbi_key->text, ==, "CANARY");
    g_assert_cmpfloat(network->ncbi_rate, ==, 10);
}

static void
test_proxy(StoreFixture *fixture, gconstpointer data)
{
    static const char *const bad[] = {"proxy.lan:3128", "socks5://p:1",
                                      "http://u:WORD@p:1", "http://a b"};
    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = g_strdup_printf("[network]\nproxy=%s\n",
                                                bad[i]);
        g_assert_null(open_with(fixture, text, &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_CONFIG);
        g_assert_null(strstr(error->message, "WORD"));
    }
    /* This machine is never asked through it. */
    g_autoptr(GError) error = NULL;
    g_autoptr(VlNetwork) network =
        open_with(fixture,
                  "[network]\nproxy=http://127.0.0.1:2\n"
                  "eutils=http://127.0.0.1:1/e/\n",
                  &error);
    g_assert_no_error(error);
    g_autoptr(GError) direct = ask(network, "http://127.0.0.1:1/");
    g_assert_error(direct, VL_ERROR, VL_ERROR_UNREACHABLE);
    g_assert_nonnull(strstr(direct->message, "port 1 "));
    g_autoptr(GError) proxied = ask(network, "https://example.org/");
    g_assert_error(proxied, VL_ERROR, VL_ERROR_UNREACHABLE);
    g_assert_nonnull(strstr(proxied->message, "port 2 "));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORE_ADD("/network/permits", test_permits);
    STORE_ADD("/network/key", test_key);
    STORE_ADD("/network/proxy", test_proxy);
    return g_test_run();
}
