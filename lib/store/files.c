#include "config.h"

#include "store/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/scope.h"
#include "store/db.h"

#define MAX_FILE_BYTES ((gsize)512 << 20)

static char *
files_folder(const VlStore *store)
{
    g_autofree char *folder = g_path_get_dirname(store->path);
    return g_build_filename(folder, "files", NULL);
}

static char *
file_name(const char *sha256, gboolean is_pdf)
{
    return g_strconcat(sha256, is_pdf ? ".pdf" : ".xml", NULL);
}

/* TRUE when the file is there and holds what its name says. */
static gboolean
is_whole(const char *path, const char *sha256)
{
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    if (!vl_file_read(path, MAX_FILE_BYTES, &bytes, &n_bytes, NULL))
        return FALSE;
    g_autofree char *found = vl_sha256(bytes, n_bytes);
    return g_str_equal(found, sha256);
}

/* Written under another name first: under its own name a file is whole. */
static gboolean
write_file(const char *folder, const char *name, const void *bytes,
           gsize n_bytes, GError **error)
{
    if (!vl_file_make_folder(folder, error))
        return FALSE;
    vl_autofd int dir = vl_file_open_folder(folder, error);
    if (dir < 0)
        return FALSE;
    g_autofree char *uuid = g_uuid_string_random();
    g_autofree char *draft = g_strconcat(".", uuid, NULL);
    if (!vl_file_create(dir, draft, bytes, n_bytes, error)) {
        unlinkat(dir, draft, 0);
        return FALSE;
    }
    if (renameat(dir, draft, dir, name) < 0) {
        vl_file_set_error(error, errno, "write", name);
        unlinkat(dir, draft, 0);
        return FALSE;
    }
    return vl_file_sync(dir, folder, error);
}

gboolean
vl_store_put_file(VlStore *store, const void *bytes, gsize n_bytes,
                  VlFullText *text, GError **error)
{
    g_autofree char *folder = files_folder(store);
    g_autofree char *sha256 = vl_sha256(bytes, n_bytes);
    g_autofree char *name = file_name(sha256, text->is_pdf);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (!is_whole(path, sha256) &&
        !write_file(folder, name, bytes, n_bytes, error))
        return FALSE;
    g_free(text->sha256);
    g_free(text->path);
    text->sha256 = g_steal_pointer(&sha256);
    text->path = g_steal_pointer(&path);
    return TRUE;
}

gboolean
vl_store_put_full_text(VlStore *store, const char *name, const VlFullText *text,
                       GError **error)
{
    g_return_val_if_fail(text->sha256 != NULL, FALSE);
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) statement = vl_db_prepare(
        store, error,
        "INSERT OR REPLACE INTO full_text (paper, kind, sha256, tier, url,"
        " licence, version, fetched) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        name, text->is_pdf ? "pdf" : "jats", text->sha256, text->tier,
        text->url, text->licence, text->version, text->fetched);
    return statement != NULL && vl_db_execute(store, statement, error);
}

static VlFullText *
text_of_row(const VlStore *store, VlStatement *row)
{
    gboolean is_pdf = g_str_equal(vl_db_text(row, 0), "pdf");
    VlFullText *text = vl_full_text_new(is_pdf, vl_db_text(row, 2));
    text->sha256 = g_strdup(vl_db_text(row, 1));
    text->url = g_strdup(vl_db_text(row, 3));
    text->licence = g_strdup(vl_db_text(row, 4));
    text->version = g_strdup(vl_db_text(row, 5));
    text->fetched = g_strdup(vl_db_text(row, 6));
    g_autofree char *folder = files_folder(store);
    g_autofree char *name = file_name(text->sha256, is_pdf);
    text->path = g_build_filename(folder, name, NULL);
    return text;
}

static GPtrArray *
read_rows(VlStore *store, const char *name, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT kind, sha256, tier, url, licence, version, fetched"
        " FROM full_text WHERE paper=? ORDER BY kind",
        name);
    if (select == NULL)
        return NULL;
    g_autoptr(GPtrArray) texts =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_full_text_free);
    for (;;) {
        gboolean row = FALSE;
        if (!vl_db_step(store, select, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&texts);
        if (vl_is_sha256(vl_db_text(select, 1)))
            g_ptr_array_add(texts, text_of_row(store, select));
    }
}

GPtrArray *
vl_store_full_texts(VlStore *store, const char *name, GError **error)
{
    GPtrArray *texts = read_rows(store, name, error);
    for (guint i = texts != NULL ? texts->len : 0; i > 0; i--) {
        const VlFullText *text = texts->pdata[i - 1];
        if (!is_whole(text->path, text->sha256))
            g_ptr_array_remove_index(texts, i - 1);
    }
    return texts;
}
