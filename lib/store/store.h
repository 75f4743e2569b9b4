#pragma once

#include <glib.h>

#include "model/digest.h"
#include "model/document.h"
#include "model/record.h"

/* The library: records, renderings, runs and what they showed.  What stands
 * behind it (SQLite today) is seen in lib/store alone.  A store may be used
 * from several threads: each call is one short transaction of its own.
 * Errors are VL_ERROR_STORE unless said otherwise, and name the remedy. */
typedef struct VlStore VlStore;

/* Opens the library in the folder, which is made when it is missing, and
 * brings an older one up to date. */
VlStore *vl_store_open(const char *folder,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_store_close(VlStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlStore, vl_store_close)

/* TRUE when the folder holds a library already. */
gboolean vl_store_exists(const char *folder);

/* Opens a library that was made before; VL_ERROR_NOT_FOUND, else. */
VlStore *vl_store_open_existing(const char *folder,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps a record that has a PMID (others are passed over); an older version
 * never replaces a newer one. */
gboolean vl_store_put_record(VlStore *store, const VlRecord *record,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* VL_ERROR_NOT_FOUND when the library does not hold it. */
VlRecord *vl_store_get_record(VlStore *store, const char *pmid,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The PMIDs of all records (char *), in the order of their numbers. */
GPtrArray *vl_store_pmids(VlStore *store,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps a sealed document under the hash of its text.  path is the file that
 * it was read from, so that it can be read again; NULL: a record. */
gboolean vl_store_put_rendering(VlStore *store, const VlDocument *document,
                                const char *path,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The document of that text, whose hash is checked.  path (may be NULL) gets
 * the file that it came from, or NULL; the caller frees.  Errors:
 * VL_ERROR_NOT_FOUND; VL_ERROR_TAMPERED when the bytes are others. */
VlDocument *vl_store_get_rendering(VlStore *store, const char *sha256,
                                   char **path,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Any bytes, compressed, under their hash (which the caller may ask for:
 * sha256 may be NULL, else the caller frees it). */
gboolean vl_store_put_blob(VlStore *store, const char *bytes, gsize n_bytes,
                           char **sha256,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Errors as for vl_store_get_rendering.  A NUL follows the last byte. */
gboolean vl_store_get_blob(VlStore *store, const char *sha256, char **bytes,
                           gsize *n_bytes,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
