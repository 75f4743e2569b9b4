#include "config.h"

#include "store/store.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/json.h"
#include "store-fixture.h"

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
test_record(StoreFixture *fixture, gconstpointer data)
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
test_rendering(StoreFixture *fixture, gconstpointer data)
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

/* A library that somebody wrote in gives no text rather than another one. */
static void
test_tampered(StoreFixture *fixture, gconstpointer data)
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
        store_raw_sql(fixture, attacks[i]);
        g_assert_false(vl_store_get_blob(fixture->store, one, &bytes,
                                         &n_bytes, &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_TAMPERED);
        g_clear_error(&error);
    }
}

static void
test_no_database(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    vl_store_close(g_steal_pointer(&fixture->store));
    g_autofree char *path = store_path(fixture);
    g_assert_true(g_file_set_contents(path, "no database, but long enough "
                                            "for a header of one hundred "
                                            "bytes, which is what is read",
                                      -1, &error));
    g_assert_null(vl_store_open(fixture->folder, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
    g_assert_nonnull(strstr(error->message, path));
    g_assert_nonnull(strstr(error->message, "is no library of veille"));
}

/* By number, not as texts; records without a PMID are passed over. */
static void
test_pmids(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const pmids[] = {"38000001", "9", "10", "9"};
    g_autoptr(GError) error = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(pmids); i++) {
        g_autoptr(VlRecord) one = record(pmids[i], 1, "T");
        g_assert_true(vl_store_put_record(fixture->store, one, &error));
    }
    g_autoptr(VlRecord) nameless = vl_record_new();
    g_assert_true(vl_store_put_record(fixture->store, nameless, &error));
    g_autoptr(GPtrArray) found = vl_store_pmids(fixture->store, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(found->len, ==, 3);
    g_assert_cmpstr(found->pdata[0], ==, "9");
    g_assert_cmpstr(found->pdata[1], ==, "10");
    g_assert_cmpstr(found->pdata[2], ==, "38000001");
}

/* Bytes of any kind and number, each kept once. */
static void
test_blobs(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *large = g_strnfill(3000000, 'a');
    const struct {
        const char *bytes;
        gsize n;
    } cases[] = {{"", 0}, {"a", 1}, {"a\0\xff", 3}, {large, 3000000}};
    for (guint i = 0; i < 2 * G_N_ELEMENTS(cases); i++) {
        gsize n = cases[i / 2].n, n_found = 1;
        g_autofree char *name = NULL;
        g_autofree char *found = NULL;
        g_assert_true(vl_store_put_blob(fixture->store, cases[i / 2].bytes, n,
                                        &name, &error));
        g_assert_true(vl_store_get_blob(fixture->store, name, &found, &n_found,
                                        &error));
        g_assert_no_error(error);
        g_assert_cmpmem(found, n_found, cases[i / 2].bytes, n);
        g_assert_cmpint(found[n], ==, '\0');
    }
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
test_threads(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    GThread *threads[4];
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("put", put_many, fixture->store);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_thread_join(threads[i]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORE_ADD("/store/record", test_record);
    STORE_ADD("/store/rendering", test_rendering);
    STORE_ADD("/store/tampered", test_tampered);
    STORE_ADD("/store/pmids", test_pmids);
    STORE_ADD("/store/blobs", test_blobs);
    STORE_ADD("/store/threads", test_threads);
    STORE_ADD("/store/no-database", test_no_database);
    return g_test_run();
}
