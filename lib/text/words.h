#pragma once

#include <glib.h>

/* Is the word, word[0:length], one of the n of the list? */
gboolean vl_word_is_in(const char *word, gsize length,
                       const char *const *list, gsize n);

/* The same for a list that is an array. */
#define VL_WORD_IN(word, length, list) \
    vl_word_is_in(word, length, list, G_N_ELEMENTS(list))

/* Does the word start with one of the n stems? */
gboolean vl_word_has_stem(const char *word, gsize length,
                          const char *const *stems, gsize n);

/* Does the word end with one of the n endings, with so many bytes before it at
 * least? */
gboolean vl_word_has_ending(const char *word, gsize length,
                            const char *const *endings, gsize n,
                            gsize before);

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

/* TRUE for a word that the name of an arm stands before ("the X group") or
 * behind ("le groupe X"). */
gboolean vl_word_is_arm(const char *word, gsize length);
gboolean vl_word_is_arm_head(const char *word, gsize length);

/* TRUE for a unit in which drugs are given. */
gboolean vl_word_is_dose(const char *word, gsize length);

/* TRUE when it ends as the names of a class of drugs do: "zeltamab". */
gboolean vl_word_is_drug(const char *word, gsize length);

/* TRUE when it ends as names of substances do and is no common word.  A
 * guess, for naming a change only. */
gboolean vl_word_is_name_like(const char *word, gsize length);

/* TRUE for an ending that no name of a substance has: "reported",
 * "mortality"; not "caspase". */
gboolean vl_word_is_prose(const char *word, gsize length);

/* TRUE when nothing speaks against a name. */
gboolean vl_word_may_be_name(const char *word, gsize length);

/* TRUE when longer is shorter with a prefix that turns it round: "likely",
 * "unlikely". */
gboolean vl_word_is_negated_form(const char *longer, gsize n_longer,
                                 const char *shorter, gsize n_shorter);

/* TRUE for the short words and prefixes that a space may part from what
 * they change: "a typical" is not "atypical". */
gboolean vl_word_is_prefix(const char *word, gsize length);
