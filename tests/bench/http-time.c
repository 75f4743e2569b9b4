/* Asks a server N times for a URL by way of lib/net, one after another, with
 * a ledger in FOLDER (-: none is kept), and prints nothing: what it costs is
 * measured from outside.  usage: http-time URL N FOLDER|- */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "net/http.h"
#include "net/url.h"
#include "store/ledger.h"

static gboolean
no_intent(gpointer data, const VlLedgerIntent *intent, gint64 *id,
          GError **error)
{
    (void)data, (void)intent, (void)id, (void)error;
    return TRUE;
}

static gboolean
no_outcome(gpointer data, gint64 id, const VlLedgerOutcome *outcome,
           GError **error)
{
    (void)data, (void)id, (void)outcome, (void)error;
    return TRUE;
}

static gboolean
ask_all(const char *url, guint n, const VlLedger *ledger, GError **error)
{
    g_autoptr(VlEgress) egress = vl_egress_new();
    const VlHttpOptions options = {
        .egress = egress, .ledger = ledger, .user_agent = "bench"};
    g_autoptr(VlHttp) http = vl_http_new(&options, error);
    if (http == NULL || !vl_url_configure(egress, url, error))
        return FALSE;
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.url = url;
    for (guint i = 0; i < n; i++) {
        g_autoptr(VlHttpAnswer) answer = NULL;
        if (!vl_http_perform(http, &request, &answer, error))
            return FALSE;
    }
    return TRUE;
}

int
main(int argc, char **argv)
{
    static const VlLedger none = {no_intent, no_outcome, NULL};
    g_autoptr(GError) error = NULL;
    if (argc != 4) {
        fprintf(stderr, "usage: http-time URL N FOLDER|-\n");
        return 2;
    }
    gboolean keep = !g_str_equal(argv[3], "-");
    g_autoptr(VlStore) store = keep ? vl_store_open(argv[3], &error) : NULL;
    g_autoptr(VlStoreLedger) ledger =
        store != NULL ? vl_store_ledger_new(store, &error) : NULL;
    guint n = (guint)g_ascii_strtoull(argv[2], NULL, 10);
    if (error == NULL &&
        ask_all(argv[1], n, keep ? vl_store_ledger_sink(ledger) : &none,
                &error))
        return 0;
    fprintf(stderr, "http-time: %s\n", error->message);
    return 1;
}
