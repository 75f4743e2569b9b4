#pragma once

#include <glib.h>

/* Lets so many threads at a time through: many may wait for the network, but
 * no more than there are processors should read and judge. */
typedef struct VlGate VlGate;

VlGate *vl_gate_new(guint places);
void vl_gate_free(VlGate *gate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlGate, vl_gate_free)

/* Waits for a place.  gate may be NULL: there is no limit. */
void vl_gate_enter(VlGate *gate);
void vl_gate_leave(VlGate *gate);
