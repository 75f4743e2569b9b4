#include "config.h"

#include "verify/sense/verb.h"

#include "text/words.h"

gboolean
vl_verb_is_auxiliary(const VlSense *sense, guint i)
{
    static const char *const english[] = {
        "is",  "are",   "was",   "were",  "has",    "have",  "had",   "did",
        "do",  "does",  "may",   "might", "can",    "could", "will",  "would",
        "must", "should", "cannot",
    };
    static const char *const french[] = {
        "est", "sont",  "etait",  "etaient", "fut",    "furent", "a",
        "ont", "avait", "avaient", "peut",   "peuvent", "sera",  "seront",
        "doit", "pourrait", "serait", "seraient",
    };
    return sense->comma ? VL_IS_IN(&sense->words[i], french)
                        : VL_IS_IN(&sense->words[i], english);
}

gboolean
vl_verb_is_be(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "was", "were", "is", "are", "be", "been", "being",
        "etait", "etaient", "est", "sont", "ete",
    };
    return VL_IS_IN(&sense->words[i], words);
}

/* Forms of the past that do not end in "-ed"; those that are participles,
 * too, apart. */
static gboolean
is_past(const VlWord *word)
{
    static const char *const words[] = {
        "rose", "fell", "grew", "took", "gave", "went", "became", "began",
        "came", "underwent", "chose", "withdrew",
    };
    return VL_IS_IN(word, words);
}

static gboolean
is_past_or_participle(const VlWord *word)
{
    static const char *const words[] = {
        "found", "led", "met", "lost", "held", "kept", "left", "made", "won",
        "put",   "set", "cut", "spent", "meant", "felt", "told", "taught",
    };
    return VL_IS_IN(word, words);
}

/* "Differs", "causes" and their like: no plural of a noun. */
static gboolean
is_present(const VlWord *word)
{
    static const char *const words[] = {
        "reduces",  "lowers",   "improves", "worsens",  "causes",
        "prevents", "depends",  "varies",   "remains",  "differs",
        "affects",  "inhibits", "stimulates", "suggests", "produces",
        "leads",    "contains", "requires", "includes", "allows",
        "shows",    "has",      "acts",     "protects", "enhances",
        "impairs",  "raises",   "promotes", "suppresses", "provides",
        "consists", "becomes",  "tends",    "seems",    "appears",
        "conclude", "concludes", "note",    "warn",     "suggest",
        "caution",  "argue",    "recommend", "remain",  "differ",
        "indicates", "reflects", "predicts", "reveals", "represents",
        "confirms", "occurs",   "induces",  "demonstrates",
        "reste",    "restent",  "reduit",   "diminue",  "ameliore",
        "augmente", "differe",  "permet",   "provoque",
    };
    return VL_IS_IN(word, words);
}

static gboolean
ends_in(const VlWord *word, const char *end)
{
    return vl_word_has_ending(word->key, word->length, &end, 1, 2);
}

static gboolean
is_word(const VlSense *sense, guint i)
{
    return vl_tokens_at(sense->tokens, i)->class == VL_TOKEN_WORD;
}

/* "Réalisées", "suivi", "réduite": what a French participle ends in; nouns
 * do, too. */
static gboolean
ends_like_participle(const VlSense *sense, guint i)
{
    static const char *const printed[] = {"\u00e9", "\u00e9e", "\u00e9s",
                                          "\u00e9es"};
    static const char *const folded[] = {
        "i",   "ie",   "is",   "ies",   "u",   "ue",   "us",   "ues",
        "it",  "ite",  "its",  "ites",  "ert", "erte", "erts", "ertes",
        "int", "inte", "ints", "intes", "ise", "ises",
    };
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    return vl_word_has_ending(sense->text + token->start,
                              token->end - token->start, printed,
                              G_N_ELEMENTS(printed), 3) ||
           VL_HAS_ENDING(&sense->words[i], folded, 2);
}

