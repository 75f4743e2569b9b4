#include "config.h"

#include "pubmed/client.h"

#include "base/error.h"
#include "pubmed/ask.h"
#include "pubmed/harvest.h"

/* Requests that one search may need: a part of it has thousands of hits. */
#define MAX_PARTS (VL_PUBMED_MAX_HITS / VL_ESEARCH_MAX * 10)
/* Searches whose count and identifiers do not agree are made again. */
#define MAX_SEARCHES 3

VlPubmed *
vl_pubmed_new(const VlPubmedOptions *options)
{
    VlPubmed *pubmed = g_new0(VlPubmed, 1);
    pubmed->options = *options;
    const char *base =
        options->base != NULL ? options->base : VL_EUTILS_BASE;
    pubmed->base =
        g_strconcat(base, g_str_has_suffix(base, "/") ? "" : "/", NULL);
    return pubmed;
}

void
vl_pubmed_free(VlPubmed *pubmed)
{
    if (pubmed == NULL)
        return;
    g_free(pubmed->base);
    g_free(pubmed);
}

void
vl_pubmed_found_free(VlPubmedFound *found)
{
    if (found == NULL)
        return;
    g_ptr_array_unref(found->pmids);
    g_free(found->translation);
    g_ptr_array_unref(found->not_found);
    g_ptr_array_unref(found->warnings);
    g_free(found);
}

/* ---- Searching ---- */

static gboolean
read_search(const char *bytes, gsize n_bytes, gpointer data, GError **error)
{
    VlSearchReply **reply = data;
    *reply = vl_search_reply_parse(bytes, n_bytes, error);
    return *reply != NULL;
}

static VlSearchReply *
ask_search(VlPubmed *pubmed, VlPurpose purpose, const VlSearch *search,
           VlUidRange range, GError **error)
{
    g_autofree char *query = vl_query_esearch(search, range);
    VlSearchReply *reply = NULL;
    if (!vl_pubmed_ask(pubmed, VL_EUTIL_ESEARCH, purpose, query, read_search,
                       &reply, error))
        g_clear_pointer(&reply, vl_search_reply_free);
    return reply;
}

/* The words about the whole query; those about its parts repeat them. */
static VlPubmedFound *
found_new(VlSearchReply *reply)
{
    VlPubmedFound *found = g_new0(VlPubmedFound, 1);
    found->total = reply->count;
    found->translation = g_steal_pointer(&reply->translation);
    found->not_found = g_ptr_array_ref(reply->not_found);
    found->warnings = g_ptr_array_ref(reply->warnings);
    found->pmids = g_ptr_array_new_with_free_func(g_free);
    return found;
}

static gboolean
check_size(guint64 count, GError **error)
{
    if (count <= VL_PUBMED_MAX_HITS)
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_TOO_BIG,
                "the query finds %" G_GUINT64_FORMAT " records, more than "
                "%d: narrow it, or let it begin later (since)",
                count, VL_PUBMED_MAX_HITS);
    return FALSE;
}

static VlPubmedFound *
search_once(VlPubmed *pubmed, const VlSearch *search, GError **error)
{
    g_autoptr(VlPubmedFound) found = NULL;
    g_autoptr(VlHarvest) harvest = vl_harvest_new();
    VlUidRange range;
    for (guint i = 0; i < MAX_PARTS && vl_harvest_next(harvest, &range);
         i++) {
        g_autoptr(VlSearchReply) reply =
            ask_search(pubmed, VL_PURPOSE_SEARCH, search, range, error);
        if (reply == NULL || !check_size(reply->count, error))
            return NULL;
        vl_harvest_take(harvest, range, reply->count, reply->uids);
        if (found == NULL)
            found = found_new(reply);
    }
    g_ptr_array_unref(found->pmids);
    found->pmids = vl_harvest_uids(harvest);
    return g_steal_pointer(&found);
}

VlPubmedFound *
vl_pubmed_search(VlPubmed *pubmed, const VlSearch *search, GError **error)
{
    g_autoptr(VlPubmedFound) found = NULL;
    for (guint i = 0; i < MAX_SEARCHES; i++) {
        g_clear_pointer(&found, vl_pubmed_found_free);
        found = search_once(pubmed, search, error);
        if (found == NULL || found->pmids->len >= found->total)
            break;
    }
    return g_steal_pointer(&found);
}

GPtrArray *
vl_pubmed_find(VlPubmed *pubmed, const char *term, guint most, guint64 *count,
               GError **error)
{
    const VlSearch search = {
        .email = pubmed->options.email, .term = term, .most = most};
    g_autoptr(VlSearchReply) reply =
        ask_search(pubmed, VL_PURPOSE_REFERENCE, &search, (VlUidRange){0, 0},
                   error);
    if (reply == NULL)
        return NULL;
    if (count != NULL)
        *count = reply->count;
    GPtrArray *pmids = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < reply->uids->len; i++)
        g_ptr_array_add(pmids,
                        g_strdup_printf("%" G_GUINT64_FORMAT,
                                        g_array_index(reply->uids, guint64,
                                                      i)));
    return pmids;
}

/* ---- Citations and links ---- */

static gboolean
read_matches(const char *bytes, gsize n_bytes, gpointer data,
             G_GNUC_UNUSED GError **error)
{
    GPtrArray **matches = data;
    *matches = vl_citation_matches_parse(bytes, n_bytes);
    return TRUE;
}

GPtrArray *
vl_pubmed_match(VlPubmed *pubmed, const VlCitationKey *citations, guint n,
                GError **error)
{
    g_autofree char *query =
        vl_query_ecitmatch(pubmed->options.email, citations, n);
    GPtrArray *matches = NULL;
    if (!vl_pubmed_ask(pubmed, VL_EUTIL_ECITMATCH, VL_PURPOSE_REFERENCE,
                       query, read_matches, &matches, error))
        g_clear_pointer(&matches, g_ptr_array_unref);
    return matches;
}

static gboolean
read_links(const char *bytes, gsize n_bytes, gpointer data, GError **error)
{
    GPtrArray **sets = data;
    *sets = vl_link_sets_parse(bytes, n_bytes, error);
    return *sets != NULL;
}

GPtrArray *
vl_pubmed_links(VlPubmed *pubmed, const GPtrArray *pmids, const char *db,
                const char *linkname, GError **error)
{
    g_autofree char *query =
        vl_query_elink(pubmed->options.email, pmids, db, linkname);
    GPtrArray *sets = NULL;
    if (!vl_pubmed_ask(pubmed, VL_EUTIL_ELINK, VL_PURPOSE_RECORDS, query,
                       read_links, &sets, error))
        g_clear_pointer(&sets, g_ptr_array_unref);
    return sets;
}
