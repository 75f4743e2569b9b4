#include "config.h"

#include "store/history.h"

#include "store-fixture.h"
#include "store/migrate.h"
#include "store/runs.h"

static const char watch[] = "w:/out";

static void
prepare(VlStore *store, const char *id, const char *next)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) papers =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_shown_free);
    g_ptr_array_add(papers, vl_shown_new("pmid:1", NULL, TRUE));
    g_autoptr(VlRun) run =
        vl_run_new(id, watch, "/out", "2026-11-25T06:00:00Z");
    run->query = g_strdup("colitis");
    run->next = g_strdup(next);
    run->told = g_ptr_array_new_with_free_func((GDestroyNotify)vl_told_free);
    g_ptr_array_add(run->told, vl_told_new("1", "erratum", "7"));
    g_ptr_array_add(run->told, vl_told_new("1", "erratum", "7"));
    g_ptr_array_add(run->told, vl_told_new("2", "retraction", NULL));
    g_assert_true(vl_store_prepare_run(store, run, papers, &error));
    g_assert_no_error(error);
}

static void
finish(VlStore *store, const char *id, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDigest) digest = vl_digest_new();
    VlPaper *paper = vl_paper_new();
    paper->name = g_strdup("pmid:1");
    g_ptr_array_add(digest->papers, paper);
    for (guint i = 1; i <= 11; i++) {
        VlClaim *claim = vl_claim_new(VL_CLAIM_AIM, "We aimed.");
        claim->id = g_strdup_printf("1-%u", i);
        g_ptr_array_add(paper->claims, claim);
    }
    g_assert_true(vl_store_finish_run(store, id, name, "cafe", digest, &error));
    g_assert_no_error(error);
}

static void
check_next(VlStore *store, const char *query, gboolean known, const char *from)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *found = NULL;
    gboolean is_known = FALSE;
    g_assert_true(
        vl_store_next_search(store, watch, query, &is_known, &found, &error));
    g_assert_no_error(error);
    g_assert_cmpint(is_known, ==, known);
    g_assert_cmpstr(found, ==, from);
}

/* Only a digest on the disk moves the window on; a first search that was cut
 * short keeps its beginning. */
static void
test_window(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    VlStore *store = fixture->store;
    check_next(store, "colitis", FALSE, NULL);
    g_assert_true(
        vl_store_begin_search(store, watch, "colitis", "2026/10/01", &error));
    g_assert_true(
        vl_store_begin_search(store, watch, "colitis", "2026/10/08", &error));
    check_next(store, "colitis", TRUE, "2026/10/01");
    prepare(store, "aa", "2026/11/11");
    check_next(store, "colitis", TRUE, "2026/10/01");
    finish(store, "aa", "2026-11-25-w");
    check_next(store, "colitis", TRUE, "2026/11/11");
    prepare(store, "bb", "2026/11/18");
    g_assert_true(vl_store_discard_run(store, "bb", &error));
    check_next(store, "colitis", TRUE, "2026/11/11");
    check_next(store, "another", FALSE, NULL);
    g_assert_true(vl_store_begin_search(store, watch, "another", NULL, &error));
    check_next(store, "another", TRUE, NULL);
}

static void
test_told(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    VlStore *store = fixture->store;
    prepare(store, "aa", NULL);
    g_autoptr(GHashTable) before = vl_store_told(store, watch, &error);
    g_assert_cmpuint(g_hash_table_size(before), ==, 0);
    finish(store, "aa", "2026-11-25-w");
    g_autoptr(GHashTable) told = vl_store_told(store, watch, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(g_hash_table_size(told), ==, 4);
    g_autofree char *key = vl_history_notice_key("1", "erratum", "7");
    g_assert_true(g_hash_table_contains(told, key));
    g_assert_true(g_hash_table_contains(told, "2"));
    g_autoptr(GHashTable) other = vl_store_told(store, "x", &error);
    g_assert_cmpuint(g_hash_table_size(other), ==, 0);
}

static void
test_claims(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    VlStore *store = fixture->store;
    prepare(store, "aa", NULL);
    finish(store, "aa", "2026-11-25-w");
    g_autoptr(GPtrArray) claims =
        vl_store_claims_about(store, watch, "pmid:1", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(claims->len, ==, 11);
    const VlFallenClaim *last = claims->pdata[10];
    g_assert_cmpstr(last->id, ==, "1-11");
    g_assert_cmpstr(last->digest, ==, "2026-11-25-w");
    g_autofree char *digest = NULL;
    g_assert_true(
        vl_store_first_shown(store, watch, "pmid:1", &digest, &error));
    g_assert_cmpstr(digest, ==, "2026-11-25-w");
    g_autofree char *none = NULL;
    g_assert_true(vl_store_first_shown(store, watch, "pmid:2", &none, &error));
    g_assert_null(none);
}

/* A library of the first version gets the new tables and keeps its rows. */
static void
test_migration(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("veille-old-XXXXXX", &error);
    g_autofree char *path = g_build_filename(folder, "library.db", NULL);
    sqlite3 *db = NULL;
    g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(db, vl_db_migrations[0], NULL, NULL, NULL), ==,
                    SQLITE_OK);
    g_assert_cmpint(
        sqlite3_exec(db,
                     "PRAGMA user_version=1;"
                     "INSERT INTO run VALUES (1, 'a', 'w:/out', '/out',"
                     " '2026-11-01T00:00:00Z', 'done', 'n', 'm');"
                     "INSERT INTO shown VALUES ('a', 'pmid:5', NULL, 1);",
                     NULL, NULL, NULL),
        ==, SQLITE_OK);
    sqlite3_close(db);
    g_autoptr(VlStore) store = vl_store_open(folder, &error);
    g_assert_no_error(error);
    g_autofree char *digest = NULL;
    g_assert_true(
        vl_store_first_shown(store, watch, "pmid:5", &digest, &error));
    g_assert_cmpstr(digest, ==, "n");
    check_next(store, "colitis", FALSE, NULL);
    g_assert_true(vl_file_remove_folder(folder, &error));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORE_ADD("/history/window", test_window);
    STORE_ADD("/history/told", test_told);
    STORE_ADD("/history/claims", test_claims);
    g_test_add_func("/history/migration", test_migration);
    return g_test_run();
}
