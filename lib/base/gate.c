#include "config.h"

#include "base/gate.h"

struct VlGate {
    GMutex mutex;
    GCond cond;
    guint places; /* that are free */
};

VlGate *
vl_gate_new(guint places)
{
    VlGate *gate = g_new0(VlGate, 1);
    g_mutex_init(&gate->mutex);
    g_cond_init(&gate->cond);
    gate->places = MAX(places, 1);
    return gate;
}

void
vl_gate_free(VlGate *gate)
{
    if (gate == NULL)
        return;
    g_mutex_clear(&gate->mutex);
    g_cond_clear(&gate->cond);
    g_free(gate);
}

void
vl_gate_enter(VlGate *gate)
{
    if (gate == NULL)
        return;
    g_mutex_lock(&gate->mutex);
    while (gate->places == 0)
        g_cond_wait(&gate->cond, &gate->mutex);
    gate->places--;
    g_mutex_unlock(&gate->mutex);
}

void
vl_gate_leave(VlGate *gate)
{
    if (gate == NULL)
        return;
    g_mutex_lock(&gate->mutex);
    gate->places++;
    g_cond_signal(&gate->cond);
    g_mutex_unlock(&gate->mutex);
}
