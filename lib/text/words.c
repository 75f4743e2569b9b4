#include "config.h"

#include "text/words.h"

#include <string.h>

static const char *const negations[] = {
    "no",         "not",       "never",   "neither",   "nor",      "none",
    "cannot",     "cant",      "without", "nothing",   "nobody",   "nowhere",
    "non",        "didnt",     "doesnt",  "dont",      "wasnt",    "werent",
    "isnt",       "arent",     "hasnt",   "havent",    "hadnt",    "couldnt",
    "wouldnt",    "shouldnt",  "wont",    "mustnt",    "lack",     "lacks",
    "lacked",     "lacking",   "fail",    "fails",     "failed",   "failing",
    "absence",    "absent",    "unable",  "hardly",    "scarcely", "barely",
    "ne",         "pas",       "aucun",   "aucune",    "sans",     "jamais",
    "ni",         "rien",      "except",  "excluding", "neant",    "aint",
    "cant",       "prevented", "denied",  "absence",   "nul",      "nulle",
    "aucunement", "hormis",    "sauf",    "excepte",   "kein",     "nicht",
};

/* Whole words. */
static const char *const directions[] = {
    "higher",      "lower",        "highest",    "lowest",      "high",
    "low",         "greater",      "greatest",   "less",        "lesser",
    "least",       "more",         "most",       "fewer",       "fewest",
    "few",         "many",         "better",     "worse",       "best",
    "worst",       "above",        "below",      "up",          "down",
    "upward",      "downward",     "upwards",    "downwards",   "rise",
    "rises",       "rising",       "rose",       "risen",       "fall",
    "falls",       "falling",      "fell",       "fallen",      "grew",
    "drop",        "drops",        "dropped",    "gain",        "gained",
    "loss",        "lost",         "larger",     "largest",     "smaller",
    "smallest",    "large",        "small",      "longer",      "longest",
    "shorter",     "shortest",     "long",       "short",       "faster",
    "fastest",     "slower",       "slowest",    "earlier",     "later",
    "earliest",    "latest",       "early",      "late",        "older",
    "younger",     "stronger",     "weaker",     "strong",      "weak",
    "superior",    "inferior",     "positive",   "negative",    "positively",
    "negatively",  "before",       "after",      "over",        "under",
    "major",       "minor",        "maximum",    "minimum",     "maximal",
    "minimal",     "beneficial",   "harmful",    "favorable",   "favourable",
    "unfavorable", "unfavourable", "safer",      "heavier",     "lighter",
    "plus",        "moins",        "superieur",  "superieure",  "inferieur",
    "inferieure",  "hausse",       "baisse",     "augmente",    "augmentation",
    "diminue",     "diminution",   "eleve",      "elevee",      "bas",
    "raised",      "raise",        "raises",     "raising",     "severe",
    "mild",        "frequent",     "frequently", "rare",        "rarely",
    "protective",  "deleterious",  "wider",      "narrower",    "deeper",
    "grew",        "grow",         "grows",      "growth",      "double",
    "triple",      "half",         "twofold",    "threefold",   "rapid",
    "rapidly",     "slow",         "slowly",     "increment",   "decrement",
    "peak",        "nadir",        "poor",       "poorer",      "poorly",
    "richer",      "thicker",      "thinner",    "hyper",       "hypo",
    "accru",       "accrue",       "accrus",     "accrues",     "fort",
    "forte",       "forts",        "fortes",     "faible",      "faibles",
    "haut",        "haute",        "basse",      "eleves",      "elevees",
    "hausses",     "baisses",      "superieurs", "superieures", "inferieurs",
    "inferieures", "meilleur",     "meilleure",  "pire",        "mieux",
    "grave",       "graves",       "leger",      "legere",      "legers",
    "legeres",     "moderee",      "modere",     "rares",       "frequents",
    "frequente",   "frequentes",   "avant",      "apres",       "long",
    "longue",      "longs",        "longues",    "court",       "courte",
    "courts",      "courtes",      "positif",    "negatif",     "positives",
    "negatives",   "benefique",    "nefaste",    "protecteur",  "grande",
    "grand",       "petit",        "petite",     "favorables",  "defavorable",
    "exceeded",    "exceeds",      "exceed",     "improve",     "benefit",
    "harm",        "benefits",     "harms",      "advantage",   "disadvantage",
};

