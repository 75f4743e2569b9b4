#include "config.h"

#include "flow/paper.h"

#include "base/error.h"
#include "digest/build.h"
#include "digest/fulltext.h"
#include "digest/repaired.h"
#include "flow/pdf-place.h"
#include "flow/pool.h"
#include "flow/screening.h"
#include "fulltext/identity.h"
#include "guard/injection.h"
#include "reading/abstract.h"
#include "reading/read.h"
#include "reading/repair.h"
#include "verify/locate/extract.h"
#include "verify/locate/locate.h"

/* Papers that wait for the network at once. */
#define MAX_WAITING 32

VlTask *
vl_task_new(const VlRecord *record, const GPtrArray *folder)
{
    VlTask *task = g_new0(VlTask, 1);
    task->record = record;
    task->files = vl_folder_find(folder, record);
    task->problems =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_unread_free);
    return task;
}

void
vl_task_free(VlTask *task)
{
    if (task == NULL)
        return;
    g_ptr_array_unref(task->files);
    g_free(task->path);
    vl_paper_free(task->paper);
    g_ptr_array_unref(task->problems);
    g_free(task->open_link);
    g_free(task->pdf_path);
    g_free(task);
}

gboolean
vl_task_has_file(const VlTask *task)
{
    return task->files->len > 0;
}

static VlGate *
gate_of(const VlPaperContext *context)
{
    return context->texts != NULL ? vl_full_texts_gate(context->texts) : NULL;
}

/* What to call the paper in a message. */
static char *
paper_name(const VlRecord *record)
{
    if (record->pmid != NULL)
        return g_strdup_printf("PMID %s", record->pmid);
    return g_strdup(record->doi != NULL ? record->doi
                                        : vl_record_title(record));
}

static void
add_problem(VlTask *task, const char *path, const char *code,
            const char *reason)
{
    g_autofree char *file = path != NULL ? g_path_get_basename(path) : NULL;
    g_ptr_array_add(task->problems,
                    vl_unread_new(task->record->pmid,
                                  vl_record_title(task->record), file, code,
                                  reason));
}

/* What goes to a model has each of its pages compared with its ink. */
static VlDocument *
read_pdf(const char *path, const VlPaperContext *context, GError **error)
{
    VlReaderOptions options = {0};
    if (context->reader != NULL)
        options = *context->reader;
    if (context->provider->asks_model)
        options.ink = VL_READER_INK_ALWAYS;
    return vl_fulltext_read_pdf(path, &options, error);
}

/* ---- Whose text is it ---- */

static void
set_aside(VlTask *task, const char *path, const VlDocument *document)
{
    g_autoptr(VlIdentityIds) ids = vl_identity_ids(document);
    g_autofree char *name = paper_name(task->record);
    const char *doi = ids->dois->len > 0 ? ids->dois->pdata[0] : NULL;
    g_autofree char *reason = g_strdup_printf(
        "'%s' holds another paper%s%s, not %s as its name says: it was set "
        "aside; rename it",
        path, doi != NULL ? ", " : "", doi != NULL ? doi : "", name);
    add_problem(task, path, "another_paper", reason);
}

/* The document of the first file that is the paper's, or of the first that
 * may be (an appendix bears its number too); the others fail for a reason
 * that is kept. */
static VlDocument *
read_named(VlTask *task, const VlPaperContext *context)
{
    g_autoptr(VlDocument) unsure = NULL;
    const char *unsure_path = NULL;
    for (guint i = 0; i < task->files->len; i++) {
        const VlFolderFile *file = task->files->pdata[i];
        g_autoptr(GError) error = NULL;
        g_autoptr(VlDocument) document =
            read_pdf(file->path, context, &error);
        if (document == NULL) {
            add_problem(task, file->path, vl_error_name(error), error->message);
            continue;
        }
        VlIdentity identity = vl_identity_check(task->record, document);
        if (identity == VL_IDENTITY_OTHER) {
            set_aside(task, file->path, document);
            continue;
        }
        if (identity == VL_IDENTITY_UNSURE) {
            if (unsure == NULL) {
                unsure = g_steal_pointer(&document);
                unsure_path = file->path;
            }
            continue;
        }
        task->path = g_strdup(file->path);
        return g_steal_pointer(&document);
    }
    if (unsure == NULL)
        return NULL;
    if (unsure->warning == NULL)
        unsure->warning =
            g_strdup("only the file's name says that it is this paper: "
                     "neither its title nor an identifier was found on its "
                     "first pages");
    task->path = g_strdup(unsure_path);
    return g_steal_pointer(&unsure);
}

