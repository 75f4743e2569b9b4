#include "config.h"

#include "store/runs.h"

#include "base/error.h"
#include "store/db.h"

#define RUN_COLUMNS "id, watch, folder, started, name, manifest_sha256"

VlRun *
vl_run_new(const char *id, const char *watch, const char *folder,
           const char *started)
{
    VlRun *run = g_new0(VlRun, 1);
    run->id = g_strdup(id);
    run->watch = g_strdup(watch);
    run->folder = g_strdup(folder);
    run->started = g_strdup(started);
    return run;
}

void
vl_run_free(VlRun *run)
{
    if (run == NULL)
        return;
    g_free(run->id);
    g_free(run->watch);
    g_free(run->folder);
    g_free(run->started);
    g_free(run->name);
    g_free(run->manifest_sha256);
    g_free(run->query);
    g_free(run->next);
    g_clear_pointer(&run->told, g_ptr_array_unref);
    g_free(run);
}

VlTold *
vl_told_new(const char *pmid, const char *kind, const char *notice)
{
    VlTold *told = g_new0(VlTold, 1);
    told->pmid = g_strdup(pmid);
    told->kind = g_strdup(kind);
    told->notice = g_strdup(notice != NULL ? notice : "");
    return told;
}

void
vl_told_free(VlTold *told)
{
    if (told == NULL)
        return;
    g_free(told->pmid);
    g_free(told->kind);
    g_free(told->notice);
    g_free(told);
}

VlShown *
vl_shown_new(const char *name, const char *doi, gboolean digested)
{
    VlShown *shown = g_new0(VlShown, 1);
    shown->name = g_strdup(name);
    shown->doi = g_strdup(doi);
    shown->digested = digested;
    return shown;
}

void
vl_shown_free(VlShown *shown)
{
    if (shown == NULL)
        return;
    g_free(shown->name);
    g_free(shown->doi);
    g_free(shown);
}

static VlRun *
run_of_row(VlStatement *row)
{
    VlRun *run = vl_run_new(vl_db_text(row, 0), vl_db_text(row, 1),
                            vl_db_text(row, 2), vl_db_text(row, 3));
    run->name = g_strdup(vl_db_text(row, 4));
    run->manifest_sha256 = g_strdup(vl_db_text(row, 5));
    return run;
}

