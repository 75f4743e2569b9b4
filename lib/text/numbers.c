#include "config.h"

#include "text/numbers.h"

#include <string.h>

typedef struct {
    const char *word;
    int value;
} Word;

static const Word words[] = {
    {"zero", 0},       {"one", 1},        {"two", 2},
    {"three", 3},      {"four", 4},       {"five", 5},
    {"six", 6},        {"seven", 7},      {"eight", 8},
    {"nine", 9},       {"ten", 10},       {"eleven", 11},
    {"twelve", 12},    {"thirteen", 13},  {"fourteen", 14},
    {"fifteen", 15},   {"sixteen", 16},   {"seventeen", 17},
    {"eighteen", 18},  {"nineteen", 19},  {"twenty", 20},
    {"thirty", 30},    {"forty", 40},     {"fifty", 50},
    {"sixty", 60},     {"seventy", 70},   {"eighty", 80},
    {"ninety", 90},    {"hundred", 100},  {"thousand", 1000},
    {"million", 1000000},
    {"first", 1},      {"second", 2},     {"third", 3},
    {"fourth", 4},     {"fifth", 5},      {"once", 1},
    {"twice", 2},      {"thrice", 3},     {"half", 2},
    {"un", 1},         {"deux", 2},       {"trois", 3},
    {"quatre", 4},     {"cinq", 5},       {"sept", 7},
    {"huit", 8},       {"neuf", 9},       {"dix", 10},
    {"onze", 11},      {"douze", 12},     {"treize", 13},
    {"quatorze", 14},  {"quinze", 15},    {"seize", 16},
    {"vingt", 20},     {"trente", 30},    {"quarante", 40},
    {"cinquante", 50}, {"soixante", 60},  {"cent", 100},
    {"cents", 100},    {"mille", 1000},
};

int
vl_number_word(const char *word, gsize length)
{
    /* Most differ in their first letter. */
    for (gsize i = 0; length > 0 && i < G_N_ELEMENTS(words); i++)
        if (words[i].word[0] == word[0] && strlen(words[i].word) == length &&
            memcmp(words[i].word, word, length) == 0)
            return words[i].value;
    return -1;
}

typedef struct {
    const char *p, *end;
} Cursor;

static gsize
count_digits(const Cursor *cursor, gsize from)
{
    gsize n = 0;
    while (cursor->p + from + n < cursor->end &&
           g_ascii_isdigit(cursor->p[from + n]))
        n++;
    return n;
}

/* The length of a decimal mark at p, 0 for none. */
static gsize
decimal_mark(const char *p, const char *end)
{
    static const char *const dots[] = {"\xC2\xB7", "\xE2\x88\x99",
                                       "\xE2\x8B\x85", "\xE2\x80\xA7"};
    if (p < end && (*p == '.' || *p == ','))
        return 1;
    for (gsize i = 0; i < G_N_ELEMENTS(dots); i++) {
        gsize n = strlen(dots[i]);
        if ((gsize)(end - p) >= n && memcmp(p, dots[i], n) == 0)
            return n;
    }
    return 0;
}

/* Groups of three digits after the mark: "1,234,567".  Appends them and
 * gives their length. */
static gsize
take_groups(const Cursor *cursor, gsize at, char mark, GString *key)
{
    gsize start = at;
    while (cursor->p + at < cursor->end && cursor->p[at] == mark &&
           count_digits(cursor, at + 1) == 3) {
        g_string_append_len(key, cursor->p + at + 1, 3);
        at += 4;
    }
    return at - start;
}

/* "e-5" directly after the digits. */
static gsize
take_exponent(const Cursor *cursor, gsize at, GString *key)
{
    const char *p = cursor->p + at;
    if (p >= cursor->end || (*p != 'e' && *p != 'E'))
        return 0;
    gsize length = 1;
    gboolean minus = FALSE;
    if (p + 1 < cursor->end && (p[1] == '-' || p[1] == '+')) {
        minus = p[1] == '-';
        length++;
    } else if (cursor->end - p > 4 &&
               memcmp(p + 1, "\xE2\x88\x92", 3) == 0) {
        minus = TRUE;
        length += 3;
    }
    gsize digits = count_digits(cursor, at + length);
    if (digits == 0)
        return 0;
    g_string_append(key, minus ? "e-" : "e");
    g_string_append_len(key, p + length, (gssize)digits);
    return length + digits;
}

static gsize
take_decimals(const Cursor *cursor, gsize at, GString *key)
{
    gsize mark = decimal_mark(cursor->p + at, cursor->end);
    gsize digits = mark > 0 ? count_digits(cursor, at + mark) : 0;
    if (digits == 0)
        return 0;
    g_string_append_c(key, '.');
    g_string_append_len(key, cursor->p + at + mark, (gssize)digits);
    return mark + digits;
}

gsize
vl_number_scan(const char *text, gsize n_bytes, GString *key)
{
    Cursor cursor = {text, text + n_bytes};
    gsize whole = count_digits(&cursor, 0);
    if (whole == 0) {
        gsize mark = decimal_mark(text, cursor.end);
        if (mark == 0 || *text == ',' || count_digits(&cursor, mark) == 0)
            return 0;
        g_string_append_c(key, '0');
    }
    g_string_append_len(key, text, (gssize)whole);
    gsize at = whole;
    if (whole >= 1 && whole <= 3 && text[0] != '0') {
        gsize groups = take_groups(&cursor, at, ',', key);
        /* "1.234.567" and "1.234,5" are thousands; "1.234" is a decimal. */
        gsize mark = key->len;
        if (groups == 0) {
            groups = take_groups(&cursor, at, '.', key);
            gboolean comma = cursor.p + at + groups + 1 < cursor.end &&
                             text[at + groups] == ',' &&
                             g_ascii_isdigit(text[at + groups + 1]);
            if (groups < 8 && !(groups == 4 && comma)) {
                g_string_truncate(key, mark);
                groups = 0;
            }
        }
        at += groups;
    }
    at += take_decimals(&cursor, at, key);
    at += take_exponent(&cursor, at, key);
    return at;
}
