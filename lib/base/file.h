#pragma once

#include <glib.h>

/* Files, with errors that name the file and the remedy. */

/* Reads a whole regular file of at most max_bytes bytes; a NUL follows the
 * last one.  Errors: VL_ERROR_NOT_FOUND, VL_ERROR_TOO_BIG,
 * VL_ERROR_FAILED. */
gboolean vl_file_read(const char *path, gsize max_bytes, char **bytes,
                      gsize *n_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes a new file in the folder dir_fd and syncs it: the name must not
 * exist yet and must hold no slash. */
gboolean vl_file_create(int dir_fd, const char *name, const void *bytes,
                        gsize n_bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The same in pieces: a descriptor for the new file, which the caller closes
 * after vl_file_sync; -1 with *error. */
int vl_file_begin(int dir_fd, const char *name,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vl_file_append(int fd, const char *name, const void *bytes,
                        gsize n_bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Makes a folder that is not there yet, below dir_fd, for more calls of this
 * kind: its descriptor, which the caller closes; -1 with *error. */
int vl_file_begin_folder(int dir_fd, const char *name,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes the folder and its parents. */
gboolean vl_file_make_folder(const char *path,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Opens a folder, for *at() calls and for vl_file_sync. */
int vl_file_open_folder(const char *path,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* fsync of a file or a folder. */
gboolean vl_file_sync(int fd, const char *path,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Removes a folder with all that is in it; follows no link. */
gboolean vl_file_remove_folder(const char *path,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The regular files of a folder (below it too, when recursive) whose names
 * end in one of suffixes (NULL-terminated; case ignored), sorted by path:
 * char *, owned.  Links are not followed below the folder. */
GPtrArray *vl_file_list(const char *folder, const char *const *suffixes,
                        gboolean recursive,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* VL_ERROR_NOT_FOUND, VL_ERROR_FAILED ... for an errno: "cannot WHAT 'PATH':
 * no space left on device". */
void vl_file_set_error(GError **error, int saved_errno, const char *what,
                       const char *path);
