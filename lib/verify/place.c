#include "config.h"

#include "verify/place.h"

#include <string.h>

#include "text/marker.h"
#include "text/words.h"
#include "verify/compare.h"
#include "verify/source.h"

/* ---- The quote ---- */

static gboolean
has_content(const char *from, const char *to)
{
    for (const char *p = from; p < to; p = g_utf8_next_char(p))
        if (!g_unichar_isspace(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

VlNeedle *
vl_needle_new(const char *text, gsize n_bytes)
{
    VlNeedle *needle = g_new0(VlNeedle, 1);
    needle->text = text;
    needle->n_bytes = n_bytes;
    needle->tokens = vl_tokens_new(text, n_bytes);
    needle->folded = vl_folded_new(text, n_bytes, NULL);
    if (needle->folded->n == 0)
        return needle;
    const char *first = text + needle->folded->map[0];
    const char *last = text + needle->folded->map[needle->folded->n - 1];
    needle->has_head = has_content(text, first);
    needle->has_tail = has_content(g_utf8_next_char(last), text + n_bytes);
    return needle;
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

/* ---- Widening ---- */

static gunichar
char_before(const VlSource *source, gsize at)
{
    if (at == 0)
        return 0;
    return g_utf8_get_char(g_utf8_prev_char(source->text + at));
}

static gunichar
char_at(const VlSource *source, gsize at)
{
    return at < source->n_bytes ? g_utf8_get_char(source->text + at) : 0;
}

static VlCharClass
class_of(gunichar c)
{
    char form[VL_FOLD_MAX];
    return c == 0 ? VL_CHAR_IGNORED : vl_fold_char(c, form);
}

static gboolean
is_decimal_mark(gunichar c)
{
    return c == '.' || c == ',' || c == 0xB7 || c == 0x2219 || c == 0x22C5;
}

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

static gsize
skip_spaces(const VlSource *source, gsize at)
{
    while (at < source->n_bytes && class_of(char_at(source, at)) ==
                                       VL_CHAR_SPACE &&
           char_at(source, at) != '\f')
        at = next(source, at);
    return at;
}

/* How far a hostile text may make us look. */
#define MAX_WIDEN 200

static gsize
widen_letters_back(const VlSource *source, gsize at)
{
    gsize limit = at > MAX_WIDEN ? at - MAX_WIDEN : 0;
    while (at > limit &&
           class_of(char_before(source, at)) == VL_CHAR_LETTER)
        at = previous(source, at);
    return at;
}

static gsize
widen_number_back(const VlSource *source, gsize at)
{
    gsize limit = at > MAX_WIDEN ? at - MAX_WIDEN : 0;
    while (at > limit) {
        gunichar before = char_before(source, at);
        gsize p = previous(source, at);
        if (class_of(before) == VL_CHAR_DIGIT ||
            (is_decimal_mark(before) &&
             class_of(char_before(source, p)) == VL_CHAR_DIGIT))
            at = p;
        else
            break;
    }
    return at;
}

/* A sign or comparator that stands before a number. */
static gsize
widen_sign_back(const VlSource *source, gsize at)
{
    gsize start = at;
    if (is_decimal_mark(char_before(source, at)) &&
        class_of(char_before(source, previous(source, at))) !=
            VL_CHAR_LETTER)
        at = previous(source, at);
    gunichar before = char_before(source, at);
    if (class_of(before) == VL_CHAR_DASH)
        return previous(source, at);
    gsize p = at;
    while (p > 0 && start - p < 8 &&
           class_of(char_before(source, p)) == VL_CHAR_SPACE)
        p = previous(source, p);
    before = char_before(source, p);
    if (before == 0x2212)
        return previous(source, p);
    if (class_of(before) != VL_CHAR_COMPARATOR)
        return at;
    /* "P = 0.03" may be cut after its sign, "P < 0.03" may not; "<=". */
    if (before != '=')
        return previous(source, p);
    gunichar first = char_before(source, previous(source, p));
    return first == '<' || first == '>'
               ? previous(source, previous(source, p))
               : at;
}

static void
widen_start(VlRange *range, const VlSource *source, const VlNeedle *needle)
{
    VlCharClass first = class_of(char_at(source, range->start));
    gunichar before = char_before(source, range->start);
    if (first == VL_CHAR_LETTER && class_of(before) == VL_CHAR_LETTER)
        range->start = widen_letters_back(source, range->start);
    else if (first == VL_CHAR_DIGIT)
        range->start = widen_sign_back(
            source, widen_number_back(source, range->start));
    /* What the quote starts with and folding dropped: a dash, a quotation
     * mark. */
    for (int i = 0; needle->has_head && i < 3; i++) {
        gunichar c = char_before(source, range->start);
        char form[VL_FOLD_MAX];
        if (c == 0 || c < 0x21 ||
            (vl_fold_char(c, form) != VL_CHAR_DASH && form[0] != '\0'))
            break;
        range->start = previous(source, range->start);
    }
}

static gsize
widen_number(const VlSource *source, gsize at)
{
    gsize limit = MIN(source->n_bytes, at + MAX_WIDEN);
    while (at < limit) {
        gunichar c = char_at(source, at);
        if (class_of(c) == VL_CHAR_DIGIT &&
            (c < 128 || vl_marker_length(source->text, at,
                                         source->n_bytes) == 0))
            at = next(source, at);
        else if (is_decimal_mark(c) &&
                 g_ascii_isdigit(source->text[next(source, at)]))
            at = next(source, at);
        else
            break;
    }
    return at;
}

/* A unit glued to a number, or a per cent sign after it. */
static gsize
widen_unit(const VlSource *source, gsize at)
{
    gsize p = skip_spaces(source, at);
    if (char_at(source, p) == '%' && p - at < 8)
        return p + 1;
    g_autoptr(GString) word = g_string_new(NULL);
    for (p = at; word->len < 12; p = next(source, p)) {
        char form[VL_FOLD_MAX];
        if (vl_fold_char(char_at(source, p), form) != VL_CHAR_LETTER)
            break;
        g_string_append(word, form);
    }
    return vl_word_is_unit(word->str, word->len) && word->len < 12 ? p : at;
}

/* The rest of "10-20" or of "1.2 x 10-3" after its first number. */
static gsize
widen_range(const VlSource *source, gsize at)
{
    gsize p = at;
    if (class_of(char_at(source, p)) == VL_CHAR_DASH) {
        p = next(source, p);
        return class_of(char_at(source, p)) == VL_CHAR_DIGIT
                   ? widen_number(source, p)
                   : at;
    }
    p = skip_spaces(source, p);
    if (char_at(source, p) != 0xD7)
        return at;
    p = skip_spaces(source, next(source, p));
    if (p + 2 > source->n_bytes || memcmp(source->text + p, "10", 2) != 0)
        return at;
    p = widen_number(source, p);
    gsize range = widen_range(source, p);
    return MAX(p, range);
}

static void
widen_end_number(VlRange *range, const VlSource *source)
{
    gsize end = widen_number(source, range->end);
    end = widen_range(source, end);
    range->end = widen_unit(source, end);
}

/* What the quote ends with and folding dropped: a citation marker, a degree
 * sign, a quotation mark. */
static void
widen_tail(VlRange *range, const VlSource *source)
{
    for (int i = 0; i < 4; i++) {
        gsize p = skip_spaces(source, range->end);
        gsize marker = p < source->n_bytes
                           ? vl_marker_length(source->text, p,
                                              source->n_bytes)
                           : 0;
        char form[VL_FOLD_MAX] = "x";
        gunichar c = char_at(source, range->end);
        if (marker > 0)
            range->end = p + marker;
        else if (c > 0x20 && (vl_fold_char(c, form) == VL_CHAR_DASH ||
                              form[0] == '\0' || form[0] == '\xC2'))
            range->end = next(source, range->end);
        else
            break;
    }
}

static void
widen_end(VlRange *range, const VlSource *source, const VlNeedle *needle)
{
    VlCharClass last = class_of(char_before(source, range->end));
    VlCharClass after = class_of(char_at(source, range->end));
    if (last == VL_CHAR_LETTER) {
        gsize limit = MIN(source->n_bytes, range->end + MAX_WIDEN);
        while (range->end < limit &&
               class_of(char_at(source, range->end)) == VL_CHAR_LETTER)
            range->end = next(source, range->end);
        if (after == VL_CHAR_DIGIT &&
            vl_marker_length(source->text, range->end, source->n_bytes) == 0)
            range->end = widen_number(source, range->end);
    } else if (last == VL_CHAR_DIGIT) {
        widen_end_number(range, source);
    }
    if (needle->has_tail)
        widen_tail(range, source);
}

void
vl_place_widen(VlPlace *place, const VlSource *source,
               const VlNeedle *needle)
{
    widen_start(&place->parts[0], source, needle);
    widen_end(&place->parts[place->n_parts - 1], source, needle);
}

/* ---- Comparing ---- */

/* The text of a place without furniture and page breaks, and where each
 * piece of it comes from. */
typedef struct {
    GString *text;
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
           g_unichar_isspace(char_before(source, range.end)))
        range.end = previous(source, range.end);
    if (range.start >= range.end)
        return;
    if (view->text->len > 0)
        g_string_append_c(view->text, '\n');
    g_array_append_val(view->pieces, range);
    gsize start = view->text->len;
    g_array_append_val(view->starts, start);
    g_string_append_len(view->text, text + range.start,
                        (gssize)(range.end - range.start));
}

/* Cuts at page breaks. */
static void
add_pages(View *view, const VlSource *source, VlRange range)
{
    while (range.start < range.end) {
        const char *feed = memchr(source->text + range.start, '\f',
                                  range.end - range.start);
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

VlMatch
vl_place_compare(const VlPlace *place, const VlSource *source,
                 const VlNeedle *needle, VlHit *hit)
{
    View view = {
        .text = g_string_new(NULL),
        .pieces = g_array_new(FALSE, FALSE, sizeof(VlRange)),
        .starts = g_array_new(FALSE, FALSE, sizeof(gsize)),
    };
    for (guint i = 0; i < place->n_parts; i++)
        add_part(&view, source, place->parts[i]);
    g_autoptr(VlTokens) tokens =
        vl_tokens_new(view.text->str, view.text->len);
    mark_unsure(&view, source, tokens);
    VlMatch match = vl_compare(needle->tokens, tokens, hit);
    for (guint i = 0; i < view.pieces->len; i++) {
        VlRange range = g_array_index(view.pieces, VlRange, i);
        VlSpan span = vl_source_span(source, range);
        g_autofree char *text = g_strndup(source->text + range.start,
                                          range.end - range.start);
        vl_hit_add_segment(hit, span,
                           vl_document_page_at(source->document, span.start),
                           text);
    }
    g_string_free(view.text, TRUE);
    g_array_unref(view.pieces);
    g_array_unref(view.starts);
    return match;
}
