#pragma once

#include "llm/model.h"
#include "llm/numbered.h"
#include "llm/prompt.h"
#include "model/asked.h"

/* Asking a model about a paper that may be longer than its context: part by
 * part, each sentence once, in as many calls as it takes.  The same paper has
 * the same parts each time, so that answers are found again. */

/* Reads one answer; FALSE with *error: it cannot be read. */
typedef gboolean (*VlPartRead)(const VlNumbered *numbered, const char *answer,
                               gpointer data, GError **error);

typedef struct {
    VlModel *model;
    const VlPrompt *prompt;
    const char *title;     /* of the paper; NULL: not known */
    const char *items;     /* for {{items}} or {{criteria}}; NULL: none */
    const char *const *names; /* what "item" may be; NULL: anything */
    const char *subject;   /* for the journal: "pmid:123"; or NULL */
    gboolean of_pdf_dir;   /* the text is of a PDF of the user's folder */
    VlPartRead read;
    gpointer data;
} VlPartsPlan;

/* sentences (VlSentence) are those that are asked about.  asked is filled in.
 * FALSE: an error that is the same for all papers (vl_model_ask). */
gboolean vl_parts_ask(const VlPartsPlan *plan, const VlReading *reading,
                      const GPtrArray *sentences, VlAsked *asked,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
