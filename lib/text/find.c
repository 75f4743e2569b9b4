#include "config.h"

#include "text/find.h"

#include <string.h>

/* G. Myers, "A fast bit-vector algorithm for approximate string matching",
 * J. ACM 46 (1999); blocks and cut-off as in H. Hyyro's and edlib's
 * accounts of it.  A block is a word of 64 rows of the matrix. */
#define ROWS 64
/* Symbols looked at to choose between ends that are as good. */
#define MAX_FITTING 12

typedef struct {
    guint64 plus, minus; /* vertical differences */
    guint score;         /* of the block's last row */
} Block;

typedef struct {
    gsize n_blocks;
    gsize n_pattern;
    const char *pattern; /* not owned */
    gboolean backward;   /* walked from its end */
    guint16 row_of[256]; /* 0: not in the pattern */
    guint64 *rows;       /* n_blocks words for each symbol of the pattern */
    Block *blocks;
} Matcher;

gsize
vl_find_exact(const char *text, gsize n, gsize from, const char *pattern,
              gsize n_pattern)
{
    if (n_pattern == 0 || from >= n || n - from < n_pattern)
        return G_MAXSIZE;
    const char *found = memmem(text + from, n - from, pattern, n_pattern);
    return found != NULL ? (gsize)(found - text) : G_MAXSIZE;
}

static void
matcher_init(Matcher *matcher, const char *pattern, gsize n, gboolean backward)
{
    memset(matcher->row_of, 0, sizeof matcher->row_of);
    matcher->n_pattern = n;
    matcher->pattern = pattern;
    matcher->backward = backward;
    matcher->n_blocks = (n + ROWS - 1) / ROWS;
    guint16 n_rows = 1;
    for (gsize i = 0; i < n; i++)
        if (matcher->row_of[(guint8)pattern[i]] == 0)
            matcher->row_of[(guint8)pattern[i]] = n_rows++;
    matcher->rows = g_new0(guint64, matcher->n_blocks * n_rows);
    for (gsize i = 0; i < n; i++) {
        guint8 c = (guint8)pattern[backward ? n - 1 - i : i];
        matcher->rows[matcher->row_of[c] * matcher->n_blocks + i / ROWS] |=
            G_GUINT64_CONSTANT(1) << (i % ROWS);
    }
    matcher->blocks = g_new0(Block, matcher->n_blocks);
}

static void
matcher_clear(Matcher *matcher)
{
    g_free(matcher->rows);
    g_free(matcher->blocks);
}

static guint
block_rows(const Matcher *matcher, gsize i)
{
    return i + 1 < matcher->n_blocks ? ROWS
                                     : (guint)(matcher->n_pattern - i * ROWS);
}

static void
block_start(Matcher *matcher, gsize i, guint above)
{
    Block *block = &matcher->blocks[i];
    block->plus = ~G_GUINT64_CONSTANT(0);
    block->minus = 0;
    block->score = above + block_rows(matcher, i);
}

/* One column of one block: in is the horizontal difference above it, the
 * result the one at its last row. */
static inline int
advance(Block *block, guint64 equal, int in, guint64 last)
{
    guint64 plus = block->plus, minus = block->minus;
    guint64 x = equal | minus;
    equal |= (guint64)(in < 0);
    guint64 y = (((equal & plus) + plus) ^ plus) | equal;
    guint64 up = minus | ~(y | plus);
    guint64 down = plus & y;
    int out = (int)((up & last) != 0) - (int)((down & last) != 0);
    up = (up << 1) | (guint64)(in > 0);
    down = (down << 1) | (guint64)(in < 0);
    block->plus = down | ~(x | up);
    block->minus = up & x;
    block->score = (guint)((int)block->score + out);
    return out;
}

static guint64
last_bit(const Matcher *matcher, gsize i)
{
    return G_GUINT64_CONSTANT(1) << (block_rows(matcher, i) - 1);
}

/* How many of the pattern's last symbols (walked backward: its first) stand
 * at this end of a place. */
static gsize
count_fitting(const Matcher *matcher, const char *text, gsize n, gsize at)
{
    gsize most = MIN(MAX_FITTING, matcher->n_pattern);
    gsize fits = 0;
    if (matcher->backward)
        while (fits < most && at + fits < n &&
               text[at + fits] == matcher->pattern[fits])
            fits++;
    else
        while (fits < most && fits < at &&
               text[at - 1 - fits] ==
                   matcher->pattern[matcher->n_pattern - 1 - fits])
            fits++;
    return fits;
}

/* Keeps the best place of each cluster: an end within half a pattern of a
 * better one says nothing new.  Of two that are as good, the one that fits
 * further: "P .74" is "P = .74" with a sign lost. */
