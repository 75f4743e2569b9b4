#include "config.h"

#include "pdf/hidden.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#include "model/span.h"

/* Visible glyphs in a row that make a hidden run: shorter ones are plot
 * markers, axis labels and the like. */
#define MIN_RUN 20

/* A word that nobody sees amid a seen sentence turns its meaning: letters
 * and digits in a row, on a page whose other text has ink. */
#define MIN_WORD 3

/* Pale glyphs in a row that make drawing the page worth while: more than a
 * running head or a date on a coloured bar. */
#define MIN_PALE 80

/* Zero-width characters in a row: single ones join or break words. */
#define MIN_INVISIBLE 4

/* Dots an inch; and of all pixels of a page at most. */
#define DRAW_DPI 108.0
#define MAX_PIXELS (8 << 20)

/* Of 255: less contrast than this within its box, and a glyph has no ink. */
#define MIN_CONTRAST 24

/* Of 255: a box of a pale glyph that is lighter on the average is paper,
 * even with somebody else's ink in it. */
#define PAPER_LUMINANCE 217

/* Share of the text with ink from which on a lone word without is hidden. */
#define SURE_SHARE 0.95

typedef struct {
    guint8 *luminance; /* a byte a pixel */
    guint8 *inked;     /* 1 where the box of a glyph with ink is */
    int width, height;
    double scale; /* pixels a point */
    guint8 paper; /* the commonest luminance */
} Drawing;

static void
drawing_clear(Drawing *drawing)
{
    g_free(drawing->luminance);
    g_free(drawing->inked);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Drawing, drawing_clear)

static gboolean
is_tag(gunichar c)
{
    return c >= 0xE0000 && c <= 0xE007F;
}

static gboolean
is_invisible(gunichar c)
{
    return (c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2064) ||
           c == 0xFEFF || c == 0xAD || is_tag(c);
}

/* Adds glyphs from to end (its last is the one before) as a span. */
static void
add_run(const VlPageText *text, gsize from, gsize end, GArray *hidden)
{
    while (from < end && text->at[from] == VL_PAGE_NOWHERE)
        from++;
    while (end > from && text->at[end - 1] == VL_PAGE_NOWHERE)
        end--;
    if (from == end)
        return;
    VlSpan span = {text->at[from], text->at[end - 1] + 1};
    g_array_append_val(hidden, span);
}

/* Adds the runs of at least least flagged glyphs; spaces neither break one
 * nor count. */
static void
add_runs(const VlPageText *text, const guint8 *flags, gsize least,
         GArray *hidden)
{
    gsize from = 0, n = 0, end = 0;
    for (gsize i = 0; i < text->n_glyphs; i++) {
        if (g_unichar_isspace(text->glyphs[i]))
            continue;
        if (flags[i]) {
            from = n == 0 ? i : from;
            end = i + 1;
            n++;
            continue;
        }
        if (n >= least)
            add_run(text, from, end, hidden);
        n = 0;
    }
    if (n >= least)
        add_run(text, from, end, hidden);
}

/* Are the glyphs on both sides in the same line, and seen? */
static gboolean
has_seen_neighbours(const VlPageText *text, const guint8 *flags, gsize from,
                    gsize end)
{
    while (from > 0 && text->glyphs[from - 1] == ' ')
        from--;
    while (end < text->n_glyphs && text->glyphs[end] == ' ')
        end++;
    return from > 0 && end < text->n_glyphs && !flags[from - 1] &&
           !flags[end] && text->glyphs[from - 1] != '\n' &&
           text->glyphs[end] != '\n';
}

/* Adds the words of which every letter is flagged, within seen ones. */
static void
add_words(const VlPageText *text, const guint8 *flags, GArray *hidden)
{
    gsize from = 0;
    for (gsize i = 0; i <= text->n_glyphs; i++) {
        if (i < text->n_glyphs && g_unichar_isalnum(text->glyphs[i]))
            continue;
        gsize n = 0;
        while (from + n < i && flags[from + n])
            n++;
        if (n == i - from && n >= MIN_WORD &&
            has_seen_neighbours(text, flags, from, i))
            add_run(text, from, i, hidden);
        from = i + 1;
    }
}

