#include "config.h"

#include "reading/lines.h"

#include <stdlib.h>
#include <string.h>

#include "model/repair.h"
#include "reading/columns.h"
#include "reading/places.h"

/* Lines shorter than this say nothing about the width of a column. */
#define MIN_COLUMN 20
/* A text file with longer lines has a paragraph a line. */
#define MAX_COLUMN 160

static gboolean
is_space(gunichar c)
{
    return g_unichar_isspace(c) || c < 0x20 || c == 0x7F;
}

static GArray *
find_changes(const VlLines *lines)
{
    const VlDocument *document = lines->document;
    GArray *changes = vl_document_find_changes(document);
    for (guint i = 0; i < changes->len; i++) {
        VlRepair *change = &g_array_index(changes, VlRepair, i);
        change->at =
            vl_utf8_index_to_bytes(lines->index, document->text, change->at);
    }
    return changes;
}

static int
compare_place(gconstpointer a, gconstpointer b)
{
    const VlRepair *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

gunichar
vl_lines_change_at(const VlLines *lines, gsize byte)
{
    const VlRepair key = {.at = byte};
    guint i = 0;
    return g_array_binary_search(lines->changes, &key, compare_place, &i)
               ? g_array_index(lines->changes, VlRepair, i).c
               : 0;
}

/* A control character may be a sign that was lost and found again. */
static gboolean
is_blank(const VlLines *lines, gsize at)
{
    gunichar c = g_utf8_get_char(lines->document->text + at);
    return is_space(c) &&
           (g_unichar_isspace(c) || vl_lines_change_at(lines, at) == 0);
}

static void
trim(const VlLines *lines, gsize *start, gsize *end)
{
    const char *text = lines->document->text;
    while (*start < *end && is_blank(lines, *start))
        *start = (gsize)(g_utf8_next_char(text + *start) - text);
    while (*end > *start) {
        const char *last = g_utf8_prev_char(text + *end);
        if (!is_blank(lines, (gsize)(last - text)))
            break;
        *end = (gsize)(last - text);
    }
}

static int
compare_guint(gconstpointer a, gconstpointer b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    return x < y ? -1 : x > y;
}

static guint
usual_length(const GArray *lines)
{
    g_autoptr(GArray) lengths = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < lines->len; i++) {
        guint n = g_array_index(lines, VlLine, i).n_chars;
        if (n >= MIN_COLUMN)
            g_array_append_val(lengths, n);
    }
    if (lengths->len == 0)
        return MIN_COLUMN;
    g_array_sort(lengths, compare_guint);
    return g_array_index(lengths, guint, lengths->len / 2);
}

static void
split(VlLines *lines, const char *text)
{
    guint page = 1;
    gboolean paragraph = TRUE;
    for (gsize at = 0; text[at] != '\0';) {
        gsize n = strcspn(text + at, "\n\f");
        VlLine line = {.start = at,
                       .end = at + n,
                       .page = page,
                       .kind = VL_LINE_TEXT,
                       .paragraph = paragraph};
        trim(lines, &line.start, &line.end);
        if (line.start < line.end) {
            line.n_chars = (guint)g_utf8_strlen(
                text + line.start, (gssize)(line.end - line.start));
            g_array_append_val(lines->lines, line);
        }
        paragraph = line.start == line.end;
        page += text[at + n] == '\f';
        at += n + (text[at + n] != '\0');
    }
}

VlSpan
vl_lines_span(const VlLines *lines, const VlLine *line)
{
    gsize start = vl_utf8_index_to_code_points(
        lines->index, lines->document->text, line->start);
    return (VlSpan){start, start + line->n_chars};
}

/* White space without ink is no secret. */
static gboolean
touches_any(const GArray *spans, VlSpan span)
{
    for (guint i = 0; i < spans->len; i++) {
        VlSpan hidden = g_array_index(spans, VlSpan, i);
        gsize start = MAX(hidden.start, span.start);
        gsize end = MIN(hidden.end, span.end);
        if (end >= start + 3)
            return TRUE;
    }
    return FALSE;
}

/* A scan that was read by OCR has its text under the picture: with ink where
 * its words are.  That the file calls itself one excuses no other. */
static void
quarantine(VlLines *lines)
{
    const VlDocument *document = lines->document;
    for (guint i = 0; i < lines->lines->len; i++) {
        VlLine *line = vl_lines_get(lines, i);
        if (line->page > document->pages->len)
            return;
        const VlPage *page = vl_document_page(document, line->page);
        VlSpan span = vl_lines_span(lines, line);
        if (touches_any(page->hidden, span) || touches_any(page->copies, span))
            line->kind = VL_LINE_HIDDEN;
    }
}

VlLines *
vl_lines_new(const VlDocument *document)
{
    VlLines *lines = g_new0(VlLines, 1);
    lines->document = document;
    lines->lines = g_array_new(FALSE, FALSE, sizeof(VlLine));
    lines->index = vl_utf8_index_new(document->text);
    lines->changes = find_changes(lines);
    split(lines, document->text);
    vl_places_split(lines);
    vl_columns_arrange(lines);
    vl_places_find(lines);
    vl_places_join(lines);
    quarantine(lines);
    lines->usual_chars = usual_length(lines->lines);
    lines->paragraphs = document->kind == VL_RENDERING_ABSTRACT ||
                        document->kind == VL_RENDERING_JATS ||
                        lines->usual_chars > MAX_COLUMN;
    return lines;
}

void
vl_lines_free(VlLines *lines)
{
    if (lines == NULL)
        return;
    g_array_unref(lines->lines);
    g_array_unref(lines->changes);
    vl_utf8_index_free(lines->index);
    g_free(lines);
}

char *
vl_lines_text(const VlLines *lines, const VlLine *line)
{
    return g_strndup(lines->document->text + line->start,
                     line->end - line->start);
}

gboolean
vl_lines_ends_sentence(const VlLines *lines, const VlLine *line)
{
    const char *text = lines->document->text;
    const char *p = text + line->end;
    while (p > text + line->start) {
        p = g_utf8_prev_char(p);
        gunichar c = g_utf8_get_char(p);
        if (c == '.' || c == '?' || c == '!')
            return TRUE;
        if (strchr(")]\"'", (int)(c < 0x80 ? c : 'x')) == NULL &&
            c != 0x201D && c != 0x2019 && c != 0xBB && !is_space(c))
            return FALSE;
    }
    return FALSE;
}

gboolean
vl_lines_starts_lower(const VlLines *lines, const VlLine *line)
{
    return g_unichar_islower(
        g_utf8_get_char(lines->document->text + line->start));
}