static void
note_end(const Matcher *matcher, const char *text, GArray *near, VlNear found,
         guint most)
{
    gsize apart = matcher->n_pattern / 2 + 1;
    if (near->len > 0) {
        VlNear *last = &g_array_index(near, VlNear, near->len - 1);
        if (found.end - last->end <= apart) {
            if (found.distance < last->distance ||
                (found.distance == last->distance &&
                 count_fitting(matcher, text, 0, found.end) >
                     count_fitting(matcher, text, 0, last->end)))
                *last = found;
            return;
        }
    }
    if (near->len < most) {
        g_array_append_val(near, found);
        return;
    }
    guint worst = 0;
    for (guint i = 1; i < near->len; i++)
        if (g_array_index(near, VlNear, i).distance >=
            g_array_index(near, VlNear, worst).distance)
            worst = i;
    if (g_array_index(near, VlNear, worst).distance <= found.distance)
        return;
    g_array_remove_index(near, worst);
    g_array_append_val(near, found);
}

static void
find_ends(Matcher *matcher, const char *text, gsize n, guint k, guint most,
          GArray *near)
{
    gsize final = matcher->n_blocks - 1;
    gsize active = MIN(final, k / ROWS);
    for (gsize i = 0; i <= active; i++)
        block_start(matcher, i, (guint)(i * ROWS));
    for (gsize j = 0; j < n; j++) {
        const guint64 *row = matcher->rows + matcher->row_of[(guint8)text[j]] *
                                                 matcher->n_blocks;
        int out = 0;
        for (gsize i = 0; i <= active; i++)
            out =
                advance(&matcher->blocks[i], row[i], out, last_bit(matcher, i));
        Block *block = &matcher->blocks[active];
        if (active < final && (int)block->score - out <= (int)k &&
            ((row[active + 1] & 1) != 0 || out < 0)) {
            block_start(matcher, active + 1, (guint)((int)block->score - out));
            active++;
            advance(&matcher->blocks[active], row[active], out,
                    last_bit(matcher, active));
        } else {
            while (active > 0 && matcher->blocks[active].score >= k + ROWS)
                active--;
        }
        if (active == final && matcher->blocks[final].score <= k)
            note_end(matcher, text, near,
                     (VlNear){0, j + 1, matcher->blocks[final].score}, most);
    }
}

/* The start of the place that ends at end: the pattern backwards, fixed at
 * that end.  Of several, the nearest that fits furthest. */
static gsize
find_start(Matcher *matcher, const char *text, gsize end, guint distance)
{
    for (gsize i = 0; i < matcher->n_blocks; i++)
        block_start(matcher, i, (guint)(i * ROWS));
    gsize final = matcher->n_blocks - 1;
    gsize longest = MIN(end, matcher->n_pattern + distance);
    gsize best = 0, best_fits = 0;
    for (gsize j = 1; j <= longest; j++) {
        guint8 c = (guint8)text[end - j];
        const guint64 *row =
            matcher->rows + matcher->row_of[c] * matcher->n_blocks;
        int out = 1;
        for (gsize i = 0; i <= final; i++)
            out =
                advance(&matcher->blocks[i], row[i], out, last_bit(matcher, i));
        if (matcher->blocks[final].score > distance)
            continue;
        gsize fits = count_fitting(matcher, text, end, end - j);
        if (best == 0 || fits > best_fits) {
            best = j;
            best_fits = fits;
        }
    }
    return end - (best > 0 ? best : longest);
}

static int
compare_near(gconstpointer a, gconstpointer b)
{
    const VlNear *x = a, *y = b;
    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    return x->start < y->start ? -1 : x->start > y->start;
}

void
vl_find_near(const char *text, gsize n, const char *pattern, gsize n_pattern,
             guint k, guint most, GArray *near)
{
    if (n_pattern == 0 || n_pattern > VL_FIND_MAX_PATTERN || n == 0 ||
        most == 0 || k >= n_pattern ||
        (guint64)n * ((n_pattern + ROWS - 1) / ROWS) > VL_FIND_MAX_WORK)
        return;
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(VlNear));
    Matcher matcher;
    matcher_init(&matcher, pattern, n_pattern, FALSE);
    find_ends(&matcher, text, n, k, most, found);
    matcher_clear(&matcher);
    if (found->len == 0)
        return;
    matcher_init(&matcher, pattern, n_pattern, TRUE);
    for (guint i = 0; i < found->len; i++) {
        VlNear *place = &g_array_index(found, VlNear, i);
        place->start = find_start(&matcher, text, place->end, place->distance);
    }
    matcher_clear(&matcher);
    g_array_sort(found, compare_near);
    g_array_append_vals(near, found->data, found->len);
}
