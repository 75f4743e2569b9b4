#pragma once

#include <glib.h>

#include "digest/words.h"
#include "model/digest.h"
#include "model/document.h"

/* Where the texts came from, and which ones a reader has to fetch. */

/* Says where the text that was read came from (text, NULL: the record), what
 * was tried (VlTried, taken), and which PDF stands beside it (both NULL:
 * none).  After vl_paper_set_read. */
void vl_paper_set_source(VlPaper *paper, const VlFullText *text,
                         GPtrArray *tried, const VlDocument *pdf,
                         const VlFullText *pdf_text);

/* TRUE when no more than the abstract of the paper was read. */
gboolean vl_paper_lacks_full_text(const VlPaper *paper);

/* Adds the paper to those that a reader has to fetch, unless its full text
 * was read or there is nothing to link to.  open: of a free copy, or NULL;
 * resolver: the user's, or NULL, in which {doi} and {pmid} stand for these;
 * without them, an OpenURL is made of it. */
void vl_digest_add_to_fetch(VlDigest *digest, const VlPaper *paper,
                            const char *open, const char *resolver);

/* ---- For views: strings that each escapes for its sink ---- */

/* "from PMC Cloud, published version, licence CC BY"; NULL: the record. */
char *vl_view_source(const VlRead *read, VlLanguage language);

/* "PMC Cloud: it is not there; Unpaywall: ..."; NULL: nothing was tried, or
 * the full text was read. */
char *vl_view_tried(const VlRead *read, VlLanguage language);

/* "PDF: p. 3 (printed 103)" for a quote of JATS; NULL: none. */
char *vl_view_pdf_place(const VlQuote *quote, VlLanguage language);

/* Link i of the paper, from 0: FALSE after the last. */
gboolean vl_view_to_fetch_link(const VlToFetch *to_fetch, guint i,
                               VlLanguage language, const char **label,
                               const char **url);

/* The name of a step in words. */
const char *vl_view_step(const char *step, VlLanguage language);