/* ---- Reading ---- */

/* Hidden text that comes to light on the pages that are quoted changes what
 * is quoted; after so many times, all pages are looked at. */
#define MAX_ROUNDS 5

static int
compare_pages(gconstpointer a, gconstpointer b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    return x < y ? -1 : x > y;
}

/* The folder's step of the ladder. */
typedef struct {
    VlTask *task;
    const VlPaperContext *context;
} Folder;

static void
note_problems(const VlTask *task, guint first, GPtrArray *tried)
{
    for (guint i = first; i < task->problems->len; i++) {
        const VlUnread *problem = task->problems->pdata[i];
        gboolean other = g_strcmp0(problem->code, "another_paper") == 0;
        g_ptr_array_add(tried,
                        vl_tried_new("folder",
                                     other ? VL_TRIED_OTHER : VL_TRIED_DAMAGED,
                                     NULL, problem->reason));
    }
}

static VlDocument *
take_from_folder(gpointer data, VlFullText **text, GPtrArray *tried)
{
    const Folder *folder = data;
    VlTask *task = folder->task;
    const VlPaperContext *context = folder->context;
    guint first = task->problems->len;
    VlGate *gate = gate_of(context);
    vl_gate_enter(gate);
    VlDocument *document = read_named(task, context);
    vl_gate_leave(gate);
    note_problems(task, first, tried);
    if (document == NULL) {
        if (context->has_folder && task->files->len == 0)
            g_ptr_array_add(tried, vl_tried_new("folder", VL_TRIED_ABSENT, NULL,
                                                "no file in it is this paper"));
        return NULL;
    }
    g_ptr_array_add(tried, vl_tried_new("folder", VL_TRIED_READ, NULL, NULL));
    *text = vl_full_text_new(TRUE, "folder");
    (*text)->path = g_strdup(task->path);
    (*text)->sha256 = g_strdup(document->file_sha256);
    return document;
}

static VlClimb *
climb_for(VlTask *task, const VlPaperContext *context, GError **error)
{
    static const char *const steps[] = {"folder", NULL};
    const VlLadder alone = {.steps = steps, .reader = context->reader};
    Folder folder = {task, context};
    if (context->texts == NULL)
        return vl_ladder_climb(&alone, task->record, NULL, take_from_folder,
                               &folder);
    return vl_full_texts_climb(context->texts, task->record, task->again,
                               take_from_folder, &folder, error);
}

/* What is read: the text that the climb found, or the abstract. */
static VlDocument *
take_text(VlTask *task, VlClimb *climb)
{
    if (climb->document != NULL) {
        /* A name of the library's own tells a reader nothing. */
        if (climb->text->fetched != NULL)
            g_clear_pointer(&climb->document->file, g_free);
        return g_steal_pointer(&climb->document);
    }
    if (vl_record_has_abstract(task->record))
        return vl_document_from_record(task->record);
    add_problem(task, NULL, "no_abstract",
                "the record has no abstract and no full text was found");
    return NULL;
}

/* PMC may know of a retraction before the record does. */
static void
note_retraction(VlPaper *paper, const VlClimb *climb)
{
    if (!climb->retracted || paper->retracted)
        return;
    paper->retracted = TRUE;
    g_ptr_array_add(
        paper->notices,
        vl_digest_notice_new(vl_notice_kind_name(VL_NOTICE_RETRACTION), NULL,
                             "PMC marks the article as retracted"));
}

static void
place_quotes(const VlPaper *paper, const VlDocument *document, VlDocument *pdf)
{
    if (pdf == NULL)
        return;
    vl_repair_find(pdf, document);
    g_autoptr(VlSource) source = vl_source_new(pdf);
    for (guint i = 0; i < paper->claims->len; i++) {
        const VlClaim *claim = paper->claims->pdata[i];
        for (guint j = 0; j < claim->quotes->len; j++) {
            VlQuote *quote = claim->quotes->pdata[j];
            vl_pdf_place_find(source, pdf, quote, &quote->pdf);
        }
    }
}

