#include "config.h"

#include "flow/rehearsal.h"

#include "flow/model.h"
#include "flow/screening.h"

/* Beside the paper, a prompt has its instructions and the schema. */
#define INSTRUCTIONS 2000
/* A paper of ten pages: 12,000 tokens (measured on papers in English). */
#define FULL_TEXT 12000
#define USUAL_BUDGET "5"

static gint64
abstract_tokens(VlModel *model, const VlRecord *record)
{
    gint64 tokens = INSTRUCTIONS;
    for (guint i = 0; i < record->abstract->len; i++)
        tokens += vl_model_tokens(
            model,
            g_array_index(record->abstract, VlAbstractPart, i).text);
    return tokens;
}

/* "at most 0.31 USD", or that it is not known. */
static char *
cost_text(const VlWatch *watch, const VlModel *model, gint64 input,
          guint n_calls)
{
    guint cap = watch->llm.max_tokens > 0 ? watch->llm.max_tokens
                                          : VL_MODEL_MAX_OUTPUT;
    gint64 output = (gint64)n_calls * cap;
    gint64 cost = vl_model_cost(model, input, output);
    g_autofree char *amount = cost >= 0 ? vl_amount_text(cost) : NULL;
    return amount != NULL
               ? g_strdup_printf("at most %s %s", amount,
                                 vl_model_currency(model))
               : g_strdup("at a price that is not known");
}

/* The criteria go with each abstract, or with a full text where there is no
 * abstract, before anything else is asked. */
static char *
screening_text(const VlWatch *watch, VlModel *model, const GPtrArray *records,
               gint64 abstracts)
{
    gint64 criteria = 0;
    const GPtrArray *const lists[] = {watch->include, watch->exclude};
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        for (guint k = 0; k < lists[i]->len; k++)
            criteria += vl_model_tokens(model, lists[i]->pdata[k]);
    gint64 tokens = abstracts + criteria * records->len;
    for (guint i = 0; i < records->len; i++)
        tokens += vl_record_has_abstract(records->pdata[i]) ? 0 : FULL_TEXT;
    g_autofree char *cost = cost_text(watch, model, tokens, records->len);
    return g_strdup_printf(
        "before that it would be asked which of them meet your %u criteria: "
        "%u requests, about %" G_GINT64_FORMAT " tokens, %s; papers that "
        "they leave out cost no more\n",
        watch->include->len + watch->exclude->len, records->len, tokens, cost);
}

static char *
line_of(const VlWatch *watch, VlModel *model, const GPtrArray *records)
{
    gint64 abstracts = 0;
    gint64 full = (gint64)records->len * (FULL_TEXT + INSTRUCTIONS);
    for (guint i = 0; i < records->len; i++)
        abstracts += abstract_tokens(model, records->pdata[i]);
    g_autofree char *low = cost_text(watch, model, abstracts, records->len);
    g_autofree char *high = cost_text(watch, model, full, records->len);
    g_autofree char *screening =
        vl_screening_is_wanted(watch)
            ? screening_text(watch, model, records, abstracts)
            : g_strdup("");
    return g_strdup_printf(
        "'%s' (%s) would be asked about %u papers: from abstracts alone about "
        "%" G_GINT64_FORMAT " tokens, %s; with all full texts about "
        "%" G_GINT64_FORMAT " tokens, %s; the budget is %s\n%s",
        vl_model_host(model), vl_model_region(model), records->len, abstracts,
        low, full, high,
        watch->llm.budget != NULL ? watch->llm.budget : USUAL_BUDGET,
        screening);
}

gboolean
vl_rehearsal_tell(const VlWatch *watch, const char *prices_file,
                  const GPtrArray *records, char **told, GError **error)
{
    if (!vl_model_is_wanted(watch->provider))
        return TRUE;
    const VlModelPlan plan = {.watch = watch,
                              .provider = watch->provider,
                              .settings = &watch->llm,
                              .prices_file = prices_file};
    g_autoptr(VlModelSetup) setup = vl_model_setup_open(&plan, error);
    if (setup == NULL)
        return FALSE;
    g_autofree char *line = line_of(watch, setup->model, records);
    char *all = g_strconcat(*told != NULL ? *told : "", line, NULL);
    g_free(*told);
    *told = all;
    return TRUE;
}
