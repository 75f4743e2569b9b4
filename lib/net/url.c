#include "config.h"

#include "net/url.h"

#include <string.h>

#include "base/error.h"
#include "base/unicode.h"
#include "net/curl.h"

/* Longest URL; servers refuse longer ones anyway. */
#define MAX_URL 8192
/* Lower case; the colon is that of IPv6. */
#define HOST_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789-._:"

typedef CURLU VlCurlUrl;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlCurlUrl, vl_curl.url_cleanup)

void
vl_url_clear(VlUrl *url)
{
    g_clear_pointer(&url->text, g_free);
    g_clear_pointer(&url->scheme, g_free);
    g_clear_pointer(&url->host, g_free);
    g_clear_pointer(&url->path, g_free);
    g_clear_pointer(&url->label, g_free);
}

/* The part as a string of GLib's; NULL when the URL lacks it. */
static char *
part_of(VlCurlUrl *handle, CURLUPart part, unsigned flags)
{
    char *text = NULL;
    if (vl_curl.url_get(handle, part, &text, flags) != CURLUE_OK)
        return NULL;
    char *copy = g_strdup(text);
    vl_curl.free(text);
    return copy;
}

static gboolean
fail(const char *what, const char *why, GError **error)
{
    g_autofree char *harmless = vl_printable(what, 200);
    g_set_error(error, VL_ERROR, VL_ERROR_NETWORK, "'%s': %s", harmless, why);
    return FALSE;
}

/* Servers write blanks into redirects; a user does so by mistake. */
static gboolean
is_plain(const char *text, gboolean from_server)
{
    gsize n = strlen(text);
    for (gsize i = 0; i < n; i++)
        if ((guchar)text[i] < 0x20 || (guchar)text[i] == 0x7f ||
            (text[i] == ' ' && !from_server))
            return FALSE;
    return n > 0 && n <= MAX_URL && g_utf8_validate(text, (gssize)n, NULL);
}

static void
take_host(VlCurlUrl *handle, VlUrl *url)
{
    g_autofree char *host = part_of(handle, CURLUPART_HOST, 0);
    url->host = g_ascii_strdown(host != NULL ? host : "", -1);
    gsize n = strlen(url->host);
    if (n > 2 && url->host[0] == '[' && url->host[n - 1] == ']') {
        url->host[n - 1] = '\0';
        memmove(url->host, url->host + 1, n - 1);
    }
}

static void
take_parts(VlCurlUrl *handle, VlUrl *url)
{
    g_autofree char *port =
        part_of(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    take_host(handle, url);
    url->scheme = part_of(handle, CURLUPART_SCHEME, 0);
    url->path = part_of(handle, CURLUPART_PATH, 0);
    url->text = part_of(handle, CURLUPART_URL, 0);
    url->port = port != NULL ? (guint)g_ascii_strtoull(port, NULL, 10) : 0;
    guint usual = g_strcmp0(url->scheme, "https") == 0 ? 443 : 80;
    gboolean is_ipv6 = strchr(url->host, ':') != NULL;
    g_autofree char *name = g_strdup_printf(is_ipv6 ? "[%s]" : "%s",
                                            url->host);
    url->label = url->port == usual
                     ? g_strdup(name)
                     : g_strdup_printf("%s:%u", name, url->port);
}

/* What is wrong with a URL that could be read; NULL: nothing. */
static const char *
fault_of(VlCurlUrl *handle, const VlUrl *url)
{
    g_autofree char *user = part_of(handle, CURLUPART_USER, 0);
    g_autofree char *password = part_of(handle, CURLUPART_PASSWORD, 0);
    if (user != NULL || password != NULL)
        return "a URL with a user name or password in it is refused; use a "
               "key file";
    gboolean https = g_strcmp0(url->scheme, "https") == 0;
    if (!https && g_strcmp0(url->scheme, "http") != 0)
        return "only https is used, and this is no https URL";
    if (*url->host == '\0' || url->port == 0)
        return "this URL names no host";
    /* Others come as xn--..., and not twice encoded. */
    if (strspn(url->host, HOST_CHARACTERS) != strlen(url->host))
        return "the host's name has other characters than a-z, 0-9, '-', "
               "'.' and '_'";
    /* "127.1." is a name, "127.1" this machine: two readings of one URL. */
    if (g_str_has_suffix(url->host, "."))
        return "a host's name with a dot at its end is refused";
    if (https)
        return NULL;
    return vl_host_is_loopback(url->host)
               ? NULL
               : "only https is used (http only within this machine)";
}

gboolean
vl_url_parse(const char *text, const VlUrl *base, VlUrl *url, GError **error)
{
    if (!vl_curl_load(error))
        return FALSE;
    g_autoptr(VlCurlUrl) handle = vl_curl.url();
    const char *shown = base != NULL ? base->label : "URL";
    if (!is_plain(text, base != NULL))
        return fail(shown, "a URL with blanks or control characters, or too "
                           "long a one, is refused",
                    error);
    if (base != NULL)
        vl_curl.url_set(handle, CURLUPART_URL, base->text, 0);
    unsigned flags = CURLU_NON_SUPPORT_SCHEME |
                     (base != NULL ? CURLU_URLENCODE : 0);
    if (vl_curl.url_set(handle, CURLUPART_URL, text, flags) != CURLUE_OK)
        return fail(shown, "this is no URL that can be read; it starts with "
                           "https://",
                    error);
    vl_curl.url_set(handle, CURLUPART_FRAGMENT, NULL, 0);
    take_parts(handle, url);
    const char *fault = fault_of(handle, url);
    if (fault == NULL)
        return TRUE;
    fail(*url->host != '\0' ? url->label : shown, fault, error);
    vl_url_clear(url);
    return FALSE;
}

gboolean
vl_url_same_origin(const VlUrl *a, const VlUrl *b)
{
    return g_str_equal(a->scheme, b->scheme) &&
           g_str_equal(a->host, b->host) && a->port == b->port;
}

gboolean
vl_url_configure(VlEgress *egress, const char *text, GError **error)
{
    g_auto(VlUrl) url = {0};
    if (!vl_url_parse(text, NULL, &url, error))
        return FALSE;
    vl_egress_configure(egress, url.host, url.port);
    return TRUE;
}
