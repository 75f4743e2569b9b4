#include "config.h"

#include "flow/watch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "base/file.h"
#include "digest/build.h"
#include "flow/intake.h"
#include "flow/lookback.h"
#include "flow/network.h"
#include "flow/papers.h"
#include "flow/plates.h"
#include "flow/publish.h"
#include "flow/rehearsal.h"
#include "flow/request.h"
#include "flow/screening.h"
#include "flow/search.h"
#include "flow/views.h"

/* Lines about what did not come from PubMed, and from other services. */
#define MAX_TOLD 5
#define MAX_FAILURES_TOLD 10

/* One run, as its recipe sees it. */
typedef struct {
    const VlWatch *watch;
    const VlWatchContext *context;
    VlWatchResult *result;
    VlReaderOptions reader;
    const VlProvider *provider;
    char *folder;   /* the output folder, without links */
    char *identity; /* under which the library remembers what was shown */
    VlStore *store;
    VlNetwork *network; /* NULL: nobody is asked */
    VlPubmed *pubmed;
    VlAsking *asking; /* NULL: no model is asked */
    gint64 n_lines; /* of the ledger, before this run */
    VlHindsight *hindsight;
    GHashTable *shown;
    VlSearchOutcome search;
    VlRun *run;
    VlChoice *choice;
    VlPapers *papers;
    GPtrArray *unread; /* VlUnread */
    VlDigest *digest;
} Recipe;

static void
recipe_clear(Recipe *recipe)
{
    vl_digest_free(recipe->digest);
    vl_papers_free(recipe->papers);
    vl_asking_close(recipe->asking);
    g_clear_pointer(&recipe->unread, g_ptr_array_unref);
    vl_choice_free(recipe->choice);
    vl_run_free(recipe->run);
    vl_hindsight_free(recipe->hindsight);
    g_clear_pointer(&recipe->shown, g_hash_table_unref);
    vl_search_outcome_clear(&recipe->search);
    vl_pubmed_free(recipe->pubmed);
    vl_network_close(recipe->network);
    g_clear_pointer(&recipe->store, vl_store_close);
    g_free(recipe->folder);
    g_free(recipe->identity);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Recipe, recipe_clear)

void
vl_watch_result_clear(VlWatchResult *result)
{
    g_free(result->folder);
    g_free(result->plan);
    g_free(result->search);
    memset(result, 0, sizeof(*result));
}

static void
say(const Recipe *recipe, const char *line)
{
    const VlEvents *events = recipe->context->events;
    if (events != NULL && events->say != NULL)
        events->say(line, events->data);
}

/* ---- Before the first record ---- */

static gboolean
open_folder(Recipe *recipe, VlFolderLock **lock, GError **error)
{
    const VlWatch *watch = recipe->watch;
    *lock = vl_folder_lock(watch->output_dir, error);
    if (*lock == NULL)
        return FALSE;
    recipe->folder = realpath(watch->output_dir, NULL);
    if (recipe->folder == NULL) {
        vl_file_set_error(error, errno, "open the folder", watch->output_dir);
        return FALSE;
    }
    return TRUE;
}

/* A rehearsal writes nothing: it takes no lock, makes no folder and no
 * library. */
static gboolean
look_only(Recipe *recipe, GError **error)
{
    const char *data_folder = recipe->context->data_folder;
    recipe->folder = realpath(recipe->watch->output_dir, NULL);
    if (recipe->folder == NULL)
        recipe->folder =
            g_canonicalize_filename(recipe->watch->output_dir, NULL);
    if (!vl_store_exists(data_folder))
        return TRUE;
    recipe->store = vl_store_open(data_folder, error);
    return recipe->store != NULL;
}

static gboolean
open_all(Recipe *recipe, VlFolderLock **lock, GError **error)
{
    if (recipe->watch->dry_run)
        return look_only(recipe, error);
    if (!open_folder(recipe, lock, error))
        return FALSE;
    recipe->store = vl_store_open(recipe->context->data_folder, error);
    return recipe->store != NULL &&
           vl_publish_settle(recipe->store, recipe->folder,
                             recipe->context->events, error);
}

