#include "config.h"

#include "verify/locate/align.h"

#include <string.h>

#include "text/marker.h"
#include "text/words.h"

/* Largest matrix: 16 MB. */
#define MAX_CELLS 4000000

/* A place inside a token: which, and how many bytes of its key are done. */
typedef struct {
    const VlTokens *side;
    guint token;
    gsize done;
} Place;

static const VlToken *
token_at(const VlTokens *side, guint i)
{
    return i < side->tokens->len ? vl_tokens_at(side, i) : NULL;
}

static gboolean
is_text(const VlToken *token)
{
    return token->class == VL_TOKEN_WORD || token->class == VL_TOKEN_NUMBER;
}

static gboolean
same_sign(VlSign a, VlSign b)
{
    if (a == VL_SIGN_DOUBLE || b == VL_SIGN_DOUBLE)
        return a == b;
    return a == b || (a != VL_SIGN_NONE && b != VL_SIGN_NONE) ||
           (a != VL_SIGN_MINUS && b != VL_SIGN_MINUS);
}

/* "mM" and "mm", "Mg" and "mg" are not the same unit; elsewhere case is
 * typography.  Litres may be l or L. */
static gboolean
same_unit_case(const VlTokens *quote, guint i, const VlTokens *source, guint j)
{
    const VlToken *a = vl_tokens_at(quote, i), *b = vl_tokens_at(source, j);
    const char *key = vl_tokens_key(quote, a);
    gsize n = a->end - a->start;
    if (a->key_length > 3 || (key[0] != 'm' && key[a->key_length - 1] != 'm') ||
        n != b->end - b->start || !vl_tokens_is_unit(quote, i))
        return TRUE;
    for (gsize k = 0; k < n; k++) {
        char x = quote->text[a->start + k], y = source->text[b->start + k];
        if (x != y && g_ascii_tolower(x) != 'l')
            return FALSE;
    }
    return TRUE;
}

/* "PlayerTM" for "Player" with a trade mark sign. */
static gboolean
is_trade_mark(const VlTokens *one, const VlToken *a, const VlTokens *other,
              const VlToken *b)
{
    return a->class == VL_TOKEN_WORD && b->class == VL_TOKEN_WORD &&
           a->key_length == b->key_length + 2 &&
           memcmp(vl_tokens_key(one, a), vl_tokens_key(other, b),
                  b->key_length) == 0 &&
           memcmp(vl_tokens_key(one, a) + b->key_length, "tm", 2) == 0 &&
           b->end + 3 <= other->n_bytes &&
           memcmp(other->text + b->end, "\xE2\x84\xA2", 3) == 0;
}

gboolean
vl_align_same(const VlTokens *quote, guint i, const VlTokens *source, guint j)
{
    const VlToken *a = vl_tokens_at(quote, i), *b = vl_tokens_at(source, j);
    if (is_trade_mark(quote, a, source, b) ||
        is_trade_mark(source, b, quote, a))
        return TRUE;
    if (a->class != b->class || a->key_length != b->key_length ||
        a->class == VL_TOKEN_UNSAFE || !same_sign(a->sign, b->sign) ||
        memcmp(vl_tokens_key(quote, a), vl_tokens_key(source, b),
               a->key_length) != 0)
        return FALSE;
    return a->class != VL_TOKEN_WORD || same_unit_case(quote, i, source, j);
}

static gboolean
is_digits(const char *key, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (!g_ascii_isdigit(key[i]))
            return FALSE;
    return TRUE;
}

/* "12" and "345.6" with a space between: thousands. */
static gboolean
is_thousands(const VlTokens *side, const VlToken *left, const VlToken *right)
{
    const char *key = vl_tokens_key(side, right);
    return (right->gap & ~(guint)(VL_GAP_SPACE | VL_GAP_BREAK)) == 0 &&
           left->key_length <= 3 &&
           is_digits(vl_tokens_key(side, left), left->key_length) &&
           right->key_length >= 3 && is_digits(key, 3) &&
           (right->key_length == 3 || key[3] == '.');
}

