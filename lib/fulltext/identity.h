#pragma once

#include <glib.h>

#include "model/document.h"
#include "model/record.h"

/* Is this text the paper of that record?  A file under a paper's name may
 * hold another one, and a claim from it would be a wrong claim. */

typedef enum {
    VL_IDENTITY_SAME,   /* its DOI, PMID or PMCID, or its title, is printed */
    VL_IDENTITY_OTHER,  /* an identifier of another paper is, and not the
                           title */
    VL_IDENTITY_UNSURE, /* nothing speaks for or against it */
} VlIdentity;

VlIdentity vl_identity_check(const VlRecord *record,
                             const VlDocument *document);

/* A paper says who it is on these; a cover sheet may come first. */
#define VL_IDENTITY_PAGES 2

/* What a document says of itself on its first pages, without a list of
 * references, at most VL_IDENTITY_FRONT_MAX bytes of it: all that is looked
 * at here.  The caller frees. */
#define VL_IDENTITY_FRONT_MAX ((gsize)24000)
char *vl_identity_front(const VlDocument *document);
VlIdentity vl_identity_check_front(const VlRecord *record, const char *front);

/* The identifiers that a document prints as its own, on its first two pages
 * and before any list of references: char *, in order, each once. */
typedef struct {
    GPtrArray *dois;   /* lower case */
    GPtrArray *pmids;  /* only those marked as PMID */
    GPtrArray *pmcids; /* "PMC1" */
} VlIdentityIds;

VlIdentityIds *vl_identity_ids(const VlDocument *document);
VlIdentityIds *vl_identity_ids_of_front(const char *front);
void vl_identity_ids_free(VlIdentityIds *ids);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlIdentityIds, vl_identity_ids_free)
