#pragma once

#include <glib.h>

#include "text/tokens.h"

/* Units of measure, from schemas/lexicon/LANGUAGE/units.txt. */

#define VL_UNIT_PARTS 4

/* "mg/kg/day": parts in their order, the first of them above the line. */
typedef struct {
    guint n_parts;
    int dimensions[VL_UNIT_PARTS]; /* numbers of their names */
    double factor; /* of one unit in base units */
    gsize start, end; /* bytes */
} VlUnit;

/* Reads the unit at token i ("mg", "%", "ng/ml", "mg per day"); gives the
 * number of tokens, 0 when there is none. */
guint vl_unit_read(const VlTokens *tokens, guint i, VlUnit *unit);

/* ... whatever stands before it: "22 [3-30] s". */
guint vl_unit_read_behind(const VlTokens *tokens, guint i, VlUnit *unit);

/* Do both measure the same thing? */
gboolean vl_unit_same_dimension(const VlUnit *a, const VlUnit *b);

/* The number of a dimension by its name, 0 when there is none. */
int vl_unit_dimension(const char *name);

/* Looks at each name of a unit. */
typedef void (*VlUnitVisit)(const char *name, gpointer data);
void vl_unit_visit(VlUnitVisit visit, gpointer data);
