#include "config.h"

#include "text/grams.h"

#include <string.h>

#include "text/range.h"

/* P. Jokinen and E. Ukkonen, "Two algorithms for approximate string matching
 * in static texts", MFCS 1991: the lemma, and counting by diagonals. */

/* Most places looked at for one pattern: some milliseconds. */
#define MAX_STEPS 2000000

#define NONE G_MAXUINT32

struct VlGrams {
    const char *text; /* not owned */
    gsize n;
    guint shift;   /* of a hash */
    guint32 *last; /* for each hash: where it stands last */
    guint32 *back; /* for each place: where its hash stood before */
};

static guint64
gram_at(const char *p)
{
    guint64 gram = 0;
    memcpy(&gram, p, VL_GRAM);
    return gram;
}

static gsize
hash(const VlGrams *grams, guint64 gram)
{
    return (gsize)((gram * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15)) >>
                   grams->shift);
}

VlGrams *
vl_grams_new(const char *text, gsize n)
{
    VlGrams *grams = g_new0(VlGrams, 1);
    grams->text = text;
    grams->n = n;
    guint bits = 10;
    while (bits < 24 && ((gsize)1 << bits) < n)
        bits++;
    grams->shift = 64 - bits;
    grams->last = g_new(guint32, (gsize)1 << bits);
    memset(grams->last, 0xFF, sizeof(guint32) << bits);
    grams->back = g_new(guint32, n);
    for (gsize i = 0; i + VL_GRAM <= n; i++) {
        gsize at = hash(grams, gram_at(text + i));
        grams->back[i] = grams->last[at];
        grams->last[at] = (guint32)i;
    }
    return grams;
}

void
vl_grams_free(VlGrams *grams)
{
    if (grams == NULL)
        return;
    g_free(grams->last);
    g_free(grams->back);
    g_free(grams);
}

/* Counts of shared grams by diagonal, in steps of a width. */
typedef struct {
    guint bits;   /* a width of 1 << bits */
    gsize before; /* added to a diagonal, which may be negative */
    gsize n_counts;
    guint32 *counts;
} Diagonals;

static gboolean
count_all(const VlGrams *grams, const char *pattern, gsize n, gsize from,
          gsize to, Diagonals *diagonals)
{
    gsize steps = 0;
    for (gsize i = 0; i + VL_GRAM <= n; i++) {
        guint64 gram = gram_at(pattern + i);
        guint32 at = grams->last[hash(grams, gram)];
        for (; at != NONE && at >= from; at = grams->back[at]) {
            if (++steps > MAX_STEPS)
                return FALSE;
            if (at + VL_GRAM > to || gram_at(grams->text + at) != gram)
                continue;
            gsize diagonal = at + diagonals->before - i;
            diagonals->counts[diagonal >> diagonals->bits]++;
        }
    }
    return TRUE;
}

static void
add_window(GArray *windows, gsize start, gsize end)
{
    if (windows->len > 0) {
        VlRange *last = &g_array_index(windows, VlRange, windows->len - 1);
        if (start <= last->end) {
            last->end = MAX(last->end, end);
            return;
        }
    }
    VlRange window = {start, end};
    g_array_append_val(windows, window);
}

gboolean
vl_grams_find(const VlGrams *grams, const char *pattern, gsize n, gsize least,
              gsize shift, gsize from, gsize to, GArray *windows)
{
    Diagonals diagonals = {.bits = 5, .before = n};
    while (((gsize)1 << diagonals.bits) < shift)
        diagonals.bits++;
    diagonals.n_counts = ((grams->n + n) >> diagonals.bits) + 2;
    diagonals.counts = g_new0(guint32, diagonals.n_counts);
    gboolean done = count_all(grams, pattern, n, from, to, &diagonals);
    gsize width = (gsize)1 << diagonals.bits;
    /* Diagonals that differ by at most a width fall in two neighbours. */
    for (gsize i = 0; done && i + 1 < diagonals.n_counts; i++) {
        if (diagonals.counts[i] + diagonals.counts[i + 1] < MAX(least, 1))
            continue;
        gsize start = i * width, end = start + 2 * width + n + shift;
        start = start > n + shift ? start - n - shift : 0;
        end = end > n ? end - n : 0;
        add_window(windows, MAX(from, start), MIN(to, MAX(end, from)));
    }
    g_free(diagonals.counts);
    return done;
}
