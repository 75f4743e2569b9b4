#include "config.h"

#include "reading/furniture.h"

#include <string.h>

#include "base/unicode.h"

#define HEAD_LINES 4
#define FOOT_LINES 5
#define MIN_PAGES 3
#define MIN_SHARE_PERCENT 40
/* A shorter pattern ("[#].", "# mg") may well be the end of a sentence. */
#define MIN_LETTERS 6
/* No page number has more digits. */
#define MAX_DIGITS 5

/* The line with each run of digits as one '#' and each run of white space
 * as one space. */
static char *
mask(const char *text, gsize n)
{
    GString *out = g_string_sized_new(n);
    for (gsize i = 0; i < n; i++) {
        char c = text[i];
        if (g_ascii_isdigit(c))
            c = '#';
        else if (g_ascii_isspace(c) || (unsigned char)c < 0x20)
            c = ' ';
        char last = out->len > 0 ? out->str[out->len - 1] : '\0';
        if ((c == '#' || c == ' ') && last == c)
            continue;
        g_string_append_c(out, c);
    }
    return g_string_free(out, FALSE);
}

static guint
count_letters(const char *text)
{
    guint n = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        n += g_unichar_isalpha(g_utf8_get_char(p));
    return n;
}

static gboolean
at_edge(const VlLines *lines, guint i)
{
    guint page = vl_lines_get(lines, i)->page;
    return i < HEAD_LINES || i + FOOT_LINES >= lines->lines->len ||
           vl_lines_get(lines, i - HEAD_LINES)->page != page ||
           vl_lines_get(lines, i + FOOT_LINES)->page != page;
}

typedef struct {
    guint last_page, n_pages;
} Repeat;

static gboolean
is_frequent(const VlLines *lines, guint n_pages)
{
    guint all = lines->document->pages->len;
    return n_pages >= MIN_PAGES && n_pages * 100 >= all * MIN_SHARE_PERCENT;
}

static gboolean
was_frequent(const VlLines *lines, GHashTable *repeats, const char *key)
{
    const Repeat *repeat = g_hash_table_lookup(repeats, key);
    return repeat != NULL && is_frequent(lines, repeat->n_pages);
}

static void
count(GHashTable *repeats, const char *key, guint page)
{
    Repeat *repeat = g_hash_table_lookup(repeats, key);
    if (repeat == NULL) {
        repeat = g_new0(Repeat, 1);
        g_hash_table_insert(repeats, g_strdup(key), repeat);
    }
    repeat->n_pages += repeat->last_page != page;
    repeat->last_page = page;
}

static char *
mask_line(const VlLines *lines, const VlLine *line)
{
    return mask(lines->document->text + line->start, line->end - line->start);
}

static void
find_repeats(VlLines *lines)
{
    g_autoptr(GHashTable) repeats =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < lines->lines->len; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        g_autofree char *key =
            at_edge(lines, i) ? mask_line(lines, line) : NULL;
        if (key != NULL && count_letters(key) >= MIN_LETTERS)
            count(repeats, key, line->page);
    }
    for (guint i = 0; i < lines->lines->len; i++) {
        VlLine *line = vl_lines_get(lines, i);
        g_autofree char *key =
            at_edge(lines, i) ? mask_line(lines, line) : NULL;
        if (key != NULL && was_frequent(lines, repeats, key))
            line->kind = VL_LINE_FURNITURE;
    }
}

/* The number of a line that is nothing but a page number ("12", "e12"),
 * else 0. */
static guint
lone_number(const VlLines *lines, const VlLine *line)
{
    const char *p = lines->document->text + line->start;
    gsize n = line->end - line->start;
    if (n > 1 && (*p == 'e' || *p == 'E' || *p == 'S')) {
        p++;
        n--;
    }
    if (n == 0 || n > MAX_DIGITS)
        return 0;
    guint number = 0;
    for (gsize i = 0; i < n; i++) {
        if (!g_ascii_isdigit(p[i]))
            return 0;
        number = number * 10 + (guint)(p[i] - '0');
    }
    return number;
}

/* Page numbers count with the pages: the same difference on many pages.
 * One publisher prints the number "123" at the foot of every page. */
static void
find_page_numbers(VlLines *lines)
{
    g_autoptr(GHashTable) differences =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < lines->lines->len; i++) {
            VlLine *line = vl_lines_get(lines, i);
            guint number = lone_number(lines, line);
            if (number == 0)
                continue;
            g_autofree char *key =
                g_strdup_printf("%d", (int)number - (int)line->page);
            g_autofree char *same =
                at_edge(lines, i) ? g_strdup_printf("=%u", number) : NULL;
            if (pass == 0) {
                count(differences, key, line->page);
                if (same != NULL)
                    count(differences, same, line->page);
                continue;
            }
            if (was_frequent(lines, differences, key) ||
                (same != NULL && was_frequent(lines, differences, same)))
                line->kind = VL_LINE_FURNITURE;
        }
    }
}

/* "Page 3 of 12" and what some publishers put below it. */
static const char *const page_notes[] = {
    "page # of #",
    "page # / #",
    "page #/#",
    "page # sur #",
    "# of #",
    "(page number not for citation purposes)",
    "page # of # (page number not for citation purposes)",
};

static void
find_page_notes(VlLines *lines)
{
    for (guint i = 0; i < lines->lines->len; i++) {
        VlLine *line = vl_lines_get(lines, i);
        if (line->end - line->start > 80)
            continue;
        g_autofree char *key = mask_line(lines, line);
        g_autofree char *lower = g_utf8_strdown(key, -1);
        for (guint k = 0; k < G_N_ELEMENTS(page_notes); k++)
            if (g_str_equal(lower, page_notes[k]))
                line->kind = VL_LINE_FURNITURE;
    }
}

void
vl_furniture_label(VlLines *lines, VlReading *reading)
{
    if (lines->document->pages->len < MIN_PAGES)
        return;
    find_repeats(lines);
    find_page_numbers(lines);
    find_page_notes(lines);

    const char *text = lines->document->text;
    gsize byte = 0, point = 0;
    for (guint i = 0; i < lines->lines->len; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        if (line->kind != VL_LINE_FURNITURE)
            continue;
        point += vl_utf8_length(text + byte, (gssize)(line->start - byte));
        byte = line->start;
        VlSpan span = {point, point + line->n_chars};
        g_array_append_val(reading->furniture, span);
    }
}
