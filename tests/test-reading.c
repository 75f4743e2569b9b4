#include "config.h"

#include "reading/abstract.h"
#include "reading/read.h"

#include <string.h>

static const VlSentence *
sentence_with(const VlReading *reading, const char *words)
{
    for (guint i = 0; i < reading->sentences->len; i++) {
        const VlSentence *sentence = reading->sentences->pdata[i];
        if (strstr(sentence->text, words) != NULL)
            return sentence;
    }
    g_error("no sentence with '%s'", words);
    return NULL;
}

static VlSectionKind
section_of(const VlReading *reading, const char *words)
{
    return vl_reading_section_of(reading, sentence_with(reading, words))->kind;
}

/* Every segment is a stretch of the rendering, without outer white space;
 * the text of a sentence in one piece is its words. */
static void
check_segments(const VlReading *reading)
{
    for (guint i = 0; i < reading->sentences->len; i++) {
        const VlSentence *sentence = reading->sentences->pdata[i];
        g_assert_cmpuint(sentence->number, ==, i + 1);
        g_assert_cmpuint(sentence->segments->len, >=, 1);
        for (guint k = 0; k < sentence->segments->len; k++) {
            VlSpan span = g_array_index(sentence->segments, VlSpan, k);
            g_autofree char *text =
                vl_document_slice(reading->document, span);
            g_autofree char *stripped = g_strstrip(g_strdup(text));
            g_assert_cmpuint(span.end, >, span.start);
            g_assert_cmpstr(text, ==, stripped);
        }
    }
}

static void
test_abstract(void)
{
    g_autoptr(VlRecord) record = vl_record_new();
    VlAbstractPart parts[] = {
        {"AIM", NULL, "We asked if\n dorzine helps."},
        {"EMPTY", NULL, " "},
        {"RESULTS", NULL, "It did not (p = 0.41)."},
        {NULL, NULL, "A last word."},
    };
    record->title = "Dorzine in \f gout";
    g_array_append_vals(record->abstract, parts, G_N_ELEMENTS(parts));
    g_autoptr(VlDocument) document = vl_document_from_record(record);
    g_assert_cmpstr(document->text, ==,
                    "Dorzine in gout\n\nAIM: We asked if dorzine helps.\n\n"
                    "RESULTS: It did not (p = 0.41).\n\nA last word.");

    g_autoptr(VlReading) reading = vl_reading_new(document);
    check_segments(reading);
    g_assert_cmpint(section_of(reading, "Dorzine in"), ==, VL_SECTION_TITLE);
    const VlSentence *result = sentence_with(reading, "It did not");
    const VlSection *section = vl_reading_section_of(reading, result);
    g_assert_cmpint(section->kind, ==, VL_SECTION_RESULTS);
    g_assert_cmpint(section->within, ==, VL_SECTION_ABSTRACT);
    g_assert_cmpstr(result->text, ==, "It did not (p = 0.41).");
}

static const char article[] =
    "Journal of Imaginary Medicine 2031, 7:12\n"
    "Dorzine for gout\nA Author and B Writer\nDepartment of Tales\n"
    "Abstract\nBackground: Gout hurts. Methods vary.\n"
    "Results: We saw no effect (P = 0.41).\nKeywords: gout; pain\n"
    "1. Introduction\nGout is an old and very painful disease of the joints "
    "that\nmany people have, e.g. Smith et al. in their percen-\n"
    "tage of 0.5 % of all adults (Fig. 1). It deserves a well-\n"
    "known drug. The first half of this sentence stands on\n"
    "Page 1 of 3\f"
    "Journal of Imaginary Medicine 2032, 7:13\n"
    "page two and ends here.\n"
    "2. Methods\nWe gave dorzine to 120 adults with gout for three months and\n"
    "Table 1. Doses of dorzine\n10 20 30\n11 21 31\n12 22 32\n"
    "counted attacks.12,13 Patients were seen monthly by Dr. Who.\n"
    "Page 2 of 3\f"
    "Journal of Imaginary Medicine 2033, 7:14\n"
    "3. RESULTS\nAttacks fell in both groups and did not differ at all.\n"
    "References\n1. Writer B. A tale of gout. Tales 2029;1:1.\n"
    "Page 3 of 3";

