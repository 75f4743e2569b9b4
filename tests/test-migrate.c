#include "config.h"

#include "store/migrate.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "store-fixture.h"

/* The fixture's library as it was in an older version. */
static void
make_version(StoreFixture *fixture, int version)
{
    g_autofree char *path = store_path(fixture);
    vl_store_close(g_steal_pointer(&fixture->store));
    g_assert_cmpint(g_remove(path), ==, 0);
    for (int i = 0; i < version; i++)
        store_raw_sql(fixture, vl_db_migrations[i]);
    g_autofree char *mark = g_strdup_printf("PRAGMA user_version=%d", version);
    store_raw_sql(fixture, mark);
}

static int
first_int(VlStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;
    gboolean row = FALSE;
    g_autoptr(VlStatement) select = vl_db_prepare(store, &error, sql);
    g_assert_no_error(error);
    g_assert_true(vl_db_step(store, select, &row, &error) && row);
    return sqlite3_column_int(select, 0);
}

/* The tables of the newest version, as SQLite describes them. */
static char *
schema_of(VlStore *store)
{
    g_autoptr(GError) error = NULL;
    gboolean row = FALSE;
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, &error,
        "SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_schema"
        " WHERE sql NOT NULL ORDER BY name)");
    g_assert_no_error(error);
    g_assert_true(vl_db_step(store, select, &row, &error) && row);
    return g_strdup(vl_db_text(select, 0));
}

/* From each version: the same tables, and what stood in them still does. */
static void
test_versions(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *wanted = schema_of(fixture->store);
    for (int version = 0; version <= vl_db_version(); version++) {
        make_version(fixture, version);
        if (version > 0)
            store_raw_sql(fixture,
                          "INSERT INTO run (id, watch, folder, started, state)"
                          " VALUES ('aa', 'w', '/out', 'then', 'done');"
                          "INSERT INTO shown (run, name, digested)"
                          " VALUES ('aa', 'pmid:1', 1)");
        g_autoptr(GError) error = NULL;
        fixture->store = vl_store_open(fixture->folder, &error);
        g_assert_no_error(error);
        g_autofree char *schema = schema_of(fixture->store);
        g_assert_cmpstr(schema, ==, wanted);
        g_assert_cmpint(first_int(fixture->store, "PRAGMA user_version"), ==,
                        vl_db_version());
        g_assert_cmpint(first_int(fixture->store, "SELECT count(*) FROM shown"),
                        ==, version > 0);
    }
}

/* A step that fails leaves the library as it was, for the old program. */
static void
test_all_or_none(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    make_version(fixture, 0);
    store_raw_sql(fixture, "CREATE TABLE quote (x)");
    g_assert_null(vl_store_open(fixture->folder, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
    g_assert_nonnull(strstr(error->message, "quote"));
    g_clear_error(&error);

    /* A table that the first try had left would clash now. */
    store_raw_sql(fixture, "DROP TABLE quote");
    fixture->store = vl_store_open(fixture->folder, &error);
    g_assert_no_error(error);
}

static void
test_foreign_versions(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    const int versions[] = {vl_db_version() + 1, 999, -1};
    for (guint i = 0; i < G_N_ELEMENTS(versions); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *mark =
            g_strdup_printf("PRAGMA user_version=%d", versions[i]);
        g_assert_true(vl_db_run(fixture->store, mark, &error));
        g_assert_false(vl_db_migrate(fixture->store, &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
        g_assert_nonnull(strstr(error->message, fixture->store->path));
        g_assert_nonnull(strstr(error->message, "newer veille; update"));
    }
}

static gpointer
open_it(gpointer folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlStore) store = vl_store_open(folder, &error);
    g_assert_no_error(error);
    return NULL;
}

/* Several programs that find the same old library at once. */
static void
test_at_once(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    for (int round = 0; round < 5; round++) {
        make_version(fixture, 0);
        GThread *threads[4];
        for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
            threads[i] = g_thread_new("open", open_it, fixture->folder);
        for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
            g_thread_join(threads[i]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORE_ADD("/migrate/versions", test_versions);
    STORE_ADD("/migrate/all-or-none", test_all_or_none);
    STORE_ADD("/migrate/foreign-versions", test_foreign_versions);
    STORE_ADD("/migrate/at-once", test_at_once);
    return g_test_run();
}
