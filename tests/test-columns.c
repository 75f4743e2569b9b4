#include "config.h"

#include "reading/columns.h"

#include "placed-page.h"
#include "reading-lines.h"

/* The lines of a page as they are read; vl_lines_new arranges them. */
static char *
read_lines(VlDocument *document)
{
    g_autoptr(VlLines) lines = vl_lines_new(document);
    return lines_dump(lines);
}

/* Row by row the text jumps from column to column. */
static const Placed mixed[] = {
    {"Dorzine is given to adults with", 0, 0},
    {"were older than those of the first", 220, 0},
    {"gout of the big toe, who were 41 on", 0, 12},
    {"one, and 12 of them left the trial", 220, 12},
    {"average; the women of this arm", 0, 24},
    {"before its end for other reasons.", 220, 24},
    {"They had been ill for a year, and", 0, 36},
    {"Nobody died.", 220, 36},
    {"all came back. Their age did not", 0, 48},
    {"Later on they were asked again.", 220, 48},
};

static void
test_mixed(void)
{
    g_autoptr(VlDocument) document = placed_page(mixed, G_N_ELEMENTS(mixed));
    g_autofree char *dump = read_lines(document);
    const char *left = strstr(dump, "Their age did not");
    const char *right = strstr(dump, "were older than");
    g_assert_nonnull(left);
    g_assert_nonnull(right);
    g_assert_true(left < right);
    for (guint i = 0; i < G_N_ELEMENTS(mixed); i++)
        g_assert_nonnull(strstr(dump, mixed[i].text));
}

/* A text that is in order stays as it is, wherever its lines stand. */
static void
test_in_order(void)
{
    static const Placed lines[] = {
        {"Dorzine is given to adults with", 220, 0},
        {"gout of the big toe, who were 41 on", 220, 12},
        {"average; the women of this arm", 0, 0},
        {"were older than those of the first.", 0, 12},
    };
    g_autoptr(VlDocument) document = placed_page(lines, G_N_ELEMENTS(lines));
    g_autofree char *dump = read_lines(document);
    g_assert_cmpstr(dump, ==,
                    "t Dorzine is given to adults with\n"
                    "t gout of the big toe, who were 41 on\n"
                    "t average; the women of this arm\n"
                    "t were older than those of the first.\n");
}

/* Where the PDF tells the place of some lines only, none may be lost. */
static void
test_nothing_lost(void)
{
    g_autoptr(VlDocument) document = placed_page(mixed, G_N_ELEMENTS(mixed));
    VlPage *page = document->pages->pdata[0];
    g_array_remove_index(page->lines, 7);
    g_autofree char *dump = read_lines(document);
    for (guint i = 0; i < G_N_ELEMENTS(mixed); i++)
        g_assert_nonnull(strstr(dump, mixed[i].text));
    g_assert_true(strstr(dump, "Their age did not") >
                  strstr(dump, "were older than"));
}

/* A page whose lines have no known place, and one without any. */
static void
test_no_places(void)
{
    g_autoptr(VlDocument) document = placed_page(mixed, 3);
    VlPage *page = document->pages->pdata[0];
    g_array_set_size(page->lines, 0);
    g_autofree char *dump = read_lines(document);
    g_assert_cmpstr(dump, ==,
                    "t Dorzine is given to adults with\n"
                    "t were older than those of the first\n"
                    "t gout of the big toe, who were 41 on\n");
    g_autoptr(VlDocument) empty = placed_page(mixed, 0);
    g_autofree char *nothing = read_lines(empty);
    g_assert_cmpstr(nothing, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/columns/mixed", test_mixed);
    g_test_add_func("/columns/in-order", test_in_order);
    g_test_add_func("/columns/nothing-lost", test_nothing_lost);
    g_test_add_func("/columns/no-places", test_no_places);
    return g_test_run();
}
