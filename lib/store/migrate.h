#pragma once

#include "store/db.h"

/* Brings the tables to the newest version, in one transaction: all steps or
 * none.  A library of a newer veille is refused: VL_ERROR_STORE. */
gboolean vl_db_migrate(VlStore *store,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The newest version of the tables, and the step to each version from the
 * one before it (for the test). */
extern const char *const vl_db_migrations[];
int vl_db_version(void);
