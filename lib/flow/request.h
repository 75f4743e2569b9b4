#pragma once

#include <glib.h>

#include "model/digest.h"
#include "model/watch.h"

/* Reads a watch file.  Relative paths in it are taken from its own folder,
 * so that it works from anywhere (cron).  A watch without a
 * name has its file's, without the suffix.  Errors: VL_ERROR_NOT_FOUND,
 * VL_ERROR_CONFIG with file and line or key. */
VlWatch *vl_request_read(const char *path,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Does the watch say all that a run needs: what to read, and where the digest
 * goes, and what its models need?  Nothing is opened.  Errors: VL_ERROR_USAGE,
 * with what it lacks; VL_ERROR_CONFIG, of its models. */
gboolean vl_request_check(const VlWatch *watch,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What was asked, for the digest; its records aside. */
void vl_request_tell(const VlWatch *watch, VlDigest *digest);
