#include "config.h"

#include "store/fronts.h"

#include "store/db.h"

static void
bind_key(VlStatement *statement, int first, const VlFrontKey *key)
{
    sqlite3_bind_int64(statement, first, key->size);
    sqlite3_bind_int64(statement, first + 1, key->modified);
    sqlite3_bind_int64(statement, first + 2, key->moved);
}

gboolean
vl_store_get_front(VlStore *store, const VlFrontKey *key, char **front,
                   GError **error)
{
    gboolean row = FALSE;
    *front = NULL;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT front FROM front WHERE path=? AND size=? AND modified=?"
        " AND moved=?",
        key->path, NULL, NULL, NULL);
    if (select == NULL)
        return FALSE;
    bind_key(select, 2, key);
    if (!vl_db_step(store, select, &row, error))
        return FALSE;
    if (row)
        *front = g_strdup(vl_db_text(select, 0));
    return TRUE;
}

gboolean
vl_store_put_front(VlStore *store, const VlFrontKey *key, const char *front,
                   GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) insert = vl_db_prepare(
        store, error,
        "INSERT OR REPLACE INTO front (path, front, size, modified, moved)"
        " VALUES (?, ?, ?, ?, ?)",
        key->path, front, NULL, NULL, NULL);
    if (insert == NULL)
        return FALSE;
    bind_key(insert, 3, key);
    return vl_db_execute(store, insert, error);
}
