#pragma once

#include "base/json.h"

/* What a model said, read strictly: one JSON object and nothing else.  What
 * is cut off, garbled or of another form is refused, never mended: a list
 * that was "repaired" has lost its end, and nobody sees it. */

/* The longest answer that is read, in bytes. */
#define VL_ANSWER_MAX_BYTES ((gsize)1 << 20)
/* The deepest nesting of any answer that is asked for is 4. */
#define VL_ANSWER_MAX_DEPTH 6
/* The most members and items at one level, and code points of a string. */
#define VL_ANSWER_MAX_ITEMS 400
#define VL_ANSWER_MAX_STRING 4000

/* The bytes within text that are to be JSON, by the one ladder that is
 * allowed for servers that keep to no schema: all of it; after one leading
 * <think>...</think>; within one ``` fence.  *start points into text.  FALSE
 * with VL_ERROR_MALFORMED: a <think> or a fence that does not end, or text
 * around it. */
gboolean vl_answer_find(const char *text, gsize n_bytes, const char **start,
                        gsize *n_found,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The answer as a tree, of the form that schema says (a JSON Schema; what
 * vl_answer_fits knows of it).  Errors: VL_ERROR_MALFORMED, VL_ERROR_TOO_BIG.
 * The caller owns the result. */
cJSON *vl_answer_parse(const char *text, gsize n_bytes, const cJSON *schema,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Is value what schema asks for?  Knows type, properties, required,
 * additionalProperties (false), items, enum, minimum and maximum; whole
 * numbers are those that a double holds exactly.  Error: the place and what
 * is wrong. */
gboolean vl_answer_fits(const cJSON *schema, const cJSON *value,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
