#pragma once

#include <glib.h>

/* What a text is about, for finding passages: the stems of its words and
 * its numbers.  For finding only: nothing is ever decided by them. */

typedef enum {
    VL_TERM_WORD,
    VL_TERM_NUMBER, /* key "#0.57": decimal point, no zeros at its end */
    VL_TERM_SIGN,   /* "%" */
} VlTermKind;

typedef struct {
    VlTermKind kind;
    gboolean capitals;    /* "HbA1c", "IPT": written with inner capitals */
    gsize key, n_key;     /* of the stem, in keys */
    gsize word, n_word;   /* of the word before stemming, in keys */
    gsize start, end;     /* bytes in the text */
} VlTermUse;

typedef struct {
    GArray *uses; /* VlTermUse */
    GString *keys; /* each key is followed by a NUL */
} VlTerms;

/* The terms of text[0:n]; french: apostrophes part words ("l'essai"), and
 * French endings are taken off.  Words that say nothing are left out. */
VlTerms *vl_terms_new(const char *text, gsize n_bytes, gboolean french);
void vl_terms_free(VlTerms *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlTerms, vl_terms_free)

static inline const VlTermUse *
vl_terms_at(const VlTerms *terms, guint i)
{
    return &g_array_index(terms->uses, VlTermUse, i);
}

static inline const char *
vl_terms_key(const VlTerms *terms, const VlTermUse *use)
{
    return terms->keys->str + use->key;
}

/* Takes the ending off the folded word at the end of out, from byte from
 * on. */
void vl_term_stem(GString *out, gsize from, gboolean french);

/* TRUE for words that say nothing: "the", "dans".  word is folded. */
gboolean vl_term_is_empty(const char *word, gsize length, gboolean french);

/* Is the text French rather than English? */
gboolean vl_text_is_french(const char *text);
