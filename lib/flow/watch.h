#pragma once

#include <glib.h>

#include "base/secret.h"
#include "flow/events.h"
#include "fulltext/reader.h"
#include "model/watch.h"

/* `veille run`: from records to a digest on the disk. */

typedef struct {
    const char *data_folder; /* of the library */
    const VlReaderOptions *reader;
    const VlEvents *events;
    const char *state_folder; /* of the rates that all processes share */
    const VlSecret *ncbi_key; /* when the watch names no file; or NULL */
    const VlSecret *model_key; /* likewise */
    const char *prompts_folder; /* the user's own; NULL: none */
    const char *prices_file; /* the user's own; NULL: that of veille */
    gint64 now; /* seconds since 1970 */
} VlWatchContext;

typedef struct {
    char *folder;     /* of the digest; NULL: none was written */
    guint identified; /* records that came in */
    guint chosen, listed, known;
    guint fallen; /* papers of earlier digests with news about them */
    char *plan;   /* of a rehearsal: what would be asked; NULL: nothing */
    char *search; /* lines about what PubMed found; NULL: none */
    guint full_text, abstract_only, unread;
    guint screened_out; /* by the criteria of the watch */
    guint claims, flagged; /* flagged: neither extract nor supported */
    guint failures;        /* what could not be fetched, or read, or only
                              in part */
} VlWatchResult;

void vl_watch_result_clear(VlWatchResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VlWatchResult, vl_watch_result_clear)

/* Runs the watch once.  result (all zero before) is set as far as the run
 * came, also on failure.  Errors: VL_ERROR_USAGE and VL_ERROR_CONFIG for
 * what the watch lacks, VL_ERROR_LOCKED, and what the disk or the library
 * refuse: then no digest is left behind. */
gboolean vl_flow_watch(const VlWatch *watch, const VlWatchContext *context,
                       VlWatchResult *result,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
