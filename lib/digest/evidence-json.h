#pragma once

#include "base/json.h"
#include "digest/strict.h"
#include "model/digest.h"

/* What stands behind the words of a digest, in digest.json: the picture of a
 * quote, and what the file holds and its pages do not show. */

/* The members of those names; the first one may be missing. */
#define VL_PICTURE_KEY "picture"
#define VL_ALARMS_KEY "alarms"
#define VL_QUARANTINE_KEY "quarantine"

/* Nothing when no picture was asked for. */
void vl_json_member_picture(VlJson *json, const VlQuote *quote);
/* Both members. */
void vl_json_member_quarantine(VlJson *json, const VlRead *read);

void vl_strict_picture(VlStrict *in, const cJSON *object, VlQuote *quote);
void vl_strict_quarantine(VlStrict *in, const cJSON *object, VlRead *read);
