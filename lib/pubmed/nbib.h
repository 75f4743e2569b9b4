#pragma once

#include "base/input.h"
#include "pubmed/gather.h"

/* The format behind PubMed's "Save" and "Send to: Citation manager": tagged
 * lines (.nbib, MEDLINE).  It has less than the XML: one abstract without
 * labels of its own, no identifiers of terms, no references. */

/* path "-" is standard input; .gz too.  Errors and func as for
 * vl_pubmed_parse_file. */
gboolean vl_nbib_parse(const char *path, VlRecordFunc func, gpointer data,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Do the first bytes of a file look like it? */
gboolean vl_nbib_is_start(const char *bytes, gsize n_bytes);

/* The rest of an input whose first n_bytes bytes were already taken out of
 * it.  *n_records counts what was delivered. */
gboolean vl_nbib_read(VlInput *input, const char *bytes, gsize n_bytes,
                      VlRecordFunc func, gpointer data, guint *n_records,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
