#pragma once

#include "model/check.h"

/* The object of `veille check --json` (DESIGN §2), one line;
 * schemas/check.schema.json.  Appends to out. */
void vl_check_write_json(const VlCheck *check, GString *out);
