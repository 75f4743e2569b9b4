#include "config.h"

#include "flow/club.h"

#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "digest/build.h"
#include "flow/asking.h"
#include "flow/look-up.h"
#include "flow/network.h"
#include "flow/paper.h"
#include "flow/recognise.h"
#include "flow/source.h"
#include "flow/views.h"
#include "fulltext/identity.h"
#include "guard/injection.h"
#include "llm/builtin.h"
#include "llm/club-ask.h"
#include "llm/club.h"
#include "reading/read.h"
#include "reading/summary.h"
#include "verify/locate/extract.h"
#include "verify/locate/locate.h"

/* The paper as it is found and read. */
typedef struct {
    const VlClubRequest *request;
    VlClub *club;
    VlStore *store;     /* NULL: none is needed */
    VlNetwork *network; /* NULL: nobody is asked */
    VlAsking *asking;   /* NULL: no model is asked */
    VlLookUp *look_up;
    GPtrArray *listed; /* VlListedReference: the DOI that is looked up */
    const VlRecord *record; /* of look_up; NULL: there is none */
    VlDocument *document;
} Work;

static void
work_clear(Work *work)
{
    vl_document_free(work->document);
    vl_look_up_free(work->look_up);
    g_clear_pointer(&work->listed, g_ptr_array_unref);
    vl_asking_close(work->asking);
    vl_network_close(work->network);
    g_clear_pointer(&work->store, vl_store_close);
    vl_club_free(work->club);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static void
add_problem(Work *work, const char *code, const char *reason)
{
    g_ptr_array_add(work->club->problems,
                    vl_unread_new(NULL, NULL, NULL, code, reason));
}

/* ---- The record ---- */

static void
listed_free(VlListedReference *listed)
{
    vl_identifiers_clear(&listed->ids);
    g_free(listed);
}

static gboolean
open_store(Work *work, GError **error)
{
    if (work->store == NULL)
        work->store = vl_store_open(work->request->data_folder, error);
    return work->store != NULL;
}

static gboolean
open_network(Work *work, GError **error)
{
    const VlClubRequest *request = work->request;
    if (work->network != NULL)
        return TRUE;
    const VlNetworkPlan plan = {.watch = request->watch,
                                .store = work->store,
                                .state_folder = request->state_folder,
                                .ncbi_key = request->ncbi_key};
    work->network = vl_network_open(&plan, error);
    return work->network != NULL;
}

/* An address tells services who asks; without one, none is asked. */
static gboolean
may_ask(const Work *work)
{
    return work->network != NULL &&
           work->request->watch->network.email != NULL;
}

static gboolean
ask_pubmed(Work *work, GError **error)
{
    if (!may_ask(work))
        return TRUE;
    VlPubmed *pubmed =
        vl_network_pubmed(work->network, work->request->watch, error);
    if (pubmed == NULL)
        return FALSE;
    vl_look_up_ask(work->look_up, pubmed);
    vl_pubmed_free(pubmed);
    return TRUE;
}

/* Looks for the record of ids in the files that were named, the library and,
 * if it may be asked, PubMed. */
static gboolean
find_record(Work *work, const VlIdentifiers *ids, GError **error)
{
    const VlClubRequest *request = work->request;
    const char *sources[] = {ids->pmid, NULL};
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    VlListedReference *listed = g_new0(VlListedReference, 1);
    work->listed = g_ptr_array_new_with_free_func((GDestroyNotify)listed_free);
    g_ptr_array_add(work->listed, listed);
    listed->text = (char *)request->subject;
    vl_identifiers_merge(&listed->ids, ids);
    work->look_up =
        vl_look_up_new(work->listed, sources, request->records,
                       request->data_folder, problems);
    work->record = vl_look_up_record(work->look_up, 0);
    if (work->record == NULL && ids->pmid != NULL)
        work->record = vl_look_up_pmid(work->look_up, ids->pmid);
    if (work->record == NULL && !ask_pubmed(work, error))
        return FALSE;
    if (work->record == NULL)
        work->record = vl_look_up_record(work->look_up, 0);
    if (work->record == NULL && ids->pmid != NULL)
        work->record = vl_look_up_pmid(work->look_up, ids->pmid);
    for (guint i = 0; i < problems->len; i++)
        add_problem(work, "failed", problems->pdata[i]);
    return TRUE;
}

/* ---- A file ---- */

/* "Title" of a PDF without a record: none is safe to take. */
static VlPaper *
paper_of_file(const Work *work)
{
    if (work->record != NULL)
        return vl_paper_from_record(work->record);
    return vl_paper_new();
}

static gboolean
find_record_of_file(Work *work, GError **error)
{
    g_autoptr(VlIdentityIds) ids = vl_identity_ids(work->document);
    VlIdentifiers known = {0};
    if (ids->pmids->len > 0)
        known.pmid = g_strdup(ids->pmids->pdata[0]);
    if (ids->dois->len > 0)
        known.doi = g_strdup(ids->dois->pdata[0]);
    if (ids->pmcids->len > 0)
        known.pmcid = g_strdup(ids->pmcids->pdata[0]);
    g_autofree char *base = g_path_get_basename(work->request->subject);
    vl_identifiers_scan(&known, base);
    gboolean done =
        vl_identifiers_empty(&known) || find_record(work, &known, error);
    if (work->record != NULL &&
        vl_identity_check(work->record, work->document) == VL_IDENTITY_OTHER)
        work->record = NULL;
    VlPaper *paper = work->club->paper = paper_of_file(work);
    if (work->record == NULL) {
        paper->pmid = g_strdup(known.pmid);
        paper->doi = g_strdup(known.doi);
    }
    vl_identifiers_clear(&known);
    return done;
}

static gboolean
read_file(Work *work, GError **error)
{
    /* A quote must not be of text that nobody sees. */
    VlReaderOptions reader = {0};
    if (work->request->reader != NULL)
        reader = *work->request->reader;
    reader.ink = VL_READER_INK_ALWAYS;
    work->document =
        vl_flow_read_source(work->request->subject, &reader, error);
    if (work->document == NULL || !find_record_of_file(work, error))
        return FALSE;
    VlPaper *paper = work->club->paper;
    vl_paper_set_read(paper, work->document);
    g_autoptr(GArray) alarms = vl_injection_alarms(work->document);
    vl_paper_set_hidden(paper, work->document, alarms);
    return TRUE;
}

/* ---- A PMID or DOI ---- */

static GPtrArray *
ask_nothing(const VlRecord *record, const VlReading *reading,
            GPtrArray **missing, G_GNUC_UNUSED GError **error)
{
    return vl_builtin_claims(record, reading, missing);
}

static gboolean
not_found(Work *work, GError **error)
{
    g_set_error(error, VL_ERROR, VL_ERROR_NOT_FOUND,
                "cannot find %s: %s; save its record from PubMed and name "
                "that file with --records, or let PubMed be asked with "
                "--email",
                work->request->subject,
                work->network != NULL ? "PubMed gave no record of it"
                                      : "the library holds no record of it");
    return FALSE;
}

static VlFullTexts *
open_texts(const Work *work)
{
    const VlNetwork *network = may_ask(work) ? work->network : NULL;
    const VlFullTextsOptions options = {
        .watch = work->request->watch,
        .store = work->store,
        .http = network != NULL ? network->http : NULL,
        .ncbi_key = network != NULL ? network->ncbi_key : NULL,
        .ncbi_per_second = network != NULL ? network->ncbi_rate : 0,
        .reader = work->request->reader,
        .now = work->request->now};
    return vl_full_texts_new(&options);
}

/* The way of a paper of a watch; its text is then in the library. */
static gboolean
climb(Work *work, VlTask *task, const GPtrArray *folder, GError **error)
{
    static const VlProvider looks = {"builtin", TRUE, ask_nothing};
    VlFullTexts *texts = open_texts(work);
    const VlPaperContext context = {
        .reader = work->request->reader,
        .provider = &looks,
        .store = work->store,
        .texts = texts,
        .has_folder = work->request->watch->pdf_dir != NULL,
        .events = work->request->events};
    g_autoptr(GPtrArray) tasks = g_ptr_array_new();
    g_autoptr(GPtrArray) records = g_ptr_array_new();
    g_ptr_array_add(tasks, task);
    g_ptr_array_add(records, (gpointer)task->record);
    guint n_foreign = 0;
    gboolean done = vl_tasks_recognise(tasks, folder, &context,
                                       work->club->problems, &n_foreign,
                                       error);
    if (done) {
        vl_full_texts_prepare(texts, records);
        done = vl_tasks_read(tasks, &context, error);
    }
    vl_full_texts_free(texts);
    return done;
}

static GPtrArray *
list_folder(Work *work)
{
    const char *path = work->request->watch->pdf_dir;
    g_autoptr(GError) error = NULL;
    GPtrArray *folder =
        path != NULL ? vl_folder_index(path, &error) : g_ptr_array_new();
    if (folder != NULL)
        return folder;
    add_problem(work, vl_error_name(error), error->message);
    return g_ptr_array_new();
}

static gboolean
nothing_read(const Work *work, GError **error)
{
    const GPtrArray *problems = work->club->problems;
    const VlUnread *last =
        problems->len > 0 ? problems->pdata[problems->len - 1] : NULL;
    g_set_error(error, VL_ERROR, VL_ERROR_NOT_FOUND,
                "nothing of %s could be read: %s", work->request->subject,
                last != NULL ? last->reason : "there is no text of it");
    return FALSE;
}

static gboolean
read_record(Work *work, GError **error)
{
    VlClub *club = work->club;
    g_autoptr(GPtrArray) folder = list_folder(work);
    g_autoptr(VlTask) task = vl_task_new(work->record, folder);
    if (!climb(work, task, folder, error))
        return FALSE;
    g_ptr_array_extend_and_steal(club->problems,
                                 g_ptr_array_ref(task->problems));
    club->paper = g_steal_pointer(&task->paper);
    g_ptr_array_set_size(club->paper->claims, 0);
    g_ptr_array_set_size(club->paper->missing, 0);
    if (club->paper->read.rendering_sha256 == NULL)
        return nothing_read(work, error);
    work->document = vl_store_get_rendering(
        work->store, club->paper->read.rendering_sha256, NULL, error);
    return work->document != NULL;
}

static gboolean
read_subject(Work *work, GError **error)
{
    const char *subject = work->request->subject;
    VlIdentifiers ids = {0};
    gsize n = strlen(subject);
    if (n > 0 && n <= 9 && strspn(subject, "0123456789") == n)
        ids.pmid = g_strdup(subject);
    else
        vl_identifiers_scan(&ids, subject);
    gboolean named = !vl_identifiers_empty(&ids);
    gboolean done = FALSE;
    if (!named) {
        g_set_error(error, VL_ERROR, VL_ERROR_NOT_FOUND,
                    "'%s' is neither a file nor a PMID or DOI", subject);
    } else {
        done = open_store(work, error) &&
               (work->request->watch->network.email == NULL ||
                open_network(work, error)) &&
               find_record(work, &ids, error) &&
               (work->record != NULL || not_found(work, error)) &&
               read_record(work, error);
    }
    vl_identifiers_clear(&ids);
    return done;
}

/* ---- A model ---- */

static gboolean
open_asking(Work *work, GError **error)
{
    static const char *const purposes[] = {"club", NULL};
    const VlClubRequest *request = work->request;
    if (!vl_asking_is_wanted(request->watch))
        return TRUE;
    if (!open_store(work, error) ||
        (vl_asking_needs_network(request->watch) &&
         !open_network(work, error)))
        return FALSE;
    const VlModelPlan plan = {.watch = request->watch,
                              .provider = request->watch->provider,
                              .settings = &request->watch->llm,
                              .network = work->network,
                              .store = work->store,
                              .key = request->model_key,
                              .prices_file = request->prices_file};
    work->asking =
        vl_asking_open(&plan, request->prompts_folder, purposes, error);
    return work->asking != NULL;
}

/* A PDF of the user's own, as one of his folder: it leaves this machine only
 * when he says so. */
static gboolean
is_own_pdf(const Work *work)
{
    const VlRead *read = &work->club->paper->read;
    return work->document->kind == VL_RENDERING_PDF &&
           g_strcmp0(read->tier, "folder") == 0;
}

static gboolean
ask_model(Work *work, const VlReading *reading, GError **error)
{
    VlClub *club = work->club;
    if (work->asking == NULL)
        return TRUE;
    VlModel *model = work->asking->setup->model;
    const VlClubAskPlan plan = {
        .model = model,
        .prompt = vl_asking_prompt(work->asking, "club"),
        .title = club->paper->title,
        .subject = club->paper->name,
        .of_pdf_dir = is_own_pdf(work)};
    if (plan.of_pdf_dir && !vl_model_may_take_pdf(model))
        club->paper->asked = vl_asking_kept_here(reading);
    else if (!vl_club_ask(&plan, club, reading, error))
        return FALSE;
    if (club->paper->asked->model == NULL)
        club->paper->asked->model = g_strdup(work->asking->name);
    VlUnread *failure = vl_asking_failure(club->paper);
    if (failure != NULL)
        g_ptr_array_add(club->problems, failure);
    return TRUE;
}

/* ---- The sheet ---- */

static void
judge_claims(const VlClub *club, const VlSource *source)
{
    guint n = 0;
    for (guint i = 0; i < club->sections->len; i++) {
        const VlClubSection *section = club->sections->pdata[i];
        for (guint j = 0; j < section->items->len; j++) {
            VlClubItem *item = section->items->pdata[j];
            for (guint k = 0; k < item->claims->len; k++) {
                VlClaim *claim = item->claims->pdata[k];
                if (claim->said == NULL)
                    vl_judge_extract(claim, source);
                g_free(claim->id);
                claim->id = g_strdup_printf("club-%u", ++n);
            }
        }
    }
    if (club->design.claim != NULL) {
        vl_judge_extract(club->design.claim, source);
        g_free(club->design.claim->id);
        club->design.claim->id = g_strdup("club-design");
    }
}

static gboolean
fill_sheet(Work *work, GError **error)
{
    VlClub *club = work->club;
    if (work->document->sha256 == NULL)
        vl_document_seal(work->document);
    g_autoptr(VlReading) reading = vl_reading_new(work->document);
    if (!vl_club_fill(club, work->record, reading, work->request->sheet,
                      error) ||
        !open_asking(work, error) || !ask_model(work, reading, error))
        return FALSE;
    g_autoptr(VlSource) source = vl_source_new(work->document);
    judge_claims(club, source);
    vl_club_close(club, reading);
    club->model.provider = g_strdup(work->request->watch->provider);
    club->model.name = g_strdup(work->request->watch->llm.name);
    club->model.rules = vl_rules_sha256();
    club->made = vl_date_time_iso(work->request->now);
    club->version = g_strdup(PACKAGE_VERSION);
    return TRUE;
}

VlClub *
vl_flow_club(const VlClubRequest *request, GError **error)
{
    g_auto(Work) work = {.request = request};
    work.club = vl_club_new(g_strcmp0(request->watch->language, "fr") == 0
                                ? "fr"
                                : "en");
    gboolean is_file = g_file_test(request->subject, G_FILE_TEST_EXISTS);
    gboolean done = is_file ? read_file(&work, error)
                            : read_subject(&work, error);
    if (!done || !fill_sheet(&work, error))
        return NULL;
    return g_steal_pointer(&work.club);
}
