#include "config.h"

#include "fulltext/folder.h"

#include <string.h>

#include "base/file.h"

/* A bare number with fewer digits may be anything: a year, a page. */
#define MIN_PMID_DIGITS 6

/* A DOI's suffix alone must be this long to name a paper. */
#define MIN_SUFFIX 6

void
vl_folder_file_free(VlFolderFile *file)
{
    if (file == NULL)
        return;
    g_free(file->path);
    g_free(file->key);
    g_free(file);
}

/* Between and around the parts of a key stands exactly one '_', so that a
 * part is found by "_part_". */
static char *
make_key(const char *text)
{
    GString *key = g_string_new("_");
    for (; *text != '\0'; text++) {
        char c = g_ascii_tolower(*text);
        if (g_ascii_isalnum(c) || (guchar)c >= 0x80)
            g_string_append_c(key, c);
        else if (key->str[key->len - 1] != '_')
            g_string_append_c(key, '_');
    }
    if (key->str[key->len - 1] != '_')
        g_string_append_c(key, '_');
    return g_string_free(key, FALSE);
}

static VlFolderFile *
file_new(const char *path)
{
    VlFolderFile *file = g_new0(VlFolderFile, 1);
    file->path = g_strdup(path);
    g_autofree char *name = g_path_get_basename(path);
    char *dot = strrchr(name, '.');
    if (dot != NULL)
        *dot = '\0';
    file->key = make_key(name);
    return file;
}

GPtrArray *
vl_folder_index(const char *dir, GError **error)
{
    static const char *const suffixes[] = {".pdf", NULL};
    g_autoptr(GPtrArray) paths = vl_file_list(dir, suffixes, TRUE, error);
    if (paths == NULL)
        return NULL;
    GPtrArray *files =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_folder_file_free);
    for (guint i = 0; i < paths->len; i++)
        g_ptr_array_add(files, file_new(paths->pdata[i]));
    return files;
}

/* TRUE when the key holds the parts of text, whole and in this order. */
static gboolean
holds(const char *key, const char *text)
{
    g_autofree char *parts = make_key(text);
    return strlen(parts) > 2 && strstr(key, parts) != NULL;
}

static gboolean
holds_pmid(const char *key, const char *pmid)
{
    g_autofree char *marked = g_strdup_printf("pmid%s", pmid);
    g_autofree char *spaced = g_strdup_printf("pmid_%s", pmid);
    g_autofree char *whole = g_strdup_printf("_%s_", pmid);
    if (holds(key, marked) || holds(key, spaced) || g_str_equal(key, whole))
        return TRUE;
    return strlen(pmid) >= MIN_PMID_DIGITS && holds(key, pmid);
}

static gboolean
holds_pmcid(const char *key, const char *pmcid)
{
    return g_ascii_strncasecmp(pmcid, "PMC", 3) == 0 && holds(key, pmcid);
}

static gboolean
holds_doi(const char *key, const char *doi)
{
    if (holds(key, doi))
        return TRUE;
    const char *slash = strchr(doi, '/');
    if (slash == NULL || strlen(slash + 1) < MIN_SUFFIX ||
        strpbrk(slash + 1, "0123456789") == NULL)
        return FALSE;
    /* The suffix must be the whole name: parts of names are often numbers
     * that other papers have too. */
    g_autofree char *suffix = make_key(slash + 1);
    return g_str_equal(key, suffix);
}

gboolean
vl_folder_names(const VlFolderFile *file, const VlRecord *record)
{
    return (record->pmid != NULL && holds_pmid(file->key, record->pmid)) ||
           (record->pmcid != NULL && holds_pmcid(file->key, record->pmcid)) ||
           (record->doi != NULL && holds_doi(file->key, record->doi));
}

GPtrArray *
vl_folder_find(const GPtrArray *files, const VlRecord *record)
{
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < files->len; i++)
        if (vl_folder_names(files->pdata[i], record))
            g_ptr_array_add(found, files->pdata[i]);
    return found;
}
