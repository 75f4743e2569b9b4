#pragma once

#include "verify/check/case.h"

/* Words that say that one thing brings about another. */

/* The first one from token from on; -1.  Not what is denied ("was not due
 * to"), what names an outcome ("withdrawal due to adverse events"), a rule of
 * the study ("led to exclusion") or a state ("counted as cured"). */
int vl_cause_next(const VlSense *sense, guint from);

/* "Because of", "owing to": does token i say why, in whatever words? */
gboolean vl_cause_is_reason(const VlSense *sense, guint i);
