#include "config.h"

#include "reading/furniture.h"

#include "reading-lines.h"

/* Labels the text of a dump and gives the dump of what came of it; the
 * furniture's spans have to be those lines, in order. */
static char *
labelled(const char *dump)
{
    g_autofree char *text = lines_undump(dump);
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_PDF, text);
    g_autoptr(VlReading) reading = vl_reading_alloc(document);
    g_autoptr(VlLines) lines = vl_lines_new(document);
    vl_furniture_label(lines, reading);
    guint next = 0;
    for (guint i = 0; i < lines->lines->len; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        if (line->kind != VL_LINE_FURNITURE)
            continue;
        g_assert_cmpuint(next, <, reading->furniture->len);
        VlSpan span = g_array_index(reading->furniture, VlSpan, next++);
        g_autofree char *slice = vl_document_slice(document, span);
        g_autofree char *words = vl_lines_text(lines, line);
        g_assert_cmpstr(slice, ==, words);
    }
    g_assert_cmpuint(next, ==, reading->furniture->len);
    return lines_dump(lines);
}

/* The letters in front are what is expected. */
static void
check(const char *dump)
{
    g_autofree char *got = labelled(dump);
    g_autoptr(GString) wanted = g_string_new(dump);
    g_string_replace(wanted, "\f", "", 0);
    g_assert_cmpstr(got, ==, wanted->str);
}

static void
test_labels(void)
{
    /* Spans count code points, not bytes. */
    check("u Journal of \u00C9t\u00E9 \U0001F9EC, 2031\n"
          "t \u00C9t\u00E9 came and went.\n"
          "u 12\n"
          "\fu Journal of \u00C9t\u00E9 \U0001F9EC, 2032\n"
          "t Another page of it.\n"
          "u 13\n"
          "\fu Journal of \u00C9t\u00E9 \U0001F9EC, 2033\n"
          "t The last page of it.\n"
          "u 14\n");
    check("u Page 1 of 3\nt One.\n\fu Page 2 of 3\nt Two.\n"
          "\fu Page 3 of 3\nt Three.\n");
}

/* Two pages have no furniture, nor have pages that share nothing. */
static void
test_none(void)
{
    check("t Journal of Tales\nt One.\n\ft Journal of Tales\nt Two.\n");
    check("t One is here.\n\ft Two is there.\n\ft Three is nowhere.\n");
    check("");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reading-furniture/labels", test_labels);
    g_test_add_func("/reading-furniture/none", test_none);
    return g_test_run();
}
