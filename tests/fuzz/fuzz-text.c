#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "text/fold.h"
#include "text/furniture.h"
#include "text/marker.h"
#include "text/numbers.h"
#include "text/tokens.h"

/* Folding, tokens, numbers, citation markers and furniture of any text. */

static void
check_folded(const char *text, gsize n)
{
    g_autoptr(GArray) skips = vl_furniture_find(text, n);
    g_autoptr(VlFolded) folded = vl_folded_new(text, n, skips);
    for (gsize i = 0; i < folded->n; i++) {
        g_assert_cmpuint(folded->map[i], <, n);
        g_assert_true(i == 0 || folded->map[i] >= folded->map[i - 1]);
        g_assert_true((text[folded->map[i]] & 0xC0) != 0x80);
    }
    g_assert_true(g_utf8_validate(folded->bytes, (gssize)folded->n, NULL));
    for (gsize byte = 0; byte <= n; byte += 7) {
        gsize at = vl_folded_at(folded, byte);
        g_assert_true(at == folded->n || folded->map[at] >= byte);
        g_assert_true(at == 0 || folded->map[at - 1] < byte);
    }
}

static void
check_tokens(const char *text, gsize n)
{
    g_autoptr(VlTokens) tokens = vl_tokens_new(text, n);
    gsize last = 0;
    for (guint i = 0; i < tokens->tokens->len; i++) {
        const VlToken *token = vl_tokens_at(tokens, i);
        g_assert_cmpuint(token->start, >=, last);
        g_assert_cmpuint(token->end, >, token->start);
        g_assert_cmpuint(token->end, <=, n);
        last = token->end;
        g_assert_cmpuint(token->key + token->key_length, <, tokens->keys->len);
        (void)vl_tokens_is_unit(tokens, i);
    }
}

static void
check_places(const char *text, gsize n)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gsize at = (gsize)(p - text);
        gsize length = vl_marker_length(text, at, n);
        g_assert_cmpuint(length, <=, n - at);
        if (length > 0)
            g_array_unref(vl_marker_numbers(p, length));
        g_autoptr(GString) key = g_string_new(NULL);
        g_assert_cmpuint(vl_number_scan(p, n - at, key), <=, n - at);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *raw = g_strndup((const char *)data, size);
    g_autofree char *text = g_utf8_make_valid(raw, -1);
    gsize n = strlen(text);
    check_folded(text, n);
    check_tokens(text, n);
    if (n < 5000)
        check_places(text, n);
    return 0;
}
