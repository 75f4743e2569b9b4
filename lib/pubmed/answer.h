#pragma once

#include <glib.h>

/* What answers of the E-utilities hold, once they are known to be answers
 * (pubmed/reply.h).  Pure. */

/* ---- esearch ---- */

typedef struct {
    guint64 count;
    GArray *uids;         /* guint64 */
    char *translation;    /* the query as PubMed read it; NULL: not told */
    GPtrArray *not_found; /* char *: phrases that PubMed does not know */
    GPtrArray *warnings;  /* char * */
} VlSearchReply;

void vl_search_reply_free(VlSearchReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlSearchReply, vl_search_reply_free)

/* NULL: no whole answer (VL_ERROR_MALFORMED). */
VlSearchReply *vl_search_reply_parse(const char *bytes, gsize n_bytes,
                                     GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* ---- ecitmatch ---- */

typedef struct {
    char *key;          /* of the citation that was asked for */
    char *pmid;         /* NULL: none */
    gboolean ambiguous; /* several fit */
} VlCitationMatch;

/* VlCitationMatch for each line that is one; the caller owns them.  A match
 * is a hint only: it comes with a wrong author or year as well. */
GPtrArray *vl_citation_matches_parse(const char *bytes, gsize n_bytes);
void vl_citation_match_free(VlCitationMatch *match);

/* ---- elink ---- */

typedef struct {
    char *uid;        /* that was asked for */
    GPtrArray *links; /* char *: what it leads to; empty: nothing */
} VlLinkSet;

/* VlLinkSet for each identifier; the caller owns them.  NULL: no whole
 * answer (VL_ERROR_MALFORMED). */
GPtrArray *vl_link_sets_parse(const char *bytes, gsize n_bytes,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_link_set_free(VlLinkSet *set);
