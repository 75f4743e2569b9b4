#include "config.h"

#include "llm/session.h"

#include <string.h>

#include "base/error.h"
#include "llm/context.h"
#include "net/retry.h"

/* Parameters that may turn out to be refused, one after the other. */
#define MOST_LEARNED 8
/* What a request has beside its texts. */
#define FRAME_TOKENS 40
/* A server that counts less than this share of what experience expects has
 * shortened the prompt. */
#define LEAST_SHARE 0.6
#define ENOUGH_EXPERIENCE 5000
/* After so many questions in a row without an answer the server counts as
 * down: each later one is tried once, so that a run does not wait for hours. */
#define DOWN 3

/* One question on its way. */
typedef struct {
    VlModel *model;
    const VlModelCall *call;
    const char *request;
    guint cap, estimate, corrected;
    guint needed; /* tokens of the context, with the cap first asked for */
    gboolean fits; /* the server has told a context that is enough */
    guint attempt, n_learned, n_lost;
    gboolean is_doubled;
    VlModelReply *reply;
    gint64 line, amount; /* of the journal; set aside */
} Asking;

guint
vl_session_cap(const VlModel *model, guint max_output)
{
    return model->max_tokens > 0 ? model->max_tokens
           : max_output > 0      ? max_output
                                 : VL_MODEL_MAX_OUTPUT;
}

guint
vl_session_estimate(const VlModelCall *call)
{
    const char *schema = call->schema != NULL ? call->schema : "";
    return FRAME_TOKENS + vl_tokens_estimate(call->system) +
           vl_tokens_estimate(call->user) + vl_tokens_estimate(schema);
}

/* ---- Ends without an exchange ---- */

static VlModelReply *
end_with(Asking *asking, VlModelOutcome outcome, const char *detail)
{
    VlModelReply *reply = g_steal_pointer(&asking->reply);
    reply->outcome = outcome;
    g_free(reply->detail);
    reply->detail = outcome != VL_MODEL_ANSWERED ? g_strdup(detail) : NULL;
    return reply;
}

/* ---- Before ---- */

static gboolean
write_intent(Asking *asking, GError **error)
{
    const VlModel *model = asking->model;
    const VlModelJournal *journal = model->journal;
    const VlModelIntent intent = {
        .time = g_get_real_time() / G_USEC_PER_SEC,
        .request = asking->request,
        .endpoint = model->endpoint.base,
        .model = model->name,
        .purpose = asking->call->purpose,
        .subject = asking->call->subject,
        .estimate = asking->estimate,
        .set_aside = model->is_priced ? asking->amount : -1,
        .currency = model->currency,
    };
    return journal == NULL ||
           journal->begin(journal->data, &intent, &asking->line, error);
}

static GHashTable *
copy_learned(VlModel *model)
{
    GHashTable *copy =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GHashTableIter iter;
    gpointer key = NULL, value = NULL;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&model->mutex);
    g_hash_table_iter_init(&iter, model->learned);
    while (g_hash_table_iter_next(&iter, &key, &value))
        g_hash_table_insert(copy, g_strdup(key), g_strdup(value));
    return copy;
}

/* ---- After ---- */

/* Ollama's older versions shorten in silence; experience with the same model
 * sees less than the bare count of bytes does. */
static void
check_shortened(const Asking *asking, VlTokenRatio ratio,
                VlExchangeEnd *end)
{
    const VlModel *model = asking->model;
    if (end->result.class != VL_WIRE_ANSWERED ||
        !g_str_equal(model->wire->name, "ollama") ||
        ratio.estimated < ENOUGH_EXPERIENCE)
        return;
    double expected = (double)asking->estimate * (double)ratio.counted /
                      (double)ratio.estimated;
    if ((double)end->result.input_tokens < LEAST_SHARE * expected)
        vl_wire_end(&end->result, VL_WIRE_FAILED,
                    "the server shortened the prompt: it read %" G_GINT64_FORMAT
                    " tokens where about %.0f were sent",
                    end->result.input_tokens, expected);
}

