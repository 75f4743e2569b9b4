#pragma once

#include "flow/asking.h"
#include "store/store.h"

/* Holding papers against the criteria of a watch (include=, exclude=), before
 * anything else is asked about them. */

gboolean vl_screening_is_wanted(const VlWatch *watch);

/* Are there no more criteria than VL_MOST_CRITERIA, and a model to ask?
 * Errors: VL_ERROR_CONFIG. */
gboolean vl_screening_check(const VlWatch *watch,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets paper->screening by what the model says of the document; does nothing
 * without criteria, or when it is set.  text: where the document is from;
 * NULL: from the record.  FALSE: an error that is the same for all papers. */
gboolean vl_screening_ask(const VlAsking *asking, const VlRecord *record,
                          const VlDocument *document, const VlFullText *text,
                          VlPaper *paper,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Does each quote of the paper's screening stand in the library's copy of its
 * text?  Lines are added to changes and to missing (char *); *n_quotes grows
 * by those that were looked at.  store may be NULL. */
void vl_screening_verify(VlStore *store, const VlPaper *paper,
                         GPtrArray *changes, GPtrArray *missing,
                         guint *n_quotes);
