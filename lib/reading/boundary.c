#include "config.h"

#include "reading/boundary.h"

#include <string.h>

#include "text/words.h"

/* No sentence is longer, in bytes: what has no full stop is cut. */
#define MAX_SENTENCE 3000

/* After these a sentence goes on, whatever follows; without their last full
 * stop, in lower case. */
static const char *const abbreviations[] = {
    "al",   "e.g",  "i.e",    "fig",   "figs",  "vs",   "dr",    "mr",
    "mrs",  "ms",   "prof",   "approx", "ref",  "refs", "eq",    "eqs",
    "ca",   "cf",   "viz",    "st",    "resp",  "no",   "nos",   "tab",
    "p.ex", "ex",   "env",    "chap",  "vol",   "pp",   "ed",    "eds",
    "inc",  "ltd",  "co",     "corp",  "dept",  "univ", "sp",    "spp",
    "subsp", "ssp", "var",    "cv",    "incl",  "suppl", "mme",  "mm",
    "m",    "pr",   "art",    "max",   "min",   "sec",  "jr",    "sr",
    "i.p",  "i.v",  "s.c",    "p.o",   "b.i.d", "n.b",  "w.r.t", "c.-à-d",
    "a.k.a", "jan", "feb",    "aug",   "sept",  "oct",  "nov",   "dec",
    "janv", "févr", "juill",  "ext",   "cat",   "lot",  "bull",
    "av",   "apr",  "tabl",   "éd",    "éds",   "coll", "hosp",  "méd",
    "réf",  "réfs", "obs",    "mlle",  "mmes",  "drs",  "dre",   "pre",
    "trad", "op.cit", "ibid", "rééd",  "syn",   "moy",
};

/* These may end a sentence: it does when an opener follows. */
static const char *const may_end[] = {
    "etc", "i.p", "i.v", "s.c", "p.o", "al", "spp", "sp", "min", "max",
    "no",  "co",  "inc", "ltd", "h",   "m",  "a.m", "p.m", "u.s", "ex",
    "sec",
};

static const char *const openers[] = {
    "The",   "We",      "In",     "This",     "These",   "It",    "A",
    "An",    "After",   "However", "Although", "Our",    "There", "They",
    "All",   "For",     "At",     "To",       "As",      "When",  "No",
    "Both",  "Then",    "Here",   "Moreover", "Furthermore", "Thus",
    "Therefore", "Patients", "Among", "Of",   "On",      "From",  "With",
    "Le",    "La",      "Les",    "Nous",     "Cette",   "Ces",   "Dans",
    "Il",    "Elle",    "Un",     "Une",      "Chez",    "Après", "Aucun",
    "Aucune", "Results", "Each",  "Some",     "If",      "During", "Samples",
};

static gboolean
is_word_break(char c)
{
    return g_ascii_isspace(c) || strchr("([{\"/", c) != NULL ||
           (unsigned char)c == 0xA0 || (unsigned char)c == 0xAB;
}

/* Does an opener stand at text? */
static gboolean
opens(const char *text, gsize n)
{
    gsize length = 0;
    while (length < n && !g_ascii_isspace(text[length]) &&
           text[length] != ',')
        length++;
    return VL_WORD_IN(text, length, openers);
}

/* "J-P", "J.-P" */
static gboolean
is_double_initial(const char *word, gsize n)
{
    gsize hyphen = n == 4 && word[1] == '.' ? 2 : 1;
    return n == hyphen + 2 && word[hyphen] == '-' &&
           g_ascii_isupper(word[0]) && g_ascii_isupper(word[hyphen + 1]);
}

/* "p. ex." */
static gboolean
is_par_exemple(const char *text, gsize start, const char *word)
{
    static const char *const before[] = {"p. ", "p.\u00A0"};
    if (!g_str_equal(word, "ex"))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(before); i++) {
        gsize n = strlen(before[i]);
        if (start >= n && memcmp(text + start - n, before[i], n) == 0)
            return TRUE;
    }
    return FALSE;
}

/* "for 60 min. Samples": a unit behind a number, a word behind the stop. */
static gboolean
is_unit_at_end(const char *text, gsize start, const char *word,
               const char *after, gsize n_after)
{
    static const char *const units[] = {"min", "sec", "max", "h", "m", "no"};
    while (start > 0 && g_ascii_isspace(text[start - 1]))
        start--;
    return VL_WORD_IN(word, strlen(word), units) && start > 0 &&
           g_ascii_isdigit(text[start - 1]) && n_after > 2 &&
           g_unichar_isupper(g_utf8_get_char(after)) &&
           g_ascii_islower(after[1]) && g_ascii_islower(after[2]);
}

