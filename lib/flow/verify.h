#pragma once

#include <glib.h>

#include "fulltext/reader.h"

/* `veille verify`: a digest against its manifest, its sources, its quotes
 * and its verdicts, offline.  The same digest and library give the same
 * lines. */

typedef struct {
    const char *data_folder; /* of the library */
    const VlReaderOptions *reader;
    gboolean reread; /* extract each text from its file again */
} VlVerifyContext;

typedef struct {
    GPtrArray *changes;  /* char *: what is not as it was sealed */
    GPtrArray *rules;    /* char *: verdicts that other rules decide
                            otherwise; not damage */
    GPtrArray *missing;  /* char *: what could not be checked */
    GPtrArray *notes;    /* char *: what to know beside that */
    guint papers, claims, quotes; /* that were checked */
    char *run;           /* of the digest: "2026-11-25T06:00:00Z, ..." */
} VlVerifyReport;

void vl_verify_report_free(VlVerifyReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlVerifyReport, vl_verify_report_free)

/* path: a digest's folder or its digest.json.  Errors: what cannot be read
 * at all (VL_ERROR_NOT_FOUND ...). */
VlVerifyReport *vl_flow_verify(const char *path,
                               const VlVerifyContext *context,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