static int
compare_spans(gconstpointer a, gconstpointer b)
{
    const VlSpan *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* In order, and those that touch joined. */
static void
tidy(GArray *hidden)
{
    g_array_sort(hidden, compare_spans);
    guint kept = 0;
    for (guint i = 0; i < hidden->len; i++) {
        VlSpan span = g_array_index(hidden, VlSpan, i);
        VlSpan *last =
            kept == 0 ? NULL : &g_array_index(hidden, VlSpan, kept - 1);
        if (last != NULL && span.start <= last->end)
            last->end = MAX(last->end, span.end);
        else
            g_array_index(hidden, VlSpan, kept++) = span;
    }
    g_array_set_size(hidden, kept);
}

/* The rectangles of the glyphs, in points from the top left; NULL: Poppler
 * counts them otherwise than the text. */
static PopplerRectangle *
glyph_boxes(PopplerPage *page, const VlPageText *text)
{
    guint n = 0;
    PopplerRectangle *boxes = vl_page_boxes(page, &n);
    if (boxes != NULL && n == text->n_glyphs)
        return boxes;
    g_free(boxes);
    return NULL;
}

/* The size that a font states may be wrong, so that the boxes must agree. */
static void
add_tiny(PopplerPage *page, const VlPageText *text, GArray *hidden)
{
    g_autofree guint8 *flags = g_malloc0(text->n_glyphs + 1);
    gsize n = 0;
    for (gsize i = 0; i < text->n_glyphs; i++)
        n += flags[i] = (text->marks[i] & VL_PAGE_TINY) != 0;
    if (n < MIN_RUN)
        return;
    g_autofree PopplerRectangle *boxes = glyph_boxes(page, text);
    for (gsize i = 0; boxes != NULL && i < text->n_glyphs; i++)
        if (fabs(boxes[i].y2 - boxes[i].y1) > 4.5)
            flags[i] = 0;
    add_runs(text, flags, MIN_RUN, hidden);
}

static void
add_invisible(const VlPageText *text, GArray *hidden)
{
    gsize n = 0;
    for (gsize i = 0; i <= text->n_glyphs; i++) {
        if (i < text->n_glyphs && is_invisible(text->glyphs[i])) {
            n++;
            continue;
        }
        if (n >= MIN_INVISIBLE || (n > 0 && is_tag(text->glyphs[i - 1])))
            add_run(text, i - n, i, hidden);
        n = 0;
    }
}

GArray *
vl_hidden_find(PopplerPage *page, const VlPageText *text, VlInk *ink)
{
    GArray *hidden = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    gsize n_pale = 0;
    for (gsize i = 0; i < text->n_glyphs && n_pale < MIN_PALE; i++)
        if (text->marks[i] & VL_PAGE_PALE)
            n_pale++;
        else if (!g_unichar_isspace(text->glyphs[i]))
            n_pale = 0;
    *ink = n_pale >= MIN_PALE ? VL_INK_DOUBTFUL : VL_INK_UNCHECKED;
    add_tiny(page, text, hidden);
    add_invisible(text, hidden);
    tidy(hidden);
    return hidden;
}

static void
take_luminance(Drawing *drawing, cairo_surface_t *surface)
{
    const guint8 *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    gsize histogram[256] = {0};
    for (int y = 0; y < drawing->height; y++) {
        const guint32 *row = (const guint32 *)(const void *)(data + y * stride);
        guint8 *out = drawing->luminance + (gsize)y * (gsize)drawing->width;
        for (int x = 0; x < drawing->width; x++) {
            guint32 red = row[x] >> 16 & 255, green = row[x] >> 8 & 255;
            out[x] =
                (guint8)((red * 77 + green * 151 + (row[x] & 255) * 28) / 256);
            histogram[out[x]]++;
        }
    }
    for (guint i = 1; i < G_N_ELEMENTS(histogram); i++)
        if (histogram[i] > histogram[drawing->paper])
            drawing->paper = (guint8)i;
}

/* FALSE: there is no memory for it, or no such page. */
static gboolean
draw(PopplerPage *page, Drawing *drawing)
{
    double width = 0, height = 0;
    poppler_page_get_size(page, &width, &height);
    if (!(width >= 1 && height >= 1 && width < 1e6 && height < 1e6))
        return FALSE;
    drawing->scale = MIN(DRAW_DPI / 72, sqrt(MAX_PIXELS / (width * height)));
    drawing->width = (int)ceil(width * drawing->scale);
    drawing->height = (int)ceil(height * drawing->scale);
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, drawing->width, drawing->height);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, drawing->scale, drawing->scale);
    poppler_page_render(page, cairo);
    gboolean drawn = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    if (drawn) {
        gsize n = (gsize)drawing->width * (gsize)drawing->height;
        drawing->luminance = g_malloc(n);
        drawing->inked = g_malloc0(n);
        take_luminance(drawing, surface);
    }
    cairo_surface_destroy(surface);
    return drawn;
}

