#include "config.h"

#include "text/furniture.h"

#include <string.h>

#include "text/range.h"

/* Lines with text at the head and at the foot of a page that may be
 * furniture, and the pages that they have to come back on. */
#define HEAD_LINES 4
#define FOOT_LINES 5
#define MIN_PAGES 3
/* A reading order may put them anywhere on the page: then they have to come
 * back on so many of a hundred, and hold more letters. */
#define MIN_SHARE 40
#define MIN_LETTERS_AMID 8
/* Fewer letters may be a row of a table. */
#define MIN_LETTERS 4
#define MAX_LINE 300

typedef struct {
    gsize start, end; /* white space around it left out */
    guint page;       /* from 0 */
    gboolean edge;    /* among the first or last lines with text */
    guint letters;    /* in key */
    char *key;        /* masked; NULL when it is a number or too long */
    gint64 number;    /* of a lone page number; -1 */
} Line;

static void
line_clear(gpointer data)
{
    g_free(((Line *)data)->key);
}

/* The line with digits masked and white space collapsed; NULL when it has
 * too few letters. */
static char *
mask(const char *text, gsize length, guint *n_letters)
{
    guint letters = 0;
    g_autoptr(GString) key = g_string_sized_new(length);
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        letters += g_unichar_isalpha(c);
        if (g_unichar_isdigit(c))
            c = '#';
        else if (g_unichar_isspace(c) || g_unichar_iscntrl(c))
            c = ' ';
        char last = key->len > 0 ? key->str[key->len - 1] : '\0';
        if ((c == '#' || c == ' ') && (gunichar)(guchar)last == c)
            continue;
        g_string_append_unichar(key, c);
    }
    *n_letters = letters;
    return letters >= MIN_LETTERS ? g_strdup(key->str) : NULL;
}

/* "56" and, of electronic pages, "e231". */
static gint64
lone_number(const char *text, gsize length)
{
    gint64 value = 0;
    if (length > 1 && (*text == 'e' || *text == 'E' || *text == 'S')) {
        text++;
        length--;
    }
    if (length == 0 || length > 5)
        return -1;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/* The lines of a page that have text: VlRange. */
static void
page_lines(const char *text, gsize from, gsize to, GArray *ranges)
{
    g_array_set_size(ranges, 0);
    while (from < to) {
        const char *newline = memchr(text + from, '\n', to - from);
        gsize end = newline != NULL ? (gsize)(newline - text) : to;
        VlRange line = {from, end};
        while (line.start < line.end && g_ascii_isspace(text[line.start]))
            line.start++;
        while (line.end > line.start && g_ascii_isspace(text[line.end - 1]))
            line.end--;
        if (line.end > line.start)
            g_array_append_val(ranges, line);
        from = end + 1;
    }
}

/* "Page 2 of 7" that the reading order put among the text. */
static gboolean
is_page_line(const char *text, gsize length)
{
    static const char *const forms[] = {
        "page # of #", "page # sur #", "page #/#", "page #",
        "page # / #", "p. #", "seite # von #",
        "(page number not for citation purposes)",
        "page # of # (page number not for citation purposes)",
    };
    guint letters;
    g_autofree char *key = length <= 80 ? mask(text, length, &letters) : NULL;
    if (key == NULL)
        return FALSE;
    g_autofree char *lower = g_utf8_strdown(key, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
        if (g_str_equal(lower, forms[i]))
            return TRUE;
    return FALSE;
}

static void
collect_page(const char *text, const GArray *ranges, guint page,
             GArray *lines)
{
    for (guint i = 0; i < ranges->len; i++) {
        const VlRange *range = &g_array_index(ranges, VlRange, i);
        gsize length = range->end - range->start;
        if (length > MAX_LINE)
            continue;
        Line line = {.start = range->start, .end = range->end, .page = page};
        line.edge = i < HEAD_LINES || i + FOOT_LINES >= ranges->len ||
                    is_page_line(text + range->start, length);
        line.number = lone_number(text + range->start, length);
        line.key = mask(text + range->start, length, &line.letters);
        g_array_append_val(lines, line);
    }
}

static GArray *
collect(const char *text, gsize n_bytes, guint *n_pages)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    g_array_set_clear_func(lines, line_clear);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(VlRange));
    gsize from = 0;
    *n_pages = 0;
    for (;;) {
        const char *feed = memchr(text + from, '\f', n_bytes - from);
        gsize to = feed != NULL ? (gsize)(feed - text) : n_bytes;
        page_lines(text, from, to, ranges);
        collect_page(text, ranges, (*n_pages)++, lines);
        if (feed == NULL)
            return lines;
        from = to + 1;
    }
}

