#include "config.h"

#include "flow/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/scope.h"
#include "digest/read-json.h"
#include "digest/render-json.h"
#include "digest/seal.h"
#include "flow/plates.h"
#include "flow/views.h"

#define LOCK_FILE ".lock"
#define LATEST "latest"
/* Digests of one name on one day. */
#define MAX_SAME_DAY 1000
#define DATE_LENGTH 10 /* of "2026-11-25" */

/* ---- The lock ---- */

struct VlFolderLock {
    int fd;
};

VlFolderLock *
vl_folder_lock(const char *folder, GError **error)
{
    if (!vl_file_make_folder(folder, error))
        return NULL;
    g_autofree char *path = g_build_filename(folder, LOCK_FILE, NULL);
    vl_autofd int fd =
        open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) {
        vl_file_set_error(error, errno, "write", path);
        return NULL;
    }
    gboolean locked = flock(fd, LOCK_EX | LOCK_NB) == 0;
    if (!locked && errno != EWOULDBLOCK) {
        vl_file_set_error(error, errno, "lock", path);
        return NULL;
    }
    if (!locked) {
        g_set_error(error, VL_ERROR, VL_ERROR_LOCKED,
                    "another run is writing to '%s': wait until it has ended",
                    folder);
        return NULL;
    }
    VlFolderLock *lock = g_new0(VlFolderLock, 1);
    lock->fd = vl_steal_fd(&fd);
    return lock;
}

void
vl_folder_unlock(VlFolderLock *lock)
{
    if (lock == NULL)
        return;
    vl_scope_close(&lock->fd);
    g_free(lock);
}

/* ---- After a kill ---- */

static char *
hidden_name(const char *run_id)
{
    return g_strdup_printf(".%s.tmp", run_id);
}

static VlDigest *
read_digest(const char *folder, const char *name, char **manifest_sha256)
{
    g_autofree char *path =
        g_build_filename(folder, name, VL_DIGEST_FILE, NULL);
    g_autofree char *sealed =
        g_build_filename(folder, name, VL_MANIFEST_FILE, NULL);
    g_autofree char *bytes = NULL, *manifest = NULL;
    gsize n_bytes = 0, n_manifest = 0;
    if (!vl_file_read(path, VL_DIGEST_MAX_BYTES, &bytes, &n_bytes, NULL) ||
        !vl_file_read(sealed, VL_DIGEST_MAX_BYTES, &manifest, &n_manifest,
                      NULL))
        return NULL;
    *manifest_sha256 = vl_sha256(manifest, n_manifest);
    return vl_digest_read_json(bytes, n_bytes, NULL);
}

/* Commits the run when its digest is in one of the folders of its day. */
static gboolean
adopt(VlStore *store, const VlRun *run, gboolean *adopted, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(run->folder, 0, NULL);
    const char *name;
    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        if (strncmp(name, run->started, DATE_LENGTH) != 0)
            continue;
        g_autofree char *manifest_sha256 = NULL;
        g_autoptr(VlDigest) digest =
            read_digest(run->folder, name, &manifest_sha256);
        if (digest == NULL || g_strcmp0(digest->run.id, run->id) != 0)
            continue;
        *adopted = TRUE;
        return vl_store_finish_run(store, run->id, name, manifest_sha256,
                                   digest, error);
    }
    return TRUE;
}

static gboolean
remove_hidden(const char *folder, const char *run_id, GError **error)
{
    g_autofree char *hidden = hidden_name(run_id);
    g_autofree char *path = g_build_filename(folder, hidden, NULL);
    return !g_file_test(path, G_FILE_TEST_EXISTS) ||
           vl_file_remove_folder(path, error);
}

