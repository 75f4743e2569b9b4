#pragma once

#include <glib.h>

#include "base/secret.h"
#include "model/record.h"
#include "net/http.h"
#include "pubmed/answer.h"
#include "pubmed/query.h"

/* PubMed over the network: searches of any size, records by the thousand,
 * citations, links.  What NCBI is known to do wrong is asked for again; what
 * does not come is named. */
typedef struct VlPubmed VlPubmed;

#define VL_EUTILS_BASE "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"

/* What is pointed to must outlive the VlPubmed. */
typedef struct {
    VlHttp *http;
    const char *base;    /* NULL: VL_EUTILS_BASE */
    const char *email;   /* NCBI asks for it; NULL: none */
    const VlSecret *key; /* of NCBI; NULL: none */
    double per_second;   /* requests; 0: what NCBI permits, 3 without a key
                            and 10 with one (KA-05510) */
    guint backoff_ms;    /* first wait before asking again; 0: 1000 */
} VlPubmedOptions;

VlPubmed *vl_pubmed_new(const VlPubmedOptions *options);
void vl_pubmed_free(VlPubmed *pubmed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPubmed, vl_pubmed_free)

/* Most records that one search may find. */
#define VL_PUBMED_MAX_HITS 100000

typedef struct {
    GPtrArray *pmids;     /* char *, the lowest number first, each once */
    guint64 total;        /* as PubMed counts; more than pmids has: not all
                             came */
    char *translation;    /* NULL: not told */
    GPtrArray *not_found; /* char * */
    GPtrArray *warnings;  /* char * */
} VlPubmedFound;

void vl_pubmed_found_free(VlPubmedFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPubmedFound, vl_pubmed_found_free)

/* Errors are those of vl_http_perform; VL_ERROR_NETWORK when PubMed refuses
 * the query; VL_ERROR_TOO_BIG beyond VL_PUBMED_MAX_HITS. */
VlPubmedFound *vl_pubmed_search(VlPubmed *pubmed, const VlSearch *search,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* At most `most` PMIDs (char *, the caller owns them) that a term finds, for
 * looking up a reference; *count (may be NULL) is how many there are. */
GPtrArray *vl_pubmed_find(VlPubmed *pubmed, const char *term, guint most,
                          guint64 *count,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* VlCitationMatch for each citation that PubMed answers to: hints, which the
 * records have to confirm. */
GPtrArray *vl_pubmed_match(VlPubmed *pubmed, const VlCitationKey *citations,
                           guint n, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* VlLinkSet for each of pmids. */
GPtrArray *vl_pubmed_links(VlPubmed *pubmed, const GPtrArray *pmids,
                           const char *db, const char *linkname,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
