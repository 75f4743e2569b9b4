#include "config.h"

#include "reading/cite.h"

#include <string.h>

/* The citations of a text: what each covers, then what it says. */
static char *
dump(const VlBlock *block)
{
    g_autoptr(GPtrArray) cites = vl_cites_find(block);
    GString *out = g_string_new(NULL);
    gsize last = 0;
    for (guint i = 0; i < cites->len; i++) {
        const VlCite *cite = cites->pdata[i];
        g_assert_cmpuint(cite->range.start, >=, last);
        g_assert_cmpuint(cite->range.end, <=, block->text->len);
        last = cite->range.end;
        g_string_append_printf(out, "{%.*s}",
                               (int)(cite->range.end - cite->range.start),
                               block->text->str + cite->range.start);
        for (guint k = 0; cite->numbers != NULL && k < cite->numbers->len; k++)
            g_string_append_printf(out, " %u",
                                   g_array_index(cite->numbers, guint, k));
        if (cite->label != NULL)
            g_string_append_printf(out, " label");
        if (cite->name != NULL)
            g_string_append_printf(out, " %s %d", cite->name, cite->year);
        if (cite->ids.pmid != NULL)
            g_string_append_printf(out, " pmid:%s", cite->ids.pmid);
        if (cite->ids.doi != NULL)
            g_string_append_printf(out, " doi:%s", cite->ids.doi);
        g_string_append_c(out, ';');
    }
    return g_string_free(out, FALSE);
}

static void
test_text(void)
{
    static const struct {
        const char *text, *cites;
    } cases[] = {
        {"", ""},
        {"a", ""},
        {"It fell.", ""},
        {"It fell [1].", "{[1]} 1;"},
        {"It fell [1,3-5] and [7].", "{[1,3-5]} 1 3 4 5;{[7]} 7;"},
        {"It fell.\u00B9\u00B2", "{\u00B9\u00B2} 12;"},
        {"It fell (Doe et al., 2005).", "{(Doe et al., 2005)} Doe 2005;"},
        {"Doe et al. (2005) saw it.", "{ (2005)} Doe 2005;"},
        {"Selon Lef\u00E8vre et coll. (2011), elle baisse.",
         "{ (2011)} Lef\u00E8vre 2011;"},
        {"It fell.\u30103\u2020source\u3011",
         "{\u30103\u2020source\u3011} 3 label;"},
        {"It fell.[^2]", "{[^2]} 2 label;"},
        {"It fell. citeturn0search1turn0search2",
         "{citeturn0search1turn0search2} label;"},
        {"It fell (PMID: 12345).", "{(PMID: 12345)} pmid:12345;"},
        {"It fell; doi:10.1000/a.", "{doi:10.1000/a.} doi:10.1000/a;"},
        {"It fell (Doe 2005; PMID: 12).", "{(Doe 2005; PMID: 12)} pmid:12;"},
        /* Data, and words in brackets. */
        {"It was 15 [10-20] (n = 12), 10\u00B3 (in 2005).", ""},
        {"m\u00B2, \U0001F9EC [a] (b) [] ()", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlBlock) block = vl_block_new(VL_BLOCK_PARAGRAPH);
        g_string_append(block->text, cases[i].text);
        g_autofree char *got = dump(block);
        g_assert_cmpstr(got, ==, cases[i].cites);
    }
}

/* The marks of a block: links, and superscripts (no address). */
static void
test_marks(void)
{
    static const char doi[] = "https://doi.org/10.1000/a";
    static const struct {
        const char *text;
        gsize start, end;
        const char *url, *cites;
    } cases[] = {
        {"It fell source.", 8, 14, doi, "{source} doi:10.1000/a;"},
        {"It fell (ici).", 9, 12, doi, "{(ici)} doi:10.1000/a;"},
        {"It fell 3.", 8, 9, doi, "{3} 3 doi:10.1000/a;"},
        {"The trial fell.", 4, 9, doi, "{} doi:10.1000/a;"}, /* words stay */
        {"It fell4 much.", 7, 8, NULL, "{4} 4;"},
        {"It fell4,5 much.", 7, 10, NULL, "{4,5} 4 5;"},
        {"In 3 m2 of it.", 6, 7, NULL, ""},
        {"As 103 cells.", 5, 6, NULL, ""},
        {"The 2nd one.", 5, 7, NULL, ""},
        {"It fell.", 5, 4, NULL, ""}, /* no range at all */
        {"It fell.", 5, 99, doi, ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlBlock) block = vl_block_new(VL_BLOCK_PARAGRAPH);
        g_string_append(block->text, cases[i].text);
        vl_block_add_mark(block, cases[i].start, cases[i].end, cases[i].url);
        g_autofree char *got = dump(block);
        g_test_message("%s", cases[i].text);
        g_assert_cmpstr(got, ==, cases[i].cites);
    }
}

static void
test_hostile(void)
{
    static const char *const pieces[] = {
        "[",        "(",      "[1",           "(Doe ",
        "\u3010",   "\uE200", "turn0search1", "[oai_citation:",
        "https://", "PMID ",  "Doe and ",     "\u00B9",
        "(PMID: 1", "[1]",
    };
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(VlBlock) block = vl_block_new(VL_BLOCK_PARAGRAPH);
        while (block->text->len < 20000)
            g_string_append(block->text, pieces[i]);
        g_autofree char *got = dump(block);
        g_assert_nonnull(got);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cite/text", test_text);
    g_test_add_func("/cite/marks", test_marks);
    g_test_add_func("/cite/hostile", test_hostile);
    return g_test_run();
}
