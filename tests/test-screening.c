#include "config.h"

#include "model/screening.h"

static VlScreening *
screening_new(VlCriterionAnswer adults, VlCriterionAnswer children,
              const char *outcome)
{
    g_autoptr(GPtrArray) include = g_ptr_array_new();
    g_autoptr(GPtrArray) exclude = g_ptr_array_new();
    g_ptr_array_add(include, (gpointer) "adults");
    g_ptr_array_add(exclude, (gpointer) "children");
    VlScreening *screening = vl_screening_new(include, exclude);
    g_assert_cmpuint(screening->criteria->len, ==, 2);
    VlCriterion *first = screening->criteria->pdata[0];
    VlCriterion *second = screening->criteria->pdata[1];
    g_assert_false(first->exclude);
    g_assert_true(second->exclude);
    first->answer = adults;
    second->answer = children;
    screening->asked->outcome = g_strdup(outcome);
    return screening;
}

static void
test_decide(void)
{
    static const struct {
        VlCriterionAnswer adults, children;
        const char *outcome;
        VlScreened wanted;
    } cases[] = {
        {VL_CRITERION_MET, VL_CRITERION_NOT_MET, "answered", VL_SCREENED_IN},
        {VL_CRITERION_MET, VL_CRITERION_NOT_SAID, "answered", VL_SCREENED_IN},
        {VL_CRITERION_MET, VL_CRITERION_NOT_SAID, "partly",
         VL_SCREENED_UNSURE},
        {VL_CRITERION_NOT_SAID, VL_CRITERION_NOT_MET, "answered",
         VL_SCREENED_UNSURE},
        {VL_CRITERION_NOT_SAID, VL_CRITERION_NOT_SAID, "refused",
         VL_SCREENED_UNSURE},
        {VL_CRITERION_NOT_MET, VL_CRITERION_NOT_SAID, "answered",
         VL_SCREENED_OUT},
        {VL_CRITERION_MET, VL_CRITERION_MET, "answered", VL_SCREENED_OUT},
        {VL_CRITERION_NOT_SAID, VL_CRITERION_MET, "partly", VL_SCREENED_OUT},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlScreening) screening = screening_new(
            cases[i].adults, cases[i].children, cases[i].outcome);
        g_assert_cmpint(vl_screening_decide(screening), ==, cases[i].wanted);
    }
}

static void
test_names(void)
{
    for (guint i = 0; i <= VL_CRITERION_NOT_MET; i++) {
        VlCriterionAnswer answer = VL_CRITERION_MET;
        g_assert_true(vl_criterion_answer_from_name(
            vl_criterion_answer_name((VlCriterionAnswer)i), &answer));
        g_assert_cmpint((int)answer, ==, (int)i);
    }
    VlCriterionAnswer answer = VL_CRITERION_MET;
    g_assert_false(vl_criterion_answer_from_name("perhaps", &answer));
    g_assert_false(vl_criterion_answer_from_name(NULL, &answer));
    g_assert_cmpstr(vl_screened_name(VL_SCREENED_OUT), ==, "out");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/screening/decide", test_decide);
    g_test_add_func("/screening/names", test_names);
    return g_test_run();
}
