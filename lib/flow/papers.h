#pragma once

#include <glib.h>

#include "flow/intake.h"
#include "flow/network.h"
#include "flow/paper.h"
#include "model/watch.h"
#include "pubmed/client.h"

/* The papers of one run: those that were chosen, and those of earlier
 * digests whose full text the user has fetched since. */
typedef struct VlPapers VlPapers;

/* What is pointed to must outlive the papers. */
typedef struct {
    const VlWatch *watch;
    const char *identity; /* of the watch, in the library */
    VlStore *store;
    VlNetwork *network; /* NULL: nobody is asked */
    VlPubmed *pubmed;   /* NULL: it is not asked */
    const VlProvider *provider;
    const VlAsking *asking; /* NULL: no model is asked */
    const VlReaderOptions *reader;
    const VlEvents *events;
    gint64 now; /* seconds since 1970 */
} VlPapersPlan;

VlPapers *vl_papers_new(const VlPapersPlan *plan);
void vl_papers_free(VlPapers *papers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPapers, vl_papers_free)

/* Makes a task of each record of choice, gives it the user's files, and adds
 * papers of earlier digests that await one and have it now; these are shown
 * too (choice->shown).  Files that cannot be read are added to problems
 * (VlUnread). */
gboolean vl_papers_gather(VlPapers *papers, VlChoice *choice,
                          GPtrArray *problems,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads them all.  What failed is added to problems. */
gboolean vl_papers_read(VlPapers *papers, GPtrArray *problems,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts the papers into the digest, with those that a reader has to fetch,
 * and notes in shown (VlShown) which of them await their full text. */
void vl_papers_tell(VlPapers *papers, VlDigest *digest,
                    const GPtrArray *shown);

/* VlTask, in the order of the papers in the digest; those that were screened
 * out are among them. */
const GPtrArray *vl_papers_tasks(const VlPapers *papers);

/* Once told: what there is to draw of the papers (VlPlateJob).  The caller
 * unrefs. */
GPtrArray *vl_papers_plates(const VlPapers *papers, const VlDigest *digest);
