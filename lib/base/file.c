#include "config.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/scope.h"

static const struct {
    int number;
    VlErrorCode code;
    const char *remedy;
} remedies[] = {
    {ENOENT, VL_ERROR_NOT_FOUND, "no such file; check the name"},
    {ENOTDIR, VL_ERROR_NOT_FOUND, "a part of the path is not a folder"},
    {EISDIR, VL_ERROR_MALFORMED, "it is a folder; name a file"},
    {EACCES, VL_ERROR_FAILED, "permission denied; check its owner and mode"},
    {ENOSPC, VL_ERROR_FAILED, "the disk is full; free some space, run again"},
    {EDQUOT, VL_ERROR_FAILED, "your disk quota is used up"},
    {EROFS, VL_ERROR_FAILED, "the disk is read-only"},
    {EFBIG, VL_ERROR_FAILED, "the file would be too large for this disk"},
    {ELOOP, VL_ERROR_REFUSED, "it is a link; name the file itself"},
};

void
vl_file_set_error(GError **error, int saved_errno, const char *what,
                  const char *path)
{
    for (guint i = 0; i < G_N_ELEMENTS(remedies); i++) {
        if (remedies[i].number != saved_errno)
            continue;
        g_set_error(error, VL_ERROR, remedies[i].code, "cannot %s '%s': %s",
                    what, path, remedies[i].remedy);
        return;
    }
    g_set_error(error, VL_ERROR, VL_ERROR_FAILED, "cannot %s '%s': %s", what,
                path, g_strerror(saved_errno));
}

static gboolean
read_all(int fd, GString *out, gsize max_bytes)
{
    char buffer[65536];
    for (;;) {
        gssize n = read(fd, buffer, sizeof(buffer));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return FALSE;
        if (n == 0)
            return TRUE;
        g_string_append_len(out, buffer, n);
        if (out->len > max_bytes)
            return TRUE;
    }
}

gboolean
vl_file_read(const char *path, gsize max_bytes, char **bytes, gsize *n_bytes,
             GError **error)
{
    vl_autofd int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) < 0) {
        vl_file_set_error(error, errno, "read", path);
        return FALSE;
    }
    if (!S_ISREG(info.st_mode)) {
        vl_file_set_error(error, S_ISDIR(info.st_mode) ? EISDIR : EINVAL,
                          "read", path);
        return FALSE;
    }
    g_autoptr(GString) content = g_string_new(NULL);
    if (!read_all(fd, content, max_bytes)) {
        vl_file_set_error(error, errno, "read", path);
        return FALSE;
    }
    if (content->len > max_bytes) {
        g_set_error(error, VL_ERROR, VL_ERROR_TOO_BIG,
                    "cannot read '%s': larger than %" G_GSIZE_FORMAT " MiB",
                    path, max_bytes >> 20);
        return FALSE;
    }
    *n_bytes = content->len;
    *bytes = g_string_free(g_steal_pointer(&content), FALSE);
    return TRUE;
}

static gboolean
write_all(int fd, const char *bytes, gsize n_bytes)
{
    while (n_bytes > 0) {
        gssize n = write(fd, bytes, n_bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return FALSE;
        bytes += n;
        n_bytes -= (gsize)n;
    }
    return TRUE;
}

int
vl_file_begin(int dir_fd, const char *name, GError **error)
{
    g_return_val_if_fail(strchr(name, '/') == NULL, -1);
    int fd = openat(dir_fd, name,
                    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                    0644);
    if (fd < 0)
        vl_file_set_error(error, errno, "write", name);
    return fd;
}

gboolean
vl_file_append(int fd, const char *name, const void *bytes, gsize n_bytes,
               GError **error)
{
    if (write_all(fd, bytes, n_bytes))
        return TRUE;
    vl_file_set_error(error, errno, "write", name);
    return FALSE;
}

gboolean
vl_file_create(int dir_fd, const char *name, const void *bytes, gsize n_bytes,
               GError **error)
{
    vl_autofd int fd = vl_file_begin(dir_fd, name, error);
    return fd >= 0 && vl_file_append(fd, name, bytes, n_bytes, error) &&
           vl_file_sync(fd, name, error);
}

gboolean
vl_file_make_folder(const char *path, GError **error)
{
    if (g_mkdir_with_parents(path, 0755) == 0)
        return TRUE;
    vl_file_set_error(error, errno, "make the folder", path);
    return FALSE;
}

int
vl_file_begin_folder(int dir_fd, const char *name, GError **error)
{
    int fd = -1;
    if (mkdirat(dir_fd, name, 0755) == 0)
        fd = openat(dir_fd, name,
                    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        vl_file_set_error(error, errno, "make the folder", name);
    return fd;
}

int
vl_file_open_folder(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        vl_file_set_error(error, errno, "open the folder", path);
    return fd;
}

gboolean
vl_file_sync(int fd, const char *path, GError **error)
{
    if (fsync(fd) == 0)
        return TRUE;
    vl_file_set_error(error, errno, "sync", path);
    return FALSE;
}

static gboolean
remove_content(int fd)
{
    DIR *folder = fdopendir(fd); /* owns fd */
    if (folder == NULL) {
        close(fd);
        return FALSE;
    }
    gboolean done = TRUE;
    const struct dirent *entry;
    while (done && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 ||
            strcmp(entry->d_name, "..") == 0)
            continue;
        if (unlinkat(dirfd(folder), entry->d_name, 0) == 0)
            continue;
        int below = openat(dirfd(folder), entry->d_name,
                           O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        done = below >= 0 && remove_content(below) &&
               unlinkat(dirfd(folder), entry->d_name, AT_REMOVEDIR) == 0;
    }
    int saved = errno;
    closedir(folder);
    errno = saved;
    return done;
}

gboolean
vl_file_remove_folder(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && remove_content(fd) && rmdir(path) == 0)
        return TRUE;
    vl_file_set_error(error, errno, "remove the folder", path);
    return FALSE;
}

static gboolean
has_suffix(const char *name, const char *const *suffixes)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    for (; *suffixes != NULL; suffixes++)
        if (g_str_has_suffix(lower, *suffixes))
            return TRUE;
    return FALSE;
}

static int
by_path(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static gboolean
list_into(GPtrArray *files, const char *folder, const char *const *suffixes,
          gboolean recursive, GError **error)
{
    DIR *open_folder = opendir(folder);
    if (open_folder == NULL) {
        vl_file_set_error(error, errno, "open the folder", folder);
        return FALSE;
    }
    gboolean done = TRUE;
    const struct dirent *entry;
    while (done && (entry = readdir(open_folder)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        g_autofree char *path = g_build_filename(folder, entry->d_name, NULL);
        struct stat info;
        if (lstat(path, &info) < 0)
            continue;
        if (S_ISDIR(info.st_mode) && recursive)
            done = list_into(files, path, suffixes, TRUE, error);
        else if (S_ISREG(info.st_mode) && has_suffix(entry->d_name, suffixes))
            g_ptr_array_add(files, g_steal_pointer(&path));
    }
    closedir(open_folder);
    return done;
}

GPtrArray *
vl_file_list(const char *folder, const char *const *suffixes,
             gboolean recursive, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    if (!list_into(files, folder, suffixes, recursive, error))
        return NULL;
    g_ptr_array_sort(files, by_path);
    return g_steal_pointer(&files);
}
