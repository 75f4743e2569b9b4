#include "config.h"

#include <string.h>

#include "digest/view-screening.h"

static VlPaper *
paper_new(VlCriterionAnswer adults, VlCriterionAnswer children)
{
    VlPaper *paper = vl_paper_new();
    paper->screening = vl_screening_new(NULL, NULL);
    VlCriterion *first = vl_criterion_new(FALSE, "adults %s");
    VlCriterion *second = vl_criterion_new(TRUE, "children");
    first->answer = adults;
    second->answer = children;
    g_ptr_array_add(paper->screening->criteria, first);
    g_ptr_array_add(paper->screening->criteria, second);
    return paper;
}

static void
test_words(void)
{
    g_autoptr(VlPaper) paper =
        paper_new(VL_CRITERION_MET, VL_CRITERION_NOT_SAID);
    VlAsked *asked = paper->screening->asked;
    asked->outcome = g_strdup("answered");
    asked->model = g_strdup("M");
    asked->parts = asked->answered = 1;
    g_autofree char *english = vl_view_screening(paper, VL_LANGUAGE_EN);
    g_autofree char *french = vl_view_screening(paper, VL_LANGUAGE_FR);
    g_assert_cmpstr(english, ==,
                    "Your criteria, by M: adults %s: met; children "
                    "(excludes): not said");
    g_assert_cmpstr(french, ==,
                    "Vos critères, selon M : adults %s : rempli ; children "
                    "(exclut) : non dit");
    g_autofree char *one = vl_view_criterion(
        paper->screening->criteria->pdata[0], VL_LANGUAGE_EN);
    g_assert_cmpstr(one, ==, "Criterion of inclusion met: adults %s");
    g_autofree char *by = vl_view_screened_by(paper, VL_LANGUAGE_FR);
    g_assert_cmpstr(by, ==, "Selon M, d'après le texte intégral");
}

static void
test_failure(void)
{
    g_autoptr(VlPaper) paper =
        paper_new(VL_CRITERION_NOT_SAID, VL_CRITERION_NOT_SAID);
    paper->screening->asked->outcome = g_strdup("budget");
    g_autofree char *told = vl_view_screening(paper, VL_LANGUAGE_EN);
    g_assert_cmpstr(told, ==,
                    "Your criteria were not held against this paper: over "
                    "the budget");
    g_autoptr(VlPaper) other = vl_paper_new();
    g_assert_null(vl_view_screening(other, VL_LANGUAGE_EN));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/view-screening/words", test_words);
    g_test_add_func("/digest/view-screening/failure", test_failure);
    return g_test_run();
}
