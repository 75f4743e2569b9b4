#include "config.h"

#include "reading/prose.h"

#include "placed-lines.h"
#include "reading-lines.h"
#include "reading/sections.h"

/* The letters in front of the lines of dump are what is expected. */
static void
check(VlRenderingKind kind, const char *dump)
{
    g_autofree char *text = lines_undump(dump);
    g_autoptr(VlDocument) document = vl_document_from_text(kind, text);
    g_autoptr(VlReading) reading = vl_reading_alloc(document);
    g_autoptr(VlLines) lines = vl_lines_new(document);
    vl_sections_find(lines, reading);
    vl_prose_find(lines, reading);
    g_autofree char *got = lines_dump(lines);
    g_assert_cmpstr(got, ==, dump);
}

#define PROSE                                                                  \
    "t We gave the drug to sixty adults who had gout and were\n"               \
    "t willing to take it every day for the whole of a year.\n"

static void
test_captions(void)
{
    /* To its full stop, or one line that is a title. */
    check(VL_RENDERING_PDF,
          PROSE "c Figure 1. The pain of the adults who were given it, as\n"
                "c they told it to us.\n" PROSE);
    check(VL_RENDERING_PDF, PROSE "c Table 2 Doses of dorzine\n" PROSE);
    check(VL_RENDERING_PDF, PROSE "c Tableau 3. Les doses de dorzine.\n" PROSE);
    check(VL_RENDERING_PDF, PROSE "c Fig. 4: Pain.\n" PROSE);
    check(VL_RENDERING_PDF, PROSE "c Table S1. Doses.\n" PROSE);
    check(VL_RENDERING_PDF, PROSE "c Table IV. Doses.\n" PROSE);
    check(VL_RENDERING_PDF, PROSE "c Figure 2b. Doses.\n" PROSE);
    check(VL_RENDERING_JATS, "h Methods\nt We gave it.\nc Figure 1. Pain\n"
                             "t We saw it.\n");
    /* A sentence about a figure. */
    check(VL_RENDERING_PDF,
          PROSE "t Figure 1 shows the pain of all of the adults who had it,\n"
                "t as they told it to us.\n" PROSE);
    check(VL_RENDERING_PDF,
          PROSE "t Figures of this kind are what all of us have to live by.\n");
    check(VL_RENDERING_PDF,
          PROSE "t Table in hand, we went to see all of the adults at home.\n");
}

#define FULL "We gave the drug to sixty adults who all had gout and"

/* A caption without a full stop ends where letters of the text's own size
 * begin. */
static void
test_caption_letters(void)
{
    static const Set set[] = {
        {FULL, 50, 60, 10},
        {FULL, 50, 72, 10},
        {"were willing to take it. The pain of all of them", 50, 84, 10},
        {"Fig. 2 The pain of sixty adults, as they told it to us", 50, 300, 8},
        {"with its standard deviation and the number of them", 50, 309, 8},
        {"fell within a week. " FULL, 50, 340, 10},
        {FULL, 50, 352, 10},
    };
    g_autoptr(VlDocument) document = SET_DOCUMENT(set);
    g_autoptr(VlReading) reading = vl_reading_alloc(document);
    g_autoptr(VlLines) lines = vl_lines_new(document);
    vl_sections_find(lines, reading);
    vl_prose_find(lines, reading);
    static const VlLineKind kinds[] = {
        VL_LINE_TEXT,    VL_LINE_TEXT, VL_LINE_TEXT, VL_LINE_CAPTION,
        VL_LINE_CAPTION, VL_LINE_TEXT, VL_LINE_TEXT};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        g_assert_cmpint(vl_lines_get(lines, i)->kind, ==, kinds[i]);
}

static void
test_tables(void)
{
    check(VL_RENDERING_PDF,
          PROSE "r Dose 10 20 30\nr 11 21 31\nr 12 22 32\n" PROSE);
    /* Two odd lines are none, but no prose either; a record has none. */
    check(VL_RENDERING_PDF, PROSE "h 11 21 31\nh 12 22 32\n" PROSE);
    check(VL_RENDERING_ABSTRACT, "h Gout\nh 11 21\nh 12 22\nt 13 23\n");
    /* The end of a paragraph is prose. */
    check(VL_RENDERING_PDF,
          "t We gave the drug to sixty adults who had gout and were\n"
          "t willing.\nr 11 21 31\nr 12 22 32\nr 13 23 33\n" PROSE);
}

static void
test_front(void)
{
    check(
        VL_RENDERING_PDF,
        "f A Title of Gout\nf Doe J, Roe K\nf Ward of Tales\nh Abstract\n" PROSE
        "f Keywords: gout; pain; and all of the words that one may\n"
        "f think of\nh Introduction\n" PROSE);
    check(VL_RENDERING_PDF,
          PROSE "f Received 3 May 2031, accepted 4 May 2031\n" PROSE);
    check(VL_RENDERING_PDF,
          PROSE "f * Correspondence:\nf J. Doe, Ward of Tales\n"
                "f doe@tales.example\n" PROSE);
    check(VL_RENDERING_PDF, PROSE "f Re\u00E7u le 3 mai 2031\n" PROSE);
    /* Amid a sentence these are words like others. */
    check(VL_RENDERING_PDF,
          "t We gave the drug to sixty adults who had gout and had\n"
          "t received nothing else for it in the whole of that year.\n");
}

static void
test_subheadings(void)
{
    check(VL_RENDERING_PDF, "h Methods\n" PROSE "h Sperm analysis\n" PROSE);
    check(VL_RENDERING_PDF, "h Methods\n" PROSE "h 2.3. Outcomes\n" PROSE);
    /* A verb, a comma, or a sentence that goes on. */
    check(VL_RENDERING_PDF, "h Methods\n" PROSE "t The pain was bad\n" PROSE);
    check(VL_RENDERING_PDF, "h Methods\n" PROSE "t Pain, and then,\n" PROSE);
    check(VL_RENDERING_PDF,
          "h Methods\nt We gave the drug to sixty adults who had gout and\n"
          "t Sperm analysis\n" PROSE);
}

static void
test_little(void)
{
    static const char *const texts[] = {
        "", "t x\n", "t .\n", "t 1\n", "t \U0001F9EC\n", "t Figure\n"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        check(VL_RENDERING_PDF, texts[i]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/prose/captions", test_captions);
    g_test_add_func("/prose/caption-letters", test_caption_letters);
    g_test_add_func("/prose/tables", test_tables);
    g_test_add_func("/prose/front", test_front);
    g_test_add_func("/prose/subheadings", test_subheadings);
    g_test_add_func("/prose/little", test_little);
    return g_test_run();
}
