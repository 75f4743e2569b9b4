#include "config.h"

#include "flow/asking.h"

#include "llm/builtin.h"
#include "llm/opinion.h"
#include "llm/summary.h"
#include "reading/read.h"
#include "verify/locate/extract.h"

void
vl_asking_close(VlAsking *asking)
{
    if (asking == NULL)
        return;
    vl_asking_close(asking->judge);
    vl_model_setup_close(asking->setup);
    g_ptr_array_unref(asking->prompts);
    g_ptr_array_unref(asking->parameters);
    g_free(asking);
}

gboolean
vl_asking_is_wanted(const VlWatch *watch)
{
    return vl_model_is_wanted(watch->provider) && !watch->dry_run;
}

/* Recorded answers come from a file. */
gboolean
vl_asking_needs_network(const VlWatch *watch)
{
    return vl_asking_is_wanted(watch) &&
           !g_str_equal(watch->provider, "replay");
}

static void
list_parameters(VlAsking *asking, const VlWatchModel *settings)
{
    const struct {
        const char *name, *value;
    } all[] = {
        {"temperature", settings->temperature},
        {"top_p", settings->top_p},
        {"seed", settings->seed},
        {"reasoning", settings->reasoning},
    };
    for (guint i = 0; i < G_N_ELEMENTS(all); i++)
        if (all[i].value != NULL)
            g_ptr_array_add(asking->parameters,
                            g_strdup_printf("%s=%s", all[i].name,
                                            all[i].value));
    if (settings->max_tokens > 0)
        g_ptr_array_add(asking->parameters,
                        g_strdup_printf("max_tokens=%u",
                                        settings->max_tokens));
}

VlAsking *
vl_asking_open(const VlModelPlan *plan, const char *folder,
               const char *const *purposes, GError **error)
{
    g_autoptr(VlAsking) asking = g_new0(VlAsking, 1);
    asking->watch = plan->watch;
    const char *language =
        plan->language != NULL ? plan->language : plan->watch->language;
    asking->language = g_strcmp0(language, "fr") == 0 ? "fr" : "en";
    asking->name = plan->settings->name != NULL ? plan->settings->name
                                                : plan->provider;
    asking->prompts =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_prompt_free);
    asking->parameters = g_ptr_array_new_with_free_func(g_free);
    list_parameters(asking, plan->settings);
    for (; *purposes != NULL; purposes++) {
        VlPrompt *prompt =
            vl_prompt_new(*purposes, asking->language, folder, error);
        if (prompt == NULL)
            return NULL;
        g_ptr_array_add(asking->prompts, prompt);
    }
    asking->setup = vl_model_setup_open(plan, error);
    return asking->setup != NULL ? g_steal_pointer(&asking) : NULL;
}

gboolean
vl_asking_open_judge(VlAsking *asking, const VlModelPlan *plan,
                     const char *folder, GError **error)
{
    static const char *const purposes[] = {"judge", NULL};
    const VlWatch *watch = plan->watch;
    VlModelPlan second = *plan;
    second.provider = watch->judge.provider;
    second.settings = &watch->judge;
    if (second.provider == NULL || !vl_model_is_wanted(second.provider))
        return TRUE;
    asking->judge = vl_asking_open(&second, folder, purposes, error);
    return asking->judge != NULL;
}

const VlPrompt *
vl_asking_prompt(const VlAsking *asking, const char *purpose)
{
    for (guint i = 0; i < asking->prompts->len; i++) {
        const VlPrompt *prompt = asking->prompts->pdata[i];
        if (g_str_equal(prompt->purpose, purpose))
            return prompt;
    }
    return NULL;
}

static GPtrArray *
builtin_claims(const VlRecord *record, const VlReading *reading,
               GPtrArray **missing, G_GNUC_UNUSED GError **error)
{
    return vl_builtin_claims(record, reading, missing);
}

const VlProvider *
vl_asking_provider(const char *name, GError **error)
{
    static const VlProvider model = {"model", TRUE, builtin_claims};
    return vl_model_is_wanted(name) ? &model
                                    : vl_provider_find(name, error);
}

/* ---- One paper ---- */

gboolean
vl_asking_is_of_folder(const VlFullText *text)
{
    return text != NULL && text->is_pdf &&
           g_strcmp0(text->tier, "folder") == 0;
}

VlAsked *
vl_asking_kept_here(const VlReading *reading)
{
    VlAsked *asked = vl_asked_new();
    asked->outcome = g_strdup("kept_here");
    asked->detail = g_strdup("it is a PDF file of your folder, and the model "
                             "is on another machine: pdf_dir_may_leave = yes "
                             "in [fulltext] permits it");
    asked->sentences = reading->sentences->len;
    return asked;
}

