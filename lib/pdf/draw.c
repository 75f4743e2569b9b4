#include "config.h"

#include "pdf/draw.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#include "base/error.h"

/* Pixels a point: 144 dpi. */
#define SCALE 2.0

/* Of a drawing and of a picture: A4 at 144 dpi has two million. */
#define MAX_PIXELS 16e6

/* Pixels. */
#define CAPTION_HEIGHT 34
#define CAPTION_SIZE 20.0
#define MIN_WIDTH 240
#define MAX_SIDE 12000

/* Points around a marked line. */
#define MARK_PADDING 0.5

/* Of 255: less between the lightest and the darkest pixel is no ink
 * (security.md measured this on hidden text). */
#define MIN_CONTRAST 24

typedef cairo_surface_t VlSurface;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlSurface, cairo_surface_destroy)
typedef cairo_t VlCairo;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlCairo, cairo_destroy)

struct VlDrawn {
    VlSurface *surface;
    double scale;
    VlBox part; /* of the page */
};

void
vl_drawn_free(VlDrawn *drawn)
{
    if (drawn == NULL)
        return;
    g_clear_pointer(&drawn->surface, cairo_surface_destroy);
    g_free(drawn);
}

/* A white surface and what draws on it; NULL: no memory. */
static VlSurface *
white_surface(double width, double height, VlCairo **cairo)
{
    g_autoptr(VlSurface) surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)MAX(width, 1), (int)MAX(height, 1));
    *cairo = cairo_create(surface);
    cairo_set_source_rgb(*cairo, 1, 1, 1);
    cairo_paint(*cairo);
    return cairo_status(*cairo) == CAIRO_STATUS_SUCCESS
               ? g_steal_pointer(&surface)
               : NULL;
}

VlDrawn *
vl_page_draw(PopplerPage *page, const VlBox *part, GError **error)
{
    g_autoptr(VlDrawn) drawn = g_new0(VlDrawn, 1);
    VlBox all = {0, 0, 0, 0};
    poppler_page_get_size(page, &all.x2, &all.y2);
    drawn->part = (VlBox){MAX(part->x1, 0), MAX(part->y1, 0),
                          MIN(part->x2, all.x2), MIN(part->y2, all.y2)};
    double width = MAX(drawn->part.x2 - drawn->part.x1, 1);
    double height = MAX(drawn->part.y2 - drawn->part.y1, 1);
    drawn->scale = MIN(SCALE, sqrt(MAX_PIXELS / (width * height)));
    g_autoptr(VlCairo) cairo = NULL;
    drawn->surface = white_surface(ceil(width * drawn->scale),
                                   ceil(height * drawn->scale), &cairo);
    if (drawn->surface == NULL) {
        g_set_error(error, VL_ERROR, VL_ERROR_TOO_BIG,
                    "its page is too large to be drawn; print the file to a "
                    "new PDF");
        return NULL;
    }
    cairo_scale(cairo, drawn->scale, drawn->scale);
    cairo_translate(cairo, -drawn->part.x1, -drawn->part.y1);
    poppler_page_render(page, cairo);
    cairo_surface_flush(drawn->surface);
    return g_steal_pointer(&drawn);
}

/* ---- Pixels ---- */

/* A box of points in whole pixels of the canvas that shows region. */
static void
to_pixels(const VlCanvas *canvas, const VlBox *box, const VlBox *region,
          double scale, int *rectangle)
{
    int width = (int)canvas->width, height = (int)canvas->height;
    rectangle[0] = CLAMP((int)floor((box->x1 - region->x1) * scale), 0, width);
    rectangle[1] = CLAMP((int)floor((box->y1 - region->y1) * scale), 0, height);
    rectangle[2] = CLAMP((int)ceil((box->x2 - region->x1) * scale), 0, width);
    rectangle[3] = CLAMP((int)ceil((box->y2 - region->y1) * scale), 0, height);
}

/* Copies the surface so that its pixel (left, top) comes to the canvas's
 * first. */
static void
copy_pixels(VlCanvas *canvas, VlSurface *surface, int left, int top)
{
    const guint8 *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    for (int y = 0; y < (int)canvas->height; y++) {
        if (y + top < 0 || y + top >= height)
            continue;
        const guint32 *from =
            (const guint32 *)(const void *)(data +
                                            (gsize)(y + top) * (gsize)stride);
        guint8 *to = canvas->rgb + (gsize)y * canvas->width * 3;
        for (int x = 0; x < (int)canvas->width; x++, to += 3) {
            if (x + left < 0 || x + left >= width)
                continue;
            guint32 pixel = from[x + left];
            to[0] = (guint8)(pixel >> 16);
            to[1] = (guint8)(pixel >> 8);
            to[2] = (guint8)pixel;
        }
    }
}

