#include "config.h"

#include "text/marker.h"

#include <string.h>

#include "text/fold.h"
#include "text/words.h"

/* Longest marker, in bytes: a dozen authors with their years. */
#define MAX_MARKER 400
/* Longest list that a range is spelled out to. */
#define MAX_RANGE 200
/* Letters that a word needs before digits set directly after it are taken
 * for a flattened superscript. */
#define MIN_WORD 4
/* The same where the text or the page sets them as superscripts. */
#define MIN_RAISED_WORD 3

/* What may stand before a number and make it a name: "week12", "grade3". */
static const char *const numbered[] = {
    "age",    "aged",  "arm",    "arms",  "block", "class", "cohort",
    "cycle",  "day",   "days",   "dose",  "grade", "group", "groups",
    "hour",   "level", "levels", "month", "phase", "score", "stage",
    "step",   "study", "table",  "tables", "figure", "trial", "type",
    "visit",  "wave",  "week",   "weeks", "year",  "years", "line",
    "sample", "time",  "zone",   "part",  "item",  "items", "appendix",
    "ratio",  "median", "mean",  "range", "interval", "total", "equation",
    "about",  "least", "over",   "under", "from",  "between", "than",
    "site",   "exon",  "codon",  "chromosome", "interleukin", "model",
    "round",  "case",  "patient", "version", "chapter", "section",
};

static const char *const months[] = {
    "January",   "February", "March",    "April",   "May",
    "June",      "July",     "August",   "September", "October",
    "November",  "December", "Jan",      "Feb",     "Mar",
    "Apr",       "Jun",      "Jul",      "Aug",     "Sep",
    "Sept",      "Oct",      "Nov",      "Dec",     "Spring",
    "Summer",    "Autumn",   "Fall",     "Winter",  "Phase",
    "Version",   "Year",     "Since",    "Until",   "Before",
    "After",     "In",       "From",
};

/* Small words that a list of authors may hold. */
static const char *const joining[] = {
    "et",  "al",  "and",  "see",   "also", "eg",  "ie",  "cf",
    "in",  "for", "review", "reviewed", "by", "de", "van", "von",
    "der", "den", "la",   "le",    "du",   "el",  "da",  "dos",
    "di",  "unpublished", "press",
};

/* The length of a dash or comma that joins the numbers of a list at p. */
static gsize
joiner_length(const char *p, const char *end)
{
    if (*p == ',' || *p == ';' || *p == '-')
        return 1;
    static const char *const joiners[] = {
        "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x93",
        "\xE2\x80\x94", "\xE2\x88\x92", "\xE2\x81\xBB",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(joiners); i++)
        if (end - p >= 3 && memcmp(p, joiners[i], 3) == 0)
            return 3;
    return 0;
}

static gsize
space_length(const char *p, const char *end)
{
    gsize n = 0;
    while (p + n < end) {
        if (g_ascii_isspace(p[n]) && p[n] != '\f')
            n++;
        else if (end - p - (gssize)n >= 2 && memcmp(p + n, "\xC2\xA0", 2) == 0)
            n += 2;
        else if (end - p - (gssize)n >= 3 &&
                 memcmp(p + n, "\xE2\x80\x89", 3) == 0)
            n += 3;
        else
            break;
    }
    return n;
}

/* A list of whole numbers of at most three digits: its length, or 0. */
static gsize
list_length(const char *p, const char *end, gboolean spaces)
{
    const char *start = p;
    for (;;) {
        gsize digits = 0;
        while (p + digits < end && g_ascii_isdigit(p[digits]))
            digits++;
        if (digits == 0 || digits > 3 || *p == '0')
            return 0;
        p += digits;
        const char *q = p + (spaces ? space_length(p, end) : 0);
        gsize join = q < end ? joiner_length(q, end) : 0;
        if (join == 0)
            return (gsize)(p - start);
        const char *r = q + join;
        r += spaces ? space_length(r, end) : 0;
        if (r >= end || !g_ascii_isdigit(*r))
            return (gsize)(p - start);
        p = r;
    }
}

/* The last n words before at, read backwards: is one of them a number, or
 * a word that numbers follow? */
