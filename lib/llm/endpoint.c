#include "config.h"

#include "llm/endpoint.h"

#include <string.h>

#include "base/error.h"
#include "net/url.h"

void
vl_endpoint_clear(VlEndpoint *endpoint)
{
    g_clear_pointer(&endpoint->base, g_free);
    g_clear_pointer(&endpoint->root, g_free);
    g_clear_pointer(&endpoint->url, g_free);
    g_clear_pointer(&endpoint->host, g_free);
    g_clear_pointer(&endpoint->label, g_free);
}

static void
drop_end(char *text, const char *end)
{
    if (g_str_has_suffix(text, end))
        text[strlen(text) - strlen(end)] = '\0';
}

static void
drop_slashes(char *text)
{
    while (g_str_has_suffix(text, "/"))
        drop_end(text, "/");
}

/* The path of the base, as the wire needs it; the caller frees. */
static char *
path_of(const VlWire *wire, const char *given)
{
    g_autofree char *path = g_strdup(given);
    drop_slashes(path);
    drop_end(path, wire->path);
    /* Of those that are given the address of the other API. */
    if (*wire->version == '\0') {
        drop_end(path, "/v1");
        drop_end(path, "/api");
    }
    drop_slashes(path);
    return *path == '\0' ? g_strdup(wire->version) : g_steal_pointer(&path);
}

gboolean
vl_endpoint_parse(const VlWire *wire, const char *base, VlEndpoint *endpoint,
                  GError **error)
{
    g_auto(VlUrl) url = {0};
    g_autoptr(GError) problem = NULL;
    if (!vl_url_parse(base, NULL, &url, &problem)) {
        g_set_error(error, VL_ERROR, VL_ERROR_CONFIG, "'url' in [llm]: %s",
                    problem->message);
        return FALSE;
    }
    if (strchr(url.text, '?') != NULL) {
        g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                    "'url' in [llm]: '%s' must not have a '?'", url.label);
        return FALSE;
    }
    g_autofree char *path = path_of(wire, url.path);
    endpoint->root = g_strdup_printf("%s://%s", url.scheme, url.label);
    endpoint->base = g_strconcat(endpoint->root, path, NULL);
    endpoint->url = g_strconcat(endpoint->base, wire->path, NULL);
    endpoint->host = g_strdup(url.host);
    endpoint->label = g_strdup(url.label);
    endpoint->hosted = !vl_host_is_loopback(url.host);
    return TRUE;
}

char *
vl_endpoint_at(const VlEndpoint *endpoint, const char *path)
{
    return *path == '/' ? g_strconcat(endpoint->root, path, NULL)
                        : g_strconcat(endpoint->base, "/", path, NULL);
}
