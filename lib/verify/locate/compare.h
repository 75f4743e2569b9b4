#pragma once

#include <glib.h>

#include "model/claim.h"
#include "text/tokens.h"

/* A quote against the place where it was found, token by token and in
 * order, on the original texts.  Nothing is forgiven but typography: white
 * space, hyphenation, the forms of one and the same sign, and a citation
 * marker that one side leaves out. */

/* How source (which may start or end inside a sentence, never inside a
 * token) stands to quote.  Appends what differs to changes (VlChange), at
 * least one for VL_MATCH_ALTERED and none otherwise.  Tokens of source
 * marked VL_TOKEN_UNSURE decide nothing: VL_MATCH_UNREADABLE when only they
 * could.  Never VL_MATCH_ABSENT. */
VlMatch vl_compare(const VlTokens *quote, const VlTokens *source,
                   VlHit *hit);
