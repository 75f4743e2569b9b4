#include "config.h"

#include <string.h>

#include "base/unicode.h"
#include "verify/judge.h"

/* A claim, the passage it stands on, and what is to be said of it. */
typedef struct {
    const char *claim, *passage;
    VlVerdict verdict;
    const char *check; /* that must have found a fault; NULL */
} Pair;

static VlJudgement *
judge(const char *claim, const char *passage, const char *source)
{
    g_autoptr(VlGround) ground =
        source != NULL ? vl_ground_new(source) : NULL;
    const VlQuestion question = {
        .claim = claim,
        .passages = &passage,
        .n_passages = passage != NULL,
        .ground = ground,
    };
    return vl_judge(&question);
}

static gboolean
has_fault(const VlJudgement *judgement, const char *check)
{
    for (guint i = 0; i < judgement->findings->len; i++) {
        const VlFinding *finding = judgement->findings->pdata[i];
        if (finding->result != VL_RESULT_OK &&
            g_str_equal(finding->check, check))
            return TRUE;
    }
    return FALSE;
}

static void
judge_all(const Pair *pairs, guint n)
{
    for (guint i = 0; i < n; i++) {
        g_autoptr(VlJudgement) judgement =
            judge(pairs[i].claim, pairs[i].passage, NULL);
        if (judgement->verdict != pairs[i].verdict)
            g_test_message("'%s' is %s", pairs[i].claim,
                           vl_verdict_name(judgement->verdict));
        g_assert_cmpint(judgement->verdict, ==, pairs[i].verdict);
        if (pairs[i].check != NULL)
            g_assert_true(has_fault(judgement, pairs[i].check));
    }
}

#define JUDGE_ALL(pairs) judge_all(pairs, G_N_ELEMENTS(pairs))

static const char trial[] =
    "Mortality at 30 days was significantly lower in the zeltamab group than "
    "in the placebo group (12.4% vs 18.9%, P<0.001).";

static void
test_same(void)
{
    const Pair pairs[] = {
        {trial, trial, VL_VERDICT_SUPPORTED, NULL},
        {"Mortality at 30 days was significantly lower in the zeltamab group "
         "than in the placebo group (12\u00B74% vs 18\u00B79%, P < 0.001).",
         trial, VL_VERDICT_SUPPORTED, NULL},
        {"Mortality at 30 days was significantly lower in the zeltamab group "
         "than in the placebo group (about 12% vs about 19%, P<0.001).",
         trial, VL_VERDICT_SUPPORTED, NULL},
    };
    JUDGE_ALL(pairs);
}

static void
test_changed(void)
{
    const Pair pairs[] = {
        {"Mortality at 30 days was significantly lower in the zeltamab group "
         "than in the placebo group (14.2% vs 18.9%, P<0.001).",
         trial, VL_VERDICT_CONTRADICTED, "numbers"},
        {"Mortality at 30 days was significantly lower in the zeltamab group "
         "than in the placebo group (18.9% vs 12.4%, P<0.001).",
         trial, VL_VERDICT_CONTRADICTED, "numbers"},
        {"Mortality at 30 months was significantly lower in the zeltamab "
         "group than in the placebo group (12.4% vs 18.9%, P<0.001).",
         trial, VL_VERDICT_CONTRADICTED, "units"},
        {"Mortality at 30 days was significantly lower in the zeltamab group "
         "than in the placebo group (12.4% vs 18.9%, P>0.001).",
         trial, VL_VERDICT_CONTRADICTED, "comparators"},
        {"Mortality at 30 days was significantly higher in the zeltamab "
         "group than in the placebo group (12.4% vs 18.9%, P<0.001).",
         trial, VL_VERDICT_CONTRADICTED, "direction"},
        {"Mortality at 30 days was not significantly lower in the zeltamab "
         "group than in the placebo group (12.4% vs 18.9%, P<0.001).",
         trial, VL_VERDICT_CONTRADICTED, "negation"},
    };
    JUDGE_ALL(pairs);
}

static void
test_told(void)
{
    const Pair pairs[] = {
        {"There was no significant difference in mortality between zeltamab "
         "and placebo.",
         trial, VL_VERDICT_CONTRADICTED, "significance"},
        {"Zeltamab significantly increased mortality compared with placebo.",
         trial, VL_VERDICT_CONTRADICTED, "direction"},
        {"Mortality was significantly lower with placebo than with zeltamab.",
         trial, VL_VERDICT_CONTRADICTED, "arms"},
        {"La mortalit\u00E9 \u00E0 30 jours \u00E9tait de 13,4 % sous "
         "zeltamab contre 18,9 % sous placebo.",
         trial, VL_VERDICT_CONTRADICTED, "numbers"},
    };
    JUDGE_ALL(pairs);
}

