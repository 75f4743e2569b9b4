#pragma once

#include "model/digest.h"
#include "model/document.h"
#include "verify/locate/locate.h"

/* A digest's claims judged again from what it keeps: extracts by their
 * quotes, what a model said by its quote, too. */
typedef struct VlRejudge VlRejudge;

/* document and its source must outlive the result.  language: of the digest's
 * own words. */
VlRejudge *vl_rejudge_new(const VlDocument *document, const VlSource *source,
                          const char *language);
void vl_rejudge_free(VlRejudge *rejudge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlRejudge, vl_rejudge_free)

/* Sets verdict, findings and matches. */
void vl_rejudge_claim(VlRejudge *rejudge, VlClaim *claim);

/* Do the sentences that models name, as spin or for an opinion, stand in the
 * document? */
gboolean vl_rejudge_spin(const VlRejudge *rejudge, const VlPaper *paper);
