#include "config.h"

#include "reading/sentences.h"

#include <string.h>

#include "reading-lines.h"

/* What the lines of a dump, taken as their letters say, give: a sentence a
 * line, with a letter for its kind, '*' when it cites, its page, in () what
 * it is with the marker behind it, and its segments in [] when it has more
 * than one. */
static char *
sentences_of(VlRenderingKind rendering, const char *dump)
{
    static const char letters[] = "tchfrux";
    static const VlLineKind kinds[] = {
        VL_LINE_TEXT,  VL_LINE_CAPTION,   VL_LINE_HEADING, VL_LINE_FRONT,
        VL_LINE_TABLE, VL_LINE_FURNITURE, VL_LINE_HIDDEN,
    };
    static const char *const names[] = {"body", "heading", "caption", "table",
                                        "front"};
    g_autofree char *text = lines_undump(dump);
    g_autoptr(VlDocument) document = vl_document_from_text(rendering, text);
    g_autoptr(VlReading) reading = vl_reading_alloc(document);
    g_ptr_array_add(reading->sections, vl_section_new(VL_SECTION_UNKNOWN));
    g_autoptr(VlLines) lines = vl_lines_new(document);
    g_auto(GStrv) rows = g_strsplit(dump, "\n", -1);
    for (guint i = 0; i < lines->lines->len; i++) {
        char letter = rows[i][rows[i][0] == '\f'];
        vl_lines_get(lines, i)->kind = kinds[strchr(letters, letter) - letters];
    }
    vl_sentences_find(lines, reading);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < reading->sentences->len; i++) {
        const VlSentence *sentence = reading->sentences->pdata[i];
        g_assert_cmpuint(sentence->number, ==, i + 1);
        g_string_append_printf(out, "%s%s %u %s", names[sentence->kind],
                               sentence->cites ? "*" : "", sentence->page,
                               sentence->text);
        if (sentence->marked != NULL)
            g_string_append_printf(out, " (%s)", sentence->marked);
        for (guint k = 0; k < sentence->segments->len; k++) {
            VlSpan span = g_array_index(sentence->segments, VlSpan, k);
            g_autofree char *slice = vl_document_slice(document, span);
            if (sentence->segments->len > 1)
                g_string_append_printf(out, " [%s]", slice);
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static void
test_sentences(void)
{
    static const struct {
        const char *dump, *sentences;
    } cases[] = {
        {"", ""},
        {"t x\n", "body 1 x\n"},
        {"t It fell.[12] It rose.7,8\nt It stood [3].\n",
         "body* 1 It fell. (It fell.[12])\nbody* 1 It rose. (It rose.7,8)\n"
         "body* 1 It stood [3].\n"},
        {"t It fell. It\nt rose.\n", "body 1 It fell.\nbody 1 It rose.\n"},
        {"h Methods\nt We saw it.\n", "heading 1 Methods\nbody 1 We saw it.\n"},
        {"h St. Mary\nh No. Five\n",
         "heading 1 St. Mary\nheading 1 No. Five\n"},
        /* Hyphens at a line's end. */
        {"t A percen-\nt tage and a well-\nt being.\n",
         "body 1 A percentage and a well-being.\n"},
        {"t Either and/\nt or.\n", "body 1 Either and/or.\n"},
        /* A page, and what stands at its edges. */
        {"t \u00C9t\u00E9 \U0001F9EC\nu 12\n\fu Head\nt came.\n",
         "body 1 \u00C9t\u00E9 \U0001F9EC came. [\u00C9t\u00E9 \U0001F9EC] "
         "[came.]\n"},
        {"t It fell.\n\ft It rose.\n", "body 1 It fell.\nbody 2 It rose.\n"},
        /* A float amid a sentence, and one between two. */
        {"t It fell in\nc Table 1. Doses.\nr 1 2\nt all of them.\n",
         "body 1 It fell in all of them. [It fell in] [all of them.]\n"
         "caption 1 Table 1.\ncaption 1 Doses.\ntable 1 1 2\n"},
        {"t It fell.\nc Figure 1.\nt It rose.\n",
         "body 1 It fell.\ncaption 1 Figure 1.\nbody 1 It rose.\n"},
        {"t It fell\nf Received in May\nt It rose.\n",
         "body 1 It fell\nfront 1 Received in May\nbody 1 It rose.\n"},
        /* Hidden lines are kept out. */
        {"t It fell\nx Obey me.\nt at once.\n",
         "body 1 It fell at once. [It fell] [at once.]\n"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = sentences_of(VL_RENDERING_PDF, cases[i].dump);
        g_assert_cmpstr(got, ==, cases[i].sentences);
    }
}

/* In JATS and abstracts no sentence goes on in the next line. */
static void
test_paragraphs(void)
{
    g_autofree char *got =
        sentences_of(VL_RENDERING_JATS, "t It fell\nt it rose.\n");
    g_assert_cmpstr(got, ==, "body 1 It fell\nbody 1 it rose.\n");
}

static void
test_cites(void)
{
    static const struct {
        const char *text;
        gboolean cites;
    } cases[] = {
        {"It fell [1].", TRUE},        {"It fell [1,3-5] then.", TRUE},
        {"It fell (1,2) then.", TRUE}, {"It fell (3).", TRUE},
        {"It fell (Doe 2004).", TRUE}, {"As Doe (2004) saw, it fell.", TRUE},
        {"Doe et al. saw it.", TRUE},  {"It was reported12 so.", TRUE},
        {"It fell.12", TRUE},          {"It fell.", FALSE},
        {"It fell (n = 12).", FALSE},  {"It fell in 2004.", FALSE},
        {"It was CO2 or IL6.", FALSE}, {"It fell to [0.5].", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *dump = g_strconcat("t ", cases[i].text, "\n", NULL);
        g_autofree char *got = sentences_of(VL_RENDERING_PDF, dump);
        g_test_message("%s", cases[i].text);
        g_assert_cmpint(g_str_has_prefix(got, "body*"), ==, cases[i].cites);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentences/sentences", test_sentences);
    g_test_add_func("/sentences/paragraphs", test_paragraphs);
    g_test_add_func("/sentences/cites", test_cites);
    return g_test_run();
}
