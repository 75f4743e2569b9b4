#pragma once

#include <glib.h>

#include "model/digest.h"
#include "store/store.h"

/* What earlier runs of a watch leave for the next one: from when on it has
 * to search, and which notices its readers have been told.  Only runs that
 * are done count. */

/* Where the search for query goes on: *known when an earlier run searched
 * for it, or began to.  *from ("2026/11/13") is NULL for all of PubMed; the
 * caller frees. */
gboolean vl_store_next_search(VlStore *store, const char *watch,
                              const char *query, gboolean *known,
                              char **from,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where the first search for query began; *known FALSE: there was none yet. */
gboolean vl_store_search_began(VlStore *store, const char *watch,
                               const char *query, gboolean *known,
                               char **from,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Commits that a first search begins at from, so that a run which is cut
 * short loses nothing of it. */
gboolean vl_store_begin_search(VlStore *store, const char *watch,
                               const char *query, const char *from,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The notices that digests of the watch have told: a set of
 * vl_history_notice_key.  A PMID is in it too when anything is known of what
 * was told about it. */
GHashTable *vl_store_told(VlStore *store, const char *watch,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The caller frees. */
char *vl_history_notice_key(const char *pmid, const char *kind,
                            const char *notice);

/* What digests of the watch have said of the paper of that name
 * ("pmid:1"): VlFallenClaim, the newest digest first. */
GPtrArray *vl_store_claims_about(VlStore *store, const char *watch,
                                 const char *name,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The folder of the first digest of the watch that showed the paper; NULL:
 * none.  The caller frees. */
gboolean vl_store_first_shown(VlStore *store, const char *watch,
                              const char *name, char **digest,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
