#pragma once

#include <glib.h>

/* What the library holds, for a reader and for reference managers.  folder
 * is the library's; VL_ERROR_NOT_FOUND when there is none. */

/* A line for each record: PMID, date, title, and what speaks against it. */
gboolean vl_library_list(const char *folder, GString *out,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One record to read, or as the line of `veille parse`. */
gboolean vl_library_show(const char *folder, const char *pmid, gboolean json,
                         GString *out,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The records of pmids (NULL-terminated; NULL or empty: all) in the format
 * of that name (pubmed/export.h).  missing (char *) gets the PMIDs that the
 * library does not hold. */
gboolean vl_library_export(const char *folder, const char *format,
                           char *const *pmids, GString *out,
                           GPtrArray *missing,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Calls to language models, of which the library keeps the answers. */
typedef struct {
    gint64 since;      /* seconds since 1970; 0: all */
    const char *model; /* NULL: any */
    gboolean forget;   /* drop their answers in place of listing them */
} VlAnswersWanted;

/* A line for each call: when, model and host, purpose and subject, what came
 * of it, tokens, cost; or one that says how many answers were dropped. */
gboolean vl_library_answers(const char *folder, const VlAnswersWanted *wanted,
                            GString *out,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
