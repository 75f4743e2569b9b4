#include "config.h"

#include "flow/publish.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "digest/build.h"
#include "digest/read-json.h"
#include "flow/views.h"

#define STARTED "2026-11-25T08:00:00Z"

typedef struct {
    char *top, *out;
    VlStore *store;
    guint n_said;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    fixture->top = g_dir_make_tmp("veille-publish-XXXXXX", NULL);
    fixture->out = g_build_filename(fixture->top, "out", NULL);
    g_autofree char *library = g_build_filename(fixture->top, "data", NULL);
    fixture->store = vl_store_open(library, &error);
    g_assert_no_error(error);
    g_assert_cmpint(g_mkdir(fixture->out, 0755), ==, 0);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    vl_store_close(fixture->store);
    g_assert_true(vl_file_remove_folder(fixture->top, NULL));
    g_free(fixture->top);
    g_free(fixture->out);
}

static void
count_line(const char *line, gpointer data)
{
    Fixture *fixture = data;
    g_assert_nonnull(strstr(line, fixture->out));
    fixture->n_said++;
}

static VlDigest *
digest_of(const char *run_id)
{
    VlDigest *digest = vl_digest_new();
    digest->watch.name = g_strdup("w");
    digest->watch.language = g_strdup("en");
    digest->watch.max = 10;
    digest->run.id = g_strdup(run_id);
    digest->run.started = g_strdup(STARTED);
    digest->run.version = g_strdup(PACKAGE_VERSION);
    digest->model.provider = g_strdup("builtin");
    digest->model.rules = vl_rules_sha256();
    vl_digest_close(digest);
    return digest;
}

static GPtrArray *
shown_paper(const char *name)
{
    GPtrArray *shown =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_shown_free);
    g_ptr_array_add(shown, vl_shown_new(name, NULL, TRUE));
    return shown;
}

/* One run of the watch "w" that shows one paper; format NULL: all. */
static gboolean
publish(const Fixture *fixture, const char *run_id, const char *paper,
        const char *format, char **path, GError **error)
{
    g_autoptr(VlRun) run = vl_run_new(run_id, "w", fixture->out, STARTED);
    g_autoptr(VlDigest) digest = digest_of(run_id);
    g_autoptr(GPtrArray) shown = shown_paper(paper);
    g_autoptr(GPtrArray) formats = g_ptr_array_new();
    if (format != NULL)
        g_ptr_array_add(formats, (gpointer)format);
    const VlIssue issue = {
        .name = "w", .digest = digest, .shown = shown, .formats = formats};
    return vl_publish(fixture->store, run, &issue, path, error);
}

static char *
published(const Fixture *fixture, const char *run_id, const char *paper)
{
    g_autoptr(GError) error = NULL;
    char *path = NULL;
    g_assert_true(publish(fixture, run_id, paper, NULL, &path, &error));
    g_assert_no_error(error);
    return path;
}

/* ---- What the disk and the library say ---- */

static guint
n_entries(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    guint n = 0;
    while (g_dir_read_name(dir) != NULL)
        n++;
    return n;
}

static gboolean
is_shown(const Fixture *fixture, const char *paper)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) shown =
        vl_store_shown(fixture->store, "w", &error);
    g_assert_no_error(error);
    return g_hash_table_contains(shown, paper);
}

static guint
n_prepared(const Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) runs =
        vl_store_prepared_runs(fixture->store, fixture->out, &error);
    g_assert_no_error(error);
    return runs->len;
}

static void
check_latest(const Fixture *fixture, const char *name)
{
    g_autofree char *link = g_build_filename(fixture->out, "latest", NULL);
    g_autofree char *target = g_file_read_link(link, NULL);
    g_assert_cmpstr(target, ==, name);
}

static void
settle(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    const VlEvents events = {.say = count_line, .data = fixture};
    fixture->n_said = 0;
    gboolean settled =
        vl_publish_settle(fixture->store, fixture->out, &events, &error);
    g_assert_no_error(error);
    g_assert_true(settled);
}

/* ---- Tests ---- */

