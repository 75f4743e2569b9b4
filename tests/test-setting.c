#include "config.h"

#include "verify/check/setting.h"
#include "verify/judge.h"

/* What holds of a whole study may be told with each of its findings, what
 * holds of a part of it, or of another study, may not. */

static const char front[] =
    "Fabulous Medicine Research Article\n"
    "Zeltamab for chronic fabulitis: a pragmatic trial\n"
    "Centre for Retrospective Studies, Atlantis\n";
static const char *const trial[] = {
    "Fabulitis is common, and a retrospective study has shown that children "
    "suffer from it.",
    "A large uncontrolled trial in Arcadia found that it responds to light.",
    "The aim was to assess zeltamab in adults with chronic fabulitis.",
    "In this double-blind, placebo-controlled trial in Utopia, 416 adults "
    "with chronic fabulitis were randomly assigned to zeltamab or placebo.",
    "A subgroup analysis was done in women with diabetes.",
    "Patients with psoriasis were excluded from this trial.",
    "A secondary aim was to assess zeltamab in patients with scars.",
    "Models were used to compare patients with missing data with others.",
    "Blood was analysed in Arcadia by a retrospective review of charts.",
    "A pilot study was performed in hospitals of Elysium.",
    "The purpose of this trial was to help patients with psora.",
};
static const char *const ages[] = {
    "The aim was to assess zeltamab in adults with chronic fabulitis.",
    "The aim was also the same in others.",
    "The objective was to treat children with chronic fabulitis, too.",
};
static const char *const cohort[] = {
    "The aim was to compare adults with fabulitis and healthy volunteers.",
    "In this prospective cohort study, blood was taken once in adults with "
    "fabulitis.",
};
static const char *const bench[] = {
    "The aim of this study was to test zeltin oil on Fictia strains in "
    "vitro.",
};

#define REMISSION                                                              \
    "Remission occurred in 42% of patients with zeltamab and in 21% with "     \
    "placebo."

static const struct {
    const char *claim, *passage;
    gboolean supported;
} of_trial[] = {
    {"In adults with chronic fabulitis, remission occurred in 42% with "
     "zeltamab and in 21% with placebo.",
     REMISSION, TRUE},
    {"In this double-blind trial, remission occurred in 42% with zeltamab "
     "and in 21% with placebo.",
     REMISSION, TRUE},
    {"In this pragmatic trial in Utopia, remission occurred in 42% with "
     "zeltamab and in 21% with placebo.",
     REMISSION, TRUE},
    /* Others, another disease, a part of them. */
    {"In children with chronic fabulitis, remission occurred in 42% with "
     "zeltamab and in 21% with placebo.",
     REMISSION, FALSE},
    {"In adults with acute fabulitis, remission occurred in 42% with "
     "zeltamab and in 21% with placebo.",
     REMISSION, FALSE},
    {"In women with diabetes, remission occurred in 42% with zeltamab and "
     "in 21% with placebo.",
     REMISSION, FALSE},
    {"In adults with chronic fabulitis, remission occurred in 42% with "
     "zeltamab and in 21% with placebo.",
     "Among smokers, remission occurred in 42% of patients with zeltamab and "
     "in 21% with placebo.",
     FALSE},
    {"In adults with chronic fabulitis, remission occurred in 42%.",
     "Remission occurred in 42% of healthy volunteers.", FALSE},
    {"In adults with chronic fabulitis, remission occurred in 42%.",
     "In patients with psoriasis, remission occurred in 42%.", FALSE},
    {"In patients with psoriasis, remission occurred in 42% with zeltamab "
     "and in 21% with placebo.",
     REMISSION, FALSE},
    {"In patients with scars, remission occurred in 42% with zeltamab and in "
     "21% with placebo.",
     REMISSION, FALSE},
    {"In adults with psora, remission occurred in 42% with zeltamab and in "
     "21% with placebo.",
     REMISSION, FALSE},
    {"In patients with missing data, remission occurred in 42% with zeltamab "
     "and in 21% with placebo.",
     REMISSION, FALSE},
    /* Another design, another place, another study. */
    {"In this trial in Arcadia, remission occurred in 42% with zeltamab and "
     "in 21% with placebo.",
     REMISSION, FALSE},
    {"In this uncontrolled trial, remission occurred in 42% with zeltamab "
     "and in 21% with placebo.",
     REMISSION, FALSE},
    {"In this pilot trial, remission occurred in 42% with zeltamab and in "
     "21% with placebo.",
     REMISSION, FALSE},
    {"In this retrospective review, remission occurred in 42% with zeltamab "
     "and in 21% with placebo.",
     REMISSION, FALSE},
    {"In this retrospective trial, remission occurred in 42% with zeltamab "
     "and in 21% with placebo.",
     REMISSION, FALSE},
    {"In this trial in Atlantis, remission occurred in 42% with zeltamab "
     "and in 21% with placebo.",
     REMISSION, FALSE},
    {"In this double-blind trial, remission occurred in 42% with zeltamab "
     "and in 21% with placebo.",
     "In the open-label extension, remission occurred in 42% of patients "
     "with zeltamab and in 21% with placebo.",
     FALSE},
    {"In this double-blind trial, remission occurred in 42% with zeltamab "
     "and in 21% with placebo.",
     "Previous studies have shown remission in 42% with zeltamab and in 21% "
     "with placebo.",
     FALSE},
    {"In a previous double-blind trial, remission occurred in 42% with "
     "zeltamab and in 21% with placebo.",
     REMISSION, FALSE},
    /* Not where it tells of the study: the outcome, an arm. */
    {"Chronic fabulitis occurred in 42% with zeltamab and in 21% with "
     "placebo.",
     "Remission occurred in 42% with zeltamab and in 21% with placebo.", FALSE},
    {"Remission occurred in 42% with placebo.",
     "Remission occurred in 42% of patients.", FALSE},
    {"Adults with chronic fabulitis made up 42% of patients.",
     "Women made up 42% of patients.", FALSE},
};

