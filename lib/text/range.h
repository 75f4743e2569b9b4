#pragma once

#include <glib.h>

/* A stretch of a text in bytes, half-open, on character borders.  Used
 * inside the program only; what leaves it is a VlSpan. */
typedef struct {
    gsize start, end;
} VlRange;
