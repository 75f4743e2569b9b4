#pragma once

#include <glib.h>

#include "store/store.h"

/* What the first pages of the user's own PDF files say, so that a folder of
 * thousands is read once and not in each run.  It holds for a file as long as
 * its size and times stay the same. */

typedef struct {
    const char *path;       /* absolute */
    gint64 size;            /* bytes */
    gint64 modified, moved; /* mtime and ctime, in nanoseconds since 1970 */
} VlFrontKey;

/* *front is NULL when nothing is known of the file as it is now; the caller
 * frees. */
gboolean vl_store_get_front(VlStore *store, const VlFrontKey *key,
                            char **front,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vl_store_put_front(VlStore *store, const VlFrontKey *key,
                            const char *front,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
