#include "config.h"

#include "verify/inflect.h"

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
    {"re", {"res", "t", "ts", "ent", "ait", "aient", "ant", "u", "ue", "us",
            "ues"}},
    {"e", {"es", "ee", "ees", "ement"}},
    {"s", {"se", "ses"}},
    {"x", {"xes"}},
    {"", {"s", "e", "es", "x", "ement"}},
};

static void
add(GPtrArray *forms, const char *stem, gsize n, const char *ending)
{
    g_ptr_array_add(forms, g_strdup_printf("%.*s%s", (int)n, stem, ending));
}

static void
apply(const Rule *rules, gsize n_rules, const char *word, GPtrArray *forms)
{
    for (gsize i = 0; i < n_rules; i++) {
        if (!g_str_has_suffix(word, rules[i].ending))
            continue;
        gsize n = strlen(word) - strlen(rules[i].ending);
        for (const char *const *form = rules[i].forms; *form != NULL; form++)
            add(forms, word, n, *form);
        return;
    }
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

GPtrArray *
vl_inflect_english(const char *word)
{
    GPtrArray *forms = g_ptr_array_new_with_free_func(g_free);
    gsize n = strlen(word);
    g_ptr_array_add(forms, g_strdup(word));
    if (n < MIN_ENGLISH || !g_ascii_isalpha(word[n - 1]))
        return forms;
    apply(english_nouns, G_N_ELEMENTS(english_nouns), word, forms);
    apply(english_verbs, G_N_ELEMENTS(english_verbs), word, forms);
    if (may_double(word, n)) {
        const char ed[] = {word[n - 1], 'e', 'd', '\0'};
        const char ing[] = {word[n - 1], 'i', 'n', 'g', '\0'};
        add(forms, word, n, ed);
        add(forms, word, n, ing);
    }
    return forms;
}

GPtrArray *
vl_inflect_french(const char *word)
{
    GPtrArray *forms = g_ptr_array_new_with_free_func(g_free);
    gsize n = strlen(word);
    g_ptr_array_add(forms, g_strdup(word));
    if (n < MIN_FRENCH || !g_ascii_isalpha(word[n - 1]))
        return forms;
    apply(french, G_N_ELEMENTS(french), word, forms);
    return forms;
}