static GPtrArray *
ask(const VlAsking *asking, const VlRecord *record, const VlReading *reading,
    gboolean of_pdf_dir, VlAsked **asked, GError **error)
{
    g_autofree char *subject =
        record != NULL ? vl_record_name(record) : NULL;
    const VlSummaryPlan plan = {
        .model = asking->setup->model,
        .prompt = vl_asking_prompt(asking, "summary"),
        .language = asking->language,
        .title = record != NULL ? vl_record_title(record) : NULL,
        .subject = subject,
        .of_pdf_dir = of_pdf_dir};
    return vl_summary_ask(&plan, reading, asked, error);
}

/* What no claim that stands on a quote tells: so that no conclusion stands
 * without the primary result, or the word that it was not found. */
static void
list_missing(VlPaper *paper)
{
    for (guint kind = VL_CLAIM_AIM; kind <= VL_CLAIM_CONCLUSION; kind++) {
        gboolean found = FALSE;
        for (guint i = 0; i < paper->claims->len; i++) {
            const VlClaim *claim = paper->claims->pdata[i];
            found |= claim->kind == kind && claim->quotes->len > 0;
        }
        if (!found)
            g_ptr_array_add(paper->missing,
                            g_strdup(vl_claim_kind_name((VlClaimKind)kind)));
    }
}

/* In place of an answer. */
static void
take_extracts(const VlRecord *record, const VlReading *reading,
              VlPaper *paper)
{
    g_autoptr(GPtrArray) missing = NULL;
    g_autoptr(GPtrArray) claims =
        vl_builtin_claims(record, reading, &missing);
    g_autoptr(VlSource) source = vl_source_new(reading->document);
    for (guint i = 0; i < claims->len; i++)
        vl_judge_extract(claims->pdata[i], source);
    g_ptr_array_extend_and_steal(paper->claims, g_steal_pointer(&claims));
    g_ptr_array_extend_and_steal(paper->missing, g_steal_pointer(&missing));
}

/* What a second model may not be told, it is not asked about. */
static gboolean
ask_judge(const VlAsking *asking, const VlReading *reading,
          gboolean of_pdf_dir, VlPaper *paper, GError **error)
{
    const VlAsking *judge = asking->judge;
    if (judge == NULL ||
        (of_pdf_dir && !vl_model_may_take_pdf(judge->setup->model)))
        return TRUE;
    const VlOpinionPlan plan = {.model = judge->setup->model,
                                .prompt = vl_asking_prompt(judge, "judge"),
                                .name = judge->name,
                                .subject = paper->name,
                                .of_pdf_dir = of_pdf_dir};
    for (guint i = 0; i < paper->claims->len; i++)
        if (!vl_opinion_ask(&plan, paper->claims->pdata[i], reading, error))
            return FALSE;
    return TRUE;
}

gboolean
vl_asking_paper(const VlAsking *asking, const VlRecord *record,
                const VlDocument *document, const VlFullText *text,
                VlPaper *paper, GError **error)
{
    gboolean of_pdf_dir = vl_asking_is_of_folder(text);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_autoptr(GPtrArray) claims = NULL;
    if (of_pdf_dir && !vl_model_may_take_pdf(asking->setup->model)) {
        paper->asked = vl_asking_kept_here(reading);
    } else {
        claims = ask(asking, record, reading, of_pdf_dir, &paper->asked,
                     error);
        if (claims == NULL)
            return FALSE;
    }
    if (paper->asked->model == NULL)
        paper->asked->model = g_strdup(asking->name);
    if (paper->asked->answered == 0) {
        take_extracts(record, reading, paper);
        return TRUE;
    }
    g_ptr_array_extend_and_steal(paper->claims, g_steal_pointer(&claims));
    list_missing(paper);
    return ask_judge(asking, reading, of_pdf_dir, paper, error);
}

/* ---- Telling ---- */

