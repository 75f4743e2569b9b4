#pragma once

#include "base/json.h"
#include "model/chunk.h"

/* Sentences of a paper as a model is given them: a line each, "[17] ...",
 * numbered from 1 for this one request, between two marks that no text can
 * know beforehand. */

typedef struct {
    GPtrArray *sentences; /* VlSentence, not owned: number 1 is the first */
    char *text;           /* the lines between their marks */
} VlNumbered;

void vl_numbered_free(VlNumbered *numbered);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlNumbered, vl_numbered_free)

/* The sentences that a model is asked about: VlSentence, not owned.  Not the
 * list of references, nor headings (they stand over their lines), nor front
 * matter; back matter only if wanted; nothing that a reader cannot see. */
GPtrArray *vl_numbered_choose(const VlReading *reading, gboolean with_back);

/* Sentences first to first + n - 1 of list. */
VlNumbered *vl_numbered_new(const VlReading *reading, const GPtrArray *list,
                            guint first, guint n);

/* The text on one line for a prompt: no control, format or private
 * characters, which a reader does not see.  The caller frees. */
char *vl_numbered_clean(const char *text);

/* Sentence number (from 1) of the request, or NULL. */
VlSentence *vl_numbered_get(const VlNumbered *numbered, gint64 number);

/* The sentences that the "sids" of an answer's item name: VlSentence, not
 * owned; numbers out of range are left out.  The caller unrefs. */
GPtrArray *vl_numbered_named(const VlNumbered *numbered, const cJSON *item);
