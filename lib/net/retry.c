#include "config.h"

#include "net/retry.h"

#include <string.h>

#include "net/curl.h"

guint
vl_retry_wait(guint number, guint first_ms, double chance)
{
    guint64 wait = first_ms;
    for (guint i = 1; i < number && wait < VL_RETRY_MOST_MS; i++)
        wait *= 2;
    wait = MIN(wait, VL_RETRY_MOST_MS);
    return (guint)((double)wait * (0.75 + 0.5 * CLAMP(chance, 0.0, 1.0)));
}

gboolean
vl_retry_after(const char *value, gint64 now, guint64 *ms)
{
    g_autofree char *text = g_strstrip(g_strdup(value));
    if (*text == '\0')
        return FALSE;
    if (strspn(text, "0123456789") == strlen(text)) {
        guint64 seconds = g_ascii_strtoull(text, NULL, 10);
        *ms = MIN(seconds, G_MAXUINT32) * 1000;
        return TRUE;
    }
    if (!vl_curl_load(NULL))
        return FALSE;
    gint64 when = vl_curl.getdate(text, NULL);
    if (when < 0)
        return FALSE;
    *ms = when > now ? (guint64)(when - now) * 1000 : 0;
    return TRUE;
}

gboolean
vl_retry_status(guint status)
{
    static const guint later[] = {408, 425, 429, 500, 502, 503, 504, 529};
    for (guint i = 0; i < G_N_ELEMENTS(later); i++)
        if (later[i] == status)
            return TRUE;
    return FALSE;
}
