#include "config.h"

#include <string.h>

#include "pdf/region.h"

/* Glyphs of width 5 and height 10; a newline goes 12 down, '>' 300 to the
 * right and up to the top. */
typedef struct {
    GString *text;
    GArray *glyphs; /* VlBox */
} Drawn;

static Drawn
draw(const char *drawn)
{
    Drawn page = {g_string_new(NULL),
                  g_array_new(FALSE, FALSE, sizeof(VlBox))};
    double x = 0, y = 0, from = 0;
    for (const char *p = drawn; *p != '\0'; p++) {
        if (*p == '>') {
            x = from += 300;
            y = 0;
            continue;
        }
        VlBox box = {x, y, x + 5, y + 10};
        g_array_append_val(page.glyphs, box);
        g_string_append_c(page.text, *p);
        x = *p == '\n' ? from : x + 5;
        y += *p == '\n' ? 12 : 0;
    }
    return page;
}

static void
clear(Drawn *page)
{
    g_string_free(page->text, TRUE);
    g_array_unref(page->glyphs);
}

/* The regions around words of the drawn text; NULL ends the list. */
static GPtrArray *
find(const Drawn *page, const char *const *words)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    for (; *words != NULL; words++) {
        const char *at = strstr(page->text->str, *words);
        g_assert_nonnull(at);
        VlSpan span = {(gsize)(at - page->text->str), 0};
        span.end = span.start + strlen(*words);
        g_array_append_val(spans, span);
    }
    return vl_regions_find(page->text->str,
                           (const VlBox *)(void *)page->glyphs->data,
                           page->glyphs->len, spans);
}

static const char column[] =
    "The first paragraph stands on a line.\n\n\n"
    "A second one begins here, goes on for\n"
    "a second line with the words of it,\n"
    "and ends soon.\n\n\n"
    "The third one is not shown with it..\n";

/* The lines that the quote touches are marked, its paragraph is shown. */
static void
test_paragraph(void)
{
    Drawn page = draw(column);
    const char *const words[] = {"goes on for\na second line", NULL};
    g_autoptr(GPtrArray) regions = find(&page, words);
    g_assert_cmpuint(regions->len, ==, 1);
    const VlRegion *region = regions->pdata[0];
    g_assert_cmpuint(region->marks->len, ==, 2);
    const VlBox *first = &g_array_index(region->marks, VlBox, 0);
    const VlBox *second = &g_array_index(region->marks, VlBox, 1);
    g_assert_cmpfloat(first->x1, ==, 130);
    g_assert_cmpfloat(first->x2, ==, 185);
    g_assert_cmpfloat(first->y1, ==, 36);
    g_assert_cmpfloat(second->x1, ==, 0);
    g_assert_cmpfloat(second->x2, ==, 65);
    g_assert_cmpfloat(second->y1, ==, 48);
    /* From the paragraph's first line to its last, and no further. */
    g_assert_cmpfloat(region->box.y1, <=, 36);
    g_assert_cmpfloat(region->box.y1, >, 10);
    g_assert_cmpfloat(region->box.y2, >=, 70);
    g_assert_cmpfloat(region->box.y2, <, 96);
    clear(&page);
}

/* Words in paragraphs far apart are two regions, which do not overlap. */
static void
test_far_apart(void)
{
    Drawn page = draw(column);
    const char *const words[] = {"first paragraph", "third one", NULL};
    g_autoptr(GPtrArray) regions = find(&page, words);
    g_assert_cmpuint(regions->len, ==, 2);
    const VlRegion *first = regions->pdata[0], *last = regions->pdata[1];
    g_assert_false(vl_box_overlaps(&first->box, &last->box));
    g_assert_cmpfloat(first->box.y2, <, last->box.y1);
    clear(&page);
}

static void
test_nothing(void)
{
    Drawn page = draw("one two\n");
    const char *const words[] = {" ", NULL};
    g_autoptr(GPtrArray) regions = find(&page, words);
    g_assert_cmpuint(regions->len, ==, 0);
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    g_autoptr(GPtrArray) empty = vl_regions_find("", NULL, 0, none);
    g_assert_cmpuint(empty->len, ==, 0);
    clear(&page);
}

/* Boxes of a hostile page are passed over. */
static void
test_nonsense(void)
{
    const VlBox glyphs[] = {
        {0, 0, 1e300, 10}, {5, 5, 5, 5}, {20, 10, 10, 0}, {30, 0, 35, 10}};
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    VlSpan all = {0, 4};
    g_array_append_val(spans, all);
    g_autoptr(GPtrArray) regions = vl_regions_find("abcd", glyphs, 4, spans);
    g_assert_cmpuint(regions->len, ==, 1);
    const VlRegion *region = regions->pdata[0];
    g_assert_cmpuint(region->marks->len, ==, 1);
    g_assert_cmpfloat(g_array_index(region->marks, VlBox, 0).x1, ==, 30);
    g_assert_cmpfloat(region->box.x2, <, 100);
}

static void
test_boxes(void)
{
    VlBox a = {0, 0, 10, 10};
    const VlBox beside = {10, 0, 20, 10}, inside = {5, 5, 6, 6};
    g_assert_false(vl_box_overlaps(&a, &beside));
    g_assert_true(vl_box_overlaps(&a, &inside));
    vl_box_add(&a, &beside);
    g_assert_cmpfloat(a.x2, ==, 20);
    g_assert_cmpfloat(a.y2, ==, 10);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/region/paragraph", test_paragraph);
    g_test_add_func("/region/far-apart", test_far_apart);
    g_test_add_func("/region/nothing", test_nothing);
    g_test_add_func("/region/nonsense", test_nonsense);
    g_test_add_func("/region/boxes", test_boxes);
    return g_test_run();
}
