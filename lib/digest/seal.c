#include "config.h"

#include "digest/seal.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/unicode.h"

#define HASH_LENGTH 64

VlManifestFile *
vl_manifest_file_new(const char *name, const char *sha256, guint64 n_bytes)
{
    VlManifestFile *file = g_new0(VlManifestFile, 1);
    file->name = g_strdup(name);
    file->sha256 = g_strdup(sha256);
    file->n_bytes = n_bytes;
    return file;
}

VlManifestFile *
vl_manifest_file_of(const char *name, const void *bytes, gsize n_bytes)
{
    g_autofree char *hash = vl_sha256(bytes, n_bytes);
    return vl_manifest_file_new(name, hash, n_bytes);
}

void
vl_manifest_file_free(VlManifestFile *file)
{
    if (file == NULL)
        return;
    g_free(file->name);
    g_free(file->sha256);
    g_free(file);
}

void
vl_manifest_free(VlManifest *manifest)
{
    if (manifest == NULL)
        return;
    g_ptr_array_unref(manifest->files);
    g_free(manifest->previous);
    g_free(manifest);
}

static int
compare_files(gconstpointer a, gconstpointer b)
{
    const VlManifestFile *x = *(const VlManifestFile *const *)a;
    const VlManifestFile *y = *(const VlManifestFile *const *)b;
    return strcmp(x->name, y->name);
}

char *
vl_manifest_write(GPtrArray *files, const char *previous_sha256)
{
    g_ptr_array_sort(files, compare_files);
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < files->len; i++) {
        const VlManifestFile *file = files->pdata[i];
        g_string_append_printf(out, "%s  %" G_GUINT64_FORMAT "  %s\n",
                               file->sha256, file->n_bytes, file->name);
    }
    g_string_append_printf(out, "previous  %s\n",
                           previous_sha256 ? previous_sha256 : "none");
    g_autofree char *hash = vl_sha256(out->str, out->len);
    g_string_append_printf(out, "%s\n", hash);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Only what lies in the folder: the names come from a file that anyone may
 * have written, and the caller opens them. */
static gboolean
is_safe_name(const char *name)
{
    if (*name == '\0' || *name == '/' || strlen(name) > 4096)
        return FALSE;
    for (const char *p = name; *p != '\0'; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F || *p == '\\')
            return FALSE;
    g_auto(GStrv) parts = g_strsplit(name, "/", -1);
    for (guint i = 0; parts[i] != NULL; i++)
        if (g_str_equal(parts[i], "..") || g_str_equal(parts[i], ".") ||
            *parts[i] == '\0')
            return FALSE;
    return TRUE;
}

static VlManifestFile *
parse_file_line(const char *line)
{
    if (strlen(line) < HASH_LENGTH + 5 || line[HASH_LENGTH] != ' ' ||
        line[HASH_LENGTH + 1] != ' ')
        return NULL;
    g_autofree char *hash = g_strndup(line, HASH_LENGTH);
    const char *digits = line + HASH_LENGTH + 2;
    const char *space = strstr(digits, "  ");
    if (space == NULL || !vl_is_sha256(hash) || !is_safe_name(space + 2))
        return NULL;
    g_autofree char *size = g_strndup(digits, (gsize)(space - digits));
    guint64 n_bytes = 0;
    if (!g_ascii_string_to_unsigned(size, 10, 0, G_MAXINT64, &n_bytes, NULL))
        return NULL;
    return vl_manifest_file_new(space + 2, hash, n_bytes);
}

static gboolean
malformed(GError **error, guint line)
{
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                "not a manifest: line %u is not 'sha256  size  path'", line);
    return FALSE;
}

/* Takes `previous  HASH`. */
static gboolean
parse_previous(VlManifest *manifest, const char *line)
{
    if (!g_str_has_prefix(line, "previous  "))
        return FALSE;
    const char *value = line + strlen("previous  ");
    if (vl_is_sha256(value))
        manifest->previous = g_strdup(value);
    return manifest->previous != NULL || g_str_equal(value, "none");
}

/* Takes the lines from bytes to end, each with its newline. */
static gboolean
parse_files(VlManifest *manifest, const char *bytes, const char *end,
            GError **error)
{
    GPtrArray *files = manifest->files;
    while (bytes < end) {
        const char *newline = memchr(bytes, '\n', (gsize)(end - bytes));
        g_autofree char *line = g_strndup(bytes, (gsize)(newline - bytes));
        VlManifestFile *file = parse_file_line(line);
        if (file == NULL)
            return malformed(error, files->len + 1);
        g_ptr_array_add(files, file);
        guint n = files->len;
        if (n > 1 &&
            compare_files(&files->pdata[n - 2], &files->pdata[n - 1]) >= 0)
            return malformed(error, n);
        bytes = newline + 1;
    }
    return TRUE;
}

