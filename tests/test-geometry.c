#include "config.h"

#include "pdf/geometry.h"

#include "model/document.h"

/* Draws text with glyphs of width 5 and size 10 that start at 0,0; a newline
 * goes 12 down.  In the text, '^' and '_' set the next glyph small and
 * raised or lowered, '>' goes 200 to the right and '<' 200 to the left. */
static VlGeometry *
draw(const char *drawn, VlPageText **text)
{
    g_autoptr(GString) raw = g_string_new(NULL);
    g_autoptr(GArray) boxes =
        g_array_new(FALSE, FALSE, sizeof(PopplerRectangle));
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(float));
    double x = 0, y = 0, from = 0, shift = 0;
    for (const char *p = drawn; *p != '\0'; p++) {
        if (*p == '^' || *p == '_') {
            shift = *p == '^' ? -4 : 4;
            continue;
        }
        if (*p == '>' || *p == '<') {
            from += *p == '>' ? 200 : -200;
            x = from;
            continue;
        }
        float size = shift != 0 ? 6 : 10;
        double bottom = y + 10 + shift;
        PopplerRectangle box = {x, bottom - size, x + 5, bottom};
        g_array_append_val(boxes, box);
        g_array_append_val(sizes, size);
        g_string_append_c(raw, *p);
        x = *p == '\n' ? from : x + 5;
        y += *p == '\n' ? 12 : 0;
        shift = 0;
    }
    *text = vl_page_text_from_parts(raw->str, NULL);
    for (gsize i = 0; i < (*text)->n_glyphs; i++)
        (*text)->sizes[i] = g_array_index(sizes, float, i);
    return vl_geometry_from_boxes(
        *text, (const PopplerRectangle *)(void *)boxes->data);
}

/* The text between spans, joined by '|'. */
static char *
spans(const VlPageText *text, const GArray *list, gsize width)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        const VlSpan *span = (const VlSpan *)(void *)(list->data + i * width);
        g_string_append_printf(out, "%s%.*s", i > 0 ? "|" : "",
                               (int)(span->end - span->start),
                               text->text + span->start);
    }
    return g_string_free(out, FALSE);
}

static void
assert_drawn(const char *drawn, const char *lines, const char *raised,
             const char *lowered)
{
    g_autoptr(VlPageText) text = NULL;
    g_autoptr(VlGeometry) geometry = draw(drawn, &text);
    g_autofree char *a = spans(text, geometry->lines, sizeof(VlPageLine));
    g_autofree char *b = spans(text, geometry->raised, sizeof(VlSpan));
    g_autofree char *c = spans(text, geometry->lowered, sizeof(VlSpan));
    g_assert_cmpstr(a, ==, lines);
    g_assert_cmpstr(b, ==, raised);
    g_assert_cmpstr(c, ==, lowered);
}

static void
test_lines(void)
{
    assert_drawn("one two\nthree\n", "one two|three", "", "");
    assert_drawn("  one  \n\n two", "one|two", "", "");
    /* Two columns on one line of the text, and a step back. */
    assert_drawn("left>right\n", "left|right", "", "");
    assert_drawn(">right<left\n", "right|left", "", "");
    assert_drawn("", "", "", "");
}

static void
test_scripts(void)
{
    assert_drawn("of 10^4 men\n", "of 104 men", "4", "");
    assert_drawn("CO_2 and band^4^1.\n", "CO2 and band41.", "41", "2");
    assert_drawn("no script", "no script", "", "");
}

static void
test_box(void)
{
    g_autoptr(VlPageText) text = NULL;
    g_autoptr(VlGeometry) geometry = draw("\nband^4", &text);
    g_assert_cmpuint(geometry->lines->len, ==, 1);
    const VlPageLine *line = &g_array_index(geometry->lines, VlPageLine, 0);
    g_assert_cmpint(line->x1, ==, 0);
    g_assert_cmpint(line->y1, ==, 120);
    g_assert_cmpint(line->x2, ==, 250);
    g_assert_cmpint(line->y2, ==, 220);
    g_assert_cmpint(line->size, ==, 100);
}

/* Boxes that are no boxes. */
static void
test_nonsense(void)
{
    g_autoptr(VlPageText) text = vl_page_text_from_parts("abc", NULL);
    const PopplerRectangle boxes[] = {
        {0, 0, 1e300, 10}, {5, 5, 5, 5}, {0, 10, 5, 0}};
    g_autoptr(VlGeometry) geometry = vl_geometry_from_boxes(text, boxes);
    g_assert_cmpuint(geometry->lines->len, ==, 0);
    g_autoptr(VlGeometry) none = vl_geometry_new(NULL, text);
    g_assert_cmpuint(none->lines->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geometry/lines", test_lines);
    g_test_add_func("/geometry/scripts", test_scripts);
    g_test_add_func("/geometry/box", test_box);
    g_test_add_func("/geometry/nonsense", test_nonsense);
    return g_test_run();
}