/* The pages of the quotes, in order, each once. */
static GArray *
quoted_pages(const GPtrArray *claims)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    GArray *pages = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < claims->len; i++) {
        const VlClaim *claim = claims->pdata[i];
        for (guint j = 0; j < claim->quotes->len; j++) {
            const VlHit *hit = ((VlQuote *)claim->quotes->pdata[j])->hit;
            for (guint k = 0; k < hit->segments->len; k++) {
                guint page = ((VlSegment *)hit->segments->pdata[k])->page;
                if (g_hash_table_add(seen, GUINT_TO_POINTER(page)))
                    g_array_append_val(pages, page);
            }
        }
    }
    g_array_sort(pages, compare_pages);
    return pages;
}

/* What a provider says of the document, as it is read now. */
static GPtrArray *
ask(VlTask *task, const VlDocument *document, const VlProvider *provider,
    GPtrArray **missing, GError **error)
{
    g_autoptr(VlReading) reading = vl_reading_new(document);
    return provider->claims(task->record, reading, missing, error);
}

static GArray *
all_pages(const VlDocument *document)
{
    GArray *pages = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 1; i <= document->pages->len; i++)
        g_array_append_val(pages, i);
    return pages;
}

/* Signs that the PDF's text lost are read from PubMed's abstract, where that
 * has the same sentence. */
static void
repair(const VlTask *task, VlDocument *document)
{
    if (document->kind != VL_RENDERING_PDF ||
        !vl_record_has_abstract(task->record))
        return;
    g_autoptr(VlDocument) abstract = vl_document_from_record(task->record);
    vl_repair_find(document, abstract);
}

/* Asks until no page that is quoted holds hidden text that nobody has looked
 * for.  Before a model all pages were looked at (read_pdf); of another
 * provider only the quotes are seen, and drawing each page would cost
 * several times the reading. */
static GPtrArray *
ask_openly(VlTask *task, VlDocument *document, const VlPaperContext *context,
           GPtrArray **missing, GError **error)
{
    for (guint round = 0;; round++) {
        repair(task, document);
        GPtrArray *claims =
            ask(task, document, context->provider, missing, error);
        if (claims == NULL || task->path == NULL)
            return claims;
        g_autoptr(GArray) pages = round < MAX_ROUNDS ? quoted_pages(claims)
                                                     : all_pages(document);
        if (!vl_fulltext_look(document, task->path, pages, context->reader))
            return claims;
        g_ptr_array_unref(claims);
        g_clear_pointer(missing, g_ptr_array_unref);
    }
}

static gboolean
add_claims(VlTask *task, VlDocument *document, const VlPaperContext *context,
           GError **error)
{
    g_autoptr(GPtrArray) missing = NULL;
    g_autoptr(GPtrArray) claims =
        ask_openly(task, document, context, &missing, error);
    if (claims == NULL)
        return FALSE;
    g_autoptr(VlSource) source = vl_source_new(document);
    for (guint i = 0; i < claims->len; i++)
        vl_judge_extract(claims->pdata[i], source);
    g_ptr_array_extend_and_steal(task->paper->claims, g_steal_pointer(&claims));
    g_ptr_array_extend_and_steal(task->paper->missing,
                                 g_steal_pointer(&missing));
    return TRUE;
}

static char *
absolute(const char *path)
{
    return path != NULL ? g_canonicalize_filename(path, NULL) : NULL;
}

/* The text that repairs come from, or that the paper was screened by, so that
 * they can be checked. */
static gboolean
keep_abstract(const VlTask *task, const VlDocument *document, VlStore *store,
              GError **error)
{
    if (task->paper->screening == NULL &&
        (document == NULL || document->repairs->len == 0))
        return TRUE;
    g_autoptr(VlDocument) abstract = vl_document_from_record(task->record);
    return vl_store_put_rendering(store, abstract, NULL, error);
}

