#pragma once

#include <glib.h>

#include "digest/words.h"
#include "model/digest.h"

/* What all views say of one paper, its claims and its quotes; as view.h:
 * plain strings, the caller frees every char *. */

/* "Dupont A, et al. Journal. 2026-11-12", parts that are missing left
 * out. */
char *vl_view_reference(const VlPaper *paper);

/* "full text (PDF), 12 pages (11 with text); file a.pdf; extracted by
 * poppler 22.12.0". */
char *vl_view_read(const VlPaper *paper, VlLanguage language);

/* "2 hidden passages, 61 characters, kept out of prompts and quotes"; NULL:
 * none, and no page that leaves it open. */
char *vl_view_hidden(const VlPaper *paper, VlLanguage language);

/* "p. 3: “Ignore all …”". */
char *vl_view_hidden_text(const VlHiddenText *hidden, VlLanguage language);

/* Language of quotes from this paper, for lang="": PubMed's own titles and
 * abstracts are English.  Borrowed; NULL: not known. */
const char *vl_view_quote_language(const VlPaper *paper);

/* "Retraction: Ann Fict. 2026;1:1 (PMID 90000020)". */
char *vl_view_notice(const VlDigestNotice *notice, VlLanguage language);

/* "https://..." or NULL. */
char *vl_view_pubmed_url(const char *pmid);
char *vl_view_doi_url(const char *doi);
char *vl_view_pmc_url(const char *pmcid);

/* What the verdict means for this claim; NULL when the words that differ
 * are not known. */
char *vl_view_verdict_text(const VlDigest *digest, const VlPaper *paper,
                           const VlClaim *claim, VlLanguage language);

/* "“10 %”, “children”": the words of the claim that no passage covers; NULL
 * when there are none. */
char *vl_view_uncovered(const VlClaim *claim);

/* "p. 2 (printed e102) · Results · Verbatim · 310–412". */
char *vl_view_place(const VlQuote *quote, VlLanguage language);

/* "The quote, marked on p. 4", or why there is no picture of it; NULL: none
 * was asked for.  And what a reader who sees no pictures is told. */
char *vl_view_plate(const VlQuote *quote, VlLanguage language);
char *vl_view_plate_alt(const VlPlate *plate, VlLanguage language);

/* "number: “7.4”, the source says “4.7”"; NULL when nothing changed. */
char *vl_view_changes(const VlQuote *quote, VlLanguage language);

/* Findings other than ok: "numbers: differs (7.4 is not 4.7)"; NULL when
 * there are none. */
char *vl_view_findings(const VlClaim *claim, VlLanguage language);

/* "primary outcome: result not found" and the like, for paper->missing[i]. */
char *vl_view_missing(const VlPaper *paper, guint i, VlLanguage language);
