#include "config.h"

#include "store/runs.h"

#include <string.h>

#include "base/error.h"
#include "store-fixture.h"

/* Prepares the run with the papers of a line: "pmid:1=10.1/a pmid:2". */
static void
prepare(VlStore *store, const char *id, const char *watch, const char *folder,
        const char *papers)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) shown =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_shown_free);
    g_auto(GStrv) words = g_strsplit(papers, " ", -1);
    for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++) {
        g_auto(GStrv) parts = g_strsplit(words[i], "=", 2);
        g_ptr_array_add(shown, vl_shown_new(parts[0], parts[1], i == 0));
    }
    g_autoptr(VlRun) run = vl_run_new(id, watch, folder, "2031-11-25T06:00Z");
    g_assert_true(vl_store_prepare_run(store, run, shown, &error));
    g_assert_no_error(error);
}

static void
finish(VlStore *store, const char *id)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDigest) digest = vl_digest_new();
    g_assert_true(
        vl_store_finish_run(store, id, "2031-11-25-w", "cafe", digest, &error));
    g_assert_no_error(error);
}

/* "name<-key" of what was shown, sorted by key. */
static char *
shown_of(VlStore *store, const char *watch)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) shown = vl_store_shown(store, watch, &error);
    g_assert_no_error(error);
    g_autoptr(GList) keys =
        g_list_sort(g_hash_table_get_keys(shown), (GCompareFunc)strcmp);
    g_autoptr(GString) out = g_string_new(NULL);
    for (GList *key = keys; key != NULL; key = key->next)
        g_string_append_printf(out, "%s<-%s ",
                               (char *)g_hash_table_lookup(shown, key->data),
                               (char *)key->data);
    return g_strdup(out->str);
}

static void
assert_shown(VlStore *store, const char *watch, const char *wanted)
{
    g_autofree char *got = shown_of(store, watch);
    g_assert_cmpstr(got, ==, wanted);
}

/* A run's ids, in order. */
static char *
prepared_in(VlStore *store, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) runs = vl_store_prepared_runs(store, folder, &error);
    g_assert_no_error(error);
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < runs->len; i++)
        g_string_append_printf(out, "%s ", ((VlRun *)runs->pdata[i])->id);
    return g_strdup(out->str);
}

/* A paper counts as shown once its digest is on the disk, for its watch
 * alone; by its name, and by its DOI. */
static void
test_shown(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    VlStore *store = fixture->store;
    assert_shown(store, "w", "");
    prepare(store, "aa", "w", "/out", "pmid:1=10.1/a pmid:2 pmid:1=10.1/z");
    assert_shown(store, "w", "");
    finish(store, "aa");
    assert_shown(store, "w", "pmid:1<-10.1/a pmid:1<-pmid:1 pmid:2<-pmid:2 ");
    assert_shown(store, "v", "");
    prepare(store, "bb", "w", "/elsewhere", "pmid:3");
    finish(store, "bb");
    g_autofree char *both = shown_of(store, "w");
    g_assert_nonnull(strstr(both, "pmid:1<-pmid:1 "));
    g_assert_nonnull(strstr(both, "pmid:3<-pmid:3 "));
}

/* Of several papers with one DOI, the one without a number of its own. */
static void
test_one_doi(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const orders[] = {
        "pmid:1=10.1/a doi:10.1/a=10.1/a",
        "doi:10.1/a=10.1/a pmid:1=10.1/a",
        "pmid:1=10.1/a title:t=10.1/a pmid:2=10.1/a",
    };
    static const char *const names[] = {"doi:10.1/a", "doi:10.1/a", "title:t"};
    for (guint i = 0; i < G_N_ELEMENTS(orders); i++) {
        g_autofree char *id = g_strdup_printf("a%u", i);
        prepare(fixture->store, id, id, "/out", orders[i]);
        finish(fixture->store, id);
        g_autoptr(GError) error = NULL;
        g_autoptr(GHashTable) shown =
            vl_store_shown(fixture->store, id, &error);
        g_assert_cmpstr(g_hash_table_lookup(shown, "10.1/a"), ==, names[i]);
    }
}

static void
assert_prepared(VlStore *store, const char *folder, const char *wanted)
{
    g_autofree char *ids = prepared_in(store, folder);
    g_assert_cmpstr(ids, ==, wanted);
}

/* Prepared runs outlive the program, oldest first; a discarded one is
 * forgotten, one that is done never. */
static void
test_prepared(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    prepare(fixture->store, "bb", "w", "/out", "pmid:1");
    prepare(fixture->store, "aa", "w", "/out", "pmid:1");
    prepare(fixture->store, "cc", "w", "/other", "");
    vl_store_close(fixture->store);
    fixture->store = vl_store_open(fixture->folder, &error);
    g_assert_no_error(error);
    assert_prepared(fixture->store, "/out", "bb aa ");
    finish(fixture->store, "aa");
    assert_prepared(fixture->store, "/out", "bb ");

    static const char *const ids[] = {"aa", "bb", "unknown"};
    for (guint i = 0; i < G_N_ELEMENTS(ids); i++)
        g_assert_true(vl_store_discard_run(fixture->store, ids[i], &error));
    assert_prepared(fixture->store, "/out", "");
    assert_prepared(fixture->store, "/other", "cc ");
    assert_shown(fixture->store, "w", "pmid:1<-pmid:1 ");
    /* Its papers went with it: the id is free again. */
    prepare(fixture->store, "bb", "w", "/out", "pmid:1");
}

static char *
last_of(VlStore *store, const char *watch, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlRun) run = NULL;
    g_assert_true(vl_store_last_run(store, watch, folder, &run, &error));
    g_assert_no_error(error);
    return g_strdup(run != NULL ? run->id : NULL);
}

