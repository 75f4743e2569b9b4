#include "config.h"

#include "verify/locate/arranged.h"

#include <string.h>

#include "base/unicode.h"
#include "model/repair.h"
#include "text/order.h"

/* Code points of the arrangement that come from the document. */
typedef struct {
    gsize at; /* in the arrangement */
    VlSpan span;
} Piece;

struct VlArranged {
    const VlDocument *document;
    VlDocument *arranged;
    VlUtf8Index *index; /* of document */
    GArray *pieces;     /* Piece, by at */
    gsize length;       /* code points so far */
};

void
vl_arranged_free(VlArranged *arranged)
{
    if (arranged == NULL)
        return;
    vl_document_free(arranged->arranged);
    vl_utf8_index_free(arranged->index);
    g_array_unref(arranged->pieces);
    g_free(arranged);
}

const VlDocument *
vl_arranged_document(const VlArranged *arranged)
{
    return arranged->arranged;
}

static void
add_piece(VlArranged *arranged, VlSpan span, GString *text)
{
    const char *own = arranged->document->text;
    gsize from = vl_utf8_index_to_bytes(arranged->index, own, span.start);
    gsize to = vl_utf8_index_to_bytes(arranged->index, own, span.end);
    g_string_append_len(text, own + from, (gssize)(to - from));
    Piece piece = {arranged->length, span};
    g_array_append_val(arranged->pieces, piece);
    arranged->length += span.end - span.start;
}

static void
add_break(VlArranged *arranged, const char *line_break, GString *text)
{
    g_string_append(text, line_break);
    arranged->length += strlen(line_break);
}

/* Lines side by side in the text's own order stay on one line. */
static const char *
break_between(const VlPage *page, const VlOrderPlace *places, guint i)
{
    const VlPageLine *a =
        &g_array_index(page->lines, VlPageLine, places[i - 1].line);
    const VlPageLine *b =
        &g_array_index(page->lines, VlPageLine, places[i].line);
    if (places[i].block)
        return "\n\n";
    return b->span.start >= a->span.end && b->span.start - a->span.end <= 1 &&
                   b->y1 < a->y2 && a->y1 < b->y2
               ? " "
               : "\n";
}

static void
add_page(VlArranged *arranged, const VlPage *page, GString *text)
{
    if (page->lines->len == 0) {
        add_piece(arranged,
                  (VlSpan){page->offset, page->offset + page->length}, text);
        return;
    }
    g_autofree VlOrderPlace *places = vl_order_of_page(page);
    for (guint i = 0; i < page->lines->len; i++) {
        const VlPageLine *line =
            &g_array_index(page->lines, VlPageLine, places[i].line);
        if (i > 0)
            add_break(arranged, break_between(page, places, i), text);
        add_piece(arranged, line->span, text);
    }
}

/* Where a span of the document went: added to spans, piece by piece.  first
 * is the page's first piece. */
static void
move_span(const VlArranged *arranged, guint first, VlSpan span, GArray *spans)
{
    for (guint i = first; i < arranged->pieces->len; i++) {
        const Piece *piece = &g_array_index(arranged->pieces, Piece, i);
        gsize start = MAX(piece->span.start, span.start);
        gsize end = MIN(piece->span.end, span.end);
        if (start >= end)
            continue;
        VlSpan moved = {piece->at + start - piece->span.start,
                        piece->at + end - piece->span.start};
        g_array_append_val(spans, moved);
    }
}

/* Repairs lie inside unsafe glyphs of the page. */
static void
move_repairs(const VlArranged *arranged, guint first, const VlPage *page)
{
    const VlDocument *document = arranged->document;
    VlSpan whole = {page->offset, page->offset + page->length};
    if (vl_document_count_repairs(document, whole) == 0)
        return;
    for (guint i = 0; i < document->repairs->len; i++) {
        const VlRepair *repair = &g_array_index(document->repairs, VlRepair, i);
        if (repair->at < whole.start || repair->at >= whole.end)
            continue;
        g_autoptr(GArray) moved = g_array_new(FALSE, FALSE, sizeof(VlSpan));
        VlSpan span = {repair->at, repair->at + 1};
        move_span(arranged, first, span, moved);
        for (guint k = 0; k < moved->len; k++)
            vl_document_add_repair(arranged->arranged,
                                   g_array_index(moved, VlSpan, k).start,
                                   repair->c);
    }
}

