#pragma once

#include <glib.h>

#include "base/secret.h"
#include "llm/call.h"
#include "llm/journal.h"
#include "llm/prices.h"
#include "llm/wire.h"
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
    const char *server; /* which kind (wire.h); NULL: as the host tells */
    VlKnobs knobs;
    const VlSecret *key;           /* NULL: none */
    VlHttp *http;                  /* NULL: replay alone */
    const VlModelJournal *journal; /* NULL: nothing is kept */
    const VlPrices *prices;        /* NULL: none is known */
    gint64 budget;   /* of this VlModel, in millionths; 0: no limit */
    gint64 requests; /* likewise; 0: no limit */
    guint parallel;  /* calls under way; 0: 4, on this machine 2 */
    guint context;   /* tokens, at most; 0: as the server tells */
    guint max_tokens; /* of each answer, in place of the call's max_output; 0:
                       * as the calls say.  Answers that are there count
                       * whatever it is */
    guint attempts;  /* when the server cannot; 0: 5 */
    guint backoff_ms; /* first wait between them; 0: 1000 */
    gboolean allow_unpriced; /* a model without a price may be asked */
    gboolean ask_again; /* what was lost, refused or cut off, too */
    gboolean rehearsal; /* nothing is sent: what is not there yet comes back
                         * as BUDGET, with the estimates of tokens and cost */
    gboolean may_take_pdf; /* PDF files of the user's folder may go to a model
                            * on another machine */
} VlModelOptions;

/* Is what every provider needs there?  Reads no file and asks nobody.
 * VL_ERROR_CONFIG: an unknown provider, or one without its address or model
 * name. */
gboolean vl_model_check(const VlModelOptions *options,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* VL_ERROR_CONFIG: an unknown provider or server, what it lacks, or a model
 * without a price on another machine; for replay also the errors of its
 * file; those of the journal. */
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

/* How many tokens prompt and answer may have together; is_told (may be NULL):
 * FALSE when that is a guess.  Errors as of vl_model_room. */
gboolean vl_model_context(VlModel *model, guint *context, gboolean *is_told,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* At most so many tokens of system, user and schema go with an answer of
 * max_output tokens.  Asks the server for its context the first time; when it
 * cannot be reached, what it said an earlier time, or a guess, counts.
 * wanted: how many there are to say; few enough for any context do not wait
 * for the server (a call that then turns out to be too long is an OVERFLOW);
 * 0: waits. */
gboolean vl_model_room(VlModel *model, guint max_output, guint wanted,
                       guint *tokens,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An estimate that is rather too high than too low. */
guint vl_model_tokens(VlModel *model, const char *text);

/* Asks, unless the answer is there already.  Whatever the model does is a
 * reply.  An error says that no call works as things are, and is the same for
 * all later ones: VL_ERROR_CONFIG (key, model, schema, price), REFUSED
 * (egress, a PDF that may not leave), NETWORK (certificate, redirect),
 * STORE, CANCELLED. */
VlModelReply *vl_model_ask(VlModel *model, const VlModelCall *call,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What this VlModel did so far; in a rehearsal, what it would have done. */
typedef struct {
    guint asked;      /* calls of vl_model_ask */
    guint from_store; /* of them */
    guint unknown;    /* of them: may have been paid, without an answer */
    guint repeated;   /* of them: asked again, for an earlier call was lost */
    gint64 requests;  /* that left */
    gint64 input_tokens, output_tokens;
    gint64 cost; /* in millionths; -1: the price is not known */
} VlModelTotals;

void vl_model_totals(VlModel *model, VlModelTotals *totals);

/* What so many tokens cost, in millionths; -1: the price is not known. */
gint64 vl_model_cost(const VlModel *model, gint64 input_tokens,
                     gint64 output_tokens);

/* "USD", of the price file. */
const char *vl_model_currency(const VlModel *model);

/* "api.eu.mistral.ai", of replay "replay"; and where that is
 * (guard/region.h). */
const char *vl_model_host(const VlModel *model);
const char *vl_model_region(const VlModel *model);
