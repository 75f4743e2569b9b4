#include "config.h"

#include "llm/model.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "guard/region.h"
#include "llm/context.h"
#include "llm/session.h"

#define ATTEMPTS 5
#define BACKOFF_MS 1000
#define PARALLEL_HOSTED 4
#define PARALLEL_HERE 2
#define OLLAMA_PORT ":11434"

/* ---- Setting up ---- */

static gboolean
fail_config(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean
fail_config(GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error_literal(error, VL_ERROR, VL_ERROR_CONFIG, text);
    return FALSE;
}

gboolean
vl_model_check(const VlModelOptions *options, GError **error)
{
    gboolean is_replay = g_str_equal(options->provider, "replay");
    if (!is_replay && vl_wire_find(options->provider) == NULL)
        return fail_config(error,
                           "unknown provider '%s': there are builtin, openai, "
                           "anthropic, ollama and replay",
                           options->provider);
    if (options->url == NULL)
        return fail_config(error, "the provider '%s' needs 'url' in [llm]",
                           options->provider);
    if (!is_replay && options->model == NULL)
        return fail_config(error, "the provider '%s' needs 'model' in [llm]",
                           options->provider);
    return TRUE;
}

static gboolean
set_server(VlModel *model, const VlModelOptions *options, GError **error)
{
    if (!g_str_equal(model->wire->name, "openai"))
        return TRUE;
    model->server = vl_server_find(options->server, model->endpoint.host);
    g_autofree char *names = vl_server_names();
    if (model->server == NULL)
        return fail_config(error, "unknown server '%s' in [llm]: there are %s",
                           options->server, names);
    if (options->server == NULL &&
        g_str_has_suffix(model->endpoint.label, OLLAMA_PORT))
        return fail_config(error,
                           "'%s' is Ollama, whose address for 'openai' "
                           "shortens prompts in silence: set 'provider = "
                           "ollama' in [llm]",
                           model->endpoint.label);
    return TRUE;
}

static gboolean
set_price(VlModel *model, const VlModelOptions *options, GError **error)
{
    const VlEndpoint *endpoint = &model->endpoint;
    model->currency = g_strdup(vl_prices_currency(options->prices));
    model->is_priced = vl_prices_find(options->prices, endpoint->host,
                                      options->model, &model->price);
    /* A model of one's own costs nothing, unless the file says so. */
    model->is_priced |= !endpoint->hosted;
    if (!model->is_priced && !options->allow_unpriced)
        return fail_config(error,
                           "the price of '%s' at '%s' is not known: add a "
                           "line to the price file, or say --allow-unpriced",
                           options->model, endpoint->label);
    const VlBudgetLimits limits = {
        .money = options->budget > 0 ? options->budget : -1,
        .requests = options->requests > 0 ? options->requests : -1,
        .is_known = model->is_priced,
        .price = model->price,
    };
    model->budget = vl_budget_new(&limits);
    return TRUE;
}

static void
set_knobs(VlModel *model, const VlKnobs *knobs)
{
    model->knobs.temperature = g_strdup(knobs->temperature);
    model->knobs.top_p = g_strdup(knobs->top_p);
    model->knobs.seed = g_strdup(knobs->seed);
    model->knobs.reasoning = g_strdup(knobs->reasoning);
}

static void
set_limits(VlModel *model, const VlModelOptions *options)
{
    guint usual =
        model->endpoint.hosted ? PARALLEL_HOSTED : PARALLEL_HERE;
    model->pace =
        vl_pace_new(options->parallel > 0 ? options->parallel : usual);
    model->attempts = options->attempts > 0 ? options->attempts : ATTEMPTS;
    model->backoff_ms =
        options->backoff_ms > 0 ? options->backoff_ms : BACKOFF_MS;
    model->own_context = options->context;
    model->max_tokens = options->max_tokens;
}

/* What earlier runs learned. */
static gboolean
remember(VlModel *model, GError **error)
{
    static const char *const names[] = {
        "max_tokens", "max_completion_tokens", "temperature", "top_p", "seed",
        "random_seed", "reasoning_effort", "think", "output_config.effort",
        "response_format"};
    const VlModelJournal *journal = model->journal;
    for (guint i = 0; journal != NULL && i < G_N_ELEMENTS(names); i++) {
        g_autofree char *fact = g_strconcat("parameter:", names[i], NULL);
        char *value = NULL;
        if (!journal->get(journal->data, model->endpoint.base, model->name,
                          fact, &value, error))
            return FALSE;
        if (value != NULL)
            g_hash_table_insert(model->learned, g_strdup(names[i]), value);
    }
    return journal == NULL ||
           journal->ratio(journal->data, model->endpoint.base, model->name,
                          &model->ratio, error);
}

static gboolean
set_up(VlModel *model, const VlModelOptions *options, GError **error)
{
    model->wire = vl_wire_find(options->provider);
    model->journal = options->journal;
    if (!vl_endpoint_parse(model->wire, options->url, &model->endpoint,
                           error) ||
        !set_server(model, options, error) ||
        !set_price(model, options, error))
        return FALSE;
    set_limits(model, options);
    model->exchange = (VlExchange){model->wire, &model->endpoint,
                                   options->key, options->http};
    return remember(model, error);
}

VlModel *
vl_model_new(const VlModelOptions *options, GError **error)
{
    if (!vl_model_check(options, error))
        return NULL;
    g_autoptr(VlModel) model = g_new0(VlModel, 1);
    g_mutex_init(&model->mutex);
    g_cond_init(&model->cond);
    model->under_way = g_hash_table_new(g_str_hash, g_str_equal);
    model->learned =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    model->name = g_strdup(options->model);
    model->ask_again = options->ask_again;
    model->rehearsal = options->rehearsal;
    model->may_take_pdf = options->may_take_pdf;
    set_knobs(model, &options->knobs);
    gboolean done = FALSE;
    if (g_str_equal(options->provider, "replay"))
        done = (model->replay = vl_replay_read(options->url, error)) != NULL;
    else
        done = set_up(model, options, error);
    return done ? g_steal_pointer(&model) : NULL;
}

void
vl_model_free(VlModel *model)
{
    if (model == NULL)
        return;
    vl_context_end(model);
    vl_replay_free(model->replay);
    vl_endpoint_clear(&model->endpoint);
    vl_budget_free(model->budget);
    vl_pace_free(model->pace);
    g_free(model->name);
    g_free(model->currency);
    g_free((char *)model->knobs.temperature);
    g_free((char *)model->knobs.top_p);
    g_free((char *)model->knobs.seed);
    g_free((char *)model->knobs.reasoning);
    g_hash_table_unref(model->under_way);
    g_hash_table_unref(model->learned);
    g_clear_error(&model->fatal);
    g_free(model->quota);
    g_cond_clear(&model->cond);
    g_mutex_clear(&model->mutex);
    g_free(model);
}

/* ---- What it is ---- */

gboolean
vl_model_is_hosted(const VlModel *model)
{
    return model->endpoint.hosted;
}

gboolean
vl_model_may_take_pdf(const VlModel *model)
{
    return model->may_take_pdf || !vl_model_is_hosted(model);
}

gboolean
vl_model_takes_ranges(const VlModel *model)
{
    return model->server == NULL ? model->wire == NULL ||
                                       g_str_equal(model->wire->name, "ollama")
                                 : model->server->ranges;
}

gint64
vl_model_cost(const VlModel *model, gint64 input_tokens, gint64 output_tokens)
{
    return model->replay != NULL ? 0
           : model->is_priced ? vl_price_of(model->price, input_tokens,
                                            output_tokens)
                              : -1;
}

const char *
vl_model_currency(const VlModel *model)
{
    return model->currency != NULL ? model->currency : "USD";
}

const char *
vl_model_host(const VlModel *model)
{
    return model->replay != NULL ? "replay" : model->endpoint.label;
}

const char *
vl_model_region(const VlModel *model)
{
    return model->replay != NULL ? "this machine"
                                 : vl_region_of(model->endpoint.host);
}

/* ---- Tokens ---- */

guint
vl_model_tokens(VlModel *model, const char *text)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&model->mutex);
    return vl_tokens_correct(vl_tokens_estimate(text), model->ratio);
}

