#include "config.h"

#include "flow/model.h"

#include <string.h>

#include "base/assets.h"
#include "base/error.h"
#include "base/file.h"
#include "store/answers.h"

#define PRICES "schemas/prices.txt"
#define MAX_PRICES ((gsize)1 << 20)
/* What one run may cost when the watch does not say: 5 of the price file's
 * currency, some hundred papers in full at what models cost in 2026. */
#define USUAL_BUDGET (5 * G_GINT64_CONSTANT(1000000))

gboolean
vl_model_is_wanted(const char *provider)
{
    return provider != NULL && !g_str_equal(provider, "builtin");
}

static VlPrices *
read_prices(const VlModelPlan *plan, GError **error)
{
    const char *file = plan->settings->prices != NULL
                           ? plan->settings->prices
                           : plan->prices_file;
    if (file == NULL) {
        const VlAsset *asset = vl_asset_find(PRICES);
        return vl_prices_parse(PRICES, (const char *)asset->bytes,
                               asset->n_bytes, error);
    }
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    return vl_file_read(file, MAX_PRICES, &bytes, &n_bytes, error)
               ? vl_prices_parse(file, bytes, n_bytes, error)
               : NULL;
}

/* The key of the environment is for the model in [llm], and goes nowhere
 * else: a second model may be somebody else's. */
static gboolean
is_for(const VlModelPlan *plan)
{
    const VlWatchModel *first = &plan->watch->llm;
    return plan->settings == first ||
           g_strcmp0(plan->settings->url, first->url) == 0;
}

static gboolean
take_key(VlModelSetup *setup, const VlModelPlan *plan, GError **error)
{
    const char *file = plan->settings->key_file;
    if (file != NULL)
        setup->key = vl_secret_read(file, error);
    else if (plan->key != NULL && is_for(plan))
        setup->key = vl_secret_new(plan->key->text);
    return file == NULL || setup->key != NULL;
}

/* Said before anything is done, so that no run ends half way. */
static gboolean
check_named(const char *provider, const VlWatchModel *settings,
            GError **error)
{
    const VlModelOptions options = {.provider = provider,
                                    .url = settings->url,
                                    .model = settings->name};
    return !vl_model_is_wanted(provider) || vl_model_check(&options, error);
}

gboolean
vl_model_setup_check(const VlWatch *watch, GError **error)
{
    return check_named(watch->provider, &watch->llm, error) &&
           check_named(watch->judge.provider, &watch->judge, error);
}

static gboolean
check_permit(const VlModelPlan *plan, GError **error)
{
    const char *url = plan->settings->url;
    if (g_str_equal(plan->provider, "replay") || url == NULL)
        return TRUE;
    if (plan->network == NULL && plan->watch->dry_run)
        return TRUE; /* nothing is sent */
    if (plan->network == NULL) {
        g_set_error(error, VL_ERROR, VL_ERROR_REFUSED,
                    "nothing is sent to the model at '%s': there is no "
                    "network here",
                    url);
        return FALSE;
    }
    g_autoptr(GError) problem = NULL;
    if (vl_network_permits(plan->network, VL_PURPOSE_MODEL, url, &problem))
        return TRUE;
    /* What is no URL, the model tells better. */
    if (!g_error_matches(problem, VL_ERROR, VL_ERROR_REFUSED))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
}

/* The network refuses it as well; without one, nobody else does. */
static gboolean
check_local(const VlModelPlan *plan, const VlModel *model, GError **error)
{
    if (!plan->watch->local_only || !vl_model_is_hosted(model))
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_REFUSED,
                "the model at '%s' is on another machine, and 'local_only = "
                "yes' keeps everything on this one",
                vl_model_host(model));
    return FALSE;
}

static gint64
budget_of(const VlModelPlan *plan)
{
    gint64 budget = 0;
    const char *text = plan->settings->budget;
    if (text == NULL || !vl_amount_parse(text, &budget))
        return USUAL_BUDGET;
    return MAX(budget, 1); /* 0 is none at all */
}

static VlModelOptions
options_of(const VlModelSetup *setup, const VlModelPlan *plan)
{
    const VlWatch *watch = plan->watch;
    const VlWatchModel *settings = plan->settings;
    return (VlModelOptions){
        .provider = plan->provider,
        .url = settings->url,
        .model = settings->name,
        .server = settings->server,
        .knobs = {settings->temperature, settings->top_p, settings->seed,
                  settings->reasoning},
        .key = setup->key,
        .http = plan->network != NULL ? plan->network->http : NULL,
        .journal = plan->store != NULL ? &setup->journal : NULL,
        .prices = setup->prices,
        .budget = budget_of(plan),
        .requests = settings->requests,
        .parallel = settings->parallel,
        .context = settings->context,
        .max_tokens = settings->max_tokens,
        .backoff_ms = watch->network.wait_ms,
        .allow_unpriced = watch->allow_unpriced,
        .ask_again = watch->ask_again,
        .rehearsal = watch->dry_run,
        .may_take_pdf = watch->pdf_dir_may_leave,
    };
}

VlModelSetup *
vl_model_setup_open(const VlModelPlan *plan, GError **error)
{
    g_autoptr(VlModelSetup) setup = g_new0(VlModelSetup, 1);
    if (!check_permit(plan, error) || !take_key(setup, plan, error))
        return NULL;
    setup->prices = read_prices(plan, error);
    if (setup->prices == NULL)
        return NULL;
    if (plan->store != NULL)
        setup->journal = vl_store_answers_journal(plan->store);
    const VlModelOptions options = options_of(setup, plan);
    setup->model = vl_model_new(&options, error);
    return setup->model != NULL && check_local(plan, setup->model, error)
               ? g_steal_pointer(&setup)
               : NULL;
}

void
vl_model_setup_close(VlModelSetup *setup)
{
    if (setup == NULL)
        return;
    vl_model_free(setup->model);
    vl_prices_free(setup->prices);
    vl_secret_free(setup->key);
    g_free(setup);
}
