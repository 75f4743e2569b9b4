#include "config.h"

#include "pdf/geometry.h"

#include <math.h>

#include "model/document.h"

/* In sizes of the letters: a wider gap, or a step back, begins another line;
 * so does a step up or down that is no script. */
#define MAX_GAP 2.0
#define MAX_BACK 0.6
#define MAX_STEP 0.7

/* A script is smaller than this part of its line's size, and so much higher
 * (or lower) than its line, in sizes. */
#define SCRIPT_SIZE 0.85
#define MIN_RISE 0.18
#define MIN_DROP 0.05

/* Points; boxes beyond are nonsense. */
#define MAX_COORDINATE 100000.0

typedef struct {
    const VlPageText *text;
    const PopplerRectangle *boxes;
    VlGeometry *geometry;
    guint8 *visible; /* 1 for a glyph that shows, at a place of sense */
    gsize from, end; /* glyphs of the line */
} Scan;

void
vl_geometry_free(VlGeometry *geometry)
{
    if (geometry == NULL)
        return;
    g_array_unref(geometry->lines);
    g_array_unref(geometry->raised);
    g_array_unref(geometry->lowered);
    g_free(geometry);
}

static gboolean
shows(const VlPageText *text, const PopplerRectangle *box, gsize i)
{
    return !g_unichar_isspace(text->glyphs[i]) &&
           text->at[i] != VL_PAGE_NOWHERE && box->x2 > box->x1 &&
           box->y2 > box->y1 && fabs(box->x1) < MAX_COORDINATE &&
           fabs(box->x2) < MAX_COORDINATE && fabs(box->y1) < MAX_COORDINATE &&
           fabs(box->y2) < MAX_COORDINATE;
}

static gboolean
is_visible(const Scan *scan, gsize i)
{
    return scan->visible[i];
}

static double
size_of(const Scan *scan, gsize i)
{
    double size = scan->text->sizes[i];
    const PopplerRectangle *box = &scan->boxes[i];
    return size > 0.1 && size < MAX_COORDINATE ? size : box->y2 - box->y1;
}

/* The size that most letters of the line have; scripts are few. */
static double
usual_size(const Scan *scan)
{
    double best = 0;
    gsize most = 0, n = 0;
    for (gsize i = scan->from; i < scan->end; i++) {
        if (!is_visible(scan, i))
            continue;
        double size = size_of(scan, i);
        /* Sizes come in runs. */
        n = i > scan->from && fabs(size_of(scan, i - 1) - size) < 0.05 ? n + 1
                                                                      : 1;
        if (n > most || (n == most && size > best)) {
            most = n;
            best = size;
        }
    }
    return best;
}

/* Where the letters of that size end below. */
static double
usual_bottom(const Scan *scan, double size)
{
    double sum = 0;
    gsize n = 0;
    for (gsize i = scan->from; i < scan->end; i++)
        if (is_visible(scan, i) && fabs(size_of(scan, i) - size) < 0.05) {
            sum += scan->boxes[i].y2;
            n++;
        }
    return n == 0 ? 0 : sum / (double)n;
}

static void
add_script(GArray *spans, gsize at)
{
    VlSpan *last =
        spans->len == 0 ? NULL : &g_array_index(spans, VlSpan, spans->len - 1);
    if (last != NULL && last->end == at) {
        last->end++;
        return;
    }
    VlSpan span = {at, at + 1};
    g_array_append_val(spans, span);
}

static void
add_scripts(const Scan *scan, double size)
{
    double bottom = usual_bottom(scan, size);
    for (gsize i = scan->from; i < scan->end; i++) {
        if (!is_visible(scan, i) ||
            size_of(scan, i) > SCRIPT_SIZE * size)
            continue;
        double rise = (bottom - scan->boxes[i].y2) / size;
        if (rise > MIN_RISE)
            add_script(scan->geometry->raised, scan->text->at[i]);
        else if (-rise > MIN_DROP)
            add_script(scan->geometry->lowered, scan->text->at[i]);
    }
}

static void
end_line(Scan *scan)
{
    while (scan->end > scan->from && !is_visible(scan, scan->end - 1))
        scan->end--;
    while (scan->from < scan->end && !is_visible(scan, scan->from))
        scan->from++;
    if (scan->from >= scan->end)
        return;
    PopplerRectangle all = scan->boxes[scan->from];
    for (gsize i = scan->from; i < scan->end; i++) {
        if (!is_visible(scan, i))
            continue;
        all.x1 = MIN(all.x1, scan->boxes[i].x1);
        all.y1 = MIN(all.y1, scan->boxes[i].y1);
        all.x2 = MAX(all.x2, scan->boxes[i].x2);
        all.y2 = MAX(all.y2, scan->boxes[i].y2);
    }
    double size = usual_size(scan);
    VlPageLine line = {
        {scan->text->at[scan->from], scan->text->at[scan->end - 1] + 1},
        (int)lround(all.x1 * 10),
        (int)lround(all.y1 * 10),
        (int)lround(all.x2 * 10),
        (int)lround(all.y2 * 10),
        (int)lround(size * 10)};
    g_array_append_val(scan->geometry->lines, line);
    add_scripts(scan, size);
}

/* Does glyph i begin another line than the visible glyph before it? */
static gboolean
is_elsewhere(const Scan *scan, gsize before, gsize i)
{
    const PopplerRectangle *a = &scan->boxes[before], *b = &scan->boxes[i];
    double size = MAX(size_of(scan, before), size_of(scan, i));
    double step = fabs((a->y1 + a->y2) - (b->y1 + b->y2)) / 2;
    return b->x1 - a->x2 > MAX_GAP * size || a->x1 - b->x1 > MAX_BACK * size ||
           step > MAX_STEP * size;
}

static void
scan_lines(Scan *scan)
{
    const VlPageText *text = scan->text;
    gsize before = G_MAXSIZE;
    for (gsize i = 0; i < text->n_glyphs; i++) {
        gboolean newline = text->glyphs[i] == '\n' || text->glyphs[i] == '\f';
        if (!newline && !is_visible(scan, i))
            continue;
        gboolean ends = newline || (before != G_MAXSIZE &&
                                    is_elsewhere(scan, before, i));
        if (ends) {
            scan->end = i;
            end_line(scan);
            scan->from = newline ? i + 1 : i;
        }
        before = newline ? G_MAXSIZE : i;
    }
    scan->end = text->n_glyphs;
    end_line(scan);
}

VlGeometry *
vl_geometry_from_boxes(const VlPageText *text, const PopplerRectangle *boxes)
{
    VlGeometry *geometry = g_new0(VlGeometry, 1);
    geometry->lines = g_array_new(FALSE, FALSE, sizeof(VlPageLine));
    geometry->raised = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    geometry->lowered = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    if (boxes == NULL)
        return geometry;
    g_autofree guint8 *visible = g_malloc(text->n_glyphs + 1);
    for (gsize i = 0; i < text->n_glyphs; i++)
        visible[i] = shows(text, &boxes[i], i);
    Scan scan = {.text = text,
                 .boxes = boxes,
                 .geometry = geometry,
                 .visible = visible};
    scan_lines(&scan);
    return geometry;
}

VlGeometry *
vl_geometry_new(PopplerPage *page, const VlPageText *text)
{
    guint n = 0;
    g_autofree PopplerRectangle *boxes =
        page != NULL && text->n_glyphs > 0 ? vl_page_boxes(page, &n) : NULL;
    gboolean usable = boxes != NULL && n == text->n_glyphs;
    return vl_geometry_from_boxes(text, usable ? boxes : NULL);
}
