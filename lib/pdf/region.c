#include "config.h"

#include "pdf/region.h"

/* All in heights of a line. */
#define MAX_WORD_GAP 1.5    /* more is another column or cell */
#define MAX_LINE_GAP 0.8    /* more is another paragraph */
#define MAX_CLUSTER_GAP 1.5 /* lines of one quote */
#define MIN_INDENT 0.7
#define MAX_INDENT 6.0

/* A line that ends before this part of the width is the last of its
 * paragraph. */
#define SHORT_LINE 0.75

/* Lines above and below the quote: a paragraph may fill a column, and the
 * picture is for reading the quote. */
#define MAX_CONTEXT 8

/* Points around the words. */
#define PADDING 6.0

/* Points: a cell of a table, a short line; what stands around it is often
 * wider.  Beyond, a much wider line is another column's or a title. */
#define NARROW 150.0

/* A run of glyphs side by side. */
typedef struct {
    VlBox box;
    VlBox mark; /* of its glyphs that were asked for */
    gboolean marked;
    gsize order; /* of the first glyph that was asked for */
} Line;

void
vl_region_free(VlRegion *region)
{
    if (region == NULL)
        return;
    g_array_unref(region->marks);
    g_free(region);
}

gboolean
vl_box_overlaps(const VlBox *a, const VlBox *b)
{
    return a->x1 < b->x2 && b->x1 < a->x2 && a->y1 < b->y2 && b->y1 < a->y2;
}

void
vl_box_add(VlBox *box, const VlBox *other)
{
    box->x1 = MIN(box->x1, other->x1);
    box->y1 = MIN(box->y1, other->y1);
    box->x2 = MAX(box->x2, other->x2);
    box->y2 = MAX(box->y2, other->y2);
}

static double
height(const VlBox *box)
{
    return box->y2 - box->y1;
}

static double
width(const VlBox *box)
{
    return box->x2 - box->x1;
}

/* The part of the narrower one that lies above or below the other. */
static double
shared_width(const VlBox *a, const VlBox *b)
{
    double shared = MIN(a->x2, b->x2) - MAX(a->x1, b->x1);
    double least = MIN(width(a), width(b));
    return shared <= 0 ? 0 : least <= 0 ? 1 : shared / least;
}

/* ---- Lines ---- */

/* A hostile or empty box says nothing of where its glyph stands. */
static gboolean
is_sane(const VlBox *box)
{
    return box->x2 > box->x1 && box->y2 > box->y1 && box->x1 > -1e5 &&
           box->y1 > -1e5 && box->x2 < 1e5 && box->y2 < 1e5;
}

static gboolean
continues(const Line *line, const VlBox *glyph)
{
    double low = MIN(height(&line->box), height(glyph));
    double high = MAX(height(&line->box), height(glyph));
    double shared = MIN(line->box.y2, glyph->y2) - MAX(line->box.y1, glyph->y1);
    return shared > 0.3 * low &&
           glyph->x1 - line->box.x2 < MAX_WORD_GAP * high &&
           line->box.x1 - glyph->x2 < MAX_WORD_GAP * high;
}

static gboolean
is_asked_for(const GArray *spans, gsize at)
{
    for (guint i = 0; i < spans->len; i++) {
        const VlSpan *span = &g_array_index(spans, VlSpan, i);
        if (at >= span->start && at < span->end)
            return TRUE;
    }
    return FALSE;
}

static void
add_glyph(GArray *lines, const VlBox *glyph, gboolean new_line, gboolean marked,
          gsize order)
{
    Line *line =
        lines->len == 0 ? NULL : &g_array_index(lines, Line, lines->len - 1);
    if (line == NULL || new_line || !continues(line, glyph)) {
        Line fresh = {.box = *glyph};
        g_array_append_val(lines, fresh);
        line = &g_array_index(lines, Line, lines->len - 1);
    }
    vl_box_add(&line->box, glyph);
    if (!marked)
        return;
    if (!line->marked) {
        line->mark = *glyph;
        line->order = order;
    }
    line->marked = TRUE;
    vl_box_add(&line->mark, glyph);
}