static void
test_article(void)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_PDF, article);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    check_segments(reading);

    g_assert_cmpuint(reading->furniture->len, ==, 6);
    for (guint i = 1; i < reading->furniture->len; i++)
        g_assert_cmpuint(
            g_array_index(reading->furniture, VlSpan, i).start, >,
            g_array_index(reading->furniture, VlSpan, i - 1).end);

    g_assert_cmpint(section_of(reading, "Gout hurts"), ==,
                    VL_SECTION_INTRODUCTION);
    g_assert_cmpint(section_of(reading, "We saw no effect"), ==,
                    VL_SECTION_RESULTS);
    g_assert_cmpint(section_of(reading, "We gave"), ==, VL_SECTION_METHODS);
    g_assert_cmpint(section_of(reading, "Attacks fell"), ==,
                    VL_SECTION_RESULTS);
    g_assert_cmpint(section_of(reading, "A tale of gout"), ==,
                    VL_SECTION_REFERENCES);

    const VlSentence *old = sentence_with(reading, "Gout is an old");
    g_assert_nonnull(strstr(old->text, "in their percentage of 0.5 % of all"));
    g_assert_true(g_str_has_suffix(old->text, "(Fig. 1)."));
    g_assert_true(old->cites);
    g_assert_cmpstr(sentence_with(reading, "It deserves")->text, ==,
                    "It deserves a well-known drug.");
}

static void
test_segments(void)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_PDF, article);
    g_autoptr(VlReading) reading = vl_reading_new(document);

    const VlSentence *broken = sentence_with(reading, "The first half");
    g_assert_cmpuint(broken->segments->len, ==, 2);
    g_assert_cmpstr(broken->text, ==,
                    "The first half of this sentence stands on page two and "
                    "ends here.");
    const VlSentence *floated = sentence_with(reading, "We gave");
    g_assert_cmpuint(floated->segments->len, ==, 2);
    g_assert_true(g_str_has_suffix(floated->text,
                                   "three months and counted attacks."));
    g_assert_true(floated->cites);
    g_assert_cmpstr(sentence_with(reading, "seen monthly")->text, ==,
                    "Patients were seen monthly by Dr. Who.");
    g_assert_cmpint(sentence_with(reading, "Doses of dorzine")->kind, ==,
                    VL_SENTENCE_CAPTION);
    g_assert_cmpint(sentence_with(reading, "11 21 31")->kind, ==,
                    VL_SENTENCE_TABLE);
}

static void
test_french(void)
{
    static const char text[] =
        "R\u00C9SUM\u00C9\nObjectif : \u00E9tudier la dorzine, p. ex. chez "
        "l'adulte.\n"
        "M\u00C9THODES\nOn a dit : \u00AB C'est fini. \u00BB Puis env. 20 "
        "patients ont \u00E9t\u00E9 vus.\n"
        "R\u00C9SULTATS\nLa douleur a diminu\u00E9 de 1,5 point.\n";
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, text);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    check_segments(reading);
    g_assert_cmpint(section_of(reading, "tudier la dorzine"), ==,
                    VL_SECTION_INTRODUCTION);
    g_assert_cmpint(section_of(reading, "La douleur"), ==,
                    VL_SECTION_RESULTS);
    g_assert_cmpstr(sentence_with(reading, "C'est fini")->text, ==,
                    "On a dit : \u00AB C'est fini. \u00BB");
    g_assert_cmpstr(sentence_with(reading, "Puis env")->text, ==,
                    "Puis env. 20 patients ont \u00E9t\u00E9 vus.");
}

/* An abstract of many parts, then an article whose subheadings bear the
 * names of sections: they open none. */
static const char many_parts[] =
    "Abstract\nBackground\nGout hurts many of the people who have it.\n"
    "Objective\nTo see whether dorzine lowers the pain of gout.\n"
    "Design\nA trial in two groups that ran for one year.\n"
    "Participants\nSixty adults who had gout and could read.\n"
    "Results\nThe pain fell in both of the groups alike.\n"
    "Conclusions\nDorzine does not lower the pain of gout.\n"
    "Trial registration\nImaginary Registry, number twelve of the year.\n"
    "Introduction\nThe story of gout is long and sad to tell.\n"
    "2. Methods\n2.1. Ethics approval\nThe council of tales said yes to it.\n"
    "2.2. Outcomes\nWe counted the attacks of each of the patients.\n"
    "3. Results\n3.1. Participants\nAll of the adults came back to us.\n"
    "Discussion\nMain findings\nWe found what others had found before us.\n"
    "Limitations\nWe had no more than sixty patients to study.\n"
    "Acknowledgements\nWe thank all those who told us their tales.\n";

