#pragma once

#include "model/chunk.h"
#include "model/claim.h"
#include "model/record.h"

/* What turns a reading into claims.  The builtin provider is the only one
 * that needs no model. */
typedef struct {
    const char *name;    /* as in the watch file: "builtin" */
    gboolean asks_model; /* text goes into prompts: hidden text is looked
                            for on every page first */

    /* VlClaim, owned by the caller, in the order in which they are shown.
     * *missing: names of the claim kinds that were looked for and not found
     * (char *); owned by the caller.  NULL is an error. */
    GPtrArray *(*claims)(const VlRecord *record, const VlReading *reading,
                         GPtrArray **missing, GError **error);
} VlProvider;

/* NULL when there is none of that name; a VL_ERROR_CONFIG names those that
 * there are. */
const VlProvider *vl_provider_find(const char *name, GError **error);
