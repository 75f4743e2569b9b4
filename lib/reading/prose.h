#pragma once

#include "model/chunk.h"
#include "reading/lines.h"

/* Tells prose from what is not: labels lines of captions, tables, the front
 * matter and subheadings.  When in doubt a line is not prose: a sentence
 * lost costs less than one put together wrongly.  Sections must be known. */
void vl_prose_find(VlLines *lines, const VlReading *reading);
