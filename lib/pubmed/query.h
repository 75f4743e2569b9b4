#pragma once

#include <glib.h>

/* The bodies of requests to the E-utilities, as they are sent with POST
 * (NBK25499).  None holds the user's key, which lib/net adds where no log
 * sees it.  Each char * returned belongs to the caller. */

/* Most identifiers that one search of PubMed gives; NCBI's manual says
 * 10,000, its server stops one before that (biopython issue 4189). */
#define VL_ESEARCH_MAX 9999
/* Records asked for at once: the size that clients agree on. */
#define VL_EFETCH_BATCH 200
/* How far a window reaches back over the one before it: records appear in
 * the index days after the date that they were created on. */
#define VL_WINDOW_OVERLAP_DAYS 14

/* PMIDs from first to last, both included; 0 to 0: all. */
typedef struct {
    guint64 first, last;
} VlUidRange;

typedef struct {
    const char *email;   /* NULL: none is told */
    const char *term;    /* the query, as the user wrote it */
    const char *mindate; /* "2026/11/27": created on it or later; NULL: no */
    const char *maxdate; /* window.  Both, or neither */
    guint most;          /* identifiers wanted; 0: VL_ESEARCH_MAX */
} VlSearch;

/* Searches by date of creation (crdt): the Entrez date of an old paper that
 * arrives late is its date of publication, and a window would miss it. */
char *vl_query_esearch(const VlSearch *search, VlUidRange range);

/* Records of pmids (char *), those from first on and at most n. */
char *vl_query_efetch(const char *email, const GPtrArray *pmids, guint first,
                      guint n);

/* Identifiers in db ("pmc") that pmids lead to by linkname, a set for each
 * PMID. */
char *vl_query_elink(const char *email, const GPtrArray *pmids,
                     const char *db, const char *linkname);

/* What ecitmatch compares; each may be NULL but key, which comes back. */
typedef struct {
    const char *journal, *volume, *page, *author, *key;
    int year; /* 0: not known */
} VlCitationKey;

/* citations: VlCitationKey, in an array. */
char *vl_query_ecitmatch(const char *email, const VlCitationKey *citations,
                         guint n);

/* "2026/11/27" of seconds since 1970, in UTC: never before the date on the
 * east coast of the USA, by which NCBI counts. */
char *vl_query_date(gint64 seconds);

/* The date that many days before date ("2026/11/27"); NULL when it is no
 * date. */
char *vl_query_days_before(const char *date, guint days);
