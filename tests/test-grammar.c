#include "config.h"

#include "verify/sense/grammar.h"

static const struct {
    const char *text, *lang;
    guint at; /* token */
    VlMark mark;
    gboolean has;
} cases[] = {
    {"La survie était plus longue", "fr", 3, VL_MARK_UP, TRUE},
    {"un traitement plus efficace", "fr", 2, VL_MARK_UP, TRUE},
    {"plus de malades", "fr", 0, VL_MARK_UP, TRUE},
    {"plus d'infections", "fr", 0, VL_MARK_UP, TRUE},
    {"plus de 200 malades", "fr", 0, VL_MARK_UP, FALSE},
    {"plus de 200 malades", "fr", 0, VL_MARK_ABOVE, TRUE},
    {"plus de la moitié", "fr", 0, VL_MARK_ABOVE, TRUE},
    {"plus d'un tiers", "fr", 0, VL_MARK_ABOVE, TRUE},
    {"de plus elle dort", "fr", 1, VL_MARK_UP, FALSE},
    {"Il n'était plus visible", "fr", 2, VL_MARK_NOT, TRUE},
    {"Ils ne toussaient plus", "fr", 3, VL_MARK_NOT, TRUE},
    {"Il n'est pas plus visible", "fr", 3, VL_MARK_NOT, FALSE},
    {"plus efficace que le placebo", "fr", 2, VL_MARK_THAN, TRUE},
    {"plus fréquent avec A qu'avec B", "fr", 4, VL_MARK_THAN, TRUE},
    {"Ils concluent que A guérit", "fr", 2, VL_MARK_THAN, FALSE},
    {"A, plus riche, n'agit que tard", "fr", 4, VL_MARK_THAN, FALSE},
    {"aussi rare que B", "fr", 2, VL_MARK_THAN, FALSE},
    {"aussi rare que B", "fr", 0, VL_MARK_SAME, TRUE},
    {"A was as rare as B", "en", 2, VL_MARK_SAME, TRUE},
    {"A was twice as rare as B", "en", 3, VL_MARK_SAME, FALSE},
    {"A was twice as rare as B", "en", 5, VL_MARK_THAN, TRUE},
    {"A was not as rare as B", "en", 3, VL_MARK_SAME, FALSE},
    {"as soon as B", "en", 0, VL_MARK_SAME, FALSE},
    {"as rare, and seen as B", "en", 0, VL_MARK_SAME, FALSE},
};

static void
test_marks(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlSense) sense =
            vl_sense_new(cases[i].text, cases[i].lang);
        g_assert_cmpuint(cases[i].at, <, sense->n);
        gboolean has = vl_sense_has(sense, cases[i].at, cases[i].mark);
        if (has != cases[i].has)
            g_test_message("%s: %s", cases[i].text,
                           vl_mark_name(cases[i].mark));
        g_assert_true(has == cases[i].has);
    }
}

static void
test_elision(void)
{
    static const struct {
        const char *word;
        gsize n;
    } words[] = {
        {"l'essai", 1},  {"qu\xE2\x80\x99" "avec", 2}, {"lorsqu'on", 6},
        {"aujourd'hui", 0}, {"essai", 0}, {"l'", 0}, {"", 0},
    };
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        g_assert_cmpuint(
            vl_grammar_elision(words[i].word, strlen(words[i].word)), ==,
            words[i].n);
}

static void
test_behind(void)
{
    g_autoptr(VlSense) elided = vl_sense_new("moins avec A qu'avec B", "fr");
    g_autoptr(VlSense) whole = vl_sense_new("moins que B", "fr");
    g_assert_true(vl_grammar_is_elided(elided, 3, "qu"));
    g_assert_false(vl_grammar_is_elided(elided, 3, "d"));
    g_assert_cmpuint(vl_grammar_behind(elided, 3), ==, 3);
    g_assert_cmpuint(vl_grammar_behind(whole, 1), ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/grammar/marks", test_marks);
    g_test_add_func("/grammar/elision", test_elision);
    g_test_add_func("/grammar/behind", test_behind);
    return g_test_run();
}
