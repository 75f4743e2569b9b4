#pragma once

#include "base/json.h"
#include "digest/strict.h"
#include "digest/words.h"
#include "model/digest.h"
#include "model/document.h"

/* Signs that a PDF's text layer lost and that were read from another text of
 * the same paper (model/repair.h): in digest.json and its views. */

/* The member of that name, of a quote, of its place in a PDF and of what was
 * read; it is missing where nothing was repaired. */
#define VL_REPAIRED_KEY "repaired"

/* Says in the paper what was repaired in its document. */
void vl_paper_set_repaired(VlPaper *paper, const VlDocument *document);

void vl_json_member_repaired(VlJson *json, const VlHit *hit);
void vl_json_member_repairs(VlJson *json, const VlRead *read);

/* The hit's segments must be read before. */
void vl_strict_repaired(VlStrict *in, const cJSON *object, VlHit *hit);
void vl_strict_repairs(VlStrict *in, const cJSON *object, VlRead *read);

/* "1 sign, lost in the PDF's text, read from PubMed's abstract"; NULL when
 * there is none.  The caller frees. */
char *vl_view_repaired(const VlQuote *quote, VlLanguage language);
