#pragma once

#include <glib.h>

/* Times are seconds since 1970 (UTC) and are handed in: nothing below cmd/
 * and flow/ asks the clock. */

/* "2026-11-25" and "2026-11-25T14:03:07Z"; the caller frees. */
char *vl_date_iso(gint64 seconds);
char *vl_date_time_iso(gint64 seconds);

/* 1 to 12 for "Jan", "january", "01", "3"; French names too; else 0. */
int vl_month_number(const char *text);

/* Reads 7d, 4w, 12m (30 days each) or a date YYYY-MM-DD as seconds, counted
 * back from now.  FALSE when it is none of these. */
gboolean vl_date_since(const char *text, gint64 now, gint64 *seconds);
