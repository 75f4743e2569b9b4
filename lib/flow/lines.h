#pragma once

#include "base/json.h"

/* What the plumbing that reads and answers JSON lines has in common: a line
 * is an object with an id of its own; the answer carries the same id. */

/* Nothing but blanks: passed over. */
gboolean vl_line_is_blank(const GString *line);

/* A string member that must be there; it belongs to the object.  NULL with
 * VL_ERROR_MALFORMED. */
const char *vl_line_need(const cJSON *object, const char *key,
                         GError **error);

/* Opens the answer with the id of the line: a string or a whole number as
 * it was given, null when it has none or is no object (NULL). */
void vl_line_begin(VlJson *json, const cJSON *object);
/* Closes it, with a newline. */
void vl_line_end(VlJson *json);
