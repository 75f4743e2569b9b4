#pragma once

#include <glib.h>

#include "model/claim.h"
#include "model/digest.h"
#include "model/document.h"
#include "model/record.h"

/* From records and documents to the papers of a digest. */

/* What the record says of a paper; nothing is read yet.  The caller
 * frees. */
VlPaper *vl_paper_from_record(const VlRecord *record);

/* Says what was read, and how.  document was sealed; NULL: nothing could be
 * read. */
void vl_paper_set_read(VlPaper *paper, const VlDocument *document);

/* Says what document (that of vl_paper_set_read) holds and does not show;
 * alarms are those of its hidden spans (VlSpan) that are one. */
void vl_paper_set_hidden(VlPaper *paper, const VlDocument *document,
                         const GArray *alarms);

/* A quote of a place in document: hit is taken. */
VlQuote *vl_quote_take_hit(const VlDocument *document, VlHit *hit,
                           const char *section);

/* TRUE when the claim has what the verdict asks for: nothing is "in the
 * source" or "extract" without a passage of it. */
gboolean vl_claim_may_say(const VlClaim *claim, VlVerdict verdict);

/* Puts the claims in the order in which they are read: the primary outcome,
 * its result and harms before all else, the authors' conclusion last.
 * Claims of one kind keep their order. */
void vl_paper_order_claims(VlPaper *paper);

/* Once all papers are there: orders and names all claims ("38000001-3"),
 * takes back verdicts that no passage stands behind, and counts what the
 * digest itself shows (listed, screened_out, digested, full_text,
 * abstract_only, unread).
 * May be called again. */
void vl_digest_close(VlDigest *digest);