static void
test_lock(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *deep =
        g_build_filename(fixture->out, "made", "on the way", NULL);
    VlFolderLock *lock = vl_folder_lock(deep, &error);
    g_assert_no_error(error);
    g_assert_null(vl_folder_lock(deep, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_LOCKED);
    g_assert_nonnull(strstr(error->message, deep));
    g_clear_error(&error);
    g_autoptr(VlFolderLock) other = vl_folder_lock(fixture->out, &error);
    g_assert_no_error(error);
    g_assert_nonnull(other);
    vl_folder_unlock(lock);
    g_autoptr(VlFolderLock) again = vl_folder_lock(deep, &error);
    g_assert_no_error(error);
    g_assert_nonnull(again);
    vl_folder_unlock(NULL);
}

/* A lock that is a link would be written through. */
static void
test_lock_link(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(fixture->out, ".lock", NULL);
    g_assert_cmpint(symlink("/dev/null", path), ==, 0);
    g_assert_null(vl_folder_lock(fixture->out, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_REFUSED);
}

static void
test_names(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *taken =
        g_build_filename(fixture->out, "2026-11-25-w-2", NULL);
    g_assert_true(g_file_set_contents(taken, "mine", -1, NULL));
    static const char *const names[] = {"2026-11-25-w", "2026-11-25-w-3",
                                        "2026-11-25-w-4"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *id = g_strdup_printf("a%u", i);
        g_autofree char *paper = g_strdup_printf("pmid:%u", i);
        g_autofree char *path = published(fixture, id, paper);
        g_autofree char *expected =
            g_build_filename(fixture->out, names[i], NULL);
        g_assert_cmpstr(path, ==, expected);
        check_latest(fixture, names[i]);
        g_assert_true(is_shown(fixture, paper));
        g_assert_cmpuint(n_entries(path), ==, 5);
    }
    /* Those, the file that was there, and the link. */
    g_assert_cmpuint(n_entries(fixture->out), ==, 5);
    g_assert_cmpuint(n_prepared(fixture), ==, 0);
    settle(fixture);
    g_assert_cmpuint(fixture->n_said, ==, 0);
    check_latest(fixture, names[2]);
}

static void
test_formats(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;
    g_assert_true(publish(fixture, "a1", "pmid:1", "md", &path, &error));
    g_assert_no_error(error);
    static const char *const names[] = {"digest.md", VL_DIGEST_FILE,
                                        VL_MANIFEST_FILE};
    g_assert_cmpuint(n_entries(path), ==, G_N_ELEMENTS(names));
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *file = g_build_filename(path, names[i], NULL);
        g_assert_true(g_file_test(file, G_FILE_TEST_IS_REGULAR));
    }
}

/* Each manifest names the one before it. */
static void
test_chain(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *one = published(fixture, "a1", "pmid:1");
    g_autofree char *two = published(fixture, "a2", "pmid:2");
    g_autofree char *first = g_build_filename(one, VL_MANIFEST_FILE, NULL);
    g_autofree char *second = g_build_filename(two, VL_MANIFEST_FILE, NULL);
    g_autofree char *bytes = NULL, *later = NULL;
    g_assert_true(g_file_get_contents(first, &bytes, NULL, NULL));
    g_assert_true(g_file_get_contents(second, &later, NULL, NULL));
    g_autofree char *hash = vl_sha256(bytes, strlen(bytes));
    g_assert_nonnull(strstr(later, hash));
}

/* Killed before the digest was shown: the run is forgotten. */
static void
test_discard(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlRun) run = vl_run_new("dead", "w", fixture->out, STARTED);
    g_autoptr(GPtrArray) shown = shown_paper("pmid:1");
    g_assert_true(
        vl_store_prepare_run(fixture->store, run, shown, &error));
    g_autofree char *hidden =
        g_build_filename(fixture->out, ".dead.tmp", NULL);
    g_autofree char *file = g_build_filename(hidden, "half", NULL);
    g_assert_cmpint(g_mkdir(hidden, 0755), ==, 0);
    g_assert_true(g_file_set_contents(file, "{", -1, NULL));
    settle(fixture);
    g_assert_cmpuint(fixture->n_said, ==, 0);
    g_assert_cmpuint(n_entries(fixture->out), ==, 0);
    g_assert_cmpuint(n_prepared(fixture), ==, 0);
    g_assert_false(is_shown(fixture, "pmid:1"));
}

/* Killed after it was shown: the run is done, and the link is moved.  The
 * digest of another run is no proof of that. */
