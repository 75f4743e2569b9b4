#include "config.h"

#include "verify/locate/place.h"

#include <string.h>

#include "text/marker.h"
#include "text/words.h"
#include "verify/locate/source.h"

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
    while (at < source->n_bytes &&
           vl_fold_class(vl_char_at(source, at)) == VL_CHAR_SPACE &&
           vl_char_at(source, at) != '\f')
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
           vl_fold_class(vl_char_before(source, at)) == VL_CHAR_LETTER)
        at = previous(source, at);
    return at;
}

static gsize
widen_number_back(const VlSource *source, gsize at)
{
    gsize limit = at > MAX_WIDEN ? at - MAX_WIDEN : 0;
    while (at > limit) {
        gunichar before = vl_char_before(source, at);
        gsize p = previous(source, at);
        if (vl_fold_class(before) == VL_CHAR_DIGIT ||
            (is_decimal_mark(before) &&
             vl_fold_class(vl_char_before(source, p)) == VL_CHAR_DIGIT))
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
    if (is_decimal_mark(vl_char_before(source, at)) &&
        vl_fold_class(vl_char_before(source, previous(source, at))) !=
            VL_CHAR_LETTER)
        at = previous(source, at);
    gunichar before = vl_char_before(source, at);
    if (vl_fold_class(before) == VL_CHAR_DASH)
        return previous(source, at);
    gsize p = at;
    while (p > 0 && start - p < 8 &&
           vl_fold_class(vl_char_before(source, p)) == VL_CHAR_SPACE)
        p = previous(source, p);
    before = vl_char_before(source, p);
    if (before == 0x2212)
        return previous(source, p);
    if (vl_fold_class(before) != VL_CHAR_COMPARATOR)
        return at;
    /* "P = 0.03" may be cut after its sign, "P < 0.03" may not; "<=". */
    if (before != '=')
        return previous(source, p);
    gunichar first = vl_char_before(source, previous(source, p));
    return first == '<' || first == '>' ? previous(source, previous(source, p))
                                        : at;
}

/* Where the citation marker starts that ends just before byte at; at when
 * there is none. */
static gsize
marker_before(const VlSource *source, gsize at)
{
    gsize limit = at > 2 * MAX_WIDEN ? at - 2 * MAX_WIDEN : 0;
    gsize open = at;
    while (open > limit && source->text[open - 1] != '(' &&
           source->text[open - 1] != '[')
        open--;
    if (open == limit)
        return at;
    open--;
    gsize length = vl_marker_length(source->text, open, source->n_bytes);
    return length > 0 && skip_spaces(source, open + length) >= at ? open : at;
}

static gboolean
is_degree(const char *form)
{
    return g_str_equal(form, "\xC2\xB0");
}

/* Dashes that the quote starts with; "--" is one. */
static guint
count_head_dashes(const VlNeedle *needle)
{
    guint n = 0;
    gboolean inside = FALSE;
    for (const char *p = needle->text; *p != '\0'; p = g_utf8_next_char(p)) {
        VlCharClass class = vl_fold_class(g_utf8_get_char(p));
        if (class != VL_CHAR_DASH && class != VL_CHAR_SPACE)
            break;
        n += class == VL_CHAR_DASH && !inside;
        inside = class == VL_CHAR_DASH;
    }
    return n;
}

/* What the quote starts with and folding dropped: a citation marker, a dash
 * (which a space may part from its number), a quotation mark. */
static void
widen_head(VlRange *range, const VlSource *source, const VlNeedle *needle)
{
    gboolean marker = needle->tokens->tokens->len > 0 &&
                      vl_tokens_at(needle->tokens, 0)->marker != 0;
    guint dashes = count_head_dashes(needle);
    for (int i = 0; i < 4; i++) {
        gsize p = range->start;
        gsize open = marker ? marker_before(source, p) : p;
        while ((dashes > 0 || marker) && p > 0 && range->start - p < 4 &&
               vl_fold_class(vl_char_before(source, p)) == VL_CHAR_SPACE)
            p = previous(source, p);
        gunichar c = vl_char_before(source, p);
        char form[VL_FOLD_MAX];
        VlCharClass class = c > 0x20 ? vl_fold_char(c, form) : VL_CHAR_UNSAFE;
        if (open < range->start) {
            range->start = open;
        } else if (class == VL_CHAR_DASH && (dashes > 0 || p == range->start)) {
            range->start = previous(source, p);
            dashes -= dashes > 0;
        } else if (p == range->start && class != VL_CHAR_UNSAFE &&
                   (form[0] == '\0' || is_degree(form))) {
            range->start = previous(source, p);
        } else {
            break;
        }
    }
}

static void
widen_start(VlRange *range, const VlSource *source, const VlNeedle *needle)
{
    VlCharClass first = vl_fold_class(vl_char_at(source, range->start));
    gunichar before = vl_char_before(source, range->start);
    if (first == VL_CHAR_LETTER && vl_fold_class(before) == VL_CHAR_LETTER)
        range->start = widen_letters_back(source, range->start);
    else if (first == VL_CHAR_DIGIT)
        range->start =
            widen_sign_back(source, widen_number_back(source, range->start));
    if (needle->has_head)
        widen_head(range, source, needle);
}

static gsize
widen_number(const VlSource *source, gsize at)
{
    gsize limit = MIN(source->n_bytes, at + MAX_WIDEN);
    while (at < limit) {
        gunichar c = vl_char_at(source, at);
        if (vl_fold_class(c) == VL_CHAR_DIGIT &&
            (c < 128 ||
             vl_marker_length(source->text, at, source->n_bytes) == 0))
            at = next(source, at);
        else if (is_decimal_mark(c) &&
                 g_ascii_isdigit(source->text[next(source, at)]))
            at = next(source, at);
        else
            break;
    }
    return at;
}

/* A unit's name that stands at byte at, to its end; else at. */
static gsize
widen_unit_name(const VlSource *source, gsize at)
{
    g_autoptr(GString) word = g_string_new(NULL);
    gsize p = at;
    for (; word->len < 12; p = next(source, p)) {
        char form[VL_FOLD_MAX];
        if (vl_fold_char(vl_char_at(source, p), form) != VL_CHAR_LETTER)
            break;
        g_string_append(word, form);
    }
    return vl_word_is_unit(word->str, word->len) && word->len < 12 ? p : at;
}

/* The rest of "mg/kg/day" after its first unit or number. */
static gsize
widen_per(const VlSource *source, gsize at)
{
    for (int i = 0; i < 4 && vl_char_at(source, at) == '/'; i++) {
        gsize end = widen_unit_name(source, at + 1);
        if (end == at + 1)
            break;
        at = end;
    }
    return at;
}

/* A unit glued to a number, or a per cent sign after it. */
static gsize
widen_unit(const VlSource *source, gsize at)
{
    gsize p = skip_spaces(source, at);
    if (vl_char_at(source, p) == '%' && p - at < 8)
        return p + 1;
    return widen_per(source, widen_unit_name(source, at));
}

/* The rest of "10-20" or of "1.2 x 10-3" after its first number. */
static gsize
widen_range(const VlSource *source, gsize at)
{
    gsize p = at;
    if (vl_fold_class(vl_char_at(source, p)) == VL_CHAR_DASH) {
        p = next(source, p);
        return vl_fold_class(vl_char_at(source, p)) == VL_CHAR_DIGIT
                   ? widen_number(source, p)
                   : at;
    }
    p = skip_spaces(source, p);
    if (vl_char_at(source, p) != 0xD7)
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
                           ? vl_marker_length(source->text, p, source->n_bytes)
                           : 0;
        char form[VL_FOLD_MAX] = "x";
        gunichar c = vl_char_at(source, range->end);
        if (marker > 0)
            range->end = p + marker;
        else if (c > 0x20 && (vl_fold_char(c, form) == VL_CHAR_DASH ||
                              form[0] == '\0' || is_degree(form)))
            range->end = next(source, range->end);
        else
            break;
    }
}

