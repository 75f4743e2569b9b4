#include "config.h"

#include "llm/prices.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/unicode.h"

#define MILLION G_GINT64_CONSTANT(1000000)
#define MAX_LINES 10000

typedef struct {
    char *host, *model; /* patterns */
    VlPrice price;
} Line;

struct VlPrices {
    char *currency;
    GArray *lines; /* Line */
};

static void
line_clear(gpointer data)
{
    Line *line = data;
    g_free(line->host);
    g_free(line->model);
}

void
vl_prices_free(VlPrices *prices)
{
    if (prices == NULL)
        return;
    g_free(prices->currency);
    g_array_unref(prices->lines);
    g_free(prices);
}

gboolean
vl_amount_parse(const char *text, gint64 *amount)
{
    gsize n = strspn(text, "0123456789.");
    const char *dot = strchr(text, '.');
    if (n == 0 || text[n] != '\0' || n > 15 || g_str_equal(text, ".") ||
        (dot != NULL && strchr(dot + 1, '.') != NULL))
        return FALSE;
    double value = g_ascii_strtod(text, NULL);
    if (value > 1e9)
        return FALSE;
    *amount = (gint64)llround(value * (double)MILLION);
    return TRUE;
}

char *
vl_amount_text(gint64 amount)
{
    char *text = g_strdup_printf("%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT,
                                 amount / MILLION, amount % MILLION);
    gsize n = strlen(text);
    while (text[n - 1] == '0' && text[n - 2] != '.')
        text[--n] = '\0';
    return text;
}

static gboolean
is_currency(const char *word)
{
    return strlen(word) == 3 &&
           strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

static gboolean
read_words(VlPrices *prices, char **words)
{
    guint n = g_strv_length(words);
    if (n == 2 && g_str_equal(words[0], "currency") && is_currency(words[1])) {
        g_free(prices->currency);
        prices->currency = g_strdup(words[1]);
        return TRUE;
    }
    Line line = {0};
    if (n != 4 || !vl_amount_parse(words[2], &line.price.input) ||
        !vl_amount_parse(words[3], &line.price.output))
        return FALSE;
    line.host = g_ascii_strdown(words[0], -1);
    line.model = g_strdup(words[1]);
    g_array_append_val(prices->lines, line);
    return TRUE;
}

/* The words between blanks; the caller frees. */
static char **
split(const char *text)
{
    GPtrArray *words = g_ptr_array_new();
    for (const char *p = text; *p != '\0';) {
        p += strspn(p, " \t\r");
        gsize n = strcspn(p, " \t\r");
        if (n > 0)
            g_ptr_array_add(words, g_strndup(p, n));
        p += n;
    }
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

static gboolean
read_line(VlPrices *prices, const char *line, gsize n)
{
    g_autofree char *text = g_utf8_make_valid(line, (gssize)n);
    text[strcspn(text, "#")] = '\0';
    g_auto(GStrv) words = split(text);
    return words[0] == NULL || read_words(prices, words);
}

VlPrices *
vl_prices_parse(const char *file, const char *bytes, gsize n_bytes,
                GError **error)
{
    g_autoptr(VlPrices) prices = g_new0(VlPrices, 1);
    prices->currency = g_strdup("USD");
    prices->lines = g_array_new(FALSE, FALSE, sizeof(Line));
    g_array_set_clear_func(prices->lines, line_clear);
    guint number = 0;
    for (const char *p = bytes, *end = bytes + n_bytes; p < end;) {
        const char *stop = memchr(p, '\n', (gsize)(end - p));
        gsize n = (gsize)((stop != NULL ? stop : end) - p);
        if (++number > MAX_LINES || !read_line(prices, p, n)) {
            g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                        "%s:%u: a line is 'HOST MODEL INPUT OUTPUT', with "
                        "prices for a million tokens, or 'currency USD'",
                        file, number);
            return NULL;
        }
        p += n + 1;
    }
    return g_steal_pointer(&prices);
}

gboolean
vl_prices_find(const VlPrices *prices, const char *host, const char *model,
               VlPrice *price)
{
    for (guint i = 0; prices != NULL && i < prices->lines->len; i++) {
        const Line *line = &g_array_index(prices->lines, Line, i);
        if (!g_pattern_match_simple(line->host, host) ||
            !g_pattern_match_simple(line->model, model))
            continue;
        *price = line->price;
        return TRUE;
    }
    return FALSE;
}

const char *
vl_prices_currency(const VlPrices *prices)
{
    return prices != NULL ? prices->currency : "USD";
}

gint64
vl_price_of(VlPrice price, gint64 input_tokens, gint64 output_tokens)
{
    double sum = (double)price.input * (double)MAX(input_tokens, 0) +
                 (double)price.output * (double)MAX(output_tokens, 0);
    return (gint64)MIN(ceil(sum / (double)MILLION), 1e15);
}
