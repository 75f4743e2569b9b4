#include "config.h"

#include "flow/papers.h"

#include <string.h>

#include "base/error.h"
#include "digest/fulltext.h"
#include "flow/plates.h"
#include "flow/recognise.h"
#include "store/runs.h"

/* Papers of earlier digests that a file is looked for, the newest first. */
#define MAX_AWAITED 300

struct VlPapers {
    VlPapersPlan plan;
    VlReaderOptions reader;
    VlFullTexts *texts;
    VlPaperContext context;
    GPtrArray *folder;  /* VlFolderFile */
    GPtrArray *awaited; /* VlRecord of earlier digests */
    GPtrArray *tasks;   /* VlTask */
};

static VlFullTexts *
new_texts(const VlPapersPlan *plan, const VlReaderOptions *reader)
{
    const VlNetwork *network = plan->network;
    const VlFullTextsOptions options = {
        .watch = plan->watch,
        .store = plan->store,
        .http = network != NULL ? network->http : NULL,
        .pubmed = plan->pubmed,
        .ncbi_key = network != NULL ? network->ncbi_key : NULL,
        .ncbi_per_second = network != NULL ? network->ncbi_rate : 0,
        .reader = reader,
        .now = plan->now};
    return vl_full_texts_new(&options);
}

VlPapers *
vl_papers_new(const VlPapersPlan *plan)
{
    VlPapers *papers = g_new0(VlPapers, 1);
    papers->plan = *plan;
    if (plan->reader != NULL)
        papers->reader = *plan->reader;
    /* What goes to a model has each of its pages compared with its ink. */
    if (plan->provider->asks_model)
        papers->reader.ink = VL_READER_INK_ALWAYS;
    papers->texts = new_texts(plan, &papers->reader);
    papers->context =
        (VlPaperContext){.reader = plan->reader,
                         .provider = plan->provider,
                         .asking = plan->asking,
                         .store = plan->store,
                         .texts = papers->texts,
                         .has_folder = plan->watch->pdf_dir != NULL,
                         .events = plan->events};
    papers->folder = g_ptr_array_new();
    papers->awaited =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_record_free);
    papers->tasks =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_task_free);
    return papers;
}

void
vl_papers_free(VlPapers *papers)
{
    if (papers == NULL)
        return;
    g_ptr_array_unref(papers->tasks);
    g_ptr_array_unref(papers->awaited);
    g_ptr_array_unref(papers->folder);
    vl_full_texts_free(papers->texts);
    g_free(papers);
}

const GPtrArray *
vl_papers_tasks(const VlPapers *papers)
{
    return papers->tasks;
}

/* ---- Gathering ---- */

static void
list_folder(VlPapers *papers, GPtrArray *problems)
{
    const char *path = papers->plan.watch->pdf_dir;
    g_autoptr(GError) error = NULL;
    if (path == NULL)
        return;
    GPtrArray *folder = vl_folder_index(path, &error);
    if (folder == NULL) {
        g_ptr_array_add(problems,
                        vl_unread_new(NULL, NULL, path, vl_error_name(error),
                                      error->message));
        return;
    }
    g_ptr_array_unref(papers->folder);
    papers->folder = folder;
}

/* The record of a paper of the library; NULL: it has none of that name. */
static VlRecord *
record_of(VlStore *store, const char *name)
{
    const char *pmid =
        g_str_has_prefix(name, "pmid:") ? name + strlen("pmid:") : NULL;
    return pmid != NULL ? vl_store_get_record(store, pmid, NULL) : NULL;
}

/* Tasks for papers that await their full text; those of this run aside. */
static gboolean
add_awaited(VlPapers *papers, const VlChoice *choice, GError **error)
{
    const VlPapersPlan *plan = &papers->plan;
    if (papers->folder->len == 0)
        return TRUE;
    g_autoptr(GPtrArray) names =
        vl_store_awaited(plan->store, plan->identity, MAX_AWAITED, error);
    if (names == NULL)
        return FALSE;
    g_autoptr(GHashTable) here = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < choice->shown->len; i++)
        g_hash_table_add(here, ((VlShown *)choice->shown->pdata[i])->name);
    for (guint i = 0; i < names->len; i++) {
        VlRecord *record = g_hash_table_contains(here, names->pdata[i])
                               ? NULL
                               : record_of(plan->store, names->pdata[i]);
        if (record == NULL)
            continue;
        g_ptr_array_add(papers->awaited, record);
        VlTask *task = vl_task_new(record, papers->folder);
        task->again = TRUE;
        g_ptr_array_add(papers->tasks, task);
    }
    return TRUE;
}

