#pragma once

#include "model/chunk.h"
#include "model/claim.h"
#include "verify/judge.h"
#include "verify/locate/locate.h"
#include "verify/sense/names.h"

/* From what a model said to claims of ours.  The quote that a reader sees is
 * cut from our own copy at the sentences that were named; the model's own
 * quote only trips it up: where it does not stand, the claim has no quote.
 * Then code judges, as it judges any other claim. */

/* A paper made ready for judging what is said of it.  Several threads may
 * use one. */
typedef struct {
    const VlReading *reading; /* not owned */
    VlSource *source;
    VlGround *ground;
    VlNames *names;
    char *text; /* the document's as it is read, if that is another */
} VlSaidOf;

/* The reading must outlive the result. */
VlSaidOf *vl_said_of_new(const VlReading *reading);
void vl_said_of_free(VlSaidOf *of);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlSaidOf, vl_said_of_free)

/* The shortest quote that proves anything, in letters and digits. */
#define VL_SAID_MIN_QUOTE 12
/* The most sentences that one claim may stand on. */
#define VL_SAID_MAX_SENTENCES 3

/* The claim that text says, on the sentences (VlSentence, not owned) that
 * the model named, with its quote.  lang: of the text, "en" or "fr".  Never
 * NULL; the caller frees.  claim->said is the quote, claim->moved is set when
 * it stands in sentences that the model did not name, which then count. */
VlClaim *vl_said_claim(const VlSaidOf *of, VlClaimKind kind, const char *text,
                       const char *quote, const GPtrArray *sentences,
                       const char *lang);

/* Judges such a claim anew, by its text, its quotes and claim->said: sets
 * the verdict, the findings and the matches of the quotes. */
void vl_said_judge(const VlSaidOf *of, VlClaim *claim, const char *lang);

/* TRUE when the quote that a model gave stands in one of the sentences, or
 * runs through several that follow each other; never for a short one. */
gboolean vl_said_stands(const GPtrArray *sentences, const char *quote);
