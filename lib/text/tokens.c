#include "config.h"

#include "text/tokens.h"

#include <string.h>

#include "text/fold.h"
#include "text/marker.h"
#include "text/numbers.h"
#include "text/words.h"

/* Where the taking apart stands. */
typedef struct {
    VlTokens *tokens;
    const char *text;
    gsize at, end;
    guint gap;               /* since the last token */
    guint gap_before;        /* of gap, what stood before the first dash */
    guint dashes;            /* since the last token */
    gsize dash_at, dash_end; /* the first one's start, the last one's end */
    gunichar dash;
    guint marker;     /* number of the last marker */
    gsize marker_end; /* tokens before it belong to that marker */
} Scan;

static gunichar
char_at(const Scan *scan, gsize at)
{
    return at < scan->end ? g_utf8_get_char(scan->text + at) : 0;
}

static gsize
char_length(const Scan *scan, gsize at)
{
    return (gsize)g_utf8_skip[(guchar)scan->text[at]];
}

static VlToken *
add_token(Scan *scan, VlTokenClass class, gsize start, gsize key)
{
    VlToken token = {
        .class = class,
        .gap = scan->gap,
        .marker = start < scan->marker_end ? scan->marker : 0,
        .start = start,
        .end = scan->at,
        .key = key,
        .key_length = scan->tokens->keys->len - key,
    };
    /* Keys are compared by length; the NUL is for reading only. */
    g_string_append_c(scan->tokens->keys, '\0');
    g_array_append_val(scan->tokens->tokens, token);
    scan->gap = 0;
    scan->gap_before = 0;
    scan->dashes = 0;
    GArray *all = scan->tokens->tokens;
    return &g_array_index(all, VlToken, all->len - 1);
}

static const VlToken *
last_token(const Scan *scan)
{
    guint n = scan->tokens->tokens->len;
    return n > 0 ? vl_tokens_at(scan->tokens, n - 1) : NULL;
}

gboolean
vl_token_key_is(const VlTokens *tokens, const VlToken *token, const char *key)
{
    return token->key_length == strlen(key) &&
           memcmp(vl_tokens_key(tokens, token), key, token->key_length) == 0;
}

gboolean
vl_tokens_is_unit(const VlTokens *tokens, gsize i)
{
    const VlToken *token = vl_tokens_at(tokens, i);
    if (token->class == VL_TOKEN_SYMBOL)
        return vl_token_key_is(tokens, token, "%") ||
               vl_token_key_is(tokens, token, "\xC2\xB0") ||
               vl_token_key_is(tokens, token, "\xE2\x80\xB0");
    if (token->class != VL_TOKEN_WORD || i == 0 ||
        !vl_word_is_unit(vl_tokens_key(tokens, token), token->key_length))
        return FALSE;
    const VlToken *before = vl_tokens_at(tokens, i - 1);
    if (vl_token_key_is(tokens, before, "per") ||
        vl_token_key_is(tokens, before, "par"))
        return TRUE;
    if (before->class == VL_TOKEN_NUMBER)
        return TRUE;
    if (before->class == VL_TOKEN_SYMBOL)
        return !vl_token_key_is(tokens, before, "?");
    return before->class == VL_TOKEN_WORD && (token->gap & VL_GAP_OTHER) == 0 &&
           vl_tokens_is_unit(tokens, i - 1);
}

/* Does a dash after the last token join two numbers? */
static gboolean
is_range(const Scan *scan, const VlToken *last)
{
    if (last == NULL || (scan->gap_before & VL_GAP_OTHER) != 0)
        return FALSE;
    if (last->class == VL_TOKEN_NUMBER)
        return TRUE;
    return last->class == VL_TOKEN_SYMBOL &&
           (vl_token_key_is(scan->tokens, last, "%") ||
            vl_token_key_is(scan->tokens, last, "\xC2\xB0"));
}

/* A dash glued to a word: "IL-6" and "week-12" are names; "n\u22121",
 * "difference\u22122.8" that lost its space and "5 mg-10 mg" are not. */