static gboolean
follows_data(const char *text, gsize at, int n_words)
{
    const char *p = text + at;
    for (int i = 0; i < n_words; i++) {
        while (p > text && !g_ascii_isalnum(p[-1])) {
            if (strchr("=<>%", p[-1]) != NULL)
                return TRUE;
            if (i > 0 && strchr(".;", p[-1]) != NULL)
                return FALSE;
            if (text + at - p > 24)
                return FALSE;
            p--;
        }
        const char *last = p;
        gboolean digit = FALSE;
        while (p > text && g_ascii_isalnum(p[-1]) && last - p < 24) {
            digit |= g_ascii_isdigit(p[-1]);
            p--;
        }
        if (digit)
            return TRUE;
        g_autofree char *word = g_ascii_strdown(p, last - p);
        static const char *const leading[] = {
            "n", "ci", "iqr", "range", "interval", "median", "mean", "sd",
        };
        if (VL_WORD_IN(word, strlen(word), leading))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_year(const char *p, gsize length)
{
    if (length == 5 && g_ascii_islower(p[4]))
        length = 4;
    return length == 4 &&
           (memcmp(p, "19", 2) == 0 || memcmp(p, "20", 2) == 0) &&
           g_ascii_isdigit(p[2]) && g_ascii_isdigit(p[3]);
}

/* "in August 2006 [21]": the year is no value that 21 could belong to. */
static gboolean
follows_year(const char *text, gsize at)
{
    while (at > 0 && text[at - 1] == ' ')
        at--;
    return at >= 5 && is_year(text + at - 4, 4) &&
           (text[at - 5] == ' ' || text[at - 5] == '\n');
}

/* Where the first of the brackets that end before at starts: "[1], [2]" and
 * "[1]-[3]" stand and fall together. */
static gsize
first_bracket(const char *text, gsize at)
{
    gsize first = at;
    for (int i = 0; i < 16; i++) {
        gsize p = first;
        while (p > 0 && first - p < 6 &&
               (strchr(" ,;-\n", text[p - 1]) != NULL ||
                (guchar)text[p - 1] >= 0x80))
            p--;
        if (p == 0 || text[p - 1] != ']')
            break;
        gsize open = p - 1;
        while (open > 0 && p - open < 40 && text[open - 1] != '[' &&
               text[open - 1] != ']')
            open--;
        if (open == 0 || text[open - 1] != '[' ||
            list_length(text + open, text + p, TRUE) == 0)
            break;
        first = open - 1;
    }
    return first;
}

static gsize
bracket_length(const char *text, gsize at, gsize n_bytes)
{
    const char *end = text + n_bytes;
    const char *p = text + at + 1;
    p += space_length(p, end);
    gsize list = p < end ? list_length(p, end, TRUE) : 0;
    if (list == 0)
        return 0;
    gboolean single = memchr(p, ',', list) == NULL && list <= 3;
    p += list;
    p += space_length(p, end);
    if (p >= end || *p != ']')
        return 0;
    /* "F[1,12] = 8.4" */
    const char *after = p + 1 + space_length(p + 1, end);
    if (after < end && strchr("=<>", *after) != NULL)
        return 0;
    gsize first = first_bracket(text, at);
    if (follows_data(text, first, single ? 1 : 2) &&
        !(single && follows_year(text, first)))
        return 0;
    return (gsize)(p + 1 - text) - at;
}

gboolean
vl_marker_is_numbered(const char *word, gsize length)
{
    return VL_WORD_IN(word, length, numbered);
}

/* Superscript digits in brackets, as vl_references_raise sets what surely
 * is a reference. */
static gsize
raised_list_length(const char *text, gsize at, gsize n_bytes)
{
    const char *p = text + at + 1;
    const char *end = text + n_bytes;
    char close = text[at] == '(' ? ')' : ']';
    gboolean digit = FALSE;
    while (p < end && *p != close) {
        gsize gap = space_length(p, end);
        gsize join = joiner_length(p, end);
        gboolean raised = vl_is_superscript(g_utf8_get_char(p));
        digit |= raised;
        if (raised)
            p = g_utf8_next_char(p);
        else if (gap + join > 0)
            p += MAX(gap, join);
        else
            return 0;
    }
    return digit && p < end ? (gsize)(p + 1 - text) - at : 0;
}

typedef struct {
    guint names, years;
    gboolean et_al;
} Authors;

/* One word of an author-year marker.  FALSE when it cannot be one. */
static gboolean
take_author_word(const char *word, gsize length, Authors *authors)
{
    if (g_ascii_isdigit(*word)) {
        authors->years++;
        return authors->names > 0 && is_year(word, length);
    }
    if (length == 1 && g_ascii_islower(*word)) /* "2004a, b" */
        return authors->years > 0;
    if (VL_WORD_IN(word, length, months))
        return FALSE;
    if (VL_WORD_IN(word, length, joining)) {
        authors->et_al |= length == 2 && memcmp(word, "al", 2) == 0;
        return TRUE;
    }
    gboolean name = g_unichar_isupper(g_utf8_get_char(word));
    authors->names += name;
    return name;
}

static gsize
author_length(const char *text, gsize at, gsize n_bytes)
{
    const char *p = text + at + 1;
    const char *end = text + MIN(n_bytes, at + MAX_MARKER);
    Authors authors = {0};
    while (p < end && *p != ')') {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c) || strchr(",;.&'", (int)MIN(c, 0x7F)) ||
            c == 0x2019) {
            p = g_utf8_next_char(p);
            continue;
        }
        const char *word = p;
        while (p < end && (g_unichar_isalnum(g_utf8_get_char(p)) ||
                           joiner_length(p, end) == 3 || *p == '-' ||
                           (*p == '\n' && p > word && p[-1] == '-')))
            p = g_utf8_next_char(p);
        if (p == word ||
            !take_author_word(word, (gsize)(p - word), &authors))
            return 0;
    }
    if (p >= end || authors.names == 0 ||
        (authors.years == 0 && !authors.et_al))
        return 0;
    return (gsize)(p + 1 - text) - at;
}