/* Something of the user's has the link's name: it is left alone. */
static gboolean
latest_is_taken(int folder_fd)
{
    struct stat status;
    return fstatat(folder_fd, LATEST, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           !S_ISLNK(status.st_mode);
}

static gboolean
move_latest(const char *folder, int folder_fd, const char *run_id,
            const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(folder, LATEST, NULL);
    if (latest_is_taken(folder_fd)) {
        g_set_error(error, VL_ERROR, VL_ERROR_FAILED,
                    "'%s' is no link, so that it cannot lead to '%s', the "
                    "last digest: rename it, and the next run makes the link",
                    path, name);
        return FALSE;
    }
    g_autofree char *link = g_strdup_printf(".%s.latest", run_id);
    if (symlinkat(name, folder_fd, link) == 0 || errno == EEXIST) {
        if (renameat(folder_fd, link, folder_fd, LATEST) == 0)
            return vl_file_sync(folder_fd, folder, error);
        int saved = errno;
        unlinkat(folder_fd, link, 0);
        errno = saved;
    }
    vl_file_set_error(error, errno, "move the link", path);
    return FALSE;
}

/* The link shows the last digest, also when a kill came before it moved.
 * What stands in its way was told when the digest was made. */
static gboolean
mend_latest(VlStore *store, const char *folder, GError **error)
{
    g_autoptr(VlRun) last = NULL;
    if (!vl_store_last_run(store, NULL, folder, &last, error))
        return FALSE;
    if (last == NULL)
        return TRUE;
    g_autofree char *link = g_build_filename(folder, LATEST, NULL);
    g_autofree char *target = g_file_read_link(link, NULL);
    g_autofree char *path = g_build_filename(folder, last->name, NULL);
    if (g_strcmp0(target, last->name) == 0 ||
        !g_file_test(path, G_FILE_TEST_IS_DIR))
        return TRUE;
    vl_autofd int fd = vl_file_open_folder(folder, error);
    return fd >= 0 &&
           (latest_is_taken(fd) ||
            move_latest(folder, fd, last->id, last->name, error));
}

static void
tell_adopted(const VlRun *run, const VlEvents *events)
{
    if (events == NULL || events->say == NULL)
        return;
    g_autofree char *line = g_strdup_printf(
        "the run of %s was cut short after its digest had been written; it "
        "is in '%s'",
        run->started, run->folder);
    events->say(line, events->data);
}

gboolean
vl_publish_settle(VlStore *store, const char *folder, const VlEvents *events,
                  GError **error)
{
    g_autoptr(GPtrArray) runs = vl_store_prepared_runs(store, folder, error);
    if (runs == NULL)
        return FALSE;
    for (guint i = 0; i < runs->len; i++) {
        const VlRun *run = runs->pdata[i];
        gboolean adopted = FALSE;
        if (!adopt(store, run, &adopted, error) ||
            !remove_hidden(folder, run->id, error) ||
            (!adopted && !vl_store_discard_run(store, run->id, error)))
            return FALSE;
        if (adopted)
            tell_adopted(run, events);
    }
    return mend_latest(store, folder, error);
}

/* ---- Writing ---- */

/* The folder that is being written. */
typedef struct {
    int fd;
    const char *path;
} Place;

/* A file that is written in pieces, for its view is large. */
typedef struct {
    int fd;
    const char *folder, *name;
    GChecksum *checksum;
    guint64 n_bytes;
    GError *error; /* the first one; then nothing more is written */
} Writing;

static void
write_piece(GString *out, gpointer data)
{
    Writing *writing = data;
    if (writing->error == NULL &&
        vl_file_append(writing->fd, writing->name, out->str, out->len,
                       &writing->error)) {
        g_checksum_update(writing->checksum, (const guchar *)out->str,
                          (gssize)out->len);
        writing->n_bytes += out->len;
    }
    g_string_truncate(out, 0);
}

static GBytes *
load_plate(const VlPlate *plate, gpointer data)
{
    const Writing *writing = data;
    return vl_plate_load(writing->folder, plate);
}

static gboolean
write_view(const Place *place, const char *name, const VlDigest *digest,
           void (*render)(const VlDigest *, const VlViewHost *, GString *),
           GPtrArray *files, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    vl_autofd int fd = vl_file_begin(place->fd, name, error);
    Writing writing = {fd, place->path, name, checksum, 0, NULL};
    if (fd < 0)
        return FALSE;
    const VlViewHost host = {load_plate, write_piece, &writing};
    render(digest, &host, out);
    write_piece(out, &writing);
    if (writing.error != NULL) {
        g_propagate_error(error, writing.error);
        return FALSE;
    }
    g_ptr_array_add(files,
                    vl_manifest_file_new(name, g_checksum_get_string(checksum),
                                         writing.n_bytes));
    return vl_file_sync(fd, name, error);
}

static void
render_json(const VlDigest *digest, G_GNUC_UNUSED const VlViewHost *host,
            GString *out)
{
    vl_digest_write_json(digest, out);
}

/* No format asked for: all of them. */
static gboolean
wants(const GPtrArray *formats, const char *format)
{
    return formats->len == 0 ||
           g_ptr_array_find_with_equal_func((GPtrArray *)formats, format,
                                               g_str_equal, NULL);
}

/* Pictures first: digest.json names them by their hashes, and a view holds
 * them. */
static gboolean
write_content(const Place *place, const VlIssue *issue, const char *previous,
              char **manifest_sha256, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(
        (GDestroyNotify)vl_manifest_file_free);
    if (issue->plates != NULL &&
        !vl_plates_draw(place->fd, issue->plates, issue->reader, issue->events,
                        files, error))
        return FALSE;
    if (!write_view(place, VL_DIGEST_FILE, issue->digest, render_json, files,
                    error))
        return FALSE;
    for (const VlView *view = vl_views; view->format != NULL; view++)
        if (wants(issue->formats, view->format) &&
            !write_view(place, view->file, issue->digest, view->render, files,
                        error))
            return FALSE;
    g_autofree char *manifest = vl_manifest_write(files, previous);
    *manifest_sha256 = vl_sha256(manifest, strlen(manifest));
    return vl_file_create(place->fd, VL_MANIFEST_FILE, manifest,
                          strlen(manifest), error);
}

static gboolean
write_hidden(int folder_fd, const char *path, const VlIssue *issue,
             const char *previous, char **manifest_sha256, GError **error)
{
    g_autofree char *hidden = g_path_get_basename(path);
    vl_autofd int fd = vl_file_begin_folder(folder_fd, hidden, error);
    if (fd < 0)
        return FALSE;
    const Place place = {fd, path};
    return write_content(&place, issue, previous, manifest_sha256, error) &&
           vl_file_sync(fd, hidden, error);
}

/* Never onto another folder: some file systems lack the flag, and there a
 * plain rename fails on a folder that has files. */
static int
rename_new(int fd, const char *from, const char *to)
{
    int status = renameat2(fd, from, fd, to, RENAME_NOREPLACE);
    if (status < 0 && (errno == EINVAL || errno == ENOSYS))
        status = renameat(fd, from, fd, to);
    return status;
}

/* DATE-NAME, or DATE-NAME-2 ...; NULL: failed. */
static char *
show_folder(const VlRun *run, int folder_fd, const char *hidden,
            const char *name, GError **error)
{
    for (guint i = 1; i <= MAX_SAME_DAY; i++) {
        g_autoptr(GString) shown = g_string_new(NULL);
        g_string_append_printf(shown, "%.*s-%s", DATE_LENGTH, run->started,
                               name);
        if (i > 1)
            g_string_append_printf(shown, "-%u", i);
        if (rename_new(folder_fd, hidden, shown->str) == 0)
            return vl_file_sync(folder_fd, run->folder, error)
                       ? g_string_free(g_steal_pointer(&shown), FALSE)
                       : NULL;
        if (errno != EEXIST && errno != ENOTEMPTY && errno != ENOTDIR)
            break;
    }
    vl_file_set_error(error, errno, "write to", run->folder);
    return NULL;
}

static gboolean
write_prepared(VlStore *store, const VlRun *run, const VlIssue *issue,
               char **path, GError **error)
{
    g_autofree char *manifest_sha256 = NULL, *hidden = hidden_name(run->id);
    g_autofree char *hidden_path =
        g_build_filename(run->folder, hidden, NULL);
    g_autoptr(VlRun) previous = NULL;
    if (!vl_store_last_run(store, run->watch, NULL, &previous, error))
        return FALSE;
    vl_autofd int fd = vl_file_open_folder(run->folder, error);
    if (fd < 0 ||
        !write_hidden(fd, hidden_path, issue,
                      previous != NULL ? previous->manifest_sha256 : NULL,
                      &manifest_sha256, error))
        return FALSE;
    g_autofree char *shown =
        show_folder(run, fd, hidden, issue->name, error);
    if (shown == NULL)
        return FALSE;
    *path = g_build_filename(run->folder, shown, NULL);
    return vl_store_finish_run(store, run->id, shown, manifest_sha256,
                               issue->digest, error) &&
           move_latest(run->folder, fd, run->id, shown, error);
}

gboolean
vl_publish(VlStore *store, const VlRun *run, const VlIssue *issue,
           char **path, GError **error)
{
    *path = NULL;
    if (!vl_store_prepare_run(store, run, issue->shown, error))
        return FALSE;
    if (write_prepared(store, run, issue, path, error))
        return TRUE;
    g_prefix_error(error, "the digest in '%s': ", run->folder);
    /* Should this fail as well, the next run settles it. */
    gboolean cleared = *path != NULL ||
                       (remove_hidden(run->folder, run->id, NULL) &&
                        vl_store_discard_run(store, run->id, NULL));
    (void)cleared;
    return FALSE;
}
