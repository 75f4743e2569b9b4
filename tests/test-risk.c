#include "config.h"

#include <math.h>
#include <string.h>

#include "verify/check/risk.h"

static gboolean
says(const VlRisk *risk, const char *words)
{
    for (guint i = 0; i < risk->lines->len; i++)
        if (strstr(risk->lines->pdata[i], words) != NULL)
            return TRUE;
    return FALSE;
}

/* Newcombe 1998, table II: the differences and limits printed there. */
static void
test_newcombe(void)
{
    static const struct {
        double a, m, b, n, low, high;
    } cases[] = {
        {56, 70, 48, 80, 0.0524, 0.3339},
        {9, 10, 3, 10, 0.1705, 0.8090},
        {5, 56, 0, 29, -0.0381, 0.1926},
        {10, 10, 0, 10, 0.6075, 1.0000},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        double low, high;
        vl_risk_newcombe(cases[i].a, cases[i].m, cases[i].b, cases[i].n, &low,
                         &high);
        g_assert_cmpfloat_with_epsilon(low, cases[i].low, 0.0001);
        g_assert_cmpfloat_with_epsilon(high, cases[i].high, 0.0001);
    }
}

static void
test_two_groups(void)
{
    g_autoptr(VlRisk) risk = vl_risk_new(
        "At 6 months, 12 of 120 patients (10.0%) in the dorzine group and 24 "
        "of 118 (20.3%) in the placebo group had an attack.",
        FALSE);
    g_assert_cmpuint(risk->n_shares, ==, 2);
    g_assert_true(risk->compares);
    g_assert_false(risk->disagrees);
    g_assert_true(says(risk, "12/120 = 10.0 % (printed: 10.0 %)"));
    g_assert_true(says(risk, "\u221210.3 percentage points"));
    g_assert_true(says(risk, "risk ratio, unadjusted: 0.49"));
    g_assert_true(says(risk, "one more or one fewer in 10"));
}

static void
test_french(void)
{
    g_autoptr(VlRisk) risk = vl_risk_new(
        "At 6 months, 12 of 120 patients (10.0%) in the dorzine group and 24 "
        "of 118 (20.3%) in the placebo group had an attack.",
        TRUE);
    g_assert_true(says(risk, "12/120 = 10,0 %"));
    g_assert_true(says(risk, "\u221210,3 points de pourcentage"));
}

/* What must not be worked out. */
static void
test_no_number_needed(void)
{
    g_autoptr(VlRisk) wide = vl_risk_new(
        "At 6 months, 12/120 in the dorzine group versus 14/118 in the "
        "placebo group had an attack.",
        FALSE);
    g_assert_true(wide->compares);
    g_assert_true(says(wide, "includes 0"));
    g_assert_false(says(wide, "one more"));
    g_autoptr(VlRisk) timeless = vl_risk_new(
        "12/120 in the dorzine group versus 44/118 in the placebo group had "
        "an attack.",
        FALSE);
    g_assert_true(says(timeless, "names no time"));
    g_assert_false(says(timeless, "one more"));
}

static void
test_no_groups(void)
{
    static const char *const cases[] = {
        "Of the patients treated, 12/120 had headache and 15/120 nausea.",
        "In the placebo group 12 of 120 had headache and 15 of 120 nausea.",
        "Blood pressure was 120/80 mm Hg and fell to 110/70 mm Hg.",
        "12 of 120 were smokers at baseline and 24 of 118 at 6 months.",
        "Of 240 adults, 12 of 120 and 24 of 118 and 3 of 50 compared badly.",
        "No number at all.",
        "",
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlRisk) risk = vl_risk_new(cases[i], FALSE);
        if (risk->compares)
            g_error("compared: %s", cases[i]);
    }
}

static void
test_disagrees(void)
{
    g_autoptr(VlRisk) wrong = vl_risk_new(
        "Relapse occurred in 386 of 2273 patients (16.3%).", FALSE);
    g_assert_true(wrong->disagrees);
    g_assert_true(says(wrong, "do not agree"));
    g_autoptr(VlRisk) right = vl_risk_new(
        "Relapse occurred in 386 of 2373 patients (16.3%).", FALSE);
    g_assert_false(right->disagrees);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/risk/newcombe", test_newcombe);
    g_test_add_func("/risk/two-groups", test_two_groups);
    g_test_add_func("/risk/french", test_french);
    g_test_add_func("/risk/no-number-needed", test_no_number_needed);
    g_test_add_func("/risk/no-groups", test_no_groups);
    g_test_add_func("/risk/disagrees", test_disagrees);
    return g_test_run();
}
