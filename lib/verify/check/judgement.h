#pragma once

#include <glib.h>

#include "model/claim.h"

/* What is found when a claim is judged. */

/* Why an undecided claim wants reading. */
typedef enum {
    VL_TIER_NONE,     /* not undecided */
    VL_TIER_FIRST,    /* a dose, number, harm, recommendation or cause */
    VL_TIER_SENSE,    /* numbers, units and names agree; sense undecided */
    VL_TIER_NEAREST,  /* no more than a near passage */
} VlTier;

typedef struct {
    VlVerdict verdict;
    VlTier tier;
    /* VlFinding.  quote: code points in the passages, joined by one newline
     * in their order; without passages in the whole source.  What a check
     * saw elsewhere in the source has no span and is told in the detail. */
    GPtrArray *findings;
    /* VlContext of the passages (of the place found in the source when none
     * was given): section, provenance, role, outcome, analysis, comparison,
     * effect, frame, subjects, design; spans like those of quotes. */
    GPtrArray *context;
    /* Of the words that say something, those that the passages say too,
     * from 0 to 1. */
    double share;
    gboolean dose; /* the claim gives a dose */
    gboolean repeats; /* the claim repeats the passages word for word */
    gboolean torn; /* no one statement of a sentence says it all */
    /* Code points in the claim that nothing of the passages covers: VlSpan,
     * in order, words side by side as one. */
    GArray *uncovered;
} VlJudgement;

/* One with no finding as yet; the caller frees. */
VlJudgement *vl_judgement_new(void);
void vl_judgement_free(VlJudgement *judgement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlJudgement, vl_judgement_free)
