#pragma once

#include "digest/words.h"
#include "model/claim.h"

/* "role: aim · subjects: adults · unclear: outcome, analysis"; NULL when
 * there is no context.  The caller frees. */
char *vl_view_context(const VlQuote *quote, VlLanguage language);
