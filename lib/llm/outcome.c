#include "config.h"

#include "llm/outcome.h"

#include <string.h>

#include "llm/cues.h"

/* Share of the definition's words that the result has to say. */
#define MIN_PERCENT 50
#define MIN_COMMON 2
#define STEM_BYTES 6

/* The definition proper begins after one of these. */
static const char *const openings[] = {
    "primary outcome", "primary endpoint", "primary end point",
    "primary end-point", "primary efficacy", "primary safety",
    "main outcome", "main endpoint", "principal outcome",
    "crit\u00E8re de jugement principal", "crit\u00E8re principal",
    "crit\u00E8re d'\u00E9valuation principal",
};

/* Words that name no outcome; cut to STEM_BYTES. */
static const char *const empty_words[] = {
    "outcom", "endpoi", "primar", "measur", "defin",  "define", "assess",
    "were",   "with",   "that",   "which",  "from",   "this",   "after",
    "before", "between", "betwee", "group",  "groups", "patien", "partic",
    "study",  "trial",  "treatm", "during", "within", "number", "propor",
    "percen", "rate",   "time",   "change", "differ", "days",   "weeks",
    "months", "years",  "day",    "week",   "month",  "year",   "using",
    "each",   "first",  "compos", "incide", "mean",   "baseli", "than",
    "have",   "been",   "least",  "either", "princi", "\u00E9tait", "dans",
    "pour",   "avec",   "effica", "safety", "variab", "event",  "events",
    "occurr", "secon",  "second", "defini", "follow", "assign", "evalua",
};

static const char *const wrong_words[] = {
    "secondary", "subgroup", "sub-group", "post hoc", "post-hoc",
    "per-protocol", "per protocol", "exploratory", "sensitivity analys",
    "secondaire", "sous-groupe", "at baseline",
};

static const char *const null_words[] = {
    "no difference", "did not differ", "no significant", "not significant",
    "similar", "no statistically", "pas de diff", "aucune diff",
};

static gboolean
has_any(const char *text, const char *const *words, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (strstr(text, words[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
is_empty_word(const char *stem)
{
    for (gsize i = 0; i < G_N_ELEMENTS(empty_words); i++)
        if (g_str_equal(stem, empty_words[i]))
            return TRUE;
    return FALSE;
}

static GHashTable *
stems_of(const char *text)
{
    GHashTable *stems =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    while (*text != '\0') {
        gsize n = 0;
        while (g_ascii_isalpha(text[n]) || (unsigned char)text[n] >= 0x80)
            n++;
        g_autofree char *stem = g_strndup(text, MIN(n, (gsize)STEM_BYTES));
        if (n >= 4 && !is_empty_word(stem))
            g_hash_table_add(stems, g_steal_pointer(&stem));
        text += MAX(n, (gsize)1);
    }
    return stems;
}

/* "28 day", "6 month": the times that a text names. */
static GHashTable *
times_of(const char *text)
{
    static GRegex *regex = NULL;
    if (g_once_init_enter(&regex)) {
        GRegex *made = g_regex_new(
            "([0-9]+)[ -](hour|day|week|month|year|heure|jour|semaine|mois|an)",
            0, 0, NULL);
        g_once_init_leave(&regex, made);
    }
    GHashTable *times =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(regex, text, 0, &match);
    while (match != NULL && g_match_info_matches(match)) {
        g_autofree char *number = g_match_info_fetch(match, 1);
        g_autofree char *unit = g_match_info_fetch(match, 2);
        g_hash_table_add(times, g_strconcat(number, unit, NULL));
        g_match_info_next(match, NULL);
    }
    return times;
}

static guint
count_common(GHashTable *a, GHashTable *b)
{
    guint n = 0;
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, a);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        n += g_hash_table_contains(b, key);
    return n;
}

static gboolean
times_agree(const char *definition, const char *sentence)
{
    g_autoptr(GHashTable) a = times_of(definition);
    g_autoptr(GHashTable) b = times_of(sentence);
    return g_hash_table_size(a) == 0 || g_hash_table_size(b) == 0 ||
           count_common(a, b) > 0;
}

static const char *
skip_opening(const char *definition)
{
    for (gsize i = 0; i < G_N_ELEMENTS(openings); i++) {
        const char *at = strstr(definition, openings[i]);
        if (at != NULL)
            return at + strlen(openings[i]);
    }
    return definition;
}

gboolean
vl_outcome_matches(const char *definition, const char *sentence)
{
    g_autofree char *defined = g_utf8_strdown(definition, -1);
    g_autofree char *said = g_utf8_strdown(sentence, -1);
    if (has_any(said, wrong_words, G_N_ELEMENTS(wrong_words)))
        return FALSE;
    VlCounts counts = vl_cues_count(sentence);
    if ((counts & (VL_COUNT_P | VL_COUNT_CI | VL_COUNT_PERCENT)) == 0 &&
        !has_any(said, null_words, G_N_ELEMENTS(null_words)))
        return FALSE;
    /* The words of a secondary outcome must not count. */
    char *second = strstr(defined, "secondary");
    if (second != NULL)
        *second = '\0';
    g_autoptr(GHashTable) wanted = stems_of(skip_opening(defined));
    g_autoptr(GHashTable) found = stems_of(said);
    guint common = count_common(wanted, found);
    guint all = g_hash_table_size(wanted);
    return common > 0 && common >= MIN(all, (guint)MIN_COMMON) &&
           common * 100 >= all * MIN_PERCENT &&
           times_agree(skip_opening(defined), said);
}
