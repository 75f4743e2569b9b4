#pragma once

#include <glib.h>

/* How the ladder asks for something: one request, with all that politeness
 * and the ledger demand done by who is asked (fulltext/fetch-http.h, or a
 * test). */

/* What a good answer is; others may come again after a moment. */
typedef enum {
    VL_WANT_JSON,
    VL_WANT_XML,
    VL_WANT_FILE, /* PDF or XML of an article */
} VlWant;

typedef struct {
    const char *url;
    const char *shown; /* what is written down; NULL: the URL */
    const char *form;  /* sent with POST; NULL: GET */
    VlWant want;
    gboolean ncbi;     /* one of NCBI's services: its rate and the user's key */
    double per_second; /* that its host is asked at most; 0: as any other */
    const char *md5;   /* that the bytes must have; NULL: not told */
} VlFetchAsk;

typedef struct {
    guint status;     /* of HTTP; 0: none came */
    GBytes *bytes;    /* never NULL after a success */
    char *url;        /* that gave it in the end, without keys */
    gboolean damaged; /* the last answer came, and was no good */
} VlFetched;

void vl_fetched_clear(VlFetched *fetched);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VlFetched, vl_fetched_clear)

/* The bytes, never NULL. */
const char *vl_fetched_bytes(const VlFetched *fetched, gsize *n_bytes);

/* ask blocks and may be called from many threads.  TRUE: an answer with any
 * status is in *fetched.  FALSE with the reason: none came, or, with
 * fetched->damaged, none that was whole. */
typedef struct {
    gboolean (*ask)(gpointer data, const VlFetchAsk *ask, VlFetched *fetched,
                    GError **error);
    gpointer data;
} VlFetch;

/* NULL when the bytes are what was wanted, else what is wrong with them that
 * may be right the next time; the caller frees. */
char *vl_fetch_problem(const VlFetchAsk *ask, const char *bytes, gsize n_bytes);

/* TRUE for pages that NCBI bars programs from: the articles of PMC as the
 * web shows them, with their PDFs. */
gboolean vl_fetch_is_barred(const char *url);
