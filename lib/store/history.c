#include "config.h"

#include "store/history.h"

#include "store/db.h"

gboolean
vl_store_next_search(VlStore *store, const char *watch, const char *query,
                     gboolean *known, char **from, GError **error)
{
    *known = FALSE;
    *from = NULL;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT next FROM ("
        " SELECT search.next, run.number AS number FROM search"
        " JOIN run ON run.id=search.run"
        " WHERE run.watch=? AND query=? AND run.state='done'"
        " UNION ALL"
        " SELECT next, 0 FROM begun WHERE watch=? AND query=?)"
        " ORDER BY number DESC LIMIT 1",
        watch, query, watch, query);
    if (select == NULL || !vl_db_step(store, select, known, error))
        return FALSE;
    if (*known)
        *from = g_strdup(vl_db_text(select, 0));
    return TRUE;
}

gboolean
vl_store_search_began(VlStore *store, const char *watch, const char *query,
                      gboolean *known, char **from, GError **error)
{
    *known = FALSE;
    *from = NULL;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error, "SELECT next FROM begun WHERE watch=? AND query=?",
        watch, query);
    if (select == NULL || !vl_db_step(store, select, known, error))
        return FALSE;
    if (*known)
        *from = g_strdup(vl_db_text(select, 0));
    return TRUE;
}

gboolean
vl_store_begin_search(VlStore *store, const char *watch, const char *query,
                      const char *from, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) insert = vl_db_prepare(
        store, error, "INSERT OR IGNORE INTO begun VALUES (?, ?, ?)", watch,
        query, from);
    return insert != NULL && vl_db_execute(store, insert, error);
}

char *
vl_history_notice_key(const char *pmid, const char *kind, const char *notice)
{
    return g_strjoin("\t", pmid, kind, notice, NULL);
}

GHashTable *
vl_store_told(VlStore *store, const char *watch, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT pmid, kind, notice FROM told JOIN run ON run.id=told.run"
        " WHERE run.watch=? AND run.state='done'",
        watch);
    if (select == NULL)
        return NULL;
    g_autoptr(GHashTable) told =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (;;) {
        gboolean row = FALSE;
        if (!vl_db_step(store, select, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&told);
        g_hash_table_add(told, g_strdup(vl_db_text(select, 0)));
        g_hash_table_add(told,
                         vl_history_notice_key(vl_db_text(select, 0),
                                               vl_db_text(select, 1),
                                               vl_db_text(select, 2)));
    }
}

GPtrArray *
vl_store_claims_about(VlStore *store, const char *watch, const char *name,
                      GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT run.name, claim.id, claim.text, claim.verdict FROM claim"
        " JOIN run ON run.id=claim.run"
        " WHERE claim.paper=? AND run.watch=? AND run.state='done'"
        " ORDER BY run.number DESC, length(claim.id), claim.id",
        name, watch);
    if (select == NULL)
        return NULL;
    g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func(
        (GDestroyNotify)vl_fallen_claim_free);
    for (;;) {
        gboolean row = FALSE;
        if (!vl_db_step(store, select, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&claims);
        g_ptr_array_add(
            claims,
            vl_fallen_claim_new(vl_db_text(select, 0), vl_db_text(select, 1),
                                vl_db_text(select, 2),
                                vl_db_text(select, 3)));
    }
}

gboolean
vl_store_first_shown(VlStore *store, const char *watch, const char *name,
                     char **digest, GError **error)
{
    *digest = NULL;
    gboolean row = FALSE;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT run.name FROM shown JOIN run ON run.id=shown.run"
        " WHERE shown.name=? AND run.watch=? AND run.state='done'"
        " ORDER BY run.number LIMIT 1",
        name, watch);
    if (select == NULL || !vl_db_step(store, select, &row, error))
        return FALSE;
    if (row)
        *digest = g_strdup(vl_db_text(select, 0));
    return TRUE;
}
