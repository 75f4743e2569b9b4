#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "base/error.h"
#include "net/inflate.h"
#include "net/retry.h"
#include "net/url.h"

/* What a server may send beside the body: redirects, Retry-After, and packed
 * bytes.  The first byte tells which. */

#define MOST_UNPACKED ((gsize)1 << 22)
#define NOW 1795770000

static void
check_parts(const VlUrl *url)
{
    g_assert_true(g_utf8_validate(url->text, -1, NULL));
    g_assert_true(g_utf8_validate(url->label, -1, NULL));
    g_assert_null(strpbrk(url->text, " \t\r\n#"));
    g_assert_cmpuint(strlen(url->host), >, 0);
    g_assert_cmpuint(url->port, >, 0);
    g_assert_cmpuint(url->port, <=, 65535);
    if (!g_str_equal(url->scheme, "https"))
        g_assert_true(g_str_equal(url->scheme, "http") &&
                      vl_host_is_loopback(url->host));
}

/* What was taken for one host is never another one when it is read again. */
static void
check_url(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_auto(VlUrl) base = {0};
    g_assert_true(vl_url_parse("https://example.org/a/b?c", NULL, &base,
                               &error));
    for (int relative = 0; relative < 2; relative++) {
        g_auto(VlUrl) url = {0};
        g_auto(VlUrl) again = {0};
        if (!vl_url_parse(text, relative ? &base : NULL, &url, NULL))
            continue;
        check_parts(&url);
        if (!vl_url_parse(url.text, NULL, &again, NULL))
            continue;
        g_assert_true(vl_url_same_origin(&url, &again));
    }
}

static void
check_retry(const char *text)
{
    guint64 ms = 0;
    if (vl_retry_after(text, NOW, &ms))
        g_assert_cmpuint(ms % 1000, ==, 0);
}

static gboolean
count(const void *bytes, gsize n, gpointer data, GError **error)
{
    gsize *total = data;
    (void)bytes;
    *total += n;
    if (*total <= MOST_UNPACKED)
        return TRUE;
    g_set_error_literal(error, VL_ERROR, VL_ERROR_TOO_BIG, "enough");
    return FALSE;
}

static void
check_inflate(const char *encoding, const uint8_t *data, gsize n)
{
    gboolean known = FALSE, good = TRUE;
    gsize total = 0, piece = n % 61 + 1;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlInflate) inflate = vl_inflate_new(encoding, "x", &known);
    for (gsize at = 0; good && at < n; at += piece)
        good = vl_inflate_add(inflate, data + at, MIN(piece, n - at), count,
                              &total, &error);
    g_assert_true(good == (error == NULL));
    g_assert_cmpuint(vl_inflate_taken(inflate), <=, n);
    g_assert_cmpuint(total, <=, MOST_UNPACKED + 65536);
    if (good && !vl_inflate_end(inflate, &error))
        g_assert_error(error, VL_ERROR, VL_ERROR_UNREACHABLE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    g_autofree char *text = g_strndup((const char *)data + 1, size - 1);
    switch (data[0]) {
    case 'g':
        check_inflate("gzip", data + 1, size - 1);
        break;
    case 'd':
        check_inflate("deflate", data + 1, size - 1);
        break;
    case 'r':
        check_retry(text);
        break;
    default:
        check_url(text);
    }
    return 0;
}