static gboolean
is_supported(const VlSetting *setting, const char *claim, const char *passage)
{
    const VlQuestion question = {.claim = claim,
                                 .lang = "en",
                                 .passages = &passage,
                                 .n_passages = 1,
                                 .setting = setting,
                                 .undivided = TRUE};
    g_autoptr(VlJudgement) judgement = vl_judge(&question);
    return judgement->verdict == VL_VERDICT_SUPPORTED;
}

/* What kind of study it was is never passed over: these share all else. */
static const char *const kinds[] = {
    "In this pilot trial, ",       "In this observational study, ",
    "In this multicentre study, ", "In this cluster-randomised trial, ",
    "In this online trial, ",
};

static void
test_kinds(void)
{
    const char *said = "remission occurred in 42% of patients with zeltamab "
                       "and in 21% of patients with placebo (P < 0.001).";
    g_autofree char *own = g_strconcat("In this study, ", said, NULL);
    g_autoptr(VlSetting) setting =
        vl_setting_new(front, trial, G_N_ELEMENTS(trial), NULL);
    g_assert_true(is_supported(setting, own, said));
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *claim = g_strconcat(kinds[i], said, NULL);
        g_test_message("%s", claim);
        g_assert_false(is_supported(setting, claim, said));
        g_assert_false(is_supported(NULL, claim, said));
    }
}

static void
test_trial(void)
{
    g_autoptr(VlSetting) setting =
        vl_setting_new(front, trial, G_N_ELEMENTS(trial), NULL);
    for (guint i = 0; i < G_N_ELEMENTS(of_trial); i++) {
        g_test_message("%u: %s", i, of_trial[i].claim);
        g_assert_cmpint(
            is_supported(setting, of_trial[i].claim, of_trial[i].passage), ==,
            of_trial[i].supported);
        /* By its passage alone it is not said. */
        g_assert_false(
            is_supported(NULL, of_trial[i].claim, of_trial[i].passage));
    }
}

/* Whoever is set beside healthy volunteers is not everybody. */
static void
test_compared(void)
{
    g_autoptr(VlSetting) setting =
        vl_setting_new("", cohort, G_N_ELEMENTS(cohort), NULL);
    g_assert_false(is_supported(
        setting, "In adults with fabulitis, zeltin rose by 12 points.",
        "Zeltin rose by 12 points."));
    g_autoptr(VlSetting) both =
        vl_setting_new("", ages, G_N_ELEMENTS(ages), NULL);
    g_assert_false(is_supported(
        both, "In adults with chronic fabulitis, zeltin rose by 12 points.",
        "Zeltin rose by 12 points."));
    g_autoptr(VlSetting) one = vl_setting_new("", ages, 1, NULL);
    g_assert_true(is_supported(
        one, "In adults with chronic fabulitis, zeltin rose by 12 points.",
        "Zeltin rose by 12 points."));
}

static void
test_bench(void)
{
    g_autoptr(VlSetting) setting =
        vl_setting_new("", bench, G_N_ELEMENTS(bench), NULL);
    const char *said = "The oil halved growth of Fictia strains at 12 mg in "
                       "this study.";
    g_assert_true(
        is_supported(setting,
                     "In this in vitro study, the oil halved growth of Fictia "
                     "strains at 12 mg.",
                     said));
    g_assert_false(
        is_supported(setting,
                     "In this clinical study, the oil halved growth of Fictia "
                     "strains at 12 mg.",
                     said));
}

/* A text without any of it, and one of nothing but signs. */
static void
test_empty(void)
{
    const char *odd[] = {"", "with (in) ,;: and/or", "in in in with of the"};
    g_autoptr(VlSetting) none = vl_setting_new("", NULL, 0, NULL);
    g_autoptr(VlSetting) setting =
        vl_setting_new("in", odd, G_N_ELEMENTS(odd), NULL);
    g_assert_false(
        is_supported(none, "In adults, it fell by 12%.", "It fell by 12%."));
    g_assert_false(
        is_supported(setting, "In adults, it fell by 12%.", "It fell by 12%."));
    vl_setting_free(NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/setting/trial", test_trial);
    g_test_add_func("/setting/kinds", test_kinds);
    g_test_add_func("/setting/compared", test_compared);
    g_test_add_func("/setting/bench", test_bench);
    g_test_add_func("/setting/empty", test_empty);
    return g_test_run();
}
