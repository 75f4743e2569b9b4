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

/* The same for bytes that come one after another, as over a network: XML
 * alone, and unpacked. */
typedef struct VlPubmedStream VlPubmedStream;

VlPubmedStream *vl_pubmed_stream_new(VlRecordFunc func, gpointer data);
void vl_pubmed_stream_free(VlPubmedStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPubmedStream, vl_pubmed_stream_free)

/* Errors: VL_ERROR_MALFORMED, VL_ERROR_TOO_BIG, or func's own.  After an
 * error there is nothing to do but to free. */
gboolean vl_pubmed_stream_feed(VlPubmedStream *stream, const char *bytes,
                               gsize n_bytes,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* After the last byte. */
gboolean vl_pubmed_stream_finish(VlPubmedStream *stream,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
