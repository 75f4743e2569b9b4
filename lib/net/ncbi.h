#pragma once

#include "net/http.h"

/* What all of NCBI's services hold in common, whichever room asks them: one
 * key, and one rate over all of them. */

/* Requests a second: own where it is above 0, else what NCBI permits, 3
 * without a key (NULL) and 10 with one (support.nlm.nih.gov KA-05510). */
double vl_ncbi_per_second(const VlSecret *key, double own);

/* Gives the request that rate, and has the key masked.  Where the key goes
 * is left to the caller. */
void vl_ncbi_limit(VlHttpRequest *request, const VlSecret *key, double own);
