#include "config.h"

#include "verify/sense/quantity.h"

/* Letters that tell things of one name apart: "group B", "hepatitis C",
 * "vitamins C and E", "T cells".  They are read as labels, like the number of
 * "group 2", so that no rule takes one for another. */

/* No number of any text has such a value. */
#define LETTER_A (-1e9)

/* Words before a letter, also before "A", which elsewhere is an article. */
static const char *const heads[] = {
    "group",     "groups",   "groupe",    "groupes",   "arm",      "arms",
    "bras",      "cohort",   "cohorte",   "regimen",   "schedule", "schema",
    "treatment", "traitement", "product", "produit",   "drug",     "sequence",
    "hepatitis", "hepatite", "hepatites", "vitamin",   "vitamins", "vitamine",
    "vitamines", "influenza", "grippe",   "type",      "types",    "class",
    "classe",    "classes",  "grade",     "grades",    "stage",    "stade",
    "stades",    "haemophilia", "hemophilia", "hemophilie", "toxin", "toxine",
    "factor",    "facteur",  "serogroup", "serogroupe", "protein", "proteine",
    "child",     "panel",    "phase",     "category",  "categorie", "option",
    "strategy",  "strategie", "hospital", "centre",    "center",   "hopital",
    "immunoglobulin", "immunoglobuline", "score",      "figure",   "scenario",
};

/* Words behind a letter: "T cells", "the A group". */
static const char *const tails[] = {
    "cell", "cells", "lymphocyte", "lymphocytes", "group", "groups", "arm",
    "arms", "virus", "wave",
};

/* "C. albicans", "d'A", "P = 0.03" */
static gboolean
goes_on(const VlSense *sense, guint i)
{
    char next = sense->text[vl_tokens_at(sense->tokens, i)->end];
    gboolean last = i + 1 == sense->n ||
                    sense->sentences[i + 1] != sense->sentences[i];
    return next == '.' ? !last : next != '\0' && strchr("'=<>+", next) != NULL;
}

static gboolean
is_letter(const VlSense *sense, guint i)
{
    if (i >= sense->n || class_at(sense, (int)i) != VL_TOKEN_WORD)
        return FALSE;
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    return token->key_length == 1 && token->marker == 0 &&
           (token->flags & VL_TOKEN_CAPITAL) != 0 &&
           token->end - token->start == 1 &&
           !goes_on(sense, i);
}

static gboolean
is_beside(const VlSense *sense, guint i)
{
    return (vl_tokens_at(sense->tokens, i)->gap & VL_GAP_OTHER) == 0 &&
           sense->sentences[i] == sense->sentences[i - 1];
}

/* "Vitamins C and E": a letter behind another one. */
static gboolean
follows_letter(const VlSense *sense, guint i)
{
    static const char *const joints[] = {"and", "or", "et", "ou", "vs",
                                         "versus", "than", "to"};
    if (sense->sentences[i] != sense->sentences[i - 1])
        return FALSE;
    int q = sense->quantity_of[i - 1];
    if (i > 1 && VL_IS_IN(&sense->words[i - 1], joints))
        q = sense->quantity_of[i - 2];
    return q >= 0 && vl_sense_quantity(sense, (guint)q)->value <= LETTER_A;
}

static gboolean
is_labelling(const VlSense *sense, guint i)
{
    if (i > 0 && ((is_beside(sense, i) &&
                   VL_IS_IN(&sense->words[i - 1], heads)) ||
                  follows_letter(sense, i)))
        return TRUE;
    gboolean article = i == 0 ||
                       sense->sentences[i] != sense->sentences[i - 1];
    return i + 1 < sense->n && !article && is_beside(sense, i + 1) &&
           VL_IS_IN(&sense->words[i + 1], tails);
}

gboolean
vl_quantity_read_letter(const VlSense *sense, guint i, VlQuantity *quantity)
{
    if (!is_letter(sense, i) || !is_labelling(sense, i))
        return FALSE;
    char letter = sense->text[vl_tokens_at(sense->tokens, i)->start];
    *quantity = (VlQuantity){.value = LETTER_A - (letter - 'A'),
                             .role = VL_ROLE_LABEL,
                             .in_words = TRUE,
                             .first = i,
                             .last = i};
    return TRUE;
}
