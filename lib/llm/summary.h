#pragma once

#include "llm/model.h"
#include "llm/numbered.h"
#include "llm/prompt.h"
#include "llm/said.h"
#include "model/asked.h"

/* A model's summary of a paper: numbered sentences in, judged claims out.  A
 * paper that is longer than the model's context goes by parts, and code puts
 * the claims together. */

typedef struct {
    VlModel *model;
    const VlPrompt *prompt;  /* "summary" */
    const char *language;    /* of what is said: "en", "fr" */
    const char *title;       /* of the paper; NULL: not known */
    const char *subject;     /* for the journal: "pmid:123"; or NULL */
    gboolean of_pdf_dir;     /* the text is of a PDF of the user's folder */
} VlSummaryPlan;

/* VlClaim, judged; the caller owns it and *asked.  NULL: an error that is the
 * same for all papers (vl_model_ask). */
GPtrArray *vl_summary_ask(const VlSummaryPlan *plan, const VlReading *reading,
                          VlAsked **asked,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One answer (valid UTF-8) about the numbered sentences, read and judged:
 * appended to claims (VlClaim) and spin (VlQuote).  Errors: those of
 * vl_answer_parse; nothing is appended then. */
gboolean vl_summary_read(const VlPrompt *prompt, const VlSaidOf *of,
                         const VlNumbered *numbered, const char *language,
                         const char *answer, GPtrArray *claims,
                         GPtrArray *spin,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
