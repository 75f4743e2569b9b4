#include "config.h"

#include "guard/egress.h"

#include <string.h>

#include "base/error.h"

static const char *const purposes[] = {
    [VL_PURPOSE_SEARCH] = "search",       [VL_PURPOSE_RECORDS] = "records",
    [VL_PURPOSE_REFERENCE] = "reference", [VL_PURPOSE_FULLTEXT] = "fulltext",
    [VL_PURPOSE_MODEL] = "model",         [VL_PURPOSE_MAIL] = "mail",
    [VL_PURPOSE_DOCTOR] = "doctor",
};

const char *
vl_purpose_name(VlPurpose purpose)
{
    return purposes[purpose];
}

VlEgress *
vl_egress_new(void)
{
    VlEgress *egress = g_new0(VlEgress, 1);
    egress->allow = g_ptr_array_new_with_free_func(g_free);
    egress->configured = g_ptr_array_new_with_free_func(g_free);
    return egress;
}

void
vl_egress_free(VlEgress *egress)
{
    if (egress == NULL)
        return;
    g_ptr_array_unref(egress->allow);
    g_ptr_array_unref(egress->configured);
    g_free(egress);
}

static char *
host_and_port(const char *host, guint port)
{
    g_autofree char *lower = g_ascii_strdown(host, -1);
    return g_strdup_printf("%s:%u", lower, port);
}

void
vl_egress_configure(VlEgress *egress, const char *host, guint port)
{
    g_ptr_array_add(egress->configured, host_and_port(host, port));
}

/* Four decimal numbers up to 255, the first one 127. */
static gboolean
is_loopback_ipv4(const char *host)
{
    guint64 values[4];
    g_auto(GStrv) parts = g_strsplit(host, ".", 5);
    if (g_strv_length(parts) != 4)
        return FALSE;
    for (guint i = 0; i < 4; i++)
        if (!g_ascii_string_to_unsigned(parts[i], 10, 0, 255, &values[i],
                                        NULL))
            return FALSE;
    return values[0] == 127;
}

gboolean
vl_host_is_loopback(const char *host)
{
    return g_ascii_strcasecmp(host, "localhost") == 0 ||
           g_str_equal(host, "::1") || is_loopback_ipv4(host);
}

static gboolean
matches(const char *pattern, const char *host)
{
    if (g_str_has_prefix(pattern, "*.")) {
        gsize n = strlen(host), tail = strlen(pattern + 1);
        return n > tail &&
               g_ascii_strcasecmp(host + n - tail, pattern + 1) == 0;
    }
    return g_ascii_strcasecmp(pattern, host) == 0;
}

static gboolean
is_allowed(const VlEgress *egress, const char *host)
{
    for (guint i = 0; i < egress->allow->len; i++)
        if (matches(egress->allow->pdata[i], host))
            return TRUE;
    return egress->allow->len == 0;
}

static gboolean
is_configured(const VlEgress *egress, const VlEgressAsk *ask)
{
    g_autofree char *name = host_and_port(ask->host, ask->port);
    return g_ptr_array_find_with_equal_func(egress->configured, name,
                                            g_str_equal, NULL);
}

static gboolean
refuse(const VlEgressAsk *ask, const char *why, GError **error)
{
    g_set_error(error, VL_ERROR, VL_ERROR_REFUSED,
                "nothing was sent to '%s' (%s): %s", ask->host,
                vl_purpose_name(ask->purpose), why);
    return FALSE;
}

gboolean
vl_egress_permit(const VlEgress *egress, const VlEgressAsk *ask,
                 VlReach *reach, GError **error)
{
    gboolean loopback = vl_host_is_loopback(ask->host);
    /* A server never opens the way to what the user named for himself. */
    gboolean named = !ask->redirected && is_configured(egress, ask);
    if (egress->local_only && !loopback)
        return refuse(ask,
                      "'local_only = yes' keeps everything on this machine; "
                      "take it out of [privacy] to allow the network",
                      error);
    if (loopback && !named)
        return refuse(ask,
                      "it is this machine, and no setting of yours names it",
                      error);
    if (!loopback && !is_allowed(egress, ask->host))
        return refuse(ask, "it is not in 'allow'; add it there, in [privacy]",
                      error);
    *reach = egress->local_only ? VL_REACH_LOOPBACK
             : loopback         ? VL_REACH_LOOPBACK
             : named            ? VL_REACH_ANY
                                : VL_REACH_PUBLIC;
    return TRUE;
}
