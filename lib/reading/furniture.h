#pragma once

#include "model/chunk.h"
#include "reading/lines.h"

/* Finds running heads and feet and page numbers: labels their lines and
 * adds their spans to reading->furniture.  Only what is surely furniture:
 * the same line (digits apart) at the head or foot of at least three pages
 * and 40 % of them, page numbers that count with the pages, and
 * "Page 3 of 12". */
void vl_furniture_label(VlLines *lines, VlReading *reading);
