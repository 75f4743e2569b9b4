#include "config.h"

#include "verify/locate/compare.h"

#include <string.h>

#include "text/fold.h"
#include "text/numbers.h"
#include "text/words.h"
#include "verify/locate/align.h"

/* ---- Exact or typographic: on the characters ---- */

static gboolean
is_passed_over(gunichar c)
{
    return g_unichar_isspace(c) || c == 0xAD;
}

/* A hyphen at a line's end: its length with the break, else 0. */
static gsize
line_hyphen(const char *p, const char *end)
{
    gunichar c = g_utf8_get_char(p);
    if (c != '-' && c != 0x2010 && c != 0xAD)
        return 0;
    const char *q = g_utf8_next_char(p);
    const char *start = q;
    while (q < end && (*q == ' ' || *q == '\r'))
        q++;
    if (q >= end || (*q != '\n' && *q != '\f'))
        return 0;
    return (gsize)(start - p);
}

/* Equal but for white space and line-end hyphens? */
static gboolean
is_exact(const VlTokens *quote, const VlTokens *source)
{
    const char *p = quote->text, *p_end = p + quote->n_bytes;
    const char *q = source->text, *q_end = q + source->n_bytes;
    const char *r = source->printed != NULL ? source->printed : q;
    for (;;) {
        while (p < p_end && is_passed_over(g_utf8_get_char(p)))
            p = g_utf8_next_char(p);
        while (q < q_end && is_passed_over(g_utf8_get_char(q))) {
            q = g_utf8_next_char(q);
            r = g_utf8_next_char(r);
        }
        if (p >= p_end || q >= q_end)
            return p >= p_end && q >= q_end;
        gunichar c = g_utf8_get_char(p);
        gsize hyphen = line_hyphen(q, q_end);
        if (c == g_utf8_get_char(q) || c == g_utf8_get_char(r)) {
            p = g_utf8_next_char(p);
            q = g_utf8_next_char(q);
            r = g_utf8_next_char(r);
        } else if (hyphen > 0) {
            q += hyphen;
            r += hyphen;
        } else {
            return FALSE;
        }
    }
}

/* ---- Naming what differs ---- */

typedef struct {
    const VlTokens *quote, *source;
    VlHit *hit;
    gboolean with_markers; /* name markers that one side lacks, too */
    guint unsure;          /* differences that unsafe glyphs may explain */
    /* Plain words in a row make one change: the first and the last step of
     * a row that is not written yet; NULL: none. */
    const VlAlignStep *first_word, *last_word;
} Naming;

static gboolean
is_sign(const VlTokens *side, const VlToken *token)
{
    return token->class == VL_TOKEN_RANGE ||
           vl_token_key_is(side, token, "+") ||
           vl_token_key_is(side, token, "+/-") ||
           vl_token_key_is(side, token, "-/+");
}

/* The key of token i when it is a word; else NULL. */
static const char *
word_at(const VlTokens *side, guint i, gsize *length)
{
    if (i >= side->tokens->len || vl_tokens_at(side, i)->class != VL_TOKEN_WORD)
        return NULL;
    *length = vl_tokens_at(side, i)->key_length;
    return vl_tokens_key(side, vl_tokens_at(side, i));
}

/* Does what stands around a word make it the name of an arm or a drug? */
static gboolean
is_named_by_place(const VlTokens *side, guint i)
{
    gsize n = 0;
    const char *word = word_at(side, i + 1, &n);
    if (word != NULL && vl_word_is_arm(word, n))
        return TRUE;
    word = i > 0 ? word_at(side, i - 1, &n) : NULL;
    if (word != NULL && vl_word_is_arm_head(word, n))
        return TRUE;
    if (i + 1 >= side->tokens->len ||
        vl_tokens_at(side, i + 1)->class != VL_TOKEN_NUMBER)
        return FALSE;
    word = word_at(side, i + 2, &n);
    return word != NULL && vl_word_is_dose(word, n);
}

static VlChangeKind
kind_of_word(const VlTokens *side, guint i)
{
    const VlToken *token = vl_tokens_at(side, i);
    const char *key = vl_tokens_key(side, token);
    if (vl_tokens_is_unit(side, i))
        return VL_CHANGE_UNIT;
    switch (vl_word_kind(key, token->key_length)) {
    case VL_WORD_NEGATION:
        return VL_CHANGE_NEGATION;
    case VL_WORD_DIRECTION:
        return VL_CHANGE_DIRECTION;
    case VL_WORD_ENTITY:
        return VL_CHANGE_ENTITY;
    default:
        break;
    }
    if (vl_number_word(key, token->key_length) >= 0)
        return VL_CHANGE_NUMBER;
    gboolean name = (token->flags & VL_TOKEN_CAPITALS) != 0;
    return name ? VL_CHANGE_ENTITY : VL_CHANGE_WORD;
}

