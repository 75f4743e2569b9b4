#include "config.h"

#include "digest/view-screening.h"

#include "digest/view-asked.h"

static const char *
either(VlLanguage language, const char *english, const char *french)
{
    return language == VL_LANGUAGE_FR ? french : english;
}

const char *
vl_view_screened_heading(VlLanguage language)
{
    return either(language, "Left out by your criteria",
                  "Écartés par vos critères");
}

const char *
vl_view_screened_why(VlLanguage language)
{
    return either(
        language,
        "A model held these papers against the criteria of this watch. Each "
        "stands here with the sentence that the model went by, which stands "
        "in the source; whether it answers the criterion is the model's "
        "opinion. They were not summarised. Look through them.",
        "Un modèle a confronté ces articles aux critères de cette veille. "
        "Chacun figure avec la phrase sur laquelle le modèle s'est fondé, qui "
        "figure dans la source ; qu'elle réponde au critère est l'avis du "
        "modèle. Ils n'ont pas été résumés. À parcourir.");
}

char *
vl_view_criterion(const VlCriterion *criterion, VlLanguage language)
{
    static const char *const words[2][2][2] = {
        {{"Criterion of inclusion not met: %s",
          "Critère d'inclusion non rempli : %s"},
         {"Criterion of inclusion met: %s", "Critère d'inclusion rempli : %s"}},
        {{"Criterion of exclusion not met: %s",
          "Critère d'exclusion non rempli : %s"},
         {"Criterion of exclusion met: %s", "Critère d'exclusion rempli : %s"}},
    };
    gboolean met = criterion->answer == VL_CRITERION_MET;
    g_auto(GStrv) parts = g_strsplit(
        words[criterion->exclude][met][language == VL_LANGUAGE_FR], "%s", 2);
    return g_strconcat(parts[0], criterion->text, parts[1], NULL);
}

static void
put_answer(GString *out, const VlCriterion *criterion, VlLanguage language)
{
    static const char *const answers[][2] = {
        [VL_CRITERION_NOT_SAID] = {"not said", "non dit"},
        [VL_CRITERION_MET] = {"met", "rempli"},
        [VL_CRITERION_NOT_MET] = {"not met", "non rempli"},
    };
    g_string_append_printf(
        out, "%s%s%s%s", criterion->text,
        criterion->exclude ? either(language, " (excludes)", " (exclut)") : "",
        either(language, ": ", " : "),
        answers[criterion->answer][language == VL_LANGUAGE_FR]);
}

char *
vl_view_screening(const VlPaper *paper, VlLanguage language)
{
    const VlScreening *screening = paper->screening;
    if (screening == NULL)
        return NULL;
    const VlAsked *asked = screening->asked;
    if (asked->answered == 0) {
        g_autofree char *why = vl_view_asked_failure(asked, language);
        return g_strconcat(
            either(language, "Your criteria were not held against this paper: ",
                   "Vos critères n'ont pas été appliqués à cet article : "),
            why, NULL);
    }
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(
        out, "%s %s%s",
        either(language, "Your criteria, by", "Vos critères, selon"),
        asked->model != NULL ? asked->model : "?",
        either(language, ": ", " : "));
    for (guint i = 0; i < screening->criteria->len; i++) {
        g_string_append(out,
                        i == 0 ? "" : either(language, "; ", " ; "));
        put_answer(out, screening->criteria->pdata[i], language);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
vl_view_screened_by(const VlPaper *paper, VlLanguage language)
{
    const VlAsked *asked = paper->screening->asked;
    gboolean abstract = g_strcmp0(paper->read.rendering, "abstract") == 0;
    return g_strconcat(
        either(language, "By ", "Selon "),
        asked->model != NULL ? asked->model : "?",
        abstract ? either(language, ", from the abstract",
                          ", d'après le résumé")
                 : either(language, ", from the full text",
                          ", d'après le texte intégral"),
        NULL);
}
