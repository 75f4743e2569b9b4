#pragma once

#include <glib.h>

/* The manifest of a digest's folder: one line `sha256  size  path` a file,
 * sorted by path; `previous  sha256` of the manifest before (`none` for the
 * first); last the sha256 of all lines above.  Unsigned it shows damage,
 * not forgery. */

typedef struct {
    char *name;   /* relative to the folder, with "/" */
    char *sha256;
    guint64 n_bytes;
} VlManifestFile;

VlManifestFile *vl_manifest_file_new(const char *name, const char *sha256,
                                     guint64 n_bytes);
/* Hashes the bytes. */
VlManifestFile *vl_manifest_file_of(const char *name, const void *bytes,
                                    gsize n_bytes);
void vl_manifest_file_free(VlManifestFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlManifestFile, vl_manifest_file_free)

typedef struct {
    GPtrArray *files; /* VlManifestFile, sorted by name */
    char *previous;   /* NULL: the first one */
    gboolean intact;  /* the last line is the hash of those above */
} VlManifest;

void vl_manifest_free(VlManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlManifest, vl_manifest_free)

/* The manifest's text; files (VlManifestFile, in any order) is sorted.
 * previous_sha256 is of the whole manifest before, or NULL.  The caller
 * frees. */
char *vl_manifest_write(GPtrArray *files, const char *previous_sha256);

/* Reads a manifest.  One whose hash is wrong is read too, and not `intact`:
 * what it says of each file may still be of use.  Errors:
 * VL_ERROR_MALFORMED with the line. */
gboolean vl_manifest_read(const char *bytes, gsize n_bytes,
                          VlManifest **manifest,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
    VL_DAMAGE_MANIFEST, /* the manifest itself was changed */
    VL_DAMAGE_MISSING,
    VL_DAMAGE_CHANGED,
    VL_DAMAGE_EXTRA, /* a file that the manifest does not know */
} VlDamageKind;

typedef struct {
    VlDamageKind kind;
    char *name; /* of the file */
    char *text; /* one line for the user: "changed: 'digest.html' ..." */
} VlDamage;

void vl_damage_free(VlDamage *damage);

/* What the folder holds (found: VlManifestFile) against what the manifest
 * says: VlDamage, sorted by name; empty when all is as it was sealed.  The
 * caller unrefs. */
GPtrArray *vl_manifest_check(const VlManifest *manifest,
                             const GPtrArray *found);