/* The lightest, darkest and mean pixel of a rectangle. */
static void
measure(const VlCanvas *canvas, const int *r, int *low, int *high, int *mean)
{
    gint64 sum = 0, n = 0;
    *low = 255;
    *high = 0;
    for (int y = r[1]; y < r[3]; y++)
        for (int x = r[0]; x < r[2]; x++) {
            const guint8 *p =
                canvas->rgb + 3 * ((gsize)y * canvas->width + (gsize)x);
            int grey = (p[0] + 2 * p[1] + p[2]) / 4;
            *low = MIN(*low, grey);
            *high = MAX(*high, grey);
            sum += grey;
            n++;
        }
    *mean = n == 0 ? 255 : (int)(sum / n);
}

static void
set_mark(VlCanvas *canvas, int x, int y, gboolean bare)
{
    if (x < 0 || y < 0 || x >= (int)canvas->width || y >= (int)canvas->height)
        return;
    gsize at = (gsize)y * canvas->width + (gsize)x;
    canvas->marked[at] = 1;
    if (bare)
        memset(canvas->rgb + 3 * at, 255, 3);
}

/* Yellow shows on paper; on a dark ground only a frame does. */
static void
mark(VlBlock *block, const int *r)
{
    VlCanvas *canvas = block->canvas;
    int low, high, mean;
    measure(canvas, r, &low, &high, &mean);
    block->no_ink |= high - low < MIN_CONTRAST;
    for (int y = r[1]; y < r[3]; y++)
        for (int x = r[0]; x < r[2]; x++)
            set_mark(canvas, x, y, FALSE);
    if (mean >= 128)
        return;
    for (int i = 1; i <= 2; i++) {
        for (int x = r[0] - i; x < r[2] + i; x++) {
            set_mark(canvas, x, r[1] - i, TRUE);
            set_mark(canvas, x, r[3] + i - 1, TRUE);
        }
        for (int y = r[1] - i; y < r[3] + i; y++) {
            set_mark(canvas, r[0] - i, y, TRUE);
            set_mark(canvas, r[2] + i - 1, y, TRUE);
        }
    }
}

/* ---- Cut lines ---- */

/* Pixels at the edge of a block that may hold the ends of another line's
 * letters: boxes of lines overlap.  The letters of a line are taller. */
#define MAX_SHRED 8

/* Of 255: darker than this is ink. */
#define INK 200

/* Columns with so much ink are rules beside the text. */
#define RULE_SHARE 0.6

static gboolean
is_ink(const VlCanvas *canvas, guint x, guint y)
{
    const guint8 *p = canvas->rgb + 3 * ((gsize)y * canvas->width + x);
    return (p[0] + 2 * p[1] + p[2]) / 4 < INK;
}

static guint8 *
find_rules(const VlCanvas *canvas)
{
    guint8 *rules = g_malloc0(canvas->width);
    for (guint x = 0; x < canvas->width; x++) {
        guint n = 0;
        for (guint y = 0; y < canvas->height; y++)
            n += is_ink(canvas, x, y);
        rules[x] = n > RULE_SHARE * canvas->height;
    }
    return rules;
}

static gboolean
has_words(const VlCanvas *canvas, const guint8 *rules, guint y)
{
    for (guint x = 0; x < canvas->width; x++)
        if (!rules[x] && is_ink(canvas, x, y))
            return TRUE;
    return FALSE;
}

/* Makes the ends of letters at the upper or lower edge white, up to the
 * first row without ink; most rows that are free to go. */
static void
clear_shreds(VlCanvas *canvas, gboolean up, guint most)
{
    g_autofree guint8 *rules = find_rules(canvas);
    guint n = 0, last = canvas->height - 1;
    most = MIN(most, MAX_SHRED);
    while (n < most && has_words(canvas, rules, up ? n : last - n))
        n++;
    if (n == 0 || n == most)
        return;
    for (guint i = 0; i < n; i++) {
        gsize row = up ? i : last - i;
        memset(canvas->rgb + 3 * row * canvas->width, 255,
               (gsize)canvas->width * 3);
    }
}

/* Rows above the first mark and below the last one. */
static void
clear_edges(VlCanvas *canvas, const VlRegion *region, const VlBox *box,
            double scale)
{
    double top = box->y2, bottom = box->y1;
    for (guint i = 0; i < region->marks->len; i++) {
        const VlBox *line = &g_array_index(region->marks, VlBox, i);
        top = MIN(top, line->y1);
        bottom = MAX(bottom, line->y2);
    }
    clear_shreds(canvas, TRUE, (guint)MAX((top - box->y1) * scale, 0));
    clear_shreds(canvas, FALSE, (guint)MAX((box->y2 - bottom) * scale, 0));
}

/* ---- Blocks ---- */

