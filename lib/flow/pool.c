#include "config.h"

#include "flow/pool.h"

typedef struct {
    VlWorkFunc func;
    gpointer data;
    const char *what;
    const VlEvents *events;
    guint total;
    GMutex mutex; /* guards what follows, and the events */
    guint done;
    GError *error;
} Pool;

static void
work(gpointer item, gpointer data)
{
    Pool *pool = data;
    g_mutex_lock(&pool->mutex);
    gboolean stopped = pool->error != NULL;
    g_mutex_unlock(&pool->mutex);
    if (stopped)
        return;
    g_autoptr(GError) error = NULL;
    (void)pool->func(item, pool->data, &error);
    g_mutex_lock(&pool->mutex);
    if (error != NULL && pool->error == NULL)
        pool->error = g_steal_pointer(&error);
    pool->done++;
    if (pool->events != NULL && pool->events->progress != NULL)
        pool->events->progress(pool->what, pool->done, pool->total,
                               pool->events->data);
    g_mutex_unlock(&pool->mutex);
}

gboolean
vl_pool_run(const GPtrArray *items, VlWorkFunc func, gpointer data,
            const char *what, const VlEvents *events, GError **error)
{
    return vl_pool_run_wide(items, func, data, 0, what, events, error);
}

gboolean
vl_pool_run_wide(const GPtrArray *items, VlWorkFunc func, gpointer data,
                 guint n_threads, const char *what, const VlEvents *events,
                 GError **error)
{
    Pool pool = {.func = func,
                 .data = data,
                 .what = what,
                 .events = events,
                 .total = items->len};
    g_mutex_init(&pool.mutex);
    GThreadPool *threads = g_thread_pool_new(
        work, &pool, (int)(n_threads > 0 ? n_threads : g_get_num_processors()),
        FALSE, error);
    if (threads == NULL)
        return FALSE;
    for (guint i = 0; i < items->len; i++)
        /* An item that finds no thread waits for one. */
        (void)g_thread_pool_push(threads, items->pdata[i], NULL);
    g_thread_pool_free(threads, FALSE, TRUE);
    g_mutex_clear(&pool.mutex);
    if (pool.error == NULL)
        return TRUE;
    g_propagate_error(error, pool.error);
    return FALSE;
}
