#include "config.h"

#include "flow/check.h"

#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "flow/evidence.h"
#include "flow/look-up.h"
#include "flow/network.h"
#include "flow/source.h"
#include "fulltext/identity.h"
#include "reading/abstract.h"
#include "reading/repair.h"
#include "reading/summary.h"
#include "verify/sense/terms.h"

/* A source with what names it. */
typedef struct {
    VlDocument *document; /* owned by the grounds, once they are made */
    VlGrounds *grounds;   /* NULL: not read */
    VlIdentifiers ids;
} Source;

typedef struct {
    const VlCheckRequest *request;
    VlCheck *check;
    VlSummary *summary;
    VlLookUp *look_up;
    VlOpinions *opinions; /* NULL: no model is asked */
    GArray *sources;     /* Source, as check->sources */
    GArray *of_reference; /* guint: index in sources + 1 of each listed
                             reference; 0: none */
} Work;

/* ---- The summary ---- */

static char *
read_all(const char *path, GError **error)
{
    g_autoptr(VlInput) input = vl_input_open(path, error);
    if (input == NULL)
        return NULL;
    g_autoptr(GString) all = g_string_new(NULL);
    const char *bytes = NULL;
    gsize n = 0;
    for (;;) {
        if (!vl_input_next(input, &bytes, &n, error))
            return NULL;
        if (n == 0)
            break;
        g_string_append_len(all, bytes, (gssize)n);
        if (all->len > VL_BLOCKS_MAX_BYTES) {
            g_set_error(error, VL_ERROR, VL_ERROR_TOO_BIG,
                        "cannot check %s: longer than %u MB; a summary is "
                        "meant, not its source",
                        vl_input_name(input), VL_BLOCKS_MAX_BYTES >> 20);
            return NULL;
        }
    }
    return vl_decode_text(all->str, all->len, vl_input_name(input), error);
}

static VlSummary *
read_summary(const char *path, GError **error)
{
    g_autofree char *text = read_all(path, error);
    if (text == NULL)
        return NULL;
    g_autoptr(VlSummary) summary =
        vl_summary_new(vl_text_is_html(text) ? vl_blocks_from_html(text)
                                             : vl_blocks_from_markdown(text));
    if (summary->statements->len > 0 || summary->references->len > 0)
        return g_steal_pointer(&summary);
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                "cannot check %s: there is no sentence in it",
                g_str_equal(path, "-") ? "standard input" : path);
    return NULL;
}

/* ---- Sources ---- */

/* FALSE: the records that the summary cites are its sources. */
static gboolean
names_sources(const VlCheckRequest *request)
{
    return request->sources != NULL && *request->sources != NULL;
}

static gboolean
names_pmid(const char *name)
{
    return vl_is_pmid(name) && !g_file_test(name, G_FILE_TEST_EXISTS);
}

static void
source_clear(gpointer data)
{
    Source *source = data;
    if (source->grounds == NULL)
        vl_document_free(source->document);
    vl_grounds_free(source->grounds);
    vl_identifiers_clear(&source->ids);
}

static void
name_source(Source *source, VlCheckedSource *checked,
            const VlDocument *document)
{
    VlIdentityIds *ids = vl_identity_ids(document);
    if (ids->pmids->len > 0)
        source->ids.pmid = g_strdup(ids->pmids->pdata[0]);
    if (ids->dois->len > 0)
        source->ids.doi = g_strdup(ids->dois->pdata[0]);
    if (ids->pmcids->len > 0)
        source->ids.pmcid = g_strdup(ids->pmcids->pdata[0]);
    vl_identity_ids_free(ids);
    g_autofree char *base = g_path_get_basename(checked->name);
    vl_identifiers_scan(&source->ids, base);
    checked->pmid = g_strdup(source->ids.pmid);
    checked->doi = g_strdup(source->ids.doi);
}