static GArray *
find_lines(const char *text, const VlBox *glyphs, gsize n_glyphs,
           const GArray *spans)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    gboolean new_line = FALSE;
    gsize at = 0;
    for (const char *p = text; *p != '\0' && at < n_glyphs;
         p = g_utf8_next_char(p), at++) {
        gunichar c = g_utf8_get_char(p);
        new_line = new_line || c == '\n';
        if (g_unichar_isspace(c) || !is_sane(&glyphs[at]))
            continue;
        add_glyph(lines, &glyphs[at], new_line, is_asked_for(spans, at), at);
        new_line = FALSE;
    }
    return lines;
}

/* ---- Paragraphs ---- */

/* The lines of one quote that stand together, and what was added to them. */
typedef struct {
    const GArray *lines;
    VlBox box;
    VlBox edge;    /* the line at the end that grows */
    double height; /* of a line */
    guint n_lines;
} Growth;

static gboolean
is_indented(const Growth *growth, const VlBox *line)
{
    double indent = line->x1 - growth->box.x1;
    return indent > MIN_INDENT * growth->height &&
           indent < MAX_INDENT * growth->height;
}

static gboolean
ends_short(const Growth *growth, const VlBox *line)
{
    return line->x2 < growth->box.x1 + SHORT_LINE * width(&growth->box);
}

/* The next line above or below that is of the same column and size. */
static const VlBox *
neighbour(const Growth *growth, gboolean up)
{
    const VlBox *best = NULL;
    for (guint i = 0; i < growth->lines->len; i++) {
        const VlBox *line = &g_array_index(growth->lines, Line, i).box;
        double gap = up ? growth->box.y1 - line->y2 : line->y1 - growth->box.y2;
        double size = height(line) / growth->height;
        if (gap < -0.4 * growth->height ||
            gap > MAX_LINE_GAP * growth->height || size < 0.7 || size > 1.4 ||
            shared_width(line, &growth->box) < 0.5 ||
            (up ? line->y1 >= growth->box.y1 : line->y2 <= growth->box.y2) ||
            (width(&growth->box) > NARROW &&
             width(line) > 1.3 * width(&growth->box)))
            continue;
        if (best == NULL || (up ? line->y2 > best->y2 : line->y1 < best->y1))
            best = line;
    }
    return best;
}

static gboolean
is_boundary(const Growth *growth, const VlBox *line, gboolean up)
{
    if (growth->n_lines < 2)
        return FALSE;
    return up ? is_indented(growth, &growth->edge) || ends_short(growth, line)
              : ends_short(growth, &growth->edge) || is_indented(growth, line);
}

static void
grow(Growth *growth, gboolean up)
{
    for (guint i = 0; i < MAX_CONTEXT; i++) {
        const VlBox *line = neighbour(growth, up);
        if (line == NULL || is_boundary(growth, line, up))
            return;
        growth->edge = *line;
        growth->n_lines++;
        vl_box_add(&growth->box, line);
    }
}

/* Raised signs and the far parts of a line that stand within its height. */
static void
take_in(Growth *growth)
{
    const VlBox box = growth->box;
    for (guint i = 0; i < growth->lines->len; i++) {
        const VlBox *line = &g_array_index(growth->lines, Line, i).box;
        double middle = (line->y1 + line->y2) / 2;
        double gap = MAX(line->x1 - box.x2, box.x1 - line->x2);
        if (middle > box.y1 && middle < box.y2 && gap < 0.5 * growth->height &&
            height(line) < 2 * growth->height && width(line) < width(&box))
            vl_box_add(&growth->box, line);
    }
}

static VlBox
paragraph_around(const GArray *lines, const Line *const *cluster, guint n)
{
    Growth growth = {.lines = lines, .box = cluster[0]->box, .n_lines = n};
    const VlBox *top = &cluster[0]->box, *bottom = top;
    for (guint i = 0; i < n; i++) {
        const VlBox *box = &cluster[i]->box;
        vl_box_add(&growth.box, box);
        growth.height = MAX(growth.height, height(box));
        top = box->y1 < top->y1 ? box : top;
        bottom = box->y2 > bottom->y2 ? box : bottom;
    }
    growth.edge = *top;
    const VlBox lowest = *bottom;
    grow(&growth, TRUE);
    growth.edge = lowest;
    grow(&growth, FALSE);
    take_in(&growth);
    return growth.box;
}

