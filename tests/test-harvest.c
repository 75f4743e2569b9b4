#include "config.h"

#include <glib.h>

#include "pubmed/harvest.h"

/* A PubMed that holds `held` and gives at most `most` of them at once, the
 * highest or the lowest numbers first. */
typedef struct {
    GArray *held; /* guint64, sorted */
    guint most;
    gboolean newest_first;
    guint asked;
} Server;

static void
answer(Server *server, VlHarvest *harvest, VlUidRange range)
{
    g_autoptr(GArray) inside = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint i = 0; i < server->held->len; i++) {
        guint k = server->newest_first ? server->held->len - 1 - i : i;
        guint64 uid = g_array_index(server->held, guint64, k);
        if (range.last == 0 || (uid >= range.first && uid <= range.last))
            g_array_append_val(inside, uid);
    }
    guint count = inside->len;
    g_array_set_size(inside, MIN(count, server->most));
    server->asked++;
    vl_harvest_take(harvest, range, count, inside);
}

static void
check_harvest(const guint64 *uids, guint n, guint most, gboolean newest_first,
              guint most_asked)
{
    g_autoptr(VlHarvest) harvest = vl_harvest_new();
    Server server = {g_array_new(FALSE, FALSE, sizeof(guint64)), most,
                     newest_first, 0};
    g_array_append_vals(server.held, uids, n);
    VlUidRange range;
    while (vl_harvest_next(harvest, &range)) {
        g_assert_cmpuint(server.asked, <=, most_asked);
        answer(&server, harvest, range);
    }
    g_autoptr(GPtrArray) got = vl_harvest_uids(harvest);
    g_assert_cmpuint(got->len, ==, n);
    g_assert_cmpuint(vl_harvest_count(harvest), ==, n);
    g_assert_cmpuint(vl_harvest_total(harvest), ==, n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *name =
            g_strdup_printf("%" G_GUINT64_FORMAT, uids[i]);
        g_assert_cmpstr(got->pdata[i], ==, name);
    }
    g_array_unref(server.held);
}

static void
test_few(void)
{
    const guint64 uids[] = {7, 99000001, 99000002};
    check_harvest(uids, 3, VL_ESEARCH_MAX, TRUE, 1);
    check_harvest(uids, 0, VL_ESEARCH_MAX, TRUE, 1);
    /* Cut down to single numbers. */
    check_harvest(uids, 3, 1, TRUE, 80);
    check_harvest(uids, 3, 1, FALSE, 80);
}

static void
test_many(void)
{
    enum { N = 25000 };
    g_autofree guint64 *uids = g_new(guint64, N);
    for (guint i = 0; i < N; i++)
        uids[i] = 40000000 + i + (i % 7 == 0 ? 0 : i / 3 * 2);
    for (guint i = 1; i < N; i++)
        uids[i] = MAX(uids[i], uids[i - 1] + 1);
    check_harvest(uids, N, VL_ESEARCH_MAX, TRUE, 20);
    check_harvest(uids, N, VL_ESEARCH_MAX, FALSE, 20);
    check_harvest(uids, 10000, VL_ESEARCH_MAX, TRUE, 3);
    check_harvest(uids, 9999, VL_ESEARCH_MAX, TRUE, 1);
}

/* A server whose counts are wrong is not asked for ever. */
static void
test_lies(void)
{
    g_autoptr(VlHarvest) harvest = vl_harvest_new();
    g_autoptr(GArray) nothing = g_array_new(FALSE, FALSE, sizeof(guint64));
    const guint64 uid = 5;
    g_autoptr(GArray) same = g_array_new(FALSE, FALSE, sizeof(guint64));
    g_array_append_val(same, uid);
    VlUidRange range;
    guint asked = 0;
    while (vl_harvest_next(harvest, &range) && asked < 100) {
        gboolean many = asked < 2;
        vl_harvest_take(harvest, range, many ? 20000 : 1,
                        many ? nothing : same);
        asked++;
    }
    g_assert_cmpuint(asked, <, 10);
    g_assert_cmpuint(vl_harvest_count(harvest), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/harvest/few", test_few);
    g_test_add_func("/harvest/many", test_many);
    g_test_add_func("/harvest/lies", test_lies);
    return g_test_run();
}
