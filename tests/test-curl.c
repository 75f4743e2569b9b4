#include "config.h"

#include "net/curl.h"

#include <string.h>

/* Is libcurl in this process's memory? */
static gboolean
is_mapped(void)
{
    g_autofree char *maps = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents("/proc/self/maps", &maps, NULL, &error);
    g_assert_no_error(error);
    return strstr(maps, "/libcurl") != NULL;
}

static gpointer
load(gpointer data)
{
    g_autoptr(GError) error = NULL;
    (void)data;
    g_assert_true(vl_curl_load(&error));
    g_assert_no_error(error);
    return NULL;
}

/* Not before it is asked for, whichever thread asks first. */
static void
test_load(void)
{
    g_assert_false(is_mapped());
    GThread *threads[4];
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("loads", load, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_thread_join(threads[i]);
    g_assert_true(is_mapped());
}

/* Each name of the table has its own function. */
static void
test_functions(void)
{
    load(NULL);
    char *out = NULL;
    CURLU *url = vl_curl.url();
    g_assert_nonnull(url);
    g_assert_cmpint(
        vl_curl.url_set(url, CURLUPART_URL, "https://example.org:8443/a", 0),
        ==, CURLUE_OK);
    g_assert_cmpint(vl_curl.url_get(url, CURLUPART_PORT, &out, 0), ==,
                    CURLUE_OK);
    g_assert_cmpstr(out, ==, "8443");
    vl_curl.free(out);
    vl_curl.url_cleanup(url);
    g_assert_cmpint(vl_curl.getdate("Fri, 27 Nov 2026 09:00:30 GMT", NULL), ==,
                    1795770030);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/curl/load", test_load);
    g_test_add_func("/curl/functions", test_functions);
    return g_test_run();
}
