#pragma once

#include <glib.h>

/* A stretch of a text: half-open, in Unicode code points from its start. */
typedef struct {
    gsize start, end;
} VlSpan;