/* Takes the document. */
static void
add_source(Work *work, const char *name, VlDocument *document)
{
    VlCheckedSource *checked = vl_checked_source_new(name);
    Source source = {0};
    vl_checked_source_describe(checked, document);
    name_source(&source, checked, document);
    source.document = document;
    g_ptr_array_add(work->check->sources, checked);
    g_array_append_val(work->sources, source);
}

/* Once all are there: signs that a PDF's text lost are read from another
 * source that is the same paper, where that has the same sentence. */
static void
make_grounds(Work *work)
{
    Source *all = &g_array_index(work->sources, Source, 0);
    for (guint i = 0; i < work->sources->len; i++) {
        VlDocument *document = all[i].document;
        gboolean done = all[i].grounds != NULL ||
                        document->kind != VL_RENDERING_PDF;
        for (guint k = 0; k < work->sources->len && !done; k++)
            done = all[k].document->kind <= VL_RENDERING_JATS &&
                   vl_identifiers_same(&all[i].ids, &all[k].ids) &&
                   vl_repair_find(document, all[k].document) > 0;
        if (all[i].grounds == NULL)
            all[i].grounds = vl_grounds_new(document);
    }
}

static void
merge_record(VlIdentifiers *ids, const VlRecord *record)
{
    const VlIdentifiers known = {(char *)record->pmid, (char *)record->doi,
                                 (char *)record->pmcid, NULL};
    vl_identifiers_merge(ids, &known);
}

static void
add_record_source(Work *work, const VlRecord *record)
{
    g_autofree char *name = vl_record_name(record);
    g_autofree char *shown =
        record->pmid != NULL ? g_strdup_printf("PMID %s", record->pmid)
                             : g_strdup(name);
    VlDocument *document = vl_document_from_record(record);
    vl_document_seal(document);
    add_source(work, shown, document);
    Source *source =
        &g_array_index(work->sources, Source, work->sources->len - 1);
    VlCheckedSource *checked =
        work->check->sources->pdata[work->sources->len - 1];
    g_free(checked->title);
    checked->title = g_strdup(record->title);
    merge_record(&source->ids, record);
    g_free(checked->pmid);
    checked->pmid = g_strdup(record->pmid);
    vl_check_add_notices(checked->notices, record);
}

static void
add_problem(Work *work, const char *text)
{
    g_ptr_array_add(work->check->problems, g_strdup(text));
}

static void
read_source(Work *work, const char *name, GError **first)
{
    g_autoptr(GError) error = NULL;
    if (names_pmid(name)) {
        const VlRecord *record = vl_look_up_pmid(work->look_up, name);
        if (record != NULL) {
            add_record_source(work, record);
            return;
        }
        g_set_error(&error, VL_ERROR, VL_ERROR_NOT_FOUND,
                    "cannot read the source PMID %s: neither the records "
                    "given nor the library hold it; save it from PubMed and "
                    "name that file with --records, or let PubMed be asked "
                    "with --pubmed",
                    name);
    } else {
        VlDocument *document =
            vl_flow_read_source(name, work->request->reader, &error);
        if (document != NULL) {
            add_source(work, name, document);
            return;
        }
    }
    add_problem(work, error->message);
    if (*first == NULL)
        *first = g_steal_pointer(&error);
}

static gboolean
read_sources(Work *work, GError **error)
{
    g_autoptr(GError) first = NULL;
    const char *const *names = work->request->sources;
    for (; names != NULL && *names != NULL; names++)
        read_source(work, *names, &first);
    make_grounds(work);
    if (first == NULL || work->sources->len > 0)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&first));
    return FALSE;
}

/* ---- References ---- */

