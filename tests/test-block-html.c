#include "config.h"

#include "reading/block-html.h"

#include <string.h>

#include "blocks-dump.h"

static const BlocksCase cases[] = {
    {"", ""},
    {"<p>", ""},
    {"<p>a", "p a\n"},
    {"<p> a\n  b </p><p>&nbsp;</p>c", "p a b\np c\n"},
    {"<h1>One</h1><div>Two<div>Three</div>Four</div>",
     "h1 One\np Two\np Three\np Four\n"},
    {"<p>L'&eacute;t&eacute; &#x1F9EC; &lt;5</p>",
     "p L'\u00E9t\u00E9 \U0001F9EC <5\n"},
    {"<ul><li>a<li>b<ol start=3><li>c</li></ol></ul>", "i1 a\ni1 b\ni2.3 c\n"},
    {"<ol><li>a</li><li><p>b</p></li></ol>", "i1.1 a\ni1.2 b\n"},
    {"<table><tr><th>A<th>B<tr><td>1<br>x<td>2</table>"
     "<table><tr><td>C</table>",
     "r@1 A\tB\nr@1 1 x\t2\nr@2 C\n"},
    {"<blockquote>a</blockquote>b", ">p a\np b\n"},
    {"a<br>b", "p a\np b\n"},
    {"<p>m<sup>2</sup> <a href='http://x/'>b</a> <a href='#n'>c</a></p>",
     "p m2 b c {2} {b http://x/}\n"},
    {"<p>x<span style='vertical-align: super'>4</span></p>", "p x4 {4}\n"},
    /* What a reader of the page would not see. */
    {"<p>a<script>b</script><style>c</style><noscript>d</noscript></p>",
     "p a\n"},
    {"<p>a<span style='DISPLAY:none'>b</span><span hidden>c</span>"
     "<span aria-hidden='true'>d</span></p>",
     "p a\n"},
    {"<head><title>a</title></head><body>b</body>", "p b\n"},
    {"<!-- a --><p>b<!-- c --></p>", "p b\n"},
    /* Word. */
    {"<p class=MsoTitle>T</p><p class=MsoListParagraph>"
     "<span style='mso-list:Ignore'>1.</span>a</p>",
     "h1 T\ni0 a\n"},
};

static void
test_blocks(void)
{
    check_blocks(vl_blocks_from_html, cases, G_N_ELEMENTS(cases));
}

static void
test_bold(void)
{
    static const BoldCase bold[] = {
        {"<p><b>all</b></p>", 3},
        {"<p>a <strong>b</strong> c</p>", 1},
        /* Words before the break are no part of what is bold after it. */
        {"<p>&nbsp;<b><br>a</b></p>", 0},
    };
    check_bold(vl_blocks_from_html, bold, G_N_ELEMENTS(bold));
}

static void
test_is_html(void)
{
    static const struct {
        const char *text;
        gboolean html;
    } starts[] = {
        {"<!DOCTYPE html>", TRUE},
        {" \n<HTML lang=fr>", TRUE},
        {"<p>a</p>", TRUE},
        {"<!-- x --> <div class='a'>", TRUE},
        {"<?xml version='1.0'?>", TRUE},
        {"", FALSE},
        {"<", FALSE},
        {"<p", FALSE},
        {"<5% of them", FALSE},
        {"<pneumonia> was", FALSE},
        {"a <p>b</p>", FALSE},
        {"<!-- x", FALSE},
        {"<!-- x --> a", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
        g_test_message("%s", starts[i].text);
        g_assert_cmpint(vl_text_is_html(starts[i].text), ==, starts[i].html);
    }
}

static void
test_hostile(void)
{
    static const char *const pieces[] = {
        "<div>",
        "<ul><li>",
        "<b>",
        "<table><tr><td>",
        "<a href='x'>",
        "<sup>",
        "</p>",
        "<br>",
        "&",
        "<",
        "<blockquote>",
        "<ol>",
    };
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new("<p>a");
        while (text->len < 30000)
            g_string_append(text, pieces[i]);
        g_string_append(text, "z");
        g_autoptr(GPtrArray) blocks = vl_blocks_from_html(text->str);
        g_autofree char *dump = blocks_dump(blocks);
        g_assert_true(g_str_has_prefix(dump, "p a"));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/block-html/blocks", test_blocks);
    g_test_add_func("/block-html/bold", test_bold);
    g_test_add_func("/block-html/is-html", test_is_html);
    g_test_add_func("/block-html/hostile", test_hostile);
    return g_test_run();
}
