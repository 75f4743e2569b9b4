#include "config.h"

#include "verify/locate/place.h"

#include <string.h>

#include "text/find.h"
#include "text/words.h"
#include "verify/locate/compare.h"
#include "verify/locate/source.h"

/* ---- The quote ---- */

static gboolean
has_content(const char *from, const char *to)
{
    for (const char *p = from; p < to; p = g_utf8_next_char(p))
        if (!g_unichar_isspace(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

static VlNeedle *
needle_new(const char *text, gsize n_bytes, gsize from, gsize to)
{
    VlNeedle *needle = g_new0(VlNeedle, 1);
    needle->text = text;
    needle->n_bytes = n_bytes;
    needle->from = from;
    needle->to = to;
    needle->tokens = vl_tokens_new(text, n_bytes);
    needle->folded = vl_folded_new(text + from, to - from, NULL);
    if (needle->folded->n == 0)
        return needle;
    const char *first = text + from + needle->folded->map[0];
    const char *last = text + from + needle->folded->map[needle->folded->n - 1];
    needle->has_head = from == 0 && has_content(text, first);
    needle->has_tail =
        to == n_bytes && has_content(g_utf8_next_char(last), text + n_bytes);
    return needle;
}

VlNeedle *
vl_needle_new(const char *text, gsize n_bytes)
{
    return needle_new(text, n_bytes, 0, n_bytes);
}

/* Longest end of a quote that a citation marker may be cut off in. */
#define MAX_CUT 200

/* Behind the bracket that closes at the start of text, or 0. */
static gsize
cut_head(const char *text, gsize n_bytes)
{
    for (gsize at = 0; at < MIN(n_bytes, MAX_CUT); at++) {
        if (text[at] == '(' || text[at] == '[')
            return 0;
        if (text[at] == ')' || text[at] == ']')
            return at + 1;
    }
    return 0;
}

/* Before the bracket that is still open at the end of text, or n_bytes. */
static gsize
cut_tail(const char *text, gsize n_bytes)
{
    gsize limit = n_bytes > MAX_CUT ? n_bytes - MAX_CUT : 0;
    for (gsize at = n_bytes; at > limit; at--) {
        if (text[at - 1] == ')' || text[at - 1] == ']')
            return n_bytes;
        if (text[at - 1] == '(' || text[at - 1] == '[')
            return at - 1;
    }
    return n_bytes;
}

VlNeedle *
vl_needle_new_cut(const char *text, gsize n_bytes, gboolean head, gboolean tail)
{
    gsize from = head ? cut_head(text, n_bytes) : 0;
    gsize to = tail ? cut_tail(text, n_bytes) : n_bytes;
    if ((head && from == 0) || (tail && to == n_bytes) || from >= to)
        return NULL;
    return needle_new(text, n_bytes, from, to);
}

void
vl_needle_free(VlNeedle *needle)
{
    if (needle == NULL)
        return;
    vl_tokens_free(needle->tokens);
    vl_folded_free(needle->folded);
    g_free(needle);
}

/* ---- Comparing ---- */

static gsize
previous(const VlSource *source, gsize at)
{
    return (gsize)(g_utf8_prev_char(source->text + at) - source->text);
}

static gsize
next(const VlSource *source, gsize at)
{
    return (gsize)(g_utf8_next_char(source->text + at) - source->text);
}

/* The text of a place without furniture and page breaks, and where each
 * piece of it comes from. */
typedef struct {
    GString *text;
    GString *printed; /* the same with its references as printed */
    GArray *pieces; /* VlRange in the source */
    GArray *starts; /* gsize in text */
} View;

static void
add_piece(View *view, const VlSource *source, VlRange range)
{
    const char *text = source->text;
    while (range.start < range.end &&
           g_unichar_isspace(g_utf8_get_char(text + range.start)))
        range.start = next(source, range.start);
    while (range.start < range.end &&
           g_unichar_isspace(vl_char_before(source, range.end)))
        range.end = previous(source, range.end);
    if (range.start >= range.end)
        return;
    if (view->text->len > 0) {
        g_string_append_c(view->text, '\n');
        g_string_append_c(view->printed, '\n');
    }
    g_array_append_val(view->pieces, range);
    gsize start = view->text->len;
    g_array_append_val(view->starts, start);
    g_string_append_len(view->text, text + range.start,
                        (gssize)(range.end - range.start));
    g_autofree char *printed = vl_source_slice(source, range);
    g_string_append(view->printed, printed);
}

/* Cuts at page breaks. */
static void
add_pages(View *view, const VlSource *source, VlRange range)
{
    while (range.start < range.end) {
        const char *feed =
            memchr(source->text + range.start, '\f', range.end - range.start);
        gsize end = feed != NULL ? (gsize)(feed - source->text) : range.end;
        add_piece(view, source, (VlRange){range.start, end});
        range.start = end + (feed != NULL);
    }
}

/* Cuts out the skips. */
static void
add_part(View *view, const VlSource *source, VlRange range)
{
    guint i = vl_source_skip_after(source, range.start);
    for (; i < source->skips->len; i++) {
        const VlRange *skip = &g_array_index(source->skips, VlRange, i);
        if (skip->start >= range.end)
            break;
        if (skip->start > range.start)
            add_pages(view, source, (VlRange){range.start, skip->start});
        range.start = MIN(skip->end, range.end);
    }
    add_pages(view, source, range);
}

/* Marks the tokens that touch an unsafe glyph. */
static void
mark_unsure(const View *view, const VlSource *source, VlTokens *tokens)
{
    if (source->unsafe->len == 0)
        return;
    guint piece = 0;
    for (guint i = 0; i < tokens->tokens->len; i++) {
        VlToken *token = &g_array_index(tokens->tokens, VlToken, i);
        while (piece + 1 < view->starts->len &&
               g_array_index(view->starts, gsize, piece + 1) <= token->start)
            piece++;
        gsize shift = g_array_index(view->pieces, VlRange, piece).start -
                      g_array_index(view->starts, gsize, piece);
        VlRange range = {token->start + shift, token->end + shift};
        if (vl_source_is_unsafe(source, range))
            token->flags |= VL_TOKEN_UNSURE;
    }
}

/* Is the folded word somewhere in the source a word by itself? */
static gboolean
has_word(const VlSource *source, const char *word, gsize length)
{
    const VlFolded *folded = source->folded;
    gsize from = 0;
    for (int i = 0; i < 500; i++) {
        gsize at = vl_find_exact(folded->bytes, folded->n, from, word, length);
        if (at == G_MAXSIZE)
            return FALSE;
        VlRange range = vl_source_bytes(source, at, at + length);
        if (vl_fold_class(vl_char_before(source, range.start)) !=
                VL_CHAR_LETTER &&
            vl_fold_class(vl_char_at(source, range.end)) != VL_CHAR_LETTER)
            return TRUE;
        from = at + 1;
    }
    return TRUE;
}

/* A quote cut to a length may stop one letter before a word's end: "it was
 * seen afte".  No cut is "patient" for "patients", nor what is a word of
 * this text. */
static gboolean
is_cut_letter(const VlSource *source, const VlTokens *quote,
              const VlTokens *tokens, const VlHit *hit)
{
    guint n = quote->tokens->len, m = tokens->tokens->len;
    if (n < 4 || m == 0)
        return FALSE;
    const VlToken *a = vl_tokens_at(quote, n - 1);
    const VlToken *b = vl_tokens_at(tokens, m - 1);
    if (a->class != VL_TOKEN_WORD || b->class != VL_TOKEN_WORD ||
        a->end != quote->n_bytes || a->key_length < 3 ||
        b->key_length != a->key_length + 1)
        return FALSE;
    const char *part = vl_tokens_key(quote, a);
    const char *whole = vl_tokens_key(tokens, b);
    const VlChange *change = hit->changes->pdata[0];
    char letter = whole[a->key_length];
    if (memcmp(part, whole, a->key_length) != 0 ||
        strlen(change->quote) != a->end - a->start ||
        (letter == 's' && strchr("ius", part[a->key_length - 1]) == NULL))
        return FALSE;
    return vl_word_kind(part, a->key_length) == VL_WORD_PLAIN &&
           !vl_word_is_unit(whole, b->key_length) &&
           !has_word(source, part, a->key_length);
}

/* How far behind a place the reference that the quote ends with is looked
 * for. */
#define MAX_LEFT_OUT 160

static gboolean
ends_in_marker(const VlTokens *tokens)
{
    guint n = tokens->tokens->len;
    return n > 0 && vl_tokens_at(tokens, n - 1)->marker != 0;
}

/* The words between the end of the place and the next reference in the same
 * sentence: a quote that ends with a reference which the place lacks, "of
 * many types of [2]", left them out.  NULL: there are none. */
static char *
left_out(const VlSource *source, const VlPlace *place, const VlNeedle *needle,
         const VlTokens *found)
{
    if (!ends_in_marker(needle->tokens) || ends_in_marker(found))
        return NULL;
    gsize from = place->parts[place->n_parts - 1].end;
    gsize to = MIN(source->n_bytes, from + MAX_LEFT_OUT);
    while (to < source->n_bytes && (source->text[to] & 0xC0) == 0x80)
        to++;
    g_autoptr(VlTokens) after = vl_tokens_new(source->text + from, to - from);
    for (guint i = 0; i < after->tokens->len; i++) {
        const VlToken *token = vl_tokens_at(after, i);
        const char *text = source->text + from;
        gsize end = i > 0 ? vl_tokens_at(after, i - 1)->end : 0;
        if (memchr(text + end, '.', token->start - end) != NULL)
            return NULL;
        if (token->marker != 0)
            return i == 0 ? NULL : g_strstrip(g_strndup(text, end));
    }
    return NULL;
}

VlMatch
vl_place_compare(const VlPlace *place, const VlSource *source,
                 const VlNeedle *needle, VlHit *hit)
{
    View view = {
        .text = g_string_new(NULL),
        .printed = g_string_new(NULL),
        .pieces = g_array_new(FALSE, FALSE, sizeof(VlRange)),
        .starts = g_array_new(FALSE, FALSE, sizeof(gsize)),
    };
    for (guint i = 0; i < place->n_parts; i++)
        add_part(&view, source, place->parts[i]);
    g_autoptr(VlTokens) tokens = vl_tokens_new(view.text->str, view.text->len);
    tokens->printed = view.printed->str;
    mark_unsure(&view, source, tokens);
    VlMatch match = vl_compare(needle->tokens, tokens, hit);
    if (match == VL_MATCH_ALTERED && hit->changes->len == 1 &&
        is_cut_letter(source, needle->tokens, tokens, hit)) {
        g_ptr_array_set_size(hit->changes, 0);
        match = VL_MATCH_TYPOGRAPHIC;
    }
    g_autofree char *words =
        match == VL_MATCH_EXACT || match == VL_MATCH_TYPOGRAPHIC
            ? left_out(source, place, needle, tokens)
            : NULL;
    if (words != NULL) {
        vl_hit_add_change(hit, VL_CHANGE_WORD, "", words);
        match = VL_MATCH_ALTERED;
    }
    for (guint i = 0; i < view.pieces->len; i++) {
        VlRange range = g_array_index(view.pieces, VlRange, i);
        VlSpan span = vl_source_span(source, range);
        g_autofree char *text = vl_source_slice(source, range);
        vl_hit_add_segment(
            hit, span, vl_document_page_at(source->document, span.start), text);
    }
    g_string_free(view.text, TRUE);
    g_string_free(view.printed, TRUE);
    g_array_unref(view.pieces);
    g_array_unref(view.starts);
    return match;
}