/* Beginnings. */
static const char *const direction_stems[] = {
    "increas",     "decreas",   "reduc",     "improv",     "worsen",
    "declin",      "elevat",    "lower",     "deteriorat", "upregulat",
    "downregulat", "augment",   "diminish",  "diminu",     "enhanc",
    "attenuat",    "accelerat", "shorten",   "lengthen",   "prolong",
    "strengthen",  "weaken",    "suppress",  "stimulat",   "inhibit",
    "activat",     "inactivat", "ameliorat", "aggravat",   "escalat",
    "deescalat",   "rais",      "heighten",  "lessen",     "amelior",
    "aggrav",      "majorat",   "minorat",   "expan",      "shrink",
    "shrank",      "promot",    "prevent",   "doubl",      "halv",
    "exacerbat",   "alleviat",  "progress",  "regress",    "redui",
    "accroi",      "abaiss",    "allong",    "raccourci",  "favoris",
    "potentiali",  "augment",   "empir",     "aggrav",
};

static const char *const units[] = {
    "g",           "mg",          "kg",          "ug",          "ng",
    "pg",          "fg",          "mcg",         "l",           "ml",
    "dl",          "ul",          "cl",          "fl",          "nl",
    "mol",         "mmol",        "umol",        "nmol",        "pmol",
    "m",           "mm",          "cm",          "km",          "nm",
    "um",          "s",           "sec",         "secs",        "second",
    "seconds",     "ms",          "min",         "mins",        "minute",
    "minutes",     "h",           "hr",          "hrs",         "hour",
    "hours",       "d",           "day",         "days",        "wk",
    "wks",         "week",        "weeks",       "month",       "months",
    "mo",          "yr",          "yrs",         "year",        "years",
    "iu",          "u",           "mu",          "ui",          "mmhg",
    "cmh2o",       "kcal",        "cal",         "kj",          "j",
    "hz",          "khz",         "mhz",         "ghz",         "da",
    "kda",         "bp",          "kb",          "mb",          "bpm",
    "rpm",         "ppm",         "ppb",         "mosm",        "meq",
    "eq",          "kpa",         "pa",          "mpa",         "hpa",
    "v",           "mv",          "kv",          "a",           "ma",
    "ua",          "w",           "kw",          "mw",          "gy",
    "mgy",         "cgy",         "sv",          "msv",         "bq",
    "mbq",         "ci",          "mci",         "c",           "f",
    "k",           "t",           "percent",     "percentage",  "points",
    "fold",        "x",           "cells",       "cfu",         "pfu",
    "moi",         "lb",          "lbs",         "oz",          "inch",
    "inches",      "ft",          "feet",        "ton",         "tons",
    "grams",       "gram",        "milligrams",  "milligram",   "micrograms",
    "microgram",   "kilograms",   "kilogram",    "nanograms",   "litre",
    "litres",      "liter",       "liters",      "millilitres", "milliliters",
    "metre",       "metres",      "meter",       "meters",      "centimetres",
    "centimeters", "millimetres", "millimeters", "kilometres",  "kilometers",
    "jour",        "jours",       "semaine",     "semaines",    "mois",
    "an",          "ans",         "heure",       "heures",      "pourcent",
    "decades",     "decade",      "celsius",     "fahrenheit",  "ohm",
    "kohm",        "mohm",        "omega",       "momega",      "degrees",
    "ngml",        "mgdl",        "mgkg",        "log",         "person",
    "unit",        "units",       "unites",      "drops",       "tablets",
    "capsules",    "puffs",
};

