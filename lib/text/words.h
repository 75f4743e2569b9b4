#pragma once

#include <glib.h>

/* What a word does in a clinical sentence.  Words are folded (lower case,
 * no accents, no apostrophes: "didnt"). */
typedef enum {
    VL_WORD_PLAIN,
    VL_WORD_NEGATION,
    VL_WORD_DIRECTION,
    VL_WORD_UNIT, /* only where a number or another unit stands before */
    VL_WORD_ENTITY, /* names of drugs by their ending, arms, subgroups */
} VlWordKind;

VlWordKind vl_word_kind(const char *word, gsize length);

gboolean vl_word_is_unit(const char *word, gsize length);
gboolean vl_word_is_direction(const char *word, gsize length);
gboolean vl_word_is_negation(const char *word, gsize length);

/* TRUE when longer is shorter with a prefix that turns it round: "likely",
 * "unlikely". */
gboolean vl_word_is_negated_form(const char *longer, gsize n_longer,
                                 const char *shorter, gsize n_shorter);

/* TRUE for the short words and prefixes that a space may part from what
 * they change: "a typical" is not "atypical". */
gboolean vl_word_is_prefix(const char *word, gsize length);
