#include "config.h"

#include "flow/papers.h"

#include <string.h>

#include "base/hash.h"
#include "records.h"
#include "store-fixture.h"
#include "store/runs.h"

typedef struct {
    char *helper, *folder;
    VlReaderOptions reader;
    VlWatch *watch;
    GPtrArray *records;
    VlPapersPlan plan;
} Desk;

static void
desk_open(Desk *desk, const StoreFixture *fixture)
{
    desk->records = records_of_fixtures();
    const char *folder = g_getenv("VEILLE_LIBEXEC");
    if (folder != NULL)
        desk->helper = g_build_filename(folder, "veille-pdf", NULL);
    desk->reader.helper = desk->helper;
    desk->folder = g_build_filename(fixture->folder, "own", NULL);
    g_assert_true(vl_file_make_folder(desk->folder, NULL));
    desk->watch = vl_watch_new();
    desk->watch->pdf_dir = g_strdup(desk->folder);
    desk->plan = (VlPapersPlan){.watch = desk->watch,
                                .identity = "watch",
                                .store = fixture->store,
                                .provider = vl_provider_find("builtin", NULL),
                                .reader = &desk->reader};
}

static void
desk_close(Desk *desk)
{
    g_ptr_array_unref(desk->records);
    vl_watch_free(desk->watch);
    g_free(desk->folder);
    g_free(desk->helper);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk, desk_close)

static void
drop_pdf(const Desk *desk, const char *from, const char *name)
{
    g_autofree char *source =
        g_test_build_filename(G_TEST_DIST, "fixtures", "pdf", from, NULL);
    g_autofree char *target = g_build_filename(desk->folder, name, NULL);
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    g_assert_true(g_file_get_contents(source, &bytes, &n_bytes, NULL));
    g_assert_true(g_file_set_contents(target, bytes, (gssize)n_bytes, NULL));
}

/* An earlier digest of the watch had this record's abstract alone. */
static void
show_abstract(const StoreFixture *fixture, const VlRecord *record)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = vl_record_name(record);
    g_autoptr(VlRun) run = vl_run_new("a", "watch", "/out", "2026-11-20");
    g_autoptr(VlDigest) digest = vl_digest_new();
    g_autoptr(GPtrArray) shown =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_shown_free);
    VlShown *paper = vl_shown_new(name, NULL, TRUE);
    paper->awaited = TRUE;
    g_ptr_array_add(shown, paper);
    g_assert_true(vl_store_put_record(fixture->store, record, &error));
    g_assert_true(vl_store_prepare_run(fixture->store, run, shown, &error));
    g_assert_true(
        vl_store_finish_run(fixture->store, "a", "name", "0", digest, &error));
    g_assert_no_error(error);
}

/* Does it all for a choice of these records (stolen). */
static VlDigest *
digest_of(const Desk *desk, VlRecord *record, VlChoice **choice)
{
    g_autoptr(GError) error = NULL;
    const VlIntakeOptions options = {.max = 10};
    g_autoptr(VlIntake) intake = vl_intake_new(&options);
    *choice = vl_intake_choose(intake);
    if (record != NULL) {
        g_autofree char *name = vl_record_name(record);
        g_ptr_array_add((*choice)->records, record);
        g_ptr_array_add((*choice)->shown, vl_shown_new(name, NULL, TRUE));
    }
    g_autoptr(GPtrArray) problems =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_unread_free);
    g_autoptr(VlPapers) papers = vl_papers_new(&desk->plan);
    g_autoptr(VlDigest) digest = vl_digest_new();
    g_assert_true(vl_papers_gather(papers, *choice, problems, &error));
    g_assert_true(vl_papers_read(papers, problems, &error));
    g_assert_no_error(error);
    vl_papers_tell(papers, digest, (*choice)->shown);
    g_assert_cmpuint(vl_papers_tasks(papers)->len, ==, digest->papers->len);
    return g_steal_pointer(&digest);
}

static void
test_to_fetch(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_auto(Desk) desk = {0};
    desk_open(&desk, fixture);
    g_autoptr(VlChoice) choice = NULL;
    VlRecord *record = g_ptr_array_steal_index(desk.records, 4);
    g_autoptr(VlDigest) digest = digest_of(&desk, record, &choice);
    g_assert_cmpuint(digest->papers->len, ==, 1);
    g_assert_cmpuint(digest->to_fetch->len, ==, 1);
    g_assert_true(((VlShown *)choice->shown->pdata[0])->awaited);
    g_assert_false(((VlPaper *)digest->papers->pdata[0])->again);
}

static void
test_dropped(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_auto(Desk) desk = {0};
    desk_open(&desk, fixture);
    show_abstract(fixture, desk.records->pdata[4]);
    g_autoptr(VlChoice) before = NULL, after = NULL;
    g_autoptr(VlDigest) none = digest_of(&desk, NULL, &before);
    g_assert_cmpuint(none->papers->len, ==, 0);
    g_assert_cmpuint(before->shown->len, ==, 0);

    drop_pdf(&desk, "99000005.pdf", "download.pdf");
    drop_pdf(&desk, "99000003.pdf", "another.pdf");
    g_autoptr(VlDigest) digest = digest_of(&desk, NULL, &after);
    g_assert_cmpuint(digest->papers->len, ==, 1);
    const VlPaper *paper = digest->papers->pdata[0];
    g_assert_cmpstr(paper->pmid, ==, "99000005");
    g_assert_true(paper->again);
    g_assert_cmpstr(paper->read.rendering, ==, "pdf");
    g_assert_cmpuint(digest->to_fetch->len, ==, 0);
    g_assert_cmpuint(after->shown->len, ==, 1);
    g_assert_false(((VlShown *)after->shown->pdata[0])->awaited);
}

#define ADD(name, function)                                                    \
    g_test_add("/papers/" name, StoreFixture, NULL, store_set_up, function,    \
               store_tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("to-fetch", test_to_fetch);
    ADD("dropped", test_dropped);
    return g_test_run();
}
