#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "base/file.h"
#include "store/store.h"

/* A library of its own for each test, in a folder that goes with it. */

typedef struct {
    char *folder;
    VlStore *store; /* open; a test may close it and set it to NULL */
} StoreFixture;

static inline void
store_set_up(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    fixture->folder = g_dir_make_tmp("veille-store-XXXXXX", &error);
    g_assert_no_error(error);
    fixture->store = vl_store_open(fixture->folder, &error);
    g_assert_no_error(error);
}

static inline void
store_tear_down(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    vl_store_close(fixture->store);
    g_assert_true(vl_file_remove_folder(fixture->folder, &error));
    g_free(fixture->folder);
}

static inline char *
store_path(const StoreFixture *fixture)
{
    return g_build_filename(fixture->folder, "library.db", NULL);
}

/* What another program may do to the library. */
static inline void
store_raw_sql(const StoreFixture *fixture, const char *sql)
{
    g_autofree char *path = store_path(fixture);
    sqlite3 *db = NULL;
    g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close(db);
}

#define STORE_ADD(path, function)                                              \
    g_test_add(path, StoreFixture, NULL, store_set_up, function,               \
               store_tear_down)
