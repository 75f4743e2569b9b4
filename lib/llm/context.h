#pragma once

#include "llm/session.h"

/* How much a model takes at once, of VlModel.  The server is asked once; what
 * fits into any context leaves meanwhile, and is looked at again when the
 * server has told. */

/* Waits until it is known.  Errors as of vl_model_room. */
gboolean vl_context_wait(VlModel *model,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A call is about to leave: asks the server beside it, unless that was done.
 * TRUE: it is known already. */
gboolean vl_context_begin(VlModel *model);

/* Waits, and tells whether so many tokens of prompt and answer fit; TRUE when
 * the server does not tell. */
gboolean vl_context_holds(VlModel *model, guint tokens);

/* Before the model is freed. */
void vl_context_end(VlModel *model);
