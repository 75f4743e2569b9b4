#include "config.h"

#include "net/url.h"

#include <string.h>

#include "base/error.h"

static void
test_good(void)
{
    static const struct {
        const char *text, *host, *label, *path;
        guint port;
    } cases[] = {
        {"https://Example.ORG/a/b?x=1#y", "example.org", "example.org",
         "/a/b", 443},
        {"https://2130706433/", "127.0.0.1", "127.0.0.1", "/", 443},
        {"https://example.org:8443/", "example.org", "example.org:8443", "/",
         8443},
        {"http://127.0.0.1:8080/v1", "127.0.0.1", "127.0.0.1:8080", "/v1",
         8080},
        {"http://localhost/", "localhost", "localhost", "/", 80},
        {"http://[::1]:11434/api", "::1", "[::1]:11434", "/api", 11434},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(VlUrl) url = {0};
        g_assert_true(vl_url_parse(cases[i].text, NULL, &url, &error));
        g_assert_no_error(error);
        g_assert_cmpstr(url.host, ==, cases[i].host);
        g_assert_cmpstr(url.label, ==, cases[i].label);
        g_assert_cmpstr(url.path, ==, cases[i].path);
        g_assert_cmpuint(url.port, ==, cases[i].port);
        g_assert_null(strchr(url.text, '#'));
    }
}

static void
test_bad(void)
{
    static const char *const cases[] = {
        "",
        "example.org",
        "http://example.org/",
        "http://127.0.0.1.example.org/",
        "http://localhost.example.org/",
        "http://2130706434.example.org/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "javascript:alert(1)",
        "https://",
        "https://a b/",
        "https://example.org/\r\nX: y",
        "https://user@example.org/",
        "https://user:SECRET@example.org/",
        "https://ex\xff\xfe.org/",
        "https://%ee.org/",
        "https://ex\xc3\xa9mple.org/",
        "https://example.org./",
        "https://2130706433./",
        "https://example.org:0/",
        "https://example.org:99999/",
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(VlUrl) url = {0};
        g_assert_false(vl_url_parse(cases[i], NULL, &url, &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_NETWORK);
        g_assert_null(strstr(error->message, "SECRET"));
    }
}

static void
test_relative(void)
{
    static const struct {
        const char *location, *text;
        gboolean same;
    } cases[] = {
        {"/c", "https://example.org:8443/c", TRUE},
        {"c?d=1", "https://example.org:8443/a/c?d=1", TRUE},
        {"c d", "https://example.org:8443/a/c%20d", TRUE},
        {"//other.org/c", "https://other.org/c", FALSE},
        {"https://example.org/c", "https://example.org/c", FALSE},
        {"https://EXAMPLE.org:8443/", "https://example.org:8443/", TRUE},
    };
    g_autoptr(GError) error = NULL;
    g_auto(VlUrl) base = {0};
    g_assert_true(
        vl_url_parse("https://example.org:8443/a/b", NULL, &base, &error));
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(VlUrl) url = {0};
        g_assert_true(
            vl_url_parse(cases[i].location, &base, &url, &error));
        g_assert_no_error(error);
        g_assert_true(g_ascii_strcasecmp(url.text, cases[i].text) == 0);
        g_assert_true(vl_url_same_origin(&base, &url) == cases[i].same);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/url/good", test_good);
    g_test_add_func("/url/bad", test_bad);
    g_test_add_func("/url/relative", test_relative);
    return g_test_run();
}
