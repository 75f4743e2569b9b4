#pragma once

#include "base/secret.h"
#include "flow/evidence.h"
#include "model/check.h"
#include "model/watch.h"

/* A model asked about the sentences of a checked text that no rule decides.
 * What it thinks is kept as an opinion: no verdict ever comes from it. */

typedef struct {
    const VlWatch *watch; /* whose [judge], or else [llm], is asked; its
                             dry_run: nobody is, and the sums are estimates */
    gboolean no_patient_data; /* the user says that the text holds none */
    const VlSecret *key;      /* when the watch names no file; or NULL */
    const char *data_folder, *state_folder;
    const char *prices_file, *prompts_folder; /* the user's; or NULL */
} VlOpinionsPlan;

typedef struct VlOpinions VlOpinions;

/* Asks nobody yet.  text: what is checked; a model on another machine is
 * refused it (VL_ERROR_REFUSED) unless the user says that it holds no data
 * of patients, and also then when it seems to.  VL_ERROR_CONFIG: the watch
 * names no model; also the errors of vl_network_open and vl_asking_open.
 * What is pointed to must outlive the result. */
VlOpinions *vl_opinions_open(const VlOpinionsPlan *plan, const char *text,
                             gboolean french,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_opinions_close(VlOpinions *opinions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlOpinions, vl_opinions_close)

/* Asks about each undecided sentence and what each source has of it, and
 * sets check->second; what was not answered becomes problems of the check.
 * grounds: VlGrounds of each of check->sources.  FALSE: no call works as
 * things are. */
gboolean vl_opinions_ask(VlOpinions *opinions, VlCheck *check,
                         const GPtrArray *grounds,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
