#include "config.h"

#include "fulltext/fetch.h"

#include <string.h>

#include "fulltext/body.h"

void
vl_fetched_clear(VlFetched *fetched)
{
    g_clear_pointer(&fetched->bytes, g_bytes_unref);
    g_clear_pointer(&fetched->url, g_free);
}

const char *
vl_fetched_bytes(const VlFetched *fetched, gsize *n_bytes)
{
    /* GLib gives NULL for no bytes. */
    const char *bytes = g_bytes_get_data(fetched->bytes, n_bytes);
    return bytes != NULL ? bytes : "";
}

static gboolean
has_md5(const char *bytes, gsize n_bytes, const char *md5)
{
    g_autofree char *found = g_compute_checksum_for_data(
        G_CHECKSUM_MD5, (const guchar *)bytes, n_bytes);
    return g_str_equal(found, md5);
}

char *
vl_fetch_problem(const VlFetchAsk *ask, const char *bytes, gsize n_bytes)
{
    if (ask->md5 != NULL && !has_md5(bytes, n_bytes, ask->md5))
        return g_strdup("its MD5 is not the one that PMC tells");
    g_auto(VlBody) body = vl_body_of(bytes, n_bytes);
    if (ask->want == VL_WANT_JSON)
        return body.kind == VL_BODY_OTHER ? NULL
                                          : g_strdup("the answer is no JSON");
    /* A site's page in place of a PDF stays one. */
    if (!vl_body_is_transient(body.kind) ||
        (body.kind == VL_BODY_PAGE && ask->want == VL_WANT_FILE))
        return NULL;
    return g_steal_pointer(&body.reason);
}

gboolean
vl_fetch_is_barred(const char *url)
{
    static const char *const places[] = {
        "://pmc.ncbi.nlm.nih.gov/articles",
        "://www.ncbi.nlm.nih.gov/pmc/articles",
        "://ncbi.nlm.nih.gov/pmc/articles",
        "://www.ncbi.nlm.nih.gov/labs/pmc/articles",
    };
    g_autofree char *lower = g_ascii_strdown(url, -1);
    for (guint i = 0; i < G_N_ELEMENTS(places); i++)
        if (strstr(lower, places[i]) != NULL)
            return TRUE;
    return FALSE;
}