static void
test_adopt(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = published(fixture, "a1", "pmid:1");
    static const struct {
        const char *id, *paper;
        gboolean adopted;
    } cases[] = {{"beef", "pmid:2", TRUE}, {"dead", "pmid:3", FALSE}};
    /* As a run leaves it that is killed before it is done. */
    g_autofree char *copy =
        g_build_filename(fixture->out, "2026-11-25-w-2", NULL);
    g_autofree char *json = g_build_filename(copy, VL_DIGEST_FILE, NULL);
    g_autofree char *seal = g_build_filename(copy, VL_MANIFEST_FILE, NULL);
    g_autofree char *from = g_build_filename(path, VL_DIGEST_FILE, NULL);
    g_autofree char *bytes = NULL;
    g_assert_true(g_file_get_contents(from, &bytes, NULL, NULL));
    g_autoptr(GString) other = g_string_new(bytes);
    g_assert_cmpuint(g_string_replace(other, "\"a1\"", "\"beef\"", 0), ==,
                     1);
    g_assert_cmpint(g_mkdir(copy, 0755), ==, 0);
    g_assert_true(g_file_set_contents(json, other->str, -1, NULL));
    g_assert_true(g_file_set_contents(seal, "manifest", -1, NULL));
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlRun) run =
            vl_run_new(cases[i].id, "w", fixture->out, STARTED);
        g_autoptr(GPtrArray) shown = shown_paper(cases[i].paper);
        g_assert_true(
            vl_store_prepare_run(fixture->store, run, shown, &error));
    }
    settle(fixture);
    g_assert_cmpuint(fixture->n_said, ==, 1);
    g_assert_cmpuint(n_prepared(fixture), ==, 0);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_true(is_shown(fixture, cases[i].paper) == cases[i].adopted);
    check_latest(fixture, "2026-11-25-w-2");
}

static void
test_mend(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *path = published(fixture, "a1", "pmid:1");
    g_autofree char *link = g_build_filename(fixture->out, "latest", NULL);
    g_assert_cmpint(g_remove(link), ==, 0);
    settle(fixture);
    check_latest(fixture, "2026-11-25-w");
    g_assert_cmpint(g_remove(link), ==, 0);
    g_assert_cmpint(symlink("elsewhere", link), ==, 0);
    settle(fixture);
    check_latest(fixture, "2026-11-25-w");
    /* The user threw the digest away: no link to nowhere. */
    g_assert_true(vl_file_remove_folder(path, NULL));
    g_assert_cmpint(g_remove(link), ==, 0);
    settle(fixture);
    g_assert_cmpuint(n_entries(fixture->out), ==, 0);
}

/* Written, but it cannot be shown: nothing is left of the run. */
static void
test_error(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;
    g_autoptr(VlRun) run = vl_run_new("a1", "w", fixture->out, STARTED);
    g_autoptr(VlDigest) digest = digest_of("a1");
    g_autoptr(GPtrArray) shown = shown_paper("pmid:1");
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    const VlIssue issue = {.name = "no-such-folder/w",
                           .digest = digest,
                           .shown = shown,
                           .formats = all};
    g_assert_false(vl_publish(fixture->store, run, &issue, &path, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
    g_assert_nonnull(strstr(error->message, fixture->out));
    g_assert_null(path);
    g_assert_false(is_shown(fixture, "pmid:1"));
    g_assert_cmpuint(n_prepared(fixture), ==, 0);
    g_assert_cmpuint(n_entries(fixture->out), ==, 0);
    /* The same run can be made again. */
    g_free(published(fixture, "a1", "pmid:1"));
    g_assert_true(is_shown(fixture, "pmid:1"));
}

/* The link's name is taken: the digest is there all the same. */
static void
test_latest_taken(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *link = g_build_filename(fixture->out, "latest", NULL);
    for (guint i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *path = NULL;
        g_autofree char *id = g_strdup_printf("a%u", i);
        g_autofree char *paper = g_strdup_printf("pmid:%u", i);
        if (i == 0)
            g_assert_cmpint(g_mkdir(link, 0755), ==, 0);
        else
            g_assert_true(g_file_set_contents(link, "mine", -1, NULL));
        g_assert_false(publish(fixture, id, paper, NULL, &path, &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_FAILED);
        g_assert_nonnull(strstr(error->message, link));
        g_assert_cmpuint(n_entries(path), ==, 5);
        g_assert_true(is_shown(fixture, paper));
        settle(fixture);
        g_assert_true(g_file_test(link, G_FILE_TEST_EXISTS));
        g_assert_cmpint(g_remove(link), ==, 0);
    }
    settle(fixture);
    check_latest(fixture, "2026-11-25-w-2");
}

#define ADD(name, function)                                                   \
    g_test_add("/publish/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("lock", test_lock);
    ADD("lock-link", test_lock_link);
    ADD("names", test_names);
    ADD("formats", test_formats);
    ADD("chain", test_chain);
    ADD("discard", test_discard);
    ADD("adopt", test_adopt);
    ADD("mend", test_mend);
    ADD("error", test_error);
    ADD("latest-taken", test_latest_taken);
    return g_test_run();
}
