#include "config.h"

#include "store/store.h"

#include <string.h>
#include <zlib.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/json.h"
#include "store/db.h"
#include "store/overlay.h"

/* No text that veille keeps is larger; a library that says so is damaged. */
#define MAX_BLOB ((gsize)512 << 20)

static gboolean
blob_exists(VlStore *store, const char *sha256, gboolean *exists,
            GError **error)
{
    g_autoptr(VlStatement) statement = vl_db_prepare(
        store, error, "SELECT 1 FROM blob WHERE sha256=?", sha256);
    return statement != NULL && vl_db_step(store, statement, exists, error);
}

static gboolean
put_blob(VlStore *store, const char *sha256, const char *bytes, gsize n_bytes,
         GError **error)
{
    gboolean exists = FALSE;
    if (!blob_exists(store, sha256, &exists, error))
        return FALSE;
    if (exists)
        return TRUE;
    uLongf n = compressBound(n_bytes);
    g_autofree unsigned char *deflated = g_malloc(n);
    if (compress2(deflated, &n, (const Bytef *)bytes, n_bytes, 6) != Z_OK) {
        g_set_error(error, VL_ERROR, VL_ERROR_STORE, "cannot compress a text");
        return FALSE;
    }
    g_autoptr(VlStatement) statement = vl_db_prepare(
        store, error, "INSERT INTO blob VALUES (?, ?, ?)", sha256, NULL, NULL);
    if (statement == NULL)
        return FALSE;
    sqlite3_bind_int64(statement, 2, (sqlite3_int64)n_bytes);
    sqlite3_bind_blob64(statement, 3, deflated, n, SQLITE_STATIC);
    return vl_db_execute(store, statement, error);
}

static gboolean
damaged(const char *sha256, GError **error)
{
    g_set_error(error, VL_ERROR, VL_ERROR_TAMPERED,
                "the text %.12s in the library is not what was stored", sha256);
    return FALSE;
}

static gboolean
inflate_row(VlStatement *statement, const char *sha256, char **bytes,
            gsize *n_bytes, GError **error)
{
    sqlite3_int64 size = sqlite3_column_int64(statement, 0);
    const void *deflated = sqlite3_column_blob(statement, 1);
    int n_deflated = sqlite3_column_bytes(statement, 1);
    /* Deflate makes nothing more than 1,032 times smaller: a larger claim
     * is a lie, and would only take memory. */
    if (size < 0 || (gsize)size > MAX_BLOB || deflated == NULL ||
        size / 1100 > n_deflated)
        return damaged(sha256, error);
    uLongf n = (uLongf)size + 1;
    g_autofree char *text = g_malloc(n);
    if (uncompress((Bytef *)text, &n, deflated, (uLong)n_deflated) != Z_OK ||
        n != (uLongf)size)
        return damaged(sha256, error);
    text[n] = '\0';
    g_autofree char *found = vl_sha256(text, n);
    if (!g_str_equal(found, sha256))
        return damaged(sha256, error);
    *bytes = g_steal_pointer(&text);
    *n_bytes = n;
    return TRUE;
}

static gboolean
get_blob(VlStore *store, const char *sha256, char **bytes, gsize *n_bytes,
         GError **error)
{
    gboolean row = FALSE;
    g_autoptr(VlStatement) statement = vl_db_prepare(
        store, error, "SELECT n_bytes, deflated FROM blob WHERE sha256=?",
        sha256);
    if (statement == NULL || !vl_db_step(store, statement, &row, error))
        return FALSE;
    if (row)
        return inflate_row(statement, sha256, bytes, n_bytes, error);
    g_set_error(error, VL_ERROR, VL_ERROR_NOT_FOUND,
                "the text %.12s is not in this library", sha256);
    return FALSE;
}

gboolean
vl_store_put_blob(VlStore *store, const char *bytes, gsize n_bytes,
                  char **sha256, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autofree char *name = vl_sha256(bytes, n_bytes);
    if (!put_blob(store, name, bytes, n_bytes, error))
        return FALSE;
    if (sha256 != NULL)
        *sha256 = g_steal_pointer(&name);
    return TRUE;
}

gboolean
vl_store_get_blob(VlStore *store, const char *sha256, char **bytes,
                  gsize *n_bytes, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    return get_blob(store, sha256, bytes, n_bytes, error);
}

