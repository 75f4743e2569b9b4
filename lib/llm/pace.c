#include "config.h"

#include "llm/pace.h"

#include <string.h>

/* A hint is believed for a minute at most. */
#define MOST_HINT_MS (60 * 1000)

struct VlPace {
    GMutex mutex; /* of all below */
    GCond cond;
    guint most, busy;
    double limit; /* from 1 to most */
    gint64 hold_until; /* of the monotonic clock */
};

VlPace *
vl_pace_new(guint parallel)
{
    VlPace *pace = g_new0(VlPace, 1);
    pace->most = MAX(parallel, 1);
    pace->limit = pace->most;
    g_mutex_init(&pace->mutex);
    g_cond_init(&pace->cond);
    return pace;
}

void
vl_pace_free(VlPace *pace)
{
    if (pace == NULL)
        return;
    g_cond_clear(&pace->cond);
    g_mutex_clear(&pace->mutex);
    g_free(pace);
}

gboolean
vl_pace_enter(VlPace *pace)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&pace->mutex);
    for (;;) {
        gint64 wait = pace->hold_until - g_get_monotonic_time();
        if (wait > (gint64)VL_PACE_LONGEST_MS * 1000)
            return FALSE;
        if (wait > 0)
            g_cond_wait_until(&pace->cond, &pace->mutex, pace->hold_until);
        else if (pace->busy >= (guint)pace->limit)
            g_cond_wait(&pace->cond, &pace->mutex);
        else
            break;
    }
    pace->busy++;
    return TRUE;
}

/* Halved at once, and one more for as many good answers as there are places:
 * the way in which TCP finds how much a line takes. */
void
vl_pace_leave(VlPace *pace, const VlPaceNews *news)
{
    gint64 ms = (gint64)MIN(news->hold_ms, (guint64)G_MAXINT32);
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&pace->mutex);
    pace->busy--;
    pace->limit = news->crowded ? MAX(pace->limit / 2, 1)
                                : MIN(pace->limit + 1 / pace->limit,
                                      pace->most);
    if (ms > 0)
        pace->hold_until =
            MAX(pace->hold_until, g_get_monotonic_time() + ms * 1000);
    g_cond_broadcast(&pace->cond);
}

guint
vl_pace_limit(VlPace *pace)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&pace->mutex);
    return (guint)pace->limit;
}

/* ---- Headers ---- */

gboolean
vl_pace_duration(const char *text, guint64 *ms)
{
    static const struct {
        const char *unit;
        double ms;
    } units[] = {{"ms", 1}, {"s", 1000}, {"m", 60e3}, {"h", 3600e3},
                 {"d", 86400e3}, {"", 1000}};
    double sum = 0;
    const char *p = text;
    do {
        gsize n = strspn(p, "0123456789.");
        if (n == 0 || n > 12)
            return FALSE;
        double value = g_ascii_strtod(p, NULL);
        p += n;
        n = strspn(p, "abcdefghijklmnopqrstuvwxyz");
        guint i = 0;
        while (i < G_N_ELEMENTS(units) && (strlen(units[i].unit) != n ||
                                           strncmp(p, units[i].unit, n) != 0))
            i++;
        if (i == G_N_ELEMENTS(units))
            return FALSE;
        sum += value * units[i].ms;
        p += n;
    } while (*p != '\0' && sum < 1e12);
    *ms = (guint64)MIN(sum, 1e12);
    return *p == '\0';
}

/* When a limit comes back, in milliseconds from now; 0: it does not say. */
static guint64
reset_of(const char *text, gint64 now)
{
    guint64 ms = 0;
    if (text == NULL)
        return 0;
    if (vl_pace_duration(text, &ms))
        return ms;
    g_autoptr(GDateTime) when = g_date_time_new_from_iso8601(text, NULL);
    if (when == NULL || g_date_time_to_unix(when) <= now)
        return 0;
    return (guint64)(g_date_time_to_unix(when) - now) * 1000;
}

guint64
vl_pace_hint(GHashTable *headers, guint tokens, gint64 now)
{
    static const struct {
        const char *remaining, *reset;
        gboolean of_tokens;
    } limits[] = {
        {"x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", FALSE},
        {"x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens", TRUE},
        {"anthropic-ratelimit-requests-remaining",
         "anthropic-ratelimit-requests-reset", FALSE},
        {"anthropic-ratelimit-tokens-remaining",
         "anthropic-ratelimit-tokens-reset", TRUE},
        {"anthropic-ratelimit-input-tokens-remaining",
         "anthropic-ratelimit-input-tokens-reset", TRUE},
    };
    guint64 longest = 0;
    for (guint i = 0; i < G_N_ELEMENTS(limits); i++) {
        const char *text = g_hash_table_lookup(headers, limits[i].remaining);
        guint64 left = 0;
        if (text == NULL || !g_ascii_string_to_unsigned(text, 10, 0,
                                                        G_MAXINT64, &left,
                                                        NULL) ||
            left >= (limits[i].of_tokens ? tokens : 1))
            continue;
        const char *reset = g_hash_table_lookup(headers, limits[i].reset);
        longest = MAX(longest, reset_of(reset, now));
    }
    return MIN(longest, MOST_HINT_MS);
}
