#include "config.h"

#include "reading/columns.h"

#include "text/order.h"

/* The order of the columns is taken where it is better by so many lines. */
#define MIN_GAIN 2

/* What stands at the end of a line and at the start of the next. */
typedef enum {
    EDGE_OTHER,
    EDGE_OPEN,   /* ends in a small letter, a comma or a hyphen */
    EDGE_CLOSED, /* ends a sentence */
    EDGE_LOWER,  /* starts with a small letter */
    EDGE_UPPER,
} Edge;

static Edge
end_of(const VlLines *lines, const VlLine *line)
{
    if (vl_lines_ends_sentence(lines, line))
        return EDGE_CLOSED;
    const char *text = lines->document->text;
    gunichar c = g_utf8_get_char(g_utf8_prev_char(text + line->end));
    return g_unichar_islower(c) || c == ',' || c == '-' || c == 0xAD
               ? EDGE_OPEN
               : EDGE_OTHER;
}

static Edge
start_of(const VlLines *lines, const VlLine *line)
{
    gunichar c =
        g_utf8_get_char(lines->document->text + line->start);
    return g_unichar_islower(c)   ? EDGE_LOWER
           : g_unichar_isupper(c) ? EDGE_UPPER
                                  : EDGE_OTHER;
}

/* How well the text goes on from line to line. */
static int
score(const VlLines *lines, const VlLine *all, guint n)
{
    int sum = 0;
    for (guint i = 1; i < n; i++) {
        Edge end = end_of(lines, &all[i - 1]);
        Edge start = start_of(lines, &all[i]);
        if (end == EDGE_OPEN && start == EDGE_LOWER)
            sum++;
        else if (end == EDGE_CLOSED && start == EDGE_LOWER)
            sum--;
    }
    return sum;
}

static VlLine
read_line(const VlLines *lines, const VlPageLine *placed, guint page)
{
    const char *text = lines->document->text;
    VlLine line = {.page = page, .kind = VL_LINE_TEXT};
    line.start =
        vl_utf8_index_to_bytes(lines->index, text, placed->span.start);
    line.end = vl_utf8_index_to_bytes(lines->index, text, placed->span.end);
    line.n_chars = (guint)(placed->span.end - placed->span.start);
    return line;
}

/* Pieces side by side that the text holds side by side, too, are one line. */
static gboolean
join_line(const VlLines *lines, GArray *found, const VlLine *line)
{
    if (found->len == 0)
        return FALSE;
    VlLine *last = &g_array_index(found, VlLine, found->len - 1);
    const char *text = lines->document->text;
    if (line->start < last->end || line->start - last->end > 1 ||
        (line->start > last->end && text[last->end] != ' '))
        return FALSE;
    last->n_chars += line->n_chars + (guint)(line->start - last->end);
    last->end = line->end;
    return TRUE;
}

/* The lines of a page in the order of its columns. */
static GArray *
read_page(const VlLines *lines, const VlPage *page)
{
    guint n = page->lines->len;
    g_autofree VlOrderPlace *places = vl_order_of_page(page);
    GArray *found = g_array_new(FALSE, FALSE, sizeof(VlLine));
    for (guint i = 0; i < n; i++) {
        VlLine line = read_line(
            lines, &g_array_index(page->lines, VlPageLine, places[i].line),
            page->number);
        if (line.start >= line.end)
            continue;
        if (!places[i].block && join_line(lines, found, &line))
            continue;
        const VlLine *last =
            found->len == 0 ? NULL
                            : &g_array_index(found, VlLine, found->len - 1);
        line.paragraph =
            last == NULL ||
            (places[i].block && vl_lines_ends_sentence(lines, last));
        g_array_append_val(found, line);
    }
    return found;
}

/* The letters and signs of the lines, white space left out: neither order may
 * lose any. */
static gsize
count_black(const VlLines *lines, const VlLine *all, guint n)
{
    gsize black = 0;
    for (guint i = 0; i < n; i++)
        for (gsize at = all[i].start; at < all[i].end; at++)
            black += !g_ascii_isspace(lines->document->text[at]);
    return black;
}

/* Does the page's text go on better in the order of its columns? */
static gboolean
is_better(const VlLines *lines, const GArray *columns, const VlLine *own,
          guint n_own)
{
    const VlLine *all = (const VlLine *)(void *)columns->data;
    return columns->len > 0 &&
           score(lines, all, columns->len) >=
               score(lines, own, n_own) + MIN_GAIN &&
           count_black(lines, all, columns->len) ==
               count_black(lines, own, n_own);
}

/* Where the lines of the page that holds the first one end. */
static guint
end_of_page(const GArray *lines, guint first)
{
    guint page = g_array_index(lines, VlLine, first).page, end = first;
    while (end < lines->len && g_array_index(lines, VlLine, end).page == page)
        end++;
    return end;
}

void
vl_columns_arrange(VlLines *lines)
{
    GArray *own = lines->lines;
    GArray *arranged = g_array_new(FALSE, FALSE, sizeof(VlLine));
    for (guint first = 0, end; first < own->len; first = end) {
        const VlLine *text = &g_array_index(own, VlLine, first);
        end = end_of_page(own, first);
        g_autoptr(GArray) columns =
            text->page > lines->document->pages->len
                ? g_array_new(FALSE, FALSE, sizeof(VlLine))
                : read_page(lines,
                            vl_document_page(lines->document, text->page));
        if (is_better(lines, columns, text, end - first))
            g_array_append_vals(arranged, columns->data, columns->len);
        else
            g_array_append_vals(arranged, text, end - first);
    }
    g_array_unref(own);
    lines->lines = arranged;
}
