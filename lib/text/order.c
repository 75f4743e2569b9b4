#include "config.h"

#include "text/order.h"

#include <stdlib.h>

/* Regions within regions, at most. */
#define MAX_DEPTH 24
/* Lines of a page; more are left in the order in which they come. */
#define MAX_LINES 4000
/* Of a region's lines, in per cent: each side of a gutter has so many, and
 * so many at most may cross it. */
#define MIN_SIDE 12
#define MAX_CROSSING 34
/* A gutter lies between these parts of the region's width, in per cent. */
#define GUTTER_FROM 15
#define GUTTER_TO 85
#define STEPS 141
/* In sizes: a wider gap between two lines than the usual one by so much
 * parts blocks. */
#define BLOCK_GAP 0.45
/* In sizes: what starts so far to the left is another column. */
#define BLOCK_BACK 5
/* Sizes that differ by more than this, in per cent, part blocks. */
#define BLOCK_SIZE 8

typedef struct {
    const VlOrderBox *boxes;
    VlOrderPlace *places;
    guint n;        /* places filled */
} Order;

static int
middle(const VlOrderBox *box)
{
    return box->y1 + (box->y2 - box->y1) / 2;
}

/* How much of the height of the lower one lies beside the other. */
static gboolean
is_beside(const VlOrderBox *a, const VlOrderBox *b)
{
    int shared = MIN(a->y2, b->y2) - MAX(a->y1, b->y1);
    int least = MIN(a->y2 - a->y1, b->y2 - b->y1);
    return shared * 2 > least;
}

static int
compare_tops(gconstpointer a, gconstpointer b, gpointer data)
{
    const VlOrderBox *boxes = data;
    guint i = *(const guint *)a, j = *(const guint *)b;
    int x = middle(&boxes[i]), y = middle(&boxes[j]);
    if (x != y)
        return x < y ? -1 : 1;
    return i < j ? -1 : i > j;
}

static int
compare_lefts(gconstpointer a, gconstpointer b, gpointer data)
{
    const VlOrderBox *boxes = data;
    guint i = *(const guint *)a, j = *(const guint *)b;
    if (boxes[i].x1 != boxes[j].x1)
        return boxes[i].x1 < boxes[j].x1 ? -1 : 1;
    return i < j ? -1 : i > j;
}

static void
sort(guint *lines, guint n, GCompareDataFunc compare, const VlOrderBox *boxes)
{
    g_qsort_with_data(lines, (int)n, sizeof(guint), compare,
                      (gpointer)boxes);
}

static VlOrderBox
bounds(const Order *order, const guint *lines, guint n)
{
    VlOrderBox all = order->boxes[lines[0]];
    for (guint i = 1; i < n; i++) {
        const VlOrderBox *box = &order->boxes[lines[i]];
        all.x1 = MIN(all.x1, box->x1);
        all.y1 = MIN(all.y1, box->y1);
        all.x2 = MAX(all.x2, box->x2);
        all.y2 = MAX(all.y2, box->y2);
    }
    return all;
}

/* One column: from top to bottom, what stands side by side from left to
 * right. */
static void
place_column(Order *order, guint *lines, guint n)
{
    sort(lines, n, compare_tops, order->boxes);
    for (guint i = 0; i < n;) {
        guint end = i + 1;
        while (end < n && is_beside(&order->boxes[lines[i]],
                                    &order->boxes[lines[end]]))
            end++;
        sort(lines + i, end - i, compare_lefts, order->boxes);
        for (; i < end; i++)
            order->places[order->n++].line = lines[i];
    }
}

typedef struct {
    guint left, right, crossing;
} Sides;

static Sides
count_sides(const Order *order, const guint *lines, guint n, int x)
{
    Sides sides = {0};
    for (guint i = 0; i < n; i++) {
        const VlOrderBox *box = &order->boxes[lines[i]];
        if (box->x2 <= x)
            sides.left++;
        else if (box->x1 >= x)
            sides.right++;
        else
            sides.crossing++;
    }
    return sides;
}

/* The middle of the best gutter, or G_MININT: the fewest lines cross it, and
 * of several the one in the widest stretch that as few cross. */
static int
find_gutter(const Order *order, const guint *lines, guint n)
{
    VlOrderBox all = bounds(order, lines, n);
    gint64 width = (gint64)all.x2 - all.x1;
    guint least = G_MAXUINT, run = 0, best_run = 0;
    int best = G_MININT, start = 0;
    for (int step = 0; step < STEPS; step++) {
        gint64 part = GUTTER_FROM * (STEPS - 1) +
                      (gint64)(GUTTER_TO - GUTTER_FROM) * step;
        int x = (int)(all.x1 + width * part / (100 * (STEPS - 1)));
        Sides sides = count_sides(order, lines, n, x);
        if (sides.left * 100 < n * MIN_SIDE ||
            sides.right * 100 < n * MIN_SIDE ||
            sides.crossing * 100 > n * MAX_CROSSING) {
            run = 0;
            continue;
        }
        if (sides.crossing > least) {
            run = 0;
            continue;
        }
        start = run == 0 || sides.crossing < least ? x : start;
        run = sides.crossing < least ? 1 : run + 1;
        if (sides.crossing < least || run > best_run) {
            best_run = run;
            best = start + (x - start) / 2;
        }
        least = sides.crossing;
    }
    return best;
}

