#include "config.h"

#include "flow/request.h"

#include "base/file.h"

#define MAX_WATCH_BYTES ((gsize)1 << 20)

static void
resolve(char **path, const char *folder)
{
    if (*path == NULL)
        return;
    char *absolute = g_canonicalize_filename(*path, folder);
    g_free(*path);
    *path = absolute;
}

VlWatch *
vl_request_read(const char *path, GError **error)
{
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    if (!vl_file_read(path, MAX_WATCH_BYTES, &bytes, &n_bytes, error))
        return NULL;
    g_autoptr(VlWatch) watch = vl_watch_new();
    if (!vl_watch_read(watch, path, bytes, n_bytes, error))
        return NULL;
    g_free(watch->file);
    watch->file = g_canonicalize_filename(path, NULL);
    g_autofree char *folder = g_path_get_dirname(watch->file);
    resolve(&watch->pdf_dir, folder);
    resolve(&watch->output_dir, folder);
    for (guint i = 0; i < watch->records->len; i++)
        resolve((char **)&watch->records->pdata[i], folder);
    return g_steal_pointer(&watch);
}
