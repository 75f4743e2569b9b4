#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "store/store.h"

/* SQLite, for lib/store alone.  The connection is guarded by the mutex: each
 * public function of the room locks it for as long as it runs. */
struct VlStore {
    GMutex mutex;
    sqlite3 *db;
    char *path;
};

/* A statement that finalizes itself. */
typedef sqlite3_stmt VlStatement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlStatement, sqlite3_finalize)

/* FALSE, with the error of the connection's last call. */
gboolean vl_db_fail(VlStore *store, GError **error);

gboolean vl_db_run(VlStore *store, const char *sql,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Begins and ends a transaction; vl_db_end commits when done is TRUE, else
 * rolls back and leaves the error that is set already; it gives whether all
 * went well. */
gboolean vl_db_begin(VlStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vl_db_end(VlStore *store, gboolean done,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A statement whose parameters are the strings that follow (NULL: null), one
 * for each "?" that is to be a text. */
VlStatement *vl_db_prepare(VlStore *store, GError **error, const char *sql,
                           ...) G_GNUC_WARN_UNUSED_RESULT;

/* Binds one text; NULL: null.  The value must stay until the next step. */
void vl_db_bind(VlStatement *statement, int parameter, const char *value);

/* Runs a statement that gives no rows, and makes it ready again. */
gboolean vl_db_execute(VlStore *store, VlStatement *statement,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* *row tells whether there is one more row. */
gboolean vl_db_step(VlStore *store, VlStatement *statement, gboolean *row,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A column as text that SQLite owns; NULL for null. */
const char *vl_db_text(VlStatement *statement, int column);
