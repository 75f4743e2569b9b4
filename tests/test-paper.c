#include "config.h"

#include "flow/paper.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "records.h"

/* The fixtures' records, and a folder for what a test adds. */
typedef struct {
    char *top, *helper;
    GPtrArray *records, *tasks;
    VlReaderOptions reader;
    VlPaperContext context;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    fixture->records = records_of_fixtures();
    fixture->tasks =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_task_free);
    fixture->top = g_dir_make_tmp("veille-paper-XXXXXX", NULL);
    const char *folder = g_getenv("VEILLE_LIBEXEC");
    if (folder != NULL)
        fixture->helper = g_build_filename(folder, "veille-pdf", NULL);
    fixture->reader.helper = fixture->helper;
    fixture->context.reader = &fixture->reader;
    fixture->context.provider = vl_provider_find("builtin", &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_true(vl_file_remove_folder(fixture->top, NULL));
    g_ptr_array_unref(fixture->tasks);
    g_ptr_array_unref(fixture->records);
    g_free(fixture->top);
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

static const VlRecord *
record_of(const Fixture *fixture, const char *pmid)
{
    for (guint i = 0; i < fixture->records->len; i++) {
        const VlRecord *record = fixture->records->pdata[i];
        if (g_strcmp0(record->pmid, pmid) == 0)
            return record;
    }
    g_assert_not_reached();
}

static VlTask *
add_task(Fixture *fixture, const VlRecord *record, const GPtrArray *folder)
{
    VlTask *task = vl_task_new(record, folder);
    g_ptr_array_add(fixture->tasks, task);
    return task;
}

/* Puts a PDF of the fixtures into the folder, under another name. */
static void
put_pdf(const Fixture *fixture, const char *from, const char *name)
{
    gsize n_bytes = 0;
    g_autofree char *bytes = NULL;
    g_autofree char *source =
        g_test_build_filename(G_TEST_DIST, "fixtures", from, NULL);
    g_autofree char *path = g_build_filename(fixture->top, name, NULL);
    g_assert_true(g_file_get_contents(source, &bytes, &n_bytes, NULL));
    g_assert_true(g_file_set_contents(path, bytes, (gssize)n_bytes, NULL));
}

static GPtrArray *
index_of(const Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *folder = vl_folder_index(fixture->top, &error);
    g_assert_no_error(error);
    return folder;
}

static void
read_all(const Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(vl_tasks_read(fixture->tasks, &fixture->context, &error));
    g_assert_no_error(error);
}

static void
check_problem(const VlTask *task, const char *code, const char *file)
{
    g_assert_cmpuint(task->problems->len, ==, 1);
    const VlUnread *problem = task->problems->pdata[0];
    g_assert_cmpstr(problem->pmid, ==, task->record->pmid);
    g_assert_cmpstr(problem->code, ==, code);
    g_assert_cmpstr(problem->file, ==, file);
}

/* ---- Without a PDF ---- */

static void
test_abstract(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autofree char *library = g_build_filename(fixture->top, "data", NULL);
    g_autoptr(VlStore) store = vl_store_open(library, &error);
    g_assert_no_error(error);
    fixture->context.store = store;
    const VlTask *task =
        add_task(fixture, record_of(fixture, "99000003"), none);
    read_all(fixture);
    const VlPaper *paper = task->paper;
    g_assert_cmpuint(task->problems->len, ==, 0);
    g_assert_cmpstr(paper->read.rendering, ==, "abstract");
    g_assert_cmpstr(paper->read.coverage, ==, "abstract only");
    g_assert_null(paper->read.file);
    g_assert_cmpuint(paper->claims->len, >, 0);
    for (guint i = 0; i < paper->claims->len; i++) {
        const VlClaim *claim = paper->claims->pdata[i];
        g_assert_cmpint(claim->verdict, ==, VL_VERDICT_EXTRACT);
        g_assert_cmpuint(claim->quotes->len, >, 0);
    }
    /* The library can show both again. */
    g_autoptr(VlRecord) record =
        vl_store_get_record(store, "99000003", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(record->pmid, ==, "99000003");
    g_autoptr(VlDocument) document = vl_store_get_rendering(
        store, paper->read.rendering_sha256, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(document->kind, ==, VL_RENDERING_ABSTRACT);
}

static void
test_nothing(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(VlRecord) bare = vl_record_new();
    bare->pmid = "5";
    bare->title = "A title alone";
    bare->version = 1;
    const VlTask *task = add_task(fixture, bare, none);
    read_all(fixture);
    check_problem(task, "no_abstract", NULL);
    g_assert_cmpuint(task->paper->claims->len, ==, 0);
    g_assert_null(task->paper->read.rendering_sha256);
}

/* A file that is none: a problem of its paper, which has its abstract. */
static void
test_broken(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put_pdf(fixture, "bad/empty.pdf", "99000001.pdf");
    g_autoptr(GPtrArray) folder = index_of(fixture);
    const VlTask *task =
        add_task(fixture, record_of(fixture, "99000001"), folder);
    read_all(fixture);
    check_problem(task, "malformed", "99000001.pdf");
    g_assert_cmpstr(task->paper->read.rendering, ==, "abstract");
}

/* ---- With one ---- */

static void
test_named(Fixture *fixture, gconstpointer data)
{
    (void)data;
    if (!has_helper(fixture))
        return;
    put_pdf(fixture, "pdf/99000001.pdf", "99000001.pdf");
    g_autoptr(GPtrArray) folder = index_of(fixture);
    const VlTask *task =
        add_task(fixture, record_of(fixture, "99000001"), folder);
    g_assert_cmpuint(task->files->len, ==, 1);
    read_all(fixture);
    g_assert_cmpuint(task->problems->len, ==, 0);
    g_assert_cmpstr(task->paper->read.rendering, ==, "pdf");
    g_assert_cmpstr(task->paper->read.file, ==, "99000001.pdf");
    g_assert_null(task->paper->read.warning);
    g_assert_cmpuint(task->paper->claims->len, >, 0);
}

/* Another paper under this one's name is never quoted. */
static void
test_another(Fixture *fixture, gconstpointer data)
{
    (void)data;
    if (!has_helper(fixture))
        return;
    put_pdf(fixture, "pdf/99000001.pdf", "99000003.pdf");
    g_autoptr(GPtrArray) folder = index_of(fixture);
    const VlTask *task =
        add_task(fixture, record_of(fixture, "99000003"), folder);
    read_all(fixture);
    check_problem(task, "another_paper", "99000003.pdf");
    const VlUnread *problem = task->problems->pdata[0];
    g_assert_nonnull(strstr(problem->reason, "10.5555/veille.99000001"));
    g_assert_cmpstr(task->paper->read.rendering, ==, "abstract");
    g_assert_null(task->paper->read.file);
}

/* ---- What a provider gets: for tests/hidden.py ---- */

static void
print_line(char kind, const char *text)
{
    g_autofree char *escaped = g_strescape(text, NULL);
    g_print("%c %s\n", kind, escaped);
}

/* A provider that asks a model would put these sentences into its prompts. */
static GPtrArray *
listen_in(G_GNUC_UNUSED const VlRecord *record, const VlReading *reading,
          GPtrArray **missing, G_GNUC_UNUSED GError **error)
{
    for (guint i = 0; i < reading->chunks->len; i++) {
        const VlChunk *chunk = &g_array_index(reading->chunks, VlChunk, i);
        for (guint j = 0; j < chunk->n_sentences; j++) {
            const VlSentence *sentence =
                reading->sentences->pdata[chunk->first + j];
            print_line('S', sentence->text);
        }
    }
    *missing = g_ptr_array_new();
    return g_ptr_array_new_with_free_func((GDestroyNotify)vl_claim_free);
}

static void
print_paper(const VlPaper *paper)
{
    const GPtrArray *const lists[] = {paper->read.alarms, paper->read.hidden};
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        for (guint j = 0; j < lists[i]->len; j++)
            print_line("AH"[i], ((VlHiddenText *)lists[i]->pdata[j])->text);
    for (guint i = 0; i < paper->claims->len; i++) {
        const VlClaim *claim = paper->claims->pdata[i];
        for (guint j = 0; j < claim->quotes->len; j++)
            print_line('Q', ((VlQuote *)claim->quotes->pdata[j])->hit->text);
    }
}

static void
listen_to(const Fixture *fixture, const char *path, const VlProvider *provider)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) folder = g_ptr_array_new();
    g_autoptr(GPtrArray) tasks =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_task_free);
    VlTask *task = vl_task_new(fixture->records->pdata[0], folder);
    g_ptr_array_add(tasks, task);
    VlFolderFile file = {.path = (char *)path};
    g_ptr_array_add(task->files, &file);
    VlPaperContext context = fixture->context;
    context.provider = provider;
    g_assert_true(vl_tasks_read(tasks, &context, &error));
    g_assert_no_error(error);
    print_paper(task->paper);
}

static int
print_seam(char **paths)
{
    static const VlProvider spy = {"spy", TRUE, listen_in};
    Fixture fixture = {0};
    set_up(&fixture, NULL);
    for (; *paths != NULL; paths++) {
        print_line('F', *paths);
        listen_to(&fixture, *paths, &spy);
        listen_to(&fixture, *paths, fixture.context.provider);
    }
    tear_down(&fixture, NULL);
    return 0;
}

#define ADD(name, function)                                                   \
    g_test_add("/paper/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    gboolean seam = argc > 2 && g_str_equal(argv[1], "--seam");
    char *no_arguments[] = {argv[0], NULL}, **none = no_arguments;
    int n = 1;
    if (seam)
        g_test_init(&n, &none, NULL);
    if (seam)
        return print_seam(argv + 2);
    g_test_init(&argc, &argv, NULL);
    ADD("abstract", test_abstract);
    ADD("nothing", test_nothing);
    ADD("broken", test_broken);
    ADD("named", test_named);
    ADD("another", test_another);
    return g_test_run();
}
