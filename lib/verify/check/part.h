#pragma once

#include <glib.h>

#include "model/span.h"

/* A claim of several clauses says several things, each of which has a place
 * of its own in a paper: "A raised the dose by 3 %, whereas B did not change
 * it".  A claim is parted only where what stands on either side says
 * something by itself: at "and", "but", "whereas" or a semicolon, between
 * clauses that have a verb each.  What a part leaves out and the sentence
 * said before ("and lowered it"; "At week 12, ...") is put before it.  A
 * claim whose parts lean on one another ("respectively", "the former", "this
 * ...", "A was higher and B lower than placebo") stays whole. */

/* A stretch of a part's text and where the claim has it. */
typedef struct {
    gsize at; /* code points of the part */
    VlSpan claim;
} VlPartPiece;

typedef struct {
    char *text;
    GArray *pieces; /* VlPartPiece, in the order of the text */
    VlSpan span;    /* of the claim: the part without what was put before */
    VlSpan said;    /* of the claim: the part from its verb on */
} VlPart;

/* At most this many. */
#define VL_MAX_PARTS 6

/* The parts of a claim (valid UTF-8), in order: one when it says one thing
 * only, none when it has no word.  lang: as in VlQuestion.  VlPart; the
 * caller unrefs. */
GPtrArray *vl_parts_new(const char *claim, const char *lang);
/* Those of a sentence of a source, where nothing is parted at "but": what
 * follows may take back what was said. */
GPtrArray *vl_parts_new_source(const char *sentence);
void vl_part_free(VlPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPart, vl_part_free)

/* The claim without what its own numbers prove (aside.h), as one part; NULL
 * when there is no such thing.  The caller frees. */
VlPart *vl_part_new_told(const char *claim, const char *lang);

/* Where the claim has a span of the part: from its first code point to its
 * last one. */
VlSpan vl_part_in_claim(const VlPart *part, VlSpan span);