static void
note_usage(Asking *asking, VlExchangeEnd *end)
{
    VlModel *model = asking->model;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&model->mutex);
    check_shortened(asking, model->ratio, end);
    const VlWireResult *result = &end->result;
    model->totals.input_tokens += MAX(result->input_tokens, 0);
    model->totals.output_tokens += MAX(result->output_tokens, 0);
    if (result->class != VL_WIRE_ANSWERED || result->input_tokens <= 0)
        return;
    model->ratio.estimated += asking->estimate;
    model->ratio.counted += result->input_tokens;
}

static VlCallEnd
booked_as(const Asking *asking, const VlExchangeEnd *end)
{
    switch (end->result.class) {
    case VL_WIRE_ANSWERED:
    case VL_WIRE_REFUSED:
        return VL_CALL_PAID;
    case VL_WIRE_TRUNCATED:
        return asking->is_doubled ? VL_CALL_PAID : VL_CALL_CUT;
    case VL_WIRE_FAILED:
    case VL_WIRE_OVERFLOW:
        return end->status >= 400 ? VL_CALL_FREE : VL_CALL_PAID;
    default:
        return end->lost ? VL_CALL_LOST : VL_CALL_FREE;
    }
}

static const VlModelOutcome outcomes[] = {
    [VL_WIRE_ANSWERED] = VL_MODEL_ANSWERED,
    [VL_WIRE_TRUNCATED] = VL_MODEL_TRUNCATED,
    [VL_WIRE_REFUSED] = VL_MODEL_REFUSED,
    [VL_WIRE_OVERFLOW] = VL_MODEL_OVERFLOW,
    [VL_WIRE_QUOTA] = VL_MODEL_QUOTA,
    [VL_WIRE_LATER] = VL_MODEL_UNAVAILABLE,
    [VL_WIRE_PARAMETER] = VL_MODEL_FAILED,
    [VL_WIRE_CONFIG] = VL_MODEL_FAILED,
    [VL_WIRE_FAILED] = VL_MODEL_FAILED,
};

/* Takes what came into the reply. */
static void
take_result(Asking *asking, VlExchangeEnd *end, gint64 cost)
{
    VlModelReply *reply = asking->reply;
    VlWireResult *result = &end->result;
    reply->outcome =
        end->lost ? VL_MODEL_UNKNOWN : outcomes[result->class];
    g_clear_pointer(&reply->text, g_free);
    reply->text = g_steal_pointer(&result->text);
    g_clear_pointer(&reply->detail, g_free);
    reply->detail = g_strdup(result->detail);
    g_clear_pointer(&reply->model, g_free);
    reply->model = g_steal_pointer(&result->model);
    reply->input_tokens = result->input_tokens;
    reply->output_tokens = result->output_tokens;
    reply->tries++;
    if (asking->model->is_priced)
        reply->cost = MAX(reply->cost, 0) + cost;
}

static gboolean
book(Asking *asking, VlExchangeEnd *end, GError **error)
{
    VlModel *model = asking->model;
    VlCallEnd booked = booked_as(asking, end);
    gint64 cost = 0;
    /* A refusal before the model began costs nothing. */
    if (booked == VL_CALL_FREE || end->status >= 400)
        vl_budget_return(model->budget, asking->amount);
    else
        cost = vl_budget_settle(model->budget, asking->amount,
                                end->result.input_tokens,
                                end->result.output_tokens);
    take_result(asking, end, cost);
    const VlModelDone done = {
        booked, asking->reply, model->is_priced ? cost : -1};
    return model->journal == NULL ||
           model->journal->end(model->journal->data, asking->line, &done,
                               error);
}

/* ---- One try ---- */

#define TOO_LONG "prompt and answer are longer than the server's context"

/* What left before the server told its context may have been cut by it in
 * silence: such an answer is none. */
static void
check_context(const Asking *asking, VlExchangeEnd *end)
{
    if (end->result.class == VL_WIRE_ANSWERED && !asking->fits &&
        !vl_context_holds(asking->model, asking->needed))
        vl_wire_end(&end->result, VL_WIRE_OVERFLOW, TOO_LONG);
}

static gboolean
exchange(Asking *asking, VlExchangeEnd *end, GError **error)
{
    VlModel *model = asking->model;
    g_autoptr(GHashTable) learned = copy_learned(model);
    const VlWireAsk ask = {
        .call = asking->call,
        .model = model->name,
        .server = model->server,
        .knobs = &model->knobs,
        .max_output = asking->cap,
        .context = model->context,
        .learned = learned,
    };
    if (!vl_exchange_run(&model->exchange, &ask,
                         asking->corrected + asking->cap, end, error))
        return FALSE;
    note_usage(asking, end);
    check_context(asking, end);
    return TRUE;
}