static gboolean
is_crossing(const VlOrderBox *box, int x)
{
    return box->x1 < x && box->x2 > x;
}

static void place_region(Order *order, guint *lines, guint n, guint depth);

/* Lines that no other crosses: the left side, then the right one. */
static void
place_sides(Order *order, guint *lines, guint n, int gutter, guint depth)
{
    guint n_left = 0;
    guint *right = g_new(guint, n + 1);
    guint n_right = 0;
    for (guint i = 0; i < n; i++) {
        guint line = lines[i];
        if (order->boxes[line].x2 <= gutter)
            lines[n_left++] = line;
        else
            right[n_right++] = line;
    }
    for (guint i = 0; i < n_right; i++)
        lines[n_left + i] = right[i];
    g_free(right);
    if (n_left > 0)
        place_region(order, lines, n_left, depth + 1);
    if (n_right > 0)
        place_region(order, lines + n_left, n_right, depth + 1);
}

/* What crosses the gutter parts the region into bands, from top to
 * bottom. */
static void
place_bands(Order *order, guint *lines, guint n, int gutter, guint depth)
{
    sort(lines, n, compare_tops, order->boxes);
    for (guint i = 0; i < n;) {
        guint end = i;
        gboolean crossing = is_crossing(&order->boxes[lines[i]], gutter);
        while (end < n &&
               is_crossing(&order->boxes[lines[end]], gutter) == crossing)
            end++;
        if (crossing)
            place_column(order, lines + i, end - i);
        else
            place_sides(order, lines + i, end - i, gutter, depth);
        i = end;
    }
}

static void
place_region(Order *order, guint *lines, guint n, guint depth)
{
    int gutter =
        n < 4 || depth > MAX_DEPTH ? G_MININT : find_gutter(order, lines, n);
    if (gutter == G_MININT)
        place_column(order, lines, n);
    else
        place_bands(order, lines, n, gutter, depth);
}

static int
compare_int(gconstpointer a, gconstpointer b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return x < y ? -1 : x > y;
}

/* From the bottom of one line to the top of the next, in the order. */
static int
gap_before(const Order *order, guint i)
{
    const VlOrderBox *a = &order->boxes[order->places[i - 1].line];
    const VlOrderBox *b = &order->boxes[order->places[i].line];
    return b->y1 - a->y2;
}

static int
usual_gap(const Order *order)
{
    g_autofree int *gaps = g_new(int, order->n + 1);
    guint n = 0;
    for (guint i = 1; i < order->n; i++) {
        const VlOrderBox *box = &order->boxes[order->places[i].line];
        int gap = gap_before(order, i);
        if (gap > -box->size && gap < box->size)
            gaps[n++] = gap;
    }
    if (n == 0)
        return 0;
    qsort(gaps, n, sizeof(int), compare_int);
    return gaps[n / 2];
}

static gboolean
starts_block(const Order *order, guint i, int usual)
{
    const VlOrderBox *a = &order->boxes[order->places[i - 1].line];
    const VlOrderBox *b = &order->boxes[order->places[i].line];
    int size = MAX(MAX(a->size, b->size), 1);
    if (abs(a->size - b->size) * 100 > size * BLOCK_SIZE)
        return TRUE;
    if (is_beside(a, b))
        return FALSE;
    gboolean apart = a->x2 <= b->x1 || b->x2 <= a->x1;
    gint64 gap = (gint64)gap_before(order, i) - usual;
    gboolean back = (gint64)a->x1 - b->x1 > (gint64)size * BLOCK_BACK;
    return apart || back || b->y1 < a->y1 || gap > (gint64)(size * BLOCK_GAP);
}

VlOrderPlace *
vl_order_find(const VlOrderBox *boxes, guint n)
{
    Order order = {.boxes = boxes, .places = g_new0(VlOrderPlace, n + 1)};
    g_autofree guint *lines = g_new(guint, n + 1);
    for (guint i = 0; i < n; i++)
        lines[i] = i;
    if (n > MAX_LINES) {
        for (; order.n < n; order.n++)
            order.places[order.n].line = order.n;
    } else if (n > 0) {
        place_region(&order, lines, n, 0);
    }
    int usual = usual_gap(&order);
    for (guint i = 0; i < n; i++)
        order.places[i].block = i == 0 || starts_block(&order, i, usual);
    return order.places;
}

VlOrderPlace *
vl_order_of_page(const VlPage *page)
{
    guint n = page->lines->len;
    g_autofree VlOrderBox *boxes = g_new(VlOrderBox, n + 1);
    for (guint i = 0; i < n; i++) {
        const VlPageLine *line = &g_array_index(page->lines, VlPageLine, i);
        boxes[i] = (VlOrderBox){line->x1, line->y1, line->x2, line->y2,
                                line->size};
    }
    return vl_order_find(boxes, n);
}
