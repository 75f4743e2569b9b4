#include "config.h"

#include "flow/recognise.h"

#include <sys/stat.h>

#include "base/error.h"
#include "flow/pool.h"
#include "fulltext/identity.h"
#include "store/fronts.h"

#define NANOSECONDS ((gint64)1000000000)

/* A file's first pages, for the search of its paper. */
typedef struct {
    VlFolderFile *file; /* not owned */
    char *front;
    VlIdentityIds *ids;
    GError *error;
} Found;

static void
found_free(Found *found)
{
    g_free(found->front);
    if (found->ids != NULL)
        vl_identity_ids_free(found->ids);
    g_clear_error(&found->error);
    g_free(found);
}

/* FALSE: the library cannot keep anything about that file. */
static gboolean
key_of(const char *path, VlFrontKey *key)
{
    struct stat info;
    if (!g_utf8_validate(path, -1, NULL) || stat(path, &info) < 0)
        return FALSE;
    *key = (VlFrontKey){
        .path = path,
        .size = info.st_size,
        .modified = info.st_mtim.tv_sec * NANOSECONDS + info.st_mtim.tv_nsec,
        .moved = info.st_ctim.tv_sec * NANOSECONDS + info.st_ctim.tv_nsec};
    return TRUE;
}

/* NULL: the file cannot be read, which found tells.  *whole FALSE: not even
 * its first pages, which another time may be read. */
static char *
read_front(Found *found, const VlPaperContext *context, gboolean *whole)
{
    g_autoptr(VlDocument) document = vl_fulltext_read_pdf(
        found->file->path, context->reader, &found->error);
    *whole = document != NULL && (document->partial == VL_PARTIAL_NOT ||
                                  document->pages->len > VL_IDENTITY_PAGES);
    return document != NULL ? vl_identity_front(document) : NULL;
}

/* Once for as long as the file stays as it is. */
static gboolean
read_unnamed(gpointer item, gpointer data, GError **error)
{
    Found *found = item;
    const VlPaperContext *context = data;
    g_autofree char *path =
        g_canonicalize_filename(found->file->path, NULL);
    VlFrontKey key;
    gboolean keeps = context->store != NULL && key_of(path, &key);
    if (keeps &&
        !vl_store_get_front(context->store, &key, &found->front, error))
        return FALSE;
    gboolean fresh = found->front == NULL, whole = FALSE;
    if (fresh)
        found->front = read_front(found, context, &whole);
    if (found->front != NULL)
        found->ids = vl_identity_ids_of_front(found->front);
    return !keeps || !whole ||
           vl_store_put_front(context->store, &key, found->front, error);
}

static void
index_task(GHashTable *index, VlTask *task)
{
    const VlRecord *record = task->record;
    if (record->doi != NULL)
        g_hash_table_insert(index, g_ascii_strdown(record->doi, -1), task);
    if (record->pmid != NULL)
        g_hash_table_insert(index, g_strdup(record->pmid), task);
    if (record->pmcid != NULL)
        g_hash_table_insert(index, g_strdup(record->pmcid), task);
}

/* By what the file prints of itself; where it prints nothing, by title. */
static VlTask *
task_of(const Found *found, GHashTable *index, const GPtrArray *tasks)
{
    const GPtrArray *lists[] = {found->ids->pmids, found->ids->pmcids,
                                found->ids->dois};
    gboolean prints_any = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        for (guint j = 0; j < lists[i]->len; j++) {
            prints_any = TRUE;
            VlTask *task = g_hash_table_lookup(index, lists[i]->pdata[j]);
            if (task != NULL &&
                vl_identity_check_front(task->record, found->front) ==
                    VL_IDENTITY_SAME)
                return task;
        }
    }
    for (guint i = 0; !prints_any && i < tasks->len; i++) {
        VlTask *task = tasks->pdata[i];
        if (task->files->len == 0 &&
            vl_identity_check_front(task->record, found->front) ==
                VL_IDENTITY_SAME)
            return task;
    }
    return NULL;
}

static GPtrArray *
unnamed_files(const GPtrArray *tasks, const GPtrArray *folder)
{
    g_autoptr(GHashTable) named = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < tasks->len; i++) {
        const VlTask *task = tasks->pdata[i];
        for (guint j = 0; j < task->files->len; j++)
            g_hash_table_add(named, task->files->pdata[j]);
    }
    GPtrArray *unnamed =
        g_ptr_array_new_with_free_func((GDestroyNotify)found_free);
    for (guint i = 0; i < folder->len; i++) {
        if (g_hash_table_contains(named, folder->pdata[i]))
            continue;
        Found *found = g_new0(Found, 1);
        found->file = folder->pdata[i];
        g_ptr_array_add(unnamed, found);
    }
    return unnamed;
}

gboolean
vl_tasks_recognise(const GPtrArray *tasks, const GPtrArray *folder,
                   const VlPaperContext *context, GPtrArray *problems,
                   guint *n_foreign, GError **error)
{
    *n_foreign = 0;
    g_autoptr(GHashTable) index =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < tasks->len; i++) {
        VlTask *task = tasks->pdata[i];
        if (task->files->len == 0)
            index_task(index, task);
    }
    if (g_hash_table_size(index) == 0)
        return TRUE;
    g_autoptr(GPtrArray) unnamed = unnamed_files(tasks, folder);
    if (!vl_pool_run(unnamed, read_unnamed, (gpointer)context, "PDF files",
                     context->events, error))
        return FALSE;
    for (guint i = 0; i < unnamed->len; i++) {
        Found *found = unnamed->pdata[i];
        if (found->front == NULL) {
            g_autofree char *file = g_path_get_basename(found->file->path);
            g_ptr_array_add(problems, vl_unread_new(NULL, NULL, file,
                                                    vl_error_name(found->error),
                                                    found->error->message));
            continue;
        }
        VlTask *task = task_of(found, index, tasks);
        if (task == NULL || task->files->len > 0) {
            (*n_foreign)++;
            continue;
        }
        g_ptr_array_add(task->files, found->file);
    }
    return TRUE;
}