/* The source that a reference names, from 1; 0: none of them. */
static guint
find_source(const Work *work, const VlListedReference *reference,
            const VlRecord *record)
{
    VlIdentifiers ids = {0};
    vl_identifiers_merge(&ids, &reference->ids);
    if (record != NULL)
        merge_record(&ids, record);
    guint found = 0;
    for (guint i = 0; i < work->sources->len && found == 0; i++)
        if (vl_identifiers_same(
                &g_array_index(work->sources, Source, i).ids, &ids))
            found = i + 1;
    for (guint i = 0; i < work->sources->len && found == 0; i++) {
        const Source *source = &g_array_index(work->sources, Source, i);
        if (!vl_identifiers_differ(&source->ids, &ids) &&
            (vl_grounds_is_named(source->grounds, reference->text) ||
             (record != NULL &&
              vl_identity_check(record,
                                vl_grounds_document(source->grounds)) ==
                  VL_IDENTITY_SAME)))
            found = i + 1;
    }
    vl_identifiers_clear(&ids);
    return found;
}

/* A cited record with an abstract is read itself when no source was
 * given. */
static guint
abstract_source(Work *work, const VlRecord *record)
{
    if (names_sources(work->request) || record == NULL ||
        !vl_record_has_abstract(record))
        return 0;
    add_record_source(work, record);
    make_grounds(work);
    return work->sources->len;
}

static void
check_references(Work *work)
{
    for (guint i = 0; i < work->summary->references->len; i++) {
        const VlListedReference *listed = work->summary->references->pdata[i];
        VlCheckedReference *reference = vl_checked_reference_new(listed->text);
        reference->span = listed->span;
        vl_look_up_judge(work->look_up, i, reference);
        g_ptr_array_add(work->check->references, reference);
        const VlRecord *record = vl_look_up_record(work->look_up, i);
        guint source = find_source(work, listed, record);
        if (source == 0)
            source = abstract_source(work, record);
        g_array_append_val(work->of_reference, source);
    }
}

/* ---- Sentences ---- */

/* What a sentence points to. */
typedef struct {
    GArray *sources;    /* guint: index in sources */
    GArray *references; /* guint: from 1, of each of them */
    guint missing; /* a reference, from 1, that is none of the sources */
} Pointers;

static guint
number_of(const Work *work, const VlListedReference *reference)
{
    for (guint i = 0; i < work->summary->references->len; i++)
        if (work->summary->references->pdata[i] == reference)
            return i + 1;
    return 0;
}

/* With one source, a reference that is not surely another paper may be
 * it. */
static gboolean
may_be_the_only(const Work *work, const VlListedReference *reference)
{
    if (work->sources->len != 1)
        return FALSE;
    const Source *source = &g_array_index(work->sources, Source, 0);
    gboolean taken = FALSE;
    for (guint i = 0; i < work->of_reference->len; i++)
        taken |= g_array_index(work->of_reference, guint, i) == 1;
    return !taken && !vl_identifiers_differ(&source->ids, &reference->ids);
}

static void
follow_cite(const Work *work, const VlCite *cite, guint nth,
            Pointers *pointers)
{
    const VlListedReference *reference =
        vl_summary_resolve(work->summary, cite, nth);
    if (reference == NULL)
        return;
    guint number = number_of(work, reference);
    guint source = g_array_index(work->of_reference, guint, number - 1);
    if (source == 0 && may_be_the_only(work, reference))
        source = 1;
    if (source == 0) {
        pointers->missing = number;
        return;
    }
    source--;
    for (guint i = 0; i < pointers->sources->len; i++)
        if (g_array_index(pointers->sources, guint, i) == source)
            return;
    g_array_append_val(pointers->sources, source);
    g_array_append_val(pointers->references, number);
}

static void
follow_cites(const Work *work, const VlStatement *statement,
             Pointers *pointers)
{
    *pointers = (Pointers){g_array_new(FALSE, FALSE, sizeof(guint)),
                           g_array_new(FALSE, FALSE, sizeof(guint)), 0};
    for (guint i = 0; i < statement->cites->len; i++) {
        const VlCite *cite = statement->cites->pdata[i];
        for (guint nth = 0; nth < vl_cite_count(cite); nth++)
            follow_cite(work, cite, nth, pointers);
    }
}

