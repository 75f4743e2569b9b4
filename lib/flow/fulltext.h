#pragma once

#include <glib.h>

#include "base/secret.h"
#include "fulltext/ladder.h"
#include "model/watch.h"
#include "net/http.h"
#include "pubmed/client.h"
#include "store/store.h"

/* The ladder to full texts as a watch sets it up, with the library behind
 * it: what was fetched once is not fetched again. */
typedef struct VlFullTexts VlFullTexts;

/* What is pointed to must outlive it. */
typedef struct {
    const VlWatch *watch;
    VlStore *store;           /* NULL: nothing is kept, nobody asked */
    VlHttp *http;             /* NULL: nobody is asked */
    VlPubmed *pubmed;         /* asked for PMCIDs when the ID converter does
                                 not answer; NULL: it is not */
    const VlSecret *ncbi_key; /* NULL: none */
    double ncbi_per_second;   /* 0: what NCBI permits */
    const VlReaderOptions *reader;
    gint64 now; /* seconds since 1970 */
} VlFullTextsOptions;

VlFullTexts *vl_full_texts_new(const VlFullTextsOptions *options);
void vl_full_texts_free(VlFullTexts *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlFullTexts, vl_full_texts_free)

/* TRUE when the network is asked, so that many papers may wait at once. */
gboolean vl_full_texts_asks(const VlFullTexts *texts);

/* Where what reads and judges waits for a processor. */
VlGate *vl_full_texts_gate(VlFullTexts *texts);

/* Before the first climb: asks for the PMCIDs of records (VlRecord). */
void vl_full_texts_prepare(VlFullTexts *texts, const GPtrArray *records);

/* folder as for vl_ladder_climb; folder_only: no other step is taken.  NULL
 * with *error when the library cannot be read or written. */
VlClimb *vl_full_texts_climb(VlFullTexts *texts, const VlRecord *record,
                             gboolean folder_only, VlLadderFolder folder,
                             gpointer data,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