static gboolean
ends_in_unit(const VlNeedle *needle)
{
    guint n = needle->tokens->tokens->len;
    return n > 0 && vl_tokens_is_unit(needle->tokens, n - 1);
}

static void
widen_end(VlRange *range, const VlSource *source, const VlNeedle *needle)
{
    VlCharClass last = vl_fold_class(vl_char_before(source, range->end));
    VlCharClass after = vl_fold_class(vl_char_at(source, range->end));
    if (last == VL_CHAR_LETTER) {
        gsize limit = MIN(source->n_bytes, range->end + MAX_WIDEN);
        while (range->end < limit &&
               vl_fold_class(vl_char_at(source, range->end)) == VL_CHAR_LETTER)
            range->end = next(source, range->end);
        if (after == VL_CHAR_DIGIT &&
            vl_marker_length(source->text, range->end, source->n_bytes) == 0)
            range->end = widen_number(source, range->end);
        if (after == VL_CHAR_SYMBOL && ends_in_unit(needle))
            range->end = widen_per(source, range->end);
    } else if (last == VL_CHAR_DIGIT) {
        widen_end_number(range, source);
    }
    if (needle->has_tail)
        widen_tail(range, source);
}

/* The part of a citation marker that the quote stops in, when it stands
 * there: extends the range over it. */
static gboolean
take_cut_tail(VlRange *range, const VlSource *source, const VlNeedle *needle)
{
    gsize at = skip_spaces(source, range->end);
    if (vl_marker_length(source->text, at, source->n_bytes) == 0)
        return FALSE;
    const char *p = needle->text + needle->to;
    const char *end = needle->text + needle->n_bytes;
    while (p < end) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c)) {
            p = g_utf8_next_char(p);
            continue;
        }
        at = skip_spaces(source, at);
        if (vl_char_at(source, at) != c)
            return FALSE;
        at = next(source, at);
        p = g_utf8_next_char(p);
    }
    range->end = at;
    return TRUE;
}

/* The same for the part that the quote starts in. */
static gboolean
take_cut_head(VlRange *range, const VlSource *source, const VlNeedle *needle)
{
    gsize at = range->start;
    if (marker_before(source, at) == at)
        return FALSE;
    const char *p = needle->text + needle->from;
    while (p > needle->text) {
        p = g_utf8_prev_char(p);
        if (g_unichar_isspace(g_utf8_get_char(p)))
            continue;
        while (at > 0 && g_unichar_isspace(vl_char_before(source, at)))
            at = previous(source, at);
        if (vl_char_before(source, at) != g_utf8_get_char(p))
            return FALSE;
        at = previous(source, at);
    }
    range->start = at;
    return TRUE;
}

void
vl_place_widen(VlPlace *place, const VlSource *source, const VlNeedle *needle)
{
    VlRange *first = &place->parts[0];
    VlRange *last = &place->parts[place->n_parts - 1];
    if (needle->from == 0 || !take_cut_head(first, source, needle))
        widen_start(first, source, needle);
    if (needle->to == needle->n_bytes || !take_cut_tail(last, source, needle))
        widen_end(last, source, needle);
}