/* The word before the full stop at dot speaks against an end here. */
static gboolean
is_abbreviation(const char *text, gsize dot, const char *after, gsize n_after)
{
    gsize start = dot;
    while (start > 0 && !is_word_break(text[start - 1]))
        start--;
    gsize n = dot - start;
    if (n == 0 || n > 12)
        return FALSE;
    g_autofree char *word = g_ascii_strdown(text + start, (gssize)n);
    if (n == 1 && g_ascii_isupper(text[start]))
        return !opens(after, n_after);
    if (n == 3 && g_ascii_isupper(text[start]) && text[start + 1] == '.')
        return !opens(after, n_after);
    if (is_double_initial(text + start, n) ||
        is_par_exemple(text, start, word))
        return TRUE;
    if (VL_WORD_IN(word, n, may_end) && opens(after, n_after))
        return FALSE;
    if (is_unit_at_end(text, start, word, after, n_after))
        return FALSE;
    if (VL_WORD_IN(word, n, abbreviations)) {
        /* "No." before a number is "number", else an answer. */
        gboolean number = g_str_equal(word, "no") || g_str_equal(word, "m") ||
                          g_str_equal(word, "sec") || g_str_equal(word, "ex");
        return !number || g_ascii_isdigit(after[0]) || word[0] == 'm';
    }
    /* A list number at the start: "2.1. Animals". */
    return start == 0 && strspn(word, "0123456789.") == n;
}

static gsize
closing_length(const char *text, gsize n)
{
    gsize i = 0;
    while (i < n) {
        gunichar c = g_utf8_get_char(text + i);
        gboolean closing = c == ')' || c == ']' || c == '"' || c == 0x201D ||
                           c == 0x2019 || c == '\'';
        if (!closing)
            break;
        i = (gsize)(g_utf8_next_char(text + i) - text);
    }
    /* French closing quotes may follow a space, often a narrow one. */
    gsize k = i;
    while (k < n && text[k] != '\n' &&
           g_unichar_isspace(g_utf8_get_char(text + k)))
        k = (gsize)(g_utf8_next_char(text + k) - text);
    if (k + 1 < n && strncmp(text + k, "\u00BB", 2) == 0)
        return k + 2;
    return i;
}

/* Citation numbers set against the full stop: "study.12,13 The", or in
 * brackets: "study.[12] The". */
static gsize
citation_length(const char *text, gsize stop, gsize n)
{
    if (stop == 0 || g_ascii_isdigit(text[stop - 1]))
        return 0;
    gsize i = stop + 1;
    if (i < n && text[i] == '[') {
        gsize inside = strspn(text + i + 1, "0123456789,-\xE2\x80\x93 ");
        gsize close = i + 1 + inside;
        return inside > 0 && close < n && text[close] == ']'
                   ? close + 1 - stop - 1
                   : 0;
    }
    gboolean digit = FALSE;
    for (; i < n; i++) {
        if (g_ascii_isdigit(text[i])) {
            digit = TRUE;
            continue;
        }
        if (digit && strchr(",-*", text[i]) != NULL)
            continue;
        if (digit && i + 2 < n && strncmp(text + i, "\u2013", 3) == 0) {
            i += 2;
            continue;
        }
        break;
    }
    return digit ? i - stop - 1 : 0;
}

static gboolean
may_begin(const char *text)
{
    gunichar c = g_utf8_get_char(text);
    /* "pH", "mRNA" */
    if (g_ascii_islower(text[0]) && g_ascii_isupper(text[1]))
        return TRUE;
    return g_unichar_isupper(c) || g_unichar_isdigit(c) || c == '(' ||
           c == '[' || c == '"' || c == 0xAB || c == 0x201C || c == 0x2018 ||
           c == 0x2022 || g_unichar_istitle(c);
}

static gsize
skip_space(const char *text, gsize i, gsize n)
{
    while (i < n && g_unichar_isspace(g_utf8_get_char(text + i)))
        i = (gsize)(g_utf8_next_char(text + i) - text);
    return i;
}

/* If a sentence ends with the mark at i: the byte after it, else 0. */
static gsize
end_at(const char *text, gsize i, gsize n, gsize *next)
{
    gsize end = i + 1 + closing_length(text + i + 1, n - i - 1);
    gsize after = end + citation_length(text, i, n) * (end == i + 1);
    *next = skip_space(text, after, n);
    if (*next >= n)
        return end;
    if (*next == after || !may_begin(text + *next))
        return 0;
    if (text[i] == '.' && end == i + 1 && after == end &&
        is_abbreviation(text, i, text + *next, n - *next))
        return 0;
    /* "... [12]. [13]": the bracket belongs to the sentence before. */
    if (text[*next] == '(' && text[i] == '.' && *next + 1 < n &&
        g_unichar_islower(g_utf8_get_char(text + *next + 1)))
        return 0;
    return end;
}

gsize
vl_sentence_end(const char *text, gsize n, gsize *next)
{
    gsize limit = MIN(n, (gsize)MAX_SENTENCE);
    for (gsize i = 0; i < limit; i++) {
        if (text[i] != '.' && text[i] != '?' && text[i] != '!')
            continue;
        gsize end = end_at(text, i, n, next);
        if (end > 0)
            return end;
    }
    if (limit == n) {
        *next = n;
        return n;
    }
    while (limit > 1 && text[limit] != ' ')
        limit--;
    if (limit <= 1)
        for (limit = MAX_SENTENCE;
             limit < n && ((unsigned char)text[limit] & 0xC0) == 0x80;)
            limit++;
    *next = skip_space(text, limit, n);
    return limit;
}
