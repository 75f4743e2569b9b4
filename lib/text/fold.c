#include "config.h"

#include "text/fold.h"

#include <string.h>

#include "text/fold-table.h"
#include "text/marker.h"

/* Longest compatibility decomposition of Unicode. */
#define MAX_DECOMPOSITION 18

/* What an ASCII byte becomes: 0 nothing, SLOW a decision. */
#define SLOW 0xFF

static guint8 fast[256];

static void
fill_fast(void)
{
    for (guint c = 1; c < 128; c++) {
        char form[VL_FOLD_MAX];
        vl_fold_char(c, form);
        gboolean slow = form[0] != '\0' && form[1] != '\0';
        slow |= g_ascii_isdigit((char)c) || c == '[' || c == '(';
        fast[c] = slow ? SLOW : c == '-' ? 0 : (guint8)form[0];
    }
    memset(fast + 128, SLOW, 128);
}

static void
prepare(void)
{
    static gsize done;
    if (g_once_init_enter(&done)) {
        fill_fast();
        g_once_init_leave(&done, 1);
    }
}

gboolean
vl_is_superscript(gunichar c)
{
    return c == 0xB9 || c == 0xB2 || c == 0xB3 ||
           (c >= 0x2070 && c <= 0x207F);
}

static VlCharClass
class_by_type(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_LETTER_NUMBER:
        return VL_CHAR_LETTER;
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
        return VL_CHAR_DIGIT;
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
        return VL_CHAR_SYMBOL;
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
        return VL_CHAR_SPACE;
    case G_UNICODE_CONTROL:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
        return VL_CHAR_UNSAFE;
    default:
        return VL_CHAR_IGNORED;
    }
}

static gboolean
is_dropped_mark(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_NON_SPACING_MARK ||
           type == G_UNICODE_ENCLOSING_MARK ||
           type == G_UNICODE_SPACING_MARK || type == G_UNICODE_FORMAT;
}

/* Appends one decomposed character to the form; gives its class. */
static VlCharClass
append_part(gunichar c, char *form, gsize *length)
{
    c = g_unichar_tolower(c);
    const VlFoldRow *row = vl_fold_row(c);
    if (row != NULL) {
        gsize n = strlen(row->form);
        memcpy(form + *length, row->form, n);
        *length += n;
        return row->class;
    }
    if (is_dropped_mark(c))
        return VL_CHAR_IGNORED;
    VlCharClass class = class_by_type(c);
    if (class == VL_CHAR_DIGIT && g_unichar_digit_value(c) >= 0)
        form[(*length)++] = (char)('0' + g_unichar_digit_value(c));
    else if (class != VL_CHAR_SPACE && class != VL_CHAR_UNSAFE)
        *length += (gsize)g_unichar_to_utf8(c, form + *length);
    return class;
}

VlCharClass
vl_fold_char(gunichar c, char form[VL_FOLD_MAX])
{
    form[1] = '\0';
    if (c < 128 && (g_ascii_isalpha((char)c) || g_ascii_isdigit((char)c))) {
        form[0] = g_ascii_tolower((char)c);
        return c < 'A' ? VL_CHAR_DIGIT : VL_CHAR_LETTER;
    }
    const VlFoldRow *row = vl_fold_row(c);
    if (row != NULL) {
        g_strlcpy(form, row->form, VL_FOLD_MAX);
        return row->class;
    }
    gunichar parts[MAX_DECOMPOSITION];
    gsize n = g_unichar_fully_decompose(c, TRUE, parts, MAX_DECOMPOSITION);
    VlCharClass class = VL_CHAR_IGNORED;
    gsize length = 0;
    for (gsize i = 0; i < n && length + 16 < VL_FOLD_MAX; i++) {
        VlCharClass part = append_part(parts[i], form, &length);
        if (class == VL_CHAR_IGNORED || class == VL_CHAR_SPACE)
            class = part;
    }
    form[length] = '\0';
    return class;
}

VlCharClass
vl_fold_class(gunichar c)
{
    char form[VL_FOLD_MAX];
    return c == 0 ? VL_CHAR_IGNORED : vl_fold_char(c, form);
}

static void
append(VlFolded *folded, const char *form, gsize place)
{
    /* Dashes and degree signs come and go with the typesetting. */
    for (; *form != '\0'; form++) {
        if (*form == '-')
            continue;
        if (form[0] == '\xC2' && form[1] == '\xB0') {
            form++;
            continue;
        }
        folded->bytes[folded->n] = *form;
        folded->map[folded->n++] = (guint32)place;
    }
}

static void
reserve(VlFolded *folded, gsize *room, gsize needed)
{
    if (folded->n + needed < *room)
        return;
    *room = *room + *room / 2 + needed;
    folded->bytes = g_realloc(folded->bytes, *room);
    folded->map = g_renew(guint32, folded->map, *room);
}

/* One character that the fast path does not decide; gives its length. */
static gsize
fold_slowly(VlFolded *folded, const char *text, gsize at, gsize n_bytes)
{
    gsize marker = vl_marker_length(text, at, n_bytes);
    if (marker > 0)
        return marker;
    gunichar c = g_utf8_get_char(text + at);
    char form[VL_FOLD_MAX];
    vl_fold_char(c, form);
    append(folded, form, at);
    return (gsize)(g_utf8_next_char(text + at) - (text + at));
}

static void
fold_stretch(VlFolded *folded, gsize *room, const char *text, gsize from,
             gsize to)
{
    gsize at = from;
    while (at < to) {
        reserve(folded, room, to - at + VL_FOLD_MAX);
        gsize n = folded->n;
        while (at < to) {
            guint8 form = fast[(guint8)text[at]];
            if (form == SLOW) {
                /* A digit inside a number is no marker. */
                if (!g_ascii_isdigit(text[at]) || at == from ||
                    !g_ascii_isdigit(text[at - 1]))
                    break;
                form = (guint8)text[at];
            }
            folded->bytes[n] = (char)form;
            folded->map[n] = (guint32)at++;
            n += form != 0;
        }
        folded->n = n;
        if (at < to)
            at += fold_slowly(folded, text, at, to);
    }
}

VlFolded *
vl_folded_new(const char *text, gsize n_bytes, const GArray *skips)
{
    prepare();
    VlFolded *folded = g_new0(VlFolded, 1);
    gsize room = n_bytes + VL_FOLD_MAX + 1;
    folded->bytes = g_malloc(room);
    folded->map = g_new(guint32, room);
    gsize at = 0;
    for (guint i = 0; skips != NULL && i < skips->len; i++) {
        const VlRange *skip = &g_array_index(skips, VlRange, i);
        if (skip->start > at)
            fold_stretch(folded, &room, text, at, skip->start);
        at = MAX(at, skip->end);
    }
    if (at < n_bytes)
        fold_stretch(folded, &room, text, at, n_bytes);
    folded->bytes[folded->n] = '\0';
    return folded;
}

void
vl_folded_free(VlFolded *folded)
{
    if (folded == NULL)
        return;
    g_free(folded->bytes);
    g_free(folded->map);
    g_free(folded);
}

gsize
vl_folded_at(const VlFolded *folded, gsize byte)
{
    gsize low = 0, high = folded->n;
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        if (folded->map[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
