#include "config.h"

#include "flow/pool.h"

#include "base/error.h"

#define N_ITEMS 500

typedef struct {
    int value;
    int times; /* that it was worked on */
} Item;

static GPtrArray *
make_items(guint n)
{
    GPtrArray *items = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < n; i++) {
        Item *item = g_new0(Item, 1);
        item->value = (int)i;
        g_ptr_array_add(items, item);
    }
    return items;
}

static gboolean
count(gpointer item, gpointer data, GError **error)
{
    (void)error;
    ((Item *)item)->times++;
    g_atomic_int_inc((int *)data);
    return TRUE;
}

/* Called one at a time: no lock here. */
static void
note_progress(const char *what, guint done, guint total, gpointer data)
{
    guint *last = data;
    g_assert_cmpstr(what, ==, "items");
    g_assert_cmpuint(total, ==, N_ITEMS);
    g_assert_cmpuint(done, ==, *last + 1);
    *last = done;
}

static void
test_all(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) items = make_items(N_ITEMS);
    int n = 0;
    guint last = 0;
    const VlEvents events = {.progress = note_progress, .data = &last};
    g_assert_true(vl_pool_run(items, count, &n, "items", &events, &error));
    g_assert_no_error(error);
    g_assert_cmpint(n, ==, N_ITEMS);
    g_assert_cmpuint(last, ==, N_ITEMS);
    for (guint i = 0; i < items->len; i++)
        g_assert_cmpint(((Item *)items->pdata[i])->times, ==, 1);
}

static void
test_none(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) items = make_items(0);
    g_assert_true(vl_pool_run(items, count, NULL, "items", NULL, &error));
    g_assert_no_error(error);
}

static gboolean
fail_all(gpointer item, gpointer data, GError **error)
{
    (void)item;
    g_atomic_int_inc((int *)data);
    g_set_error(error, VL_ERROR, VL_ERROR_FAILED, "no");
    return FALSE;
}

static void
test_error(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) items = make_items(N_ITEMS);
    int n = 0;
    g_assert_false(vl_pool_run(items, fail_all, &n, "items", NULL, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_FAILED);
    /* Those that were begun, and no more than there are threads. */
    g_assert_cmpint(n, <=, (int)g_get_num_processors());
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pool/all", test_all);
    g_test_add_func("/pool/none", test_none);
    g_test_add_func("/pool/error", test_error);
    return g_test_run();
}
