#include "config.h"

#include "reading/places.h"

#include "placed-lines.h"
#include "reading-lines.h"

/* Two columns whose lines the text holds without a break between them. */
static void
test_split(void)
{
    static const Set set[] = {
        {"The left column has an end here.|", 50, 600, 10},
        {"The right column starts at the top.", 320, 60, 10},
        {"Side by side |", 50, 700, 10},
        {"on one row.", 120, 700, 10},
    };
    g_autoptr(VlDocument) document = SET_DOCUMENT(set);
    g_assert_nonnull(strstr(document->text, "here.The right"));
    g_autoptr(VlLines) lines = vl_lines_new(document);
    g_autofree char *dump = lines_dump(lines);
    g_assert_cmpstr(dump, ==,
                    "t The left column has an end here.\n"
                    "t The right column starts at the top.\n"
                    "t Side by side on one row.\n");
}

#define FULL "words of a line that fills all of its column here"

/* A justified line whose words stand far apart is one line; a row of a table
 * is not. */
static void
test_join(void)
{
    static const Set paragraph[] = {
        {FULL, 50, 60, 10},
        {"Ocimum", 50, 72, 10},
        {"kilimandscharicum,", 130, 72, 10},
        {"Ocimum abc", 245, 72, 10},
        {FULL, 50, 84, 10},
    };
    g_autoptr(VlDocument) document = SET_DOCUMENT(paragraph);
    g_autoptr(VlLines) lines = vl_lines_new(document);
    g_assert_cmpuint(lines->lines->len, ==, 3);
    g_autofree char *text = vl_lines_text(lines, vl_lines_get(lines, 1));
    g_assert_cmpstr(text, ==, "Ocimum\nkilimandscharicum,\nOcimum abc");
    static const Set table[] = {
        {"Age", 50, 60, 10},  {"Sex", 130, 60, 10}, {"Dose abc", 245, 60, 10},
        {"45", 50, 72, 10},   {"m", 130, 72, 10},   {"12 mg/day", 245, 72, 10},
        {"46", 50, 84, 10},   {"f", 130, 84, 10},   {"13 mg/day", 245, 84, 10},
    };
    g_autoptr(VlDocument) other = SET_DOCUMENT(table);
    g_autoptr(VlLines) rows = vl_lines_new(other);
    g_assert_cmpuint(rows->lines->len, ==, 9);
}

static gboolean
skip_small(const VlLine *line, G_GNUC_UNUSED gconstpointer data)
{
    return line->place.size == 80;
}

static void
test_measure(void)
{
    static const Set set[] = {
        {FULL, 50, 60, 10},  {FULL, 50, 72, 10},  {FULL, 50, 84, 10},
        {FULL, 50, 110, 10}, {FULL, 320, 60, 10}, {FULL, 320, 300, 8},
        {FULL, 320, 309, 8}, {FULL, 320, 318, 8}, {FULL, 320, 327, 8},
        {FULL, 320, 336, 8}, {FULL, 320, 345, 8}, {FULL, 320, 354, 8},
    };
    g_autoptr(VlDocument) document = SET_DOCUMENT(set);
    g_autoptr(VlLines) lines = vl_lines_new(document);
    vl_places_measure(lines, NULL, NULL);
    g_assert_cmpint(lines->usual_size, ==, 80);
    g_assert_cmpint(lines->leading, ==, 90);
    vl_places_measure(lines, skip_small, NULL);
    g_assert_cmpint(lines->usual_size, ==, 100);
    g_assert_cmpint(lines->leading, ==, 120);
    g_assert_cmpint(vl_places_step(lines, 3), ==, 260);
    g_assert_true(vl_places_is_apart(lines, 3));
    g_assert_false(vl_places_is_apart(lines, 2));
    g_assert_cmpint(vl_places_step(lines, 4), ==, 0);
    g_assert_false(vl_places_is_apart(lines, 4));
}

/* Text without places: nothing is known, and nothing breaks. */
static void
test_unknown(void)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, "One line.\nAnother.");
    g_autoptr(VlLines) lines = vl_lines_new(document);
    vl_places_measure(lines, NULL, NULL);
    g_assert_cmpint(lines->leading, ==, 0);
    g_assert_false(vl_places_is_apart(lines, 1));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/places/split", test_split);
    g_test_add_func("/places/join", test_join);
    g_test_add_func("/places/measure", test_measure);
    g_test_add_func("/places/unknown", test_unknown);
    return g_test_run();
}
