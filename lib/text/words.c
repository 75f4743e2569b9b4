#include "config.h"

#include "text/words.h"

#include <string.h>

static const char *const negations[] = {
    "no",       "not",      "never",    "neither",  "nor",      "none",
    "cannot",   "cant",     "without",  "nothing",  "nobody",   "nowhere",
    "non",      "didnt",    "doesnt",   "dont",     "wasnt",    "werent",
    "isnt",     "arent",    "hasnt",    "havent",   "hadnt",    "couldnt",
    "wouldnt",  "shouldnt", "wont",     "mustnt",   "lack",     "lacks",
    "lacked",   "lacking",  "fail",     "fails",    "failed",   "failing",
    "absence",  "absent",   "unable",   "hardly",   "scarcely", "barely",
    "ne",       "pas",      "aucun",    "aucune",   "sans",     "jamais",
    "ni",       "rien",     "except",   "excluding", "neant",
};

/* Whole words. */
static const char *const directions[] = {
    "higher",    "lower",     "highest",   "lowest",    "high",
    "low",       "greater",   "greatest",  "less",      "lesser",
    "least",     "more",      "most",      "fewer",     "fewest",
    "few",       "many",      "better",    "worse",     "best",
    "worst",     "above",     "below",     "up",        "down",
    "upward",    "downward",  "upwards",   "downwards", "rise",
    "rises",     "rising",    "rose",      "risen",     "fall",
    "falls",     "falling",   "fell",      "fallen",    "grew",
    "drop",      "drops",     "dropped",   "gain",      "gained",
    "loss",      "lost",      "larger",    "largest",   "smaller",
    "smallest",  "large",     "small",     "longer",    "longest",
    "shorter",   "shortest",  "long",      "short",     "faster",
    "fastest",   "slower",    "slowest",   "earlier",   "later",
    "earliest",  "latest",    "early",     "late",      "older",
    "younger",   "stronger",  "weaker",    "strong",    "weak",
    "superior",  "inferior",  "positive",  "negative",  "positively",
    "negatively", "before",   "after",     "over",      "under",
    "major",     "minor",     "maximum",   "minimum",   "maximal",
    "minimal",   "beneficial", "harmful",  "favorable", "favourable",
    "unfavorable", "unfavourable", "safer", "heavier",  "lighter",
    "plus",      "moins",     "superieur", "superieure", "inferieur",
    "inferieure", "hausse",   "baisse",    "augmente",  "augmentation",
    "diminue",   "diminution", "eleve",    "elevee",    "bas",
    "raised",    "raise",     "raises",    "raising",   "severe",
    "mild",      "frequent",  "frequently", "rare",     "rarely",
    "protective", "deleterious", "wider",  "narrower",  "deeper",
    "exceeded",  "exceeds",   "exceed",    "improve",   "benefit",
    "harm",      "benefits",  "harms",     "advantage", "disadvantage",
};

/* Beginnings. */
static const char *const direction_stems[] = {
    "increas",   "decreas",  "reduc",     "improv",    "worsen",
    "declin",    "elevat",   "lower",     "deteriorat", "upregulat",
    "downregulat", "augment", "diminish", "diminu",    "enhanc",
    "attenuat",  "accelerat", "shorten",  "lengthen",  "prolong",
    "strengthen", "weaken",  "suppress",  "stimulat",  "inhibit",
    "activat",   "inactivat", "ameliorat", "aggravat", "escalat",
    "deescalat", "rais",     "heighten",  "lessen",    "amelior",
    "aggrav",    "majorat",  "minorat",   "expan",     "shrink",
    "shrank",    "promot",   "prevent",   "doubl",     "halv",
    "exacerbat", "alleviat", "progress",  "regress",
};

static const char *const units[] = {
    "g",      "mg",     "kg",     "ug",    "ng",    "pg",     "fg",
    "mcg",    "l",      "ml",     "dl",    "ul",    "cl",     "fl",
    "nl",     "mol",    "mmol",   "umol",  "nmol",  "pmol",   "m",
    "mm",     "cm",     "km",     "nm",    "um",    "s",      "sec",
    "secs",   "second", "seconds", "ms",   "min",   "mins",   "minute",
    "minutes", "h",     "hr",     "hrs",   "hour",  "hours",  "d",
    "day",    "days",   "wk",     "wks",   "week",  "weeks",  "month",
    "months", "mo",     "yr",     "yrs",   "year",  "years",  "iu",
    "u",      "mu",     "ui",     "mmhg",  "cmh2o", "kcal",   "cal",
    "kj",     "j",      "hz",     "khz",   "mhz",   "ghz",    "da",
    "kda",    "bp",     "kb",     "mb",    "bpm",   "rpm",    "ppm",
    "ppb",    "mosm",   "meq",    "eq",    "kpa",   "pa",     "mpa",
    "hpa",    "v",      "mv",     "kv",    "a",     "ma",     "ua",
    "w",      "kw",     "mw",     "gy",    "mgy",   "cgy",    "sv",
    "msv",    "bq",     "mbq",    "ci",    "mci",   "c",      "f",
    "k",      "t",      "percent", "percentage", "points", "fold",
    "x",      "cells",  "cfu",    "pfu",   "moi",   "lb",     "lbs",
    "oz",     "inch",   "inches", "ft",    "feet",  "ton",    "tons",
    "grams",  "gram",   "milligrams", "milligram", "micrograms",
    "microgram", "kilograms", "kilogram", "nanograms", "litre",
    "litres", "liter",  "liters", "millilitres", "milliliters",
    "metre",  "metres", "meter",  "meters", "centimetres",
    "centimeters", "millimetres", "millimeters", "kilometres",
    "kilometers", "jour", "jours", "semaine", "semaines", "mois",
    "an",     "ans",    "heure",  "heures", "pourcent", "decades",
    "decade", "celsius", "fahrenheit", "ohm", "kohm", "mohm", "omega",
    "momega", "degrees", "ngml", "mgdl", "mgkg", "log", "person",
    "unit", "units", "unites", "drops", "tablets", "capsules", "puffs",
};

