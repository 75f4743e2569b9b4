#pragma once

#include "base/json.h"
#include "digest/strict.h"
#include "model/digest.h"

/* What digest.json holds of screening: the criteria of the watch, and
 * "screening" of a paper.  Missing where the watch has no criteria. */

#define VL_SCREENING_KEY "screening"
#define VL_SCREENED_OUT_KEY "screened_out"
#define VL_INCLUDE_KEY "include"
#define VL_EXCLUDE_KEY "exclude"

void vl_json_member_criteria(VlJson *json, const VlDigest *digest);
void vl_strict_criteria(VlStrict *in, const cJSON *object, VlDigest *digest);

/* quote writes one VlQuote; read adds one to the GPtrArray that it gets. */
void vl_json_member_screening(VlJson *json, const VlScreening *screening,
                              void (*quote)(VlJson *json,
                                            const VlQuote *quote));
void vl_strict_screening(VlStrict *in, const cJSON *object, VlPaper *paper,
                         VlStrictItem read);

/* Once all papers are read: each was held against the criteria of the watch,
 * and stands in the list where the answers put it. */
void vl_strict_screened(VlStrict *in, const VlDigest *digest);
