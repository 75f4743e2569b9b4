#pragma once

#include "model/digest.h"
#include "model/document.h"
#include "verify/locate/locate.h"

/* Finds a quote of a text of JATS in the PDF beside it.  *place (empty)
 * stays so unless the PDF prints the same words, or signs in their place
 * that it cannot tell: what differs is no place to send a reader to.  pdf is
 * the document of source. */
void vl_pdf_place_find(const VlSource *source, const VlDocument *pdf,
                       const VlQuote *quote, VlPdfPlace *place);

/* The claims, by their ids (not owned), of which a quote names another place
 * than it has in the PDF; pdf NULL: any place.  The caller unrefs. */
GPtrArray *vl_pdf_places_wrong(const VlPaper *paper, const VlDocument *pdf);
