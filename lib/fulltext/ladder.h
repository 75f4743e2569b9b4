#pragma once

#include <glib.h>

#include "base/gate.h"
#include "fulltext/fetch.h"
#include "fulltext/reader.h"
#include "model/document.h"
#include "model/fulltext.h"
#include "model/record.h"

/* The ladder to a full text: steps in order, until one gives the paper's
 * text.  JATS is preferred to PDF, and a PDF is looked for beside it, for
 * pages and pictures.  Every file is checked: is it whole, is it a paper, is
 * it this paper?  Pages that want to see a human are left to one. */

/* The names of the steps (`sources` of a watch file), in their usual order;
 * ends with NULL:
 *   idconv     PMCIDs of papers whose records have none
 *   pmc_cloud  the PMC Cloud Service
 *   efetch     JATS from the E-utilities, db=pmc
 *   europepmc  XML, then PDF, from Europe PMC
 *   unpaywall  PDFs that Unpaywall knows of
 *   folder     the user's own PDF files */
extern const char *const vl_ladder_steps[];
#define VL_LADDER_N_STEPS 6

/* TRUE for a step that asks the network. */
gboolean vl_ladder_asks_network(const char *step);

/* Base addresses, each without a slash at its end.  europepmc_pdf may be
 * NULL: no PDF is asked for there. */
typedef struct {
    const char *idconv, *pmc_cloud, *eutils, *europepmc, *europepmc_pdf,
        *unpaywall;
} VlLadderBases;

/* What a base is unless the user says otherwise. */
extern const VlLadderBases vl_ladder_bases;

typedef struct VlClimb VlClimb;

/* All is the caller's and outlives the climbs, which may run in several
 * threads. */
typedef struct {
    const char *const *steps; /* in order, NULL-terminated */
    const VlFetch *fetch;     /* NULL: no step asks the network */
    VlLadderBases bases;
    const char *email;  /* NULL: none; Unpaywall is skipped */
    GHashTable *pmcids; /* of vl_resolve_pmcids; may be NULL */
    const VlReaderOptions *reader;
    VlGate *gate; /* for reading; may be NULL */
    gint64 now;   /* seconds since 1970, for when a file came */
    /* How often the service of each step gave no answer, one after the
     * other, over all climbs: one that is down is not asked for each paper.
     * VL_LADDER_N_STEPS of them, zero at first; NULL: not counted. */
    gint *silent;
    /* Keeps a file: sets text->sha256 and text->path. */
    gboolean (*keep)(gpointer data, GBytes *bytes, VlFullText *text,
                     GError **error);
    gpointer data; /* for keep */
} VlLadder;

/* The way of one paper. */
struct VlClimb {
    VlDocument *document; /* what was read; NULL: nothing */
    VlFullText *text;     /* where it came from */
    VlDocument *pdf;      /* beside a document of JATS; NULL: none */
    VlFullText *pdf_text;
    GPtrArray *tried;   /* VlTried, in order */
    gboolean retracted; /* a service says so */
    char *open_link;    /* a free copy that a human must fetch; NULL */
    char *pmcid;        /* found on the way; NULL */
};

void vl_climb_free(VlClimb *climb);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlClimb, vl_climb_free)

/* The user's own file of the paper: reads and checks it, and notes in tried
 * what came of it. */
typedef VlDocument *(*VlLadderFolder)(gpointer data, VlFullText **text,
                                      GPtrArray *tried);

/* What the library holds of the paper already: VlFullText. */
VlClimb *vl_ladder_climb(const VlLadder *ladder, const VlRecord *record,
                         const GPtrArray *known, VlLadderFolder folder,
                         gpointer folder_data);
