#pragma once

#include "base/json.h"
#include "digest/strict.h"
#include "model/digest.h"

/* Where texts came from, in digest.json: written and read back. */

void vl_json_member_full_text(VlJson *json, const VlRead *read);
void vl_json_member_pdf_place(VlJson *json, const VlQuote *quote);
void vl_json_member_to_fetch(VlJson *json, const GPtrArray *to_fetch);

/* The members of those names. */
#define VL_FULL_TEXT_KEY "fulltext"
#define VL_PDF_PLACE_KEY "pdf"
#define VL_TO_FETCH_KEY "to_fetch"

void vl_strict_full_text(VlStrict *in, const cJSON *object, VlRead *read);
void vl_strict_pdf_place(VlStrict *in, const cJSON *object, VlQuote *quote);
void vl_strict_to_fetch(VlStrict *in, const cJSON *object, GPtrArray *to_fetch);
