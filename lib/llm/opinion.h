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

/* What one question came to. */
typedef struct {
    VlOpinion *opinion; /* NULL: none; the caller's */
    const char *outcome; /* "answered"; else why there is no opinion:
                            "refused", "malformed" ... (as VlAsked.outcome) */
    char *detail; /* one line that says why; NULL when answered; the
                     caller's */
} VlOpinionAsked;

void vl_opinion_asked_clear(VlOpinionAsked *asked);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VlOpinionAsked, vl_opinion_asked_clear)

/* Asks about a sentence and the passages found for it: places, VlSpan in the
 * rendering.  An answer that quotes nothing of what it was shown is no
 * opinion, nor is a refusal.  FALSE: an error of vl_model_ask. */
gboolean vl_opinion_of(const VlOpinionPlan *plan, const char *sentence,
                       const GArray *places, const VlReading *reading,
                       VlOpinionAsked *asked,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same about a claim, with its quotes as the passages, when it is
 * undecided and has some; sets claim->opinion. */
gboolean vl_opinion_ask(const VlOpinionPlan *plan, VlClaim *claim,
                        const VlReading *reading,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