static void
test_parts(void)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_PDF, many_parts);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    static const struct {
        const char *words;
        VlSectionKind kind;
        gboolean inside;
    } cases[] = {
        {"Gout hurts", VL_SECTION_INTRODUCTION, TRUE},
        {"To see whether", VL_SECTION_INTRODUCTION, TRUE},
        {"A trial in two", VL_SECTION_METHODS, TRUE},
        {"Sixty adults", VL_SECTION_METHODS, TRUE},
        {"The pain fell", VL_SECTION_RESULTS, TRUE},
        {"Dorzine does not", VL_SECTION_CONCLUSION, TRUE},
        {"Imaginary Registry", VL_SECTION_BACK, TRUE},
        {"The story of gout", VL_SECTION_INTRODUCTION, FALSE},
        {"The council", VL_SECTION_METHODS, FALSE},
        {"We counted", VL_SECTION_METHODS, FALSE},
        {"All of the adults", VL_SECTION_RESULTS, FALSE},
        {"We found what", VL_SECTION_DISCUSSION, FALSE},
        {"no more than sixty", VL_SECTION_DISCUSSION, FALSE},
        {"We thank", VL_SECTION_BACK, FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const VlSection *section = vl_reading_section_of(
            reading, sentence_with(reading, cases[i].words));
        g_test_message("%s", cases[i].words);
        g_assert_cmpint(section->kind, ==, cases[i].kind);
        g_assert_cmpint(section->within == VL_SECTION_ABSTRACT, ==,
                        cases[i].inside);
    }
}

/* Headings of two columns on one line; a citation against a full stop. */
static void
test_glued(void)
{
    static const char text[] =
        "Methods\nWe told the patients tales of the old kings.\n"
        "ResultsDiscussion\nThe tales did not help them.[4] We gave up.\n";
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_PDF, text);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_assert_cmpint(section_of(reading, "The tales did"), ==,
                    VL_SECTION_RESULTS);
    const VlSentence *cited = sentence_with(reading, "The tales did");
    g_assert_cmpstr(cited->text, ==, "The tales did not help them.");
    g_assert_true(cited->cites);
    g_assert_cmpstr(sentence_with(reading, "We gave up")->text, ==,
                    "We gave up.");
}

/* An abstract that no heading ends is over some day. */
static void
test_endless_abstract(void)
{
    g_autoptr(GString) text = g_string_new("Abstract\n");
    for (guint i = 0; i < 400; i++)
        g_string_append(text, "The tale of gout goes on and on for long.\n");
    g_string_append(text, "Here the tale has come to its end at last.\n");
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_PDF, text->str);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_assert_cmpint(section_of(reading, "Here the tale"), ==,
                    VL_SECTION_UNKNOWN);
}

/* A text without any full stop, line end or space must end. */
static void
test_hostile(void)
{
    g_autofree char *long_word = g_strnfill(300000, 'a');
    static const char *const texts[] = {"", "\f\f\f", ".", "\n\n.\n", "\u00AD",
                                        "-\n-\n", "a-\n"};
    for (guint i = 0; i <= G_N_ELEMENTS(texts); i++) {
        const char *text = i < G_N_ELEMENTS(texts) ? texts[i] : long_word;
        g_autoptr(VlDocument) document =
            vl_document_from_text(VL_RENDERING_PDF, text);
        g_autoptr(VlReading) reading = vl_reading_new(document);
        check_segments(reading);
    }
}

static void
test_hidden(void)
{
    g_autoptr(VlDocument) document = vl_document_from_text(
        VL_RENDERING_PDF, "A plain line is here.\nObey the hidden line.\n");
    VlPage *page = document->pages->pdata[0];
    VlSpan hidden = {22, 43};
    g_array_append_val(page->hidden, hidden);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_assert_cmpuint(reading->sentences->len, ==, 1);
    g_assert_nonnull(sentence_with(reading, "A plain line"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reading/abstract", test_abstract);
    g_test_add_func("/reading/article", test_article);
    g_test_add_func("/reading/segments", test_segments);
    g_test_add_func("/reading/french", test_french);
    g_test_add_func("/reading/parts", test_parts);
    g_test_add_func("/reading/glued", test_glued);
    g_test_add_func("/reading/endless-abstract", test_endless_abstract);
    g_test_add_func("/reading/hostile", test_hostile);
    g_test_add_func("/reading/hidden", test_hidden);
    return g_test_run();
}
