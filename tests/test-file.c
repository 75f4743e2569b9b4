#include "config.h"

#include "base/file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/scope.h"

/* Each test gets a folder of its own. */
typedef struct {
    char *folder;
} Place;

static void
set_up(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autoptr(GError) error = NULL;
    place->folder = g_dir_make_tmp("veille-file-XXXXXX", &error);
    g_assert_no_error(error);
}

static void
tear_down(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autoptr(GError) error = NULL;
    g_assert_true(vl_file_remove_folder(place->folder, &error));
    g_assert_false(g_file_test(place->folder, G_FILE_TEST_EXISTS));
    g_free(place->folder);
}

static char *
put(const Place *place, const char *name, const char *content)
{
    char *path = g_build_filename(place->folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0755), ==, 0);
    g_assert_true(g_file_set_contents(path, content, -1, NULL));
    return path;
}

static void
test_read(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *path = put(place, "a", "hello");
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    g_autoptr(GError) error = NULL;
    g_assert_true(vl_file_read(path, 5, &bytes, &n_bytes, &error));
    g_assert_cmpmem(bytes, n_bytes, "hello", 5);
    g_assert_cmpint(bytes[5], ==, 0);

    g_autofree char *none = NULL;
    g_assert_false(vl_file_read(path, 4, &none, &n_bytes, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_TOO_BIG);
    g_assert_nonnull(strstr(error->message, path));
}

static void
assert_unreadable(const char *path, VlErrorCode code)
{
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    g_autoptr(GError) error = NULL;
    g_assert_false(vl_file_read(path, 100, &bytes, &n_bytes, &error));
    g_assert_error(error, VL_ERROR, (int)code);
    g_assert_nonnull(strstr(error->message, path));
}

/* A folder, a pipe, nothing: an error each, and no waiting. */
static void
test_read_refused(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *missing = g_build_filename(place->folder, "no", NULL);
    assert_unreadable(missing, VL_ERROR_NOT_FOUND);
    assert_unreadable(place->folder, VL_ERROR_MALFORMED);
    g_autofree char *fifo = g_build_filename(place->folder, "fifo", NULL);
    g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
    assert_unreadable(fifo, VL_ERROR_FAILED);
    assert_unreadable("/dev/zero", VL_ERROR_FAILED);
    g_autofree char *file = put(place, "file", "x");
    g_autofree char *below = g_build_filename(file, "below", NULL);
    assert_unreadable(below, VL_ERROR_NOT_FOUND);
}

static void
test_create(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autoptr(GError) error = NULL;
    vl_autofd int fd = vl_file_open_folder(place->folder, &error);
    g_assert_cmpint(fd, >=, 0);
    g_assert_true(vl_file_create(fd, "new", "bytes", 5, &error));
    g_assert_true(vl_file_sync(fd, place->folder, &error));
    g_assert_false(vl_file_create(fd, "new", "other", 5, &error));
    g_assert_nonnull(error);
    g_clear_error(&error);
    g_autofree char *path = g_build_filename(place->folder, "new", NULL);
    g_autofree char *bytes = NULL;
    g_assert_true(g_file_get_contents(path, &bytes, NULL, NULL));
    g_assert_cmpstr(bytes, ==, "bytes");

    /* A link that waits under the name is not followed. */
    g_autofree char *link = g_build_filename(place->folder, "link", NULL);
    g_assert_cmpint(symlink("elsewhere", link), ==, 0);
    g_assert_false(vl_file_create(fd, "link", "x", 1, &error));
    g_autofree char *target =
        g_build_filename(place->folder, "elsewhere", NULL);
    g_assert_false(g_file_test(target, G_FILE_TEST_EXISTS));
}

static void
test_remove_follows_no_link(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *kept = put(place, "kept/file", "x");
    g_autofree char *doomed = put(place, "doomed/a/b/c", "x");
    g_autofree char *folder = g_build_filename(place->folder, "doomed", NULL);
    g_autofree char *kept_folder = g_path_get_dirname(kept);
    g_autofree char *link = g_build_filename(folder, "link", NULL);
    g_assert_cmpint(symlink(kept_folder, link), ==, 0);

    g_autoptr(GError) error = NULL;
    g_assert_true(vl_file_remove_folder(folder, &error));
    g_assert_no_error(error);
    g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
    g_assert_true(g_file_test(kept, G_FILE_TEST_EXISTS));
    g_assert_false(vl_file_remove_folder(folder, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
}

static void
test_list(Place *place, gconstpointer unused)
{
    (void)unused;
    static const char *const names[] = {"b.PDF", "a.pdf", "sub/c.pdf",
                                        "d.txt", ".hidden.pdf"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        g_free(put(place, names[i], "x"));
    g_autofree char *loop = g_build_filename(place->folder, "sub/up", NULL);
    g_assert_cmpint(symlink("..", loop), ==, 0);

    static const char *const suffixes[] = {".pdf", NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) flat =
        vl_file_list(place->folder, suffixes, FALSE, &error);
    g_assert_cmpuint(flat->len, ==, 2);
    g_assert_true(g_str_has_suffix(flat->pdata[0], "/a.pdf"));
    g_assert_true(g_str_has_suffix(flat->pdata[1], "/b.PDF"));
    g_autoptr(GPtrArray) deep =
        vl_file_list(place->folder, suffixes, TRUE, &error);
    g_assert_cmpuint(deep->len, ==, 3);
    g_assert_null(vl_file_list("/nonexistent", suffixes, TRUE, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
}

/* The disk that is full: one line with file and remedy. */
static void
test_full_disk(Place *place, gconstpointer unused)
{
    (void)place;
    (void)unused;
    g_autoptr(GError) error = NULL;
    vl_file_set_error(&error, ENOSPC, "write", "digest.json");
    g_assert_error(error, VL_ERROR, VL_ERROR_FAILED);
    g_assert_cmpstr(error->message, ==,
                    "cannot write 'digest.json': the disk is full; free some "
                    "space, run again");
}

#define ADD(name, function)                                                    \
    g_test_add(name, Place, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/file/read", test_read);
    ADD("/file/read-refused", test_read_refused);
    ADD("/file/create", test_create);
    ADD("/file/remove-follows-no-link", test_remove_follows_no_link);
    ADD("/file/list", test_list);
    ADD("/file/full-disk", test_full_disk);
    return g_test_run();
}