gboolean
vl_verb_is_by(const VlSense *sense, guint i)
{
    static const char *const by[] = {"by", "par"};
    static const char *const idle[] = {
        "rapport", "exemple", "ailleurs", "consequent", "contre", "voie",
        "jour",    "semaine", "mois",     "an",         "annee",  "patient",
        "groupe",  "heure",   "minute",   "suite",      "hasard", "personne",
        "mean",    "means",   "week",     "day",        "month",
    };
    return VL_IS_IN(&sense->words[i], by) &&
           (i + 1 >= sense->n || (!VL_IS_IN(&sense->words[i + 1], idle) &&
                                  sense->quantity_of[i + 1] < 0));
}

/* From "ont" to its participle at most: "n'ont pas été". */
#define AUXILIARY_REACH 3

/* "Ont réalisé", "était suivie", "causée par". */
static gboolean
is_french_participle(const VlSense *sense, guint i)
{
    static const char *const been[] = {"ete", "ayant", "etre", "avoir"};
    const VlWord *word = &sense->words[i];
    if (!is_word(sense, i) || !ends_like_participle(sense, i) ||
        VL_IS_IN(word, been) || vl_verb_is_auxiliary(sense, i))
        return FALSE;
    if (i + 1 < sense->n && vl_verb_is_by(sense, i + 1))
        return TRUE;
    for (guint k = i; k-- > 0 && i - k <= AUXILIARY_REACH;) {
        if (sense->clauses[k] != sense->clauses[i])
            return FALSE;
        if (VL_IS_IN(&sense->words[k], been) ||
            vl_verb_is_auxiliary(sense, k))
            return TRUE;
        if (!vl_verb_is_adverb(sense, k))
            return FALSE;
    }
    return FALSE;
}

gboolean
vl_verb_is_participle(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "given", "seen", "shown", "known", "taken", "undergone", "done",
        "written", "chosen", "withdrawn", "grown", "risen", "fallen",
    };
    const VlWord *word = &sense->words[i];
    if (sense->comma)
        return is_french_participle(sense, i);
    return is_word(sense, i) &&
           ((ends_in(word, "ed") && !ends_in(word, "eed")) ||
            VL_IS_IN(word, words) || is_past_or_participle(word));
}

gboolean
vl_verb_is_adverb(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "not", "also", "then", "only", "still", "often", "never", "ne",
        "pas", "aussi",
    };
    const VlWord *word = &sense->words[i];
    return is_word(sense, i) && (VL_IS_IN(word, words) ||
                                 ends_in(word, "ly") || ends_in(word, "ment"));
}

/* Words behind which "raised" tells of a noun: "with raised pressure". */
static gboolean
makes_adjective(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "the",  "a",     "an",   "of",   "with", "in",   "by",    "for",
        "from", "to",    "on",   "at",   "as",   "or",   "and",   "than",
        "no",   "any",   "all",  "each", "both", "some", "their", "its",
        "this", "these", "that", "were", "was",  "be",   "been",  "being",
        "less", "more",  "most", "per",  "without", "between", "among",
    };
    static const char *const numbered[] = {
        "week", "month", "day", "year", "visit", "group", "arm", "phase",
        "grade", "type", "stage", "table", "study", "trial", "cohort",
    };
    const VlWord *word = &sense->words[i];
    if (VL_IS_IN(word, words))
        return TRUE;
    /* "12 treated patients", but "week 12 showed". */
    return sense->quantity_of[i] >= 0 &&
           !(i > 0 && VL_IS_IN(&sense->words[i - 1], numbered));
}

gboolean
vl_verb_is_finite(const VlSense *sense, guint i)
{
    const VlWord *word = &sense->words[i];
    if (!is_word(sense, i))
        return FALSE;
    if (vl_verb_is_auxiliary(sense, i) || is_past(word) || is_present(word))
        return TRUE;
    if (sense->comma)
        return ends_in(word, "aient") || ends_in(word, "ait");
    guint before = i;
    while (before > 0 && vl_verb_is_adverb(sense, before - 1))
        before--;
    return vl_verb_is_participle(sense, i) && before > 0 &&
           !makes_adjective(sense, before - 1);
}

gboolean
vl_verb_goes_on(const VlSense *sense, guint i)
{
    return vl_verb_is_participle(sense, i) || vl_verb_is_finite(sense, i);
}