/* ---- Asking ---- */

static void
add_part(GString *text, const char *part)
{
    g_string_append_printf(text, "%s\n", part != NULL ? part : "-");
}

/* The hash of all that decides the answer. */
static char *
request_of(const VlModel *model, const VlModelCall *call)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *asked = vl_model_call_hash(call);
    add_part(text, model->endpoint.url);
    add_part(text, model->name);
    add_part(text, model->knobs.temperature);
    add_part(text, model->knobs.top_p);
    add_part(text, model->knobs.seed);
    add_part(text, model->knobs.reasoning);
    add_part(text, asked);
    return vl_sha256(text->str, text->len);
}

static gboolean
may_ask(const VlModel *model, const VlModelCall *call, GError **error)
{
    if (!call->of_pdf_dir || vl_model_may_take_pdf(model))
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_REFUSED,
                "nothing was sent to '%s': PDF files of your folder stay on "
                "this machine; 'pdf_dir_may_leave = yes' in [fulltext] "
                "allows it",
                model->endpoint.label);
    return FALSE;
}

static VlModelReply *
reply_with(VlModelOutcome outcome, const char *detail)
{
    VlModelReply *reply = g_new0(VlModelReply, 1);
    reply->outcome = outcome;
    reply->detail = g_strdup(detail);
    reply->input_tokens = reply->output_tokens = reply->cost = -1;
    return reply;
}

static gboolean
is_free(const VlModel *model)
{
    return model->is_priced && model->price.input == 0 &&
           model->price.output == 0;
}

/* What an earlier call came to, unless it is to be asked again: a call that
 * costs nothing always is, when it gave no answer.  NULL: ask. */
