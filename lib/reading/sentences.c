#include "config.h"

#include "reading/sentences.h"

#include <string.h>

#include "base/unicode.h"
#include "model/repair.h"
#include "reading/boundary.h"
#include "reading/hyphens.h"

/* One stretch of a line in the flow of a text. */
typedef struct {
    gsize flow, source; /* byte offsets where it starts */
    gsize n;            /* bytes */
    guint page, line;
    gboolean apart; /* something was left out before it, or a page ends */
} Piece;

/* A sentence, and the line that it starts in. */
typedef struct {
    guint line;
    gsize start; /* bytes of the rendering */
    VlSentence *sentence;
} Made;

typedef struct {
    VlLines *lines;
    VlReading *reading;
    VlHyphens *hyphens;
    VlUtf8Index *index;
    GString *text;
    GArray *pieces;
    GArray *made; /* Made */
    VlSentenceKind kind; /* of what flows now */
    guint section;
    gboolean interrupted; /* lines of another kind since the last piece */
} Flow;

static const VlSentenceKind sentence_kinds[] = {
    [VL_LINE_TEXT] = VL_SENTENCE_BODY,
    [VL_LINE_HEADING] = VL_SENTENCE_HEADING,
    [VL_LINE_CAPTION] = VL_SENTENCE_CAPTION,
    [VL_LINE_TABLE] = VL_SENTENCE_TABLE,
    [VL_LINE_FRONT] = VL_SENTENCE_FRONT,
};

static gboolean
is_citing(const char *text)
{
    static GRegex *regex = NULL;
    if (g_once_init_enter(&regex)) {
        GRegex *made = g_regex_new(
            "\\[\\d{1,3}(\\s?[,\\x{2013}\\x{2012}-]\\s?\\d{1,3})*\\]"
            "|\\(\\d{1,3}(\\s?[,\\x{2013}-]\\s?\\d{1,3})+\\)"
            "|\\bet al\\b|\\(\\d{1,3}\\)[.,]?$"
            "|\\([^()]{0,60}\\p{Lu}\\p{Ll}+[^()]{0,60},? (19|20)\\d\\d[a-z]?\\)"
            "|\\p{Lu}\\p{Ll}+ \\((19|20)\\d\\d[a-z]?\\)"
            "|\\p{Ll}{4}\\d{1,3}([,\\x{2013}-]\\d{1,3})*([.,;]|\\s|$)"
            "|(\\p{Ll}{4}|[.,;)])[\\x{B9}\\x{B2}\\x{B3}\\x{2070}-\\x{2079}]",
            G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(&regex, made);
    }
    return g_regex_match(regex, text, 0, NULL);
}

static gsize
to_source(const Flow *flow, guint piece, gsize at)
{
    const Piece *p = &g_array_index(flow->pieces, Piece, piece);
    return p->source + MIN(at - p->flow, p->n);
}

static void
add_segment(const Flow *flow, VlSentence *sentence, gsize start, gsize end)
{
    const char *text = flow->lines->document->text;
    VlSpan span = {vl_utf8_index_to_code_points(flow->index, text, start),
                   vl_utf8_index_to_code_points(flow->index, text, end)};
    if (span.end > span.start)
        g_array_append_val(sentence->segments, span);
}

/* The pieces of [start, end) of the flow, those that touch as one
 * segment. */
static void
add_segments(const Flow *flow, VlSentence *sentence, gsize start, gsize end,
             guint *piece)
{
    while (*piece + 1 < flow->pieces->len &&
           g_array_index(flow->pieces, Piece, *piece + 1).flow <= start)
        (*piece)++;
    guint i = *piece;
    sentence->page = g_array_index(flow->pieces, Piece, i).page;
    gsize from = to_source(flow, i, start);
    gsize to = from;
    for (; i < flow->pieces->len; i++) {
        const Piece *p = &g_array_index(flow->pieces, Piece, i);
        if (p->flow >= end)
            break;
        if (p->apart && p->flow > start) {
            add_segment(flow, sentence, from, to);
            from = p->source;
        }
        to = to_source(flow, i, MIN(end, p->flow + p->n));
    }
    add_segment(flow, sentence, from, to);
}

/* A ligature, as found again, in its letters. */
static void
append_letters(GString *text, gunichar c)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize n = 1;
    parts[0] = c;
    if (c >= 0xFB00 && c <= 0xFB06)
        n = g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
    for (gsize i = 0; i < n; i++)
        g_string_append_unichar(text, parts[i]);
}

