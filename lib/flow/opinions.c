#include "config.h"

#include "flow/opinions.h"

#include "base/error.h"
#include "flow/asking.h"
#include "flow/pool.h"
#include "guard/patient.h"
#include "llm/opinion.h"

/* Sentences that wait for an answer at once; how many really leave is for
 * the model's own limits. */
#define MAX_WAITING 16
/* How the ledger calls what a user says of a text. */
#define SAID "SAID"
#define NO_PATIENT_DATA "--no-patient-data"

struct VlOpinions {
    const VlOpinionsPlan *plan;
    VlStore *store;     /* NULL: a rehearsal without a library */
    VlNetwork *network; /* NULL: nobody is asked over it */
    VlAsking *asking;
};

/* One question, and what came of it. */
typedef struct {
    const VlOpinions *opinions;
    const VlCheckedSentence *sentence;
    VlAnswer *answer;
    const VlGrounds *grounds;
    VlOpinionAsked asked;
} Question;

/* ---- Setting up ---- */

static gboolean
is_second(const VlWatch *watch)
{
    return watch->judge.provider != NULL &&
           vl_model_is_wanted(watch->judge.provider);
}

static const char *
provider_of(const VlWatch *watch)
{
    return is_second(watch) ? watch->judge.provider : watch->provider;
}

static gboolean
check_watch(const VlWatch *watch, GError **error)
{
    if (!vl_model_is_wanted(provider_of(watch))) {
        g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                    "%s%snames no model: set 'provider', 'url' and 'model' in "
                    "[judge] or [llm]",
                    watch->file != NULL ? watch->file : "the watch",
                    watch->file != NULL ? ": " : " ");
        return FALSE;
    }
    return vl_model_setup_check(watch, error);
}

static gboolean
open_network(VlOpinions *opinions, GError **error)
{
    const VlOpinionsPlan *plan = opinions->plan;
    gboolean looks_only = plan->watch->dry_run;
    if (looks_only && !vl_store_exists(plan->data_folder))
        return TRUE;
    opinions->store = vl_store_open(plan->data_folder, error);
    if (opinions->store == NULL)
        return FALSE;
    if (looks_only || g_str_equal(provider_of(plan->watch), "replay"))
        return TRUE;
    const VlNetworkPlan network = {.watch = plan->watch,
                                   .store = opinions->store,
                                   .state_folder = plan->state_folder};
    opinions->network = vl_network_open(&network, error);
    return opinions->network != NULL;
}

static gboolean
open_asking(VlOpinions *opinions, gboolean french, GError **error)
{
    static const char *const purposes[] = {"judge", NULL};
    const VlOpinionsPlan *plan = opinions->plan;
    const VlWatch *watch = plan->watch;
    const VlModelPlan model = {
        .watch = watch,
        .provider = provider_of(watch),
        .settings = is_second(watch) ? &watch->judge : &watch->llm,
        .network = opinions->network,
        .store = opinions->store,
        .key = plan->key,
        .prices_file = plan->prices_file,
        .language = french ? "fr" : "en"};
    opinions->asking =
        vl_asking_open(&model, plan->prompts_folder, purposes, error);
    return opinions->asking != NULL;
}

/* What a physician pastes may be about one of his patients. */
static gboolean
may_leave(const VlOpinions *opinions, const char *text, GError **error)
{
    const VlModel *model = opinions->asking->setup->model;
    if (!vl_model_is_hosted(model) || opinions->plan->watch->dry_run)
        return TRUE;
    if (!opinions->plan->no_patient_data) {
        g_set_error(error, VL_ERROR, VL_ERROR_REFUSED,
                    "nothing was sent: the text would leave this machine for "
                    "'%s' (%s); say " NO_PATIENT_DATA " if it holds no data "
                    "of patients, or take a model on this machine",
                    vl_model_host(model), vl_model_region(model));
        return FALSE;
    }
    g_autofree char *found = vl_patient_find(text);
    if (found == NULL)
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_REFUSED,
                "nothing was sent: the text seems to hold %s; take it out, or "
                "take a model on this machine",
                found);
    return FALSE;
}

VlOpinions *
vl_opinions_open(const VlOpinionsPlan *plan, const char *text,
                 gboolean french, GError **error)
{
    g_autoptr(VlOpinions) opinions = g_new0(VlOpinions, 1);
    opinions->plan = plan;
    return check_watch(plan->watch, error) && open_network(opinions, error) &&
                   open_asking(opinions, french, error) &&
                   may_leave(opinions, text, error)
               ? g_steal_pointer(&opinions)
               : NULL;
}

void
vl_opinions_close(VlOpinions *opinions)
{
    if (opinions == NULL)
        return;
    vl_asking_close(opinions->asking);
    vl_network_close(opinions->network);
    g_clear_pointer(&opinions->store, vl_store_close);
    g_free(opinions);
}

/* ---- Questions ---- */

static void
question_free(gpointer data)
{
    Question *question = data;
    vl_opinion_asked_clear(&question->asked);
    g_free(question);
}

