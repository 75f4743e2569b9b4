#pragma once

#include <glib.h>

#include "model/digest.h"
#include "model/record.h"
#include "store/runs.h"
#include "store/store.h"

/* What became of the papers that earlier digests of a watch showed: a new
 * retraction, concern or correction opens the next digest, with the claims
 * of ours that fall with it.  Each is told once. */
typedef struct VlHindsight VlHindsight;

/* watch: the identity under which runs are kept; shown: vl_store_shown.
 * Both and the store must outlive the result. */
VlHindsight *vl_hindsight_new(VlStore *store, const char *watch,
                              GHashTable *shown,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_hindsight_free(VlHindsight *hindsight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlHindsight, vl_hindsight_free)

/* The PMIDs (char *) of all papers shown so far, the lowest first; the
 * caller owns them. */
GPtrArray *vl_hindsight_pmids(const VlHindsight *hindsight);

/* Looks at what a record of such a paper says now. */
gboolean vl_hindsight_consider(VlHindsight *hindsight, const VlRecord *record,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A paper that this run shows for the first time: what its record says of
 * it now is told with it. */
void vl_hindsight_show(VlHindsight *hindsight, const VlRecord *record);

/* A paper shown before that PubMed serves no more. */
gboolean vl_hindsight_withdraw(VlHindsight *hindsight, const char *pmid,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A PMID that was found or asked for, and is not served.  FALSE: an earlier
 * digest said so. */
gboolean vl_hindsight_miss(VlHindsight *hindsight, const char *pmid);
gboolean vl_hindsight_is_missed(const VlHindsight *hindsight,
                                const char *pmid);

/* How much there is to tell about earlier papers. */
guint vl_hindsight_count(const VlHindsight *hindsight);

/* Moves what there is to tell into digest, the gravest first, and notes in
 * run that it is told. */
void vl_hindsight_tell(VlHindsight *hindsight, VlDigest *digest, VlRun *run);

/* Once the digest is on the disk: the library takes over the records that
 * brought news. */
gboolean vl_hindsight_keep(VlHindsight *hindsight,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