/* "n'a" for "a": the French negation without its "pas". */
static gboolean
is_elided_negation(const VlTokens *one, const VlToken *a, const VlTokens *other,
                   const VlToken *b)
{
    const char *text = one->text + a->start;
    return a->key_length == b->key_length + 1 && a->end - a->start > 2 &&
           (text[0] == 'n' || text[0] == 'N') &&
           (text[1] == '\'' || (guchar)text[1] == 0xE2) &&
           memcmp(vl_tokens_key(one, a) + 1, vl_tokens_key(other, b),
                  b->key_length) == 0;
}

/* The kind of a token that one side lacks. */
static VlChangeKind
kind_of_one(const VlTokens *side, guint i)
{
    const VlToken *token = vl_tokens_at(side, i);
    switch (token->class) {
    case VL_TOKEN_NUMBER:
        return VL_CHANGE_NUMBER;
    case VL_TOKEN_COMPARATOR:
        return VL_CHANGE_COMPARATOR;
    case VL_TOKEN_RANGE:
        return VL_CHANGE_SIGN;
    case VL_TOKEN_SYMBOL:
        if (is_sign(side, token))
            return VL_CHANGE_SIGN;
        if (vl_tokens_is_unit(side, i))
            return VL_CHANGE_UNIT;
        if (vl_token_key_is(side, token, "/")) {
            gboolean ratio =
                i > 0 && vl_tokens_at(side, i - 1)->class == VL_TOKEN_NUMBER;
            return ratio ? VL_CHANGE_NUMBER : VL_CHANGE_UNIT;
        }
        return VL_CHANGE_WORD;
    case VL_TOKEN_WORD:
        return kind_of_word(side, i);
    default:
        return VL_CHANGE_WORD;
    }
}

/* How much each kind says; of two, the one that says more is named. */
static const guint8 weight[] = {
    [VL_CHANGE_NUMBER] = 5,     [VL_CHANGE_SIGN] = 4,
    [VL_CHANGE_COMPARATOR] = 7, [VL_CHANGE_UNIT] = 3,
    [VL_CHANGE_NEGATION] = 8,   [VL_CHANGE_DIRECTION] = 6,
    [VL_CHANGE_ENTITY] = 2,     [VL_CHANGE_WORD] = 1,
};

/* Was one name put in the other's place? */
static gboolean
is_name_pair(const Naming *naming, guint i, guint j)
{
    gsize n = 0, m = 0;
    const char *x = word_at(naming->quote, i, &n);
    const char *y = word_at(naming->source, j, &m);
    if (x == NULL || y == NULL)
        return FALSE;
    return (vl_word_is_name_like(x, n) && vl_word_may_be_name(y, m)) ||
           (vl_word_may_be_name(x, n) && vl_word_is_name_like(y, m)) ||
           is_named_by_place(naming->quote, i) ||
           is_named_by_place(naming->source, j);
}

/* "patient" for "patients": another form, not another group. */
static gboolean
is_prefix(const VlToken *part, const char *x, const VlToken *whole,
          const char *y)
{
    return whole->key_length == part->key_length + 1 &&
           memcmp(x, y, part->key_length) == 0;
}

static VlChangeKind
kind_of_pair(const Naming *naming, guint i, guint j)
{
    const VlToken *a = vl_tokens_at(naming->quote, i);
    const VlToken *b = vl_tokens_at(naming->source, j);
    const char *x = vl_tokens_key(naming->quote, a);
    const char *y = vl_tokens_key(naming->source, b);
    gboolean same_key =
        a->key_length == b->key_length && memcmp(x, y, a->key_length) == 0;
    if (a->class == VL_TOKEN_NUMBER && b->class == VL_TOKEN_NUMBER)
        return same_key ? VL_CHANGE_SIGN : VL_CHANGE_NUMBER;
    if (a->class == VL_TOKEN_WORD && b->class == VL_TOKEN_WORD) {
        if (same_key)
            return VL_CHANGE_UNIT;
        if (is_elided_negation(naming->quote, a, naming->source, b) ||
            is_elided_negation(naming->source, b, naming->quote, a))
            return VL_CHANGE_NEGATION;
        if (vl_word_is_negated_form(x, a->key_length, y, b->key_length) ||
            vl_word_is_negated_form(y, b->key_length, x, a->key_length))
            return VL_CHANGE_NEGATION;
    }
    VlChangeKind one = kind_of_one(naming->quote, i);
    VlChangeKind other = kind_of_one(naming->source, j);
    if (one == VL_CHANGE_WORD && other == VL_CHANGE_WORD &&
        is_name_pair(naming, i, j))
        return VL_CHANGE_ENTITY;
    if (one == VL_CHANGE_ENTITY && other == VL_CHANGE_ENTITY &&
        (is_prefix(a, x, b, y) || is_prefix(b, y, a, x)))
        return VL_CHANGE_WORD;
    return weight[one] >= weight[other] ? one : other;
}

static char *
piece(const VlTokens *side, guint first, guint n)
{
    if (n == 0)
        return g_strdup("");
    const VlToken *from = vl_tokens_at(side, first);
    const VlToken *to = vl_tokens_at(side, first + n - 1);
    if (side->printed == NULL)
        return g_strndup(side->text + from->start, to->end - from->start);
    glong before = g_utf8_strlen(side->text, (gssize)from->start);
    glong inside = g_utf8_strlen(side->text + from->start,
                                 (gssize)(to->end - from->start));
    const char *start = g_utf8_offset_to_pointer(side->printed, before);
    return g_strndup(start,
                     (gsize)(g_utf8_offset_to_pointer(start, inside) - start));
}

