#pragma once

#include <glib.h>

#include "flow/events.h"

/* Works on one item; FALSE stops the pool: items not begun are left. */
typedef gboolean (*VlWorkFunc)(gpointer item, gpointer data, GError **error);

/* Does all items, as many at a time as there are processors, in no
 * fixed order.  what is for events->progress (events may be NULL).  FALSE
 * with the first error. */
gboolean vl_pool_run(const GPtrArray *items, VlWorkFunc func, gpointer data,
                     const char *what, const VlEvents *events,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same with that many at a time (0: as above), for items that wait
 * rather than work. */
gboolean vl_pool_run_wide(const GPtrArray *items, VlWorkFunc func,
                          gpointer data, guint n_threads, const char *what,
                          const VlEvents *events,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
