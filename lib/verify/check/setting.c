#include "config.h"

#include "verify/check/setting.h"

#include "text/words.h"
#include "verify/check/case.h"
#include "verify/sense/members.h"

/* A text that tells it. */
typedef struct {
    char *text;
    VlSense *sense;
    guint *kinds; /* of each token */
} Line;

struct VlSetting {
    GPtrArray *lines; /* Line */
    gboolean alike;   /* nobody but those of the setting was studied */
};

/* Words of a group of people, or of a design, at most. */
#define MAX_GROUP 8

static gboolean
goes_on(const VlSense *sense, guint i, const char *signs)
{
    return i > 0 && i < sense->n &&
           sense->sentences[i] == sense->sentences[i - 1] &&
           !vl_sense_gap_has(sense, i, signs);
}

/* ---- In whom ---- */

static gboolean
is_somebody(const VlSense *sense, guint i)
{
    return (sense->words[i].marks & VL_SETTING_SOMEBODY) != 0;
}

/* "In", "of 416": what stands before people that are told of. */
static gboolean
opens_people(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "in",   "among", "of",  "for",  "with",  "from", "chez",
        "dans", "de",    "des", "pour", "parmi", "all",  "the",
    };
    return sense->quantity_of[i] >= 0 || VL_IS_IN(&sense->words[i], words);
}

static void
mark(guint *kinds, guint from, guint to, guint kind)
{
    for (guint i = from; i < to; i++)
        kinds[i] |= kind;
}

/* The adjectives before the people at token i: "critically ill". */
static void
mark_before(const VlSense *sense, guint i, guint *kinds)
{
    guint first = i;
    while (first > 0 && i - first < 4 && goes_on(sense, first, ",;:()[]") &&
           vl_sense_is_content(sense, first - 1))
        first--;
    if (first > 0 && opens_people(sense, first - 1))
        mark(kinds, first, i, VL_SETTING_PEOPLE);
}

/* What sets people beside others. */
static gboolean
sets_beside(const VlWord *word)
{
    static const char *const words[] = {
        "and",      "or",     "versus",  "vs",     "without", "with",
        "than",     "et",     "ou",      "contre", "sans",    "avec",
        "compared", "either", "neither", "not",    "non",     "plus",
    };
    return VL_IS_IN(word, words);
}

/* "With", "undergoing": what tells people more narrowly. */
static gboolean
narrows(const VlWord *word)
{
    static const char *const words[] = {
        "with",         "having",        "suffering", "undergoing",
        "aged",         "affected",      "diagnosed", "hospitalized",
        "hospitalised", "admitted",      "who",       "whose",
        "without",      "avec",          "atteints",  "atteintes",
        "atteint",      "atteinte",      "souffrant", "ayant",
        "subissant",    "opere",         "operes",    "operees",
        "hospitalises", "hospitalisees", "ages",      "agees",
        "sans",
    };
    return VL_IS_IN(word, words);
}

/* A word that people are no longer told by: verbs of what was done or
 * found. */
static gboolean
ends_people(const VlSense *sense, guint i)
{
    static const char *const verbs[] = {
        "treated",   "receiving", "received", "randomized", "randomised",
        "assigned",  "given",     "using",    "had",        "has",
        "taking",    "traites",   "traitees", "recevant",   "recu",
        "ont",       "avaient",   "avait",    "etaient",    "etait",
        "underwent", "were",      "was",      "are",        "is",
    };
    return VL_IS_IN(&sense->words[i], verbs);
}

/* Small words within what people are told by: "type 2 diabetes of the". */
static gboolean
is_within(const VlSense *sense, guint i)
{
    static const char *const words[] = {"of",    "the", "a",  "an",   "type",
                                        "stage", "de",  "du", "la",   "d",
                                        "l",     "des", "le", "from", "grade"};
    /* "Moderate to severe" */
    static const char *const grades[] = {"mild",    "moderate", "legere",
                                         "moderee", "modere",   "leger"};
    static const char *const spans[] = {"to", "a"};
    if (i > 0 && VL_IS_IN(&sense->words[i], spans))
        return VL_IS_IN(&sense->words[i - 1], grades);
    return vl_sense_is_content(sense, i) || sense->quantity_of[i] >= 0 ||
           VL_IS_IN(&sense->words[i], words);
}

