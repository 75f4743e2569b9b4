#include "config.h"

#include <string.h>
#include <zlib.h>

#include "pdf/png.h"

/* A PNG taken apart by the rules of its specification. */
typedef struct {
    guint width, height, depth, type, dots;
    guint8 palette[256 * 3];
    guint8 *rows; /* filter byte and pixels of each */
    gsize row_bytes;
} Png;

static guint32
number(const guint8 *p)
{
    return (guint32)p[0] << 24 | (guint32)p[1] << 16 | (guint32)p[2] << 8 |
           p[3];
}

static void
take_header(Png *png, const guint8 *data)
{
    png->width = number(data);
    png->height = number(data + 4);
    png->depth = data[8];
    png->type = data[9];
    guint bits = png->depth * (png->type == 2 ? 3 : 1);
    png->row_bytes = 1 + ((gsize)png->width * bits + 7) / 8;
}

static void
take_chunk(Png *png, const char *type, const guint8 *data, gsize n,
           GByteArray *packed)
{
    if (memcmp(type, "IHDR", 4) == 0)
        take_header(png, data);
    else if (memcmp(type, "PLTE", 4) == 0)
        memcpy(png->palette, data, MIN(n, sizeof(png->palette)));
    else if (memcmp(type, "pHYs", 4) == 0)
        png->dots = number(data);
    else if (memcmp(type, "IDAT", 4) == 0)
        g_byte_array_append(packed, data, (guint)n);
}

static void
take_apart(Png *png, const GByteArray *bytes)
{
    static const guint8 magic[] = {137, 'P', 'N', 'G', 13, 10, 26, 10};
    g_assert_cmpuint(bytes->len, >, sizeof(magic));
    g_assert_cmpint(memcmp(bytes->data, magic, sizeof(magic)), ==, 0);
    g_autoptr(GByteArray) packed = g_byte_array_new();
    gboolean end = FALSE;
    for (gsize at = sizeof(magic); at < bytes->len;) {
        gsize n = number(bytes->data + at);
        g_assert_cmpuint(at + n + 12, <=, bytes->len);
        const guint8 *type = bytes->data + at + 4;
        g_assert_cmphex(crc32(0, type, (uInt)n + 4), ==, number(type + 4 + n));
        take_chunk(png, (const char *)type, type + 4, n, packed);
        end = memcmp(type, "IEND", 4) == 0;
        at += n + 12;
    }
    g_assert_true(end);
    uLongf n_rows = png->row_bytes * png->height;
    png->rows = g_malloc0(n_rows);
    uLongf n_taken = n_rows;
    g_assert_cmpint(
        uncompress(png->rows, &n_taken, packed->data, packed->len), ==, Z_OK);
    g_assert_cmpuint(n_taken, ==, n_rows);
}

static void
put(VlCanvas *canvas, guint x, guint y, guint32 rgb)
{
    guint8 *pixel = canvas->rgb + 3 * ((gsize)y * canvas->width + x);
    pixel[0] = (guint8)(rgb >> 16);
    pixel[1] = (guint8)(rgb >> 8);
    pixel[2] = (guint8)rgb;
}

/* The colour of a pixel of a picture of 4 bits, of rows without filter. */
static guint32
pixel_of(const Png *png, guint x, guint y)
{
    const guint8 *row = png->rows + (gsize)y * png->row_bytes;
    g_assert_cmpuint(row[0], ==, 0);
    guint8 both = row[1 + x / 2];
    const guint8 *rgb = png->palette + 3 * (x % 2 == 0 ? both >> 4 : both & 15);
    return (guint32)rgb[0] << 16 | (guint32)rgb[1] << 8 | rgb[2];
}

static void
test_grey(void)
{
    g_autoptr(VlCanvas) canvas = vl_canvas_new(5, 3);
    put(canvas, 1, 1, 0);
    put(canvas, 3, 1, 0);
    canvas->marked[1 * 5 + 3] = 1;
    canvas->marked[1 * 5 + 4] = 1;
    g_autoptr(GByteArray) bytes = vl_png_encode(canvas);
    Png png = {0};
    take_apart(&png, bytes);
    g_assert_cmpuint(png.width, ==, 5);
    g_assert_cmpuint(png.height, ==, 3);
    g_assert_cmpuint(png.depth, ==, 4);
    g_assert_cmpuint(png.type, ==, 3);
    /* 144 dots an inch, in dots a metre. */
    g_assert_cmpuint(png.dots, ==, 5669);
    g_assert_cmphex(pixel_of(&png, 0, 0), ==, 0xFFFFFF);
    g_assert_cmphex(pixel_of(&png, 1, 1), ==, 0);
    g_assert_cmphex(pixel_of(&png, 3, 1), ==, 0);
    g_assert_cmphex(pixel_of(&png, 4, 1), ==,
                    VL_MARK_RED << 16 | VL_MARK_GREEN << 8 | VL_MARK_BLUE);
    g_free(png.rows);
}

/* Colours stay. */
static void
test_colours(void)
{
    g_autoptr(VlCanvas) canvas = vl_canvas_new(40, 40);
    for (guint y = 0; y < 40; y++)
        for (guint x = 0; x < 40; x++)
            put(canvas, x, y, 0xC00000 + x * 0x100 + y);
    g_autoptr(GByteArray) bytes = vl_png_encode(canvas);
    Png png = {0};
    take_apart(&png, bytes);
    g_assert_cmpuint(png.depth * (png.type == 2 ? 3u : 1u), >, 4);
    g_free(png.rows);
}

static void
test_small(void)
{
    g_autoptr(VlCanvas) canvas = vl_canvas_new(1, 1);
    g_autoptr(GByteArray) bytes = vl_png_encode(canvas);
    Png png = {0};
    take_apart(&png, bytes);
    g_assert_cmphex(pixel_of(&png, 0, 0), ==, 0xFFFFFF);
    g_free(png.rows);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/png/grey", test_grey);
    g_test_add_func("/png/colours", test_colours);
    g_test_add_func("/png/small", test_small);
    return g_test_run();
}