static VlRun *
new_run(const Recipe *recipe)
{
    g_autofree char *uuid = g_uuid_string_random();
    g_auto(GStrv) parts = g_strsplit(uuid, "-", -1);
    g_autofree char *id = g_strjoinv("", parts);
    g_autofree char *started = vl_date_time_iso(recipe->context->now);
    return vl_run_new(id, recipe->identity, recipe->folder, started);
}

/* ---- Records ---- */

static void
see_known(const VlRecord *record, gpointer data)
{
    Recipe *recipe = data;
    g_autoptr(GError) error = NULL;
    if (recipe->hindsight != NULL &&
        !vl_hindsight_consider(recipe->hindsight, record, &error))
        say(recipe, error->message);
}

static void
see_fresh(const VlRecord *record, gpointer data)
{
    Recipe *recipe = data;
    if (recipe->hindsight != NULL)
        vl_hindsight_show(recipe->hindsight, record);
}

/* What the library remembers of this watch. */
static gboolean
recall(Recipe *recipe, GError **error)
{
    if (recipe->store == NULL)
        return TRUE;
    recipe->shown =
        vl_store_shown(recipe->store, recipe->identity, error);
    if (recipe->shown == NULL || recipe->watch->dry_run)
        return recipe->shown != NULL;
    recipe->hindsight = vl_hindsight_new(recipe->store, recipe->identity,
                                         recipe->shown, error);
    return recipe->hindsight != NULL;
}

/* An address tells services who asks; without one, nobody is asked. */
static gboolean
has_network(const VlWatch *watch)
{
    return watch->network.email != NULL && !watch->dry_run;
}

static gboolean
open_asking(Recipe *recipe, GError **error)
{
    const VlWatch *watch = recipe->watch;
    const char *const purposes[] = {
        "summary", vl_screening_is_wanted(watch) ? "screen" : NULL, NULL};
    if (!vl_asking_is_wanted(watch))
        return TRUE;
    const VlModelPlan plan = {.watch = watch,
                              .provider = watch->provider,
                              .settings = &watch->llm,
                              .network = recipe->network,
                              .store = recipe->store,
                              .key = recipe->context->model_key,
                              .prices_file = recipe->context->prices_file};
    recipe->asking = vl_asking_open(
        &plan, recipe->context->prompts_folder, purposes, error);
    return recipe->asking != NULL &&
           vl_asking_open_judge(recipe->asking, &plan,
                                recipe->context->prompts_folder, error);
}

/* PubMed is asked when the watch searches, and otherwise for lists of PMIDs
 * and for what became of papers, if it may be asked at all. */
static gboolean
open_network(Recipe *recipe, GError **error)
{
    const VlWatch *watch = recipe->watch;
    if (!has_network(watch) && !vl_asking_needs_network(watch))
        return TRUE;
    const VlNetworkPlan plan = {.watch = watch,
                                .store = recipe->store,
                                .state_folder = recipe->context->state_folder,
                                .ncbi_key = recipe->context->ncbi_key};
    recipe->network = vl_network_open(&plan, error);
    g_autofree char *head = NULL;
    if (recipe->network == NULL ||
        !vl_store_ledger_head(recipe->network->ledger, &recipe->n_lines,
                              &head, error))
        return FALSE;
    if (!has_network(watch))
        return TRUE;
    g_autoptr(GError) refused = NULL;
    recipe->pubmed = vl_network_pubmed(recipe->network, watch, &refused);
    if (recipe->pubmed != NULL || watch->query == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&refused));
    return FALSE;
}

static VlIntake *
open_intake(Recipe *recipe)
{
    const VlWatch *watch = recipe->watch;
    const VlIntakeOptions options = {
        .max = watch->max,
        .by_date = g_strcmp0(watch->rank, "given") != 0,
        .shown = watch->again ? NULL : recipe->shown,
        .store = recipe->store,
        .will_fetch = recipe->pubmed != NULL,
        .known = see_known,
        .fresh = see_fresh,
        .data = recipe};
    return vl_intake_new(&options);
}