/* May the border between this token and the next be typography? */
static gboolean
is_soft_border(const VlTokens *side, guint i)
{
    const VlToken *left = vl_tokens_at(side, i);
    const VlToken *right = token_at(side, i + 1);
    if (right == NULL || !is_text(left) || !is_text(right) ||
        (right->gap & VL_GAP_OTHER) != 0 || right->sign >= VL_SIGN_MINUS ||
        (left->marker != 0) != (right->marker != 0))
        return FALSE;
    if (left->class == VL_TOKEN_NUMBER && right->class == VL_TOKEN_NUMBER)
        return ((right->flags & VL_TOKEN_RAISED) != 0 && right->gap == 0) ||
               is_thousands(side, left, right);
    if (left->class != right->class || (right->gap & VL_GAP_DASH) != 0)
        return TRUE;
    return !vl_word_is_prefix(vl_tokens_key(side, left), left->key_length) &&
           !vl_word_is_prefix(vl_tokens_key(side, right), right->key_length);
}

/* Moves past the bytes that both sides share; FALSE at a real difference or
 * a hard border. */
static gboolean
merge_step(Place *a, Place *b)
{
    const VlToken *x = token_at(a->side, a->token);
    const VlToken *y = token_at(b->side, b->token);
    if (x == NULL || y == NULL || !is_text(x) || !is_text(y))
        return FALSE;
    gsize n = MIN(x->key_length - a->done, y->key_length - b->done);
    if (n == 0 || memcmp(vl_tokens_key(a->side, x) + a->done,
                         vl_tokens_key(b->side, y) + b->done, n) != 0)
        return FALSE;
    a->done += n;
    b->done += n;
    gboolean x_ends = a->done == x->key_length;
    gboolean y_ends = b->done == y->key_length;
    if (x_ends && !y_ends) {
        if (!is_soft_border(a->side, a->token))
            return FALSE;
        a->token++;
        a->done = 0;
    } else if (y_ends && !x_ends) {
        if (!is_soft_border(b->side, b->token))
            return FALSE;
        b->token++;
        b->done = 0;
    }
    return TRUE;
}

/* Takes tokens that are one on one side and several on the other:
 * "ischemic" for "isch-\nemic".  TRUE and both moved on when they meet. */
static gboolean
merge(Place *a, Place *b)
{
    const VlToken *x = token_at(a->side, a->token);
    const VlToken *y = token_at(b->side, b->token);
    if (x == NULL || y == NULL || !same_sign(x->sign, y->sign))
        return FALSE;
    Place p = *a, q = *b;
    for (int i = 0; i < 16; i++) {
        if (!merge_step(&p, &q))
            return FALSE;
        const VlToken *last = token_at(p.side, p.token);
        const VlToken *other = token_at(q.side, q.token);
        if (last != NULL && other != NULL && p.done == last->key_length &&
            q.done == other->key_length) {
            if (p.token == a->token && q.token == b->token)
                return FALSE; /* "mM" is not "mm" */
            *a = (Place){p.side, p.token + 1, 0};
            *b = (Place){q.side, q.token + 1, 0};
            return TRUE;
        }
    }
    return FALSE;
}

/* Endings that make another word of a word: a quote that stops before one
 * of them was changed, not cut. */
static gboolean
is_inflection(const char *rest, gsize n)
{
    static const char *const endings[] = {
        "s",    "es",   "d",    "ed",   "n",   "r",    "er",     "est",
        "ly",   "ing",  "al",   "ic",   "ive", "ity",  "ion",    "less",
        "free", "ment", "ness", "able", "or",  "ors",  "ers",    "ings",
        "like", "ful",  "y",    "e",    "t",   "ally", "ically", "ization",
    };
    return VL_WORD_IN(rest, n, endings);
}

