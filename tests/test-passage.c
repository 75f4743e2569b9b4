#include "config.h"

#include <string.h>

#include "reading/read.h"
#include "verify/passage/passage.h"

static const char article[] =
    "Effects of veillase on knee pain: a randomized trial\n\n"
    "ABSTRACT\n\n"
    "Veillase is an enzyme. We tested it in adults with knee pain.\n\n"
    "METHODS\n\n"
    "We enrolled 212 adults at four hospitals. The Western Ontario Index "
    "(WOI) was the main scale. Veillase was given at 40 mg daily for twelve "
    "weeks. Controls received a sham tablet.\n\n"
    "RESULTS\n\n"
    "Pain fell by 18.4 points with veillase and by 11.2 points with sham "
    "(P = 0.013). Nausea occurred in 14 patients of the veillase group. Two "
    "patients died of unrelated causes. The Western Ontario Index improved in "
    "both groups. Median walking distance did not change.\n\n"
    "DISCUSSION\n\n"
    "Our sample was small. Hydrotherapy may help as well.\n";

static const struct {
    const char *sentence;
    gboolean french;
    const char *holds;
} cases[] = {
    {"Pain dropped more with the drug (18.4 vs 11.2 points).", FALSE,
     "18.4 points"},
    {"About 18 points were gained, p=0.013.", FALSE, "18.4 points"},
    {"The study included 212 participants.", FALSE, "enrolled 212"},
    {"On the WOI both arms got better (improvement).", FALSE,
     "Ontario Index improved"},
    {"Nauseous patients numbered fourteen.", FALSE, "Nausea occurred in 14"},
    {"La douleur a baissé de 18,4 points.", TRUE, "18.4 points"},
    {"Les témoins recevaient un comprimé factice.", TRUE, "sham tablet"},
    {"L'hydrothérapie pourrait aussi aider.", TRUE, "Hydrotherapy"},
    {"Deux malades sont décédés.", TRUE, "patients died"},
    {"La distance de marche médiane n'a pas changé.", TRUE,
     "Median walking distance"},
};

/* passage-query.c: rounded numbers, short forms and French words lead to what
 * they stand for. */
static void
test_find(void)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, article);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_autoptr(VlPassageIndex) index = vl_passage_index_new(reading);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) passages = vl_passages_find(
            index, cases[i].sentence, cases[i].french, 3);
        g_assert_cmpuint(passages->len, >, 0);
        g_assert_cmpuint(passages->len, <=, 3);
        const VlPassage *first = passages->pdata[0];
        if (strstr(first->text, cases[i].holds) == NULL)
            g_test_message("%s -> %s", cases[i].sentence, first->text);
        g_assert_nonnull(strstr(first->text, cases[i].holds));
        g_assert_cmpuint(first->span.end - first->span.start, <=,
                         VL_PASSAGE_MAX);
        g_autofree char *slice = vl_document_slice(document, first->span);
        g_assert_nonnull(strstr(slice, cases[i].holds));
    }
}

static void
test_nothing(void)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, article);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_autoptr(VlPassageIndex) index = vl_passage_index_new(reading);
    static const char *const none[] = {"", "1", "...", "Zxqv wkrpt."};
    for (guint i = 0; i < G_N_ELEMENTS(none); i++) {
        g_autoptr(GPtrArray) passages =
            vl_passages_find(index, none[i], FALSE, 3);
        g_assert_cmpuint(passages->len, ==, 0);
    }
    g_autoptr(VlDocument) empty =
        vl_document_from_text(VL_RENDERING_TEXT, "");
    g_autoptr(VlReading) blank = vl_reading_new(empty);
    g_autoptr(VlPassageIndex) nothing = vl_passage_index_new(blank);
    g_autoptr(GPtrArray) passages =
        vl_passages_find(nothing, "Pain fell.", FALSE, 3);
    g_assert_cmpuint(passages->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/passage/find", test_find);
    g_test_add_func("/passage/nothing", test_nothing);
    return g_test_run();
}
