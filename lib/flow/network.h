#pragma once

#include "base/secret.h"
#include "model/watch.h"
#include "net/http.h"
#include "pubmed/client.h"
#include "store/ledger.h"

/* The network as a watch permits it, with the library's ledger behind it. */
typedef struct {
    VlHttp *http;
    VlSecret *ncbi_key; /* NULL: none */
    double ncbi_rate;   /* requests a second, over all processes */
    /* What http stands on. */
    VlEgress *egress;
    VlStoreLedger *ledger;
} VlNetwork;

typedef struct {
    const VlWatch *watch;
    VlStore *store;             /* must outlive the network */
    const char *state_folder;   /* shared by the user's processes; or NULL */
    const VlSecret *ncbi_key;   /* when the watch names no file; or NULL */
} VlNetworkPlan;

/* Opens no connection yet.  Errors: VL_ERROR_CONFIG, and those of
 * vl_secret_read and vl_store_ledger_new. */
VlNetwork *vl_network_open(const VlNetworkPlan *plan,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_network_close(VlNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlNetwork, vl_network_close)

/* What the user says of a text before it leaves, as a line of the ledger. */
typedef struct {
    VlPurpose purpose;
    const char *method, *host, *path; /* as of a request */
    const char *text; /* of which the keyed hash is kept */
} VlLedgerNote;

gboolean vl_network_note(const VlNetwork *network, const VlLedgerNote *note,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* PubMed through this network; VL_ERROR_REFUSED when the watch forbids it.
 * Both must outlive the result. */
VlPubmed *vl_network_pubmed(const VlNetwork *network, const VlWatch *watch,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the host of url may be asked at all; VL_ERROR_REFUSED if not. */
gboolean vl_network_permits(const VlNetwork *network, VlPurpose purpose,
                            const char *url,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
