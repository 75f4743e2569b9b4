#pragma once

#include <glib.h>

#include "base/secret.h"
#include "llm/call.h"
#include "net/http.h"

/* A language model that can be asked.  What is said to it and how its text is
 * read is for others: here is how a call gets there and back, once, within
 * its budget, and what became of it.  Calls block and may come from many
 * threads; no more than the model's limits permit are under way at once. */
typedef struct VlModel VlModel;

/* What is pointed to must outlive the VlModel. */
typedef struct {
    const char *provider; /* "openai", "anthropic", "ollama", "replay" */
    const char *url;      /* its base address; of replay a file */
    const char *model;
    const VlSecret *key; /* NULL: none */
    VlHttp *http;        /* NULL: replay alone */
    gboolean may_take_pdf; /* PDF files of the user's folder may go to a model
                            * on another machine */
} VlModelOptions;

/* VL_ERROR_CONFIG: an unknown provider or what it lacks; for replay also the
 * errors of its file. */
VlModel *vl_model_new(const VlModelOptions *options,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* No call may be under way any more. */
void vl_model_free(VlModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlModel, vl_model_free)

/* TRUE: text that it is asked about leaves this machine. */
gboolean vl_model_is_hosted(const VlModel *model);

/* FALSE: a PDF file of the user's folder must not be told to it (`pdf_dir`
 * without `pdf_dir_may_leave`); a call that says it does is refused. */
gboolean vl_model_may_take_pdf(const VlModel *model);

/* TRUE: the server keeps to "minimum" and "maximum" of a schema; others
 * refuse a schema that has them. */
gboolean vl_model_takes_ranges(const VlModel *model);

/* At most so many tokens of system, user and schema go with an answer of
 * max_output tokens.  Asks the server for its context the first time. */
gboolean vl_model_room(VlModel *model, guint max_output, guint *tokens,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An estimate that is rather too high than too low. */
guint vl_model_tokens(const VlModel *model, const char *text);

/* Asks, unless the answer is there already.  Whatever the model does is a
 * reply.  An error says that no call works as things are, and is the same for
 * all later ones: VL_ERROR_CONFIG (key, model, schema, price), REFUSED
 * (egress, a PDF that may not leave), NETWORK (certificate, redirect),
 * STORE, CANCELLED. */
VlModelReply *vl_model_ask(VlModel *model, const VlModelCall *call,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
