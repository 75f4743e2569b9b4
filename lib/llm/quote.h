#pragma once

#include "model/chunk.h"
#include "model/claim.h"

/* Quotes cut from our own copy of a paper: whole sentences of a reading. */

/* The caller frees. */
VlQuote *vl_quote_of_sentence(const VlReading *reading,
                              const VlSentence *sentence);

/* The sentence that begins at a code point of the rendering; NULL: none. */
const VlSentence *vl_sentence_at(const VlReading *reading, gsize start);

/* The sentence that begins where the claim's first quote does; NULL: none. */
const VlSentence *vl_claim_sentence(const VlClaim *claim,
                                    const VlReading *reading);

/* A claim that says the same with its quotes cut anew; NULL when one of them
 * is no sentence of the reading.  The caller frees. */
VlClaim *vl_claim_copy_quotes(const VlClaim *claim, const VlReading *reading);
