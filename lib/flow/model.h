#pragma once

#include "base/secret.h"
#include "flow/network.h"
#include "llm/model.h"
#include "model/watch.h"
#include "store/store.h"

/* The language model of a watch, ready to be asked, with what it stands on. */
typedef struct {
    VlModel *model;
    VlSecret *key;
    VlPrices *prices;
    VlModelJournal journal;
} VlModelSetup;

typedef struct {
    const VlWatch *watch;
    const char *provider;         /* watch->provider, or of its judge */
    const VlWatchModel *settings; /* watch->llm, or watch->judge */
    const VlNetwork *network; /* NULL: replay alone, or a rehearsal */
    VlStore *store;           /* answers and journal; NULL: none is kept */
    const VlSecret *key; /* of the model in [llm], when it names no file; or
                          * NULL.  It goes to no other address */
    const char *prices_file;  /* when the settings name none; NULL: the one
                               * that comes with veille */
    const char *language; /* of the prompts; NULL: the watch's */
} VlModelPlan;

/* FALSE: the provider is builtin, and there is nothing to set up. */
gboolean vl_model_is_wanted(const char *provider);

/* Do [llm] and [judge] name all that their models need?  Nothing is opened:
 * to be asked before the run makes its first file. */
gboolean vl_model_setup_check(const VlWatch *watch,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Asks nobody yet.  What the plan points to must outlive it.  Errors:
 * VL_ERROR_REFUSED when the watch forbids the model's host (`local_only`,
 * `allow`), VL_ERROR_CONFIG, and those of the files named. */
VlModelSetup *vl_model_setup_open(const VlModelPlan *plan,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_model_setup_close(VlModelSetup *setup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlModelSetup, vl_model_setup_close)
