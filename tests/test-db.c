#include "config.h"

#include "store/db.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "store-fixture.h"

static void
set_up(StoreFixture *fixture, gconstpointer data)
{
    store_set_up(fixture, data);
    g_autoptr(GError) error = NULL;
    g_assert_true(vl_db_run(
        fixture->store, "CREATE TABLE t (a TEXT NOT NULL, b TEXT)", &error));
    g_assert_no_error(error);
}

static char *
first_text(VlStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;
    gboolean row = FALSE;
    g_autoptr(VlStatement) select = vl_db_prepare(store, &error, sql);
    g_assert_no_error(error);
    g_assert_true(vl_db_step(store, select, &row, &error));
    g_assert_true(row);
    return g_strdup(vl_db_text(select, 0));
}

#define assert_first(store, sql, wanted)                                       \
    do {                                                                       \
        g_autofree char *first = first_text(store, sql);                       \
        g_assert_cmpstr(first, ==, wanted);                                    \
    } while (0)

/* A value is a text, whatever it looks like; NULL is null and no "". */
static void
test_values(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const values[] = {
        "", NULL, "1", "'); DROP TABLE t; --", "?", "\U0001F9EC caf\u00e9",
    };
    VlStore *store = fixture->store;
    g_autoptr(GError) error = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        g_assert_true(vl_db_run(store, "DELETE FROM t", &error));
        g_autoptr(VlStatement) insert = vl_db_prepare(
            store, &error, "INSERT INTO t VALUES (?, ?)", "x", values[i]);
        g_assert_no_error(error);
        g_assert_true(vl_db_execute(store, insert, &error));
        assert_first(store, "SELECT b FROM t", values[i]);
        assert_first(store, "SELECT typeof(b) FROM t",
                     values[i] != NULL ? "text" : "null");
    }
}

/* An executed statement can be bound and executed again; a row that fails
 * leaves it ready as well. */
static void
test_again(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    VlStore *store = fixture->store;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlStatement) insert =
        vl_db_prepare(store, &error, "INSERT INTO t VALUES (?, ?)", NULL, NULL);
    g_assert_false(vl_db_execute(store, insert, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
    g_clear_error(&error);
    static const char *const values[] = {"one", "two"};
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        vl_db_bind(insert, 1, values[i]);
        g_assert_true(vl_db_execute(store, insert, &error));
        g_assert_no_error(error);
    }
    gboolean row = FALSE;
    g_autoptr(VlStatement) select =
        vl_db_prepare(store, &error, "SELECT a FROM t ORDER BY rowid");
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        g_assert_true(vl_db_step(store, select, &row, &error));
        g_assert_true(row);
        g_assert_cmpstr(vl_db_text(select, 0), ==, values[i]);
    }
    g_assert_true(vl_db_step(store, select, &row, &error));
    g_assert_false(row);
}

static void
test_transaction(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    VlStore *store = fixture->store;
    g_autoptr(GError) error = NULL;
    g_assert_true(vl_db_begin(store, &error));
    g_assert_true(vl_db_run(store, "INSERT INTO t VALUES ('kept', '')", NULL));
    g_assert_true(vl_db_end(store, TRUE, &error));
    g_assert_no_error(error);

    /* What failed before the end is the error that is told. */
    g_assert_true(vl_db_begin(store, &error));
    g_assert_true(vl_db_run(store, "INSERT INTO t VALUES ('lost', '')", NULL));
    gboolean done = vl_db_run(store, "INSERT INTO nowhere VALUES (1)", &error);
    g_assert_false(vl_db_end(store, done, &error));
    g_assert_nonnull(strstr(error->message, "nowhere"));
    g_clear_error(&error);

    assert_first(store, "SELECT group_concat(a) FROM t", "kept");
    /* Neither left a transaction open. */
    g_assert_true(vl_db_begin(store, &error));
    g_assert_true(vl_db_end(store, TRUE, &error));
}

/* What the header of a library promises to its users: a remedy for each way
 * in which a disk or another program fails us. */
static void
test_remedies(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *before, *sql, *remedy;
    } cases[] = {
        {"PRAGMA query_only=ON", "INSERT INTO t VALUES ('a', '')",
         "cannot be written; check its owner"},
        {"PRAGMA query_only=OFF; PRAGMA max_page_count=1",
         "INSERT INTO t VALUES (hex(zeroblob(200000)), '')", "free some space"},
        /* No case of ours: in SQLite's own words. */
        {"", "SELECT nonsense", "no such column"},
    };
    g_autofree char *path = store_path(fixture);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_true(vl_db_run(fixture->store, cases[i].before, &error));
        g_assert_false(vl_db_run(fixture->store, cases[i].sql, &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
        g_assert_nonnull(strstr(error->message, path));
        g_assert_nonnull(strstr(error->message, cases[i].remedy));
    }
}

static void
test_busy(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlStore) other = vl_store_open(fixture->folder, &error);
    g_assert_no_error(error);
    g_assert_true(vl_db_begin(other, &error));
    sqlite3_busy_timeout(fixture->store->db, 0);
    g_assert_false(vl_db_begin(fixture->store, &error));
    g_assert_nonnull(strstr(error->message, "another program holds it"));
    g_clear_error(&error);
    g_assert_true(vl_db_end(other, TRUE, &error));
    g_assert_true(vl_db_begin(fixture->store, &error));
    g_assert_true(vl_db_end(fixture->store, TRUE, &error));
}

/* Bytes in the middle of the file that somebody overwrote. */
static void
test_damaged(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = store_path(fixture);
    vl_store_close(g_steal_pointer(&fixture->store));
    g_autofree char *bytes = NULL;
    gsize n = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &n, &error));
    memset(bytes + 100, 0xAA, n - 100);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)n, &error));
    g_assert_null(vl_store_open(fixture->folder, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
    g_assert_nonnull(strstr(error->message, "damaged; restore it"));
}

static void
test_no_file(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_build_filename(fixture->folder, "new", NULL);
    g_autofree char *taken = g_build_filename(folder, "library.db", NULL);
    g_assert_false(vl_store_exists(folder));
    g_assert_cmpint(g_mkdir_with_parents(taken, 0700), ==, 0);
    g_assert_null(vl_store_open(folder, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
    g_assert_nonnull(strstr(error->message, "cannot be opened"));
    g_assert_true(vl_store_exists(fixture->folder));
}

/* What a kill or a power cut must not cost (DESIGN §9). */
static void
test_pragmas(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    assert_first(fixture->store, "PRAGMA journal_mode", "wal");
    assert_first(fixture->store, "PRAGMA synchronous", "2");
    assert_first(fixture->store, "PRAGMA foreign_keys", "1");
    assert_first(fixture->store, "PRAGMA trusted_schema", "0");
}

#define ADD(path, function)                                                    \
    g_test_add(path, StoreFixture, NULL, set_up, function, store_tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/db/values", test_values);
    ADD("/db/again", test_again);
    ADD("/db/transaction", test_transaction);
    ADD("/db/remedies", test_remedies);
    ADD("/db/busy", test_busy);
    ADD("/db/damaged", test_damaged);
    ADD("/db/no-file", test_no_file);
    ADD("/db/pragmas", test_pragmas);
    return g_test_run();
}
