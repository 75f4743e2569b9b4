#pragma once

#include "llm/model.h"
#include "llm/prompt.h"
#include "model/chunk.h"
#include "model/claim.h"

/* A model as judge, of claims that no check decides.  It sees the claim, its
 * passages and their neighbours; what it thinks is kept as an opinion.  A
 * verdict never comes from it. */

typedef struct {
    VlModel *model;
    const VlPrompt *prompt; /* "judge" */
    const char *name;       /* of the model, when the server does not say */
    const char *subject;    /* for the journal; or NULL */
    gboolean of_pdf_dir;    /* the text is of a PDF of the user's folder */
} VlOpinionPlan;

/* Asks about the claim when it is undecided and has quotes, and sets
 * claim->opinion.  An answer that quotes nothing of what it was shown is no
 * opinion, nor is a refusal.  FALSE: an error of vl_model_ask. */
gboolean vl_opinion_ask(const VlOpinionPlan *plan, VlClaim *claim,
                        const VlReading *reading,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