/* Does a new sentence start with this token? */
static gboolean
starts_sentence(const VlTokens *side, const VlToken *token)
{
    gsize at = token->start;
    while (at > 0 && g_ascii_isspace(side->text[at - 1]))
        at--;
    return at > 0 && at < token->start && side->text[at - 1] == '.';
}

/* The quote starts after the capital letter of the source's first word, as
 * a passage marked with a mouse may: "he" for "The".  Not "typical" for
 * "Atypical". */
static gboolean
is_cut_at_start(const Place *a, const Place *b)
{
    const VlToken *x = token_at(a->side, a->token);
    const VlToken *y = token_at(b->side, b->token);
    if (a->token != 0 || b->token != 0 || x == NULL || y == NULL ||
        x->class != VL_TOKEN_WORD || y->class != VL_TOKEN_WORD ||
        x->start != 0 || y->key_length != x->key_length + 1 ||
        x->key_length < 2 || (x->flags & VL_TOKEN_CAPITAL) != 0 ||
        (y->flags & VL_TOKEN_CAPITAL) == 0)
        return FALSE;
    const char *part = vl_tokens_key(a->side, x);
    const char *whole = vl_tokens_key(b->side, y);
    if (memcmp(whole + 1, part, x->key_length) != 0)
        return FALSE;
    /* After an A, only what cannot start a word. */
    return whole[0] != 'a' || (strchr("bcdfgkp", part[0]) != NULL &&
                               strchr("bcdfgjkmptv", part[1]) != NULL);
}

/* The quote stops inside the last word of the source, as a passage cut to
 * a length does. */
static gboolean
is_cut(const Place *a, const Place *b)
{
    const VlToken *x = token_at(a->side, a->token);
    const VlToken *y = token_at(b->side, b->token);
    if (x == NULL || y == NULL || x->class != VL_TOKEN_WORD ||
        y->class != VL_TOKEN_WORD || a->token + 1 != a->side->tokens->len ||
        b->token + 1 != b->side->tokens->len || x->end != a->side->n_bytes ||
        y->key_length < x->key_length + 2)
        return FALSE;
    if (x->key_length < 3 &&
        (x->key_length > 1 || !starts_sentence(a->side, x)))
        return FALSE;
    const char *whole = vl_tokens_key(b->side, y);
    const char *part = vl_tokens_key(a->side, x);
    return memcmp(whole, part, x->key_length) == 0 &&
           !is_inflection(whole + x->key_length,
                          y->key_length - x->key_length) &&
           !vl_word_is_negation(part, x->key_length) &&
           !vl_word_is_direction(part, x->key_length);
}

static guint
marker_end(const VlTokens *side, guint i)
{
    guint marker = vl_tokens_at(side, i)->marker;
    while (i < side->tokens->len && vl_tokens_at(side, i)->marker == marker)
        i++;
    return i;
}

/* The same references in another form: "[28,29,30]" for "[28-30]". */
static gboolean
same_references(const VlTokens *quote, guint i, const VlTokens *source, guint j)
{
    gsize from = vl_tokens_at(quote, i)->start;
    gsize to = vl_tokens_at(quote, marker_end(quote, i) - 1)->end;
    gsize source_from = vl_tokens_at(source, j)->start;
    gsize source_to = vl_tokens_at(source, marker_end(source, j) - 1)->end;
    g_autoptr(GArray) a = vl_marker_numbers(quote->text + from, to - from);
    g_autoptr(GArray) b =
        vl_marker_numbers(source->text + source_from, source_to - source_from);
    return a->len > 0 && a->len == b->len &&
           memcmp(a->data, b->data, a->len * sizeof(guint)) == 0;
}

static gboolean
is_numeric_marker(const VlTokens *side, guint i)
{
    guint end = marker_end(side, i);
    for (guint k = i; k < end; k++)
        if (vl_tokens_at(side, k)->class == VL_TOKEN_WORD)
            return FALSE;
    return TRUE;
}

