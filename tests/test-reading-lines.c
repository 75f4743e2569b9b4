#include "config.h"

#include "reading/lines.h"

#include <string.h>

#include "reading-lines.h"

/* The lines as "page:text" with '*' where a paragraph surely begins. */
static char *
lines_of(VlRenderingKind kind, const char *text)
{
    g_autoptr(VlDocument) document = vl_document_from_text(kind, text);
    g_autoptr(VlLines) lines = vl_lines_new(document);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < lines->lines->len; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        g_autofree char *words = vl_lines_text(lines, line);
        g_assert_cmpuint(line->n_chars, ==, g_utf8_strlen(words, -1));
        g_assert_cmpint(line->kind, ==, VL_LINE_TEXT);
        g_string_append_printf(out, "%s%u:%s|", line->paragraph ? "*" : "",
                               line->page, words);
    }
    return g_string_free(out, FALSE);
}

static void
test_split(void)
{
    static const struct {
        const char *text, *lines;
    } cases[] = {
        {"", ""},
        {"\n \f\t\n", ""},
        {"a", "*1:a|"},
        {" a \nb\n", "*1:a|1:b|"},
        {"a\n\nb", "*1:a|*1:b|"},
        {"a\n \u00A0\t\nb", "*1:a|*1:b|"},
        {"a\fb\f\fc", "*1:a|2:b|*4:c|"},
        {"\u00A0a\u2003\r\nb\x01\x7F", "*1:a|1:b|"},
        {"a \U0001F9EC \u00E9\n", "*1:a \U0001F9EC \u00E9|"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = lines_of(VL_RENDERING_PDF, cases[i].text);
        g_assert_cmpstr(got, ==, cases[i].lines);
    }
}

/* The usual length is that of lines that fill a column; a file with long
 * lines has a paragraph on each. */
static void
test_usual(void)
{
    g_autofree char *thirty = g_strnfill(30, 'a');
    g_autofree char *forty = g_strnfill(40, 'b');
    g_autofree char *endless = g_strnfill(500, 'c');
    const struct {
        const char *lines[5];
        guint usual;
        gboolean paragraphs;
    } cases[] = {
        {{NULL}, 20, FALSE},
        {{"short"}, 20, FALSE},
        {{thirty, "short", "short", "short"}, 30, FALSE},
        {{thirty, forty, forty, "short"}, 40, FALSE},
        {{endless, endless, thirty}, 500, TRUE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strjoinv("\n", (char **)cases[i].lines);
        g_autoptr(VlDocument) document =
            vl_document_from_text(VL_RENDERING_TEXT, text);
        g_autoptr(VlLines) lines = vl_lines_new(document);
        g_assert_cmpuint(lines->usual_chars, ==, cases[i].usual);
        g_assert_cmpint(lines->paragraphs, ==, cases[i].paragraphs);
    }
    static const VlRenderingKind kinds[] = {VL_RENDERING_ABSTRACT,
                                            VL_RENDERING_JATS};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(VlDocument) document =
            vl_document_from_text(kinds[i], "short");
        g_autoptr(VlLines) lines = vl_lines_new(document);
        g_assert_true(lines->paragraphs);
    }
}

static void
test_ends(void)
{
    static const struct {
        const char *line;
        gboolean sentence, lower;
    } cases[] = {
        {"It fell.", TRUE, FALSE},
        {"did it?", TRUE, TRUE},
        {"It \"fell!\"", TRUE, FALSE},
        {"\u00E9t\u00E9 (fini.)]", TRUE, TRUE},
        {"\u00AB fini. \u00BB", TRUE, FALSE},
        {"\u2018it fell.\u2019", TRUE, FALSE},
        {"It fell", FALSE, FALSE},
        {"it fell (much)", FALSE, TRUE},
        {"\u00C9t\u00E9,", FALSE, FALSE},
        {")", FALSE, FALSE},
        {".", TRUE, FALSE},
        {"1.", TRUE, FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        /* The line before ends a sentence: that must not count. */
        g_autofree char *text =
            g_strconcat("Before.\n", cases[i].line, "\n", NULL);
        g_autoptr(VlDocument) document =
            vl_document_from_text(VL_RENDERING_PDF, text);
        g_autoptr(VlLines) lines = vl_lines_new(document);
        const VlLine *line = vl_lines_get(lines, 1);
        g_test_message("%s", cases[i].line);
        g_assert_cmpint(vl_lines_ends_sentence(lines, line), ==,
                        cases[i].sentence);
        g_assert_cmpint(vl_lines_starts_lower(lines, line), ==, cases[i].lower);
    }
}

/* A line with hidden characters is kept out, whole; two of them may be
 * white space without ink.  A file that calls itself a scan is no
 * exception. */
static void
test_hidden(void)
{
    static const struct {
        gsize start, end;
        gboolean ocr;
        const char *kinds;
    } cases[] = {
        {0, 0, FALSE, "ttt"},  {3, 6, FALSE, "txt"}, /* all of "two" */
        {2, 5, FALSE, "ttt"},                        /* two characters of it */
        {3, 12, FALSE, "txx"}, {3, 12, TRUE, "txx"}, {7, 12, FALSE, "ttx"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlDocument) document = vl_document_from_text(
            VL_RENDERING_PDF, "\U0001F9EC\u00E9\ntwo\nthree");
        VlPage *page = document->pages->pdata[0];
        VlSpan span = {cases[i].start, cases[i].end};
        g_array_append_val(page->hidden, span);
        document->ocr = cases[i].ocr;
        g_autoptr(VlLines) lines = vl_lines_new(document);
        g_autofree char *dump = lines_dump(lines);
        g_auto(GStrv) rows = g_strsplit(dump, "\n", -1);
        for (guint k = 0; k < 3; k++)
            g_assert_cmpint(rows[k][0], ==, cases[i].kinds[k]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reading-lines/split", test_split);
    g_test_add_func("/reading-lines/usual", test_usual);
    g_test_add_func("/reading-lines/ends", test_ends);
    g_test_add_func("/reading-lines/hidden", test_hidden);
    return g_test_run();
}
