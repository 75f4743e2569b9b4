#pragma once

#include <glib.h>

#include "model/document.h"

/* `veille locate`: JSON lines of quotes in, their places out, in the same
 * order.  Each source is read and folded once, whatever the number of its
 * quotes; different sources are worked on in parallel. */
typedef struct VlLocator VlLocator;

/* Reads one source; called from several threads. */
typedef VlDocument *(*VlReadFunc)(const char *path, gpointer data,
                                  GError **error);

/* How many answers of each sort were given. */
typedef struct {
    guint64 lines, errors, flagged; /* flagged: altered, absent */
} VlLocatorCounts;

VlLocator *vl_locator_new(VlReadFunc read, gpointer data);
void vl_locator_free(VlLocator *locator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlLocator, vl_locator_free)

/* Answers a batch of lines (GString, without newline; empty ones are passed
 * over): a line each is appended to out.  A line in error is answered with
 * an error object and the rest goes on. */
void vl_locator_answer(VlLocator *locator, const GPtrArray *lines,
                       GString *out);

const VlLocatorCounts *vl_locator_counts(const VlLocator *locator);
