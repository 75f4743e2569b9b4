#include "config.h"

#include "verify/sense/inflect.h"

#include <string.h>

/* Shorter words have no other form: "is"; but "né". */
#define MIN_ENGLISH 3
#define MIN_FRENCH 2

/* What a word ends in, and what may stand for that in its other forms; ""
 * fits each word.  The first one that fits counts. */
typedef struct {
    const char *ending;
    const char *forms[26];
} Rule;

static const Rule english_nouns[] = {
    {"sis", {"ses"}},     {"ss", {"sses"}},   {"x", {"xes", "ces"}},
    {"ch", {"ches"}},     {"sh", {"shes"}},   {"us", {"uses", "i"}},
    {"is", {"es"}},       {"ay", {"ays"}},    {"ey", {"eys"}},
    {"oy", {"oys"}},      {"y", {"ies"}},     {"um", {"ums", "a"}},
    {"oma", {"omas", "omata"}}, {"a", {"as", "ae"}},
    {"o", {"os", "oes"}}, {"s", {"ses"}},     {"", {"s"}},
};

static const Rule english_verbs[] = {
    {"ee", {"eed", "eeing"}}, {"e", {"ed", "ing"}},
    {"ay", {"ayed", "aying"}}, {"ey", {"eyed", "eying"}},
    {"oy", {"oyed", "oying"}}, {"y", {"ied", "ying"}},
    {"", {"ed", "ing"}},
};

static const Rule french[] = {
    {"eau", {"eaux"}},
    {"al", {"ale", "ales", "aux", "alement"}},
    {"eux", {"euse", "euses", "eusement"}},
    {"if", {"ive", "ifs", "ives", "ivement"}},
    {"teur", {"teurs", "trice", "trices"}},
    {"eur", {"eurs", "euse", "euses", "eure", "eures"}},
    {"ien", {"ienne", "iens", "iennes"}},
    {"el", {"elle", "els", "elles", "ellement"}},
    {"ant", {"ante", "ants", "antes", "amment"}},
    {"ent", {"ente", "ents", "entes", "emment"}},
    {"ier", {"iere", "iers", "ieres", "ie", "iee", "ies", "iees", "iait",
             "iaient", "iant", "ient"}},
    {"er", {"e", "ee", "es", "ees", "ent", "ait", "aient", "ant", "ants",
            "ante", "antes", "a", "era", "eront", "erait", "eraient",
            "erent", "ons", "ere", "ers", "eres",
            "erement"}},
    {"uire", {"uit", "uite", "uits", "uites", "uisent", "uisait",
              "uisaient", "uisant"}},
    {"indre", {"int", "inte", "ints", "intes", "ignent", "ignait",
               "ignaient", "ignant"}},
    {"aitre", {"ait", "aissent", "aissait", "aissaient", "u", "ue"}},
    {"oitre", {"oit", "oissent", "oissait", "oissaient", "u", "ue"}},
    {"enir", {"enu", "enue", "enus", "enues", "ient", "iennent", "enait",
              "enaient", "enant"}},
    {"ir", {"i", "ie", "is", "ies", "it", "issent", "issait", "issaient",
            "issant", "ira", "iront"}},
    {"ire", {"it", "ite", "its", "ites", "isent", "isait", "isaient",
             "isant", "ires"}},
    /* No verbs: "rare" has no "rat". */
    {"are", {"ares", "arement"}},
    {"ere", {"eres", "erement"}},
    {"ore", {"ores"}},
    {"ure", {"ures", "urement"}},
    {"re", {"res", "t", "ts", "ent", "ait", "aient", "ant", "u", "ue", "us",
            "ues"}},
    {"e", {"es", "ee", "ees", "ement"}},
    {"s", {"se", "ses"}},
    {"x", {"xes"}},
    {"", {"s", "e", "es", "x", "ement"}},
};

/* ---- From a form back to its word ---- */

