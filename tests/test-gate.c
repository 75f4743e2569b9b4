#include "config.h"

#include "base/gate.h"

#define THREADS 12
#define PLACES 3

typedef struct {
    VlGate *gate;
    gint inside, most, passed;
} Shared;

static gpointer
pass(gpointer data)
{
    Shared *shared = data;
    vl_gate_enter(shared->gate);
    gint inside = g_atomic_int_add(&shared->inside, 1) + 1;
    gint most = g_atomic_int_get(&shared->most);
    while (inside > most &&
           !g_atomic_int_compare_and_exchange(&shared->most, most, inside))
        most = g_atomic_int_get(&shared->most);
    g_usleep(2000);
    g_atomic_int_add(&shared->inside, -1);
    g_atomic_int_inc(&shared->passed);
    vl_gate_leave(shared->gate);
    return NULL;
}

static void
test_places(void)
{
    g_autoptr(VlGate) gate = vl_gate_new(PLACES);
    Shared shared = {.gate = gate};
    GThread *threads[THREADS];
    for (guint i = 0; i < THREADS; i++)
        threads[i] = g_thread_new("pass", pass, &shared);
    for (guint i = 0; i < THREADS; i++)
        g_thread_join(threads[i]);
    g_assert_cmpint(shared.passed, ==, THREADS);
    g_assert_cmpint(shared.most, <=, PLACES);
}

static void
test_none(void)
{
    vl_gate_enter(NULL);
    vl_gate_leave(NULL);
    g_autoptr(VlGate) gate = vl_gate_new(0); /* one, or nobody passes */
    vl_gate_enter(gate);
    vl_gate_leave(gate);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/places", test_places);
    g_test_add_func("/gate/none", test_none);
    return g_test_run();
}
