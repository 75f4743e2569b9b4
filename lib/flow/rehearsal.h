#pragma once

#include "model/record.h"
#include "model/watch.h"

/* What asking the watch's model about these papers (VlRecord) may come to, as
 * a line at the end of *told (which may be NULL; the caller frees it): nobody
 * is asked, and nothing is read but the price file.  Without a model nothing
 * is added.  Errors: those of vl_model_setup_open. */
gboolean vl_rehearsal_tell(const VlWatch *watch, const char *prices_file,
                           const GPtrArray *records, char **told,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