/* ---- Regions ---- */

static gboolean
stand_together(const Line *before, const Line *line)
{
    double high = MAX(height(&before->box), height(&line->box));
    double gap =
        MAX(line->box.y1 - before->box.y2, before->box.y1 - line->box.y2);
    double aside =
        MAX(line->box.x1 - before->box.x2, before->box.x1 - line->box.x2);
    /* Cells of one row. */
    if (gap < -0.5 * MIN(height(&before->box), height(&line->box)))
        return TRUE;
    return gap < MAX_CLUSTER_GAP * high && aside < 2 * MAX_WORD_GAP * high;
}

/* White around the words, as far as it cuts no other line. */
static void
pad(VlBox *box, const GArray *lines)
{
    VlBox wide = {box->x1 - PADDING, box->y1 - PADDING, box->x2 + PADDING,
                  box->y2 + PADDING};
    for (guint i = 0; i < lines->len; i++) {
        const VlBox *line = &g_array_index(lines, Line, i).box;
        if (!vl_box_overlaps(line, &wide))
            continue;
        double middle = (line->y1 + line->y2) / 2;
        if (middle < box->y1)
            wide.y1 = MAX(wide.y1, MIN(line->y2, box->y1));
        else if (middle > box->y2)
            wide.y2 = MIN(wide.y2, MAX(line->y1, box->y2));
        else if (line->x1 >= box->x2)
            wide.x2 = MIN(wide.x2, line->x1);
        else if (line->x2 <= box->x1)
            wide.x1 = MAX(wide.x1, line->x2);
    }
    *box = wide;
}

static VlRegion *
region_of(const GArray *lines, const Line *const *cluster, guint n)
{
    VlRegion *region = g_new0(VlRegion, 1);
    region->marks = g_array_new(FALSE, FALSE, sizeof(VlBox));
    region->box = paragraph_around(lines, cluster, n);
    pad(&region->box, lines);
    for (guint i = 0; i < n; i++)
        g_array_append_val(region->marks, cluster[i]->mark);
    return region;
}

/* Adds the region, or makes it part of those that it overlaps. */
static void
add_region(GPtrArray *regions, VlRegion *region)
{
    for (guint i = 0; i < regions->len;) {
        VlRegion *other = regions->pdata[i];
        if (!vl_box_overlaps(&other->box, &region->box)) {
            i++;
            continue;
        }
        g_array_prepend_vals(region->marks, other->marks->data,
                             other->marks->len);
        vl_box_add(&region->box, &other->box);
        g_ptr_array_remove_index(regions, i);
        i = 0;
    }
    g_ptr_array_add(regions, region);
}

static int
compare_order(gconstpointer a, gconstpointer b)
{
    const Line *x = *(const Line *const *)a, *y = *(const Line *const *)b;
    return x->order < y->order ? -1 : x->order > y->order;
}

GPtrArray *
vl_regions_find(const char *text, const VlBox *glyphs, gsize n_glyphs,
                const GArray *spans)
{
    GPtrArray *regions =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_region_free);
    g_autoptr(GArray) lines = find_lines(text, glyphs, n_glyphs, spans);
    g_autoptr(GPtrArray) marked = g_ptr_array_new();
    for (guint i = 0; i < lines->len; i++)
        if (g_array_index(lines, Line, i).marked)
            g_ptr_array_add(marked, &g_array_index(lines, Line, i));
    g_ptr_array_sort(marked, compare_order);
    const Line *const *line = (const Line *const *)marked->pdata;
    for (guint i = 0; i < marked->len;) {
        guint n = 1;
        while (i + n < marked->len &&
               stand_together(line[i + n - 1], line[i + n]))
            n++;
        add_region(regions, region_of(lines, line + i, n));
        i += n;
    }
    return regions;
}