/* The next token of a marker that is a word, from i to end. */
static guint
next_word(const VlTokens *side, guint i, guint end)
{
    while (i < end && vl_tokens_at(side, i)->class != VL_TOKEN_WORD)
        i++;
    return i;
}

static gboolean
has_number(const VlTokens *side, guint i, guint end)
{
    while (i < end && vl_tokens_at(side, i)->class != VL_TOKEN_NUMBER)
        i++;
    return i < end;
}

/* "(Smith et al.)" for "(Smith et al., 2004)": the quote names no year. */
static gboolean
same_authors(const VlTokens *quote, guint i, const VlTokens *source, guint j)
{
    guint quote_end = marker_end(quote, i), source_end = marker_end(source, j);
    if (has_number(quote, i, quote_end))
        return FALSE;
    i = next_word(quote, i, quote_end);
    j = next_word(source, j, source_end);
    while (i < quote_end && j < source_end &&
           vl_align_same(quote, i, source, j)) {
        i = next_word(quote, i + 1, quote_end);
        j = next_word(source, j + 1, source_end);
    }
    return i >= quote_end && j >= source_end;
}

static gboolean
starts_marker(const VlTokens *side, guint i)
{
    guint marker = vl_tokens_at(side, i)->marker;
    return marker != 0 &&
           (i == 0 || vl_tokens_at(side, i - 1)->marker != marker);
}

/* Passes the same references in whatever form. */
static gboolean
pass_same_markers(Place *a, Place *b)
{
    if (!starts_marker(a->side, a->token) || !starts_marker(b->side, b->token))
        return FALSE;
    gboolean same = is_numeric_marker(a->side, a->token)
                        ? same_references(a->side, a->token, b->side, b->token)
                        : same_authors(a->side, a->token, b->side, b->token);
    if (!same)
        return FALSE;
    a->token = marker_end(a->side, a->token);
    b->token = marker_end(b->side, b->token);
    return TRUE;
}

/* Numbers without brackets, or in round ones, that only look like
 * references: a source may print them so, a quote that adds them is not
 * believed. */
static gboolean
is_flat_marker(const VlTokens *side, guint i)
{
    const VlToken *token = vl_tokens_at(side, i);
    if (token->class != VL_TOKEN_NUMBER)
        return FALSE;
    gsize at = token->start;
    while (at > 0 && g_ascii_isspace(side->text[at - 1]))
        at--;
    gboolean raised = (token->flags & VL_TOKEN_RAISED) != 0;
    if (raised)
        return at > 0 && side->text[at - 1] == '(';
    return at == 0 || strchr("[(", side->text[at - 1]) == NULL;
}

/* Passes a marker that stands on one side only.  FALSE: nothing to pass. */
static gboolean
pass_marker(Place *a, Place *b)
{
    const VlToken *x = token_at(a->side, a->token);
    const VlToken *y = token_at(b->side, b->token);
    gboolean in_quote = x != NULL && x->marker != 0;
    gboolean in_source = y != NULL && y->marker != 0;
    if (!in_quote && !in_source)
        return FALSE;
    if ((in_quote && in_source) ||
        (in_quote && is_flat_marker(a->side, a->token)))
        return FALSE;
    if (in_quote)
        a->token = marker_end(a->side, a->token);
    else
        b->token = marker_end(b->side, b->token);
    return TRUE;
}

