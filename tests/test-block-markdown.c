#include "config.h"

#include "reading/block-markdown.h"

#include <string.h>

#include "blocks-dump.h"

static const BlocksCase cases[] = {
    {"", ""},
    {" \n\n", ""},
    {"a", "p a\n"},
    {"# One\n\nTwo\nlines\n\n### Three", "h1 One\np Two\nlines\nh3 Three\n"},
    {"**Bold** and *thin* `code` &amp; \\*", "p Bold and thin code & *\n"},
    {"L'\u00E9t\u00E9 \U0001F9EC.", "p L'\u00E9t\u00E9 \U0001F9EC.\n"},
    /* Lists: levels and numbers. */
    {"- a\n- b\n  - c\n", "i1 a\ni1 b\ni2 c\n"},
    {"3. a\n4. b\n", "i1.3 a\ni1.4 b\n"},
    {"1. a\n\n   more\n", "i1.1 a\ni1 more\n"},
    {"> quoted\n\nnot", ">p quoted\np not\n"},
    /* What people paste and Markdown does not know. */
    {"\u2022 one\n\u2022 two\n", "p \u2022 one\ni0 \u2022 two\n"},
    {"Findings:\nIt fell.\nIt rose.", "p Findings:\np It fell.\nIt rose.\n"},
    {"[1] One\n[2] Two", "p [1] One\ni0 [2] Two\n"},
    /* Tables. */
    {"| A | B |\n|---|:-:|\n| 1 | 2 |\n\n|C|D|\n|-|-|\n|3|4|",
     "r@1 A\tB\nr@1 1\t2\nr@2 C\tD\nr@2 3\t4\n"},
    {"A\tB\n1\t2", "r@1 A\tB\nr@1 1\t2\n"},
    {"one | two", "p one | two\n"},
    /* Links and superscripts, in bytes of the text. */
    {"\u00E9 [a *b*](http://x/) c", "p \u00E9 a b c {a b http://x/}\n"},
    {"m<sup>2</sup> <b>x</b>", "p m2 x {2}\n"},
    {"a<br>b", "p a\nb\n"},
    {"r > 0.3 <in all> arms", "p r > 0.3 <in all> arms\n"},
    /* Definitions that Markdown would not show. */
    {"a [^n]\n\n[^n]: Doe\n", "p a [^n]\ni0[^n] Doe\n"},
    {"[1]: http://x/ \"T\"", "i0[1] http://x/ \"T\"\n"},
    {"```\ncode\n```", "p code\n"},
    /* A page's own HTML, without what is not shown. */
    {"<div>a<script>b</script></div>", "p a\n"},
};

static void
test_blocks(void)
{
    check_blocks(vl_blocks_from_markdown, cases, G_N_ELEMENTS(cases));
}

/* Lines that nobody wrapped are paragraphs of their own. */
static void
test_long_lines(void)
{
    g_autofree char *line = g_strnfill(150, 'a');
    g_autofree char *text = g_strconcat(line, "\nshort\n", line, NULL);
    g_autoptr(GPtrArray) blocks = vl_blocks_from_markdown(text);
    g_assert_cmpuint(blocks->len, ==, 3);
    const VlBlock *second = blocks->pdata[1];
    g_assert_cmpstr(second->text->str, ==, "short");
}

static void
test_bold(void)
{
    static const BoldCase bold[] = {
        {"**all of it**", 9},
        {"**one** two", 3},
        {"none", 0},
        {"**a** b **c**", 2},
    };
    check_bold(vl_blocks_from_markdown, bold, G_N_ELEMENTS(bold));
}

/* Marks that never end, and more than is taken. */
static void
test_hostile(void)
{
    static const char *const pieces[] = {
        "[", "[a](", "**", "> ", "- ", "<sup>", "|",    "[^a]: b\n",
        "`", "1. ",  "<",  "&",  "\t", "![",    "***a",
    };
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < 20000)
            g_string_append(text, pieces[i]);
        g_autoptr(GPtrArray) blocks = vl_blocks_from_markdown(text->str);
        g_autofree char *dump = blocks_dump(blocks);
        g_assert_nonnull(dump);
    }
    g_autofree char *large = g_strnfill(VL_BLOCKS_MAX_BYTES + 10, 'a');
    g_autoptr(GPtrArray) cut = vl_blocks_from_markdown(large);
    g_assert_cmpuint(cut->len, ==, 1);
    const VlBlock *block = cut->pdata[0];
    g_assert_cmpuint(block->text->len, ==, VL_BLOCKS_MAX_BYTES);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/block-markdown/blocks", test_blocks);
    g_test_add_func("/block-markdown/long-lines", test_long_lines);
    g_test_add_func("/block-markdown/bold", test_bold);
    g_test_add_func("/block-markdown/hostile", test_hostile);
    return g_test_run();
}
