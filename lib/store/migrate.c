#include "config.h"

#include "store/migrate.h"

#include "base/error.h"

/* One entry a version, never changed once it was released: a library of any
 * age is brought up to date step by step. */
const char *const vl_db_migrations[] = {
    /* 1: records, texts, runs, what they showed, claims. */
    "CREATE TABLE record ("
    " pmid TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,"
    " doi TEXT, json TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE blob ("
    " sha256 TEXT PRIMARY KEY NOT NULL, n_bytes INTEGER NOT NULL,"
    " deflated BLOB NOT NULL);"
    "CREATE TABLE rendering ("
    " sha256 TEXT PRIMARY KEY NOT NULL REFERENCES blob,"
    " overlay TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE run ("
    " number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL,"
    " watch TEXT NOT NULL, folder TEXT NOT NULL, started TEXT NOT NULL,"
    " state TEXT NOT NULL CHECK (state IN ('prepared', 'done')),"
    " name TEXT, manifest_sha256 TEXT);"
    "CREATE INDEX run_watch ON run (watch, state);"
    "CREATE INDEX run_folder ON run (folder, state);"
    "CREATE TABLE shown ("
    " run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,"
    " name TEXT NOT NULL, doi TEXT, digested INTEGER NOT NULL,"
    " PRIMARY KEY (run, name)) WITHOUT ROWID;"
    "CREATE TABLE claim ("
    " run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,"
    " id TEXT NOT NULL, paper TEXT NOT NULL, kind TEXT NOT NULL,"
    " text TEXT NOT NULL, verdict TEXT NOT NULL,"
    " PRIMARY KEY (run, id)) WITHOUT ROWID;"
    "CREATE INDEX claim_paper ON claim (paper);"
    "CREATE TABLE quote ("
    " run TEXT NOT NULL, claim TEXT NOT NULL, number INTEGER NOT NULL,"
    " rendering TEXT NOT NULL REFERENCES rendering, page INTEGER NOT NULL,"
    " first INTEGER NOT NULL, last INTEGER NOT NULL, match TEXT NOT NULL,"
    " PRIMARY KEY (run, claim, number),"
    " FOREIGN KEY (run, claim) REFERENCES claim (run, id)"
    " ON DELETE CASCADE) WITHOUT ROWID;"
    "CREATE INDEX quote_rendering ON quote (rendering);",
    /* 2: files of full texts; papers whose full text is still awaited. */
    "CREATE TABLE full_text ("
    " paper TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('jats', 'pdf')),"
    " sha256 TEXT NOT NULL, tier TEXT NOT NULL, url TEXT, licence TEXT,"
    " version TEXT, fetched TEXT, PRIMARY KEY (paper, kind)) WITHOUT ROWID;"
    "ALTER TABLE shown ADD COLUMN awaited INTEGER NOT NULL DEFAULT 0;",
    /* 3: where searches go on, and which notices readers have been told. */
    "CREATE TABLE begun ("
    " watch TEXT NOT NULL, query TEXT NOT NULL, next TEXT,"
    " PRIMARY KEY (watch, query)) WITHOUT ROWID;"
    "CREATE TABLE search ("
    " run TEXT PRIMARY KEY NOT NULL REFERENCES run (id) ON DELETE CASCADE,"
    " query TEXT NOT NULL, next TEXT) WITHOUT ROWID;"
    "CREATE TABLE told ("
    " run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,"
    " pmid TEXT NOT NULL, kind TEXT NOT NULL, notice TEXT NOT NULL,"
    " PRIMARY KEY (run, pmid, kind, notice)) WITHOUT ROWID;",
    /* 4: what left this machine. */
    "CREATE TABLE ledger ("
    " number INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL,"
    " purpose TEXT NOT NULL, method TEXT NOT NULL, host TEXT NOT NULL,"
    " path TEXT NOT NULL, body_hash TEXT, n_body INTEGER NOT NULL,"
    " chain TEXT NOT NULL, status INTEGER, problem TEXT,"
    " bytes_out INTEGER, bytes_in INTEGER, milliseconds INTEGER,"
    " seal TEXT);"
    "CREATE INDEX ledger_time ON ledger (time);",
    /* 5: calls to models with their answers; what was learned about models.
     * ended is null from before the call leaves until its end. */
    "CREATE TABLE model_call ("
    " number INTEGER PRIMARY KEY AUTOINCREMENT, request TEXT NOT NULL,"
    " time INTEGER NOT NULL, endpoint TEXT NOT NULL, model TEXT NOT NULL,"
    " purpose TEXT NOT NULL, subject TEXT, estimate INTEGER NOT NULL,"
    " set_aside INTEGER NOT NULL, currency TEXT NOT NULL,"
    " ended TEXT CHECK (ended IN ('free', 'cut', 'paid', 'lost')),"
    " outcome TEXT, text TEXT, detail TEXT, served_by TEXT,"
    " input_tokens INTEGER, output_tokens INTEGER, cost INTEGER);"
    "CREATE INDEX model_call_request ON model_call (request);"
    "CREATE INDEX model_call_model ON model_call (endpoint, model);"
    "CREATE TABLE model_fact ("
    " endpoint TEXT NOT NULL, model TEXT NOT NULL, name TEXT NOT NULL,"
    " value TEXT NOT NULL,"
    " PRIMARY KEY (endpoint, model, name)) WITHOUT ROWID;",
    /* 6: the first pages of the user's own PDF files. */
    "CREATE TABLE front ("
    " path TEXT PRIMARY KEY NOT NULL, size INTEGER NOT NULL,"
    " modified INTEGER NOT NULL, moved INTEGER NOT NULL,"
    " front TEXT NOT NULL);",
};

int
vl_db_version(void)
{
    return (int)G_N_ELEMENTS(vl_db_migrations);
}

static gboolean
read_version(VlStore *store, int *version, GError **error)
{
    gboolean row = FALSE;
    g_autoptr(VlStatement) statement =
        vl_db_prepare(store, error, "PRAGMA user_version");
    if (statement == NULL || !vl_db_step(store, statement, &row, error))
        return FALSE;
    *version = row ? sqlite3_column_int(statement, 0) : 0;
    return TRUE;
}

static gboolean
migrate_step(VlStore *store, int version, GError **error)
{
    g_autofree char *mark =
        g_strdup_printf("PRAGMA user_version=%d", version + 1);
    return vl_db_run(store, vl_db_migrations[version], error) &&
           vl_db_run(store, mark, error);
}

/* Reads the version inside the transaction: another veille may be bringing
 * the same library up to date. */
static gboolean
migrate_all(VlStore *store, GError **error)
{
    int version = 0;
    if (!read_version(store, &version, error))
        return FALSE;
    for (; version < vl_db_version(); version++)
        if (!migrate_step(store, version, error))
            return FALSE;
    return TRUE;
}

gboolean
vl_db_migrate(VlStore *store, GError **error)
{
    int version = 0;
    if (!read_version(store, &version, error))
        return FALSE;
    if (version == vl_db_version())
        return TRUE;
    if (version < 0 || version > vl_db_version()) {
        g_set_error(error, VL_ERROR, VL_ERROR_STORE,
                    "the library '%s' was written by a newer veille; update "
                    "veille, or name another folder in XDG_DATA_HOME",
                    store->path);
        return FALSE;
    }
    if (!vl_db_begin(store, error))
        return FALSE;
    return vl_db_end(store, migrate_all(store, error), error);
}
