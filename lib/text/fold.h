#pragma once

#include <glib.h>

#include "text/range.h"

/* The form of a text in which quotes are looked for: lower case, without
 * white space, hyphens, dashes, quotation marks, accents and citation
 * markers; ligatures, Greek letters and compatibility forms spelled out.
 * For finding only: what was dropped may change the meaning, so whatever is
 * found has to be compared on the original text. */
typedef struct {
    char *bytes; /* folded; a NUL follows */
    gsize n;
    guint32 *map; /* for each folded byte: where its character starts */
} VlFolded;

/* Folds text[0:n_bytes], which must be valid UTF-8 and shorter than 4 GB.
 * The ranges of skips (sorted, disjoint; may be NULL) are left out. */
VlFolded *vl_folded_new(const char *text, gsize n_bytes, const GArray *skips);
void vl_folded_free(VlFolded *folded);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlFolded, vl_folded_free)

/* The first folded byte whose character starts at byte or later. */
gsize vl_folded_at(const VlFolded *folded, gsize byte);

/* Longest folded form of one character, with its NUL. */
#define VL_FOLD_MAX 80

/* What a character means when texts are compared. */
typedef enum {
    VL_CHAR_IGNORED, /* punctuation, quotation marks, marks, format */
    VL_CHAR_SPACE,
    VL_CHAR_DASH, /* any hyphen, dash or minus sign */
    VL_CHAR_LETTER,
    VL_CHAR_DIGIT,
    VL_CHAR_COMPARATOR,
    VL_CHAR_SYMBOL, /* % / + and all other signs that say something */
    VL_CHAR_UNSAFE, /* no meaning: private use, U+FFFD, controls */
} VlCharClass;

/* The class of c, and its folded form without regard to its class: "-" for
 * a dash, "beta" for a Greek beta, "<=" for U+2264. */
VlCharClass vl_fold_char(gunichar c, char form[VL_FOLD_MAX]);

/* The class alone; VL_CHAR_IGNORED for 0. */
VlCharClass vl_fold_class(gunichar c);

/* TRUE for superscript digits, signs and letters. */
gboolean vl_is_superscript(gunichar c);
