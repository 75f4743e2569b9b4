#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "digest/seal.h"

static GPtrArray *
folder(void)
{
    GPtrArray *files =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_manifest_file_free);
    g_ptr_array_add(files, vl_manifest_file_of("digest.md", "md", 2));
    g_ptr_array_add(files, vl_manifest_file_of("digest.json", "{}", 2));
    g_ptr_array_add(files, vl_manifest_file_of("evidence/1 a.png", "", 0));
    return files;
}

static void
test_round_trip(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) files = folder();
    g_autofree char *previous = vl_sha256("x", 1);
    g_autofree char *text = vl_manifest_write(files, previous);
    g_autoptr(VlManifest) manifest = NULL;
    g_assert_true(vl_manifest_read(text, strlen(text), &manifest, &error));
    g_assert_no_error(error);
    g_assert_true(manifest->intact);
    g_assert_cmpstr(manifest->previous, ==, previous);
    g_assert_cmpuint(manifest->files->len, ==, 3);
    const VlManifestFile *first = manifest->files->pdata[0];
    g_assert_cmpstr(first->name, ==, "digest.json");
    g_assert_cmpuint(first->n_bytes, ==, 2);
    g_autoptr(GPtrArray) damage = vl_manifest_check(manifest, files);
    g_assert_cmpuint(damage->len, ==, 0);
    g_autofree char *again = vl_manifest_write(manifest->files, previous);
    g_assert_cmpstr(again, ==, text);
}

static void
test_layout(void)
{
    g_autoptr(GPtrArray) files = folder();
    g_autofree char *text = vl_manifest_write(files, NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 6);
    g_autofree char *hash = vl_sha256("{}", 2);
    g_autofree char *line = g_strconcat(hash, "  2  digest.json", NULL);
    g_assert_cmpstr(lines[0], ==, line);
    g_assert_cmpstr(lines[3], ==, "previous  none");
    g_autofree char *all = vl_sha256(text, strlen(text) - 65);
    g_assert_cmpstr(lines[4], ==, all);
}

/* Each single byte, changed, is found: by the reader or by the hash. */
static void
test_every_flip(void)
{
    g_autoptr(GPtrArray) files = folder();
    g_autofree char *text = vl_manifest_write(files, NULL);
    gsize length = strlen(text);
    for (gsize i = 0; i < length; i++) {
        g_autofree char *bad = g_strndup(text, length);
        bad[i] ^= 1;
        g_autoptr(VlManifest) manifest = NULL;
        g_autoptr(GError) error = NULL;
        if (vl_manifest_read(bad, length, &manifest, &error))
            g_assert_false(manifest->intact);
        else
            g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    }
}

static void
test_damage(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) files = folder();
    g_autofree char *text = vl_manifest_write(files, NULL);
    g_autoptr(VlManifest) manifest = NULL;
    g_assert_true(vl_manifest_read(text, strlen(text), &manifest, &error));

    g_autoptr(GPtrArray) found =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_manifest_file_free);
    g_ptr_array_add(found, vl_manifest_file_of("digest.json", "[]", 2));
    g_ptr_array_add(found, vl_manifest_file_of("evidence/1 a.png", "", 0));
    g_ptr_array_add(found, vl_manifest_file_of("new\033.txt", "", 0));
    manifest->intact = FALSE;
    g_autoptr(GPtrArray) damage = vl_manifest_check(manifest, found);
    static const VlDamageKind kinds[] = {VL_DAMAGE_CHANGED, VL_DAMAGE_MISSING,
                                         VL_DAMAGE_MANIFEST, VL_DAMAGE_EXTRA};
    g_assert_cmpuint(damage->len, ==, G_N_ELEMENTS(kinds));
    for (guint i = 0; i < damage->len; i++) {
        const VlDamage *one = damage->pdata[i];
        g_assert_cmpint(one->kind, ==, kinds[i]);
        g_assert_null(strchr(one->text, '\033'));
    }
}

static void
test_hostile_names(void)
{
    static const char *const names[] = {
        "../x", "/etc/passwd", "a/../b", "", "a//b", "./a", "a\tb", "a\\b"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(
            (GDestroyNotify)vl_manifest_file_free);
        g_ptr_array_add(files, vl_manifest_file_of(names[i], "", 0));
        g_autofree char *text = vl_manifest_write(files, NULL);
        g_autoptr(VlManifest) manifest = NULL;
        g_autoptr(GError) error = NULL;
        g_assert_false(vl_manifest_read(text, strlen(text), &manifest, &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
        g_assert_null(manifest);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/seal/round-trip", test_round_trip);
    g_test_add_func("/digest/seal/layout", test_layout);
    g_test_add_func("/digest/seal/every-flip", test_every_flip);
    g_test_add_func("/digest/seal/damage", test_damage);
    g_test_add_func("/digest/seal/hostile-names", test_hostile_names);
    return g_test_run();
}
