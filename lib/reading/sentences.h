#pragma once

#include "model/chunk.h"
#include "reading/lines.h"

/* Cuts the labelled lines into numbered sentences: fills
 * reading->sentences.  Sections must be there. */
void vl_sentences_find(VlLines *lines, VlReading *reading);

/* The byte after the sentence that starts at text (without the white space
 * that follows it), within n bytes; *next is where the following one
 * begins.  Knows abbreviations, initials, decimals and citation numbers set
 * against the full stop. */
gsize vl_sentence_end(const char *text, gsize n, gsize *next);
