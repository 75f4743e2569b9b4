#include "config.h"

#include "verify/judge.h"
#include "verify/sense/sense.h"

static const struct {
    const char *french, *english;
    gboolean same;
} cases[] = {
    {"douleur", "pain", TRUE},      {"rats", "rats", TRUE},
    {"mortalité", "mortality", TRUE}, {"témoins", "controls", TRUE},
    {"feuilles", "leaves", TRUE},   {"douleur", "nausea", FALSE},
    {"ivermectine", "ivermectin", TRUE},
    {"rein", "liver", FALSE},       {"", "pain", FALSE},
};

static void
test_words(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlSense) french = vl_sense_new(cases[i].french, "fr");
        g_autoptr(VlSense) english = vl_sense_new(cases[i].english, "en");
        if (french->n == 0 || english->n == 0)
            continue;
        gboolean same = vl_sense_same(french, 0, english, 0);
        if (same != cases[i].same)
            g_test_message("%s, %s", cases[i].french, cases[i].english);
        g_assert_true(same == cases[i].same);
        g_assert_true(vl_sense_same(english, 0, french, 0) == same);
    }
}

/* Words of the glossary cover; they support only where they stand as they do
 * in the passage. */
static void
test_no_overlap(void)
{
    const char *passage = "Nausea was seen in patients with knee pain.";
    static const char *const claims[] = {
        "Les patients avec des nausées ont une douleur du genou.",
        "Une douleur du genou a été vue chez les patients avec nausées.",
    };
    for (guint i = 0; i < G_N_ELEMENTS(claims); i++) {
        const VlQuestion question = {.claim = claims[i],
                                     .lang = "fr",
                                     .passages = &passage,
                                     .n_passages = 1};
        g_autoptr(VlJudgement) judgement = vl_judge(&question);
        g_assert_cmpint(judgement->verdict, !=, VL_VERDICT_SUPPORTED);
        g_assert_cmpfloat(judgement->share, >, 0.5);
    }
}

/* Said of nobody: the passage sets neither against the other. */
static void
test_no_comparison(void)
{
    const char *passage =
        "Extracts of Ocimum and Syzygium showed a significant reduction of "
        "bacteria, though chlorine was superior among all groups.";
    static const char *const claims[] = {
        "Syzygium est significativement plus efficace que Ocimum.",
        "Syzygium was significantly more effective than Ocimum.",
    };
    for (guint i = 0; i < G_N_ELEMENTS(claims); i++) {
        const VlQuestion question = {
            .claim = claims[i], .passages = &passage, .n_passages = 1};
        g_autoptr(VlJudgement) judgement = vl_judge(&question);
        g_assert_cmpint(judgement->verdict, !=, VL_VERDICT_SUPPORTED);
    }
}

/* "Patients obèses" are not any patients. */
static void
test_people(void)
{
    const char *passage = "Of 140 patients, 21 (15%) had a relapse.";
    static const struct {
        const char *claim;
        gboolean supported;
    } people[] = {
        {"Une rechute est survenue chez 21 patients (15 %).", TRUE},
        {"Une rechute est survenue chez 21 patients obèses (15 %).", FALSE},
        {"A relapse occurred in 21 patients (15%).", TRUE},
        {"A relapse occurred in 21 obese patients (15%).", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(people); i++) {
        const VlQuestion question = {.claim = people[i].claim,
                                     .passages = &passage,
                                     .n_passages = 1};
        g_autoptr(VlJudgement) judgement = vl_judge(&question);
        gboolean supported = judgement->verdict == VL_VERDICT_SUPPORTED;
        if (supported != people[i].supported)
            g_test_message("%s", people[i].claim);
        g_assert_true(supported == people[i].supported);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bilingual/words", test_words);
    g_test_add_func("/bilingual/no-overlap", test_no_overlap);
    g_test_add_func("/bilingual/no-comparison", test_no_comparison);
    g_test_add_func("/bilingual/people", test_people);
    return g_test_run();
}
