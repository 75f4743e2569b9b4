#include "config.h"

#include "fulltext/resolve.h"

#include <string.h>

#include "base/error.h"

typedef struct {
    const VlLadder *ladder;
    VlIdconvKind kind;
    GHashTable *found;
} Resolver;

static void
add_problem(GHashTable *found, const char *id, const char *problem)
{
    VlIdconvEntry *entry = g_new0(VlIdconvEntry, 1);
    entry->asked = g_strdup(id);
    entry->problem = g_strdup(problem);
    entry->failed = TRUE;
    g_hash_table_insert(found, g_ascii_strdown(id, -1), entry);
}

/* Only what was asked about counts, and only once. */
static void
take_entries(const Resolver *resolver, GPtrArray *entries,
             const char *const *ids, guint n_ids)
{
    g_autoptr(GHashTable) wanted =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < n_ids; i++)
        g_hash_table_add(wanted, g_ascii_strdown(ids[i], -1));
    for (guint i = 0; i < entries->len; i++) {
        VlIdconvEntry *entry = entries->pdata[i];
        g_autofree char *key =
            g_ascii_strdown(entry->asked != NULL ? entry->asked : "", -1);
        if (!g_hash_table_remove(wanted, key))
            continue;
        entries->pdata[i] = NULL;
        g_hash_table_insert(resolver->found, g_steal_pointer(&key), entry);
    }
    GHashTableIter iter;
    gpointer id;
    g_hash_table_iter_init(&iter, wanted);
    while (g_hash_table_iter_next(&iter, &id, NULL))
        add_problem(resolver->found, id,
                    "the ID converter's answer leaves it out");
}

/* FALSE with the status when the service refuses the list. */
static gboolean
ask(const Resolver *resolver, const char *const *ids, guint n_ids,
    gboolean *refused, GError **error)
{
    g_autofree char *query =
        vl_idconv_query(resolver->kind, ids, n_ids, resolver->ladder->email);
    g_autofree char *url =
        g_strconcat(resolver->ladder->bases.idconv, "/", query, NULL);
    const VlFetchAsk request = {.url = url, .want = VL_WANT_JSON, .ncbi = TRUE};
    g_auto(VlFetched) fetched = {0};
    const VlFetch *fetch = resolver->ladder->fetch;
    if (!fetch->ask(fetch->data, &request, &fetched, error))
        return FALSE;
    gsize n = 0;
    const char *bytes = vl_fetched_bytes(&fetched, &n);
    *refused = fetched.status >= 400 && fetched.status < 500;
    if (fetched.status != 200) {
        g_set_error(error, VL_ERROR, VL_ERROR_FAILED,
                    "the ID converter answered with status %u", fetched.status);
        return FALSE;
    }
    g_autoptr(GPtrArray) entries = vl_idconv_parse(bytes, n, error);
    if (entries == NULL)
        return FALSE;
    take_entries(resolver, entries, ids, n_ids);
    return TRUE;
}

/* One identifier that the service does not like makes it refuse the list:
 * halves are asked for then. */
static void
resolve(const Resolver *resolver, const char *const *ids, guint n_ids)
{
    g_autoptr(GError) error = NULL;
    gboolean refused = FALSE;
    if (n_ids == 0 || ask(resolver, ids, n_ids, &refused, &error))
        return;
    if (refused && n_ids > 1) {
        resolve(resolver, ids, n_ids / 2);
        resolve(resolver, ids + n_ids / 2, n_ids - n_ids / 2);
        return;
    }
    for (guint i = 0; i < n_ids; i++)
        add_problem(resolver->found, ids[i], error->message);
}

static void
resolve_kind(const VlLadder *ladder, const GPtrArray *records,
             VlIdconvKind kind, GHashTable *found)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < records->len; i++) {
        const VlRecord *record = records->pdata[i];
        const char *id = record->pmid;
        if (kind == VL_IDCONV_DOI)
            id = record->pmid == NULL ? record->doi : NULL;
        if (record->pmcid == NULL && vl_idconv_takes(kind, id))
            g_ptr_array_add(ids, (gpointer)id);
    }
    const Resolver resolver = {ladder, kind, found};
    for (guint i = 0; i < ids->len; i += VL_IDCONV_MAX_IDS)
        resolve(&resolver, (const char *const *)ids->pdata + i,
                MIN(VL_IDCONV_MAX_IDS, ids->len - i));
}

GHashTable *
vl_resolve_pmcids(const VlLadder *ladder, const GPtrArray *records)
{
    GHashTable *found = g_hash_table_new_full(
        g_str_hash, g_str_equal, g_free, (GDestroyNotify)vl_idconv_entry_free);
    if (ladder->fetch == NULL || !g_strv_contains(ladder->steps, "idconv"))
        return found;
    resolve_kind(ladder, records, VL_IDCONV_PMID, found);
    resolve_kind(ladder, records, VL_IDCONV_DOI, found);
    return found;
}

const VlIdconvEntry *
vl_resolved(GHashTable *pmcids, const VlRecord *record)
{
    const char *id = record->pmid != NULL ? record->pmid : record->doi;
    if (pmcids == NULL || id == NULL)
        return NULL;
    g_autofree char *key = g_ascii_strdown(id, -1);
    return g_hash_table_lookup(pmcids, key);
}