/* The flow's text as it is read: on one line, lost signs that were found
 * again in their place, and raised what the page shows raised. */
static char *
read_text(const Flow *flow, gsize start, gsize end, guint piece)
{
    g_autoptr(GString) text = g_string_sized_new(end - start);
    const char *own = flow->text->str;
    for (gsize i = start; i < end;) {
        gsize n = g_utf8_skip[(guchar)own[i]];
        while (piece + 1 < flow->pieces->len &&
               g_array_index(flow->pieces, Piece, piece + 1).flow <= i)
            piece++;
        const Piece *p = &g_array_index(flow->pieces, Piece, piece);
        gunichar change = i >= p->flow && i - p->flow < p->n
                              ? vl_lines_change_at(flow->lines,
                                                   p->source + i - p->flow)
                              : 0;
        unsigned char c = (unsigned char)own[i];
        if (change != 0)
            append_letters(text, change);
        else if (c < 0x20 || c == 0x7F)
            g_string_append_c(text, ' ');
        else
            g_string_append_len(text, own + i, (gssize)n);
        i += n;
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
note_repairs(const Flow *flow, VlSentence *sentence)
{
    const VlDocument *document = flow->lines->document;
    for (guint i = 0; i < sentence->segments->len; i++)
        if (vl_document_count_repairs(
                document, g_array_index(sentence->segments, VlSpan, i)) > 0)
            sentence->read_from =
                vl_rendering_kind_name(document->repaired_from);
}

/* "... was lower.[12] The": what stands from end to next. */
static void
note_marker(const Flow *flow, gsize end, gsize next, VlSentence *sentence)
{
    g_autofree char *behind =
        g_strndup(flow->text->str + end, next - end);
    if (strpbrk(g_strchomp(behind), "0123456789") == NULL)
        return;
    sentence->cites = TRUE;
    sentence->marked = g_strconcat(sentence->text, behind, NULL);
}

static void
add_sentence(Flow *flow, gsize start, gsize end, gsize next, guint *piece)
{
    VlSentence *sentence = vl_sentence_new(flow->kind);
    add_segments(flow, sentence, start, end, piece);
    if (sentence->segments->len == 0) {
        vl_sentence_free(sentence);
        return;
    }
    sentence->text = read_text(flow, start, end, *piece);
    note_repairs(flow, sentence);
    sentence->section = flow->section;
    sentence->cites = is_citing(sentence->text);
    note_marker(flow, end, next, sentence);
    const Piece *first = &g_array_index(flow->pieces, Piece, *piece);
    Made made = {first->line, to_source(flow, *piece, start), sentence};
    g_array_append_val(flow->made, made);
}

static void
flush(Flow *flow)
{
    gsize at = 0;
    guint piece = 0;
    gboolean whole = flow->kind == VL_SENTENCE_HEADING;
    while (at < flow->text->len) {
        gsize n = flow->text->len - at, next = n, end = n;
        if (!whole)
            end = vl_sentence_end(flow->text->str + at, n, &next);
        while (end > 0 && flow->text->str[at + end - 1] == ' ')
            end--;
        if (end > 0)
            add_sentence(flow, at, at + end, at + next, &piece);
        at += MAX(next, (gsize)1);
    }
    g_string_truncate(flow->text, 0);
    g_array_set_size(flow->pieces, 0);
    flow->interrupted = FALSE;
}

/* Is the last sentence of the flow unfinished? */
static gboolean
is_open(const Flow *flow)
{
    gsize n = flow->text->len;
    while (n > 0 && strchr(" )]\"'", flow->text->str[n - 1]) != NULL)
        n--;
    return n > 0 && strchr(".?!", flow->text->str[n - 1]) == NULL;
}

/* Does the line go on with what flows? */
static gboolean
goes_on(const Flow *flow, const VlLine *line)
{
    if (flow->text->len == 0)
        return TRUE;
    VlSentenceKind kind = sentence_kinds[line->kind];
    if (kind != flow->kind || line->section != flow->section ||
        kind == VL_SENTENCE_HEADING)
        return FALSE;
    if (flow->interrupted)
        return kind == VL_SENTENCE_BODY && is_open(flow) &&
               vl_lines_starts_lower(flow->lines, line);
    return !line->paragraph && !flow->lines->paragraphs;
}

/* Joins the next line: a hyphen at the line's end goes or stays. */
static void
join(Flow *flow, const char *next, gsize n)
{
    GString *text = flow->text;
    if (text->len == 0)
        return;
    gsize hyphen = vl_hyphens_length(text->str, text->len);
    if (hyphen == 0) {
        if (text->str[text->len - 1] != '/')
            g_string_append_c(text, ' ');
        return;
    }
    if (vl_hyphens_join(flow->hyphens, text->str, text->len - hyphen, next,
                        n)) {
        Piece *last =
            &g_array_index(flow->pieces, Piece, flow->pieces->len - 1);
        last->n -= MIN(hyphen, last->n);
        g_string_truncate(text, text->len - hyphen);
    }
}

static void
take_line(Flow *flow, guint number, gboolean apart)
{
    const VlLine *line = vl_lines_get(flow->lines, number);
    const char *source = flow->lines->document->text + line->start;
    gsize n = line->end - line->start;
    join(flow, source, n);
    Piece piece = {flow->text->len, line->start, n,
                   line->page,      number,      apart};
    g_array_append_val(flow->pieces, piece);
    g_string_append_len(flow->text, source, (gssize)n);
    flow->kind = sentence_kinds[line->kind];
    flow->section = line->section;
    flow->interrupted = FALSE;
}

static gboolean
is_float(const VlLine *line)
{
    return line->kind == VL_LINE_CAPTION || line->kind == VL_LINE_TABLE ||
           line->kind == VL_LINE_FRONT;
}

/* The lines of one float from i on, of one kind; gives their number. */
static guint
float_length(const VlLines *lines, guint i)
{
    const VlLine *first = vl_lines_get(lines, i);
    guint n = 1;
    for (; i + n < lines->lines->len; n++) {
        const VlLine *line = vl_lines_get(lines, i + n);
        if (line->kind != first->kind || line->page != first->page ||
            line->section != first->section)
            break;
    }
    return n;
}

/* A float does not end the sentence that goes on after it: what flows is
 * held back while the float is written. */
static void
take_aside(Flow *flow, guint i, guint n)
{
    Flow aside = *flow;
    aside.text = g_string_new(NULL);
    aside.pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    for (guint k = 0; k < n; k++)
        take_line(&aside, i + k, FALSE);
    flush(&aside);
    g_string_free(aside.text, TRUE);
    g_array_unref(aside.pieces);
    flow->interrupted = TRUE;
}

static int
compare_made(gconstpointer a, gconstpointer b)
{
    const Made *x = a, *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* A sentence that a float cuts in two was made after those of the float. */
static void
number(VlReading *reading, GArray *made)
{
    g_array_sort(made, compare_made);
    for (guint i = 0; i < made->len; i++) {
        VlSentence *sentence = g_array_index(made, Made, i).sentence;
        g_ptr_array_add(reading->sentences, sentence);
        sentence->number = i + 1;
    }
}

void
vl_sentences_find(VlLines *lines, VlReading *reading)
{
    g_autoptr(VlUtf8Index) index = vl_utf8_index_new(lines->document->text);
    g_autoptr(VlHyphens) hyphens = vl_hyphens_new(lines->document->text);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    g_autoptr(GArray) made = g_array_new(FALSE, FALSE, sizeof(Made));
    Flow flow = {.lines = lines, .reading = reading, .hyphens = hyphens,
                 .index = index, .text = text, .pieces = pieces,
                 .made = made};
    gboolean apart = FALSE;
    guint page = 1;
    for (guint i = 0; i < lines->lines->len; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        apart |= line->page != page;
        page = line->page;
        if (line->kind == VL_LINE_FURNITURE || line->kind == VL_LINE_HIDDEN) {
            apart = TRUE;
            continue;
        }
        if (is_float(line)) {
            guint n = float_length(lines, i);
            take_aside(&flow, i, n);
            i += n - 1;
            apart = TRUE;
            continue;
        }
        if (!goes_on(&flow, line))
            flush(&flow);
        take_line(&flow, i, apart);
        apart = FALSE;
    }
    flush(&flow);
    number(reading, made);
}
