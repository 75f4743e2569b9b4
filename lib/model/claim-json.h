#pragma once

#include "base/json.h"
#include "model/claim.h"

/* The members that every JSON about claims has in common (DESIGN §2): each
 * function writes one key with its value into the open object. */

/* "findings": a list of VlFinding; empty for NULL. */
void vl_json_member_findings(VlJson *json, const GPtrArray *findings);

/* "uncovered": the words (VlSpan) that no passage says; empty for NULL. */
void vl_json_member_uncovered(VlJson *json, const GArray *uncovered);

/* "context" of a judgement, whose spans are in the quote: VlContext by name;
 * empty for NULL.  A digest's own is otherwise (render-json.c). */
void vl_json_member_context(VlJson *json, const GPtrArray *list);

/* "segments" and "changes" of a hit. */
void vl_json_member_segments(VlJson *json, const VlHit *hit);
void vl_json_member_changes(VlJson *json, const VlHit *hit);
