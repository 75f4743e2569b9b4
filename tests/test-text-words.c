#include "config.h"

#include "text/words.h"

#include <string.h>

/* In English and French, folded; what comes first of the kinds counts. */
static void
test_kinds(void)
{
    static const struct {
        const char *word;
        VlWordKind kind;
    } cases[] = {
        {"", VL_WORD_PLAIN},
        {"a", VL_WORD_UNIT}, /* ampere, if a number stands before */
        {"gout", VL_WORD_PLAIN},
        {"was", VL_WORD_PLAIN},
        {"not", VL_WORD_NEGATION},
        {"didnt", VL_WORD_NEGATION},
        {"without", VL_WORD_NEGATION},
        {"aucune", VL_WORD_NEGATION},
        {"sans", VL_WORD_NEGATION},
        {"pas", VL_WORD_NEGATION},
        {"notable", VL_WORD_PLAIN},
        {"lower", VL_WORD_DIRECTION},
        {"lowered", VL_WORD_DIRECTION},
        {"increases", VL_WORD_DIRECTION},
        {"reduction", VL_WORD_DIRECTION},
        {"reduit", VL_WORD_DIRECTION},
        {"baisse", VL_WORD_DIRECTION},
        {"amelioration", VL_WORD_DIRECTION},
        {"mg", VL_WORD_UNIT},
        {"mmhg", VL_WORD_UNIT},
        {"semaines", VL_WORD_UNIT},
        {"placebo", VL_WORD_ENTITY},
        {"women", VL_WORD_ENTITY},
        {"femmes", VL_WORD_ENTITY},
        {"metformin", VL_WORD_ENTITY},
        {"adalimumab", VL_WORD_ENTITY},
        {"apixaban", VL_WORD_ENTITY},
        /* The ending alone names nothing. */
        {"mab", VL_WORD_PLAIN},
        {"done", VL_WORD_PLAIN},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].word);
        g_assert_cmpint(vl_word_kind(cases[i].word, strlen(cases[i].word)), ==,
                        cases[i].kind);
    }
}

typedef gboolean (*Rule)(const char *word, gsize length);

static gboolean
is_of_kind_negation(const char *word, gsize length)
{
    return vl_word_kind(word, length) == VL_WORD_NEGATION;
}

/* Each rule with words for which it holds, and others; both by spaces. */
static const struct {
    Rule rule;
    const char *yes, *no;
} rules[] = {
    {vl_word_is_negation, "no never cannot ni jamais", "now note ca nothin"},
    {is_of_kind_negation, "no never cannot ni jamais", "now note ca nothin"},
    {vl_word_is_direction,
     "high fewer worse superieure augmentation diminue shortened progress",
     "hi highlight gout patients difference"},
    {vl_word_is_unit, "g mg kg ug h an jours percent", "gm patient gram1 x1"},
    {vl_word_is_arm, "group arm bras groupe", "groupings placebo"},
    {vl_word_is_arm_head, "groupe bras", "group arm groupes"},
    {vl_word_is_dose, "mg ug iu ui", "kg h day"},
    {vl_word_is_name_like, "dorzine lansoprazole caspase uricase",
     "baseline medicine protein ine hormone gouty"},
    {vl_word_is_prose, "reported mortality significantly maladies",
     "caspase dorzine ed gout"},
    {vl_word_may_be_name, "dorzine caspase zolpidem",
     "gout baseline reported mortality"},
    {vl_word_is_prefix, "a non un dis hyper", "b and hyp"},
};

static void
check_words(Rule rule, const char *list, gboolean wanted)
{
    g_auto(GStrv) words = g_strsplit(list, " ", -1);
    for (guint i = 0; words[i] != NULL; i++) {
        gsize n = strlen(words[i]);
        /* No NUL behind it, and another letter behind it. */
        g_autofree char *exact = g_memdup2(words[i], n);
        g_autofree char *followed = g_strconcat(words[i], "z", NULL);
        g_test_message("%s", words[i]);
        g_assert_cmpint(rule(exact, n), ==, wanted);
        g_assert_cmpint(rule(followed, n), ==, wanted);
    }
}

static void
test_rules(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
        check_words(rules[i].rule, rules[i].yes, TRUE);
        check_words(rules[i].rule, rules[i].no, FALSE);
        g_assert_false(rules[i].rule("", 0));
        g_assert_false(rules[i].rule("\xF0\x9F\xA7\xAC", 4));
    }
}

static void
test_negated(void)
{
    static const struct {
        const char *longer, *shorter;
        gboolean negated;
    } cases[] = {
        {"unlikely", "likely", TRUE},
        {"nonsignificant", "significant", TRUE},
        {"ineffective", "effective", TRUE},
        {"asymptomatic", "symptomatic", TRUE},
        {"inefficace", "efficace", TRUE},
        {"likely", "unlikely", FALSE},
        {"likely", "likely", FALSE},
        {"verylikely", "likely", FALSE},
        {"unable", "ble", FALSE}, /* "una" is no prefix */
        {"una", "a", FALSE},      /* too short to be a word */
        {"un", "", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].longer);
        g_assert_cmpint(
            vl_word_is_negated_form(cases[i].longer, strlen(cases[i].longer),
                                    cases[i].shorter, strlen(cases[i].shorter)),
            ==, cases[i].negated);
    }
}

/* The word is bounded by its length alone, and no word is none of any. */
static void
test_listed(void)
{
    static const char *const list[] = {"arm", "group", "gr"};
    static const struct {
        const char *word;
        gsize length;
        gboolean listed;
    } cases[] = {
        {"arm", 3, TRUE},    {"armed", 3, TRUE}, {"armed", 5, FALSE},
        {"grou", 4, FALSE},  {"grou", 2, TRUE},  {"Arm", 3, FALSE},
        {"arm\0s", 5, FALSE}, {"", 0, FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(VL_WORD_IN(cases[i].word, cases[i].length, list), ==,
                        cases[i].listed);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/words/kinds", test_kinds);
    g_test_add_func("/words/rules", test_rules);
    g_test_add_func("/words/negated", test_negated);
    g_test_add_func("/words/listed", test_listed);
    return g_test_run();
}
