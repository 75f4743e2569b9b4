#pragma once

#include "llm/model.h"
#include "llm/numbered.h"
#include "llm/prompt.h"
#include "model/screening.h"

/* A model holds a paper against criteria: numbered sentences and criteria in,
 * an answer to each criterion out, with the sentence that it stands on. */

typedef struct {
    VlModel *model;
    const VlPrompt *prompt; /* "screen" */
    const char *title;      /* of the paper; NULL: not known */
    const char *subject;    /* for the journal: "pmid:123"; or NULL */
    gboolean of_pdf_dir;    /* the text is of a PDF of the user's folder */
} VlScreenPlan;

/* Answers the criteria of screening (new).  FALSE: an error that is the same
 * for all papers (vl_model_ask). */
gboolean vl_screen_ask(const VlScreenPlan *plan, const VlReading *reading,
                       VlScreening *screening,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One answer (valid UTF-8) about the numbered sentences.  What has no quote
 * that stands in the sentences it names is not said, and neither is what two
 * answers contradict each other about: contradicted (one gboolean a
 * criterion) remembers.  Errors: those of vl_answer_parse; nothing is changed
 * then. */
gboolean vl_screen_read(const VlPrompt *prompt, const VlReading *reading,
                        const VlNumbered *numbered, const char *answer,
                        VlScreening *screening, gboolean *contradicted,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