static VlSearchContext
search_context(Recipe *recipe, VlIntake *intake)
{
    return (VlSearchContext){
        .watch = recipe->watch,
        .identity = recipe->identity,
        .store = recipe->store,
        .shown = recipe->watch->again ? NULL : recipe->shown,
        .pubmed = recipe->pubmed,
        .intake = intake,
        .hindsight = recipe->hindsight,
        .events = recipe->context->events,
        .now = recipe->context->now};
}

static gboolean
ask_pubmed(Recipe *recipe, VlIntake *intake, GError **error)
{
    VlSearchContext context = search_context(recipe, intake);
    if (!vl_search_plan(&context, &recipe->search, error))
        return FALSE;
    if (recipe->pubmed == NULL)
        return TRUE;
    return vl_search_run(&context, &recipe->search, error) &&
           vl_search_look_back(&context, &recipe->search, error);
}

static gboolean
take_records(Recipe *recipe, GError **error)
{
    const VlWatch *watch = recipe->watch;
    if (!recall(recipe, error) || !open_network(recipe, error) ||
        !open_asking(recipe, error))
        return FALSE;
    g_autoptr(VlIntake) intake = open_intake(recipe);
    for (guint i = 0; i < watch->records->len; i++)
        vl_intake_add(intake, watch->records->pdata[i]);
    if (!ask_pubmed(recipe, intake, error))
        return FALSE;
    VlChoice *choice = recipe->choice = vl_intake_choose(intake);
    /* Records that were not fetched again, since they were shown before. */
    choice->identified += recipe->search.n_known;
    choice->known += recipe->search.n_known;
    recipe->result->identified = choice->identified;
    recipe->result->chosen = choice->records->len;
    recipe->result->listed = choice->listed->len;
    recipe->result->known = choice->known;
    if (recipe->hindsight != NULL)
        recipe->result->fallen = vl_hindsight_count(recipe->hindsight);
    return TRUE;
}

/* The digest tells of them, too. */
static void
say_rest(const Recipe *recipe, guint n)
{
    if (n == 0)
        return;
    g_autofree char *line =
        g_strdup_printf("%u more did not come; the digest names them", n);
    say(recipe, line);
}

/* Problems become a line each for the user and in the digest; a service that
 * is down, which may concern hundreds of papers, a few lines. */
static void
note_problems(Recipe *recipe, GPtrArray *problems)
{
    guint n_unreachable = 0;
    for (guint i = 0; i < problems->len; i++) {
        const VlUnread *problem = problems->pdata[i];
        gboolean unreachable = g_strcmp0(problem->code, "unreachable") == 0;
        if (problem->file == NULL && !unreachable)
            continue;
        recipe->result->failures++;
        n_unreachable += unreachable;
        if (!unreachable || n_unreachable <= MAX_FAILURES_TOLD)
            say(recipe, problem->reason);
    }
    say_rest(recipe, n_unreachable - MIN(n_unreachable, MAX_FAILURES_TOLD));
    g_ptr_array_extend_and_steal(recipe->unread, g_ptr_array_ref(problems));
}

/* The same for what did not come from PubMed, which may be thousands: the
 * user hears of a few, the digest of all. */
static void
note_search_problems(Recipe *recipe)
{
    GPtrArray *problems = recipe->search.problems;
    for (guint i = 0; i < MIN(problems->len, MAX_TOLD); i++)
        say(recipe, ((const VlUnread *)problems->pdata[i])->reason);
    say_rest(recipe, problems->len - MIN(problems->len, MAX_TOLD));
    recipe->result->failures += problems->len;
    g_ptr_array_extend_and_steal(recipe->unread, g_ptr_array_ref(problems));
}

/* ---- Papers ---- */

/* A paper that was read in part is a failure with its file's name. */
static void
note_partial(Recipe *recipe, const VlPaper *paper)
{
    const char *coverage = paper->read.coverage, *limit = NULL;
    if (coverage == NULL || !g_str_has_prefix(coverage, "partial: "))
        return;
    VlPartial partial = vl_partial_find(coverage + strlen("partial: "));
    const char *reason = vl_partial_reason(partial, &limit);
    g_autofree char *line = g_strdup_printf(
        "'%s' was read in part only: %s%s%s%s%s",
        paper->read.file != NULL ? paper->read.file : paper->title, reason,
        limit != NULL ? "; more with [limits] pdf_" : "",
        limit != NULL ? limit : "", paper->read.warning != NULL ? "; " : "",
        paper->read.warning != NULL ? paper->read.warning : "");
    recipe->result->failures++;
    say(recipe, line);
}