static VlSign
glued_sign(const Scan *scan, const VlToken *last, gboolean decimal)
{
    gboolean lower =
        (last->flags & (VL_TOKEN_CAPITAL | VL_TOKEN_CAPITALS)) == 0 &&
        last->key_length >= 2;
    if (scan->dash == 0x2212 || (lower && decimal))
        return VL_SIGN_MINUS;
    if (vl_tokens_is_unit(scan->tokens, scan->tokens->tokens->len - 1))
        return VL_SIGN_MINUS;
    return VL_SIGN_HYPHEN;
}

/* Settles what the dashes before a number mean: adds a range token, or
 * gives the number's sign. */
static VlSign
settle_dash(Scan *scan, gboolean decimal, gsize *start)
{
    const VlToken *last = last_token(scan);
    guint dashes = scan->dashes;
    gsize dash_at = scan->dash_at;
    if (dashes == 0)
        return VL_SIGN_NONE;
    if (is_range(scan, last)) {
        gsize number_at = scan->at;
        scan->at = dash_at + char_length(scan, dash_at);
        gsize key = scan->tokens->keys->len;
        g_string_append_c(scan->tokens->keys, '-');
        scan->gap = scan->gap_before;
        add_token(scan, VL_TOKEN_RANGE, dash_at, key);
        scan->at = number_at;
        return dashes > 1 ? VL_SIGN_MINUS : VL_SIGN_NONE;
    }
    *start = dash_at;
    if (dashes > 1)
        return VL_SIGN_DOUBLE;
    if (last != NULL && last->class == VL_TOKEN_WORD && scan->gap_before == 0)
        return glued_sign(scan, last, decimal);
    return VL_SIGN_MINUS;
}

static gsize
count_ascii_digits(const Scan *scan)
{
    gsize n = 0;
    while (scan->at + n < scan->end &&
           g_ascii_isdigit(scan->text[scan->at + n]))
        n++;
    return n;
}

/* A raised reference behind a year is no part of it. */
static gboolean
is_reference(const Scan *scan)
{
    const VlToken *last = last_token(scan);
    gboolean starts = last == NULL || last->end < scan->at;
    return starts && scan->at > 0 &&
           g_ascii_isdigit(scan->text[scan->at - 1]) &&
           vl_marker_length(scan->text, scan->at, scan->end) > 0;
}

/* Digits of other scripts, superscripts, fractions. */
static void
take_other_digits(Scan *scan, GString *key, gboolean *raised)
{
    while (scan->at < scan->end) {
        gunichar c = char_at(scan, scan->at);
        char form[VL_FOLD_MAX];
        if (c < 128 || vl_fold_char(c, form) != VL_CHAR_DIGIT ||
            is_reference(scan))
            break;
        *raised |= vl_is_superscript(c);
        g_string_append(key, form);
        scan->at += char_length(scan, scan->at);
    }
}

/* The power of "10^4" reads like a superscript. */
static void
take_power(Scan *scan, GString *key)
{
    if (scan->at >= scan->end || scan->text[scan->at] != '^')
        return;
    scan->at++;
    gsize n = count_ascii_digits(scan);
    g_string_append_len(key, scan->text + scan->at, (gssize)n);
    scan->at += n;
}

static void
take_number(Scan *scan)
{
    gsize start = scan->at;
    gboolean raised = FALSE;
    g_autoptr(GString) key = g_string_new(NULL);
    if (scan->at < scan->marker_end && count_ascii_digits(scan) > 0) {
        gsize n = count_ascii_digits(scan);
        g_string_append_len(key, scan->text + scan->at, (gssize)n);
        scan->at += n;
    } else {
        scan->at +=
            vl_number_scan(scan->text + scan->at, scan->end - scan->at, key);
        take_power(scan, key);
        take_other_digits(scan, key, &raised);
    }
    if (scan->at == start) { /* a full stop of another script */
        scan->gap |= VL_GAP_OTHER;
        scan->at += char_length(scan, start);
        return;
    }
    gboolean decimal = memchr(key->str, '.', key->len) != NULL;
    VlSign sign = settle_dash(scan, decimal, &start);
    gsize place = scan->tokens->keys->len;
    g_string_append_len(scan->tokens->keys, key->str, (gssize)key->len);
    VlToken *token = add_token(scan, VL_TOKEN_NUMBER, start, place);
    token->sign = sign;
    token->flags = raised ? VL_TOKEN_RAISED : 0;
}

