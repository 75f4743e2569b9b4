#pragma once

#include "model/chunk.h"

/* Can a reader take this sentence as it stands, out of its place?  Whole
 * prose of 28 to 500 characters that begins and ends like a sentence, holds
 * no trace of columns run into each other, of front matter, of glyphs
 * without meaning or of powers whose digits lie flat ("104" for 10^4). */
gboolean vl_sentence_is_readable(const VlReading *reading,
                                 const VlSentence *sentence);
