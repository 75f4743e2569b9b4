#pragma once

#include <glib.h>

#include "guard/egress.h"

/* The ledger: a line for each request that leaves.  Who writes it is handed
 * in (lib/store does it); the intent is on the disk before the first byte
 * leaves, so that a kill in between leaves a line without an outcome. */

typedef struct {
    gint64 time; /* seconds since 1970 */
    VlPurpose purpose;
    const char *method; /* "GET", "POST", "MAIL" */
    const char *host;   /* with ":port" unless it is the usual one */
    const char *path;   /* without the query, keys masked */
    const void *body;   /* what is sent; only its keyed hash is kept */
    gsize n_body;
} VlLedgerIntent;

typedef struct {
    guint status;        /* the server's, 0: none came */
    const char *problem; /* a word ("stalled", "reset"); NULL: none */
    guint64 bytes_out, bytes_in; /* as they went over the wire */
    guint milliseconds;
} VlLedgerOutcome;

/* Both may be called from several threads.  *id names the line. */
typedef struct {
    gboolean (*intent)(gpointer data, const VlLedgerIntent *intent, gint64 *id,
                       GError **error);
    gboolean (*outcome)(gpointer data, gint64 id,
                        const VlLedgerOutcome *outcome, GError **error);
    gpointer data;
} VlLedger;