static VlAnswer *
ask(const Work *work, const VlCheckedSentence *sentence, guint source,
    guint reference, double *rank)
{
    /* A French sentence may stand in an English summary. */
    gboolean french =
        work->check->french || vl_text_is_french(sentence->text);
    VlAnswer *answer = vl_grounds_ask(
        g_array_index(work->sources, Source, source).grounds, sentence->text,
        french, source, rank);
    answer->reference = reference;
    return answer;
}

static void
put_first(GPtrArray *answers, guint i)
{
    gpointer answer = g_ptr_array_steal_index(answers, i);
    g_ptr_array_insert(answers, 0, answer);
}

/* Of several sources the sentence may stand in any: one that supports it
 * decides, unless another contradicts it; else the one that speaks most of
 * it. */
static guint
choose_answer(const GPtrArray *answers, const double *ranks)
{
    guint best = 0, supported = G_MAXUINT, contradicted = G_MAXUINT;
    for (guint i = 0; i < answers->len; i++) {
        const VlAnswer *answer = answers->pdata[i];
        if (answer->verdict == VL_VERDICT_SUPPORTED && supported == G_MAXUINT)
            supported = i;
        if (answer->verdict == VL_VERDICT_CONTRADICTED &&
            contradicted == G_MAXUINT)
            contradicted = i;
        if (ranks[i] > ranks[best])
            best = i;
    }
    if (supported != G_MAXUINT)
        return supported;
    return contradicted != G_MAXUINT && ranks[contradicted] >= ranks[best]
               ? contradicted
               : best;
}

/* The sentence cites one source and stands in another one. */
static void
look_elsewhere(const Work *work, VlCheckedSentence *sentence)
{
    const VlAnswer *first = sentence->answers->pdata[0];
    if (first->verdict != VL_VERDICT_UNSUPPORTED)
        return;
    for (guint i = 0; i < work->sources->len; i++) {
        gboolean asked = FALSE;
        for (guint k = 0; k < sentence->answers->len; k++)
            asked |=
                ((VlAnswer *)sentence->answers->pdata[k])->source == i;
        if (asked)
            continue;
        double rank = 0;
        VlAnswer *answer = ask(work, sentence, i, 0, &rank);
        if (answer->verdict != VL_VERDICT_SUPPORTED) {
            vl_answer_free(answer);
            continue;
        }
        answer->verdict = VL_VERDICT_ELSEWHERE;
        g_ptr_array_insert(sentence->answers, 0, answer);
        return;
    }
}

static void
ask_all(const Work *work, VlCheckedSentence *sentence,
        const Pointers *pointers)
{
    gboolean cited = pointers->sources->len > 0;
    guint n = cited ? pointers->sources->len : work->sources->len;
    g_autofree double *ranks = g_new0(double, n);
    for (guint i = 0; i < n; i++) {
        guint source =
            cited ? g_array_index(pointers->sources, guint, i) : i;
        guint reference =
            cited ? g_array_index(pointers->references, guint, i) : 0;
        g_ptr_array_add(sentence->answers, ask(work, sentence, source,
                                               reference, &ranks[i]));
    }
    put_first(sentence->answers, choose_answer(sentence->answers, ranks));
    /* Sources that nobody cited here are not shown beside the best one. */
    if (!cited)
        g_ptr_array_set_size(sentence->answers, 1);
    else
        look_elsewhere(work, sentence);
    const VlAnswer *first = sentence->answers->pdata[0];
    sentence->verdict = first->verdict;
    sentence->tier = first->tier;
}

static void
judge_claim(const Work *work, const VlStatement *statement,
            VlCheckedSentence *sentence)
{
    Pointers pointers;
    follow_cites(work, statement, &pointers);
    if (pointers.sources->len > 0 ||
        (pointers.missing == 0 && names_sources(work->request) &&
         work->sources->len > 0)) {
        ask_all(work, sentence, &pointers);
    } else if (pointers.missing > 0 || statement->cites->len > 0) {
        sentence->verdict = VL_VERDICT_UNAVAILABLE;
        sentence->reason = g_strdup(
            pointers.missing > 0
                ? "the reference that it cites is none of the sources given"
                : "what it cites could not be told");
    } else {
        sentence->verdict = VL_VERDICT_UNCITED;
    }
    g_array_unref(pointers.sources);
    g_array_unref(pointers.references);
}

