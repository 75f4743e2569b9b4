#pragma once

#include "pubmed/article.h"

/* Reads PubMed XML, plain or gzip, as a stream: baseline and update files,
 * efetch replies, the older MedlineCitationSet, and .nbib files. */

typedef struct {
    guint n_records; /* delivered, without deletions */
    guint n_deleted; /* DeleteCitation */
} VlPubmedStats;

/* path "-" is standard input.  Each record is given to func, which takes
 * it.  Errors name the file, the place and the remedy (VL_ERROR_MALFORMED,
 * VL_ERROR_NOT_FOUND, VL_ERROR_TOO_BIG ...), or are func's own; the records
 * before the damage were delivered.  stats may be NULL and is set on
 * failure too. */
gboolean vl_pubmed_parse_file(const char *path, VlRecordFunc func,
                              gpointer data, VlPubmedStats *stats,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
