#pragma once

#include <glib.h>

#include "model/fulltext.h"
#include "store/store.h"

/* The full texts of the library: plain files under their hashes, beside the
 * database, and of whom each is.  No name of a file comes from outside. */

/* Keeps bytes as a file and sets text->sha256 and text->path.  Nothing is
 * known of the file until vl_store_put_full_text. */
gboolean vl_store_put_file(VlStore *store, const void *bytes, gsize n_bytes,
                           VlFullText *text,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Notes that the file is the text of the paper of that name
 * (vl_record_name).  A newer file of its kind takes the place of an older
 * one. */
gboolean vl_store_put_full_text(VlStore *store, const char *name,
                                const VlFullText *text,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The files of that paper (VlFullText, each at most once a kind) whose bytes
 * are still what was stored; others are forgotten silently, and come again
 * from where they came.  The caller unrefs. */
GPtrArray *vl_store_full_texts(VlStore *store, const char *name,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
