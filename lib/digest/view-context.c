#include "config.h"

#include "digest/view-context.h"

/* The values of lib/verify/check/strip.c, in a reader's words. */
static const struct {
    const char *value, *words[2];
} values[] = {
    {"own", {"the paper's own", "propre à l'article"}},
    {"cited", {"cited", "cité"}},
    {"aim", {"aim", "objectif"}},
    {"plan", {"plan", "projet"}},
    {"recommendation", {"recommendation", "recommandation"}},
    {"limit", {"limit", "limite"}},
    {"method", {"method", "méthode"}},
    {"interpretation", {"interpretation", "interprétation"}},
    {"result", {"result", "résultat"}},
    {"primary", {"primary", "principal"}},
    {"secondary", {"secondary", "secondaire"}},
    {"exploratory", {"exploratory", "exploratoire"}},
    {"harm", {"harm", "effet indésirable"}},
    {"subgroup", {"subgroup", "sous-groupe"}},
    {"posthoc", {"post hoc", "post hoc"}},
    {"pp", {"per protocol", "per protocole"}},
    {"interim", {"interim", "intermédiaire"}},
    {"itt", {"intention to treat", "intention de traiter"}},
    {"between", {"between groups", "entre groupes"}},
    {"within", {"within a group", "dans un groupe"}},
    {"noninferiority", {"non-inferiority", "non-infériorité"}},
    {"equivalence", {"equivalence", "équivalence"}},
    {"review", {"review", "revue"}},
    {"randomised", {"randomised", "randomisé"}},
    {"observational", {"observational", "observationnel"}},
    {"relative", {"relative", "relatif"}},
    {"absolute", {"absolute", "absolu"}},
    {"both", {"relative and absolute", "relatif et absolu"}},
    {"in_vitro", {"in vitro", "in vitro"}},
    {"animal", {"animals", "animaux"}},
    {"children", {"children", "enfants"}},
    {"adults", {"adults", "adultes"}},
    {"mixed", {"mixed", "mixtes"}},
    {"nuanced", {"nuanced", "nuancé"}},
};

static const char *
words_of(const char *value, VlLanguage language)
{
    for (guint i = 0; i < G_N_ELEMENTS(values); i++)
        if (g_strcmp0(values[i].value, value) == 0)
            return values[i].words[language == VL_LANGUAGE_FR];
    return value;
}

/* What no words show comes last, its names alone: eight times "unclear" is
 * read by nobody. */
char *
vl_view_context(const VlQuote *quote, VlLanguage language)
{
    gboolean french = language == VL_LANGUAGE_FR;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GString) unclear = g_string_new(NULL);
    for (guint i = 0; i < quote->context->len; i++) {
        const VlContext *context = quote->context->pdata[i];
        const char *name = vl_word_context(context->name, language);
        if (g_strcmp0(context->value, "unclear") == 0)
            g_string_append_printf(unclear, "%s%s",
                                   unclear->len > 0 ? ", " : "", name);
        else
            g_string_append_printf(out, "%s%s%s%s",
                                   out->len > 0 ? " · " : "", name,
                                   french ? " : " : ": ",
                                   words_of(context->value, language));
    }
    if (unclear->len > 0)
        g_string_append_printf(out, "%s%s%s", out->len > 0 ? " · " : "",
                               french ? "non précisé : " : "unclear: ",
                               unclear->str);
    return out->len > 0 ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}