typedef struct {
    int x1, y1, x2, y2; /* pixels; the last ones are outside */
} Box;

static Box
box_of(const Drawing *drawing, const PopplerRectangle *rectangle)
{
    double s = drawing->scale;
    Box box = {
        (int)floor(CLAMP(MIN(rectangle->x1, rectangle->x2) * s, -9, 1e6)),
        (int)floor(CLAMP(MIN(rectangle->y1, rectangle->y2) * s, -9, 1e6)),
        (int)ceil(CLAMP(MAX(rectangle->x1, rectangle->x2) * s, -9, 1e6)),
        (int)ceil(CLAMP(MAX(rectangle->y1, rectangle->y2) * s, -9, 1e6))};
    box.x1 = MAX(box.x1, 0);
    box.y1 = MAX(box.y1, 0);
    box.x2 = MIN(box.x2, drawing->width);
    box.y2 = MIN(box.y2, drawing->height);
    return box;
}

/* Does a glyph have ink of its own in its box? */
static gboolean
has_ink(const Drawing *drawing, Box box, gboolean pale)
{
    guint least = 255, most = 0;
    gsize sum = 0, n = 0;
    for (int y = box.y1; y < box.y2; y++) {
        const guint8 *row =
            drawing->luminance + (gsize)y * (gsize)drawing->width;
        for (int x = box.x1; x < box.x2; x++, n++) {
            least = MIN(least, row[x]);
            most = MAX(most, row[x]);
            sum += row[x];
        }
    }
    if (n == 0 || most - least < MIN_CONTRAST)
        return FALSE;
    return !pale || sum / n < PAPER_LUMINANCE;
}

static void
cover(Drawing *drawing, Box box)
{
    for (int y = box.y1; y < box.y2 && box.x1 < box.x2; y++)
        memset(drawing->inked + (gsize)y * (gsize)drawing->width + box.x1, 1,
               (gsize)(box.x2 - box.x1));
}

/* Flags the glyphs without ink; gives their number and, in *area, the
 * pixels of their boxes. */
static gsize
flag_glyphs(Drawing *drawing, const VlPageText *text,
            const PopplerRectangle *boxes, guint8 *flags, gsize *n_seen,
            gsize *area)
{
    gsize n = 0;
    *n_seen = *area = 0;
    for (gsize i = 0; i < text->n_glyphs; i++) {
        gunichar c = text->glyphs[i];
        if (g_unichar_isspace(c) || is_invisible(c))
            continue;
        Box box = box_of(drawing, &boxes[i]);
        if (has_ink(drawing, box, (text->marks[i] & VL_PAGE_PALE) != 0)) {
            cover(drawing, box);
            (*n_seen)++;
            continue;
        }
        flags[i] = 1;
        n++;
        *area += (gsize)(MAX(box.x2 - box.x1, 0) * MAX(box.y2 - box.y1, 0));
    }
    return n;
}

/* Pixels of ink where no glyph claims any. */
static gsize
stray_ink(const Drawing *drawing)
{
    gsize n = (gsize)drawing->width * (gsize)drawing->height, stray = 0;
    for (gsize i = 0; i < n; i++)
        stray += !drawing->inked[i] &&
                 abs(drawing->luminance[i] - drawing->paper) > 64;
    return stray;
}

void
vl_hidden_draw(PopplerPage *page, const VlPageText *text,
               guint (*complaints)(void), GArray *hidden, VlInk *ink)
{
    g_auto(Drawing) drawing = {0};
    guint before = complaints == NULL ? 0 : complaints();
    g_autofree PopplerRectangle *boxes = glyph_boxes(page, text);
    *ink = VL_INK_INCONCLUSIVE;
    if (boxes == NULL || !draw(page, &drawing))
        return;
    g_autofree guint8 *flags = g_malloc0(text->n_glyphs + 1);
    gsize n_seen = 0, area = 0;
    gsize n = flag_glyphs(&drawing, text, boxes, flags, &n_seen, &area);
    /* A twelfth or so of a box is ink. */
    gboolean contradiction =
        n > n_seen && (stray_ink(&drawing) > area / 24 ||
                       (complaints != NULL && complaints() != before));
    *ink = contradiction ? VL_INK_INCONCLUSIVE : VL_INK_CHECKED;
    add_runs(text, flags, MIN_RUN, hidden);
    if ((double)n_seen >= SURE_SHARE * (double)(n + n_seen))
        add_words(text, flags, hidden);
    tidy(hidden);
}