static int
compare_spans(gconstpointer a, gconstpointer b)
{
    const VlSpan *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

static void
move_spans(const VlArranged *arranged, guint first, const GArray *from,
           GArray *to)
{
    for (guint i = 0; i < from->len; i++)
        move_span(arranged, first, g_array_index(from, VlSpan, i), to);
    g_array_sort(to, compare_spans);
}

VlArranged *
vl_arranged_new(const VlDocument *document)
{
    gboolean any = FALSE;
    for (guint i = 0; i < document->pages->len; i++)
        any |= ((const VlPage *)document->pages->pdata[i])->lines->len > 0;
    if (!any)
        return NULL;
    VlArranged *arranged = g_new0(VlArranged, 1);
    arranged->document = document;
    arranged->arranged = vl_document_new(document->kind);
    arranged->index = vl_utf8_index_new(document->text);
    arranged->pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    for (guint i = 0; i < document->pages->len; i++) {
        const VlPage *page = document->pages->pdata[i];
        g_autoptr(GString) text = g_string_new(NULL);
        guint first = arranged->pieces->len;
        arranged->length += i > 0; /* the form feed */
        add_page(arranged, page, text);
        VlPage *moved =
            vl_document_add_page(arranged->arranged, text->str, page->label);
        move_spans(arranged, first, page->unsafe, moved->unsafe);
        move_spans(arranged, first, page->hidden, moved->hidden);
        move_spans(arranged, first, page->raised, moved->raised);
        move_repairs(arranged, first, page);
    }
    return arranged;
}

/* The first piece that ends behind the code point. */
static guint
piece_at(const VlArranged *arranged, gsize at)
{
    guint low = 0, high = arranged->pieces->len;
    while (low < high) {
        guint half = low + (high - low) / 2;
        const Piece *piece = &g_array_index(arranged->pieces, Piece, half);
        if (piece->at + piece->span.end - piece->span.start <= at)
            low = half + 1;
        else
            high = half;
    }
    return low;
}

static void
add_segment(const VlArranged *arranged, VlSpan span, VlHit *hit)
{
    const char *own = arranged->document->text;
    gsize from = vl_utf8_index_to_bytes(arranged->index, own, span.start);
    gsize to = vl_utf8_index_to_bytes(arranged->index, own, span.end);
    g_autofree char *text = g_strndup(own + from, to - from);
    vl_hit_add_segment(hit, span,
                       vl_document_page_at(arranged->document, span.start),
                       text);
}

/* Is there nothing but white space between two spans of the document? */
static gboolean
is_adjacent(const VlArranged *arranged, VlSpan a, VlSpan b)
{
    if (b.start < a.end)
        return FALSE;
    const char *own = arranged->document->text;
    gsize from = vl_utf8_index_to_bytes(arranged->index, own, a.end);
    gsize to = vl_utf8_index_to_bytes(arranged->index, own, b.start);
    for (gsize i = from; i < to; i++)
        if (own[i] == '\f' || !g_ascii_isspace(own[i]))
            return FALSE;
    return TRUE;
}

/* The stretches of the document behind one segment. */
static void
take_segment(const VlArranged *arranged, VlSpan segment, VlHit *hit)
{
    VlSpan whole = {0, 0};
    for (guint i = piece_at(arranged, segment.start);
         i < arranged->pieces->len; i++) {
        const Piece *piece = &g_array_index(arranged->pieces, Piece, i);
        if (piece->at >= segment.end)
            break;
        gsize shift = MAX(segment.start, piece->at) - piece->at;
        gsize end = MIN(segment.end - piece->at,
                        piece->span.end - piece->span.start);
        VlSpan part = {piece->span.start + shift, piece->span.start + end};
        if (whole.end > whole.start && is_adjacent(arranged, whole, part)) {
            whole.end = part.end;
            continue;
        }
        if (whole.end > whole.start)
            add_segment(arranged, whole, hit);
        whole = part;
    }
    if (whole.end > whole.start)
        add_segment(arranged, whole, hit);
}

/* In reading order the last segment may stand before the first one: then the
 * hit reaches from the least start to the greatest end. */
static void
set_reach(VlHit *hit)
{
    for (guint i = 0; i < hit->segments->len; i++) {
        const VlSegment *segment = hit->segments->pdata[i];
        hit->span.start = MIN(hit->span.start, segment->span.start);
        hit->span.end = MAX(hit->span.end, segment->span.end);
    }
}

VlHit *
vl_arranged_take_hit(const VlArranged *arranged, VlHit *hit)
{
    VlHit *own = vl_hit_new(hit->match);
    for (guint i = 0; i < hit->segments->len; i++) {
        const VlSegment *segment = hit->segments->pdata[i];
        take_segment(arranged, segment->span, own);
    }
    for (guint i = 0; i < hit->changes->len; i++) {
        const VlChange *change = hit->changes->pdata[i];
        vl_hit_add_change(own, change->kind, change->quote, change->source);
    }
    own->occurrences = hit->occurrences;
    if (own->segments->len > 0)
        vl_hit_close(own);
    else
        own->match = VL_MATCH_ABSENT;
    set_reach(own);
    vl_hit_free(hit);
    return own;
}