/* Is c inside a word no more than a mark of spelling?  Some fonts draw an
 * accent as a glyph of its own before or after its letter: "Andr´e". */
static gboolean
is_inside_word(gunichar c)
{
    if (c == '\'' || c == 0x2019 || c == 0x02BC || c == 0xAD || c == 0xB4 ||
        c == '`' || c == 0xA8 || c == 0xB8 || c == 0xAF ||
        (c >= 0x02C6 && c <= 0x02C7) || (c >= 0x02D8 && c <= 0x02DD))
        return TRUE;
    if (c < 0x300)
        return FALSE;
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_FORMAT ||
           type == G_UNICODE_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

/* The byte of the next letter after marks inside a word, or 0. */
static gsize
letter_after_marks(const Scan *scan)
{
    gsize at = scan->at;
    gsize limit = MIN(scan->end, at + 64);
    while (at < limit && is_inside_word(char_at(scan, at)))
        at += char_length(scan, at);
    char form[VL_FOLD_MAX];
    return at < scan->end && at > scan->at &&
                   vl_fold_char(char_at(scan, at), form) == VL_CHAR_LETTER
               ? at
               : 0;
}

/* "mcg" is "ug". */
static void
spell_micro(GString *keys, gsize place)
{
    static const char *const units[] = {"mcg", "mcl", "mcm", "mcmol"};
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        if (g_str_equal(keys->str + place, units[i])) {
            g_string_erase(keys, (gssize)place, 2);
            g_string_insert_c(keys, (gssize)place, 'u');
        }
}

static void
take_word(Scan *scan)
{
    gsize start = scan->at;
    GString *keys = scan->tokens->keys;
    gsize place = keys->len;
    guint flags = 0;
    while (scan->at < scan->end) {
        gunichar c = char_at(scan, scan->at);
        char form[VL_FOLD_MAX];
        if (vl_fold_char(c, form) != VL_CHAR_LETTER) {
            gsize letter = letter_after_marks(scan);
            if (letter == 0)
                break;
            scan->at = letter;
            continue;
        }
        if (g_unichar_isupper(c))
            flags |= scan->at == start ? VL_TOKEN_CAPITAL : VL_TOKEN_CAPITALS;
        for (const char *p = form; *p != '\0'; p++)
            if (*p != '-')
                g_string_append_c(keys, *p);
        scan->at += char_length(scan, scan->at);
    }
    spell_micro(keys, place);
    add_token(scan, VL_TOKEN_WORD, start, place)->flags = flags;
}

/* Bytes of spaces (none or one) and the character c after them, or 0. */
static gsize
followed_by(const Scan *scan, char c)
{
    gsize at = scan->at;
    if (at < scan->end && scan->text[at] == ' ')
        at++;
    return at < scan->end && scan->text[at] == c ? at + 1 - scan->at : 0;
}

static void
take_sign(Scan *scan, VlTokenClass class, const char *form)
{
    gsize start = scan->at;
    gsize place = scan->tokens->keys->len;
    scan->at += char_length(scan, scan->at);
    g_string_append(scan->tokens->keys, form);
    if (g_str_equal(form, "<") || g_str_equal(form, ">")) {
        gsize more = followed_by(scan, '=');
        if (more > 0)
            g_string_append_c(scan->tokens->keys, '=');
        scan->at += more;
    } else if (g_str_equal(form, "+") && followed_by(scan, '/') > 0) {
        gsize slash = scan->at + followed_by(scan, '/');
        char next[VL_FOLD_MAX];
        if (slash < scan->end &&
            vl_fold_char(char_at(scan, slash), next) == VL_CHAR_DASH) {
            g_string_append(scan->tokens->keys, "/-");
            scan->at = slash + char_length(scan, slash);
        }
    }
    add_token(scan, class, start, place);
}

static void
take_unsafe(Scan *scan)
{
    gsize start = scan->at;
    scan->at += char_length(scan, start);
    add_token(scan, VL_TOKEN_UNSAFE, start, scan->tokens->keys->len);
}

/* A decimal mark that starts a number: ".05" but not "women.43". */
static gboolean
starts_decimal(const Scan *scan, const char *form)
{
    if (form[0] != '.' || form[1] != '\0')
        return FALSE;
    gsize next = scan->at + char_length(scan, scan->at);
    if (next >= scan->end || !g_ascii_isdigit(scan->text[next]))
        return FALSE;
    const VlToken *last = last_token(scan);
    return last == NULL || last->end < scan->at ||
           (last->class != VL_TOKEN_WORD && last->class != VL_TOKEN_NUMBER);
}

static void
enter_marker(Scan *scan)
{
    if (scan->at < scan->marker_end)
        return;
    gsize length = vl_marker_length(scan->text, scan->at, scan->end);
    if (length == 0)
        return;
    /* Markers side by side, "[1], [2]", count as one. */
    const VlToken *last = last_token(scan);
    if (last == NULL || last->marker == 0)
        scan->marker++;
    scan->marker_end = scan->at + length;
}

static void
pass_gap(Scan *scan, gunichar c, VlCharClass class, const char *form)
{
    if (class == VL_CHAR_DASH) {
        if (scan->dashes == 0) {
            scan->dash_at = scan->at;
            scan->gap_before = scan->gap;
        }
        /* "--" is one dash. */
        if (scan->dashes == 0 || scan->dash_end != scan->at)
            scan->dashes++;
        scan->dash = c;
        scan->dash_end = scan->at + char_length(scan, scan->at);
        scan->gap |= VL_GAP_DASH;
    } else if (class == VL_CHAR_SPACE) {
        gboolean is_break =
            c == '\n' || c == '\r' || c == '\f' || c == 0x2028 || c == 0x2029;
        scan->gap |= is_break ? VL_GAP_BREAK : VL_GAP_SPACE;
    } else if (form[0] != '\0') {
        scan->gap |= VL_GAP_OTHER;
        /* "-(5": the dash does not stand before the number. */
        if (c != '(' && c != '^' && c != '[')
            scan->dashes = 0;
    }
    scan->at += char_length(scan, scan->at);
}

static void
step(Scan *scan)
{
    gunichar c = char_at(scan, scan->at);
    char form[VL_FOLD_MAX];
    VlCharClass class = vl_fold_char(c, form);
    if (c == '[' || c == '(' || class == VL_CHAR_DIGIT)
        enter_marker(scan);
    switch (class) {
    case VL_CHAR_DIGIT:
        take_number(scan);
        break;
    case VL_CHAR_LETTER:
        take_word(scan);
        break;
    case VL_CHAR_COMPARATOR:
        take_sign(scan, VL_TOKEN_COMPARATOR, form);
        break;
    case VL_CHAR_SYMBOL:
        take_sign(scan, VL_TOKEN_SYMBOL, form);
        break;
    case VL_CHAR_UNSAFE:
        take_unsafe(scan);
        break;
    default:
        if (starts_decimal(scan, form))
            take_number(scan);
        else
            pass_gap(scan, c, class, form);
    }
}

VlTokens *
vl_tokens_new(const char *text, gsize n_bytes)
{
    VlTokens *tokens = g_new0(VlTokens, 1);
    tokens->text = text;
    tokens->n_bytes = n_bytes;
    tokens->tokens = g_array_new(FALSE, FALSE, sizeof(VlToken));
    tokens->keys = g_string_sized_new(n_bytes + 16);
    Scan scan = {.tokens = tokens, .text = text, .end = n_bytes};
    while (scan.at < scan.end)
        step(&scan);
    return tokens;
}

void
vl_tokens_free(VlTokens *tokens)
{
    if (tokens == NULL)
        return;
    g_array_unref(tokens->tokens);
    g_string_free(tokens->keys, TRUE);
    g_free(tokens);
}
