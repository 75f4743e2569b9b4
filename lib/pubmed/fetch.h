#pragma once

#include "pubmed/client.h"

/* Records by their PMIDs, however many, each accounted for. */

/* Takes what is fetched.  Called from several threads, one at a time.  i is
 * the place among the PMIDs that were asked for. */
typedef struct {
    /* Each record once; it is taken.  FALSE with *error ends all. */
    gboolean (*record)(VlRecord *record, guint i, gpointer data,
                       GError **error);
    /* A PMID without a record.  later: it may come when it is asked for
     * another time; else PubMed says that it has none. */
    void (*missing)(const char *pmid, gboolean later, const char *reason,
                    gpointer data);
    void (*progress)(guint done, guint total, gpointer data); /* or NULL */
    gpointer data;
} VlFetchSink;

/* Each of pmids (char *, digits, no two the same) is given to the sink as a
 * record or as missing.  FALSE: an error of the sink, or one that no further
 * request can avoid (VL_ERROR_REFUSED, VL_ERROR_STORE,
 * VL_ERROR_CANCELLED). */
gboolean vl_pubmed_fetch(VlPubmed *pubmed, VlPurpose purpose,
                         const GPtrArray *pmids, const VlFetchSink *sink,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
