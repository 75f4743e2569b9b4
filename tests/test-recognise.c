#include "config.h"

#include "flow/recognise.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/file.h"
#include "records.h"

/* The fixtures' records, a folder of PDF files, and a library. */
typedef struct {
    char *top, *papers, *helper;
    GPtrArray *records, *tasks, *folder, *problems;
    VlReaderOptions reader;
    VlPaperContext context;
    guint n_foreign;
} Fixture;

static void
put_pdf(const Fixture *fixture, const char *source, const char *name)
{
    g_autofree char *from = g_test_build_filename(
        G_TEST_DIST, "fixtures", source, NULL);
    g_autofree char *to = g_build_filename(fixture->papers, name, NULL);
    g_autofree char *bytes = NULL;
    gsize n = 0;
    g_autoptr(GError) error = NULL;
    (void)g_file_get_contents(from, &bytes, &n, &error);
    g_assert_no_error(error);
    (void)g_file_set_contents(to, bytes, (gssize)n, &error);
    g_assert_no_error(error);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    fixture->records = records_of_fixtures();
    fixture->top = g_dir_make_tmp("veille-recognise-XXXXXX", NULL);
    fixture->papers = g_build_filename(fixture->top, "papers", NULL);
    g_assert_cmpint(g_mkdir(fixture->papers, 0700), ==, 0);
    const char *folder = g_getenv("VEILLE_LIBEXEC");
    if (folder != NULL)
        fixture->helper = g_build_filename(folder, "veille-pdf", NULL);
    fixture->reader.helper = fixture->helper;
    fixture->context.reader = &fixture->reader;
    fixture->context.provider = vl_provider_find("builtin", &error);
    g_assert_no_error(error);
    fixture->context.store = vl_store_open(fixture->top, &error);
    g_assert_no_error(error);
    put_pdf(fixture, "pdf/99000001.pdf", "download.pdf");
    put_pdf(fixture, "pdf/99000002.pdf", "other.pdf");
}

static void
clear(Fixture *fixture)
{
    g_clear_pointer(&fixture->tasks, g_ptr_array_unref);
    g_clear_pointer(&fixture->folder, g_ptr_array_unref);
    g_clear_pointer(&fixture->problems, g_ptr_array_unref);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    clear(fixture);
    vl_store_close(fixture->context.store);
    g_assert_true(vl_file_remove_folder(fixture->top, NULL));
    g_ptr_array_unref(fixture->records);
    g_free(fixture->top);
    g_free(fixture->papers);
    g_free(fixture->helper);
}

/* FALSE: the test is skipped. */
static gboolean
has_helper(const Fixture *fixture)
{
    if (fixture->helper != NULL &&
        g_file_test(fixture->helper, G_FILE_TEST_IS_EXECUTABLE))
        return TRUE;
    g_test_skip("VEILLE_LIBEXEC does not name the folder of veille-pdf");
    return FALSE;
}

/* Looks for the files of the records of 99000001 and 99000003. */
static void
recognise(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    clear(fixture);
    fixture->problems =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_unread_free);
    fixture->tasks =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_task_free);
    fixture->folder = vl_folder_index(fixture->papers, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < fixture->records->len; i++) {
        const VlRecord *record = fixture->records->pdata[i];
        if (g_strcmp0(record->pmid, "99000001") == 0 ||
            g_strcmp0(record->pmid, "99000003") == 0)
            g_ptr_array_add(fixture->tasks,
                            vl_task_new(record, fixture->folder));
    }
    g_assert_true(vl_tasks_recognise(fixture->tasks, fixture->folder,
                                     &fixture->context, fixture->problems,
                                     &fixture->n_foreign, &error));
    g_assert_no_error(error);
}

static const char *
file_of(const Fixture *fixture, guint i)
{
    const VlTask *task = fixture->tasks->pdata[i];
    if (!vl_task_has_file(task))
        return NULL;
    const VlFolderFile *file = task->files->pdata[0];
    return strrchr(file->path, '/') + 1;
}

/* By their first pages: one is a task's, one is nobody's, one is broken. */
static void
test_pages(Fixture *fixture, gconstpointer data)
{
    (void)data;
    if (!has_helper(fixture))
        return;
    put_pdf(fixture, "bad/empty.pdf", "void.pdf");
    recognise(fixture);
    g_assert_cmpuint(fixture->n_foreign, ==, 1);
    g_assert_cmpuint(fixture->problems->len, ==, 1);
    const VlUnread *problem = fixture->problems->pdata[0];
    g_assert_cmpstr(problem->file, ==, "void.pdf");
    g_assert_cmpstr(file_of(fixture, 0), ==, "download.pdf");
    g_assert_null(file_of(fixture, 1));
}

/* What was read once is known without the reader; a file that changed, or
 * came, is not. */
static void
test_once(Fixture *fixture, gconstpointer data)
{
    (void)data;
    if (!has_helper(fixture))
        return;
    recognise(fixture);
    fixture->reader.helper = "/dev/null/no-helper";
    recognise(fixture);
    g_assert_cmpuint(fixture->problems->len, ==, 0);
    g_assert_cmpstr(file_of(fixture, 0), ==, "download.pdf");
    put_pdf(fixture, "pdf/99000003.pdf", "other.pdf");
    recognise(fixture);
    g_assert_cmpuint(fixture->problems->len, ==, 1);
    fixture->reader.helper = fixture->helper;
    recognise(fixture);
    g_assert_cmpuint(fixture->problems->len, ==, 0);
    g_assert_cmpstr(file_of(fixture, 1), ==, "other.pdf");
}

#define ADD(name, function)                                                   \
    g_test_add("/recognise/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("pages", test_pages);
    ADD("once", test_once);
    return g_test_run();
}
