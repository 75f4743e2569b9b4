#include "config.h"

#include "fulltext/fetch-http.h"

#include "net-double.h"

/* Asks the server; the error, or NULL. */
static GError *
fetch(Net *net, const VlSecret *key, const VlFetchAsk *given, const char *path,
      VlFetched *fetched)
{
    VlFetchHttp over = {net->http, key, 100};
    const VlFetch fetch = vl_fetch_http(&over);
    g_autofree char *url = url_of("http", path);
    VlFetchAsk ask = *given;
    GError *error = NULL;
    ask.url = url;
    gboolean done = fetch.ask(fetch.data, &ask, fetched, &error);
    g_assert_true(done == (error == NULL));
    return error;
}

static void
test_found(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    g_auto(VlFetched) fetched = {0};
    g_autoptr(GError) error = fetch(
        &net, NULL, &(VlFetchAsk){.want = VL_WANT_FILE}, "/hello", &fetched);
    g_assert_no_error(error);
    g_assert_cmpuint(fetched.status, ==, 200);
    g_assert_cmpuint(g_bytes_get_size(fetched.bytes), >, 0);
    g_assert_true(g_str_has_prefix(net.book.lines->pdata[0], "fulltext GET "));
}

static void
test_absent(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    g_auto(VlFetched) fetched = {0};
    g_autoptr(GError) error = fetch(
        &net, NULL, &(VlFetchAsk){.want = VL_WANT_XML}, "/nowhere", &fetched);
    g_assert_no_error(error);
    g_assert_cmpuint(fetched.status, ==, 404);
    g_assert_cmpuint(net.book.lines->len, ==, 1);
}

/* Half an answer is asked for again, and then it is damaged. */
static void
test_damaged(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    g_auto(VlFetched) fetched = {0};
    g_autoptr(GError) error =
        fetch(&net, NULL, &(VlFetchAsk){.want = VL_WANT_XML}, "/fault/prolog",
              &fetched);
    g_assert_error(error, VL_ERROR, VL_ERROR_UNREACHABLE);
    g_assert_true(fetched.damaged);
    g_assert_cmpuint(net.book.lines->len, ==, 4);
    g_auto(VlFetched) refused = {0};
    g_autoptr(GError) busy =
        fetch(&net, NULL, &(VlFetchAsk){.want = VL_WANT_XML},
              "/fault/error-500", &refused);
    g_assert_error(busy, VL_ERROR, VL_ERROR_UNREACHABLE);
    g_assert_false(refused.damaged);
}

static void
test_md5(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    g_auto(VlFetched) fetched = {0};
    const VlFetchAsk ask = {.want = VL_WANT_FILE,
                            .md5 = "00000000000000000000000000000000"};
    g_autoptr(GError) error = fetch(&net, NULL, &ask, "/hello", &fetched);
    g_assert_nonnull(error);
    g_assert_true(fetched.damaged);
    g_assert_nonnull(strstr(error->message, "MD5"));
}

/* The key is NCBI's alone, and goes into the form. */
static void
test_key(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    g_autoptr(VlSecret) key = vl_secret_new("CANARY-1");
    g_auto(VlFetched) fetched = {0};
    g_autoptr(GError) error = fetch(
        &net, key,
        &(VlFetchAsk){.want = VL_WANT_JSON, .form = "db=pmc", .ncbi = TRUE},
        "/echo", &fetched);
    g_assert_no_error(error);
    g_autofree char *text = g_strndup(g_bytes_get_data(fetched.bytes, NULL),
                                      g_bytes_get_size(fetched.bytes));
    g_assert_true(echoes_body(text, "db=pmc&api_key=CANARY-1"));
    g_assert_null(strstr(text, "CANARY"));
    g_auto(VlFetched) other = {0};
    g_autoptr(GError) none =
        fetch(&net, key, &(VlFetchAsk){.want = VL_WANT_JSON, .form = "db=pmc"},
              "/echo", &other);
    g_assert_no_error(none);
    g_autofree char *without = g_strndup(g_bytes_get_data(other.bytes, NULL),
                                         g_bytes_get_size(other.bytes));
    g_assert_true(echoes_body(without, "db=pmc"));
    for (guint i = 0; i < net.book.lines->len; i++)
        g_assert_null(strstr(net.book.lines->pdata[i], "CANARY"));
}

/* A redirect to an article page of PMC is not followed, nor asked again. */
static void
test_barred(void)
{
    g_auto(Net) net = {0};
    net_open(&net);
    g_auto(VlFetched) fetched = {0};
    g_autoptr(GError) error =
        fetch(&net, NULL, &(VlFetchAsk){.want = VL_WANT_FILE},
              "/moved/302/x?to=https%3A%2F%2Fpmc.ncbi.nlm.nih.gov%2Farticles"
              "%2FPMC9900001%2Fpdf%2F",
              &fetched);
    g_assert_error(error, VL_ERROR, VL_ERROR_NETWORK);
    g_assert_cmpuint(net.book.lines->len, ==, 1);
}

int
main(int argc, char **argv)
{
    if (!net_init(&argc, &argv))
        return 0;
    g_test_add_func("/fetch-http/found", test_found);
    g_test_add_func("/fetch-http/absent", test_absent);
    g_test_add_func("/fetch-http/damaged", test_damaged);
    g_test_add_func("/fetch-http/md5", test_md5);
    g_test_add_func("/fetch-http/key", test_key);
    g_test_add_func("/fetch-http/barred", test_barred);
    return net_main();
}
