#pragma once

#include <glib.h>

/* The ledger for a reader and for scripts: what left this machine. */

typedef struct {
    gint64 since; /* seconds since 1970; 0: all */
    const char *host, *purpose; /* NULL: any */
    gboolean json;
} VlLedgerWanted;

/* Bytes for the user; FALSE ends the work. */
typedef gboolean (*VlLedgerWrite)(const char *bytes, gsize n_bytes,
                                  GError **error);

/* Writes the lines of the library in folder that are wanted.  *n_changed
 * counts those that somebody changed, or before which one is missing, wanted
 * or not.  VL_ERROR_NOT_FOUND when there is no library. */
gboolean vl_ledger_print(const char *folder, const VlLedgerWanted *wanted,
                         VlLedgerWrite write, guint *n_changed,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE for a purpose that lines may have; *names gets all of them, with
 * blanks between (the caller frees). */
gboolean vl_ledger_is_purpose(const char *name, char **names);