static VlModelReply *
reply_known(VlModel *model, VlModelKnown *known)
{
    VlModelReply *reply = g_steal_pointer(&known->reply);
    gboolean again = model->ask_again || is_free(model);
    if (reply != NULL && (reply->outcome == VL_MODEL_ANSWERED || !again)) {
        reply->from_store = TRUE;
        return reply;
    }
    vl_model_reply_free(reply);
    if (known->n_unknown == 0)
        return NULL;
    if (again) {
        g_mutex_lock(&model->mutex);
        model->totals.repeated++;
        g_mutex_unlock(&model->mutex);
        return NULL;
    }
    return reply_with(VL_MODEL_UNKNOWN,
                      "this was asked before, and the answer was lost: it may "
                      "have been paid; --ask-again asks once more");
}

static VlModelReply *
rehearse(VlModel *model, const VlModelCall *call)
{
    guint cap = vl_session_cap(model, call->max_output);
    VlModelReply *reply =
        reply_with(VL_MODEL_BUDGET, "not asked: this is a rehearsal");
    g_mutex_lock(&model->mutex);
    reply->input_tokens =
        vl_tokens_correct(vl_session_estimate(call), model->ratio);
    reply->output_tokens = cap;
    if (model->is_priced)
        reply->cost = vl_price_of(model->price, reply->input_tokens, cap);
    model->totals.requests++;
    model->totals.input_tokens += reply->input_tokens;
    model->totals.output_tokens += cap;
    model->totals.cost += MAX(reply->cost, 0);
    g_mutex_unlock(&model->mutex);
    return reply;
}

/* What ended an earlier call ends this one as well. */
static gboolean
is_over(VlModel *model, VlModelReply **reply, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&model->mutex);
    if (model->fatal != NULL && error != NULL)
        *error = g_error_copy(model->fatal);
    if (model->fatal == NULL && model->quota != NULL)
        *reply = reply_with(VL_MODEL_QUOTA, model->quota);
    return model->fatal != NULL || *reply != NULL;
}

static void
keep_fatal(VlModel *model, const GError *problem)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&model->mutex);
    if (model->fatal == NULL && !g_error_matches(problem, VL_ERROR,
                                                 VL_ERROR_STORE))
        model->fatal = g_error_copy(problem);
}

/* Ollama has to be told how much context it may use. */
static gboolean
tell_context(VlModel *model, GError **error)
{
    if (!g_str_equal(model->wire->name, "ollama"))
        return TRUE;
    return vl_context_wait(model, error);
}

static VlModelReply *
ask_now(VlModel *model, const VlModelCall *call, const char *request,
        gboolean was_cut, GError **error)
{
    VlModelReply *reply = NULL;
    g_autoptr(GError) problem = NULL;
    if (is_over(model, &reply, error))
        return reply;
    if (tell_context(model, &problem))
        reply = vl_session_ask(model, call, request, was_cut, &problem);
    if (reply != NULL)
        return reply;
    keep_fatal(model, problem);
    g_propagate_error(error, g_steal_pointer(&problem));
    return NULL;
}

static VlModelReply *
ask_unless_known(VlModel *model, const VlModelCall *call, const char *request,
                 GError **error)
{
    const VlModelJournal *journal = model->journal;
    VlModelKnown known = {NULL, FALSE, 0};
    if (journal != NULL &&
        !journal->find(journal->data, request, &known, error))
        return NULL;
    VlModelReply *reply = reply_known(model, &known);
    if (reply != NULL)
        return reply;
    return model->rehearsal
               ? rehearse(model, call)
               : ask_now(model, call, request, known.was_cut, error);
}

/* Two threads that ask the same pay once: the second waits. */
static void
enter(VlModel *model, const char *request)
{
    g_mutex_lock(&model->mutex);
    while (g_hash_table_contains(model->under_way, request))
        g_cond_wait(&model->cond, &model->mutex);
    g_hash_table_add(model->under_way, (char *)request);
    g_mutex_unlock(&model->mutex);
}

static void
leave(VlModel *model, const char *request, const VlModelReply *reply)
{
    g_mutex_lock(&model->mutex);
    g_hash_table_remove(model->under_way, request);
    g_cond_broadcast(&model->cond);
    model->totals.asked++;
    if (reply != NULL) {
        model->totals.from_store += reply->from_store;
        model->totals.unknown += reply->outcome == VL_MODEL_UNKNOWN;
    }
    g_mutex_unlock(&model->mutex);
}

VlModelReply *
vl_model_ask(VlModel *model, const VlModelCall *call, GError **error)
{
    if (!may_ask(model, call, error))
        return NULL;
    g_autofree char *request = request_of(model, call);
    enter(model, request);
    VlModelReply *reply =
        model->replay != NULL
            ? vl_replay_answer(model->replay, call)
            : ask_unless_known(model, call, request, error);
    leave(model, request, reply);
    if (reply != NULL)
        reply->request = g_steal_pointer(&request);
    return reply;
}

void
vl_model_totals(VlModel *model, VlModelTotals *totals)
{
    gint64 money = 0, requests = 0;
    g_mutex_lock(&model->mutex);
    *totals = model->totals;
    g_mutex_unlock(&model->mutex);
    if (model->replay != NULL)
        return;
    if (!model->rehearsal) {
        vl_budget_spent(model->budget, &money, &requests);
        totals->cost = money;
        totals->requests = requests;
    } else if (!model->is_priced) {
        totals->cost = -1;
    }
}
