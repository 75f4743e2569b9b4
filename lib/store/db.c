#include "config.h"

#include "store/db.h"

#include <stdarg.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "store/migrate.h"

/* Another veille may be writing; its transactions are short. */
#define BUSY_MILLISECONDS 20000

static const char pragmas[] = "PRAGMA journal_mode=WAL;"
                              "PRAGMA synchronous=FULL;"
                              "PRAGMA foreign_keys=ON;"
                              "PRAGMA trusted_schema=OFF;"
                              "PRAGMA cell_size_check=ON;";

static const struct {
    int code;
    const char *remedy;
} remedies[] = {
    {SQLITE_FULL, "the disk is full; free some space, then run again"},
    {SQLITE_IOERR, "the disk failed or is full; check it, then run again"},
    {SQLITE_READONLY, "it cannot be written; check its owner and mode"},
    {SQLITE_CANTOPEN, "it cannot be opened; check its owner and mode"},
    {SQLITE_BUSY, "another program holds it; try again later"},
    {SQLITE_NOTADB, "it is no library of veille; move it away, or name "
                    "another folder with --library"},
    {SQLITE_CORRUPT, "it is damaged; restore it from a backup, or move it "
                     "away and run again"},
};

gboolean
vl_db_fail(VlStore *store, GError **error)
{
    int code = sqlite3_errcode(store->db) & 0xff;
    const char *remedy = sqlite3_errmsg(store->db);
    for (guint i = 0; i < G_N_ELEMENTS(remedies); i++)
        if (remedies[i].code == code)
            remedy = remedies[i].remedy;
    g_set_error(error, VL_ERROR, VL_ERROR_STORE, "the library '%s': %s",
                store->path, remedy);
    return FALSE;
}

gboolean
vl_db_run(VlStore *store, const char *sql, GError **error)
{
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return TRUE;
    return vl_db_fail(store, error);
}

gboolean
vl_db_begin(VlStore *store, GError **error)
{
    return vl_db_run(store, "BEGIN IMMEDIATE", error);
}

gboolean
vl_db_end(VlStore *store, gboolean done, GError **error)
{
    if (done && vl_db_run(store, "COMMIT", error))
        return TRUE;
    /* The error that led here is the one to tell. */
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return FALSE;
}

void
vl_db_bind(VlStatement *statement, int parameter, const char *value)
{
    if (value == NULL)
        sqlite3_bind_null(statement, parameter);
    else
        sqlite3_bind_text(statement, parameter, value, -1, SQLITE_TRANSIENT);
}

VlStatement *
vl_db_prepare(VlStore *store, GError **error, const char *sql, ...)
{
    VlStatement *statement = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) !=
        SQLITE_OK) {
        vl_db_fail(store, error);
        return NULL;
    }
    va_list values;
    va_start(values, sql);
    int n = sqlite3_bind_parameter_count(statement);
    for (int i = 1; i <= n; i++)
        vl_db_bind(statement, i, va_arg(values, const char *));
    va_end(values);
    return statement;
}

gboolean
vl_db_execute(VlStore *store, VlStatement *statement, GError **error)
{
    gboolean done = sqlite3_step(statement) == SQLITE_DONE;
    if (!done)
        vl_db_fail(store, error);
    sqlite3_reset(statement);
    return done;
}

gboolean
vl_db_step(VlStore *store, VlStatement *statement, gboolean *row,
           GError **error)
{
    int code = sqlite3_step(statement);
    *row = code == SQLITE_ROW;
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return TRUE;
    return vl_db_fail(store, error);
}

const char *
vl_db_text(VlStatement *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}

static char *
database_path(const char *folder)
{
    return g_build_filename(folder, "library.db", NULL);
}

gboolean
vl_store_exists(const char *folder)
{
    g_autofree char *path = database_path(folder);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

VlStore *
vl_store_open(const char *folder, GError **error)
{
    if (!vl_file_make_folder(folder, error))
        return NULL;
    g_autoptr(VlStore) store = g_new0(VlStore, 1);
    g_mutex_init(&store->mutex);
    store->path = database_path(folder);
    if (sqlite3_open_v2(store->path, &store->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                            SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK) {
        vl_db_fail(store, error);
        return NULL;
    }
    sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
    if (!vl_db_run(store, pragmas, error) || !vl_db_migrate(store, error))
        return NULL;
    return g_steal_pointer(&store);
}

VlStore *
vl_store_open_existing(const char *folder, GError **error)
{
    if (vl_store_exists(folder))
        return vl_store_open(folder, error);
    g_set_error(error, VL_ERROR, VL_ERROR_NOT_FOUND,
                "there is no library in '%s' yet: veille run makes it",
                folder);
    return NULL;
}

void
vl_store_close(VlStore *store)
{
    if (store == NULL)
        return;
    sqlite3_close(store->db);
    g_mutex_clear(&store->mutex);
    g_free(store->path);
    g_free(store);
}
