#include "config.h"

#include "guard/region.h"

#include <string.h>

#include "guard/egress.h"

static const struct {
    const char *host, *region;
} regions[] = {
    {"api.eu.mistral.ai", "EU"},     {"api.us.mistral.ai", "US"},
    {"api.mistral.ai", "global"},    {"eu.api.openai.com", "EU"},
    {"us.api.openai.com", "US"},     {"api.openai.com", "global"},
    {"api.anthropic.com", "global"},
};

/* Without a port; the caller frees. */
static char *
name_of(const char *host)
{
    const char *colon = strrchr(host, ':');
    if (host[0] == '[')
        return g_strndup(host + 1, strcspn(host + 1, "]"));
    gboolean has_port = colon != NULL && strchr(host, ':') == colon;
    return has_port ? g_strndup(host, (gsize)(colon - host)) : g_strdup(host);
}

const char *
vl_region_of(const char *host)
{
    g_autofree char *name = name_of(host);
    if (vl_host_is_loopback(name))
        return "this machine";
    for (guint i = 0; i < G_N_ELEMENTS(regions); i++)
        if (g_ascii_strcasecmp(regions[i].host, name) == 0)
            return regions[i].region;
    return "unknown";
}
