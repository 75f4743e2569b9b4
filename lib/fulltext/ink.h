#pragma once

#include "model/document.h"

/* Which pages are worth comparing with their ink, and what comes of it.
 * Drawing a page costs several times its text, so that by default only those
 * are drawn that hold text in pale colours or words that read like an
 * instruction to a program. */

/* The pages for the helper's --ink: "all", or numbers as in "3,7"; NULL:
 * none.  The caller frees. */
char *vl_ink_choose(const VlDocument *document, gboolean always);

/* The greatest number in such a list; 0 for "all". */
guint vl_ink_last(const char *pages);

/* Takes over what drawn, a second reading of the same file with these pages
 * drawn, says of them.  drawn may be NULL or cut short: then the rest is
 * inconclusive, and the document's warning says so. */
void vl_ink_merge(VlDocument *document, const VlDocument *drawn,
                  const char *pages);

/* Drops hidden spans that prove nothing: labels of a figure in single
 * letters, and those of inconclusive pages; those that only repeat what is
 * seen become copies.  One that reads like an instruction stays. */
void vl_ink_settle(VlDocument *document);