/* "Studies": rule {"y", {"ies"}} of a list, its first or later one. */
typedef struct {
    const Rule *rules;
    guint at;
    const char *form;
    gsize n;
} Back;

typedef struct {
    GArray *ending_in[26]; /* Back, by the last letter of their forms */
    gsize shortest;
} Language;

static void
add_rules(Language *language, const Rule *rules, guint n)
{
    for (guint i = 0; i < n; i++)
        for (const char *const *form = rules[i].forms; *form != NULL;
             form++) {
            const Back back = {rules, i, *form, strlen(*form)};
            GArray **list =
                &language->ending_in[(*form)[back.n - 1] - 'a'];
            if (*list == NULL)
                *list = g_array_new(FALSE, FALSE, sizeof(Back));
            g_array_append_val(*list, back);
        }
}

typedef struct {
    Language english, french;
} Languages;

static gpointer
turn_rules(G_GNUC_UNUSED gpointer data)
{
    Languages *languages = g_new0(Languages, 1);
    languages->english.shortest = MIN_ENGLISH;
    add_rules(&languages->english, english_nouns,
              G_N_ELEMENTS(english_nouns));
    add_rules(&languages->english, english_verbs,
              G_N_ELEMENTS(english_verbs));
    languages->french.shortest = MIN_FRENCH;
    add_rules(&languages->french, french, G_N_ELEMENTS(french));
    return languages;
}

static const Language *
get_language(gboolean is_french)
{
    static GOnce once = G_ONCE_INIT;
    const Languages *languages = g_once(&once, turn_rules, NULL);
    return is_french ? &languages->french : &languages->english;
}

static gboolean
ends_in(const char *word, gsize n, const char *ending)
{
    gsize length = strlen(ending);
    return n >= length && memcmp(word + n - length, ending, length) == 0;
}

/* Is it the first rule that fits the word? */
static gboolean
is_first(const Rule *rules, guint at, const char *word, gsize n)
{
    for (guint i = 0; i < at; i++)
        if (ends_in(word, n, rules[i].ending))
            return FALSE;
    return TRUE;
}

static gboolean
is_vowel(char c)
{
    return strchr("aeiouy", c) != NULL;
}

/* "Stop": its last letter may be doubled. */
static gboolean
may_double(const char *word, gsize n)
{
    return n > 2 && !is_vowel(word[n - 1]) && word[n - 1] != 'w' &&
           word[n - 1] != 'x' && is_vowel(word[n - 2]) &&
           !is_vowel(word[n - 3]);
}

/* "Stopped": "stop" */
static void
undouble(const char *word, gsize n, VlInflectVisit visit, gpointer data)
{
    gsize ending = ends_in(word, n, "ed") ? 2 : ends_in(word, n, "ing") ? 3 : 0;
    if (ending == 0 || n < ending + 2)
        return;
    gsize at = n - ending - 1;
    if (word[at] == word[at - 1] && may_double(word, at))
        visit(word, at, data);
}

void
vl_inflect_bases(const char *word, gsize n, gboolean is_french,
                 VlInflectVisit visit, gpointer data)
{
    const Language *language = get_language(is_french);
    char base[VL_INFLECT_MAX];
    visit(word, n, data);
    if (n < 2 || n >= sizeof(base) / 2 || !g_ascii_islower(word[n - 1]))
        return;
    const GArray *list = language->ending_in[word[n - 1] - 'a'];
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const Back *back = &g_array_index(list, Back, i);
        if (!ends_in(word, n, back->form))
            continue;
        const char *ending = back->rules[back->at].ending;
        gsize stem = n - back->n, length = stem + strlen(ending);
        memcpy(base, word, stem);
        memcpy(base + stem, ending, length - stem);
        if (length >= language->shortest && g_ascii_isalpha(base[length - 1]) &&
            is_first(back->rules, back->at, base, length))
            visit(base, length, data);
    }
    if (!is_french)
        undouble(word, n, visit, data);
}