static gboolean
is_unsure(const VlTokens *side, guint i)
{
    return i < side->tokens->len &&
           (vl_tokens_at(side, i)->class == VL_TOKEN_UNSAFE ||
            (vl_tokens_at(side, i)->flags & VL_TOKEN_UNSURE) != 0);
}

/* May an unsafe glyph of the source explain the step? */
static gboolean
is_unsure_step(const Naming *naming, const VlAlignStep *step)
{
    guint j = step->source;
    if (is_unsure(naming->source, j))
        return TRUE;
    return step->n_source == 0 && j > 0 && is_unsure(naming->source, j - 1);
}

static gboolean
is_marker_step(const Naming *naming, const VlAlignStep *step)
{
    if (step->n_quote > 0 && step->n_source > 0)
        return FALSE;
    const VlToken *token = step->n_quote > 0
                               ? vl_tokens_at(naming->quote, step->quote)
                               : vl_tokens_at(naming->source, step->source);
    return token->marker != 0;
}

static void
add_change(Naming *naming, VlChangeKind kind, const VlAlignStep *from,
           const VlAlignStep *to)
{
    g_autofree char *quote = piece(naming->quote, from->quote,
                                   to->quote + to->n_quote - from->quote);
    g_autofree char *source = piece(naming->source, from->source,
                                    to->source + to->n_source - from->source);
    vl_hit_add_change(naming->hit, kind, quote, source);
}

static void
end_words(Naming *naming)
{
    if (naming->first_word != NULL)
        add_change(naming, VL_CHANGE_WORD, naming->first_word,
                   naming->last_word);
    naming->first_word = NULL;
}

static void
name_step(Naming *naming, const VlAlignStep *step)
{
    if (step->equal) {
        end_words(naming);
        return;
    }
    if (!naming->with_markers && is_marker_step(naming, step))
        return;
    if (is_unsure_step(naming, step)) {
        naming->unsure++;
        end_words(naming);
        return;
    }
    VlChangeKind kind;
    if (step->n_quote > 0 && step->n_source > 0)
        kind = kind_of_pair(naming, step->quote, step->source);
    else if (step->n_quote > 0)
        kind = kind_of_one(naming->quote, step->quote);
    else
        kind = kind_of_one(naming->source, step->source);
    if (kind == VL_CHANGE_WORD) {
        if (naming->first_word == NULL)
            naming->first_word = step;
        naming->last_word = step;
        return;
    }
    end_words(naming);
    add_change(naming, kind, step, step);
}

/* The first token where the sides part, for texts too long to align. */
static void
name_first(Naming *naming)
{
    guint i = 0;
    guint n = naming->quote->tokens->len, m = naming->source->tokens->len;
    while (i < n && i < m && vl_align_same(naming->quote, i, naming->source, i))
        i++;
    VlAlignStep step = {i, i < n, i, i < m, FALSE};
    if (i < n || i < m)
        name_step(naming, &step);
    end_words(naming);
}

static void
name_all(Naming *naming, const GArray *steps)
{
    naming->unsure = 0;
    if (steps == NULL) {
        name_first(naming);
        return;
    }
    for (guint i = 0; i < steps->len; i++)
        name_step(naming, &g_array_index(steps, VlAlignStep, i));
    end_words(naming);
}

/* What carries a value: it must not rest on an unsafe glyph. */
static gboolean
rests_on_unsure(const VlTokens *source)
{
    for (guint i = 0; i < source->tokens->len; i++) {
        const VlToken *token = vl_tokens_at(source, i);
        if (is_unsure(source, i) &&
            (token->class != VL_TOKEN_WORD || vl_tokens_is_unit(source, i) ||
             token->key_length <= 2))
            return TRUE;
    }
    return FALSE;
}

VlMatch
vl_compare(const VlTokens *quote, const VlTokens *source, VlHit *hit)
{
    if (vl_align_equal(quote, source)) {
        if (rests_on_unsure(source))
            return VL_MATCH_UNREADABLE;
        return is_exact(quote, source) ? VL_MATCH_EXACT : VL_MATCH_TYPOGRAPHIC;
    }
    Naming naming = {.quote = quote, .source = source, .hit = hit};
    guint before = hit->changes->len;
    g_autoptr(GArray) steps = vl_align(quote, source);
    name_all(&naming, steps);
    if (hit->changes->len == before && naming.unsure > 0)
        return VL_MATCH_UNREADABLE;
    if (hit->changes->len == before) {
        naming.with_markers = TRUE;
        name_all(&naming, steps);
    }
    if (hit->changes->len == before) {
        /* Differing borders only, as in "a typical" for "atypical". */
        VlAlignStep whole = {0, quote->tokens->len, 0, source->tokens->len,
                             FALSE};
        add_change(&naming, VL_CHANGE_WORD, &whole, &whole);
    }
    return VL_MATCH_ALTERED;
}