VlBlock *
vl_block_cut(const VlDrawn *drawn, const VlRegion *region, const char *caption)
{
    double scale = drawn->scale;
    VlBox box = region->box;
    box.x1 = MAX(box.x1, drawn->part.x1);
    box.y1 = MAX(box.y1, drawn->part.y1);
    box.x2 = MAX(MIN(box.x2, drawn->part.x2), box.x1);
    box.y2 = MAX(MIN(box.y2, drawn->part.y2), box.y1);
    /* To whole pixels of the drawing, so that copying keeps it crisp. */
    int left = (int)floor((box.x1 - drawn->part.x1) * scale);
    int top = (int)floor((box.y1 - drawn->part.y1) * scale);
    box.x1 = drawn->part.x1 + left / scale;
    box.y1 = drawn->part.y1 + top / scale;
    VlBlock *block = g_new0(VlBlock, 1);
    block->caption = g_strdup(caption);
    block->canvas = vl_canvas_new((guint)ceil((box.x2 - box.x1) * scale) + 1,
                                  (guint)ceil((box.y2 - box.y1) * scale) + 1);
    copy_pixels(block->canvas, drawn->surface, left, top);
    if (region->marks->len > 0)
        clear_edges(block->canvas, region, &box, scale);
    for (guint i = 0; i < region->marks->len; i++) {
        VlBox line = g_array_index(region->marks, VlBox, i);
        int rectangle[4];
        line.x1 -= MARK_PADDING;
        line.x2 += MARK_PADDING;
        to_pixels(block->canvas, &line, &box, scale, rectangle);
        mark(block, rectangle);
    }
    return block;
}

void
vl_block_free(VlBlock *block)
{
    if (block == NULL)
        return;
    vl_canvas_free(block->canvas);
    g_free(block->caption);
    g_free(block);
}

VlCanvas *
vl_caption_draw(const char *caption, guint width)
{
    VlCanvas *canvas = vl_canvas_new(width, CAPTION_HEIGHT);
    g_autoptr(VlCairo) cairo = NULL;
    g_autoptr(VlSurface) surface = white_surface(width, CAPTION_HEIGHT, &cairo);
    if (surface == NULL)
        return canvas;
    cairo_select_font_face(cairo, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                           CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, CAPTION_SIZE);
    cairo_set_source_rgb(cairo, 0.3, 0.3, 0.3);
    cairo_move_to(cairo, 12, CAPTION_HEIGHT - 10);
    cairo_show_text(cairo, caption);
    cairo_surface_flush(surface);
    copy_pixels(canvas, surface, 0, 0);
    return canvas;
}

static void
paste(VlCanvas *onto, const VlCanvas *canvas, guint top)
{
    for (guint y = 0; y < canvas->height; y++) {
        gsize to = (gsize)(top + y) * onto->width;
        gsize from = (gsize)y * canvas->width;
        memcpy(onto->rgb + 3 * to, canvas->rgb + 3 * from,
               (gsize)canvas->width * 3);
        memcpy(onto->marked + to, canvas->marked + from, canvas->width);
    }
}

/* A second part of one page stands under a rule. */
static void
draw_rule(VlCanvas *canvas, guint y)
{
    for (guint x = 12; x + 12 < canvas->width; x += 2)
        memset(canvas->rgb + 3 * ((gsize)y * canvas->width + x), 128, 3);
}

static gboolean
has_caption(const GPtrArray *blocks, guint i)
{
    const VlBlock *block = blocks->pdata[i];
    return i == 0 ||
           !g_str_equal(block->caption,
                        ((const VlBlock *)blocks->pdata[i - 1])->caption);
}

VlCanvas *
vl_blocks_join(const GPtrArray *blocks)
{
    gsize width = MIN_WIDTH, height = 0;
    for (guint i = 0; i < blocks->len; i++) {
        const VlBlock *block = blocks->pdata[i];
        width = MAX(width, block->canvas->width);
        height += block->canvas->height + CAPTION_HEIGHT;
    }
    if (width > MAX_SIDE || height > MAX_SIDE ||
        (double)width * (double)height > MAX_PIXELS)
        return NULL;
    VlCanvas *joined = vl_canvas_new((guint)width, (guint)height);
    guint top = 0;
    for (guint i = 0; i < blocks->len; i++) {
        const VlBlock *block = blocks->pdata[i];
        if (has_caption(blocks, i)) {
            g_autoptr(VlCanvas) caption =
                vl_caption_draw(block->caption, joined->width);
            paste(joined, caption, top);
        } else {
            draw_rule(joined, top + CAPTION_HEIGHT / 2);
        }
        top += CAPTION_HEIGHT;
        paste(joined, block->canvas, top);
        top += block->canvas->height;
    }
    return joined;
}
