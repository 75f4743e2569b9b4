#pragma once

#include "reading/lines.h"

/* Puts the lines of a page in the order of its columns, where the PDF tells
 * where they stand and the text goes on better in that order than in its
 * own: more lines that break off mid-sentence find a line that goes on. */
void vl_columns_arrange(VlLines *lines);
