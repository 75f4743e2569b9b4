#include "config.h"

#include "pubmed/harvest.h"

/* Above every PMID there will be for long: they have eight digits today. */
#define LAST_UID G_GUINT64_CONSTANT(999999999)

struct VlHarvest {
    GArray *ranges;   /* VlUidRange, still to be asked for; the last next */
    GHashTable *uids; /* guint64 * */
    guint64 total;
    gboolean begun;
};

VlHarvest *
vl_harvest_new(void)
{
    VlHarvest *harvest = g_new0(VlHarvest, 1);
    harvest->ranges = g_array_new(FALSE, FALSE, sizeof(VlUidRange));
    harvest->uids =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    const VlUidRange all = {0, 0};
    g_array_append_val(harvest->ranges, all);
    return harvest;
}

void
vl_harvest_free(VlHarvest *harvest)
{
    if (harvest == NULL)
        return;
    g_array_unref(harvest->ranges);
    g_hash_table_unref(harvest->uids);
    g_free(harvest);
}

gboolean
vl_harvest_next(VlHarvest *harvest, VlUidRange *range)
{
    guint n = harvest->ranges->len;
    if (n == 0)
        return FALSE;
    *range = g_array_index(harvest->ranges, VlUidRange, n - 1);
    g_array_set_size(harvest->ranges, n - 1);
    return TRUE;
}

static int
compare_uids(gconstpointer a, gconstpointer b)
{
    guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
    return x < y ? -1 : x > y;
}

/* Where to cut: at the middle one of those that came, so that each part is
 * smaller by thousands; at the middle of the range when they do not help. */
static guint64
cut_of(VlUidRange range, const GArray *uids)
{
    g_autoptr(GArray) inside = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint i = 0; i < uids->len; i++) {
        guint64 uid = g_array_index(uids, guint64, i);
        if (uid >= range.first && uid < range.last)
            g_array_append_val(inside, uid);
    }
    if (inside->len == 0)
        return range.first + (range.last - range.first) / 2;
    g_array_sort(inside, compare_uids);
    return g_array_index(inside, guint64, inside->len / 2);
}

static void
split(VlHarvest *harvest, VlUidRange range, const GArray *uids)
{
    if (range.last == 0)
        range = (VlUidRange){1, LAST_UID};
    if (range.first >= range.last)
        return;
    guint64 cut = cut_of(range, uids);
    const VlUidRange low = {range.first, cut};
    const VlUidRange high = {cut + 1, range.last};
    g_array_append_val(harvest->ranges, high);
    g_array_append_val(harvest->ranges, low);
}

void
vl_harvest_take(VlHarvest *harvest, VlUidRange range, guint64 count,
                const GArray *uids)
{
    if (!harvest->begun)
        harvest->total = count;
    harvest->begun = TRUE;
    for (guint i = 0; i < uids->len; i++) {
        guint64 uid = g_array_index(uids, guint64, i);
        if (!g_hash_table_contains(harvest->uids, &uid))
            g_hash_table_add(harvest->uids,
                             g_memdup2(&uid, sizeof(uid)));
    }
    if (uids->len < count)
        split(harvest, range, uids);
}

guint64
vl_harvest_total(const VlHarvest *harvest)
{
    return harvest->total;
}

guint
vl_harvest_count(const VlHarvest *harvest)
{
    return g_hash_table_size(harvest->uids);
}

GPtrArray *
vl_harvest_uids(const VlHarvest *harvest)
{
    g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(guint64));
    GHashTableIter at;
    gpointer uid;
    g_hash_table_iter_init(&at, harvest->uids);
    while (g_hash_table_iter_next(&at, &uid, NULL))
        g_array_append_vals(sorted, uid, 1);
    g_array_sort(sorted, compare_uids);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < sorted->len; i++)
        g_ptr_array_add(names,
                        g_strdup_printf("%" G_GUINT64_FORMAT,
                                        g_array_index(sorted, guint64, i)));
    return names;
}