static void
check_sentences(Work *work)
{
    for (guint i = 0; i < work->summary->statements->len; i++) {
        const VlStatement *statement = work->summary->statements->pdata[i];
        VlCheckedSentence *sentence = vl_checked_sentence_new(
            statement->text, vl_statement_kind_name(statement->kind));
        sentence->span = statement->span;
        g_ptr_array_add(work->check->sentences, sentence);
        if (statement->kind == VL_STATEMENT_CLAIM)
            judge_claim(work, statement, sentence);
    }
}

/* ---- PubMed ---- */

static gboolean
ask_pubmed(Work *work, GError **error)
{
    const VlCheckRequest *request = work->request;
    if (request->pubmed == NULL)
        return TRUE;
    g_autoptr(VlStore) store = vl_store_open(request->data_folder, error);
    if (store == NULL)
        return FALSE;
    const VlNetworkPlan plan = {.watch = request->pubmed,
                                .store = store,
                                .state_folder = request->state_folder,
                                .ncbi_key = request->ncbi_key};
    g_autoptr(VlNetwork) network = vl_network_open(&plan, error);
    g_autoptr(VlPubmed) pubmed =
        network != NULL ? vl_network_pubmed(network, request->pubmed, error)
                        : NULL;
    if (pubmed == NULL)
        return FALSE;
    vl_look_up_ask(work->look_up, pubmed);
    return TRUE;
}

/* ---- A model ---- */

static gboolean
open_opinions(Work *work, GError **error)
{
    if (work->request->second == NULL)
        return TRUE;
    work->opinions = vl_opinions_open(work->request->second, work->check->text,
                                      work->check->french, error);
    return work->opinions != NULL;
}

static gboolean
ask_opinions(Work *work, GError **error)
{
    if (work->opinions == NULL)
        return TRUE;
    g_autoptr(GPtrArray) grounds = g_ptr_array_new();
    for (guint i = 0; i < work->sources->len; i++)
        g_ptr_array_add(grounds,
                        g_array_index(work->sources, Source, i).grounds);
    return vl_opinions_ask(work->opinions, work->check, grounds, error);
}

/* ---- The whole ---- */

static void
work_clear(Work *work)
{
    vl_opinions_close(work->opinions);
    vl_look_up_free(work->look_up);
    vl_summary_free(work->summary);
    g_array_unref(work->sources);
    g_array_unref(work->of_reference);
}

VlCheck *
vl_flow_check(const VlCheckRequest *request, GError **error)
{
    Work work = {
        .request = request,
        .sources = g_array_new(FALSE, TRUE, sizeof(Source)),
        .of_reference = g_array_new(FALSE, FALSE, sizeof(guint)),
    };
    g_array_set_clear_func(work.sources, source_clear);
    g_autoptr(VlCheck) check = work.check = vl_check_new();
    work.summary = read_summary(request->summary, error);
    gboolean done = work.summary != NULL;
    if (done) {
        check->text = g_strdup(work.summary->text);
        check->name = g_str_equal(request->summary, "-")
                          ? NULL
                          : g_strdup(request->summary);
        check->french = vl_text_is_french(check->text);
        done = open_opinions(&work, error);
    }
    if (done) {
        work.look_up = vl_look_up_new(
            work.summary->references, request->sources, request->records,
            request->data_folder, check->problems);
        done = ask_pubmed(&work, error) && read_sources(&work, error);
    }
    if (done) {
        check_references(&work);
        check_sentences(&work);
        done = ask_opinions(&work, error);
    }
    work_clear(&work);
    return done ? g_steal_pointer(&check) : NULL;
}
