#include "config.h"

#include "flow/network.h"

#include <string.h>

#include "base/error.h"
#include "net/ncbi.h"
#include "net/url.h"

/* Hosts that the user named himself may be anywhere. */
static gboolean
configure(VlEgress *egress, const VlWatch *watch, GError **error)
{
    const char *const urls[] = {
        watch->network.eutils,    watch->network.idconv,
        watch->network.pmc_cloud, watch->network.europepmc,
        watch->network.unpaywall, watch->network.europepmc_pdf,
        watch->llm.url,           watch->judge.url,
    };
    for (guint i = 0; i < G_N_ELEMENTS(urls); i++) {
        g_autoptr(GError) problem = NULL;
        /* Recorded answers of a model stand in a file. */
        if (urls[i] == NULL || strstr(urls[i], "://") == NULL ||
            vl_url_configure(egress, urls[i], &problem))
            continue;
        g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                    "[network], or 'url' of a model: %s", problem->message);
        return FALSE;
    }
    return TRUE;
}

static VlEgress *
make_egress(const VlWatch *watch, GError **error)
{
    g_autoptr(VlEgress) egress = vl_egress_new();
    egress->local_only = watch->local_only;
    for (guint i = 0; i < watch->allow->len; i++)
        g_ptr_array_add(egress->allow, g_strdup(watch->allow->pdata[i]));
    if (!configure(egress, watch, error))
        return NULL;
    return g_steal_pointer(&egress);
}

/* Keys of proxies in settings would end up in lists of processes and logs. */
static gboolean
check_proxy(const char *proxy, GError **error)
{
    if (proxy == NULL)
        return TRUE;
    gboolean is_url = g_str_has_prefix(proxy, "http://") ||
                      g_str_has_prefix(proxy, "https://");
    if (is_url && strchr(proxy, '@') == NULL && strpbrk(proxy, " \t") == NULL)
        return TRUE;
    g_set_error_literal(error, VL_ERROR, VL_ERROR_CONFIG,
                        "[network]: 'proxy' must be http://HOST:PORT, "
                        "without a password");
    return FALSE;
}

static gboolean
take_key(VlNetwork *network, const VlNetworkPlan *plan, GError **error)
{
    const char *file = plan->watch->network.ncbi_key_file;
    if (file != NULL)
        network->ncbi_key = vl_secret_read(file, error);
    else if (plan->ncbi_key != NULL)
        network->ncbi_key = vl_secret_new(plan->ncbi_key->text);
    if (file != NULL && network->ncbi_key == NULL)
        return FALSE;
    network->ncbi_rate =
        vl_ncbi_per_second(network->ncbi_key, plan->watch->network.rate);
    return TRUE;
}

static gboolean
start(VlNetwork *network, const VlNetworkPlan *plan, GError **error)
{
    const VlWatch *watch = plan->watch;
    const char *email = watch->network.email;
    g_autofree char *agent =
        g_strdup_printf("veille/" PACKAGE_VERSION "%s%s%s",
                        email != NULL ? " (mailto:" : "",
                        email != NULL ? email : "", email != NULL ? ")" : "");
    g_autofree char *folder =
        plan->state_folder != NULL
            ? g_build_filename(plan->state_folder, "rates", NULL)
            : NULL;
    const VlHttpOptions options = {
        .egress = network->egress,
        .ledger = vl_store_ledger_sink(network->ledger),
        .user_agent = agent,
        .throttle_folder = folder,
        .ca_file = watch->network.ca_file,
        .proxy = watch->network.proxy,
        .backoff_ms = watch->network.wait_ms,
        .stall_s = watch->network.patience,
    };
    network->http = vl_http_new(&options, error);
    return network->http != NULL;
}

VlNetwork *
vl_network_open(const VlNetworkPlan *plan, GError **error)
{
    g_autoptr(VlNetwork) network = g_new0(VlNetwork, 1);
    if (!check_proxy(plan->watch->network.proxy, error) ||
        !take_key(network, plan, error))
        return NULL;
    network->egress = make_egress(plan->watch, error);
    if (network->egress == NULL)
        return NULL;
    network->ledger = vl_store_ledger_new(plan->store, error);
    if (network->ledger == NULL || !start(network, plan, error))
        return NULL;
    return g_steal_pointer(&network);
}

void
vl_network_close(VlNetwork *network)
{
    if (network == NULL)
        return;
    vl_http_free(network->http);
    vl_egress_free(network->egress);
    vl_store_ledger_free(network->ledger);
    vl_secret_free(network->ncbi_key);
    g_free(network);
}

gboolean
vl_network_permits(const VlNetwork *network, VlPurpose purpose,
                   const char *url, GError **error)
{
    g_auto(VlUrl) parsed = {0};
    if (!vl_url_parse(url, NULL, &parsed, error))
        return FALSE;
    const VlEgressAsk ask = {
        .purpose = purpose, .host = parsed.host, .port = parsed.port};
    VlReach reach;
    return vl_egress_permit(network->egress, &ask, &reach, error);
}

gboolean
vl_network_note(const VlNetwork *network, const VlLedgerNote *note,
                GError **error)
{
    const VlLedger *sink = vl_store_ledger_sink(network->ledger);
    const VlLedgerIntent intent = {.time = g_get_real_time() / G_USEC_PER_SEC,
                                   .purpose = note->purpose,
                                   .method = note->method,
                                   .host = note->host,
                                   .path = note->path,
                                   .body = note->text,
                                   .n_body = strlen(note->text)};
    const VlLedgerOutcome outcome = {.status = 0};
    gint64 line = 0;
    return sink->intent(sink->data, &intent, &line, error) &&
           sink->outcome(sink->data, line, &outcome, error);
}

VlPubmed *
vl_network_pubmed(const VlNetwork *network, const VlWatch *watch,
                  GError **error)
{
    const char *base = watch->network.eutils != NULL ? watch->network.eutils
                                                     : VL_EUTILS_BASE;
    if (!vl_network_permits(network, VL_PURPOSE_RECORDS, base, error))
        return NULL;
    const VlPubmedOptions options = {.http = network->http,
                                     .base = base,
                                     .email = watch->network.email,
                                     .key = network->ncbi_key,
                                     .per_second = network->ncbi_rate,
                                     .backoff_ms = watch->network.wait_ms};
    return vl_pubmed_new(&options);
}
