#pragma once

#include <glib.h>

/* The ID converter of PMC: which PMID or DOI has a text in PMC, under which
 * PMCID.  It knows PMC's content only: an identifier that it does not find
 * may well exist.
 * https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/ */

/* Most identifiers in one request, a limit of the service. */
#define VL_IDCONV_MAX_IDS 200

typedef enum {
    VL_IDCONV_PMID,
    VL_IDCONV_DOI,
} VlIdconvKind;

/* TRUE when a request may ask for id.  One identifier of another kind makes
 * the service refuse the whole list, so what is no PMID by its digits, or a
 * DOI with a comma in it, is never sent. */
gboolean vl_idconv_takes(VlIdconvKind kind, const char *id);

/* What follows the service's address: "?format=json&...".  ids are n_ids
 * that vl_idconv_takes, at most VL_IDCONV_MAX_IDS; email may be NULL.  The
 * caller frees. */
char *vl_idconv_query(VlIdconvKind kind, const char *const *ids, guint n_ids,
                      const char *email);

typedef struct {
    char *asked; /* the identifier as it was asked for */
    char *pmcid; /* "PMC1", without a version; NULL: not in PMC */
    char *pmid, *doi;
    gboolean embargoed; /* in PMC, and not to be read yet */
    gboolean failed;    /* the service could not say */
    char *problem;      /* in the service's words; NULL: none */
} VlIdconvEntry;

void vl_idconv_entry_free(VlIdconvEntry *entry);

/* The entries of an answer (VlIdconvEntry).  VL_ERROR_MALFORMED: it is none;
 * VL_ERROR_FAILED: it says that the request failed. */
GPtrArray *vl_idconv_parse(const char *bytes, gsize n_bytes,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "PMC123" out of "PMC123", "pmc123.2", "123" ...; NULL: it is none.  The
 * caller frees. */
char *vl_pmcid_normal(const char *text);
