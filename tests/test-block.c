#include "config.h"

#include "reading/block.h"

#include <string.h>

static void
test_flowed(void)
{
    static const struct {
        const char *before, *text, *after;
    } cases[] = {
        {"", "", ""},
        {"", " \t\n a", "a"},
        {"", "a \t\r\n\f b", "a b"},
        {"a", " b", "a b"},
        {"a ", " b", "a b"},
        {"a\t", " b", "a\tb"},
        {"a\n", " b", "a\nb"},
        {"a", "b", "ab"},
        {"a", "  ", "a "},
        {"\U0001F9EC", " \u00E9\u00A0\u00E9", "\U0001F9EC \u00E9\u00A0\u00E9"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlBlock) block = vl_block_new(VL_BLOCK_PARAGRAPH);
        g_string_append(block->text, cases[i].before);
        vl_block_append_flowed(block, cases[i].text, strlen(cases[i].text));
        g_assert_cmpstr(block->text->str, ==, cases[i].after);
    }
}

static void
test_empty(void)
{
    static const struct {
        const char *text;
        gboolean empty;
    } cases[] = {
        {"", TRUE},   {" \t\n", TRUE}, {"\u00A0\u2003", TRUE},
        {"a", FALSE}, {" .", FALSE},   {"\U0001F9EC", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlBlock) block = vl_block_new(VL_BLOCK_ITEM);
        g_string_append(block->text, cases[i].text);
        g_assert_cmpint(vl_block_is_empty(block), ==, cases[i].empty);
    }
}

/* A block owns copies of what it is given. */
static void
test_marks(void)
{
    g_autoptr(VlBlock) block = vl_block_new(VL_BLOCK_ROW);
    g_assert_cmpint(block->kind, ==, VL_BLOCK_ROW);
    char url[] = "https://a.example/";
    vl_block_add_mark(block, 1, 3, url);
    url[0] = 'x';
    vl_block_add_mark(block, 4, 4, NULL);
    const VlMark *link = block->marks->pdata[0];
    const VlMark *raised = block->marks->pdata[1];
    g_assert_cmpstr(link->url, ==, "https://a.example/");
    g_assert_cmpuint(link->range.start, ==, 1);
    g_assert_cmpuint(link->range.end, ==, 3);
    g_assert_null(raised->url);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/block/flowed", test_flowed);
    g_test_add_func("/block/empty", test_empty);
    g_test_add_func("/block/marks", test_marks);
    return g_test_run();
}
