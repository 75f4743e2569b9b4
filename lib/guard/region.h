#pragma once

/* Where the servers of a host stand, as far as its name tells: "this
 * machine", "EU", "US", "global" (anywhere), "unknown".  One provider may
 * have hosts of several kinds: https://docs.mistral.ai (regional inference)
 * and https://platform.openai.com (data residency).  host may have ":port". */
const char *vl_region_of(const char *host);
