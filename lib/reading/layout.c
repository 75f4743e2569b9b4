#include "config.h"

#include "reading/layout.h"

#include <string.h>

#include "reading/places.h"

/* ---- Heads and feet ---- */

/* Heads and feet stand within so many hundredths of the page's text. */
#define MARGIN 7
/* Heights that differ by less, in tenths of a point, are the same. */
#define SAME_HEIGHT 25
#define MIN_PAGES 3
#define MAX_MARGIN_LINE 160

/* The text with digits as '#' and without white space; the caller frees. */
static char *
mask(const VlLines *lines, const VlLine *line)
{
    GString *key = g_string_new(NULL);
    const char *text = lines->document->text;
    for (gsize i = line->start; i < line->end; i++) {
        char c = text[i];
        if (g_ascii_isdigit(c))
            c = '#';
        if (g_ascii_isspace(c) ||
            (c == '#' && key->len > 0 && key->str[key->len - 1] == '#'))
            continue;
        g_string_append_c(key, c);
    }
    return g_string_free(key, FALSE);
}

/* The top of the first line and the foot of the last one of all pages. */
static void
find_reach(const VlLines *lines, int *top, int *foot)
{
    *top = G_MAXINT;
    *foot = 0;
    for (guint i = 0; i < lines->lines->len; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        if (line->place.size == 0)
            continue;
        *top = MIN(*top, line->place.y1);
        *foot = MAX(*foot, line->place.y2);
    }
}

typedef struct {
    guint page; /* of the last one seen */
    guint n_pages;
} Seen;

static char *
margin_key(const VlLines *lines, const VlLine *line, int top, int foot)
{
    int band = (foot - top) / 100 * MARGIN;
    gboolean head = line->place.y2 <= top + band;
    if (line->place.size == 0 || line->kind != VL_LINE_TEXT ||
        line->n_chars > MAX_MARGIN_LINE ||
        (!head && line->place.y1 < foot - band))
        return NULL;
    g_autofree char *masked = mask(lines, line);
    return g_strdup_printf("%c%d %s", head ? 'h' : 'f',
                           (line->place.y1 + SAME_HEIGHT / 2) / SAME_HEIGHT,
                           masked);
}

static void
count_margin(GHashTable *seen, char *key, guint page)
{
    Seen *entry = g_hash_table_lookup(seen, key);
    if (entry == NULL) {
        entry = g_new0(Seen, 1);
        g_hash_table_insert(seen, g_strdup(key), entry);
    }
    entry->n_pages += entry->page != page;
    entry->page = page;
}

void
vl_layout_find_margins(VlLines *lines)
{
    int top, foot;
    find_reach(lines, &top, &foot);
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    guint n = lines->lines->len;
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < n; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        char *key = margin_key(lines, line, top, foot);
        g_ptr_array_add(keys, key);
        if (key != NULL)
            count_margin(seen, key, line->page);
    }
    for (guint i = 0; i < n; i++) {
        const Seen *entry =
            keys->pdata[i] != NULL ? g_hash_table_lookup(seen, keys->pdata[i])
                                   : NULL;
        if (entry != NULL && entry->n_pages >= MIN_PAGES)
            vl_lines_get(lines, i)->kind = VL_LINE_FURNITURE;
    }
}

/* ---- Headings ---- */

#define MAX_HEADING_LINES 3
#define MAX_OWN_LINES 5 /* in letters of their own */
#define MAX_HEADING_CHARS 220
/* An indented line is so far to the right, in tenths of a point. */
#define INDENT 40

static gboolean
same_size(const VlLine *a, const VlLine *b)
{
    return ABS(a->place.size - b->place.size) <= 1;
}

/* In another size than the text, or in a font whose lines are lower: bold
 * ones often are. */
static gboolean
has_own_letters(const VlLines *lines, const VlLine *line)
{
    int height = line->place.y2 - line->place.y1;
    return ABS(line->place.size - lines->usual_size) > 1 ||
           height * 100 <= lines->usual_height * 93;
}

static gboolean
is_usual(const VlLines *lines, const VlLine *line)
{
    return ABS(line->place.size - lines->usual_size) <= 1;
}

/* "Title", "2.1 Title", "ii) title": any letter but a small one, or a number
 * with a bracket. */
static gboolean
starts_heading(const VlLines *lines, const VlLine *line)
{
    const char *text = lines->document->text + line->start;
    gsize n = strspn(text, "ivxabcdefgh");
    return !vl_lines_starts_lower(lines, line) ||
           (n > 0 && n <= 4 && text[n] == ')');
}

/* Could the n lines from i on be a heading, by their words? */
static gboolean
reads_like_heading(const VlLines *lines, guint i, guint n)
{
    guint chars = 0, letters = 0;
    const char *text = lines->document->text;
    for (guint k = i; k < i + n; k++) {
        const VlLine *line = vl_lines_get(lines, k);
        if (line->kind != VL_LINE_TEXT || line->place.size == 0 ||
            vl_lines_ends_sentence(lines, line) ||
            !same_size(line, vl_lines_get(lines, i)))
            return FALSE;
        chars += line->n_chars;
        for (gsize at = line->start; at < line->end; at++)
            letters += g_ascii_isalpha(text[at]) != 0;
    }
    const VlLine *last = vl_lines_get(lines, i + n - 1);
    return chars <= MAX_HEADING_CHARS && letters * 2 > chars && letters >= 3 &&
           starts_heading(lines, vl_lines_get(lines, i)) &&
           strchr(",;:-(/", text[last->end - 1]) == NULL;
}