static gboolean
put_record(VlStore *store, const VlRecord *record, const char *json,
           GError **error)
{
    g_autoptr(VlStatement) statement = vl_db_prepare(
        store, error,
        "INSERT INTO record (pmid, doi, json, version) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (pmid) DO UPDATE SET doi=excluded.doi,"
        " json=excluded.json, version=excluded.version"
        " WHERE excluded.version >= version",
        record->pmid, record->doi, json, NULL);
    if (statement == NULL)
        return FALSE;
    sqlite3_bind_int(statement, 4, record->version);
    return vl_db_execute(store, statement, error);
}

gboolean
vl_store_put_record(VlStore *store, const VlRecord *record, GError **error)
{
    if (record->pmid == NULL || record->deleted)
        return TRUE;
    g_autoptr(GString) text = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(text);
    vl_record_write_json(record, &json);
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    return put_record(store, record, text->str, error);
}

static char *
get_record_json(VlStore *store, const char *pmid, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    gboolean row = FALSE;
    g_autoptr(VlStatement) statement = vl_db_prepare(
        store, error, "SELECT json FROM record WHERE pmid=?", pmid);
    if (statement == NULL || !vl_db_step(store, statement, &row, error))
        return NULL;
    if (row)
        return g_strdup(vl_db_text(statement, 0));
    g_set_error(error, VL_ERROR, VL_ERROR_NOT_FOUND,
                "PMID %s is not in the library", pmid);
    return NULL;
}

GPtrArray *
vl_store_pmids(VlStore *store, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT pmid FROM record ORDER BY CAST(pmid AS INTEGER), pmid");
    if (select == NULL)
        return NULL;
    g_autoptr(GPtrArray) pmids = g_ptr_array_new_with_free_func(g_free);
    for (;;) {
        gboolean row = FALSE;
        if (!vl_db_step(store, select, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&pmids);
        g_ptr_array_add(pmids, g_strdup(vl_db_text(select, 0)));
    }
}

VlRecord *
vl_store_get_record(VlStore *store, const char *pmid, GError **error)
{
    g_autofree char *text = get_record_json(store, pmid, error);
    if (text == NULL)
        return NULL;
    g_autoptr(cJSON) object = vl_json_parse(text, strlen(text), error);
    return object != NULL ? vl_record_from_json(object, error) : NULL;
}

static gboolean
put_rendering(VlStore *store, const VlDocument *document, const char *overlay,
              GError **error)
{
    if (!put_blob(store, document->sha256, document->text, document->n_bytes,
                  error))
        return FALSE;
    g_autoptr(VlStatement) statement = vl_db_prepare(
        store, error,
        "INSERT INTO rendering VALUES (?, ?)"
        " ON CONFLICT (sha256) DO UPDATE SET overlay=excluded.overlay",
        document->sha256, overlay);
    return statement != NULL && vl_db_execute(store, statement, error);
}

gboolean
vl_store_put_rendering(VlStore *store, const VlDocument *document,
                       const char *path, GError **error)
{
    g_return_val_if_fail(document->sha256 != NULL, FALSE);
    g_autoptr(GString) overlay = g_string_new(NULL);
    vl_overlay_write(document, path, overlay);
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    if (!vl_db_begin(store, error))
        return FALSE;
    return vl_db_end(
        store, put_rendering(store, document, overlay->str, error), error);
}

static char *
get_overlay(VlStore *store, const char *sha256, GError **error)
{
    gboolean row = FALSE;
    g_autoptr(VlStatement) statement = vl_db_prepare(
        store, error, "SELECT overlay FROM rendering WHERE sha256=?", sha256);
    if (statement == NULL || !vl_db_step(store, statement, &row, error))
        return NULL;
    if (row)
        return g_strdup(vl_db_text(statement, 0));
    g_set_error(error, VL_ERROR, VL_ERROR_NOT_FOUND,
                "the text %.12s is not in this library", sha256);
    return NULL;
}

VlDocument *
vl_store_get_rendering(VlStore *store, const char *sha256, char **path,
                       GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autofree char *overlay = get_overlay(store, sha256, error);
    g_autofree char *text = NULL;
    gsize n_bytes = 0;
    if (overlay == NULL || !get_blob(store, sha256, &text, &n_bytes, error))
        return NULL;
    if (!g_utf8_validate(text, (gssize)n_bytes, NULL)) {
        damaged(sha256, error);
        return NULL;
    }
    return vl_overlay_read(text, overlay, path, error);
}
