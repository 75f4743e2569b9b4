#include "config.h"

#include "llm/readable.h"

#include <string.h>

#define MIN_CHARS 28
#define MAX_CHARS 500
/* A sentence shorter than this, in bytes, is mostly words in lower case:
 * else it is a name. */
#define SHORT 60
#define LOWER "abcdefghijklmnopqrstuvwxyz"

/* Words of front matter, references and notes: never part of a finding. */
static const char *const strange_words[] = {
    "@",       "\u00A9",  "http:",      "https:",     "www.",
    "Received:", "Accepted:", "Copyright", "Creative Commons", "doi:",
    "All rights reserved", "Department of", "E-mail", "licensee",
    "Conflict of interest", "Full list of author", "Open Access",
    "ORCID", "ISSN", "Page 1 of", "\u2026.", "....", "___", "[...", "[\u2026",
    "Attribution License", "unrestricted use", "properly cited",
    "Corresponding author", "Corresponding Author", "Keywords", "Key words",
};

/* With a capital these begin a sentence; amid one they tell of columns that
 * ran into each other. */
static const char *const openers[] = {
    "The",  "We",    "In",   "This",    "These",  "It",   "After", "However",
    "Our",  "There", "They", "Although", "Moreover", "Furthermore", "When",
    "Then", "All",   "For",  "As",      "At",     "To",   "Thus",  "Therefore",
    "Table", "Figure", "Fig.", "Le", "Les", "Nous", "Cette", "Ces", "Dans",
    "An", "On", "With", "From", "By", "Its", "Their", "Also", "Results",
    "Methods", "Conclusion", "Conclusions", "Discussion", "Introduction",
};

static gboolean
ends_well(const char *text)
{
    static const char *const closings[] = {".", "?", "!", ".)", ".\"",
                                           ".\u201D", "?\u201D", ".\u00BB"};
    for (guint i = 0; i < G_N_ELEMENTS(closings); i++)
        if (g_str_has_suffix(text, closings[i]))
            return TRUE;
    return FALSE;
}

/* A heading's number is no start ("2.2. Samples."), nor that of a list. */
static gboolean
starts_well(const char *text)
{
    gsize digits = strspn(text, "0123456789.");
    if (digits > 1 && text[digits - 1] == '.')
        return FALSE;
    gunichar c = g_utf8_get_char(text);
    return g_unichar_isupper(c) || g_ascii_isdigit((char)(c < 0x80 ? c : 0));
}

/* "Although few were seen." lacks its main clause, as do words that only go
 * on with what stands before. */
static gboolean
is_half(const char *text)
{
    static const char *const openings[] = {"Although ", "Whereas ", "While ",
                                           "Even though ", "Though ",
                                           "Bien que ", "Alors que "};
    for (guint i = 0; i < G_N_ELEMENTS(openings); i++)
        if (g_str_has_prefix(text, openings[i]))
            return strchr(text, ',') == NULL;
    return FALSE;
}

