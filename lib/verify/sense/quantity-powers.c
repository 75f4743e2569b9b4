#include "config.h"

#include <math.h>
#include <string.h>

#include "text/fold.h"
#include "verify/sense/amount.h"
#include "verify/sense/quantity.h"

/* What a number in digits says when some of them stand raised. */

#define MAX_POWER 99

/* Is the number a factor: "1.5 x 10"? */
static gboolean
is_factor(const VlSense *sense, guint i)
{
    return i >= 2 && is_word(sense, (int)i - 1, "x") &&
           class_at(sense, (int)i - 2) == VL_TOKEN_NUMBER;
}

/* A power that lost its form: the 105 of "1.5 x 105". */
static gboolean
is_flat_power(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const char *key = vl_tokens_key(sense->tokens, token);
    return token->key_length > 2 && token->key_length <= 4 &&
           memcmp(key, "10", 2) == 0 &&
           strspn(key, "0123456789") >= token->key_length &&
           is_factor(sense, i);
}

/* How many digits at the end of token i stand raised. */
static gsize
count_raised(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const char *start = sense->text + token->start;
    const char *end = sense->text + token->end;
    const char *power = memchr(start, '^', (gsize)(end - start));
    if (power != NULL)
        return (gsize)(end - power) - 1;
    gsize n = 0;
    for (const char *p = end; p > start; n++) {
        p = g_utf8_prev_char(p);
        if (!vl_is_superscript(g_utf8_get_char(p)))
            break;
    }
    return n == 0 && is_flat_power(sense, i) ? token->key_length - 2 : n;
}

void
vl_quantity_read_digits(const VlSense *sense, guint i, VlQuantity *quantity)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const char *key = vl_tokens_key(sense->tokens, token);
    gsize raised = count_raised(sense, i);
    gsize n = raised < token->key_length ? token->key_length - raised
                                         : token->key_length;
    g_autofree char *plain = g_strndup(key, n);
    const char *point = strchr(plain, '.');
    quantity->value = g_ascii_strtod(plain, NULL);
    quantity->decimals = point != NULL ? (int)strlen(point + 1) : 0;
    if (n == token->key_length)
        return;
    quantity->flat = g_ascii_strtod(key, NULL);
    /* Behind another number than 10 it is a note or a reference. */
    if (g_str_equal(plain, "10"))
        quantity->value =
            pow(10, MIN(g_ascii_strtod(key + n, NULL), MAX_POWER));
}

VlResult
vl_quantity_unlike(const VlQuantity *a, const VlQuantity *b)
{
    gboolean same = (a->flat > 0 && a->flat == fabs(b->value)) ||
                    (b->flat > 0 && b->flat == fabs(a->value));
    return same ? VL_RESULT_UNDECIDED : VL_RESULT_CONFLICT;
}