/* Endings of drug names (INN stems), long enough not to catch much else. */
static const char *const drug_endings[] = {
    "mab",      "tinib",   "nib",      "statin",    "pril",      "sartan",
    "olol",     "cillin",  "mycin",    "micin",     "conazole",  "prazole",
    "navir",    "vir",     "gliptin",  "gliflozin", "formin",    "parin",
    "xaban",    "gatran",  "dipine",   "oxacin",    "cycline",   "triptan",
    "setron",   "zepam",   "zolam",    "azine",     "oxetine",   "pramine",
    "platin",   "taxel",   "rubicin",  "mustine",   "trexate",   "lukast",
    "terol",    "sone",    "solone",   "onide",     "tide",      "glutide",
    "stigmine", "curium",  "caine",    "profen",    "coxib",     "thiazide",
    "semide",   "dronate", "dronic",   "fibrate",   "glitazone", "amide",
    "azole",    "ciclib",  "parib",    "limus",     "cept",      "kinra",
    "floxacin", "penem",   "vastatin", "zumab",     "ximab",     "pine",
    "done",     "peridol",  "flurane",  "curonium",  "fentanil",  "fentanyl",
    "barbital", "vaptan",   "vudine",   "grelor",    "pressin",   "relin",
    "poetin",   "grastim",  "bactam",   "sentan",    "glinide",   "dopa",
    "dogrel",   "sugrel",   "fenac",    "oxicam",    "metacin",   "gepant",
    "racetam",  "triptyline", "faxine", "lopram",    "tidine",    "oprost",
    "prostol",  "oroquine", "irudin",   "teplase",   "nersen",    "renone",
    "zosin",    "losin",    "rodine",   "steride",   "calcet",    "norphine",
    "trexone",  "ramadol",  "entadol",  "nicline",   "pentin",    "gabalin",
    "phylline", "tropium",  "nephrine", "thioprine", "tabine",    "rabine",
    "trexed",   "poside",   "notecan",  "relbine",   "ezolid",    "fungin",
    "clazide",  "pizide",   "piride",    "toclax",    "parinux",
    "statine",  "cilline",  "mycine",   "micine",    "gliptine",  "formine",
    "parine",   "oxacine",  "platine",  "rubicine",  "profene",   "flozine",
    "poetine",  "racil",    "oxifen",   "oxifene",   "caftor",
};

/* Arms, and who was studied. */
static const char *const entities[] = {
    "placebo",      "control",      "controls",      "intervention",
    "treatment",    "comparator",   "sham",          "active",
    "vehicle",      "saline",       "men",           "women",
    "mens",         "womens",       "childrens",
    "man",          "woman",        "male",          "female",
    "males",        "females",      "boys",          "girls",
    "children",     "child",        "adults",        "adult",
    "adolescents",  "infants",      "neonates",      "newborns",
    "toddlers",     "elderly",      "seniors",       "patients",
    "patient",      "participants", "participant",   "subjects",
    "volunteers",   "outpatients",  "inpatients",    "residents",
    "nurses",       "physicians",   "students",      "mothers",
    "fathers",      "parents",      "caregivers",    "siblings",
    "pregnant",     "nulliparous",  "premenopausal", "postmenopausal",
    "mice",         "rats",         "rabbits",       "dogs",
    "pigs",         "monkeys",      "primates",      "animals",
    "humans",       "human",        "cells",         "smokers",
    "nonsmokers",   "diabetic",     "nondiabetic",   "diabetics",
    "hypertensive", "normotensive", "obese",         "overweight",
    "lean",         "aspirin",      "insulin",       "warfarin",
    "heparin",      "morphine",     "digoxin",       "lithium",
    "caffeine",     "hommes",       "femmes",        "enfants",
    "adultes",      "adolescents",  "nourrissons",   "malades",
    "sujets",       "souris",       "lapins",        "volontaires",
    "temoin",       "temoins",      "surgery",       "usual",
    "standard",     "combination",  "monotherapy",   "blacks",
    "whites",       "asians",       "hispanics",     "survivors",
    "nonsurvivors", "responders",   "nonresponders", "users",
    "nonusers",     "carriers",     "noncarriers",
};