static gboolean
has_strange_words(const char *text)
{
    for (guint i = 0; i < G_N_ELEMENTS(strange_words); i++)
        if (strstr(text, strange_words[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* Control and private characters stand for glyphs that were lost. */
static gboolean
has_lost_glyphs(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD ||
            (c >= 0xE000 && c <= 0xF8FF))
            return TRUE;
    }
    return FALSE;
}

static gboolean
brackets_balance(const char *text)
{
    int round = 0, square = 0;
    for (const char *p = text; *p != '\0'; p++) {
        /* "a)" of a list opens nothing. */
        gboolean item = *p == ')' && round == 0 && p > text &&
                        g_ascii_isalnum(p[-1]) &&
                        (p - text < 2 || p[-2] == ' ');
        round += (*p == '(') - (*p == ')' && !item);
        square += (*p == '[') - (*p == ']');
        if (round < 0 || (square < 0 && round == 0))
            return FALSE;
    }
    /* "[0, 1)" is an interval; anything else open is a loss. */
    return round == 0 && square == 0;
}

static gboolean
is_opener(const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS(openers); i++)
        if (g_str_equal(word, openers[i]))
            return TRUE;
    return FALSE;
}

/* "in Table 1", "see Figure 2" */
static gboolean
may_refer(const char *before, const char *word)
{
    static const char *const small[] = {"in",   "see",  "of",   "and", "from",
                                        "the",  "by",   "to",   "per", "with",
                                        "both", "our",  "also", "dans"};
    if (!g_str_equal(word, "Table") && !g_str_equal(word, "Figure") &&
        !g_str_equal(word, "Fig."))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(small); i++)
        if (g_str_equal(before, small[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_lower_word(const char *word)
{
    gsize n = strspn(word, LOWER "-");
    return n >= 2 && word[n] == '\0';
}

/* "patientsThe", "follows.expressed", "Co.)Magnolol" */
static gboolean
is_glued(const char *word)
{
    guint lower = 0;
    for (const char *p = word; *p != '\0'; p++) {
        if (lower >= 3 && g_ascii_isupper(p[0]) && g_ascii_islower(p[1]) &&
            g_ascii_islower(p[2]))
            return TRUE;
        if (lower >= 3 && *p == '.' && g_ascii_isalpha(p[1]) &&
            g_ascii_islower(p[2]) && strstr(word, "gov") == NULL)
            return TRUE;
        if (p > word && p[-1] == ')' && g_ascii_isupper(p[0]) &&
            g_ascii_islower(p[1]) && g_ascii_islower(p[2]))
            return TRUE;
        lower = g_ascii_islower(*p) ? lower + 1 : 0;
    }
    return FALSE;
}

/* "event. patient's": a sentence's end amid the sentence. */
static gboolean
is_false_stop(const char *word, const char *next)
{
    gsize n = strlen(word);
    if (n < 5 || word[n - 1] != '.' || strspn(next, LOWER) < 3)
        return FALSE;
    for (gsize i = 0; i + 1 < n; i++)
        if (!g_ascii_isalpha(word[i]))
            return FALSE;
    return !g_str_equal(word, "approx.") && !g_str_equal(word, "subsp.");
}

static gboolean
is_number(const char *word)
{
    return word[0] != '\0' && word[strspn(word, "0123456789")] == '\0';
}

/* "Adhesion assay Adhesion assay was": a heading before its text. */
static gboolean
says_twice(char **words, guint i)
{
    if (i >= 3 && g_str_equal(words[i - 3], words[i - 1]) &&
        g_str_equal(words[i - 2], words[i]) && strlen(words[i]) > 3)
        return TRUE;
    return is_lower_word(words[i]) && g_str_equal(words[i - 1], words[i]) &&
           !g_str_equal(words[i], "had") && !g_str_equal(words[i], "that") &&
           !g_str_equal(words[i], "nous");
}

/* "Green=ChAT", "... cells. (c) The diagram": the legend of a figure. */
static gboolean
is_legend(const char *before, const char *word)
{
    const char *equals = strchr(word, '=');
    if (equals != NULL && equals - word >= 3 && g_ascii_isalpha(equals[-1]) &&
        g_ascii_isalpha(equals[1]) && g_ascii_isalpha(equals[2]))
        return TRUE;
    gsize n = strlen(before);
    return n > 0 && before[n - 1] == '.' && word[0] == '(' &&
           g_ascii_isalpha(word[1]) && word[2] == ')';
}

/* Columns that ran into each other leave a capital where none belongs, a
 * word said twice, words that touch. */
static gboolean
is_jumbled(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; words[i] != NULL; i++) {
        if (is_glued(words[i]))
            return TRUE;
        if (i == 0)
            continue;
        if ((is_lower_word(words[i - 1]) || is_number(words[i - 1])) &&
            is_opener(words[i]) && !may_refer(words[i - 1], words[i]))
            return TRUE;
        if (is_false_stop(words[i - 1], words[i]) || says_twice(words, i) ||
            is_legend(words[i - 1], words[i]))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_name(const char *text)
{
    guint lower = 0, all = 0;
    if (strlen(text) >= SHORT)
        return FALSE;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; words[i] != NULL; i++) {
        all++;
        lower += g_unichar_islower(g_utf8_get_char(words[i])) != 0;
    }
    return lower * 2 < all || all < 5;
}

/* Prose is mostly words in lower case. */
static gboolean
is_prose(const char *text)
{
    guint lower = 0, all = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        all += !g_unichar_isspace(c);
        lower += g_unichar_islower(c);
    }
    return lower * 100 >= all * 55;
}

/* Does a number end there that may have a power: 10, and no longer one? */
static gboolean
is_ten(const char *text, const char *last)
{
    return last > text && last[0] == '0' && last[-1] == '1' &&
           (last - text < 2 ||
            (!g_ascii_isdigit(last[-2]) && last[-2] != '.'));
}

/* "201912" for a year and its reference, 2.672 for a value and its note: what
 * the page shows raised behind a digit may be read as another number, unless
 * it is a power of ten. */
static gboolean
has_raised_note(const VlDocument *document, VlSpan segment)
{
    g_autofree char *text = vl_document_slice(document, segment);
    guint last = vl_document_page_at(document, segment.end);
    for (guint n = vl_document_page_at(document, segment.start); n <= last;
         n++) {
        const GArray *raised = vl_document_page(document, n)->raised;
        for (guint i = 0; i < raised->len; i++) {
            gsize at = g_array_index(raised, VlSpan, i).start;
            if (at <= segment.start || at >= segment.end)
                continue;
            const char *p = g_utf8_offset_to_pointer(
                text, (glong)(at - segment.start) - 1);
            if (g_ascii_isdigit(*p) && !is_ten(text, p))
                return TRUE;
        }
    }
    return FALSE;
}

/* Segments that a page break parts are one sentence when the second goes on
 * in lower case; those that something else parts may not be. */
static gboolean
segments_fit(const VlReading *reading, const VlSentence *sentence)
{
    const VlDocument *document = reading->document;
    for (guint i = 0; i < sentence->segments->len; i++) {
        VlSpan span = g_array_index(sentence->segments, VlSpan, i);
        if (vl_document_is_unsafe(document, span) ||
            has_raised_note(document, span))
            return FALSE;
        if (i == 0)
            continue;
        VlSpan before = g_array_index(sentence->segments, VlSpan, i - 1);
        if (vl_document_page_at(document, before.start) ==
            vl_document_page_at(document, span.start))
            return FALSE;
        g_autofree char *text = vl_document_slice(document, span);
        if (!g_unichar_islower(g_utf8_get_char(text)))
            return FALSE;
    }
    return sentence->segments->len <= 2;
}

gboolean
vl_sentence_is_readable(const VlReading *reading, const VlSentence *sentence)
{
    const char *text = sentence->text;
    glong n = g_utf8_strlen(text, -1);
    return sentence->kind == VL_SENTENCE_BODY && n >= MIN_CHARS &&
           n <= MAX_CHARS && starts_well(text) && ends_well(text) &&
           !is_half(text) &&
           !has_strange_words(text) && !has_lost_glyphs(text) &&
           brackets_balance(text) && is_prose(text) && !is_name(text) &&
           !is_jumbled(text) &&
           segments_fit(reading, sentence);
}