/* The letters before at: how many bytes. */
static gsize
letters_before(const char *text, gsize at)
{
    gsize n = 0;
    while (n < at && n < 40 &&
           (g_ascii_isalpha(text[at - 1 - n]) ||
            (guchar)text[at - 1 - n] >= 0x80))
        n++;
    return n;
}

/* May digits that stand raised behind at be references there?  They may
 * behind a word, a sign, a bracket with words in it and a year; behind a
 * unit, a formula or a number they are powers. */
gboolean
vl_marker_may_be_cited(const char *text, gsize at)
{
    if (at < 2)
        return FALSE;
    char before = text[at - 1];
    if (before == ' ')
        return strchr(".,;:", text[at - 2]) != NULL &&
               !g_ascii_isdigit(at > 2 ? text[at - 3] : '0');
    if (strchr(".,;:", before) != NULL)
        return TRUE;
    if (strchr(")]\"'", before) != NULL)
        return letters_before(text, at - 1) >= MIN_RAISED_WORD;
    if (g_ascii_isdigit(before))
        return at >= 5 && is_year(text + at - 4, 4) &&
               (text[at - 5] == ' ' || text[at - 5] == '\n');
    gsize n = letters_before(text, at);
    if (n < MIN_RAISED_WORD ||
        (n < at && g_ascii_isdigit(text[at - n - 1])))
        return FALSE;
    g_autofree char *word = g_ascii_strdown(text + at - n, (gssize)n);
    return !vl_word_is_unit(word, n);
}

/* Is what stands before at a place where a superscript reference may be:
 * after a sentence's or clause's end, or a plain long word? */
static gboolean
follows_word(const char *text, gsize at, gboolean raised)
{
    if (at < 2)
        return FALSE;
    char before = text[at - 1];
    if (raised)
        return vl_marker_may_be_cited(text, at);
    if (strchr(".,;", before) != NULL)
        return g_ascii_isalpha(text[at - 2]) || text[at - 2] == ')';
    gsize n = 0;
    while (n < at && n < 30 && g_ascii_islower(text[at - 1 - n]))
        n++;
    if (n < MIN_WORD || (n < at && g_ascii_isalnum(text[at - 1 - n])))
        return FALSE;
    return vl_word_is_prose(text + at - n, n) &&
           !VL_WORD_IN(text + at - n, n, numbered);
}

