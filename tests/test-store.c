#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "store/runs.h"
#include "store/store.h"

typedef struct {
    char *folder;
    VlStore *store;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    fixture->folder = g_dir_make_tmp("veille-store-XXXXXX", &error);
    g_assert_no_error(error);
    fixture->store = vl_store_open(fixture->folder, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    vl_store_close(fixture->store);
    g_assert_true(vl_file_remove_folder(fixture->folder, &error));
    g_free(fixture->folder);
}

static VlRecord *
record(const char *pmid, int version, const char *title)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text =
        g_strdup_printf("{\"pmid\":\"%s\",\"title\":\"%s\"}", pmid, title);
    g_autoptr(cJSON) object = vl_json_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    VlRecord *made = vl_record_from_json(object, &error);
    g_assert_no_error(error);
    made->version = version;
    return made;
}

static void
test_record(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlRecord) newer = record("38000001", 2, "Newer");
    g_autoptr(VlRecord) older = record("38000001", 1, "Older");
    g_assert_true(vl_store_put_record(fixture->store, newer, &error));
    g_assert_true(vl_store_put_record(fixture->store, older, &error));
    g_assert_no_error(error);

    g_autoptr(VlRecord) found =
        vl_store_get_record(fixture->store, "38000001", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(found->title, ==, "Newer");

    g_assert_null(vl_store_get_record(fixture->store, "1", &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
}

static void
test_rendering(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_PDF);
    VlPage *page = vl_document_add_page(document, "caf\u00e9 P50.05", "iii");
    VlSpan span = {5, 11};
    g_array_append_val(page->unsafe, span);
    vl_document_add_page(document, "second", NULL);
    document->extractor = g_strdup("poppler 1");
    document->file_sha256 = g_strdup("ab");
    document->partial = VL_PARTIAL_CPU;
    vl_document_seal(document);
    g_assert_true(vl_store_put_rendering(fixture->store, document,
                                         "/tmp/a b\xff.pdf", &error));
    g_assert_no_error(error);
    g_assert_true(vl_store_put_rendering(fixture->store, document,
                                         "/tmp/a b\xff.pdf", &error));
    g_assert_no_error(error);

    g_autofree char *path = NULL;
    g_autoptr(VlDocument) found = vl_store_get_rendering(
        fixture->store, document->sha256, &path, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(found->text, ==, document->text);
    g_assert_cmpstr(found->sha256, ==, document->sha256);
    g_assert_cmpstr(path, ==, "/tmp/a b\xff.pdf");
    g_assert_cmpint(found->kind, ==, VL_RENDERING_PDF);
    g_assert_cmpint(found->partial, ==, VL_PARTIAL_CPU);
    g_assert_cmpuint(found->pages->len, ==, 2);
    g_assert_cmpstr(vl_document_page(found, 1)->label, ==, "iii");
    g_assert_null(vl_document_page(found, 2)->label);
    g_assert_true(vl_document_is_unsafe(found, (VlSpan){0, 6}));
    g_assert_false(vl_document_is_unsafe(found, (VlSpan){0, 5}));

    g_autofree char *absent = vl_sha256("x", 1);
    g_assert_null(
        vl_store_get_rendering(fixture->store, absent, NULL, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
}

static void
raw_sql(const Fixture *fixture, const char *sql)
{
    g_autofree char *path =
        g_build_filename(fixture->folder, "library.db", NULL);
    sqlite3 *db = NULL;
    g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close(db);
}

/* A library that somebody wrote in gives no text rather than another one. */
static void
test_tampered(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const attacks[] = {
        ("UPDATE blob SET deflated=(SELECT deflated FROM blob b"
         " WHERE b.sha256<>blob.sha256)"),
        "UPDATE blob SET n_bytes=n_bytes-1",
        "UPDATE blob SET n_bytes=400000000",
        "UPDATE blob SET n_bytes=-1",
        "UPDATE blob SET deflated=x'00'",
    };
    g_autoptr(GError) error = NULL;
    g_autofree char *one = NULL;
    g_assert_true(
        vl_store_put_blob(fixture->store, "text one", 8, &one, &error));
    g_assert_true(
        vl_store_put_blob(fixture->store, "text two", 8, NULL, &error));
    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(attacks); i++) {
        g_autofree char *bytes = NULL;
        gsize n_bytes = 0;
        raw_sql(fixture, attacks[i]);
        g_assert_false(vl_store_get_blob(fixture->store, one, &bytes,
                                         &n_bytes, &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_TAMPERED);
        g_clear_error(&error);
    }
}

static GPtrArray *
two_papers(void)
{
    GPtrArray *papers =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_shown_free);
    g_ptr_array_add(papers, vl_shown_new("pmid:1", "10.1000/a", TRUE));
    g_ptr_array_add(papers, vl_shown_new("pmid:2", NULL, FALSE));
    return papers;
}

static guint
n_shown(VlStore *store, const char *watch)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) set = vl_store_shown(store, watch, &error);
    g_assert_no_error(error);
    return g_hash_table_size(set);
}

static void
prepare(VlStore *store, const char *id)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) papers = two_papers();
    g_autoptr(VlRun) run = vl_run_new(id, "w", "/out", "2026-11-25T06:00:00Z");
    g_assert_true(vl_store_prepare_run(store, run, papers, &error));
    g_assert_no_error(error);
}