static gboolean
keep(const VlTask *task, const VlDocument *document, const VlClimb *climb,
     VlStore *store, GError **error)
{
    if (store == NULL)
        return TRUE;
    g_autofree char *path =
        absolute(climb->text != NULL ? climb->text->path : NULL);
    g_autofree char *pdf_path =
        absolute(climb->pdf_text != NULL ? climb->pdf_text->path : NULL);
    return vl_store_put_record(store, task->record, error) &&
           (document == NULL ||
            vl_store_put_rendering(store, document, path, error)) &&
           keep_abstract(task, document, store, error) &&
           (climb->pdf == NULL ||
            vl_store_put_rendering(store, climb->pdf, pdf_path, error));
}

static gboolean
digest_paper(VlTask *task, VlDocument *document, const VlClimb *climb,
             const VlPaperContext *context, GError **error)
{
    if (document == NULL)
        return TRUE;
    VlGate *gate = gate_of(context);
    /* Outside of the gate: a model's answer takes no processor here. */
    if (context->asking != NULL) {
        repair(task, document);
        if (!vl_screening_ask(context->asking, task->record, document,
                              climb->text, task->paper, error))
            return FALSE;
        if (vl_paper_is_screened_out(task->paper))
            return TRUE;
        if (!vl_asking_paper(context->asking, task->record, document,
                             climb->text, task->paper, error))
            return FALSE;
    }
    vl_gate_enter(gate);
    gboolean done = context->asking != NULL ||
                    add_claims(task, document, context, error);
    place_quotes(task->paper, document, climb->pdf);
    vl_gate_leave(gate);
    return done;
}

static void
tell_reading(VlTask *task, const VlDocument *document, const VlClimb *climb)
{
    VlPaper *paper = task->paper;
    paper->again = task->again;
    task->open_link = g_strdup(climb->open_link);
    if (paper->pmcid == NULL)
        paper->pmcid = g_strdup(climb->pmcid);
    vl_paper_set_read(paper, document);
    if (document != NULL)
        vl_paper_set_repaired(paper, document);
    vl_paper_set_source(paper, climb->text, g_ptr_array_ref(climb->tried),
                        climb->pdf, climb->pdf_text);
    note_retraction(paper, climb);
    if (document == NULL)
        return;
    g_autoptr(GArray) alarms = vl_injection_alarms(document);
    vl_paper_set_hidden(paper, document, alarms);
}

/* By its abstract, before its full text is even looked for; a paper without
 * one is screened by what is read of it. */
static gboolean
screen_abstract(VlTask *task, const VlPaperContext *context, GError **error)
{
    if (context->asking == NULL || !vl_record_has_abstract(task->record))
        return TRUE;
    g_autoptr(VlDocument) abstract = vl_document_from_record(task->record);
    if (!vl_screening_ask(context->asking, task->record, abstract, NULL,
                          task->paper, error))
        return FALSE;
    if (!vl_paper_is_screened_out(task->paper))
        return TRUE;
    vl_paper_set_read(task->paper, abstract);
    return context->store == NULL ||
           (vl_store_put_record(context->store, task->record, error) &&
            vl_store_put_rendering(context->store, abstract, NULL, error));
}

static gboolean
read_paper(gpointer item, gpointer data, GError **error)
{
    VlTask *task = item;
    const VlPaperContext *context = data;
    task->paper = vl_paper_from_record(task->record);
    if (!screen_abstract(task, context, error))
        return FALSE;
    if (vl_paper_is_screened_out(task->paper))
        return TRUE;
    g_autoptr(VlClimb) climb = climb_for(task, context, error);
    if (climb == NULL)
        return FALSE;
    g_autoptr(VlDocument) document = take_text(task, climb);
    /* Of what is read: a PDF beside it is another file. */
    gboolean is_pdf = climb->text != NULL && climb->text->is_pdf;
    g_free(task->path);
    task->path = is_pdf ? g_strdup(climb->text->path) : NULL;
    if (climb->pdf_text != NULL)
        task->pdf_path = g_strdup(climb->pdf_text->path);
    if (!digest_paper(task, document, climb, context, error))
        return FALSE;
    tell_reading(task, document, climb);
    return keep(task, document, climb, context->store, error);
}

gboolean
vl_tasks_read(const GPtrArray *tasks, const VlPaperContext *context,
              GError **error)
{
    gboolean asks =
        context->texts != NULL && vl_full_texts_asks(context->texts);
    return vl_pool_run_wide(tasks, read_paper, (gpointer)context,
                            asks || context->asking != NULL ? MAX_WAITING : 0,
                            "papers", context->events, error);
}
