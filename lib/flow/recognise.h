#pragma once

#include "flow/paper.h"

/* Gives to each task without a file the one of folder (VlFolderFile) that
 * prints its identifiers or title on its first pages.  Files that a name
 * gave to a task are passed over.  Files that cannot be read are added to
 * problems (VlUnread); *n_foreign counts those of no task. */
gboolean vl_tasks_recognise(const GPtrArray *tasks, const GPtrArray *folder,
                            const VlPaperContext *context, GPtrArray *problems,
                            guint *n_foreign,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