/* Words after which the one before is the name of an arm. */
static const char *const arms[] = {
    "group", "groups",  "arm",        "arms",   "groupe",    "groupes",
    "bras",  "treated", "recipients", "cohort", "allocated",
};

/* Words before the name of an arm: "groupe temoin". */
static const char *const arm_heads[] = {"groupe", "bras"};

/* Units of doses: the word before the number is what was given. */
static const char *const doses[] = {
    "mg", "g",  "ug", "mcg", "ng",   "iu",   "ui",
    "ml", "um", "mm", "nm",  "mmol", "umol",
};

/* Endings that names of drugs and substances have, and the common words that
 * have them as well. */
static const char *const name_endings[] = {
    "ine", "in",  "ol",  "ium", "ide", "one", "ate", "ib", "am", "il",
    "or",  "ane", "ene", "ose", "ase", "ix",  "an",  "um", "yl", "ex",
};

static const char *const common[] = {
    "baseline",     "within",      "routine",     "decline",      "medicine",
    "margin",       "protein",     "certain",     "obtain",       "contain",
    "remain",       "explain",     "control",     "protocol",     "alcohol",
    "school",       "provide",     "decide",      "include",      "outside",
    "inside",       "beside",      "worldwide",   "divide",       "someone",
    "anyone",
    "everyone",     "alone",       "rate",        "state",        "estimate",
    "evaluate",     "indicate",    "separate",    "adequate",     "moderate",
    "candidate",    "investigate", "demonstrate", "associate",    "climate",
    "private",      "program",     "exam",        "until",        "detail",
    "april",        "major",       "minor",       "prior",        "tumor",
    "factor",       "author",      "error",       "behavior",     "doctor",
    "investigator", "median",      "mean",        "human",        "american",
    "european",     "african",     "than",        "plan",         "scan",
    "gene",         "scene",       "those",       "whose",        "dose",
    "close",        "purpose",     "diagnose",    "propose",      "increase",
    "decrease",     "disease",     "phase",       "case",         "base",
    "release",      "maximum",     "minimum",     "medium",       "spectrum",
    "serum",        "index",       "complex",     "online",       "determine",
    "examine",      "combine",     "define",      "machine",      "examine",
    "skin",         "brain",       "pain",        "begin",        "main",
    "train",        "gain",        "again",       "domain",       "strain",
    "origin",       "urine",       "intestine",   "spine",        "marine",
    "feminine",     "masculine",   "vaccine",     "bone",         "done",
    "stone",        "milestone",   "hormone",     "plateau",      "urban",
    "organ",        "began",       "woman",       "veteran",      "pattern",
    "concentrate",  "appropriate", "immediate",   "intermediate", "ultimate",
    "approximate",  "accurate",    "aggregate",   "calculate",    "facilitate",
    "generate",     "initiate",    "participate", "regulate",     "isolate",
    "monitor",      "sensor",      "vector",      "predictor",    "indicator",
    "receptor",     "donor",       "floor",       "poor",         "color",
    "labor",        "harbor",      "review",      "sum",          "album",
    "premium",      "sexual",      "bassin",      "besoin",       "medecin",
    "soin",         "moyen",       "bilan",       "essai",        "terme",
    "selon",        "mean",        "clean",       "ocean",
};

static const char *const turning[] = {
    "un", "in", "im",   "il",  "ir", "non",     "dis",
    "a",  "an", "anti", "mis", "de", "counter", "contra",
};

static const char *const prefixes[] = {
    "a",       "an",     "no",    "not",   "non",   "un",    "in",
    "im",      "ir",     "dis",   "de",    "anti",  "sub",   "hypo",
    "hyper",   "pre",    "post",  "over",  "under", "up",    "down",
    "less",    "able",   "free",  "out",   "inter", "intra", "mis",
    "counter", "contra", "super", "infra", "supra", "i",
};

