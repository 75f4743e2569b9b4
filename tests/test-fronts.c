#include "config.h"

#include "store/fronts.h"

#include "store-fixture.h"

static char *
get(StoreFixture *fixture, const VlFrontKey *key)
{
    g_autoptr(GError) error = NULL;
    char *front = NULL;
    g_assert_true(vl_store_get_front(fixture->store, key, &front, &error));
    g_assert_no_error(error);
    return front;
}

static void
put(StoreFixture *fixture, const VlFrontKey *key, const char *front)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(vl_store_put_front(fixture->store, key, front, &error));
    g_assert_no_error(error);
}

/* Of a file that changed in any way nothing is known. */
static void
test_changes(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    const VlFrontKey key = {"/a/b.pdf", 100, 5, 6};
    VlFrontKey changed[] = {key, key, key, key};
    changed[0].path = "/a/c.pdf";
    changed[1].size++;
    changed[2].modified++;
    changed[3].moved++;
    g_assert_null(get(fixture, &key));
    put(fixture, &key, "one");
    g_autofree char *front = get(fixture, &key);
    g_assert_cmpstr(front, ==, "one");
    for (guint i = 0; i < G_N_ELEMENTS(changed); i++)
        g_assert_null(get(fixture, &changed[i]));
    put(fixture, &changed[2], "two");
    g_assert_null(get(fixture, &key));
    g_autofree char *newer = get(fixture, &changed[2]);
    g_assert_cmpstr(newer, ==, "two");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORE_ADD("/fronts/changes", test_changes);
    return g_test_run();
}
