#include "config.h"

#include "pdf/page.h"

#include <string.h>

#include "model/span.h"

static GList *
add_run(GList *list, const char *font, int start, int end)
{
    PopplerTextAttributes *run = poppler_text_attributes_new();
    run->font_name = g_strdup(font);
    run->start_index = start;
    run->end_index = end;
    return g_list_append(list, run);
}

/* The page's text with its unsafe spans in brackets. */
static char *
mark(const char *raw, GList *runs)
{
    g_autoptr(VlPageText) text = vl_page_text_from_parts(raw, runs);
    poppler_page_free_text_attributes(runs);
    g_assert_cmpuint(text->length, ==, (gsize)g_utf8_strlen(text->text, -1));
    g_autoptr(GString) out = g_string_new(NULL);
    gsize at = 0;
    for (const char *p = text->text;; p = g_utf8_next_char(p), at++) {
        for (guint i = 0; i < text->unsafe->len; i++) {
            VlSpan span = g_array_index(text->unsafe, VlSpan, i);
            if (span.end == at)
                g_string_append_c(out, ']');
            if (span.start == at)
                g_string_append_c(out, '[');
        }
        if (*p == '\0')
            break;
        g_string_append_unichar(out, g_utf8_get_char(p));
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
test_unknown_glyphs(void)
{
    g_autofree char *marked =
        mark("a\x02\x03 b\uFFFD 5 \uE02Cm\tc\n\xC2\x85", NULL);
    g_assert_cmpstr(marked, ==,
                    "a[\x02\x03] b[\uFFFD] 5 [\uE02C]m\tc\n[\xC2\x85]");
}

/* "P<0.05" that the text layer gives as "P50.05". */
static void
test_symbol_font(void)
{
    GList *runs = add_run(NULL, "ABCDEF+AdvTimes", 0, 0);
    runs = add_run(runs, "ABCDEF+AdvPi1", 1, 1);
    runs = add_run(runs, "ABCDEF+AdvTimes", 2, 5);
    g_autofree char *marked = mark("P50.05", runs);
    g_assert_cmpstr(marked, ==, "P[5]0.05");
}

/* A name in front of the family; of such a font only letters and digits are
 * in doubt, and text fonts of the family are in no doubt at all. */
static void
test_hidden_family(void)
{
    GList *runs = add_run(NULL, "ABCDEF+QuxquxAdvPTimes", 0, 1);
    runs = add_run(runs, "ABCDEF+QuxquxAdvPSMP13", 2, 2);
    runs = add_run(runs, "ABCDEF+QuxquxAdvPTimes", 3, 4);
    runs = add_run(runs, "ABCDEF+QuxquxAdvTir_symb", 5, 5);
    runs = add_run(runs, "ABCDEF+QuxquxAdvP4C4E74", 6, 6);
    g_autofree char *marked = mark("5 ll =9", runs);
    g_assert_cmpstr(marked, ==, "5 [l]l =[9]");
}

static void
test_long_run_is_words(void)
{
    GList *runs = add_run(NULL, "AdvPSTim", 0, 5);
    g_autofree char *marked = mark("P50.05", runs);
    g_assert_cmpstr(marked, ==, "P50.05");
}

/* Poppler does not count the marks that it adds. */
static void
test_bidi_marks(void)
{
    GList *runs = add_run(NULL, "Times", 0, 2);
    runs = add_run(runs, "AdvPi1", 3, 3);
    runs = add_run(runs, "Times", 4, 4);
    g_autofree char *marked = mark("\u202Bab\u202C cd", runs);
    g_assert_cmpstr(marked, ==, "ab [c]d");
}

/* Where the symbols stand is not known: all is in doubt. */
static void
test_lengths_differ(void)
{
    GList *runs = add_run(NULL, "AdvPi1", 40, 41);
    g_autofree char *marked = mark("P50.05", runs);
    g_assert_cmpstr(marked, ==, "[P50.05]");
    runs = add_run(NULL, "Times", 40, 41);
    g_autofree char *harmless = mark("P50.05", runs);
    g_assert_cmpstr(harmless, ==, "P50.05");
}

static void
test_repair(void)
{
    g_autofree char *marked = mark("a\xFF"
                                   "b\fc",
                                   NULL);
    g_assert_cmpstr(marked, ==, "a[\uFFFD]bc");
    g_autofree char *nothing = mark("", NULL);
    g_assert_cmpstr(nothing, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/page/unknown-glyphs", test_unknown_glyphs);
    g_test_add_func("/page/symbol-font", test_symbol_font);
    g_test_add_func("/page/hidden-family", test_hidden_family);
    g_test_add_func("/page/long-run-is-words", test_long_run_is_words);
    g_test_add_func("/page/bidi-marks", test_bidi_marks);
    g_test_add_func("/page/lengths-differ", test_lengths_differ);
    g_test_add_func("/page/repair", test_repair);
    return g_test_run();
}
