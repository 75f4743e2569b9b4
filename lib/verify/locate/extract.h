#pragma once

#include "model/claim.h"
#include "verify/locate/locate.h"

/* Judges a claim that is an extract: looks for each of its quotes anew in
 * the source and sets hit->match, hit->read and the claim's verdict.
 * Extract: each quote stands there exactly or but for typography, its
 * segments are rendering[span], and the claim's text holds the tokens of its
 * quotes as they are read.
 * Unreadable: glyphs without meaning decide.  Else unsupported, with the
 * finding "quote" or "text". */
void vl_judge_extract(VlClaim *claim, const VlSource *source);
