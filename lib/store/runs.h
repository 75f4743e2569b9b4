#pragma once

#include <glib.h>

#include "model/digest.h"
#include "store/store.h"

/* Runs and what each of them showed.  A run is prepared (its papers are
 * committed, its digest may or may not be on the disk) and then done. */
typedef struct {
    char *id;              /* hexadecimal, unique */
    char *watch;           /* the watch's identity */
    char *folder;          /* the output folder, absolute */
    char *started;         /* ISO 8601, UTC */
    char *name;            /* of the digest's folder; NULL while prepared */
    char *manifest_sha256; /* NULL while prepared */
    /* Of a run that is to be prepared; the library does not give them back
     * with a run (store/history.h). */
    char *query; /* that was searched for; NULL: none */
    char *next;  /* "2026/11/13": from when on the next run has to search;
                    NULL: from the beginning */
    GPtrArray *told; /* VlTold: notices that its digest tells; NULL: none */
} VlRun;

VlRun *vl_run_new(const char *id, const char *watch, const char *folder,
                  const char *started);
void vl_run_free(VlRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlRun, vl_run_free)

/* A notice about a paper that a digest tells. */
typedef struct {
    char *pmid, *kind; /* kind: vl_notice_kind_name */
    char *notice;      /* its PMID, else its text; "" when it has neither */
} VlTold;

VlTold *vl_told_new(const char *pmid, const char *kind, const char *notice);
void vl_told_free(VlTold *told);

/* A paper as a run shows it. */
typedef struct {
    char *name;        /* vl_record_name, or another name that stays the same */
    char *doi;         /* lower case; NULL when unknown */
    gboolean digested; /* FALSE: listed by its title */
    gboolean awaited;  /* its full text was not to be had */
} VlShown;

VlShown *vl_shown_new(const char *name, const char *doi, gboolean digested);
void vl_shown_free(VlShown *shown);

/* Commits the run and its papers (VlShown; of one name, the first). */
gboolean vl_store_prepare_run(VlStore *store, const VlRun *run,
                              const GPtrArray *papers,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Commits that the digest is on the disk under that name, with the claims
 * and verdicts of digest; the renderings of its quotes must be in the store.
 * VL_ERROR_NOT_FOUND when no such run is prepared: it would never count as
 * shown. */
gboolean vl_store_finish_run(VlStore *store, const char *id, const char *name,
                             const char *manifest_sha256,
                             const VlDigest *digest,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Forgets a prepared run; its papers are new again.  One that is done, or
 * that is not known, stays as it is. */
gboolean vl_store_discard_run(VlStore *store, const char *id,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The prepared runs (VlRun) into that folder, oldest first. */
GPtrArray *vl_store_prepared_runs(VlStore *store, const char *folder,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The newest run that is done, of that watch or into that folder (the other
 * one NULL).  *run is NULL when there is none. */
gboolean vl_store_last_run(VlStore *store, const char *watch,
                           const char *folder, VlRun **run,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The run of that id; *run is NULL when the library does not know it. */
gboolean vl_store_get_run(VlStore *store, const char *id, VlRun **run,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the done runs of a watch have shown: each paper's name, and its DOI,
 * with the name as value.  Of several papers with one DOI, one that has no
 * other name than its DOI or title comes first. */
GHashTable *vl_store_shown(VlStore *store, const char *watch,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The names of at most max papers that the done runs of a watch digested
 * without their full text, the newest first: char *, owned. */
GPtrArray *vl_store_awaited(VlStore *store, const char *watch, guint max,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