/* What is told of the people at token i behind them. */
static void
mark_behind(const VlSense *sense, guint i, guint *kinds)
{
    guint to = i + 1;
    gboolean linked = FALSE;
    if (goes_on(sense, to, ",;:()[]") && narrows(&sense->words[to])) {
        linked = TRUE;
        to++;
    } else if (!sense->comma) {
        return;
    }
    guint from = to;
    while (goes_on(sense, to, ",;:()[]") &&
           to - from < (linked ? MAX_GROUP : 1) && is_within(sense, to) &&
           !ends_people(sense, to) && !narrows(&sense->words[to]) &&
           !sets_beside(&sense->words[to]))
        to++;
    if (goes_on(sense, to, ";:()[]") && sets_beside(&sense->words[to]))
        return;
    mark(kinds, i + 1, to, VL_SETTING_PEOPLE);
}

static void
mark_people(const VlSense *sense, guint i, guint *kinds)
{
    if (!is_somebody(sense, i))
        return;
    if ((i > 0 && goes_on(sense, i, ";:()[]") &&
         sets_beside(&sense->words[i - 1]) && !opens_people(sense, i - 1)) ||
        (goes_on(sense, i + 1, ";:()[]") && sets_beside(&sense->words[i + 1]) &&
         !narrows(&sense->words[i + 1])))
        return;
    kinds[i] |= VL_SETTING_PEOPLE;
    mark_before(sense, i, kinds);
    mark_behind(sense, i, kinds);
}

/* ---- What it is ---- */

static gboolean
is_study(const VlWord *word)
{
    static const char *const words[] = {"trial", "study", "cohort",
                                        "essai", "etude", "cohorte"};
    return VL_IS_IN(word, words);
}

/* "Review", "protocol": what a title calls a paper, and what is done within
 * other studies, too. */
static gboolean
is_paper(const VlWord *word)
{
    static const char *const words[] = {
        "review",      "revue",    "protocol", "protocole",
        "corrigendum", "erratum",  "survey",   "enquete",
        "experiment",  "analysis", "analyse",  "correction",
    };
    return VL_IS_IN(word, words);
}

/* "A previous trial", "a larger one": not the paper's own. */
static gboolean
is_other(const VlWord *word)
{
    static const char *const words[] = {
        "previous",  "earlier",   "prior",      "other",     "another",
        "further",   "future",    "larger",     "similar",   "recent",
        "first",     "second",    "autre",      "precedent", "precedente",
        "futur",     "anterieur", "anterieure", "recente",   "plus",
        "no",        "not",       "without",    "sans",      "secondary",
        "ancillary", "subgroup",  "interim",    "every",     "each",
        "any",
    };
    return VL_IS_IN(word, words);
}

static gboolean
tells_design(const VlSense *sense, guint i)
{
    static const char *const links[] = {"and",    "et", "in",    "en",
                                        "double", "by", "contre"};
    return vl_sense_is_content(sense, i) || sense->quantity_of[i] >= 0 ||
           VL_IS_IN(&sense->words[i], links);
}

/* "The study drug", "the trial group": no study. */
static gboolean
goes_with_study(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "group",     "groups",     "arm",         "arms",         "drug",
        "drugs",     "medication", "medications", "treatment",    "treatments",
        "period",    "population", "patients",    "participants", "product",
        "extension", "sites",      "subjects",
    };
    return goes_on(sense, i, ".,;:()[]") && VL_IS_IN(&sense->words[i], words);
}

/* "An in vitro study", "in vitro activity of": in no living being. */
static void
mark_vitro(const VlSense *sense, guint i, guint *kinds)
{
    static const char *const words[] = {"vitro"};
    if (VL_IS_IN(&sense->words[i], words))
        kinds[i] |= VL_SETTING_DESIGN;
}

static void
mark_design(const VlSense *sense, guint i, guint *kinds)
{
    guint first = i, to = i + 1;
    if ((!is_study(&sense->words[i]) && !is_paper(&sense->words[i])) ||
        goes_with_study(sense, i + 1))
        return;
    while (first > 0 && i - first < MAX_GROUP &&
           goes_on(sense, first, ".;:()[]") && tells_design(sense, first - 1) &&
           !is_somebody(sense, first - 1))
        first--;
    while (sense->comma && to - i < MAX_GROUP &&
           goes_on(sense, to, ".;:()[]") && tells_design(sense, to) &&
           !is_somebody(sense, to))
        to++;
    for (guint k = first > 0 ? first - 1 : 0; k < to; k++)
        if (is_other(&sense->words[k]) &&
            (k >= first || goes_on(sense, k + 1, ".;:()[]")))
            return;
    mark(kinds, first, to, VL_SETTING_DESIGN);
}

/* ---- Where ---- */

