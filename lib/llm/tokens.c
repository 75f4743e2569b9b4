#include "config.h"

#include "llm/tokens.h"

#include <string.h>

#define PROSE 3.0
#define FIGURES 1.7
#define MARGIN 1.15
#define ENOUGH 3000 /* tokens that make an experience */

static gboolean
is_figures(const char *line, gsize n)
{
    gsize digits = 0;
    for (gsize i = 0; i < n; i++)
        digits += g_ascii_isdigit(line[i]);
    return digits * 4 > n;
}

guint
vl_tokens_estimate(const char *text)
{
    double tokens = 0;
    for (const char *p = text; *p != '\0';) {
        gsize n = strcspn(p, "\n");
        n += p[n] == '\n';
        tokens += (double)n / (is_figures(p, n) ? FIGURES : PROSE);
        p += n;
    }
    return (guint)MIN(tokens * MARGIN + 1, G_MAXINT32);
}

guint
vl_tokens_correct(guint estimate, VlTokenRatio ratio)
{
    if (ratio.estimated < ENOUGH || ratio.counted <= 0)
        return estimate;
    double factor = (double)ratio.counted / (double)ratio.estimated;
    double tokens = estimate * CLAMP(factor, 0.3, 3.0) * 1.1;
    return (guint)MIN(tokens + 1, G_MAXINT32);
}
