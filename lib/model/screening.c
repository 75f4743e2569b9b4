#include "config.h"

#include "model/screening.h"

#include "model/claim.h"

VlCriterion *
vl_criterion_new(gboolean exclude, const char *text)
{
    VlCriterion *criterion = g_new0(VlCriterion, 1);
    criterion->exclude = exclude;
    criterion->text = g_strdup(text);
    criterion->quotes =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_quote_free);
    return criterion;
}

void
vl_criterion_free(VlCriterion *criterion)
{
    if (criterion == NULL)
        return;
    g_free(criterion->text);
    g_ptr_array_unref(criterion->quotes);
    g_free(criterion);
}

static void
add_criteria(VlScreening *screening, const GPtrArray *texts, gboolean exclude)
{
    for (guint i = 0; texts != NULL && i < texts->len; i++)
        g_ptr_array_add(screening->criteria,
                        vl_criterion_new(exclude, texts->pdata[i]));
}

VlScreening *
vl_screening_new(const GPtrArray *include, const GPtrArray *exclude)
{
    VlScreening *screening = g_new0(VlScreening, 1);
    screening->criteria =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_criterion_free);
    screening->asked = vl_asked_new();
    add_criteria(screening, include, FALSE);
    add_criteria(screening, exclude, TRUE);
    return screening;
}

void
vl_screening_free(VlScreening *screening)
{
    if (screening == NULL)
        return;
    g_ptr_array_unref(screening->criteria);
    vl_asked_free(screening->asked);
    g_free(screening);
}

gboolean
vl_criterion_decides(const VlCriterion *criterion)
{
    return criterion->answer ==
           (criterion->exclude ? VL_CRITERION_MET : VL_CRITERION_NOT_MET);
}

/* That a paper does not say what would exclude it is the rule, and no
 * reason for doubt. */
VlScreened
vl_screening_decide(const VlScreening *screening)
{
    gboolean all_met = TRUE;
    for (guint i = 0; i < screening->criteria->len; i++) {
        const VlCriterion *criterion = screening->criteria->pdata[i];
        if (vl_criterion_decides(criterion))
            return VL_SCREENED_OUT;
        all_met &= criterion->exclude || criterion->answer == VL_CRITERION_MET;
    }
    return all_met && vl_asked_is_whole(screening->asked)
               ? VL_SCREENED_IN
               : VL_SCREENED_UNSURE;
}

static const char *const answers[] = {
    [VL_CRITERION_NOT_SAID] = "not_said",
    [VL_CRITERION_MET] = "met",
    [VL_CRITERION_NOT_MET] = "not_met",
};

const char *
vl_criterion_answer_name(VlCriterionAnswer answer)
{
    return answers[answer];
}

gboolean
vl_criterion_answer_from_name(const char *name, VlCriterionAnswer *answer)
{
    for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
        if (g_strcmp0(answers[i], name) != 0)
            continue;
        *answer = (VlCriterionAnswer)i;
        return TRUE;
    }
    return FALSE;
}

const char *
vl_screened_name(VlScreened screened)
{
    static const char *const names[] = {
        [VL_SCREENED_IN] = "in",
        [VL_SCREENED_UNSURE] = "unsure",
        [VL_SCREENED_OUT] = "out",
    };
    return names[screened];
}
