#pragma once

#include <glib.h>

#include "base/error.h"

/* The plumbing commands: JSON lines from standard input, a line of answer
 * for each on standard output. */

/* Answers a batch of lines (GString): appends to out. */
typedef void (*VlAnswerFunc)(gpointer data, const GPtrArray *lines,
                             GString *out);

/* Reads to the end.  As many lines as are there are answered together, so
 * that who writes one line and waits for its answer gets it. */
gboolean vl_command_answer_lines(VlAnswerFunc answer, gpointer data,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The exit status of that many lines, errors and flagged answers. */
VlExit vl_command_lines_status(guint64 lines, guint64 errors,
                               guint64 flagged);