/* Digits that stood raised on the page and lie flat in the text. */
static gsize
flat_length(const char *text, gsize at, gsize n_bytes)
{
    const char *end = text + n_bytes;
    if (!follows_word(text, at, FALSE))
        return 0;
    gsize list = list_length(text + at, end, FALSE);
    const char *after = text + at + list;
    if (list == 0)
        return 0;
    if (after < end && (g_ascii_isalnum(*after) || *after == '%' ||
                        *after == '/' || joiner_length(after, end) == 3 ||
                        *after == '-'))
        return 0;
    if (after + 1 < end && strchr(".,:", *after) != NULL &&
        g_ascii_isdigit(after[1]))
        return 0;
    /* "metformin500 mg" lost its space: a unit would follow. */
    gsize gap = space_length(after, end);
    gboolean capital = after + gap >= end ||
                       !g_ascii_islower(after[gap]);
    gsize letters = 0;
    while (after + gap + letters < end &&
           g_ascii_isalpha(after[gap + letters]))
        letters++;
    g_autofree char *word = g_ascii_strdown(after + gap, (gssize)letters);
    return capital || !vl_word_is_unit(word, letters) ||
                   !g_ascii_isalpha(text[at - 1])
               ? list
               : 0;
}

static gsize
raised_length(const char *text, gsize at, gsize n_bytes)
{
    gunichar first = g_utf8_get_char(text + at);
    if (first == 0x207A || first == 0x207B || !follows_word(text, at, TRUE))
        return 0;
    const char *p = text + at;
    const char *end = text + n_bytes;
    gboolean digit = FALSE;
    while (p < end) {
        gunichar c = g_utf8_get_char(p);
        if (vl_is_superscript(c))
            digit |= c != 0x207B && c != 0x207A;
        else if (!digit || joiner_length(p, end) == 0 ||
                 p + joiner_length(p, end) >= end ||
                 !vl_is_superscript(
                     g_utf8_get_char(p + joiner_length(p, end))))
            break;
        p = g_utf8_next_char(p);
    }
    return digit ? (gsize)(p - text) - at : 0;
}

gsize
vl_marker_length(const char *text, gsize at, gsize n_bytes)
{
    if (at >= n_bytes)
        return 0;
    char c = text[at];
    gsize sure = c == '[' || c == '(' ? raised_list_length(text, at, n_bytes)
                                      : 0;
    if (sure > 0)
        return sure;
    if (c == '[')
        return bracket_length(text, at, n_bytes);
    if (c == '(')
        return author_length(text, at, n_bytes);
    if (g_ascii_isdigit(c))
        return flat_length(text, at, n_bytes);
    if ((guchar)c >= 0xC2 &&
        vl_is_superscript(g_utf8_get_char(text + at)))
        return raised_length(text, at, n_bytes);
    return 0;
}

GArray *
vl_marker_numbers(const char *marker, gsize n_bytes)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    gboolean range = FALSE, any = FALSE;
    guint value = 0, last = 0;
    const char *end = marker + n_bytes;
    for (const char *p = marker;; p = g_utf8_next_char(p)) {
        char form[VL_FOLD_MAX] = "";
        VlCharClass class =
            p < end ? vl_fold_char(g_utf8_get_char(p), form) : VL_CHAR_SPACE;
        if (class == VL_CHAR_DIGIT) {
            value = MIN(value * 10 + (guint)(form[0] - '0'), 100000);
            any = TRUE;
            continue;
        }
        if (any) {
            for (guint n = last + 1; range && n < value &&
                                     value - last < MAX_RANGE; n++)
                g_array_append_val(numbers, n);
            g_array_append_val(numbers, value);
            last = value;
            range = FALSE;
        }
        any = FALSE;
        value = 0;
        range |= class == VL_CHAR_DASH;
        if (p >= end)
            break;
    }
    return numbers;
}
