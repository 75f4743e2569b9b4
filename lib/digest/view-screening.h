#pragma once

#include "digest/words.h"
#include "model/digest.h"

/* What views say of the criteria of a watch; the caller frees every char *. */

/* The heading over the papers that were left out, and what is to be said of
 * them. */
const char *vl_view_screened_heading(VlLanguage language);
const char *vl_view_screened_why(VlLanguage language);

/* "Criterion of exclusion met: children". */
char *vl_view_criterion(const VlCriterion *criterion, VlLanguage language);

/* "Your criteria, by MODEL: adults: met; children (excluded): not said", or
 * why they were not held against the paper; NULL: there are none. */
char *vl_view_screening(const VlPaper *paper, VlLanguage language);

/* "By MODEL, from the abstract". */
char *vl_view_screened_by(const VlPaper *paper, VlLanguage language);