static void
leave(Asking *asking, const VlExchangeEnd *end)
{
    VlPaceNews news = {end->crowded, end->hint_ms};
    if (end->result.class == VL_WIRE_LATER && !end->lost)
        news.hold_ms =
            end->retry_ms > 0
                ? end->retry_ms
                : vl_retry_wait(asking->attempt, asking->model->backoff_ms,
                                g_random_double());
    vl_pace_leave(asking->model->pace, &news);
}

/* Nothing left this machine: the line is as if it had never been begun. */
static void
take_back(Asking *asking)
{
    const VlModelJournal *journal = asking->model->journal;
    const VlModelDone done = {VL_CALL_FREE, asking->reply, -1};
    g_autoptr(GError) problem = NULL;
    vl_budget_return(asking->model->budget, asking->amount);
    asking->reply->outcome = VL_MODEL_FAILED;
    if (journal != NULL &&
        !journal->end(journal->data, asking->line, &done, &problem))
        g_debug("a call could not be taken back: %s", problem->message);
}

/* With a place taken. */
static gboolean
try_in_place(Asking *asking, VlExchangeEnd *end, GError **error)
{
    if (!write_intent(asking, error))
        return FALSE;
    if (exchange(asking, end, error))
        return book(asking, end, error);
    if (!end->lost)
        take_back(asking);
    return FALSE;
}

typedef enum { GO_ON, ENDED, FAULT } Step;

static Step
try_once(Asking *asking, VlExchangeEnd *end, VlModelReply **reply,
         GError **error)
{
    VlModel *model = asking->model;
    g_autofree char *why = NULL;
    if (!vl_pace_enter(model->pace)) {
        *reply = end_with(asking, VL_MODEL_UNAVAILABLE,
                          "the server wants a longer wait than a run has; "
                          "run again later");
        return ENDED;
    }
    if (!vl_budget_take(model->budget, asking->corrected, asking->cap,
                        &asking->amount, &why)) {
        vl_pace_leave(model->pace, &(VlPaceNews){FALSE, 0});
        *reply = end_with(asking, VL_MODEL_BUDGET, why);
        return ENDED;
    }
    gboolean done = try_in_place(asking, end, error);
    leave(asking, end);
    return done ? GO_ON : FAULT;
}

/* ---- And again ---- */

static void
learn(Asking *asking, const VlWireResult *result)
{
    VlModel *model = asking->model;
    const char *name = result->instead != NULL ? result->instead : "";
    g_autofree char *fact = g_strconcat("parameter:", result->parameter, NULL);
    g_mutex_lock(&model->mutex);
    /* A new name that is refused too: the first name leads nowhere. */
    GHashTableIter iter;
    gpointer value = NULL;
    g_hash_table_iter_init(&iter, model->learned);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        if (g_str_equal(value, result->parameter))
            g_hash_table_iter_replace(&iter, g_strdup(name));
    g_hash_table_insert(model->learned, g_strdup(result->parameter),
                        g_strdup(name));
    g_mutex_unlock(&model->mutex);
    g_autoptr(GError) problem = NULL;
    if (model->journal != NULL &&
        !model->journal->set(model->journal->data, model->endpoint.base,
                             model->name, fact, name, &problem))
        g_debug("a parameter could not be noted: %s", problem->message);
}

/* No later call will fare better. */
static gboolean
fail_for_good(Asking *asking, const VlExchangeEnd *end, GError **error)
{
    const char *remedy =
        end->status == 401 || end->status == 403
            ? "check 'key_file' in [llm]"
        : end->status == 404 || end->status == 405
            ? "check 'model' and 'url' in [llm]"
            : "this server does not take what veille sends; check 'provider' "
              "and 'server' in [llm], or take another model";
    g_set_error(error, VL_ERROR, VL_ERROR_CONFIG, "'%s' refuses '%s': %s; %s",
                asking->model->endpoint.label, asking->model->name,
                end->result.detail, remedy);
    return FALSE;
}

