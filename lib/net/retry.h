#pragma once

#include <glib.h>

/* When to try again.  The scheme: a wait that doubles, with a quarter of it
 * at random, and what the server asks for above it. */

#define VL_RETRY_MOST_MS 30000 /* longest wait of our own choice */

/* The wait before attempt number (1: the second one).  first_ms is the first
 * wait; chance is at random from 0 to 1. */
guint vl_retry_wait(guint number, guint first_ms, double chance);

/* The milliseconds that a Retry-After header asks for: seconds, or an HTTP
 * date (now in seconds since 1970).  FALSE when it cannot be read. */
gboolean vl_retry_after(const char *value, gint64 now, guint64 *ms);

/* TRUE for the statuses of a server that may do better later. */
gboolean vl_retry_status(guint status);
