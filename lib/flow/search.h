#pragma once

#include <glib.h>

#include "flow/events.h"
#include "flow/intake.h"
#include "flow/lookback.h"
#include "model/digest.h"
#include "model/watch.h"
#include "pubmed/client.h"
#include "store/runs.h"
#include "store/store.h"

/* The part of a run that asks PubMed: the search for what is new since the
 * last digest, the records of it and of lists of PMIDs, and once more those
 * of all papers shown before. */

typedef struct {
    const VlWatch *watch;
    const char *identity; /* of the watch in the library */
    VlStore *store;       /* NULL: a rehearsal without a library */
    GHashTable *shown;    /* vl_store_shown; NULL: nothing is passed over */
    VlPubmed *pubmed;
    VlIntake *intake;
    VlHindsight *hindsight; /* NULL: no look back */
    const VlEvents *events;
    gint64 now;
} VlSearchContext;

/* What came of it. */
typedef struct {
    char *query; /* NULL: there was none */
    char *from, *to; /* "2026/11/13"; from NULL: from the beginning */
    char *next;  /* from when on the next run searches; NULL: all */
    gboolean complete;
    char *begin; /* from when on an earlier run searched first; NULL: this is
                    the first, or it was from the beginning */
    VlPubmedFound *found; /* NULL: nothing was searched */
    GPtrArray *late; /* char *: PMIDs of before the window that are new */
    guint n_known; /* found, and shown before */
    guint n_new, n_fetched;
    GPtrArray *problems; /* VlUnread: what did not come, and why */
} VlSearchOutcome;

void vl_search_outcome_clear(VlSearchOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VlSearchOutcome, vl_search_outcome_clear)

/* The window of the search that is due, into outcome.  Asks nobody. */
gboolean vl_search_plan(const VlSearchContext *context,
                        VlSearchOutcome *outcome,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Does what was planned (a watch without a query: the lists alone).  FALSE:
 * PubMed could not be asked, or gave nothing at all. */
gboolean vl_search_run(const VlSearchContext *context,
                       VlSearchOutcome *outcome,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Asks for the papers shown before.  What does not come is a problem, and no
 * error. */
gboolean vl_search_look_back(const VlSearchContext *context,
                             VlSearchOutcome *outcome,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Says in digest what was asked and found, and in run where the next one
 * goes on. */
void vl_search_tell(const VlSearchOutcome *outcome, VlDigest *digest,
                    VlRun *run);

/* Lines for the user about what PubMed found, and about what a rehearsal
 * would ask for; NULL when there was no search.  The caller frees. */
char *vl_search_summary(const VlSearchOutcome *outcome);
char *vl_search_rehearsal(const VlSearchOutcome *outcome,
                          const VlSearchContext *context);
