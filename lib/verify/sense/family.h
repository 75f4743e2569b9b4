#pragma once

#include <glib.h>

/* Words of one family: "surviving" and "survival", "tumour" and "tumors",
 * French "mortalité" and English "mortality".  They share a beginning, and
 * their endings stand in one line of schemas/lexicon/LANGUAGE/endings.txt,
 * which the program carries in itself. */

typedef enum {
    VL_FAMILY_ENGLISH, /* both words are English */
    VL_FAMILY_FRENCH,
    VL_FAMILY_ACROSS, /* one of each */
    VL_N_FAMILIES,
} VlFamily;

/* Writes the word (folded) in one of its spellings: "haemoglobin" as
 * "hemoglobin", "randomised" as "randomized".  out has room for its length
 * (no NUL); gives the length, never more than that. */
gsize vl_family_spell(const char *word, gsize length, char *out);

/* Are the two words (spelled by vl_family_spell) of one family? */
gboolean vl_family_meet(const char *a, gsize m, const char *b, gsize n,
                        VlFamily family);

/* French words that look like English ones of another meaning: "sensible".
 * word is folded. */
gboolean vl_family_is_false_friend(const char *word, gsize length);

/* Each ending with the first one of its line ("" for none); for the test. */
typedef void (*VlFamilyVisit)(VlFamily family, guint least, const char *first,
                              const char *ending, gpointer data);
void vl_family_visit(VlFamilyVisit visit, gpointer data);
