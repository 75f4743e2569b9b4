#include "config.h"

#include "net/throttle.h"

#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

#define SECOND G_USEC_PER_SEC
/* What lies between two requests at 10 a second. */
#define SPACE ((gint64)(SECOND / 10 * VL_THROTTLE_MARGIN))
#define NOW ((gint64)1000 * SECOND)

typedef struct {
    char *folder, *file;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *top = g_dir_make_tmp("veille-throttle-XXXXXX", NULL);
    fixture->folder = g_build_filename(top, "a", NULL);
    fixture->file = g_build_filename(fixture->folder, "ncbi", NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *top = g_path_get_dirname(fixture->folder);
    g_autoptr(GError) error = NULL;
    g_assert_true(vl_file_remove_folder(top, &error));
    g_free(fixture->folder);
    g_free(fixture->file);
}

static void
test_spacing(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(VlThrottle) one = vl_throttle_new(fixture->folder);
    g_autoptr(VlThrottle) two = vl_throttle_new(fixture->folder);
    g_assert_cmpint(vl_throttle_take(one, "ncbi", 10, NOW), ==, NOW);
    g_assert_cmpint(vl_throttle_take(two, "ncbi", 10, NOW), ==, NOW + SPACE);
    g_assert_cmpint(vl_throttle_take(one, "ncbi", 10, NOW), ==,
                    NOW + 2 * SPACE);
    g_assert_cmpint(vl_throttle_take(one, "other", 10, NOW), ==, NOW);
    g_assert_cmpint(vl_throttle_take(one, "ncbi", 0, NOW), ==, NOW);
    /* Time that passes unused is not saved up. */
    gint64 later = NOW + 60 * SECOND;
    g_assert_cmpint(vl_throttle_take(two, "ncbi", 10, later), ==, later);
    g_assert_cmpint(vl_throttle_take(two, "ncbi", 10, later), ==,
                    later + SPACE);
}

static void
test_hold(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(VlThrottle) one = vl_throttle_new(fixture->folder);
    g_autoptr(VlThrottle) two = vl_throttle_new(fixture->folder);
    vl_throttle_hold(one, "ncbi", NOW, 2 * SECOND);
    vl_throttle_hold(one, "ncbi", NOW, SECOND);
    g_assert_cmpint(vl_throttle_take(two, "ncbi", 10, NOW), ==,
                    NOW + 2 * SECOND);
    /* A server does not keep us away for longer than is sensible. */
    vl_throttle_hold(one, "ncbi", NOW, (gint64)86400 * SECOND);
    g_assert_cmpint(vl_throttle_take(two, "ncbi", 10, NOW), <=,
                    NOW + 300 * SECOND);
}

static void
test_corrupt(Fixture *fixture, gconstpointer data)
{
    static const char *const contents[] = {
        "",
        "nonsense",
        "veille-throttle-1",
        "veille-throttle-1 another-boot 1000200000 \n",
        "veille-throttle-1 unknown 99999999999999999999999 \n",
        "veille-throttle-1 unknown -5 \n",
    };
    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(contents); i++) {
        g_autoptr(VlThrottle) one = vl_throttle_new(fixture->folder);
        g_assert_true(
            g_file_set_contents(fixture->file, contents[i], -1, NULL));
        g_assert_cmpint(vl_throttle_take(one, "ncbi", 10, NOW), ==, NOW);
        g_assert_cmpint(vl_throttle_take(one, "ncbi", 10, NOW), ==,
                        NOW + SPACE);
    }
}

/* The clock of a file written under another one. */
static void
test_far_ahead(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(VlThrottle) one = vl_throttle_new(fixture->folder);
    g_autoptr(VlThrottle) two = vl_throttle_new(fixture->folder);
    vl_throttle_take(one, "ncbi", 10, NOW * 100);
    g_assert_cmpint(vl_throttle_take(two, "ncbi", 10, NOW), ==, NOW);
}

static void
test_no_folder(void)
{
    g_autoptr(VlThrottle) one = vl_throttle_new(NULL);
    g_autoptr(VlThrottle) two = vl_throttle_new("/dev/null/folder");
    g_assert_cmpint(vl_throttle_take(one, "ncbi", 10, NOW), ==, NOW);
    g_assert_cmpint(vl_throttle_take(one, "ncbi", 10, NOW), ==, NOW + SPACE);
    g_assert_cmpint(vl_throttle_take(two, "ncbi", 10, NOW), ==, NOW);
    g_assert_cmpint(vl_throttle_take(two, "ncbi", 10, NOW), ==, NOW + SPACE);
}

/* Processes that all ask at the same moment get moments of their own. */
static void
test_processes(Fixture *fixture, gconstpointer data)
{
    enum { CHILDREN = 4, EACH = 50 };
    (void)data;
    for (guint i = 0; i < CHILDREN; i++) {
        pid_t child = fork();
        g_assert_cmpint(child, >=, 0);
        if (child > 0)
            continue;
        VlThrottle *own = vl_throttle_new(fixture->folder);
        for (guint j = 0; j < EACH; j++)
            vl_throttle_take(own, "ncbi", 10, NOW);
        _exit(0);
    }
    for (guint i = 0; i < CHILDREN; i++) {
        int status = 0;
        wait(&status);
        g_assert_cmpint(status, ==, 0);
    }
    g_autoptr(VlThrottle) last = vl_throttle_new(fixture->folder);
    g_assert_cmpint(vl_throttle_take(last, "ncbi", 10, NOW), ==,
                    NOW + CHILDREN * EACH * SPACE);
}

#define ADD(path, function)                                                    \
    g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/throttle/spacing", test_spacing);
    ADD("/throttle/hold", test_hold);
    ADD("/throttle/corrupt", test_corrupt);
    ADD("/throttle/far-ahead", test_far_ahead);
    ADD("/throttle/processes", test_processes);
    g_test_add_func("/throttle/no-folder", test_no_folder);
    return g_test_run();
}
