#pragma once

#include "base/json.h"
#include "digest/strict.h"
#include "model/digest.h"

/* What digest.json holds of asking a model: "said" of a claim, "asked" of a
 * paper and of the model.  Each is missing where no model was asked. */

#define VL_SAID_KEY "said"
#define VL_ASKED_KEY "asked"

#define VL_OPINION_KEY "opinion"

void vl_json_member_said(VlJson *json, const VlClaim *claim);
void vl_strict_said(VlStrict *in, const cJSON *object, VlClaim *claim);

/* Nothing for NULL. */
void vl_json_member_opinion(VlJson *json, const VlOpinion *opinion,
                            void (*quote)(VlJson *json,
                                          const VlQuote *quote));
void vl_strict_opinion(VlStrict *in, const cJSON *object, VlClaim *claim,
                       VlStrictItem read);

/* quote writes one VlQuote; read adds one to the GPtrArray that it gets. */
void vl_json_member_asked(VlJson *json, const VlAsked *asked,
                          void (*quote)(VlJson *json, const VlQuote *quote));
/* What *asked was is freed. */
void vl_strict_asked(VlStrict *in, const cJSON *object, VlAsked **asked,
                     VlStrictItem read);

void vl_json_member_model_asked(VlJson *json, const VlModelAsked *asked);
void vl_strict_model_asked(VlStrict *in, const cJSON *object,
                           VlDigest *digest);
