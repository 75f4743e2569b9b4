#pragma once

#include <glib.h>

#include "flow/events.h"
#include "fulltext/reader.h"
#include "model/digest.h"
#include "store/runs.h"
#include "store/store.h"

/* A digest onto the disk, in the order that survives a kill at any instant
 * (DESIGN §9): run committed, hidden folder written and synced, renamed,
 * run done, link "latest" moved. */

/* The lock of an output folder, held until it is freed. */
typedef struct VlFolderLock VlFolderLock;

/* Makes the folder when it is missing.  VL_ERROR_LOCKED: another run has
 * the lock. */
VlFolderLock *vl_folder_lock(const char *folder,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_folder_unlock(VlFolderLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlFolderLock, vl_folder_unlock)

/* Settles what earlier runs into the folder left behind when they were
 * killed: a run whose digest is on the disk is done, any other is forgotten
 * and its papers are new again.  The lock must be held.  events (may be
 * NULL) hears of the first kind. */
gboolean vl_publish_settle(VlStore *store, const char *folder,
                           const VlEvents *events,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is published. */
typedef struct {
    const char *name; /* goes into the folder's name */
    VlDigest *digest; /* closed; its quotes get their plates */
    const GPtrArray *shown;   /* VlShown: what the run shows */
    const GPtrArray *formats; /* char *: the views; empty: all */
    const GPtrArray *plates;  /* VlPlateJob; NULL: no pictures are drawn */
    const VlReaderOptions *reader; /* that draws; may be NULL */
    const VlEvents *events;        /* may be NULL */
} VlIssue;

/* Writes the digest into run->folder and commits that it is there.  *path
 * gets the digest's folder; the caller frees.  On an error nothing is left
 * of the run, unless the digest is on the disk already (*path set): then the
 * next run settles the rest. */
gboolean vl_publish(VlStore *store, const VlRun *run, const VlIssue *issue,
                    char **path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