gboolean
vl_align_equal(const VlTokens *quote, const VlTokens *source)
{
    Place a = {quote, 0, 0}, b = {source, 0, 0};
    while (a.token < quote->tokens->len || b.token < source->tokens->len) {
        gboolean both =
            a.token < quote->tokens->len && b.token < source->tokens->len;
        if (both && pass_same_markers(&a, &b))
            continue;
        if (both && vl_align_same(quote, a.token, source, b.token)) {
            a.token++;
            b.token++;
        } else if (both && is_cut(&a, &b)) {
            return TRUE;
        } else if (both && is_cut_at_start(&a, &b)) {
            a.token++;
            b.token++;
        } else if (!pass_marker(&a, &b) && !merge(&a, &b)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* ---- The cheapest way, when the sides differ ---- */

#define COST_GAP 4      /* a token that one side lacks */
#define COST_REPLACE 6  /* by one of its kind; less than two gaps */
#define COST_UNLIKE 9   /* by one of another kind; more than two gaps */
#define COST_SPELLING 3 /* the same word but for a letter or two */
#define COST_MARKER 3   /* two of them cost more than another number */

typedef struct {
    const VlTokens *quote, *source;
    guint first; /* equal tokens before the matrix */
    guint rows, columns;
    guint32 *cost; /* (rows + 1) x (columns + 1) */
} Matrix;

static gboolean
is_misspelt(const VlTokens *quote, const VlToken *a, const VlTokens *source,
            const VlToken *b)
{
    const char *x = vl_tokens_key(quote, a), *y = vl_tokens_key(source, b);
    gsize n = MIN(a->key_length, b->key_length);
    gsize longest = MAX(a->key_length, b->key_length);
    if (longest < 3 || longest - n > 2)
        return FALSE;
    gsize head = 0, tail = 0;
    while (head < n && x[head] == y[head])
        head++;
    while (tail < n - head &&
           x[a->key_length - 1 - tail] == y[b->key_length - 1 - tail])
        tail++;
    return head + tail + 2 >= longest;
}

static guint
cost_of_pair(const Matrix *matrix, guint i, guint j)
{
    const VlTokens *quote = matrix->quote, *source = matrix->source;
    if (vl_align_same(quote, i, source, j))
        return 0;
    const VlToken *a = vl_tokens_at(quote, i), *b = vl_tokens_at(source, j);
    if ((a->marker == 0) != (b->marker == 0))
        return COST_UNLIKE;
    if (a->class == b->class) {
        if (a->class != VL_TOKEN_WORD)
            return COST_REPLACE - 1;
        const char *x = vl_tokens_key(quote, a);
        const char *y = vl_tokens_key(source, b);
        if (vl_word_is_negation(x, a->key_length) !=
            vl_word_is_negation(y, b->key_length))
            return COST_UNLIKE;
        return is_misspelt(quote, a, source, b) ? COST_SPELLING : COST_REPLACE;
    }
    gboolean signs =
        a->class >= VL_TOKEN_COMPARATOR && b->class >= VL_TOKEN_COMPARATOR;
    gboolean unsure =
        ((b->flags & VL_TOKEN_UNSURE) != 0) || b->class == VL_TOKEN_UNSAFE;
    return signs || unsure ? COST_REPLACE : COST_UNLIKE;
}

static guint
cost_of_gap(const VlTokens *side, guint i)
{
    return vl_tokens_at(side, i)->marker != 0 ? COST_MARKER : COST_GAP;
}

/* Two tokens of a side that are one on the other. */
static gboolean
is_joined(const VlTokens *one, guint i, const VlTokens *two, guint j)
{
    Place a = {one, i, 0}, b = {two, j, 0};
    return merge(&a, &b) && a.token == i + 1 && b.token == j + 2;
}

static guint32 *
cell(const Matrix *matrix, guint i, guint j)
{
    return &matrix->cost[(gsize)i * (matrix->columns + 1) + j];
}

static void
relax(guint32 *best, guint32 value)
{
    if (value < *best)
        *best = value;
}

static void
fill_cell(const Matrix *matrix, guint i, guint j)
{
    guint32 best = G_MAXUINT32;
    guint q = matrix->first + i, s = matrix->first + j;
    if (i == 0 && j == 0)
        best = 0;
    if (i > 0)
        relax(&best,
              *cell(matrix, i - 1, j) + cost_of_gap(matrix->quote, q - 1));
    if (j > 0)
        relax(&best,
              *cell(matrix, i, j - 1) + cost_of_gap(matrix->source, s - 1));
    if (i > 0 && j > 0)
        relax(&best,
              *cell(matrix, i - 1, j - 1) + cost_of_pair(matrix, q - 1, s - 1));
    if (i > 0 && j > 1 && *cell(matrix, i - 1, j - 2) < best &&
        is_joined(matrix->quote, q - 1, matrix->source, s - 2))
        relax(&best, *cell(matrix, i - 1, j - 2));
    if (i > 1 && j > 0 && *cell(matrix, i - 2, j - 1) < best &&
        is_joined(matrix->source, s - 1, matrix->quote, q - 2))
        relax(&best, *cell(matrix, i - 2, j - 1));
    *cell(matrix, i, j) = best;
}

static VlAlignStep
step_back(const Matrix *matrix, guint i, guint j)
{
    guint q = matrix->first + i, s = matrix->first + j;
    guint32 cost = *cell(matrix, i, j);
    if (i > 0 && j > 0) {
        guint pair = cost_of_pair(matrix, q - 1, s - 1);
        if (*cell(matrix, i - 1, j - 1) + pair == cost)
            return (VlAlignStep){q - 1, 1, s - 1, 1, pair == 0};
    }
    if (i > 0 && j > 1 && *cell(matrix, i - 1, j - 2) == cost &&
        is_joined(matrix->quote, q - 1, matrix->source, s - 2))
        return (VlAlignStep){q - 1, 1, s - 2, 2, TRUE};
    if (i > 1 && j > 0 && *cell(matrix, i - 2, j - 1) == cost &&
        is_joined(matrix->source, s - 1, matrix->quote, q - 2))
        return (VlAlignStep){q - 2, 2, s - 1, 1, TRUE};
    if (i > 0 &&
        *cell(matrix, i - 1, j) + cost_of_gap(matrix->quote, q - 1) == cost)
        return (VlAlignStep){q - 1, 1, s, 0, FALSE};
    return (VlAlignStep){q, 0, s - 1, 1, FALSE};
}

static void
trim(Matrix *matrix)
{
    guint n = matrix->quote->tokens->len, m = matrix->source->tokens->len;
    guint head = 0, tail = 0;
    while (head < n && head < m &&
           vl_align_same(matrix->quote, head, matrix->source, head))
        head++;
    while (tail < n - head && tail < m - head &&
           vl_align_same(matrix->quote, n - 1 - tail, matrix->source,
                         m - 1 - tail))
        tail++;
    matrix->first = head;
    matrix->rows = n - head - tail;
    matrix->columns = m - head - tail;
}

static void
reverse(GArray *steps)
{
    for (guint i = 0; i + i + 1 < steps->len; i++) {
        VlAlignStep *a = &g_array_index(steps, VlAlignStep, i);
        VlAlignStep *b = &g_array_index(steps, VlAlignStep, steps->len - 1 - i);
        VlAlignStep saved = *a;
        *a = *b;
        *b = saved;
    }
}

GArray *
vl_align(const VlTokens *quote, const VlTokens *source)
{
    Matrix matrix = {.quote = quote, .source = source};
    trim(&matrix);
    gsize cells = ((gsize)matrix.rows + 1) * ((gsize)matrix.columns + 1);
    if (cells > MAX_CELLS)
        return NULL;
    matrix.cost = g_new(guint32, cells);
    for (guint i = 0; i <= matrix.rows; i++)
        for (guint j = 0; j <= matrix.columns; j++)
            fill_cell(&matrix, i, j);
    GArray *steps = g_array_new(FALSE, FALSE, sizeof(VlAlignStep));
    guint i = matrix.rows, j = matrix.columns;
    while (i > 0 || j > 0) {
        VlAlignStep step = step_back(&matrix, i, j);
        g_array_append_val(steps, step);
        i -= step.n_quote;
        j -= step.n_source;
    }
    g_free(matrix.cost);
    reverse(steps);
    return steps;
}