static void
test_last(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *watch, *folder, *id;
    } cases[] = {
        {"w", NULL, "bb"},  {"v", NULL, "cc"},    {NULL, "/out", "cc"},
        {NULL, "/2", "bb"}, {"none", NULL, NULL}, {NULL, "/none", NULL},
    };
    VlStore *store = fixture->store;
    prepare(store, "aa", "w", "/out", "pmid:1");
    prepare(store, "bb", "w", "/2", "pmid:2");
    prepare(store, "cc", "v", "/out", "pmid:3");
    prepare(store, "dd", "w", "/out", "pmid:4");
    /* The order in which they began counts. */
    finish(store, "cc");
    finish(store, "bb");
    finish(store, "aa");
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *id = last_of(store, cases[i].watch, cases[i].folder);
        g_assert_cmpstr(id, ==, cases[i].id);
    }
}

static void
test_get(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    prepare(fixture->store, "aa", "w\u00e9", "/o ut", "");
    for (guint done = 0; done < 2; done++) {
        g_autoptr(VlRun) run = NULL;
        g_assert_true(vl_store_get_run(fixture->store, "aa", &run, &error));
        g_assert_cmpstr(run->id, ==, "aa");
        g_assert_cmpstr(run->watch, ==, "w\u00e9");
        g_assert_cmpstr(run->folder, ==, "/o ut");
        g_assert_cmpstr(run->started, ==, "2031-11-25T06:00Z");
        g_assert_cmpstr(run->name, ==, done ? "2031-11-25-w" : NULL);
        g_assert_cmpstr(run->manifest_sha256, ==, done ? "cafe" : NULL);
        if (!done)
            finish(fixture->store, "aa");
    }
    g_autoptr(VlRun) none = NULL;
    g_assert_true(vl_store_get_run(fixture->store, "a", &none, &error));
    g_assert_no_error(error);
    g_assert_null(none);
}

/* One claim with one quote in the document. */
static VlDigest *
quoting_digest(const VlDocument *document)
{
    VlDigest *digest = vl_digest_new();
    VlPaper *paper = vl_paper_new();
    paper->name = g_strdup("pmid:1");
    g_ptr_array_add(digest->papers, paper);
    VlClaim *claim = vl_claim_new(VL_CLAIM_AIM, "We aimed.");
    claim->id = g_strdup("1-1");
    g_ptr_array_add(paper->claims, claim);
    VlQuote *quote = vl_quote_new();
    quote->rendering_sha256 = g_strdup(document->sha256);
    quote->hit = vl_hit_new(VL_MATCH_EXACT);
    vl_hit_add_segment(quote->hit, (VlSpan){0, 2}, 1, "We");
    vl_hit_close(quote->hit);
    g_ptr_array_add(claim->quotes, quote);
    g_ptr_array_add(claim->quotes, vl_quote_new()); /* found nowhere */
    return digest;
}

static char *
claims_in(const StoreFixture *fixture)
{
    g_autofree char *path = store_path(fixture);
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
    g_assert_cmpint(
        sqlite3_prepare_v2(db,
                           "SELECT group_concat(claim.run || paper || kind ||"
                           " text || verdict || number || page || first ||"
                           " last || match) FROM claim JOIN quote"
                           " ON claim.id=quote.claim AND claim.run=quote.run",
                           -1, &row, NULL),
        ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_step(row), ==, SQLITE_ROW);
    char *text = g_strdup((const char *)sqlite3_column_text(row, 0));
    sqlite3_finalize(row);
    sqlite3_close(db);
    return text;
}

static void
test_claims(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, "We aimed.");
    g_autoptr(VlDigest) digest = quoting_digest(document);
    prepare(fixture->store, "aa", "w", "/out", "pmid:1");

    /* Its rendering is not in the library: nothing of the run is done. */
    g_assert_false(
        vl_store_finish_run(fixture->store, "aa", "n", "cafe", digest, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
    g_clear_error(&error);
    assert_prepared(fixture->store, "/out", "aa ");
    g_autofree char *nothing = claims_in(fixture);
    g_assert_null(nothing);

    g_assert_true(
        vl_store_put_rendering(fixture->store, document, NULL, &error));
    g_assert_true(
        vl_store_finish_run(fixture->store, "aa", "n", "cafe", digest, &error));
    g_assert_no_error(error);
    g_autofree char *claims = claims_in(fixture);
    g_assert_cmpstr(claims, ==, "aapmid:1aimWe aimed.unsupported0102exact");
}

/* Neither a run that nobody prepared nor one twice. */
static void
test_refused(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(VlDigest) digest = vl_digest_new();
    g_autoptr(GPtrArray) papers = g_ptr_array_new();
    prepare(fixture->store, "aa", "w", "/out", "");
    finish(fixture->store, "aa");
    static const char *const ids[] = {"aa", "unknown"};
    for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(vl_store_finish_run(fixture->store, ids[i], "name",
                                           "beef", digest, &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
        g_assert_nonnull(strstr(error->message, ids[i]));
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(VlRun) again = vl_run_new("aa", "v", "/out", "then");
    g_assert_false(vl_store_prepare_run(fixture->store, again, papers, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
    g_autoptr(VlRun) kept = NULL;
    g_assert_true(vl_store_get_run(fixture->store, "aa", &kept, NULL));
    g_assert_cmpstr(kept->manifest_sha256, ==, "cafe");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORE_ADD("/runs/shown", test_shown);
    STORE_ADD("/runs/one-doi", test_one_doi);
    STORE_ADD("/runs/prepared", test_prepared);
    STORE_ADD("/runs/last", test_last);
    STORE_ADD("/runs/get", test_get);
    STORE_ADD("/runs/claims", test_claims);
    STORE_ADD("/runs/refused", test_refused);
    return g_test_run();
}
