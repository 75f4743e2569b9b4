#include "config.h"

#include "llm/context.h"

#include "llm/probe.h"

/* When a server does not tell. */
#define CONTEXT_HOSTED 128000
#define CONTEXT_HERE 8192
/* Ollama gives its memory to as much context as it is told: a paper of ten
 * pages and its summary, not all that a model could do. */
#define CONTEXT_OLLAMA 16384
/* Left free between prompt and answer. */
#define CONTEXT_MARGIN 64

/* ---- Finding it ---- */

/* As the server said an earlier time; 0: never. */
static gboolean
recall(const VlModel *model, guint *context, GError **error)
{
    const VlModelJournal *journal = model->journal;
    g_autofree char *kept = NULL;
    if (!journal->get(journal->data, model->endpoint.base, model->name,
                      "context", &kept, error))
        return FALSE;
    guint64 value = 0;
    if (kept != NULL &&
        g_ascii_string_to_unsigned(kept, 10, 1, G_MAXINT32, &value, NULL))
        *context = (guint)value;
    return TRUE;
}

/* As the server says, or said an earlier time; 0: neither. */
static gboolean
look_up(const VlModel *model, guint *context, GError **error)
{
    const VlModelJournal *journal = model->journal;
    g_autoptr(GError) problem = NULL;
    if (!model->rehearsal &&
        !vl_probe_context(&model->exchange, model->server, model->name,
                          context, &problem) &&
        !vl_http_is_transient(problem)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    if (journal == NULL)
        return TRUE;
    if (*context == 0)
        return recall(model, context, error);
    g_autofree char *text = g_strdup_printf("%u", *context);
    return journal->set(journal->data, model->endpoint.base, model->name,
                        "context", text, error);
}

static gboolean
is_ollama(const VlModel *model)
{
    return g_str_equal(model->wire->name, "ollama");
}

/* With the mutex held. */
static void
settle(VlModel *model, guint told)
{
    guint guess = model->endpoint.hosted ? CONTEXT_HOSTED : CONTEXT_HERE;
    if (told > 0)
        guess = is_ollama(model) ? MIN(told, CONTEXT_OLLAMA) : told;
    model->context = model->own_context > 0 ? model->own_context : guess;
    model->is_context_told = model->own_context > 0 || told > 0;
    g_cond_broadcast(&model->cond);
}

static gpointer
probe(gpointer data)
{
    VlModel *model = data;
    guint told = 0;
    GError *problem = NULL;
    gboolean done = look_up(model, &told, &problem);
    g_mutex_lock(&model->mutex);
    if (done)
        settle(model, told);
    else
        model->no_context = problem;
    g_cond_broadcast(&model->cond);
    g_mutex_unlock(&model->mutex);
    return NULL;
}

/* With the mutex held. */
static void
begin(VlModel *model)
{
    if (model->context > 0 || model->probe != NULL)
        return;
    if (model->own_context > 0)
        settle(model, 0);
    else
        model->probe = g_thread_new("context", probe, model);
}

/* With the mutex held. */
static gboolean
wait_until_known(VlModel *model, GError **error)
{
    begin(model);
    while (model->context == 0 && model->no_context == NULL)
        g_cond_wait(&model->cond, &model->mutex);
    if (model->no_context != NULL && error != NULL)
        *error = g_error_copy(model->no_context);
    return model->no_context == NULL;
}

/* ---- For others ---- */

gboolean
vl_context_wait(VlModel *model, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&model->mutex);
    return wait_until_known(model, error);
}

gboolean
vl_context_begin(VlModel *model)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&model->mutex);
    begin(model);
    return model->context > 0;
}

/* Estimates of prose are some 15 % too high; parts that were cut to fit have
 * headings and marks besides. */
gboolean
vl_context_holds(VlModel *model, guint tokens)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&model->mutex);
    return !wait_until_known(model, NULL) || !model->is_context_told ||
           tokens <= model->context + model->context / 20;
}

void
vl_context_end(VlModel *model)
{
    if (model->probe != NULL)
        g_thread_join(model->probe);
    g_clear_error(&model->no_context);
}

gboolean
vl_model_context(VlModel *model, guint *context, gboolean *is_told,
                 GError **error)
{
    *context = CONTEXT_HOSTED;
    if (is_told != NULL)
        *is_told = TRUE;
    if (model->replay != NULL)
        return TRUE;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&model->mutex);
    if (!wait_until_known(model, error))
        return FALSE;
    *context = model->context;
    if (is_told != NULL)
        *is_told = model->is_context_told;
    return TRUE;
}

/* Nothing is known yet, and so much fits into the least that is assumed;
 * Ollama has to be told how much it may take. */
static gboolean
fits_anyway(VlModel *model, guint tokens)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&model->mutex);
    return model->context == 0 && model->own_context == 0 &&
           model->no_context == NULL && !is_ollama(model) &&
           tokens <= CONTEXT_HERE;
}

gboolean
vl_model_room(VlModel *model, guint max_output, guint wanted, guint *tokens,
              GError **error)
{
    guint context = 0;
    guint taken = vl_session_cap(model, max_output) + CONTEXT_MARGIN;
    if (model->replay == NULL && wanted > 0 &&
        fits_anyway(model, wanted + taken)) {
        *tokens = CONTEXT_HERE - taken;
        return TRUE;
    }
    if (!vl_model_context(model, &context, NULL, error))
        return FALSE;
    *tokens = context > taken ? context - taken : 0;
    return TRUE;
}
