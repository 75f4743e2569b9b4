#pragma once

#include "model/chunk.h"
#include "reading/lines.h"

/* Cuts the labelled lines into numbered sentences: fills
 * reading->sentences.  Sections must be there. */
void vl_sentences_find(VlLines *lines, VlReading *reading);
