#include "config.h"

#include "model/raised.h"

#include "model/repair.h"

/* The text as it is read; raised: start and end of what the page raises. */
static char *
read_raised(const char *text, const VlSpan *raised, guint n)
{
    g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_PDF);
    VlPage *page = vl_document_add_page(document, text, NULL);
    g_array_append_vals(page->raised, raised, n);
    vl_document_seal(document);
    char *read = vl_document_text_read(document);
    return read != NULL ? read : g_strdup(text);
}

static void
test_forms(void)
{
    static const struct {
        const char *text;
        VlSpan raised;
        const char *read;
    } cases[] = {
        {"of 105 cells", {5, 6}, "of 10\u2075 cells"},
        {"of 1012 cells", {5, 7}, "of 10\u00B9\u00B2 cells"},
        {"at 3 cm-1 and", {7, 9}, "at 3 cm\u207B\u00B9 and"},
        {"at 3 cm\u22121 and", {7, 9}, "at 3 cm\u207B\u00B9 and"},
        {"25 kg/m2 or", {7, 8}, "25 kg/m\u00B2 or"},
        {"the Ca2+ channel", {6, 8}, "the Ca\u00B2\u207A channel"},
        {"mortality18 fell", {9, 11}, "mortality\u00B9\u2078 fell"},
        {"\u00E9tude4,5 et", {5, 8}, "\u00E9tude\u2074,\u2075 et"},
        {"as seen.13-15 The", {8, 13}, "as seen.\u00B9\u00B3-\u00B9\u2075 The"},
        /* A name begins with it; letters and marks stay as they are. */
        {"with 131I given", {5, 8}, "with 131I given"},
        {"a mean of 2.67b", {14, 15}, "a mean of 2.67b"},
        {"22\u00AE (Leica)", {2, 3}, "22\u00AE (Leica)"},
        /* A line that was measured wrongly: no number looks so. */
        {"24.2 and 25.3,", {10, 13}, "24.2 and 25.3,"},
        /* Not of this text. */
        {"of 105", {5, 9}, "of 105"},
        {"of 105", {90, 91}, "of 105"},
        {"105 cells", {0, 1}, "105 cells"},
        {"", {1, 2}, ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *read =
            read_raised(cases[i].text, &cases[i].raised, 1);
        g_assert_cmpstr(read, ==, cases[i].read);
        g_assert_cmpint(g_utf8_strlen(read, -1), ==,
                        g_utf8_strlen(cases[i].text, -1));
    }
}

/* Several, over two pages; a repair at the same place wins. */
static void
test_places(void)
{
    g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_PDF);
    VlPage *page = vl_document_add_page(document, "A1, B2.", NULL);
    const VlSpan first[] = {{1, 2}, {5, 6}};
    g_array_append_vals(page->raised, first, 2);
    page = vl_document_add_page(document, "C3\u03BC", NULL);
    const VlSpan second = {9, 10};
    g_array_append_val(page->raised, second);
    vl_document_seal(document);
    vl_document_add_repair(document, 5, 'x');
    vl_document_add_repair(document, 10, 'u');
    g_autofree char *read = vl_document_text_read(document);
    g_assert_cmpstr(read, ==, "A\u00B9, Bx.\fC\u00B3u");
    g_autofree char *slice =
        vl_document_slice_read(document, (VlSpan){8, 10});
    g_assert_cmpstr(slice, ==, "C\u00B3");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/raised/forms", test_forms);
    g_test_add_func("/raised/places", test_places);
    return g_test_run();
}