/* Papers that a model did not summarise, or only in part. */
static void
note_asked(Recipe *recipe, const GPtrArray *tasks)
{
    g_autoptr(GPtrArray) papers = g_ptr_array_new();
    for (guint i = 0; i < tasks->len; i++) {
        VlPaper *paper = ((const VlTask *)tasks->pdata[i])->paper;
        VlUnread *unread = vl_asking_failure(paper);
        g_ptr_array_add(papers, paper);
        if (unread == NULL)
            continue;
        recipe->result->failures++;
        g_ptr_array_add(recipe->unread, unread);
    }
    vl_asking_say_failures(papers, recipe->context->events);
}

/* Before it is known whether there is anything to digest. */
static gboolean
gather_papers(Recipe *recipe, GError **error)
{
    const VlPapersPlan plan = {.watch = recipe->watch,
                               .identity = recipe->identity,
                               .store = recipe->store,
                               .network = has_network(recipe->watch)
                                              ? recipe->network
                                              : NULL,
                               .pubmed = recipe->pubmed,
                               .provider = recipe->provider,
                               .asking = recipe->asking,
                               .reader = &recipe->reader,
                               .events = recipe->context->events,
                               .now = recipe->context->now};
    recipe->papers = vl_papers_new(&plan);
    g_autoptr(GPtrArray) problems =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_unread_free);
    if (!vl_papers_gather(recipe->papers, recipe->choice, problems, error))
        return FALSE;
    note_problems(recipe, problems);
    return TRUE;
}

static gboolean
read_papers(Recipe *recipe, GError **error)
{
    g_autoptr(GPtrArray) problems =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_unread_free);
    if (!vl_papers_read(recipe->papers, problems, error))
        return FALSE;
    note_problems(recipe, problems);
    const GPtrArray *tasks = vl_papers_tasks(recipe->papers);
    for (guint i = 0; i < tasks->len; i++) {
        const VlTask *task = tasks->pdata[i];
        note_partial(recipe, task->paper);
    }
    note_asked(recipe, tasks);
    return TRUE;
}

/* ---- The digest ---- */

static void
tell_request(const Recipe *recipe, VlDigest *digest)
{
    vl_request_tell(recipe->watch, digest);
    digest->run.id = g_strdup(recipe->run->id);
    digest->run.started = g_strdup(recipe->run->started);
    digest->run.version = g_strdup(PACKAGE_VERSION);
    digest->model.provider = g_strdup(recipe->watch->provider);
    digest->model.rules = vl_rules_sha256();
}

static void
move_all(GPtrArray *to, GPtrArray *from)
{
    g_ptr_array_extend_and_steal(to, g_ptr_array_ref(from));
}

static void
count_claims(VlWatchResult *result, const VlDigest *digest)
{
    for (guint i = 0; i < digest->papers->len; i++) {
        const VlPaper *paper = digest->papers->pdata[i];
        for (guint j = 0; j < paper->claims->len; j++) {
            const VlClaim *claim = paper->claims->pdata[j];
            result->claims++;
            result->flagged += claim->verdict != VL_VERDICT_EXTRACT &&
                               claim->verdict != VL_VERDICT_SUPPORTED;
        }
    }
    result->full_text = digest->flow.full_text;
    result->abstract_only = digest->flow.abstract_only;
    result->unread = digest->flow.unread;
    result->screened_out = digest->flow.screened_out;
}

/* Lines of this run, and the hash of the last one. */
static gboolean
tell_ledger(const Recipe *recipe, VlDigest *digest, GError **error)
{
    gint64 n_lines = 0;
    if (recipe->network == NULL)
        return TRUE;
    if (!vl_store_ledger_head(recipe->network->ledger, &n_lines,
                              &digest->ledger.head, error))
        return FALSE;
    digest->ledger.entries =
        (guint)CLAMP(n_lines - recipe->n_lines, 0, G_MAXUINT);
    return TRUE;
}

