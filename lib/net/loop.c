#include "config.h"

#include "net/loop.h"

#include "net/curl.h"

/* Connections to one host at a time when it cannot share one (HTTP/1.1). */
#define MOST_OF_A_HOST 16L
#define LONGEST_POLL_MS 1000

typedef enum { ORDER_ADD, ORDER_RESUME, ORDER_ABORT } OrderKind;

typedef struct {
    OrderKind kind;
    CURL *easy;
} Order;

struct VlLoop {
    CURLM *multi;
    GThread *thread;
    GMutex mutex;
    GArray *orders;   /* Order: guarded by the mutex, like stopping */
    gboolean stopping;
    GHashTable *active; /* CURL *: the thread's own */
};

static void
finish(VlLoop *loop, CURL *easy, CURLcode code)
{
    VlLoopTask *task = NULL;
    vl_curl.easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&task);
    g_hash_table_remove(loop->active, easy);
    vl_curl.multi_remove_handle(loop->multi, easy);
    task->done(code, task->data);
}

static void
obey(VlLoop *loop, const Order *order)
{
    gboolean active = g_hash_table_contains(loop->active, order->easy);
    if (order->kind == ORDER_ADD) {
        g_hash_table_add(loop->active, order->easy);
        if (vl_curl.multi_add_handle(loop->multi, order->easy) != CURLM_OK)
            finish(loop, order->easy, CURLE_FAILED_INIT);
    } else if (active && order->kind == ORDER_RESUME) {
        vl_curl.easy_pause(order->easy, CURLPAUSE_CONT);
    } else if (active) {
        finish(loop, order->easy, CURLE_ABORTED_BY_CALLBACK);
    }
}

/* FALSE: the thread is to end. */
static gboolean
obey_all(VlLoop *loop)
{
    g_mutex_lock(&loop->mutex);
    g_autoptr(GArray) orders = loop->orders;
    loop->orders = g_array_new(FALSE, FALSE, sizeof(Order));
    gboolean stopping = loop->stopping;
    g_mutex_unlock(&loop->mutex);
    for (guint i = 0; i < orders->len; i++)
        obey(loop, &g_array_index(orders, Order, i));
    return !stopping;
}

static void
finish_done(VlLoop *loop)
{
    CURLMsg *message = NULL;
    int left = 0;
    while ((message = vl_curl.multi_info_read(loop->multi, &left)) != NULL)
        if (message->msg == CURLMSG_DONE)
            finish(loop, message->easy_handle, message->data.result);
}

static gpointer
run(gpointer data)
{
    VlLoop *loop = data;
    while (obey_all(loop)) {
        int running = 0;
        vl_curl.multi_perform(loop->multi, &running);
        finish_done(loop);
        vl_curl.multi_poll(loop->multi, NULL, 0, LONGEST_POLL_MS, NULL);
    }
    g_autoptr(GList) rest = g_hash_table_get_keys(loop->active);
    for (GList *item = rest; item != NULL; item = item->next)
        finish(loop, item->data, CURLE_ABORTED_BY_CALLBACK);
    return NULL;
}

VlLoop *
vl_loop_new(void)
{
    CURLM *multi = vl_curl.multi_init();
    if (multi == NULL)
        return NULL;
    vl_curl.multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, MOST_OF_A_HOST);
    VlLoop *loop = g_new0(VlLoop, 1);
    loop->multi = multi;
    g_mutex_init(&loop->mutex);
    loop->orders = g_array_new(FALSE, FALSE, sizeof(Order));
    loop->active = g_hash_table_new(NULL, NULL);
    loop->thread = g_thread_try_new("network", run, loop, NULL);
    if (loop->thread != NULL)
        return loop;
    vl_loop_free(loop);
    return NULL;
}

void
vl_loop_free(VlLoop *loop)
{
    if (loop == NULL)
        return;
    g_mutex_lock(&loop->mutex);
    loop->stopping = TRUE;
    g_mutex_unlock(&loop->mutex);
    vl_curl.multi_wakeup(loop->multi);
    if (loop->thread != NULL)
        g_thread_join(loop->thread);
    vl_curl.multi_cleanup(loop->multi);
    g_hash_table_unref(loop->active);
    g_array_unref(loop->orders);
    g_mutex_clear(&loop->mutex);
    g_free(loop);
}

static void
give(VlLoop *loop, OrderKind kind, CURL *easy)
{
    const Order order = {kind, easy};
    g_mutex_lock(&loop->mutex);
    g_array_append_val(loop->orders, order);
    g_mutex_unlock(&loop->mutex);
    vl_curl.multi_wakeup(loop->multi);
}

void
vl_loop_add(VlLoop *loop, CURL *easy)
{
    give(loop, ORDER_ADD, easy);
}

void
vl_loop_resume(VlLoop *loop, CURL *easy)
{
    give(loop, ORDER_RESUME, easy);
}

void
vl_loop_abort(VlLoop *loop, CURL *easy)
{
    give(loop, ORDER_ABORT, easy);
}
