#pragma once

#include "llm/budget.h"
#include "llm/endpoint.h"
#include "llm/exchange.h"
#include "llm/model.h"
#include "llm/pace.h"
#include "llm/replay.h"

/* What a VlModel holds, and how one question is seen through to its end:
 * place, budget, journal, exchange, and again. */

struct VlModel {
    VlReplay *replay; /* instead of all that follows; or NULL */
    const VlWire *wire;
    const VlServer *server;
    VlEndpoint endpoint;
    VlExchange exchange;
    VlBudget *budget;
    VlPace *pace;
    const VlModelJournal *journal; /* NULL: none */
    char *name, *currency;
    VlKnobs knobs; /* copies */
    VlPrice price;
    gboolean is_priced, ask_again, rehearsal, may_take_pdf;
    guint attempts, backoff_ms;
    guint max_tokens;  /* of each answer, as the user says; 0: he does not */
    guint own_context; /* as the user says; 0: he does not */
    GMutex mutex;      /* of all below */
    GCond cond;
    GHashTable *under_way; /* char *: requests */
    GHashTable *learned;   /* as in VlWireAsk */
    VlTokenRatio ratio;
    guint context; /* tokens; 0: not looked at yet */
    gboolean is_context_told;
    GThread *probe;     /* that asks the server for it; NULL: none did */
    GError *no_context; /* why it cannot be known; or NULL */
    GError *fatal; /* what all later calls end with; or NULL */
    char *quota;   /* likewise, as a reply */
    guint n_down;  /* questions in a row that no attempt got an answer to */
    VlModelTotals totals;
};

/* The cap of an answer for which a call asks max_output tokens. */
guint vl_session_cap(const VlModel *model, guint max_output);

/* The tokens of all that a call sends, before any correction. */
guint vl_session_estimate(const VlModelCall *call);

/* request: the hash; was_cut: a first try was cut off before.  NULL is an
 * error as vl_model_ask has them. */
VlModelReply *vl_session_ask(VlModel *model, const VlModelCall *call,
                             const char *request, gboolean was_cut,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
