#pragma once

#include "flow/events.h"
#include "flow/model.h"
#include "llm/provider.h"
#include "llm/prompt.h"
#include "model/digest.h"

/* Asking a model about the papers of a run. */
typedef struct VlAsking {
    VlModelSetup *setup;
    struct VlAsking *judge; /* a second model, asked about undecided claims;
                               NULL: none; owned */
    GPtrArray *prompts; /* VlPrompt, of each purpose that is asked for */
    GPtrArray *parameters; /* char *: "temperature=0.2" */
    const VlWatch *watch;
    const char *language;  /* "en", "fr" */
    const char *name;      /* of the model, as the watch says it */
} VlAsking;

/* A run of the watch asks a model; over the network. */
gboolean vl_asking_is_wanted(const VlWatch *watch);
gboolean vl_asking_needs_network(const VlWatch *watch);

/* What the plan points to must outlive it.  purposes: "summary" ..., ended by
 * NULL.  folder: the user's own prompts; NULL: there are none.  Errors: those
 * of vl_model_setup_open and vl_prompt_new. */
VlAsking *vl_asking_open(const VlModelPlan *plan, const char *folder,
                         const char *const *purposes,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Opens the second model that the plan's watch names in [judge], if any. */
gboolean vl_asking_open_judge(VlAsking *asking, const VlModelPlan *plan,
                              const char *folder,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_asking_close(VlAsking *asking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlAsking, vl_asking_close)

const VlPrompt *vl_asking_prompt(const VlAsking *asking, const char *purpose);

/* The provider of a watch: the one of that name, or what stands in for a
 * model until its answers come.  NULL: there is none of that name. */
const VlProvider *vl_asking_provider(const char *name, GError **error);

/* Puts into paper the claims that the model makes of the document, judged,
 * and what became of asking (paper->asked).  Without any answer the claims
 * are the extracts of the builtin provider.  text: where the document is
 * from; NULL: from the record.  FALSE: an error that is the same for all
 * papers. */
gboolean vl_asking_paper(const VlAsking *asking, const VlRecord *record,
                         const VlDocument *document,
                         const VlFullText *text,
                         VlPaper *paper,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE: a PDF of the user's folder.  text may be NULL. */
gboolean vl_asking_is_of_folder(const VlFullText *text);

/* In place of asking: the PDF may not leave.  The caller frees. */
VlAsked *vl_asking_kept_here(const VlReading *reading);

/* "PMID 1: not summarised: refused (why)", for the digest's list of what was
 * not read; NULL: all of it was.  The caller frees. */
VlUnread *vl_asking_failure(const VlPaper *paper);

/* The same for a user, of all papers (VlPaper) of a run: one line for each
 * reason, with the remedy. */
void vl_asking_say_failures(const GPtrArray *papers, const VlEvents *events);

/* What was asked so far, the second model included; the caller frees. */
VlModelAsked *vl_asking_told(const VlAsking *asking);

/* What the run asked, for its digest. */
void vl_asking_tell(const VlAsking *asking, VlDigest *digest);