static gboolean
insert_shown(VlStore *store, const char *id, const GPtrArray *papers,
             GError **error)
{
    g_autoptr(VlStatement) insert = vl_db_prepare(
        store, error,
        "INSERT OR IGNORE INTO shown (run, name, doi, digested, awaited)"
        " VALUES (?, ?, ?, ?, ?)",
        id, NULL, NULL, NULL, NULL);
    if (insert == NULL)
        return FALSE;
    for (guint i = 0; i < papers->len; i++) {
        const VlShown *paper = papers->pdata[i];
        vl_db_bind(insert, 2, paper->name);
        vl_db_bind(insert, 3, paper->doi);
        sqlite3_bind_int(insert, 4, paper->digested);
        sqlite3_bind_int(insert, 5, paper->awaited);
        if (!vl_db_execute(store, insert, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
insert_told(VlStore *store, const VlRun *run, GError **error)
{
    if (run->told == NULL)
        return TRUE;
    g_autoptr(VlStatement) insert = vl_db_prepare(
        store, error, "INSERT OR IGNORE INTO told VALUES (?, ?, ?, ?)",
        run->id, NULL, NULL, NULL);
    if (insert == NULL)
        return FALSE;
    for (guint i = 0; i < run->told->len; i++) {
        const VlTold *told = run->told->pdata[i];
        vl_db_bind(insert, 2, told->pmid);
        vl_db_bind(insert, 3, told->kind);
        vl_db_bind(insert, 4, told->notice);
        if (!vl_db_execute(store, insert, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
insert_search(VlStore *store, const VlRun *run, GError **error)
{
    if (run->query == NULL)
        return TRUE;
    g_autoptr(VlStatement) insert =
        vl_db_prepare(store, error, "INSERT INTO search VALUES (?, ?, ?)",
                      run->id, run->query, run->next);
    return insert != NULL && vl_db_execute(store, insert, error);
}

static gboolean
insert_run(VlStore *store, const VlRun *run, const GPtrArray *papers,
           GError **error)
{
    g_autoptr(VlStatement) insert =
        vl_db_prepare(store, error,
                      "INSERT INTO run (id, watch, folder, started, state)"
                      " VALUES (?, ?, ?, ?, 'prepared')",
                      run->id, run->watch, run->folder, run->started);
    return insert != NULL && vl_db_execute(store, insert, error) &&
           insert_shown(store, run->id, papers, error) &&
           insert_told(store, run, error) &&
           insert_search(store, run, error);
}

gboolean
vl_store_prepare_run(VlStore *store, const VlRun *run, const GPtrArray *papers,
                     GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    if (!vl_db_begin(store, error))
        return FALSE;
    return vl_db_end(store, insert_run(store, run, papers, error), error);
}

static gboolean
insert_quotes(VlStore *store, VlStatement *insert, const VlClaim *claim,
              GError **error)
{
    vl_db_bind(insert, 2, claim->id);
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlQuote *quote = claim->quotes->pdata[i];
        if (quote->hit == NULL || quote->rendering_sha256 == NULL)
            continue;
        sqlite3_bind_int(insert, 3, (int)i);
        vl_db_bind(insert, 4, quote->rendering_sha256);
        sqlite3_bind_int64(insert, 5, quote->hit->page);
        sqlite3_bind_int64(insert, 6, (sqlite3_int64)quote->hit->span.start);
        sqlite3_bind_int64(insert, 7, (sqlite3_int64)quote->hit->span.end);
        vl_db_bind(insert, 8, vl_match_name(quote->hit->match));
        if (!vl_db_execute(store, insert, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
insert_claim(VlStore *store, VlStatement *insert, const char *paper,
             const VlClaim *claim, GError **error)
{
    vl_db_bind(insert, 2, claim->id);
    vl_db_bind(insert, 3, paper);
    vl_db_bind(insert, 4, vl_claim_kind_name(claim->kind));
    vl_db_bind(insert, 5, claim->text);
    vl_db_bind(insert, 6, vl_verdict_name(claim->verdict));
    return vl_db_execute(store, insert, error);
}

static gboolean
insert_claims(VlStore *store, const char *id, const VlDigest *digest,
              GError **error)
{
    g_autoptr(VlStatement) claims = vl_db_prepare(
        store, error, "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?)", id, NULL,
        NULL, NULL, NULL, NULL);
    g_autoptr(VlStatement) quotes = vl_db_prepare(
        store, error, "INSERT INTO quote VALUES (?, ?, ?, ?, ?, ?, ?, ?)", id,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    if (claims == NULL || quotes == NULL)
        return FALSE;
    for (guint i = 0; i < digest->papers->len; i++) {
        const VlPaper *paper = digest->papers->pdata[i];
        for (guint j = 0; j < paper->claims->len; j++) {
            const VlClaim *claim = paper->claims->pdata[j];
            if (!insert_claim(store, claims, paper->name, claim, error) ||
                !insert_quotes(store, quotes, claim, error))
                return FALSE;
        }
    }
    return TRUE;
}

static gboolean
finish_run(VlStore *store, const char *id, const char *name,
           const char *manifest_sha256, const VlDigest *digest, GError **error)
{
    g_autoptr(VlStatement) update = vl_db_prepare(
        store, error,
        "UPDATE run SET state='done', name=?, manifest_sha256=?"
        " WHERE id=? AND state='prepared'",
        name, manifest_sha256, id);
    if (update == NULL || !vl_db_execute(store, update, error))
        return FALSE;
    if (sqlite3_changes(store->db) == 1)
        return insert_claims(store, id, digest, error);
    g_set_error(error, VL_ERROR, VL_ERROR_NOT_FOUND,
                "the library '%s' holds no prepared run %s; the digest '%s' "
                "is on the disk, but not in the library",
                store->path, id, name);
    return FALSE;
}

gboolean
vl_store_finish_run(VlStore *store, const char *id, const char *name,
                    const char *manifest_sha256, const VlDigest *digest,
                    GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    if (!vl_db_begin(store, error))
        return FALSE;
    return vl_db_end(
        store, finish_run(store, id, name, manifest_sha256, digest, error),
        error);
}

gboolean
vl_store_discard_run(VlStore *store, const char *id, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) statement = vl_db_prepare(
        store, error, "DELETE FROM run WHERE id=? AND state='prepared'", id);
    return statement != NULL && vl_db_execute(store, statement, error);
}

GPtrArray *
vl_store_prepared_runs(VlStore *store, const char *folder, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select =
        vl_db_prepare(store, error,
                      "SELECT " RUN_COLUMNS " FROM run"
                      " WHERE folder=? AND state='prepared' ORDER BY number",
                      folder);
    if (select == NULL)
        return NULL;
    g_autoptr(GPtrArray) runs =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_run_free);
    for (;;) {
        gboolean row = FALSE;
        if (!vl_db_step(store, select, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&runs);
        g_ptr_array_add(runs, run_of_row(select));
    }
}

static gboolean
first_run(VlStore *store, VlStatement *select, VlRun **run, GError **error)
{
    gboolean row = FALSE;
    if (!vl_db_step(store, select, &row, error))
        return FALSE;
    if (row)
        *run = run_of_row(select);
    return TRUE;
}

gboolean
vl_store_last_run(VlStore *store, const char *watch, const char *folder,
                  VlRun **run, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    *run = NULL;
    g_autoptr(VlStatement) select =
        vl_db_prepare(store, error,
                      "SELECT " RUN_COLUMNS " FROM run"
                      " WHERE (watch=? OR folder=?) AND state='done'"
                      " ORDER BY number DESC LIMIT 1",
                      watch, folder);
    return select != NULL && first_run(store, select, run, error);
}

gboolean
vl_store_get_run(VlStore *store, const char *id, VlRun **run, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    *run = NULL;
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error, "SELECT " RUN_COLUMNS " FROM run WHERE id=?", id);
    return select != NULL && first_run(store, select, run, error);
}

static void
add_shown(GHashTable *shown, const char *name, const char *doi)
{
    g_hash_table_insert(shown, g_strdup(name), g_strdup(name));
    if (doi == NULL)
        return;
    const char *other = g_hash_table_lookup(shown, doi);
    if (other == NULL || g_str_has_prefix(other, "pmid:"))
        g_hash_table_insert(shown, g_strdup(doi), g_strdup(name));
}

GHashTable *
vl_store_shown(VlStore *store, const char *watch, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT shown.name, doi FROM shown JOIN run ON run.id=shown.run"
        " WHERE run.watch=? AND run.state='done'",
        watch);
    if (select == NULL)
        return NULL;
    g_autoptr(GHashTable) shown =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (;;) {
        gboolean row = FALSE;
        if (!vl_db_step(store, select, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&shown);
        add_shown(shown, vl_db_text(select, 0), vl_db_text(select, 1));
    }
}

GPtrArray *
vl_store_awaited(VlStore *store, const char *watch, guint max, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT shown.name FROM shown JOIN run ON run.id=shown.run"
        " WHERE run.watch=? AND run.state='done' AND digested"
        " GROUP BY shown.name HAVING MIN(awaited)=1"
        " ORDER BY MAX(run.number) DESC, shown.name",
        watch);
    if (select == NULL)
        return NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (gboolean row = TRUE; names->len < max;) {
        if (!vl_db_step(store, select, &row, error))
            return NULL;
        if (!row)
            break;
        g_ptr_array_add(names, g_strdup(vl_db_text(select, 0)));
    }
    return g_steal_pointer(&names);
}
