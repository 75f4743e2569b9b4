#include "config.h"

#include "base/date.h"

#include <string.h>

#define DAY (24 * 60 * 60)

static char *
format(gint64 seconds, const char *pattern)
{
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(seconds);
    return when == NULL ? g_strdup("") : g_date_time_format(when, pattern);
}

char *
vl_date_iso(gint64 seconds)
{
    return format(seconds, "%Y-%m-%d");
}

char *
vl_date_time_iso(gint64 seconds)
{
    return format(seconds, "%Y-%m-%dT%H:%M:%SZ");
}

/* The first letters that tell a month, English and French (folded). */
static const struct {
    const char *start;
    int month;
} months[] = {
    {"jan", 1},  {"feb", 2},   {"fev", 2},  {"f\u00e9v", 2}, {"mar", 3},
    {"apr", 4},  {"avr", 4},   {"may", 5},  {"mai", 5},      {"jun", 6},
    {"juin", 6}, {"juil", 7},  {"jul", 7},  {"aug", 8},      {"aou", 8},
    {"ao\u00fb", 8}, {"sep", 9}, {"oct", 10}, {"nov", 11},   {"dec", 12},
    {"d\u00e9c", 12},
};

int
vl_month_number(const char *text)
{
    if (g_ascii_isdigit(text[0])) {
        char *end = NULL;
        gint64 number = g_ascii_strtoll(text, &end, 10);
        gboolean good = *end == '\0' && number >= 1 && number <= 12;
        return good ? (int)number : 0;
    }
    g_autofree char *lower = g_utf8_strdown(text, -1);
    for (guint i = 0; i < G_N_ELEMENTS(months); i++)
        if (g_str_has_prefix(lower, months[i].start))
            return months[i].month;
    return 0;
}

gboolean
vl_date_since(const char *text, gint64 now, gint64 *seconds)
{
    char *end = NULL;
    gint64 number = g_ascii_strtoll(text, &end, 10);
    if (g_ascii_isdigit(text[0]) && number > 0 && number < 40000 &&
        *end != '\0' && end[1] == '\0' && strchr("dwm", *end) != NULL) {
        int days = *end == 'd' ? 1 : *end == 'w' ? 7 : 30;
        *seconds = now - number * days * DAY;
        return TRUE;
    }
    g_autofree char *stamp = g_strconcat(text, "T00:00:00Z", NULL);
    g_autoptr(GDateTime) when = g_date_time_new_from_iso8601(stamp, NULL);
    if (when == NULL || strlen(text) != 10)
        return FALSE;
    *seconds = g_date_time_to_unix(when);
    return TRUE;
}
