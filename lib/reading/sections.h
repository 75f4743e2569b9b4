#pragma once

#include "model/chunk.h"
#include "reading/lines.h"

/* Finds the sections: fills reading->sections, sets the section of each
 * line, labels heading lines, and cuts run-in headings ("Methods: ...") off
 * the lines that they open.  Furniture must be known. */
void vl_sections_find(VlLines *lines, VlReading *reading);
