#pragma once

#include <glib.h>

#include "model/record.h"
#include "pubmed/client.h"
#include "pubmed/reference.h"

/* References to records through PubMed: by the PMIDs and DOIs that they name,
 * by ecitmatch, and by the words of their titles.  All of these are hints:
 * whoever takes the records compares them. */

typedef struct {
    VlPubmed *pubmed;
    const GPtrArray *citations; /* VlCitation */
    const GPtrArray *pmids;     /* char *: others that are wanted too */
    /* TRUE when citation i needs no further record. */
    gboolean (*is_found)(guint i, gpointer data);
    /* Takes the record. */
    void (*take)(VlRecord *record, gpointer data);
    gpointer data;
} VlResolveJob;

/* problems: a place for each citation, NULL or why PubMed could not be asked
 * about it (char *, the caller frees). */
void vl_resolve(const VlResolveJob *job, char **problems);