/* Where the line starts whose newline is at end. */
static const char *
line_start(const char *bytes, const char *end)
{
    while (end > bytes && end[-1] != '\n')
        end--;
    return end;
}

gboolean
vl_manifest_read(const char *bytes, gsize n_bytes, VlManifest **manifest,
                 GError **error)
{
    *manifest = NULL;
    if (n_bytes == 0 || bytes[n_bytes - 1] != '\n' ||
        !g_utf8_validate_len(bytes, n_bytes, NULL)) {
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                    "not a manifest: cut short or not UTF-8");
        return FALSE;
    }
    const char *end = bytes + n_bytes - 1;
    const char *last = line_start(bytes, end);
    if (last == bytes)
        return malformed(error, 1);
    const char *before = line_start(bytes, last - 1);

    g_autoptr(VlManifest) read = g_new0(VlManifest, 1);
    read->files =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_manifest_file_free);
    if (!parse_files(read, bytes, before, error))
        return FALSE;
    g_autofree char *previous = g_strndup(before, (gsize)(last - 1 - before));
    if (!parse_previous(read, previous))
        return malformed(error, read->files->len + 1);
    g_autofree char *sealed = g_strndup(last, (gsize)(end - last));
    g_autofree char *hash = vl_sha256(bytes, (gsize)(last - bytes));
    read->intact = g_str_equal(hash, sealed);
    *manifest = g_steal_pointer(&read);
    return TRUE;
}

/* ---- Checking ---- */

void
vl_damage_free(VlDamage *damage)
{
    if (damage == NULL)
        return;
    g_free(damage->name);
    g_free(damage->text);
    g_free(damage);
}

static void
add_damage(GPtrArray *list, VlDamageKind kind, const char *name)
{
    static const char *const words[] = {
        [VL_DAMAGE_MANIFEST] = "changed: '%s' does not match its own last line",
        [VL_DAMAGE_MISSING] = "missing: '%s' is in the manifest, not here",
        [VL_DAMAGE_CHANGED] = "changed: '%s' is not as it was sealed",
        [VL_DAMAGE_EXTRA] = "added: '%s' is not in the manifest",
    };
    VlDamage *damage = g_new0(VlDamage, 1);
    g_autofree char *shown = vl_printable(name, 512);
    g_auto(GStrv) halves = g_strsplit(words[kind], "%s", 2);
    damage->kind = kind;
    damage->name = g_strdup(name);
    damage->text = g_strconcat(halves[0], shown, halves[1], NULL);
    g_ptr_array_add(list, damage);
}

static int
compare_damages(gconstpointer a, gconstpointer b)
{
    const VlDamage *x = *(const VlDamage *const *)a;
    const VlDamage *y = *(const VlDamage *const *)b;
    return strcmp(x->name, y->name);
}

GPtrArray *
vl_manifest_check(const VlManifest *manifest, const GPtrArray *found)
{
    GPtrArray *list =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_damage_free);
    g_autoptr(GHashTable) here = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < found->len; i++) {
        VlManifestFile *file = found->pdata[i];
        g_hash_table_insert(here, file->name, file);
    }
    for (guint i = 0; i < manifest->files->len; i++) {
        const VlManifestFile *sealed = manifest->files->pdata[i];
        const VlManifestFile *file = g_hash_table_lookup(here, sealed->name);
        if (file == NULL)
            add_damage(list, VL_DAMAGE_MISSING, sealed->name);
        else if (file->n_bytes != sealed->n_bytes ||
                 !g_str_equal(file->sha256, sealed->sha256))
            add_damage(list, VL_DAMAGE_CHANGED, sealed->name);
        g_hash_table_remove(here, sealed->name);
    }
    for (guint i = 0; i < found->len; i++) {
        const VlManifestFile *file = found->pdata[i];
        if (g_hash_table_contains(here, file->name))
            add_damage(list, VL_DAMAGE_EXTRA, file->name);
    }
    if (!manifest->intact)
        add_damage(list, VL_DAMAGE_MANIFEST, "manifest");
    g_ptr_array_sort(list, compare_damages);
    return list;
}