static gboolean
is_place(const VlSense *sense, guint i)
{
    static const char *const within[] = {"the", "la", "le"};
    guint flags = vl_tokens_at(sense->tokens, i)->flags;
    return VL_IS_IN(&sense->words[i], within) ||
           ((flags & VL_TOKEN_CAPITAL) != 0 &&
            (flags & VL_TOKEN_CAPITALS) == 0 && !vl_sense_is_light(sense, i));
}

static void
mark_place(const VlSense *sense, guint i, guint *kinds)
{
    static const char *const opens[] = {"in",     "au",   "en", "aux",
                                        "across", "from", "a"};
    static const char *const joins[] = {"and", "or", "et", "ou", "versus"};
    guint k = i + 1;
    if (!VL_IS_IN(&sense->words[i], opens))
        return;
    while (goes_on(sense, k, ".,;:()[]") && is_place(sense, k))
        k++;
    /* "In France and Spain": one of two. */
    if (!goes_on(sense, k, ".;:()[]") || !VL_IS_IN(&sense->words[k], joins))
        mark(kinds, i + 1, k, VL_SETTING_PLACE);
}

guint *
vl_setting_mark(const VlSense *sense)
{
    guint *kinds = g_new0(guint, sense->n + 1);
    for (guint i = 0; i < sense->n; i++) {
        mark_people(sense, i, kinds);
        mark_design(sense, i, kinds);
        mark_vitro(sense, i, kinds);
        mark_place(sense, i, kinds);
    }
    return kinds;
}

/* ---- The study's own ---- */

static gboolean
has_word(const VlSense *sense, const char *const *words, guint n)
{
    for (guint i = 0; i < sense->n; i++)
        if (vl_word_is_in(sense->words[i].key, sense->words[i].length, words,
                          n))
            return TRUE;
    return FALSE;
}

#define HAS_WORD(sense, words) has_word(sense, words, G_N_ELEMENTS(words))

static gboolean
is_ours(const VlSense *sense)
{
    static const char *const words[] = {"we",    "our",   "this", "nous",
                                        "notre", "cette", "cet",  "present"};
    return HAS_WORD(sense, words);
}

/* Says of anything that it is not so, or only partly, or elsewhere: "patients
 * with asthma were excluded", "a secondary aim", "a trial has shown". */
static gboolean
is_aside(const VlSense *sense)
{
    static const char *const words[] = {
        "excluded", "exclusion", "excluding",  "ineligible", "secondary",
        "also",     "exclus",    "exclues",    "secondaire", "secondaires",
        "aussi",    "egalement", "additional",
    };
    static const char *const perfect[] = {"has", "have", "ont"};
    const VlMarks aside = VL_BIT(VL_MARK_CITED) | VL_BIT(VL_MARK_SUBGROUP) |
                          VL_BIT(VL_MARK_PLAN) | VL_BIT(VL_MARK_LIMIT) |
                          VL_BIT(VL_MARK_INTERPRETATION) | VL_BIT(VL_MARK_NOT) |
                          VL_BIT(VL_MARK_SECONDARY) |
                          VL_BIT(VL_MARK_EXPLORATORY) |
                          VL_BIT(VL_MARK_PER_PROTOCOL);
    return (sense->marks & aside) != 0 || HAS_WORD(sense, words) ||
           (HAS_WORD(sense, perfect) && !is_ours(sense));
}

/* Which kinds the sentence tells of the whole study. */
static guint
kinds_told(const VlSense *sense)
{
    static const char *const aim[] = {"aim",       "aims",     "aimed",
                                      "objective", "purpose",  "goal",
                                      "sought",    "objectif", "visait"};
    static const char *const study[] = {"trial", "study",  "essai",
                                        "etude", "cohort", "cohorte"};
    static const char *const allots[] = {"randomly"};
    static const char *const sites[] = {
        "conducted", "centres",   "centers",  "hospitals", "centre", "center",
        "hospital",  "recruited", "enrolled", "practices", "trial",  "menee",
        "mene",      "hopitaux",  "hopital",  "recrutes",
    };
    const VlMarks design = VL_BIT(VL_MARK_RANDOMISED) |
                           VL_BIT(VL_MARK_OBSERVATIONAL) |
                           VL_BIT(VL_MARK_REVIEW);
    /* What another study was, or a part of this one. */
    static const char *const apart[] = {
        "pilot",        "pilote", "feasibility", "preliminary",
        "preliminaire", "parent", "original",    "initial",
    };
    const VlMarks done = VL_BIT(VL_MARK_OWN) | VL_BIT(VL_MARK_METHOD);
    gboolean designs = (sense->marks & design) != 0 || HAS_WORD(sense, allots);
    gboolean studies = HAS_WORD(sense, study), aims = HAS_WORD(sense, aim);
    guint kinds = 0;
    if (is_aside(sense) || HAS_WORD(sense, apart))
        return 0;
    if (aims || (designs && studies))
        kinds |= VL_SETTING_PEOPLE;
    if (aims || (studies && is_ours(sense)) || (sense->marks & done) != 0)
        kinds |= VL_SETTING_DESIGN;
    if (HAS_WORD(sense, sites) &&
        (is_ours(sense) || (sense->marks & done) != 0))
        kinds |= VL_SETTING_PLACE;
    return kinds;
}

