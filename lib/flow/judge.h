#pragma once

#include <glib.h>

/* `veille judge`: JSON lines of claims with their quotes, or with the whole
 * text of their sources, in; verdicts out, in the same order. */

/* How many answers of each sort were given. */
typedef struct {
    guint64 lines, errors;
    guint64 flagged; /* contradicted, overstated, unsupported, elsewhere */
} VlJudgeCounts;

/* Answers a batch of lines (GString, without newline; empty ones are passed
 * over): a line each is appended to out.  A line in error is answered with
 * an error object and the rest goes on.  Adds to counts. */
void vl_flow_judge(VlJudgeCounts *counts, const GPtrArray *lines,
                   GString *out);
