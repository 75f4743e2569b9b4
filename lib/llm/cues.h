#pragma once

#include "model/chunk.h"
#include "model/claim.h"

/* The cue tables of schemas/lexicon/LANGUAGE/builtin.txt, which the program
 * carries in itself, as scores of sentences. */

#define VL_N_CLAIM_KINDS (VL_CLAIM_CONCLUSION + 1)

/* What is counted in a sentence rather than looked up. */
typedef enum {
    VL_COUNT_P = 1 << 0,       /* a p-value */
    VL_COUNT_CI = 1 << 1,      /* a confidence interval */
    VL_COUNT_PERCENT = 1 << 2,
    VL_COUNT_N = 1 << 3,       /* a number of subjects */
    VL_COUNT_NUMBER = 1 << 4,
} VlCounts;

typedef struct {
    int score[VL_N_CLAIM_KINDS];
    gboolean fits[VL_N_CLAIM_KINDS]; /* score, place and "must" suffice */
    int clarity; /* how well it stands alone, whatever its kind */
    VlCounts counts;
} VlScores;

/* The text as cues are looked for in it: lower case, plain apostrophes,
 * hyphens and spaces.  The caller frees. */
char *vl_cues_fold(const char *text);

/* Scores for each kind of claim of a sentence in the section.  heading is
 * what stands over it, with or without number and colon, "" or NULL: it
 * counts as words in square brackets before the sentence, so that the cue
 * "[aims]" is a heading and "] however" begins a sentence. */
void vl_cues_score(const char *heading, const char *sentence,
                   VlSectionKind kind, VlSectionKind within,
                   VlScores *scores);

VlCounts vl_cues_count(const char *sentence);
