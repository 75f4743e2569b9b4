#pragma once

#include <glib.h>

#include "model/claim.h"
#include "model/document.h"

/* A document with the lines of its pages in the order that their places on
 * the page give, an empty line between blocks.  Only to find in: what is
 * found is said of the document itself. */
typedef struct VlArranged VlArranged;

/* NULL when no page of the document tells where its lines stand.  The
 * document must outlive it. */
VlArranged *vl_arranged_new(const VlDocument *document);
void vl_arranged_free(VlArranged *arranged);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlArranged, vl_arranged_free)

/* The document in that order. */
const VlDocument *vl_arranged_document(const VlArranged *arranged);

/* A hit in it as one in the document itself; takes hit over. */
VlHit *vl_arranged_take_hit(const VlArranged *arranged, VlHit *hit);
