#pragma once

#include "llm/model.h"
#include "llm/prompt.h"
#include "model/club.h"
#include "model/chunk.h"

/* The questions of a journal club put to a model.  Its answers are claims,
 * judged by code as any other; those of the sheet's extracts that it gives no
 * answer to stay.  What is the physician's to judge is not asked. */

typedef struct {
    VlModel *model;
    const VlPrompt *prompt; /* "club" */
    const char *title;      /* of the paper; NULL: not known */
    const char *subject;    /* for the journal; or NULL */
    gboolean of_pdf_dir;    /* a PDF file of the user's */
} VlClubAskPlan;

/* club was filled (vl_club_fill) and is not closed yet; sets
 * club->paper->asked.  FALSE: an error of vl_model_ask. */
gboolean vl_club_ask(const VlClubAskPlan *plan, VlClub *club,
                     const VlReading *reading,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
