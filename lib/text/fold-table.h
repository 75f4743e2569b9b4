#pragma once

#include <glib.h>

#include "text/fold.h"

/* The characters whose meaning or form is not what compatibility
 * decomposition says; one row for a run of code points. */
typedef struct {
    gunichar first, last;
    VlCharClass class;
    const char *form;
} VlFoldRow;

/* The row of c, or NULL. */
const VlFoldRow *vl_fold_row(gunichar c);