/* Endings of drug names (INN stems), long enough not to catch much else. */
static const char *const drug_endings[] = {
    "mab",    "tinib",  "nib",    "statin", "pril",  "sartan",  "olol",
    "cillin", "mycin",  "micin",  "conazole", "prazole", "navir", "vir",
    "gliptin", "gliflozin", "formin", "parin", "xaban", "gatran", "dipine",
    "oxacin", "cycline", "triptan", "setron", "zepam", "zolam", "azine",
    "oxetine", "pramine", "platin", "taxel", "rubicin", "mustine",
    "trexate", "lukast", "terol", "sone", "solone", "onide", "tide",
    "glutide", "stigmine", "curium", "caine", "profen", "coxib", "thiazide",
    "semide", "dronate", "dronic", "fibrate", "glitazone", "amide", "azole",
    "ciclib", "parib", "limus", "cept", "kinra", "floxacin", "penem",
    "vastatin", "zumab", "ximab", "pine", "done", "peridol",
};

static const char *const entities[] = {
    "placebo",  "control",  "controls", "intervention", "treatment",
    "comparator", "sham",   "active",   "men",       "women",
    "male",     "female",   "males",    "females",   "boys",
    "girls",    "children", "adults",   "adolescents", "infants",
    "elderly",  "mice",     "rats",     "smokers",   "nonsmokers",
    "diabetic", "nondiabetic", "aspirin", "insulin", "warfarin",
    "hommes",   "femmes",   "enfants",  "adultes",   "temoin",
    "surgery",  "usual",    "standard", "combination", "monotherapy",
};

static const char *const turning[] = {
    "un", "in", "im", "il", "ir", "non", "dis", "a", "an", "anti", "mis",
    "de", "counter", "contra",
};

static const char *const prefixes[] = {
    "a",    "an",   "no",   "not",  "non",  "un",   "in",    "im",  "ir",
    "dis",  "de",   "anti", "sub",  "hypo", "hyper", "pre",  "post", "over",
    "under", "up",  "down", "less", "able", "free", "out",   "inter",
    "intra", "mis", "counter", "contra", "super", "infra", "supra", "i",
};

static gboolean
is_in(const char *const *list, gsize n, const char *word, gsize length)
{
    for (gsize i = 0; i < n; i++)
        if (list[i][0] == word[0] && strncmp(list[i], word, length) == 0 &&
            list[i][length] == '\0')
            return TRUE;
    return FALSE;
}

#define IS_IN(list, word, length) \
    is_in(list, G_N_ELEMENTS(list), word, length)

gboolean
vl_word_is_negation(const char *word, gsize length)
{
    return length > 0 && IS_IN(negations, word, length);
}

gboolean
vl_word_is_unit(const char *word, gsize length)
{
    return length > 0 && IS_IN(units, word, length);
}

gboolean
vl_word_is_prefix(const char *word, gsize length)
{
    return length > 0 && IS_IN(prefixes, word, length);
}

gboolean
vl_word_is_direction(const char *word, gsize length)
{
    if (length == 0)
        return FALSE;
    if (IS_IN(directions, word, length))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(direction_stems); i++) {
        gsize n = strlen(direction_stems[i]);
        if (length >= n && memcmp(direction_stems[i], word, n) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_drug_ending(const char *word, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(drug_endings); i++) {
        gsize n = strlen(drug_endings[i]);
        if (length >= n + 3 &&
            memcmp(word + length - n, drug_endings[i], n) == 0)
            return TRUE;
    }
    return FALSE;
}

VlWordKind
vl_word_kind(const char *word, gsize length)
{
    if (length == 0)
        return VL_WORD_PLAIN;
    if (vl_word_is_negation(word, length))
        return VL_WORD_NEGATION;
    if (vl_word_is_direction(word, length))
        return VL_WORD_DIRECTION;
    if (IS_IN(entities, word, length) || has_drug_ending(word, length))
        return VL_WORD_ENTITY;
    return vl_word_is_unit(word, length) ? VL_WORD_UNIT : VL_WORD_PLAIN;
}

gboolean
vl_word_is_negated_form(const char *longer, gsize n_longer,
                        const char *shorter, gsize n_shorter)
{
    if (n_longer <= n_shorter || n_shorter < 3 ||
        memcmp(longer + n_longer - n_shorter, shorter, n_shorter) != 0)
        return FALSE;
    return IS_IN(turning, longer, n_longer - n_shorter);
}
