#include "config.h"

#include "digest/view-asked.h"

#define MILLION 1000000.0

/* The words for VlAsked.outcome. */
static const struct {
    const char *outcome, *words[2];
} outcomes[] = {
    {"refused", {"refused by the model", "refus du modèle"}},
    {"truncated", {"the answer was cut off", "réponse coupée"}},
    {"overflow", {"too long for the model", "trop long pour le modèle"}},
    {"quota", {"the account is empty", "compte épuisé"}},
    {"budget", {"over the budget", "budget dépassé"}},
    {"unavailable", {"the model could not be reached", "modèle injoignable"}},
    {"unknown",
     {"asked before without an answer, not asked again",
      "déjà demandé sans réponse, non redemandé"}},
    {"malformed",
     {"the answer was not of the form asked for",
      "réponse non conforme au format demandé"}},
    {"kept_here",
     {"the PDF may not leave this machine",
      "le PDF ne doit pas quitter cette machine"}},
    {"failed", {"it failed", "échec"}},
};

static const char *
outcome_words(const char *outcome, VlLanguage language)
{
    for (guint i = 0; i < G_N_ELEMENTS(outcomes); i++)
        if (g_strcmp0(outcomes[i].outcome, outcome) == 0)
            return outcomes[i].words[language == VL_LANGUAGE_FR];
    return outcome;
}

char *
vl_view_asked_failure(const VlAsked *asked, VlLanguage language)
{
    const char *words = outcome_words(asked->outcome, language);
    return asked->detail != NULL
               ? g_strdup_printf("%s (%s)", words, asked->detail)
               : g_strdup(words);
}

char *
vl_view_asked(const VlPaper *paper, VlLanguage language)
{
    const VlAsked *asked = paper->asked;
    gboolean french = language == VL_LANGUAGE_FR;
    if (asked == NULL)
        return NULL;
    if (asked->answered == 0) {
        g_autofree char *why = vl_view_asked_failure(asked, language);
        return g_strdup_printf(
            french ? "Non résumé : %s ; phrases choisies par un programme à "
                     "la place"
                   : "Not summarised: %s; sentences chosen by a program "
                     "instead",
            why);
    }
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(
        out,
        french ? "Résumé par %s : %u phrases sur %u"
               : "Summarised by %s: %u of %u sentences",
        asked->model != NULL ? asked->model : "?", asked->read,
        asked->sentences);
    if (asked->parts > 1)
        g_string_append_printf(
            out, french ? ", en %u parties" : ", in %u parts", asked->parts);
    if (!vl_asked_is_whole(asked))
        g_string_append_printf(
            out, french ? " ; le reste non : %s" : "; the rest was not: %s",
            asked->detail != NULL ? asked->detail : "?");
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Where a host stands (guard/region.h). */
static const char *
region_words(const char *region, VlLanguage language)
{
    static const char *const regions[][2] = {
        {"this machine", "cette machine"}, {"EU", "UE"},
        {"US", "États-Unis"},              {"global", "monde entier"},
        {"unknown", "lieu inconnu"},
    };
    for (guint i = 0; language == VL_LANGUAGE_FR && i < G_N_ELEMENTS(regions);
         i++)
        if (g_strcmp0(regions[i][0], region) == 0)
            return regions[i][1];
    return region;
}

static void
put_tokens(GString *out, const VlModelAsked *asked, VlLanguage language)
{
    if (asked->input_tokens >= 0 && asked->output_tokens >= 0)
        g_string_append_printf(
            out,
            language == VL_LANGUAGE_FR
                ? " ; %" G_GINT64_FORMAT " + %" G_GINT64_FORMAT " jetons"
                : "; %" G_GINT64_FORMAT " + %" G_GINT64_FORMAT " tokens",
            asked->input_tokens, asked->output_tokens);
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    if (asked->cost < 0 || asked->currency == NULL)
        return;
    g_ascii_formatd(digits, sizeof(digits), "%.4f",
                    (double)asked->cost / MILLION);
    g_string_append_printf(out, "; %s %s", digits, asked->currency);
}

char *
vl_view_model_asked(const VlModelAsked *asked, VlLanguage language)
{
    gboolean french = language == VL_LANGUAGE_FR;
    if (asked == NULL)
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(out,
                           french ? "%u appels à %s%s%s%s, %u réponses déjà là"
                                  : "%u calls to %s%s%s%s, %u answers kept "
                                    "from before",
                           asked->calls,
                           asked->host != NULL ? asked->host : "?",
                           asked->region != NULL ? " (" : "",
                           asked->region != NULL
                               ? region_words(asked->region, language)
                               : "",
                           asked->region != NULL ? ")" : "", asked->kept);
    put_tokens(out, asked, language);
    for (guint i = 0; i < asked->parameters->len; i++)
        g_string_append_printf(out, "; %s",
                               (char *)asked->parameters->pdata[i]);
    for (guint i = 0; i < asked->prompts->len; i++) {
        const VlPromptUsed *prompt = asked->prompts->pdata[i];
        g_string_append_printf(out, "; %s %s/%s%s %.12s",
                               french ? "consigne" : "prompt",
                               prompt->language, prompt->purpose,
                               prompt->own ? french ? " (la vôtre)"
                                                    : " (your own)"
                                           : "",
                               prompt->sha256);
    }
    g_string_append_c(out, '.');
    return g_string_free(g_steal_pointer(&out), FALSE);
}

const char *
vl_view_spin(VlLanguage language)
{
    return language == VL_LANGUAGE_FR
               ? "Selon le modèle (un avis), ces phrases font dire au résultat "
                 "plus qu'il ne dit :"
               : "In the model's opinion, these sentences make more of the "
                 "result than it is:";
}

const char *
vl_view_opinion_words(const VlOpinion *opinion, VlLanguage language)
{
    static const struct {
        const char *opinion, *words[2];
    } opinions[] = {
        {"says_so", {"the passage says so", "le passage le dit"}},
        {"says_otherwise",
         {"the passage says otherwise", "le passage dit autre chose"}},
        {"says_less",
         {"the passage says less", "le passage en dit moins"}},
        {"does_not_say",
         {"the passage does not say it", "le passage ne le dit pas"}},
        {"cannot_tell", {"it cannot tell", "il ne peut pas le dire"}},
    };
    guint i = G_N_ELEMENTS(opinions) - 1;
    while (i > 0 && g_strcmp0(opinions[i].opinion, opinion->opinion) != 0)
        i--;
    return opinions[i].words[language == VL_LANGUAGE_FR];
}

char *
vl_view_opinion(const VlOpinion *opinion, VlLanguage language)
{
    if (opinion == NULL)
        return NULL;
    return g_strdup_printf(
        language == VL_LANGUAGE_FR
            ? "Avis d'un second modèle (%s) : %s. Ce n'est qu'un avis, il "
              "ne décide de rien."
            : "A second model's opinion (%s): %s. No more than an opinion, "
              "it decides nothing.",
        opinion->model != NULL ? opinion->model : "?",
        vl_view_opinion_words(opinion, language));
}