gboolean
vl_word_is_in(const char *word, gsize length, const char *const *list,
              gsize n)
{
    if (length == 0)
        return FALSE;
    /* Most differ in their first letter. */
    for (gsize i = 0; i < n; i++)
        if (list[i][0] == word[0] && strlen(list[i]) == length &&
            memcmp(list[i], word, length) == 0)
            return TRUE;
    return FALSE;
}

gboolean
vl_word_has_stem(const char *word, gsize length, const char *const *stems,
                 gsize n)
{
    for (gsize i = 0; i < n; i++) {
        gsize stem = strlen(stems[i]);
        if (length >= stem && memcmp(word, stems[i], stem) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_word_has_ending(const char *word, gsize length,
                   const char *const *endings, gsize n, gsize before)
{
    for (gsize i = 0; i < n; i++) {
        gsize ending = strlen(endings[i]);
        if (length >= ending + before &&
            memcmp(word + length - ending, endings[i], ending) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_word_is_negation(const char *word, gsize length)
{
    return VL_WORD_IN(word, length, negations);
}

gboolean
vl_word_is_unit(const char *word, gsize length)
{
    return VL_WORD_IN(word, length, units);
}

gboolean
vl_word_is_prefix(const char *word, gsize length)
{
    return VL_WORD_IN(word, length, prefixes);
}

gboolean
vl_word_is_direction(const char *word, gsize length)
{
    if (length == 0)
        return FALSE;
    if (VL_WORD_IN(word, length, directions))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(direction_stems); i++) {
        gsize n = strlen(direction_stems[i]);
        if (length >= n && memcmp(direction_stems[i], word, n) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_word_is_drug(const char *word, gsize length)
{
    return vl_word_has_ending(word, length, drug_endings,
                              G_N_ELEMENTS(drug_endings), 3);
}

gboolean
vl_word_is_arm(const char *word, gsize length)
{
    return VL_WORD_IN(word, length, arms);
}

gboolean
vl_word_is_arm_head(const char *word, gsize length)
{
    return VL_WORD_IN(word, length, arm_heads);
}

gboolean
vl_word_is_dose(const char *word, gsize length)
{
    return VL_WORD_IN(word, length, doses);
}

gboolean
vl_word_is_name_like(const char *word, gsize length)
{
    return length >= 6 && !VL_WORD_IN(word, length, common) &&
           (vl_word_has_ending(word, length, name_endings,
                               G_N_ELEMENTS(name_endings), 0) ||
            vl_word_is_drug(word, length));
}

gboolean
vl_word_is_prose(const char *word, gsize n)
{
    static const char *const endings[] = {
        "s",    "ed",  "ing", "ly",    "ion",  "ity",  "nce",  "ment",
        "ive",  "ous", "al",  "ic",    "ure",  "ble",  "ism",  "ist",
        "ery",  "ory", "ary", "logy",  "apy",  "ease", "age",  "ness",
        "care", "ncy", "ers", "ature", "ults", "rate", "risk", "ther",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize length = strlen(endings[i]);
        if (n > length && memcmp(word + n - length, endings[i], length) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_word_may_be_name(const char *word, gsize length)
{
    return length >= 5 && !VL_WORD_IN(word, length, common) &&
           !vl_word_is_prose(word, length);
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
    if (VL_WORD_IN(word, length, entities) || vl_word_is_drug(word, length))
        return VL_WORD_ENTITY;
    return vl_word_is_unit(word, length) ? VL_WORD_UNIT : VL_WORD_PLAIN;
}

gboolean
vl_word_is_negated_form(const char *longer, gsize n_longer, const char *shorter,
                        gsize n_shorter)
{
    if (n_longer <= n_shorter || n_shorter < 3 ||
        memcmp(longer + n_longer - n_shorter, shorter, n_shorter) != 0)
        return FALSE;
    return VL_WORD_IN(longer, n_longer - n_shorter, turning);
}