/* Is anybody set beside the others: "healthy volunteers", "controls"? */
static gboolean
has_others(const VlSense *sense)
{
    static const char *const words[] = {
        "healthy",    "controls",    "without", "relatives",
        "siblings",   "spouses",     "parents", "donors",
        "unaffected", "nondiabetic", "matched", "caregivers",
    };
    return HAS_WORD(sense, words);
}

static void
line_free(gpointer data)
{
    Line *line = data;
    g_free(line->kinds);
    vl_sense_free(line->sense);
    g_free(line->text);
    g_free(line);
}

/* Keeps what the text tells in these ways.  title: it calls the paper by
 * what it is. */
static void
add_line(VlSetting *setting, const char *text, const VlNames *names,
         guint kinds, gboolean title)
{
    Line *line = g_new0(Line, 1);
    line->text = g_strdup(text);
    line->sense = vl_sense_new(line->text, NULL);
    vl_names_apply(names, line->sense);
    line->kinds = vl_setting_mark(line->sense);
    for (guint i = 0; i < line->sense->n; i++)
        line->kinds[i] &=
            !title && is_paper(&line->sense->words[i]) ? 0 : kinds;
    g_ptr_array_add(setting->lines, line);
}

/* Adults and children, or women and men: neither are all of them. */
static gboolean
has_both(const VlSetting *setting)
{
    VlMarks people = 0;
    for (guint k = 0; k < setting->lines->len; k++) {
        const Line *line = setting->lines->pdata[k];
        for (guint j = 0; j < line->sense->n; j++)
            if ((line->kinds[j] & VL_SETTING_PEOPLE) != 0)
                people |= line->sense->words[j].marks;
    }
    return ((people & VL_BIT(VL_MARK_ADULT)) != 0 &&
            (people & VL_BIT(VL_MARK_CHILD)) != 0) ||
           ((people & VL_BIT(VL_MARK_MALE)) != 0 &&
            (people & VL_BIT(VL_MARK_FEMALE)) != 0);
}

VlSetting *
vl_setting_new(const char *front, const char *const *sentences, guint n,
               const VlNames *names)
{
    VlSetting *setting = g_new0(VlSetting, 1);
    gboolean others = FALSE, randomised = FALSE;
    setting->lines = g_ptr_array_new_with_free_func(line_free);
    add_line(setting, front, names, VL_SETTING_DESIGN, TRUE);
    for (guint s = 0; s < n; s++) {
        g_autoptr(VlSense) sense = vl_sense_new(sentences[s], NULL);
        /* A sentence ends in a point, a title does not. */
        gboolean title = s == 0 && !g_str_has_suffix(sentences[0], ".");
        guint kinds = kinds_told(sense);
        if (title && !is_aside(sense))
            kinds = VL_SETTING_PEOPLE | VL_SETTING_DESIGN | VL_SETTING_PLACE;
        if (kinds != 0)
            add_line(setting, sentences[s], names, kinds, title);
        others |= has_others(sense);
        randomised |=
            kinds != 0 && (sense->marks & VL_BIT(VL_MARK_RANDOMISED)) != 0;
    }
    /* The controls of a randomised trial are such people, too. */
    setting->alike = (randomised || !others) && !has_both(setting);
    return setting;
}

void
vl_setting_free(VlSetting *setting)
{
    if (setting == NULL)
        return;
    g_ptr_array_unref(setting->lines);
    g_free(setting);
}

guint
vl_setting_count(const VlSetting *setting)
{
    return setting->lines->len;
}

gboolean
vl_setting_tells(const VlSetting *setting, guint line, const VlSense *claim,
                 guint i, guint kinds)
{
    const Line *told = setting->lines->pdata[line];
    for (guint j = 0; j < told->sense->n; j++)
        if ((told->kinds[j] & kinds) != 0 &&
            vl_sense_says(claim, i, told->sense, j))
            return TRUE;
    return FALSE;
}

gboolean
vl_setting_is_of_all(const VlSetting *setting)
{
    return setting->alike;
}