static VlModelReply *
end_quota(Asking *asking, const VlExchangeEnd *end)
{
    VlModel *model = asking->model;
    g_mutex_lock(&model->mutex);
    if (model->quota == NULL)
        model->quota = g_strdup(end->result.detail);
    g_mutex_unlock(&model->mutex);
    return end_with(asking, VL_MODEL_QUOTA, end->result.detail);
}

/* A call that costs nothing may be repeated; another one is not, unasked. */
static gboolean
may_repeat_lost(Asking *asking)
{
    const VlModel *model = asking->model;
    gboolean is_free =
        model->is_priced && model->price.input == 0 && model->price.output == 0;
    return is_free && asking->n_lost++ < 2;
}

/* What became of the attempts of one question, or of some. */
static void
note_answered(VlModel *model, gboolean answered)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&model->mutex);
    model->n_down = answered ? 0 : model->n_down + 1;
}

static gboolean
may_try_again(Asking *asking)
{
    VlModel *model = asking->model;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&model->mutex);
    return asking->attempt++ < (model->n_down < DOWN ? model->attempts : 1);
}

static gboolean
wants_another(Asking *asking, const VlExchangeEnd *end)
{
    const VlWireResult *result = &end->result;
    switch (result->class) {
    case VL_WIRE_TRUNCATED:
        if (asking->is_doubled)
            return FALSE;
        asking->is_doubled = TRUE;
        asking->cap *= 2;
        return TRUE;
    case VL_WIRE_PARAMETER:
        if (asking->n_learned++ >= MOST_LEARNED)
            return FALSE;
        learn(asking, result);
        return TRUE;
    case VL_WIRE_LATER:
        if (end->lost)
            return may_repeat_lost(asking);
        return !result->is_final && may_try_again(asking);
    default:
        return FALSE;
    }
}

static VlModelReply *
end_of(Asking *asking, const VlExchangeEnd *end, GError **error)
{
    const VlWireResult *result = &end->result;
    gboolean not_doubled = asking->is_doubled && end->status >= 400 &&
                           (result->class == VL_WIRE_FAILED ||
                            result->class == VL_WIRE_OVERFLOW);
    if (not_doubled)
        return end_with(asking, VL_MODEL_TRUNCATED,
                        "the answer was cut off, and the server does not "
                        "give it more room");
    if (result->class == VL_WIRE_QUOTA)
        return end_quota(asking, end);
    if (result->class == VL_WIRE_CONFIG ||
        result->class == VL_WIRE_PARAMETER) {
        fail_for_good(asking, end, error);
        return NULL;
    }
    g_autofree char *detail = g_strdup(asking->reply->detail);
    return end_with(asking, asking->reply->outcome, detail);
}

VlModelReply *
vl_session_ask(VlModel *model, const VlModelCall *call, const char *request,
               gboolean was_cut, GError **error)
{
    guint cap = vl_session_cap(model, call->max_output);
    g_autoptr(VlModelReply) reply = g_new0(VlModelReply, 1);
    Asking asking = {.model = model, .call = call, .request = request,
                     .cap = was_cut ? 2 * cap : cap, .attempt = 1,
                     .is_doubled = was_cut, .reply = reply};
    reply->input_tokens = reply->output_tokens = reply->cost = -1;
    asking.estimate = vl_session_estimate(call);
    g_mutex_lock(&model->mutex);
    asking.corrected = vl_tokens_correct(asking.estimate, model->ratio);
    g_mutex_unlock(&model->mutex);
    asking.needed = asking.estimate + cap;
    asking.fits = vl_context_begin(model);
    if (asking.fits && !vl_context_holds(model, asking.needed)) {
        asking.reply = g_steal_pointer(&reply);
        return end_with(&asking, VL_MODEL_OVERFLOW, TOO_LONG);
    }
    VlModelReply *ended = NULL;
    for (;;) {
        g_auto(VlExchangeEnd) end = {.milliseconds = 0};
        Step step = try_once(&asking, &end, &ended, error);
        if (step == GO_ON && wants_another(&asking, &end))
            continue;
        if (step == GO_ON) {
            note_answered(model, end.result.class != VL_WIRE_LATER);
            ended = end_of(&asking, &end, error);
        }
        /* Whoever ended it has taken the reply. */
        if (asking.reply == NULL)
            g_steal_pointer(&reply);
        return ended;
    }
}
