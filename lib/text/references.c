#include "config.h"

#include "text/references.h"

#include <string.h>

#include "base/unicode.h"
#include "text/range.h"
#include "text/words.h"

/* So many references have to be cited and listed, and this share of them,
 * before a number in round or square brackets is believed to be one. */
#define MIN_CITED 8
#define CITED_PERCENT 60
#define LISTED_PERCENT 85
#define MAX_NUMBER 999
#define MAX_LIST 120 /* bytes in brackets */

/* A pair of brackets with a list of numbers in it. */
typedef struct {
    gsize start, end; /* bytes between the brackets */
    GArray *numbers;  /* guint */
} List;

static gboolean
is_list_char(gunichar c)
{
    return (c < 128 && g_ascii_isdigit((char)c)) || c == ',' || c == ';' ||
           c == '-' || (c >= 0x2010 && c <= 0x2014) || c == 0x2212 ||
           c == ' ' || c == '\n' || c == 0xA0 || c == 0x2009;
}

/* The list in the brackets that open at byte at; numbers is NULL when there
 * is none. */
static List
read_list(const char *text, gsize at, gsize n_bytes, char close)
{
    List list = {at + 1, at + 1, NULL};
    gsize limit = MIN(n_bytes, at + MAX_LIST);
    gboolean digit = FALSE;
    while (list.end < limit && text[list.end] != close) {
        const char *p = text + list.end;
        gunichar c = g_utf8_get_char(p);
        if (!is_list_char(c))
            return list;
        digit |= c < 128 && g_ascii_isdigit((char)c);
        list.end = (gsize)(g_utf8_next_char(p) - text);
    }
    if (!digit || list.end >= limit || text[at + 1] == ' ' ||
        text[at + 1] == '0' || text[at + 1] == '-')
        return list;
    list.numbers =
        vl_marker_numbers(text + list.start, list.end - list.start);
    return list;
}

static gsize
skip_back(const char *text, gsize at)
{
    while (at > 0 && (g_ascii_isspace(text[at - 1]) ||
                      (at > 1 && memcmp(text + at - 2, "\xC2\xA0", 2) == 0)))
        at--;
    return at;
}

/* A hyphen before byte at, behind a letter: "MMP-9". */
static gboolean
is_hyphen(const char *text, gsize at)
{
    return at > 1 && text[at - 1] == '-' && g_ascii_isalpha(text[at - 2]);
}

/* May a reference stand here?  Not behind a number or a sign, nor behind
 * what is numbered: "Table (3)", "day (3)". */
static gboolean
may_cite(const char *text, gsize at)
{
    gsize end = skip_back(text, at);
    if (end == 0)
        return FALSE;
    const char *last = g_utf8_find_prev_char(text, text + end);
    gunichar c = g_utf8_get_char(last);
    if (c < 128 && strchr(".,;:)]\"'", (int)c) != NULL)
        return TRUE;
    if (c == 0x201D || c == 0x2019 || c == 0xBB || c == 0xAE || c == 0x2122)
        return TRUE;
    gsize start = end;
    gboolean letter = FALSE;
    while (start > 0 && (g_ascii_isalnum(text[start - 1]) ||
                         (guchar)text[start - 1] >= 0x80 ||
                         is_hyphen(text, start))) {
        start--;
        letter |= !g_ascii_isdigit(text[start]);
    }
    /* "12 (3)" and "= (3)" are data, "CD44 [3]" is not. */
    if (!letter || g_ascii_isdigit(text[start]) || end - start < 2)
        return FALSE;
    g_autofree char *word = g_utf8_strdown(text + start, (gssize)(end - start));
    gsize n = strlen(word);
    return !vl_word_is_unit(word, n) && !vl_marker_is_numbered(word, n);
}

static gboolean
is_behind(const char *text, gsize at, gsize n_bytes)
{
    while (at < n_bytes && text[at] == ' ')
        at++;
    return at >= n_bytes || strchr("=<>%", text[at]) == NULL;
}

typedef void (*ListFunc)(const List *list, gpointer data);

static void
each_list(const char *text, gsize n_bytes, char open, ListFunc func,
          gpointer data)
{
    char close = open == '(' ? ')' : ']';
    const char *p = text;
    while ((p = memchr(p, open, n_bytes - (gsize)(p - text))) != NULL) {
        gsize at = (gsize)(p - text);
        p++;
        if (at + 2 >= n_bytes || !g_ascii_isdigit(text[at + 1]))
            continue;
        List list = read_list(text, at, n_bytes, close);
        if (list.numbers == NULL)
            continue;
        if (may_cite(text, at) && is_behind(text, list.end + 1, n_bytes))
            func(&list, data);
        g_array_unref(list.numbers);
    }
}

/* Which of the numbers up to MAX_NUMBER were seen. */
typedef struct {
    guint8 seen[MAX_NUMBER + 1];
    guint highest; /* that the list of references goes to */
    guint fits, misfits;
} Numbers;

static void
count_list(const List *list, gpointer data)
{
    Numbers *cited = data;
    gboolean fits = TRUE;
    for (guint i = 0; i < list->numbers->len; i++) {
        guint number = g_array_index(list->numbers, guint, i);
        if (number > MAX_NUMBER)
            return; /* a year */
        fits &= number <= cited->highest;
        cited->seen[number] = TRUE;
    }
    cited->fits += fits;
    cited->misfits += !fits;
}

/* The number of a line that starts "12. ", "[12] " or "12 ", or is nothing
 * else; 0: none. */