/* Lines that follow each other as those of a paragraph do. */
static gboolean
stand_together(const VlLines *lines, guint i, guint n)
{
    for (guint k = i + 1; k < i + n; k++)
        if (vl_places_step(lines, k) == 0 || vl_places_is_apart(lines, k))
            return FALSE;
    return TRUE;
}

static gboolean
starts_sentence(const VlLines *lines, const VlLine *line)
{
    gunichar c =
        g_utf8_get_char(lines->document->text + line->start);
    return g_unichar_isupper(c) || g_unichar_isdigit(c) || c == '(' ||
           c == '[' || c == 0xAB || c == 0x201C;
}

/* Do n lines from i on differ from what they head? */
static gboolean
differs_below(const VlLines *lines, guint i, guint n)
{
    const VlLine *first = vl_lines_get(lines, i);
    const VlLine *after = vl_lines_get(lines, i + n);
    return has_own_letters(lines, first) ||
           vl_places_is_apart(lines, i + n) ||
           after->place.x1 >= first->place.x1 + INDENT;
}

/* Do the lines from i on stand apart, or in letters of their own, from the
 * text that they head? */
static gboolean
is_set_as_heading(const VlLines *lines, guint i, guint n)
{
    const VlLine *first = vl_lines_get(lines, i);
    const VlLine *after = vl_lines_get(lines, i + n);
    if (vl_places_step(lines, i + n) == 0)
        return FALSE;
    if (after->kind != VL_LINE_HEADING &&
        (after->kind != VL_LINE_TEXT || !starts_sentence(lines, after) ||
         !is_usual(lines, after)))
        return FALSE;
    if (vl_places_is_apart(lines, i))
        return differs_below(lines, i, n);
    const VlLine *before = i > 0 ? vl_lines_get(lines, i - 1) : NULL;
    gboolean above = before == NULL || before->kind != VL_LINE_TEXT ||
                     vl_lines_ends_sentence(lines, before) ||
                     vl_places_step(lines, i) == 0;
    return above && ABS(first->place.size - lines->usual_size) > 1;
}

static guint
heading_length(const VlLines *lines, guint i)
{
    guint max = has_own_letters(lines, vl_lines_get(lines, i))
                    ? MAX_OWN_LINES
                    : MAX_HEADING_LINES;
    for (guint n = 1; n <= max && i + n < lines->lines->len; n++)
        if (reads_like_heading(lines, i, n) && stand_together(lines, i, n) &&
            is_set_as_heading(lines, i, n))
            return n;
    return 0;
}

static void
label(VlLines *lines, guint i, guint n, VlLineKind kind)
{
    for (guint k = i; k < i + n; k++)
        if (vl_lines_get(lines, k)->kind == VL_LINE_TEXT)
            vl_lines_get(lines, k)->kind = kind;
}

/* From the end on: a heading may head another one. */
static void
label_headings(VlLines *lines)
{
    for (guint i = lines->lines->len; i-- > 0;)
        if (vl_lines_get(lines, i)->kind == VL_LINE_TEXT)
            label(lines, i, heading_length(lines, i), VL_LINE_HEADING);
}

/* ---- Notes ---- */

#define MAX_NOTE_LINES 40

/* In letters that are clearly smaller than those of the text. */
static gboolean
is_small(const VlLines *lines, const VlLine *line)
{
    return line->place.size > 0 &&
           line->place.size * 100 <= lines->usual_size * 95;
}

/* The line of text before i, floats and notes passed over; NULL: none. */
static const VlLine *
text_before(const VlLines *lines, guint i)
{
    guint last = i > MAX_NOTE_LINES ? i - MAX_NOTE_LINES : 0;
    while (i-- > last)
        if (vl_lines_get(lines, i)->kind == VL_LINE_TEXT)
            return vl_lines_get(lines, i);
    return NULL;
}

/* A sentence is open before i and goes on, in a small letter, after what
 * stands between: gives the number of lines. */
static guint
note_length(const VlLines *lines, guint i)
{
    if (!is_small(lines, vl_lines_get(lines, i)))
        return 0;
    const VlLine *before = text_before(lines, i);
    if (before == NULL || !is_usual(lines, before) ||
        vl_lines_ends_sentence(lines, before))
        return 0;
    guint n = 1;
    while (i + n < lines->lines->len && n < MAX_NOTE_LINES &&
           vl_lines_get(lines, i + n)->kind != VL_LINE_HEADING &&
           (is_small(lines, vl_lines_get(lines, i + n)) ||
            vl_lines_get(lines, i + n)->kind != VL_LINE_TEXT))
        n++;
    if (i + n == lines->lines->len)
        return 0;
    const VlLine *after = vl_lines_get(lines, i + n);
    return after->kind == VL_LINE_TEXT && is_usual(lines, after) &&
                   vl_lines_starts_lower(lines, after)
               ? n
               : 0;
}

void
vl_layout_label(VlLines *lines)
{
    if (lines->leading == 0 || lines->paragraphs)
        return;
    for (guint i = 0; i < lines->lines->len; i++) {
        guint n = vl_lines_get(lines, i)->kind == VL_LINE_TEXT
                      ? note_length(lines, i)
                      : 0;
        label(lines, i, n, VL_LINE_FRONT);
        i += n > 0 ? n - 1 : 0;
    }
    label_headings(lines);
}
