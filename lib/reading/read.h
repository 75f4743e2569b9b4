#pragma once

#include "model/chunk.h"

/* Reads a document: furniture, sections, sentences, chunks.  The caller
 * frees; the document must outlive the reading.  Never NULL: a document
 * without text gives a reading without sentences. */
VlReading *vl_reading_new(const VlDocument *document);
