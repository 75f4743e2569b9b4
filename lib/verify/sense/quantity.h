#pragma once

#include <glib.h>
#include <string.h>

#include "verify/sense/sense.h"

/* What the files that read quantities share; nobody else includes it. */

static inline gboolean
is_word(const VlSense *sense, int i, const char *key)
{
    if (i < 0 || (guint)i >= sense->n)
        return FALSE;
    const VlWord *word = &sense->words[i];
    return strlen(key) == word->length &&
           memcmp(key, word->key, word->length) == 0;
}

static inline VlTokenClass
class_at(const VlSense *sense, int i)
{
    return i < 0 || (guint)i >= sense->n
               ? VL_TOKEN_UNSAFE
               : vl_tokens_at(sense->tokens, (gsize)i)->class;
}

/* Reads the number token i: value, flat and decimals of the quantity. */
void vl_quantity_read_digits(const VlSense *sense, guint i,
                             VlQuantity *quantity);

/* Is the "one" or "a" at token i a number: "one patient died", "un an", "for
 * a week"? */
gboolean vl_quantity_counts_one(const VlSense *sense, guint i);

/* Reads a letter that tells things of one name apart, "group B", as a label,
 * whose value is that of no number; FALSE: token i is none. */
gboolean vl_quantity_read_letter(const VlSense *sense, guint i,
                                 VlQuantity *quantity);

/* What stands between numbers: units that several share, intervals, "15 of
 * 122". */
void vl_quantities_join(VlSense *sense);

/* Which numbers tell of a fall: "fell by 18.4". */
void vl_quantities_fall(VlSense *sense);

/* Reads words before or after that bind the number, and "about". */
void vl_quantity_read_bound(const VlSense *sense, VlQuantity *quantity);