/* Of the awaited papers, those that have a file now stay and are shown. */
static void
keep_found(VlPapers *papers, VlChoice *choice)
{
    for (guint i = papers->tasks->len; i > 0; i--) {
        const VlTask *task = papers->tasks->pdata[i - 1];
        if (!task->again)
            continue;
        if (!vl_task_has_file(task)) {
            g_ptr_array_remove_index(papers->tasks, i - 1);
            continue;
        }
        g_autofree char *name = vl_intake_name(task->record);
        g_autofree char *doi =
            task->record->doi != NULL
                ? g_ascii_strdown(task->record->doi, -1)
                : NULL;
        g_ptr_array_add(choice->shown, vl_shown_new(name, doi, TRUE));
    }
}

gboolean
vl_papers_gather(VlPapers *papers, VlChoice *choice, GPtrArray *problems,
                 GError **error)
{
    list_folder(papers, problems);
    for (guint i = 0; i < choice->records->len; i++)
        g_ptr_array_add(papers->tasks, vl_task_new(choice->records->pdata[i],
                                                   papers->folder));
    guint n_foreign = 0;
    if (!add_awaited(papers, choice, error) ||
        !vl_tasks_recognise(papers->tasks, papers->folder, &papers->context,
                            problems, &n_foreign, error))
        return FALSE;
    keep_found(papers, choice);
    return TRUE;
}

/* ---- Reading ---- */

/* That a service failed is one of the run's failures when the paper had to
 * do without its full text. */
static void
note_failure(const VlTask *task, GPtrArray *problems)
{
    const VlPaper *paper = task->paper;
    const GPtrArray *list = paper->read.tried;
    if (vl_paper_is_screened_out(paper) || !vl_paper_lacks_full_text(paper))
        return;
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const VlTried *tried = list->pdata[i];
        if (tried->outcome != VL_TRIED_FAILED)
            continue;
        g_autofree char *reason = g_strdup_printf(
            "PMID %s: its full text was not to be had: %s: %s",
            paper->pmid != NULL ? paper->pmid : "none", tried->step,
            tried->reason);
        g_ptr_array_add(problems,
                        vl_unread_new(paper->pmid, paper->title, NULL,
                                      "unreachable", reason));
        return;
    }
}

static void
move_all(GPtrArray *to, GPtrArray *from)
{
    g_ptr_array_extend_and_steal(to, g_ptr_array_ref(from));
}

gboolean
vl_papers_read(VlPapers *papers, GPtrArray *problems, GError **error)
{
    g_autoptr(GPtrArray) records = g_ptr_array_new();
    for (guint i = 0; i < papers->tasks->len; i++) {
        const VlTask *task = papers->tasks->pdata[i];
        if (!task->again)
            g_ptr_array_add(records, (gpointer)task->record);
    }
    vl_full_texts_prepare(papers->texts, records);
    if (!vl_tasks_read(papers->tasks, &papers->context, error))
        return FALSE;
    for (guint i = 0; i < papers->tasks->len; i++) {
        const VlTask *task = papers->tasks->pdata[i];
        move_all(problems, task->problems);
        note_failure(task, problems);
    }
    return TRUE;
}

/* ---- Telling ---- */

static void
mark_awaited(const GPtrArray *shown, GHashTable *awaited)
{
    for (guint i = 0; i < shown->len; i++) {
        VlShown *paper = shown->pdata[i];
        paper->awaited = g_hash_table_contains(awaited, paper->name);
    }
}

void
vl_papers_tell(VlPapers *papers, VlDigest *digest, const GPtrArray *shown)
{
    const char *resolver = papers->plan.watch->resolver;
    g_autoptr(GHashTable) awaited =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < papers->tasks->len; i++) {
        VlTask *task = papers->tasks->pdata[i];
        if (vl_paper_is_screened_out(task->paper)) {
            task->screened_out = TRUE;
            g_ptr_array_add(digest->screened, g_steal_pointer(&task->paper));
            continue;
        }
        if (vl_paper_lacks_full_text(task->paper)) {
            char *name = vl_intake_name(task->record);
            if (name != NULL)
                g_hash_table_add(awaited, name);
        }
        vl_digest_add_to_fetch(digest, task->paper, task->open_link, resolver);
        g_ptr_array_add(digest->papers, g_steal_pointer(&task->paper));
    }
    mark_awaited(shown, awaited);
}

GPtrArray *
vl_papers_plates(const VlPapers *papers, const VlDigest *digest)
{
    GPtrArray *jobs = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0, n = 0; i < papers->tasks->len; i++) {
        const VlTask *task = papers->tasks->pdata[i];
        if (task->screened_out)
            continue;
        VlPlateJob *job = g_new0(VlPlateJob, 1);
        job->paper = digest->papers->pdata[n++];
        job->path = task->path != NULL ? task->path : task->pdf_path;
        g_ptr_array_add(jobs, job);
    }
    return jobs;
}