static void
test_runs(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    VlStore *store = fixture->store;
    prepare(store, "aa");
    prepare(store, "bb");
    g_assert_cmpuint(n_shown(store, "w"), ==, 0);

    g_autoptr(GPtrArray) prepared =
        vl_store_prepared_runs(store, "/out", &error);
    g_assert_cmpuint(prepared->len, ==, 2);
    g_assert_cmpstr(((VlRun *)prepared->pdata[1])->id, ==, "bb");

    g_autoptr(VlDigest) digest = vl_digest_new();
    VlPaper *paper = vl_paper_new();
    paper->name = g_strdup("pmid:1");
    g_ptr_array_add(digest->papers, paper);
    VlClaim *claim = vl_claim_new(VL_CLAIM_AIM, "We aimed.");
    claim->id = g_strdup("1-1");
    g_ptr_array_add(paper->claims, claim);
    g_assert_true(vl_store_finish_run(store, "aa", "2026-11-25-w", "cafe",
                                      digest, &error));
    g_assert_no_error(error);
    g_assert_true(vl_store_discard_run(store, "bb", &error));
    g_assert_true(vl_store_discard_run(store, "aa", &error)); /* is done */

    g_assert_cmpuint(n_shown(store, "w"), ==, 3);
    g_assert_cmpuint(n_shown(store, "other"), ==, 0);
    g_autoptr(VlRun) last = NULL;
    g_assert_true(vl_store_last_run(store, "w", NULL, &last, &error));
    g_assert_cmpstr(last->id, ==, "aa");
    g_assert_cmpstr(last->manifest_sha256, ==, "cafe");
    g_autoptr(VlRun) none = NULL;
    g_assert_true(vl_store_last_run(store, "x", NULL, &none, &error));
    g_assert_null(none);
}

static void
test_reopen(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    prepare(fixture->store, "aa");
    vl_store_close(fixture->store);
    fixture->store = vl_store_open(fixture->folder, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) prepared =
        vl_store_prepared_runs(fixture->store, "/out", &error);
    g_assert_cmpuint(prepared->len, ==, 1);
}

static void
test_foreign(void)
{
    g_autoptr(GError) error = NULL;
    Fixture fixture = {0};
    set_up(&fixture, NULL);
    vl_store_close(g_steal_pointer(&fixture.store));
    raw_sql(&fixture, "PRAGMA user_version=999");
    g_assert_null(vl_store_open(fixture.folder, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
    g_assert_nonnull(strstr(error->message, "newer veille"));
    g_clear_error(&error);

    g_autofree char *path =
        g_build_filename(fixture.folder, "library.db", NULL);
    g_assert_true(g_file_set_contents(path, "no database, but long enough "
                                            "for a header of one hundred "
                                            "bytes, which is what is read",
                                      -1, &error));
    g_assert_null(vl_store_open(fixture.folder, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
    g_assert_nonnull(strstr(error->message, "library.db"));
    tear_down(&fixture, NULL);
}

static gpointer
put_many(gpointer data)
{
    for (int i = 0; i < 25; i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = g_strdup_printf("text %d", i);
        g_assert_true(
            vl_store_put_blob(data, text, strlen(text), NULL, &error));
        g_assert_no_error(error);
    }
    return NULL;
}

static void
test_threads(Fixture *fixture, gconstpointer data)
{
    (void)data;
    GThread *threads[4];
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("put", put_many, fixture->store);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_thread_join(threads[i]);
}

#define ADD(path, function)                                                    \
    g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/store/record", test_record);
    ADD("/store/rendering", test_rendering);
    ADD("/store/tampered", test_tampered);
    ADD("/store/runs", test_runs);
    ADD("/store/reopen", test_reopen);
    ADD("/store/threads", test_threads);
    g_test_add_func("/store/foreign", test_foreign);
    return g_test_run();
}