/* What to do about an outcome; ones that are not here tell it themselves. */
static const char *
remedy_of(const char *outcome)
{
    static const struct {
        const char *outcome, *remedy;
    } remedies[] = {
        {"refused", "another model may take it"},
        {"truncated", "raise 'max_tokens' in [llm], and run again with "
                      "--again --ask-again"},
        {"overflow", "a model with a longer context may take it"},
        {"quota", "top up the account, and run again with --again"},
        {"budget", "raise 'budget' or 'requests' in [llm], and run again with "
                   "--again"},
        {"unavailable", "run again with --again when the server answers"},
        {"malformed", "veille doctor tells whether the model keeps to a JSON "
                      "schema"},
        {"failed", "veille doctor tells whether the model answers"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(remedies); i++)
        if (g_strcmp0(remedies[i].outcome, outcome) == 0)
            return remedies[i].remedy;
    return NULL;
}

/* "not summarised: refused (why); what to do" */
static char *
failure_text(const VlAsked *asked)
{
    const char *detail = asked->detail != NULL ? asked->detail : "";
    const char *remedy = remedy_of(asked->outcome);
    if (asked->answered > 0)
        return g_strdup_printf("summarised in part only, %u of %u sentences: "
                               "%s",
                               asked->read, asked->sentences, detail);
    return g_strdup_printf("not summarised: %s (%s)%s%s", asked->outcome,
                           detail, remedy != NULL ? "; " : "",
                           remedy != NULL ? remedy : "");
}

VlUnread *
vl_asking_failure(const VlPaper *paper)
{
    const VlAsked *asked = paper->asked;
    if (asked == NULL || vl_asked_is_whole(asked))
        return NULL;
    g_autofree char *name =
        paper->pmid != NULL ? g_strdup_printf("PMID %s", paper->pmid)
                            : g_strdup(paper->title != NULL ? paper->title
                                                            : "a paper");
    g_autofree char *text = failure_text(asked);
    g_autofree char *line = g_strdup_printf("%s: %s", name, text);
    return vl_unread_new(paper->pmid, paper->title, NULL, asked->outcome,
                         line);
}

static gboolean
has_outcome(const VlPaper *paper, const char *outcome)
{
    return paper->asked != NULL && !vl_asked_is_whole(paper->asked) &&
           g_str_equal(paper->asked->outcome, outcome);
}

static guint
count_outcome(const GPtrArray *papers, const char *outcome)
{
    guint n = 0;
    for (guint i = 0; i < papers->len; i++)
        n += has_outcome(papers->pdata[i], outcome);
    return n;
}

void
vl_asking_say_failures(const GPtrArray *papers, const VlEvents *events)
{
    g_autoptr(GHashTable) said = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < papers->len; i++) {
        const VlPaper *paper = papers->pdata[i];
        VlUnread *failure = vl_asking_failure(paper);
        if (failure == NULL || events == NULL || events->say == NULL ||
            !g_hash_table_add(said, paper->asked->outcome)) {
            vl_unread_free(failure);
            continue;
        }
        guint n = count_outcome(papers, paper->asked->outcome);
        g_autofree char *text = failure_text(paper->asked);
        g_autofree char *all = g_strdup_printf(
            "%u papers, PMID %s the first: %s", n,
            paper->pmid != NULL ? paper->pmid : "?", text);
        events->say(n == 1 ? failure->reason : all, events->data);
        vl_unread_free(failure);
    }
}

static void
tell_totals(const VlAsking *asking, VlModelAsked *told)
{
    VlModelTotals totals = {0};
    vl_model_totals(asking->setup->model, &totals);
    told->calls = (guint)CLAMP(totals.requests, 0, G_MAXUINT);
    told->kept = totals.from_store;
    told->input_tokens = totals.input_tokens;
    told->output_tokens = totals.output_tokens;
    told->cost = totals.cost;
    told->currency = totals.cost < 0 ? NULL
                                     : g_strdup(vl_model_currency(
                                           asking->setup->model));
}

static void
tell_prompts(const VlAsking *asking, VlModelAsked *told)
{
    for (guint i = 0; i < asking->prompts->len; i++) {
        const VlPrompt *prompt = asking->prompts->pdata[i];
        g_ptr_array_add(told->prompts,
                        vl_prompt_used_new(prompt->purpose, asking->language,
                                           prompt->sha256,
                                           prompt->file != NULL));
    }
}

/* The second model, in the sums and by name. */
static void
tell_judge(const VlAsking *judge, VlModelAsked *told)
{
    VlModelTotals totals = {0};
    vl_model_totals(judge->setup->model, &totals);
    told->calls += (guint)CLAMP(totals.requests, 0, 1 << 30);
    told->kept += totals.from_store;
    told->input_tokens += totals.input_tokens;
    told->output_tokens += totals.output_tokens;
    told->cost = told->cost < 0 || totals.cost < 0 ? -1
                                                   : told->cost + totals.cost;
    g_ptr_array_add(told->parameters,
                    g_strdup_printf("judge=%s at %s", judge->name,
                                    vl_model_host(judge->setup->model)));
}

VlModelAsked *
vl_asking_told(const VlAsking *asking)
{
    VlModelAsked *told = vl_model_asked_new();
    const VlModel *model = asking->setup->model;
    told->host = g_strdup(vl_model_host(model));
    told->region = g_strdup(vl_model_region(model));
    for (guint i = 0; i < asking->parameters->len; i++)
        g_ptr_array_add(told->parameters,
                        g_strdup(asking->parameters->pdata[i]));
    tell_prompts(asking, told);
    tell_totals(asking, told);
    if (asking->judge != NULL) {
        tell_prompts(asking->judge, told);
        tell_judge(asking->judge, told);
    }
    return told;
}

void
vl_asking_tell(const VlAsking *asking, VlDigest *digest)
{
    digest->model.name = g_strdup(asking->name);
    digest->model.asked = vl_asking_told(asking);
}