/* Counts on how many pages each key stands: the low half of the value, with
 * the last page counted in the high half. */
typedef struct {
    guint pages, last_page;
} Count;

static void
count(GHashTable *counts, gpointer key, guint page)
{
    Count *seen = g_hash_table_lookup(counts, key);
    if (seen == NULL) {
        seen = g_new0(Count, 1);
        seen->last_page = G_MAXUINT;
        g_hash_table_insert(counts, key, seen);
    }
    if (seen->last_page != page)
        seen->pages++;
    seen->last_page = page;
}

/* The counts of all lines. */
typedef struct {
    guint n_pages;
    GHashTable *edges;  /* keys of lines at the edges */
    GHashTable *all;    /* keys of all lines */
    GHashTable *shifts; /* numbers less their page */
    GHashTable *same;   /* numbers at the edges */
} Counts;

/* What page numbers have in common: the number less the page. */
static gpointer
shift_of(const Line *line)
{
    return GINT_TO_POINTER((gint)(line->number - (gint64)line->page));
}

static void
count_lines(const GArray *lines, Counts *counts)
{
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        if (line->key != NULL) {
            count(counts->all, line->key, line->page);
            if (line->edge)
                count(counts->edges, line->key, line->page);
        }
        if (line->number < 0)
            continue;
        count(counts->shifts, shift_of(line), line->page);
        if (line->edge)
            count(counts->same, GINT_TO_POINTER((gint)line->number),
                  line->page);
    }
}

static guint
pages_of(GHashTable *counts, gconstpointer key)
{
    const Count *seen = g_hash_table_lookup(counts, key);
    return seen == NULL ? 0 : seen->pages;
}

static gboolean
is_on_many(const Counts *counts, guint pages)
{
    return pages >= MIN_PAGES && pages * 100 >= counts->n_pages * MIN_SHARE;
}

/* Page numbers count with the pages wherever the order put them; one
 * publisher prints "123" at the foot of every page. */
static gboolean
is_page_number(const Counts *counts, const Line *line)
{
    if (line->number < 0)
        return FALSE;
    guint pages = pages_of(counts->shifts, shift_of(line));
    if (is_on_many(counts, pages) || (line->edge && pages >= MIN_PAGES))
        return TRUE;
    return line->edge &&
           is_on_many(counts, pages_of(counts->same, GINT_TO_POINTER(
                                                        (gint)line->number)));
}

static gboolean
is_furniture(const Counts *counts, const Line *line)
{
    if (is_page_number(counts, line))
        return TRUE;
    if (line->key == NULL)
        return FALSE;
    if (line->edge && pages_of(counts->edges, line->key) >= MIN_PAGES)
        return TRUE;
    /* What is no edge here has to be one elsewhere: a table's row is not. */
    return line->letters >= MIN_LETTERS_AMID &&
           pages_of(counts->edges, line->key) > 0 &&
           is_on_many(counts, pages_of(counts->all, line->key));
}

GArray *
vl_furniture_find(const char *text, gsize n_bytes)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(VlRange));
    guint n_pages = 0;
    g_autoptr(GArray) lines = collect(text, n_bytes, &n_pages);
    if (n_pages < MIN_PAGES)
        return found;
    g_autoptr(GHashTable) edges =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GHashTable) all =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GHashTable) shifts =
        g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GHashTable) same =
        g_hash_table_new_full(NULL, NULL, NULL, g_free);
    Counts counts = {n_pages, edges, all, shifts, same};
    count_lines(lines, &counts);
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        VlRange range = {line->start, line->end};
        if (is_furniture(&counts, line))
            g_array_append_val(found, range);
    }
    return found;
}
