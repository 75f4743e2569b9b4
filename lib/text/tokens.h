#pragma once

#include <glib.h>

/* A text as the tokens that carry its meaning, in order. */

typedef enum {
    VL_TOKEN_WORD,
    VL_TOKEN_NUMBER,
    VL_TOKEN_COMPARATOR, /* < <= = ~ ... */
    VL_TOKEN_SYMBOL,     /* % / + +/- and signs that say something */
    VL_TOKEN_RANGE,      /* a dash between numbers */
    VL_TOKEN_UNSAFE,     /* a glyph without meaning */
} VlTokenClass;

typedef enum {
    VL_SIGN_NONE,
    VL_SIGN_HYPHEN, /* a dash that may be a hyphen: "IL-6", "week-12" */
    VL_SIGN_MINUS,
    VL_SIGN_DOUBLE, /* a minus behind another dash: "change - -2.8" */
} VlSign;

/* What stands before a token. */
typedef enum {
    VL_GAP_SPACE = 1 << 0,
    VL_GAP_BREAK = 1 << 1, /* a line or page end */
    VL_GAP_DASH = 1 << 2,
    VL_GAP_OTHER = 1 << 3, /* punctuation */
} VlGap;

typedef enum {
    VL_TOKEN_RAISED = 1 << 0,   /* superscript digits */
    VL_TOKEN_UNSURE = 1 << 1,   /* touches an unsafe glyph; set by users */
    VL_TOKEN_CAPITAL = 1 << 2,  /* starts with a capital letter */
    VL_TOKEN_CAPITALS = 1 << 3, /* has one after its first letter */
} VlTokenFlag;

typedef struct {
    VlTokenClass class;
    VlSign sign;
    guint gap;    /* VlGap */
    guint flags;  /* VlTokenFlag */
    guint marker; /* 0, or the number of the citation marker it is in */
    gsize start, end; /* bytes of the text, sign included */
    gsize key;        /* offset of its folded form in keys */
    gsize key_length;
} VlToken;

typedef struct {
    const char *text; /* not owned */
    gsize n_bytes;
    const char *printed; /* the text, character by character, as it was
                          * before references were raised in it; NULL: the
                          * same; not owned */
    GArray *tokens; /* VlToken */
    GString *keys;
} VlTokens;

/* Takes text[0:n_bytes] apart; it must outlive the result. */
VlTokens *vl_tokens_new(const char *text, gsize n_bytes);
void vl_tokens_free(VlTokens *tokens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlTokens, vl_tokens_free)

static inline const VlToken *
vl_tokens_at(const VlTokens *tokens, gsize i)
{
    return &g_array_index(tokens->tokens, VlToken, i);
}

static inline const char *
vl_tokens_key(const VlTokens *tokens, const VlToken *token)
{
    return tokens->keys->str + token->key;
}

gboolean vl_token_key_is(const VlTokens *tokens, const VlToken *token,
                         const char *key);

/* TRUE when the token is a unit of measure where it stands: % or a unit's
 * name after a number, another unit or a slash. */
gboolean vl_tokens_is_unit(const VlTokens *tokens, gsize i);
