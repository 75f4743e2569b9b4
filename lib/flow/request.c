#include "config.h"

#include "flow/request.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "flow/model.h"
#include "flow/screening.h"

#define MAX_WATCH_BYTES ((gsize)1 << 20)
#define MAX_NAME 64

static void
resolve(char **path, const char *folder)
{
    if (*path == NULL)
        return;
    char *absolute = g_canonicalize_filename(*path, folder);
    g_free(*path);
    *path = absolute;
}

/* The file's name without its suffix, as part of a folder's name. */
static char *
name_of(const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    char *dot = strrchr(name, '.');
    if (dot != NULL && dot != name)
        *dot = '\0';
    g_strcanon(name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.", '-');
    if (strlen(name) > MAX_NAME)
        name[MAX_NAME] = '\0';
    if (name[0] == '.')
        name[0] = '-';
    return g_steal_pointer(&name);
}

static void
resolve_model(VlWatchModel *model, const char *folder)
{
    resolve(&model->key_file, folder);
    resolve(&model->prices, folder);
    if (model->url != NULL && strstr(model->url, "://") == NULL)
        resolve(&model->url, folder);
}

VlWatch *
vl_request_read(const char *path, GError **error)
{
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    if (!vl_file_read(path, MAX_WATCH_BYTES, &bytes, &n_bytes, error))
        return NULL;
    g_autoptr(VlWatch) watch = vl_watch_new();
    g_clear_pointer(&watch->name, g_free);
    if (!vl_watch_read(watch, path, bytes, n_bytes, error))
        return NULL;
    if (watch->name == NULL)
        watch->name = name_of(path);
    g_free(watch->file);
    watch->file = g_canonicalize_filename(path, NULL);
    g_autofree char *folder = g_path_get_dirname(watch->file);
    resolve(&watch->pdf_dir, folder);
    resolve(&watch->output_dir, folder);
    resolve(&watch->network.ncbi_key_file, folder);
    resolve(&watch->network.ca_file, folder);
    resolve_model(&watch->llm, folder);
    resolve_model(&watch->judge, folder);
    for (guint i = 0; i < watch->records->len; i++)
        resolve((char **)&watch->records->pdata[i], folder);
    return g_steal_pointer(&watch);
}

gboolean
vl_request_check(const VlWatch *watch, GError **error)
{
    const char *lack = NULL;
    gboolean searches = watch->query != NULL;
    if (searches && strspn(watch->query, " \t\r\n") == strlen(watch->query))
        lack = "the query is empty: say what to search PubMed for (--query, "
               "or query= in [watch])";
    else if (searches && watch->network.email == NULL)
        lack = "PubMed wants to know whom to write to when a program of "
               "theirs misbehaves: give an e-mail address (--email, or "
               "email= in [network])";
    else if (!searches && watch->records->len == 0)
        lack = "there is nothing to read: name a PubMed search (--query, or "
               "query= in [watch]) or records (--records FILE, or records= "
               "in [watch])";
    else if (watch->output_dir == NULL)
        lack = "there is no place for the digest: name a folder (--output "
               "FOLDER, or dir= in [output])";
    if (lack == NULL)
        return vl_screening_check(watch, error) &&
               vl_model_setup_check(watch, error);
    g_set_error(error, VL_ERROR, VL_ERROR_USAGE, "%s%s%s",
                watch->file != NULL ? watch->file : "",
                watch->file != NULL ? ": " : "", lack);
    return FALSE;
}

static void
copy_texts(GPtrArray *to, const GPtrArray *from)
{
    for (guint i = 0; i < from->len; i++)
        g_ptr_array_add(to, g_strdup(from->pdata[i]));
}

void
vl_request_tell(const VlWatch *watch, VlDigest *digest)
{
    digest->watch.name = g_strdup(watch->name);
    digest->watch.query = g_strdup(watch->query);
    digest->watch.since = g_strdup(watch->since);
    digest->watch.language = g_strdup(watch->language);
    digest->watch.max = watch->max;
    copy_texts(digest->watch.include, watch->include);
    copy_texts(digest->watch.exclude, watch->exclude);
}