static gboolean
build_digest(Recipe *recipe, GError **error)
{
    VlChoice *choice = recipe->choice;
    VlDigest *digest = recipe->digest = vl_digest_new();
    tell_request(recipe, digest);
    digest->flow.identified = choice->identified;
    digest->flow.duplicates = choice->duplicates;
    digest->flow.deleted = choice->deleted;
    vl_search_tell(&recipe->search, digest, recipe->run);
    if (!tell_ledger(recipe, digest, error))
        return FALSE;
    if (recipe->asking != NULL)
        vl_asking_tell(recipe->asking, digest);
    if (recipe->hindsight != NULL)
        vl_hindsight_tell(recipe->hindsight, digest, recipe->run);
    digest->flow.known = choice->known;
    move_all(digest->watch.records, choice->files);
    move_all(digest->listed, choice->listed);
    move_all(digest->unread, recipe->unread);
    vl_papers_tell(recipe->papers, digest, choice->shown);
    vl_digest_close(digest);
    count_claims(recipe->result, digest);
    return TRUE;
}

/* ---- The recipe ---- */

static gboolean
make_digest(Recipe *recipe, GError **error)
{
    recipe->run = new_run(recipe);
    if (!read_papers(recipe, error))
        return FALSE;
    if (!build_digest(recipe, error))
        return FALSE;
    const VlWatch *watch = recipe->watch;
    g_autoptr(GPtrArray) jobs =
        watch->pictures
            ? vl_papers_plates(recipe->papers, recipe->digest)
            : NULL;
    const VlIssue issue = {.name = watch->name,
                           .digest = recipe->digest,
                           .shown = recipe->choice->shown,
                           .formats = watch->formats,
                           .plates = jobs,
                           .reader = &recipe->reader,
                           .events = recipe->context->events};
    if (!vl_publish(recipe->store, recipe->run, &issue,
                    &recipe->result->folder, error))
        return FALSE;
    return recipe->hindsight == NULL ||
           vl_hindsight_keep(recipe->hindsight, error);
}

/* A search that finds nothing makes a digest too, which says so: one a
 * day. */
static gboolean
is_due(const Recipe *recipe, gboolean *due, GError **error)
{
    *due = recipe->choice->shown->len > 0 || recipe->result->fallen > 0;
    if (*due || recipe->search.query == NULL)
        return TRUE;
    g_autoptr(VlRun) last = NULL;
    g_autofree char *today = vl_date_iso(recipe->context->now);
    if (!vl_store_last_run(recipe->store, recipe->identity, NULL, &last,
                           error))
        return FALSE;
    *due = recipe->result->failures > 0 || last == NULL ||
           !g_str_has_prefix(last->started, today);
    return TRUE;
}

gboolean
vl_flow_watch(const VlWatch *watch, const VlWatchContext *context,
              VlWatchResult *result, GError **error)
{
    g_auto(Recipe) recipe = {
        .watch = watch, .context = context, .result = result};
    g_autoptr(VlFolderLock) lock = NULL;
    recipe.unread =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_unread_free);
    if (context->reader != NULL)
        recipe.reader = *context->reader;
    vl_reader_take_limits(&recipe.reader, watch);
    recipe.provider = vl_asking_provider(watch->provider, error);
    if (recipe.provider == NULL || !vl_request_check(watch, error) ||
        !open_all(&recipe, &lock, error))
        return FALSE;
    /* Two watches that share a name and a folder are one. */
    recipe.identity = g_strdup_printf("%s:%s", watch->name, recipe.folder);
    if (!take_records(&recipe, error))
        return FALSE;
    note_problems(&recipe, recipe.choice->problems);
    note_search_problems(&recipe);
    result->search = vl_search_summary(&recipe.search);
    if (watch->dry_run) {
        const VlSearchContext plan = search_context(&recipe, NULL);
        result->plan = vl_search_rehearsal(&recipe.search, &plan);
        return vl_rehearsal_tell(watch, context->prices_file,
                                 recipe.choice->records, &result->plan, error);
    }
    gboolean due = FALSE;
    if (!gather_papers(&recipe, error) || !is_due(&recipe, &due, error))
        return FALSE;
    return !due || make_digest(&recipe, error);
}