static guint
line_number(const char *text, gsize at, gsize n_bytes)
{
    if (text[at] == '[' || text[at] == '(')
        at++;
    guint number = 0;
    gsize digits = 0;
    while (at < n_bytes && digits < 4 && g_ascii_isdigit(text[at])) {
        number = number * 10 + (guint)(text[at++] - '0');
        digits++;
    }
    gboolean ends = at >= n_bytes || strchr(".)] \t\n", text[at]) != NULL;
    return ends && number <= MAX_NUMBER ? number : 0;
}

/* How far the numbered lines go on from 1 without many gaps: columns and
 * pages may have mixed their order. */
static guint
count_listed(const char *text, gsize n_bytes)
{
    Numbers listed = {0};
    for (gsize at = 0; at < n_bytes;) {
        listed.seen[line_number(text, at, n_bytes)] = TRUE;
        const char *end = memchr(text + at, '\n', n_bytes - at);
        if (end == NULL)
            break;
        at = (gsize)(end - text) + 1;
    }
    guint last = 0, n = 0;
    for (guint i = 1; i <= MAX_NUMBER; i++) {
        n += listed.seen[i];
        if (listed.seen[i] && n * 100 >= i * LISTED_PERCENT)
            last = i;
    }
    return last;
}

/* The highest reference that such brackets cite; 0: they do not. */
static guint
find_style(const char *text, gsize n_bytes, char open, guint listed)
{
    Numbers cited = {.highest = listed};
    each_list(text, n_bytes, open, count_list, &cited);
    guint n = 0;
    for (guint i = 1; i <= listed; i++)
        n += cited.seen[i];
    gboolean enough = n >= MIN_CITED && n * 100 >= listed * CITED_PERCENT;
    return enough && cited.misfits * 4 <= cited.fits ? listed : 0;
}

VlReferences
vl_references_find(const char *text, gsize n_bytes)
{
    VlReferences references = {0};
    guint listed = count_listed(text, n_bytes);
    if (listed < MIN_CITED)
        return references;
    references.brackets = find_style(text, n_bytes, '[', listed);
    /* Where references stand in square brackets, round ones hold equations
     * and data. */
    if (references.brackets == 0)
        references.parentheses = find_style(text, n_bytes, '(', listed);
    return references;
}

typedef struct {
    const char *text;
    guint highest;
    gsize done;
    GString *out;
} Raising;

static void
raise_list(const List *list, gpointer data)
{
    Raising *raising = data;
    for (guint i = 0; i < list->numbers->len; i++)
        if (g_array_index(list->numbers, guint, i) > raising->highest)
            return;
    if (raising->out == NULL)
        raising->out = g_string_new(NULL);
    g_string_append_len(raising->out, raising->text + raising->done,
                        (gssize)(list->start - raising->done));
    for (gsize at = list->start; at < list->end; at++) {
        char c = raising->text[at];
        if (g_ascii_isdigit(c))
            g_string_append_unichar(raising->out, vl_superscript(c));
        else
            g_string_append_c(raising->out, c);
    }
    raising->done = list->end;
}

char *
vl_references_raise(VlReferences references, const char *text, gsize n_bytes,
                    gsize *n_raised)
{
    gboolean round = references.parentheses > 0;
    guint highest = round ? references.parentheses : references.brackets;
    Raising raising = {.text = text, .highest = highest};
    if (highest == 0)
        return NULL;
    each_list(text, n_bytes, round ? '(' : '[', raise_list, &raising);
    if (raising.out == NULL)
        return NULL;
    g_string_append_len(raising.out, text + raising.done,
                        (gssize)(n_bytes - raising.done));
    *n_raised = raising.out->len;
    return g_string_free(raising.out, FALSE);
}

/* Bytes of the list of numbers that starts at byte from; no sign, space or
 * letter is in it. */
static gsize
flat_list(const char *text, gsize from, gsize to)
{
    gsize at = from;
    while (at < to && (g_ascii_isdigit(text[at]) || text[at] == ',' ||
                       text[at] == '-' ||
                       (at + 3 <= to &&
                        (memcmp(text + at, "\xE2\x80\x93", 3) == 0 ||
                         memcmp(text + at, "\xE2\x80\x90", 3) == 0))))
        at += (guchar)text[at] >= 0x80 ? 3 : 1;
    return g_ascii_isdigit(text[from]) && at == to ? at - from : 0;
}

char *
vl_references_raise_ranges(const char *text, gsize n_bytes,
                           const GArray *ranges, gsize *n_raised)
{
    g_autoptr(GString) out = g_string_new(NULL);
    gsize done = 0;
    gboolean any = FALSE;
    for (guint i = 0; i < ranges->len; i++) {
        const VlRange *range = &g_array_index(ranges, VlRange, i);
        if (range->start < done || range->end > n_bytes)
            continue;
        g_string_append_len(out, text + done, (gssize)(range->start - done));
        done = range->start;
        gsize list = flat_list(text, range->start, range->end);
        if (list == 0 || !vl_marker_may_be_cited(text, range->start))
            continue;
        any = TRUE;
        for (; done < range->end; done++) {
            if (g_ascii_isdigit(text[done]))
                g_string_append_unichar(out, vl_superscript(text[done]));
            else
                g_string_append_c(out, text[done]);
        }
    }
    if (!any)
        return NULL;
    g_string_append_len(out, text + done, (gssize)(n_bytes - done));
    *n_raised = out->len;
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
vl_references_lower(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        for (char digit = '0'; digit <= '9'; digit++)
            if (c == vl_superscript(digit))
                c = (gunichar)digit;
        g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}
