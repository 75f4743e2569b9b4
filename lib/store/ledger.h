#pragma once

#include <glib.h>

#include "guard/ledger.h"
#include "store/store.h"

/* The ledger of all that left this machine, in the library.  A line is
 * committed before its request leaves and completed afterwards; none is ever
 * taken out.  Each one holds a keyed hash over itself and the line before it,
 * so that a line changed or taken out later is noticed; the key (32 random
 * bytes, ledger.key beside the library, readable by its owner alone) keeps
 * the hash of a short body from telling what the body was. */
typedef struct VlStoreLedger VlStoreLedger;

/* The key is made at the first call.  Errors: VL_ERROR_STORE and those of
 * vl_secret_read.  The store must outlive it. */
VlStoreLedger *vl_store_ledger_new(VlStore *store,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_store_ledger_free(VlStoreLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlStoreLedger, vl_store_ledger_free)

/* What the network is handed; it belongs to the ledger. */
const VlLedger *vl_store_ledger_sink(const VlStoreLedger *ledger);

/* How many lines there are, and the hash of the last one (NULL: no line; the
 * caller frees): for the digest. */
gboolean vl_store_ledger_head(VlStoreLedger *ledger, gint64 *n_lines,
                              char **head,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
    gint64 number, time; /* seconds since 1970 */
    const char *purpose, *method, *host, *path;
    const char *body_hash; /* NULL: nothing but the URL was sent */
    gint64 n_body;
    gboolean ended; /* FALSE: killed in between; it may have left or not */
    gint64 status;
    const char *problem; /* NULL: none */
    gint64 bytes_out, bytes_in, milliseconds;
    gboolean intact; /* neither it nor the one before was changed */
} VlLedgerLine;

/* FALSE with *error set ends the reading. */
typedef gboolean (*VlLedgerRead)(const VlLedgerLine *line, gpointer data,
                                 GError **error);

/* All lines from the moment since on, in order. */
gboolean vl_store_ledger_read(VlStoreLedger *ledger, gint64 since,
                              VlLedgerRead read, gpointer data,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