static void
test_beyond(void)
{
    const Pair pairs[] = {
        {"Coffee causes fewer strokes.",
         "Coffee was associated with fewer strokes.",
         VL_VERDICT_OVERSTATED, "strength"},
        {"Clinicians should prescribe zeltamab.",
         "Zeltamab was well tolerated.", VL_VERDICT_OVERSTATED, "scope"},
        {"All patients with asthma benefit from zeltamab.",
         "A selected subgroup of patients with asthma benefit from zeltamab.",
         VL_VERDICT_OVERSTATED, "population"},
        {"Zeltamab reduced tumour size in patients.",
         "Zeltamab reduced tumour size in mice.", VL_VERDICT_OVERSTATED,
         "population"},
        {"In this study the drug was safe.",
         "Previous studies found that the drug was safe.",
         VL_VERDICT_OVERSTATED, "attribution"},
        {"Zeltamab halved the risk of death.",
         "Zeltamab reduced the risk of death (OR 0.5, 95% CI 0.3-0.8; 40% "
         "vs 25%).",
         VL_VERDICT_OVERSTATED, "strength"},
    };
    JUDGE_ALL(pairs);
}

static const VlFinding *
find_derived(const VlJudgement *judgement)
{
    for (guint i = 0; i < judgement->findings->len; i++) {
        const VlFinding *finding = judgement->findings->pdata[i];
        if (g_str_has_prefix(finding->detail, "derived: "))
            return finding;
    }
    return NULL;
}

static void
test_derived(void)
{
    static const struct {
        const char *claim, *passage, *how;
    } cases[] = {
        {"Mortality fell by 6.5 percentage points.", trial,
         "derived: 18.9 - 12.4 = 6.5"},
        {"The hazard of death was 25% lower.",
         "Death was less frequent (HR 0.75, 95% CI 0.60-0.90).",
         "derived: |1 - 0.75| = 25 % (hazard)"},
        {"Relapse occurred in 12.3% of patients.",
         "Relapse occurred in 15 of 122 patients.",
         "derived: 15/122 = 12.3 %"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlJudgement) judgement =
            judge(cases[i].claim, cases[i].passage, NULL);
        const VlFinding *finding = find_derived(judgement);
        g_assert_nonnull(finding);
        g_assert_cmpstr(finding->detail, ==, cases[i].how);
    }
}

static void
test_units(void)
{
    const Pair pairs[] = {
        {"Patients received 500 mg of the drug daily for one week.",
         "Patients received 0.5 g of the drug daily for one week.",
         VL_VERDICT_SUPPORTED, NULL},
        {"Patients received 500 ug of the drug daily for one week.",
         "Patients received 0.5 g of the drug daily for one week.",
         VL_VERDICT_CONTRADICTED, NULL},
    };
    JUDGE_ALL(pairs);
}

static void
test_source(void)
{
    static const char source[] =
        "We enrolled 312 adults. Mortality was 12.4% with zeltamab. Follow-up "
        "lasted 24 months.";
    g_autoptr(VlJudgement) missing =
        judge("Of 412 adults, 12.4% died.", NULL, source);
    g_assert_cmpint(missing->verdict, ==, VL_VERDICT_UNSUPPORTED);
    /* Not in the passage, but in the source. */
    g_autoptr(VlJudgement) partly = judge(
        "Of 312 adults treated with zeltamab, 12.4% died.",
        "Mortality was 12.4% with zeltamab.", source);
    g_assert_cmpint(partly->verdict, ==, VL_VERDICT_PARTLY);
    g_autoptr(VlJudgement) nothing = judge("Of 412 adults", NULL, NULL);
    g_assert_cmpint(nothing->verdict, ==, VL_VERDICT_UNSUPPORTED);
}

/* Spans are code points, also after letters of several bytes. */
static void
test_spans(void)
{
    static const char claim[] = "Chez les \u00E9l\u00E8ves, 13 % fument.";
    g_autoptr(VlJudgement) judgement = judge(
        claim, "Among pupils \u2014 all aged 12 \u2014 19 % smoke.", NULL);
    for (guint i = 0; i < judgement->findings->len; i++) {
        const VlFinding *finding = judgement->findings->pdata[i];
        if (!g_str_equal(finding->check, "numbers"))
            continue;
        g_autofree char *said = vl_utf8_slice(claim, finding->claim.start,
                                              finding->claim.end);
        g_assert_cmpstr(said, ==, "13");
        return;
    }
    g_assert_not_reached();
}

static void
test_hostile(void)
{
    static const char *const texts[] = {
        "", " ", "1", "%", "p", "p =", "< < <", "95% CI", "1/0", "one in",
        "two thirds of of", "no no no", "than than", "(((((", "\u00B1 5",
        "0/0 of 0 vs 0", "HR", "CI 5-4-3", "d'", "\u00E9", "5e999 mg",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        for (guint k = 0; k < G_N_ELEMENTS(texts); k++) {
            g_autoptr(VlJudgement) judgement =
                judge(texts[i], texts[k], texts[i]);
            g_assert_nonnull(judgement);
        }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/judge/same", test_same);
    g_test_add_func("/judge/changed", test_changed);
    g_test_add_func("/judge/told", test_told);
    g_test_add_func("/judge/beyond", test_beyond);
    g_test_add_func("/judge/derived", test_derived);
    g_test_add_func("/judge/units", test_units);
    g_test_add_func("/judge/source", test_source);
    g_test_add_func("/judge/spans", test_spans);
    g_test_add_func("/judge/hostile", test_hostile);
    return g_test_run();
}
