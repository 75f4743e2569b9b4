#pragma once

#include "fulltext/ladder.h"

/* The steps of the ladder, for fulltext/ladder.h alone. */

/* One paper on its way. */
typedef struct {
    const VlLadder *ladder;
    const VlRecord *record;
    const char *step; /* the one that is being taken */
    VlClimb *out;
    gboolean cloud_done;
} VlClimber;

/* A file that a step was given, with what the step knows of it. */
typedef struct {
    GBytes *bytes;
    const char *url, *licence, *version;
    gboolean ocr;
    gboolean vouched; /* the service itself says that it is this paper's */
} VlGiven;

/* Notes what came of the step. */
void vl_climber_note(VlClimber *climber, VlTriedOutcome outcome,
                     const char *url, const char *reason);

/* Takes a file if it is the paper: as its text, or, where a text is there,
 * as the PDF beside it.  Notes the outcome; TRUE: taken. */
gboolean vl_climber_take(VlClimber *climber, const VlGiven *given);

void vl_step_idconv(VlClimber *climber);
void vl_step_pmc_cloud(VlClimber *climber);
void vl_step_efetch(VlClimber *climber);
void vl_step_europepmc(VlClimber *climber);
void vl_step_europepmc_pdf(VlClimber *climber);
void vl_step_unpaywall(VlClimber *climber);
