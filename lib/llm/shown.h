#pragma once

#include "model/chunk.h"

/* Where words of sentences, as they are read, stand in the rendering.  span:
 * code points in the texts of the sentences (VlSentence), joined by one
 * character.  {0,0}: they are not printed there like that (a hyphen within
 * a word and line breaks do no harm), or reach over several sentences or
 * pages. */
VlSpan vl_shown_span(const VlDocument *document, const GPtrArray *sentences,
                     VlSpan span);
