#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/unicode.h"
#include "digest/escape.h"

typedef void (*Escape)(GString *out, const char *text);

static void
assert_escaped(Escape escape, const char *text, const char *wanted)
{
    g_autoptr(GString) out = g_string_new(NULL);
    escape(out, text);
    g_assert_cmpstr(out->str, ==, wanted);
}

static void
test_html(void)
{
    assert_escaped(vl_escape_html, "<b a=\"'`\">&amp;",
                   "&lt;b a=&quot;&#39;&#96;&quot;&gt;&amp;amp;");
    assert_escaped(vl_escape_html,
                   "a\x01\x1B[31m\x7F\xC2\x9B"
                   "b",
                   "a  [31m  b");
    assert_escaped(vl_escape_html, "a\u202Eb\u2066c\u200Fd\uFEFFe\u00ADf",
                   "abcdef");
    assert_escaped(vl_escape_html, "\u2028\U000E0041x\uFFFFy\uFDD0", " xy");
    assert_escaped(vl_escape_html, "P\u2009<\u20090\u00B705 \u2265 µ\u200Dx",
                   "P\u2009&lt;\u20090\u00B705 \u2265 µ\u200Dx");
    assert_escaped(vl_escape_html, NULL, "");
}

static void
test_markdown(void)
{
    assert_escaped(vl_escape_markdown, "*a* _b_ [c](d) `e` <f> #g |h",
                   "\\*a\\* \\_b\\_ \\[c\\]\\(d\\) \\`e\\` \\<f\\> \\#g \\|h");
    assert_escaped(vl_escape_markdown, "1. x", "1\\. x");
    assert_escaped(vl_escape_markdown, "- x - y", "\\- x - y");
    assert_escaped(vl_escape_markdown, "http://x www.y a@b",
                   "http\\://x www\\.y a\\@b");
    assert_escaped(vl_escape_markdown, "Aim: 1.5 mg", "Aim: 1.5 mg");
    assert_escaped(vl_escape_markdown, "a\n\n    # b\t\tc", "a \\# b c");
    assert_escaped(vl_escape_markdown, "&lt;", "\\&lt;");
}

static void
test_terminal(void)
{
    /* A word that two lines share; a minus and a list are none. */
    assert_escaped(vl_escape_terminal, "tolera-\nted -\n5 A-\nB 1-\n2",
                   "tolera-ted - 5 A- B 1- 2");
    assert_escaped(vl_escape_html, "-\na dose-\ndependent",
                   "- a dose-dependent");
    assert_escaped(vl_escape_terminal, "a\x1B]0;title\x07\nb\rc\u202Ed",
                   "a ]0;title b cd");
    assert_escaped(vl_escape_terminal,
                   "\xC2\x9B"
                   "31mred",
                   "31mred");
}

static void
test_url(void)
{
    assert_escaped(vl_escape_url, "10.1/a b<c>\"#?%&é",
                   "10.1/a%20b%3Cc%3E%22%23%3F%25%26%C3%A9");
}

static void
test_put(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    vl_html_put(out, "<a href=\"$\">$</a>$", "\"><script>", "$", NULL);
    g_assert_cmpstr(out->str, ==, "<a href=\"&quot;&gt;&lt;script&gt;\">$</a>");
}

/* Each line of standard input, in an attribute and as text of one element
 * of its own; for the Markdown, a paragraph each. */
static int
write_hostile(gboolean markdown)
{
    g_autoptr(GIOChannel) in = g_io_channel_unix_new(0);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_io_channel_set_encoding(in, NULL, NULL);
    g_io_channel_read_to_end(in, &bytes, &length, NULL);
    g_auto(GStrv) lines = g_strsplit(bytes ? bytes : "", "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_autofree char *line =
            vl_utf8_repair(lines[i], strlen(lines[i]), NULL);
        if (markdown) {
            vl_escape_markdown(out, line);
            g_string_append(out, "\n\n");
        } else {
            vl_html_put(out, "<p title=\"$\">$</p>\n", line, line);
        }
    }
    fwrite(out->str, 1, out->len, stdout);
    return 0;
}

/* test-digest-escape --html|--markdown < lines */
int
main(int argc, char **argv)
{
    if (argc == 2 && g_str_equal(argv[1], "--html"))
        return write_hostile(FALSE);
    if (argc == 2 && g_str_equal(argv[1], "--markdown"))
        return write_hostile(TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/escape/html", test_html);
    g_test_add_func("/digest/escape/markdown", test_markdown);
    g_test_add_func("/digest/escape/terminal", test_terminal);
    g_test_add_func("/digest/escape/url", test_url);
    g_test_add_func("/digest/escape/put", test_put);
    return g_test_run();
}
