#pragma once

#include <glib.h>

#include "text/tokens.h"

/* Which tokens of a quote stand for which of its source: steps in order. */
typedef struct {
    guint quote, n_quote;   /* first token and how many: 0, 1 or 2 */
    guint source, n_source; /* both 1 and not equal: replaced */
    gboolean equal;
} VlAlignStep;

/* Walks both sides in step; TRUE when they hold the same tokens up to
 * typography. */
gboolean vl_align_equal(const VlTokens *quote, const VlTokens *source);

/* The cheapest way from one side to the other, without the tokens that both
 * have in common at their ends; NULL when the two are too long to align.
 * VlAlignStep; the caller unrefs. */
GArray *vl_align(const VlTokens *quote, const VlTokens *source);

/* TRUE when the two tokens say the same. */
gboolean vl_align_same(const VlTokens *quote, guint i, const VlTokens *source,
                       guint j);