static GPtrArray *
list_questions(const VlOpinions *opinions, const VlCheck *check,
               const GPtrArray *grounds)
{
    GPtrArray *questions = g_ptr_array_new_with_free_func(question_free);
    for (guint i = 0; i < check->sentences->len; i++) {
        const VlCheckedSentence *sentence = check->sentences->pdata[i];
        for (guint k = 0; sentence->verdict == VL_VERDICT_UNDECIDED &&
                          k < sentence->answers->len;
             k++) {
            VlAnswer *answer = sentence->answers->pdata[k];
            if (answer->verdict != VL_VERDICT_UNDECIDED ||
                answer->evidence->len == 0)
                continue;
            Question *question = g_new0(Question, 1);
            question->opinions = opinions;
            question->sentence = sentence;
            question->answer = answer;
            question->grounds = grounds->pdata[answer->source];
            g_ptr_array_add(questions, question);
        }
    }
    return questions;
}

/* The passages are of a PDF that may not leave. */
static gboolean
is_kept_here(const Question *question, const VlModel *model)
{
    return vl_grounds_document(question->grounds)->kind == VL_RENDERING_PDF &&
           !vl_model_may_take_pdf(model);
}

static gboolean
ask_one(gpointer item, G_GNUC_UNUSED gpointer data, GError **error)
{
    Question *question = item;
    const VlAsking *asking = question->opinions->asking;
    if (is_kept_here(question, asking->setup->model)) {
        question->asked.outcome = "kept_here";
        question->asked.detail =
            g_strdup("their source is a PDF file of yours, and the model is "
                     "on another machine: pdf_dir_may_leave = yes in "
                     "[fulltext] permits it");
        return TRUE;
    }
    const VlDocument *document = vl_grounds_document(question->grounds);
    const VlOpinionPlan plan = {
        .model = asking->setup->model,
        .prompt = vl_asking_prompt(asking, "judge"),
        .name = asking->name,
        .subject = "check",
        .of_pdf_dir = document->kind == VL_RENDERING_PDF};
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    for (guint i = 0; i < question->answer->evidence->len; i++)
        g_array_append_val(
            places,
            ((VlEvidence *)question->answer->evidence->pdata[i])->span);
    if (!vl_opinion_of(&plan, question->sentence->text, places,
                       vl_grounds_reading(question->grounds),
                       &question->asked, error))
        return FALSE;
    question->answer->opinion = g_steal_pointer(&question->asked.opinion);
    return TRUE;
}

/* ---- Telling ---- */

static gboolean
is_unanswered(const Question *question)
{
    return question->answer->opinion == NULL &&
           question->asked.outcome != NULL;
}

/* One line for each reason, however many sentences it concerns; that nobody
 * was asked is no news of a rehearsal. */
static void
tell_unanswered(const GPtrArray *questions, gboolean is_rehearsal,
                VlCheck *check)
{
    const char *asked = vl_model_outcome_name(VL_MODEL_BUDGET);
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < questions->len; i++) {
        const Question *first = questions->pdata[i];
        const char *outcome = first->asked.outcome;
        if (!is_unanswered(first) ||
            (is_rehearsal && g_str_equal(outcome, asked)) ||
            !g_hash_table_add(told, (gpointer)outcome))
            continue;
        guint n = 0;
        for (guint k = i; k < questions->len; k++) {
            const Question *other = questions->pdata[k];
            n += is_unanswered(other) &&
                 g_str_equal(other->asked.outcome, outcome);
        }
        g_ptr_array_add(
            check->problems,
            g_strdup_printf("the model gave no opinion on %u of %u questions: "
                            "%s (%s)",
                            n, questions->len, outcome,
                            first->asked.detail != NULL ? first->asked.detail
                                                        : "no reason told"));
    }
}

/* What the user says of the text stands in the ledger before any of it
 * leaves, with the text's keyed hash. */
static gboolean
note_said(const VlOpinions *opinions, const VlCheck *check, GError **error)
{
    if (!opinions->plan->no_patient_data || opinions->network == NULL)
        return TRUE;
    const VlLedgerNote note = {.purpose = VL_PURPOSE_MODEL,
                               .method = SAID,
                               .host = vl_model_host(
                                   opinions->asking->setup->model),
                               .path = NO_PATIENT_DATA,
                               .text = check->text};
    return vl_network_note(opinions->network, &note, error);
}

gboolean
vl_opinions_ask(VlOpinions *opinions, VlCheck *check,
                const GPtrArray *grounds, GError **error)
{
    g_autoptr(GPtrArray) questions =
        list_questions(opinions, check, grounds);
    if ((questions->len > 0 && !note_said(opinions, check, error)) ||
        !vl_pool_run_wide(questions, ask_one, NULL, MAX_WAITING, "opinions",
                          NULL, error))
        return FALSE;
    VlSecondAsked *second = check->second = vl_second_asked_new();
    second->model = g_strdup(opinions->asking->name);
    second->questions = questions->len;
    second->no_patient_data = opinions->plan->no_patient_data;
    second->asked = vl_asking_told(opinions->asking);
    tell_unanswered(questions, opinions->plan->watch->dry_run, check);
    return TRUE;
}
