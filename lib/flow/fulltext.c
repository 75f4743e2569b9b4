#include "config.h"

#include "flow/fulltext.h"

#include <string.h>

#include "fulltext/fetch-http.h"
#include "fulltext/idconv.h"
#include "fulltext/resolve.h"
#include "net/url.h"
#include "store/files.h"

struct VlFullTexts {
    VlFullTextsOptions options;
    VlFetchHttp over;
    VlFetch fetch;
    GPtrArray *steps; /* const char *, NULL at its end */
    GPtrArray *bases; /* char *, owned */
    VlGate *gate;
    gint silent[VL_LADDER_N_STEPS];
    VlLadder ladder;
};

static const char *const folder_only_steps[] = {"folder", NULL};

/* The user's address without the slash at its end, or the usual one. */
static const char *
base_of(VlFullTexts *texts, const char *own, const char *usual)
{
    if (own == NULL)
        return usual;
    char *base = g_strdup(own);
    gsize n = strlen(base);
    while (n > 0 && base[n - 1] == '/')
        base[--n] = '\0';
    g_ptr_array_add(texts->bases, base);
    return base;
}

static void
set_bases(VlFullTexts *texts)
{
    const VlWatch *watch = texts->options.watch;
    const VlLadderBases *usual = &vl_ladder_bases;
    texts->ladder.bases = (VlLadderBases){
        .idconv = base_of(texts, watch->network.idconv, usual->idconv),
        .pmc_cloud = base_of(texts, watch->network.pmc_cloud, usual->pmc_cloud),
        .eutils = base_of(texts, watch->network.eutils, usual->eutils),
        .europepmc = base_of(texts, watch->network.europepmc, usual->europepmc),
        .europepmc_pdf =
            base_of(texts, watch->network.europepmc_pdf, usual->europepmc_pdf),
        .unpaywall = base_of(texts, watch->network.unpaywall, usual->unpaywall),
    };
}

/* Who has PubMed answered by a server of this machine (a mirror, a test) is
 * cut off from the world or wants to be: no public service is asked then
 * that the watch does not name. */
static gboolean
is_cut_off(const VlWatch *watch)
{
    g_auto(VlUrl) url = {0};
    return watch->network.eutils != NULL &&
           vl_url_parse(watch->network.eutils, NULL, &url, NULL) &&
           vl_host_is_loopback(url.host);
}

static gboolean
is_named(const VlWatch *watch, const char *step)
{
    const struct {
        const char *step, *base;
    } services[] = {
        {"idconv", watch->network.idconv},
        {"pmc_cloud", watch->network.pmc_cloud},
        {"efetch", watch->network.eutils},
        {"europepmc", watch->network.europepmc},
        {"unpaywall", watch->network.unpaywall},
    };
    for (guint i = 0; i < G_N_ELEMENTS(services); i++)
        if (g_str_equal(services[i].step, step))
            return services[i].base != NULL;
    return TRUE;
}

static void
set_steps(VlFullTexts *texts)
{
    const VlWatch *watch = texts->options.watch;
    gboolean cut_off = is_cut_off(watch);
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    for (guint i = 0; i < watch->sources->len; i++)
        g_ptr_array_add(wanted, watch->sources->pdata[i]);
    gboolean usual = wanted->len == 0;
    for (guint i = 0; usual && vl_ladder_steps[i] != NULL; i++)
        g_ptr_array_add(wanted, (gpointer)vl_ladder_steps[i]);
    for (guint i = 0; i < wanted->len; i++)
        if (!cut_off || is_named(watch, wanted->pdata[i]))
            g_ptr_array_add(texts->steps, wanted->pdata[i]);
    g_ptr_array_add(texts->steps, NULL);
    texts->ladder.steps = (const char *const *)texts->steps->pdata;
    if (cut_off && watch->network.europepmc_pdf == NULL)
        texts->ladder.bases.europepmc_pdf = NULL;
}

static gboolean
keep_file(gpointer data, GBytes *bytes, VlFullText *text, GError **error)
{
    VlStore *store = data;
    gsize n = 0;
    const char *raw = g_bytes_get_data(bytes, &n);
    return vl_store_put_file(store, raw, n, text, error);
}

VlFullTexts *
vl_full_texts_new(const VlFullTextsOptions *options)
{
    VlFullTexts *texts = g_new0(VlFullTexts, 1);
    const VlWatch *watch = options->watch;
    texts->options = *options;
    texts->steps = g_ptr_array_new();
    texts->bases = g_ptr_array_new_with_free_func(g_free);
    texts->gate = vl_gate_new(g_get_num_processors());
    texts->over = (VlFetchHttp){options->http, options->ncbi_key,
                                options->ncbi_per_second};
    texts->fetch = vl_fetch_http(&texts->over);
    gboolean asks =
        options->http != NULL && options->store != NULL && !watch->local_only;
    texts->ladder = (VlLadder){
        .fetch = asks ? &texts->fetch : NULL,
        .email = watch->network.email,
        .reader = options->reader,
        .gate = texts->gate,
        .now = options->now,
        .silent = texts->silent,
        .keep = keep_file,
        .data = options->store,
    };
    set_bases(texts);
    set_steps(texts);
    return texts;
}

void
vl_full_texts_free(VlFullTexts *texts)
{
    if (texts == NULL)
        return;
    g_clear_pointer(&texts->ladder.pmcids, g_hash_table_unref);
    g_ptr_array_unref(texts->steps);
    g_ptr_array_unref(texts->bases);
    vl_gate_free(texts->gate);
    g_free(texts);
}

gboolean
vl_full_texts_asks(const VlFullTexts *texts)
{
    return texts->ladder.fetch != NULL;
}

VlGate *
vl_full_texts_gate(VlFullTexts *texts)
{
    return texts->gate;
}

/* Records whose texts lie in the library need no number any more. */
static GPtrArray *
unknown_of(VlFullTexts *texts, const GPtrArray *records)
{
    GPtrArray *unknown = g_ptr_array_new();
    for (guint i = 0; i < records->len; i++) {
        g_autofree char *name = vl_record_name(records->pdata[i]);
        g_autoptr(GPtrArray) known = NULL;
        if (name != NULL && texts->options.store != NULL)
            known = vl_store_full_texts(texts->options.store, name, NULL);
        if (known == NULL || known->len == 0)
            g_ptr_array_add(unknown, records->pdata[i]);
    }
    return unknown;
}

/* ---- PMCIDs by PubMed's links ---- */

/* The PMIDs (not owned) about which the ID converter gave no answer. */
static GPtrArray *
unanswered(GHashTable *pmcids)
{
    GPtrArray *pmids = g_ptr_array_new();
    GHashTableIter at;
    gpointer id, entry;
    g_hash_table_iter_init(&at, pmcids);
    while (g_hash_table_iter_next(&at, &id, &entry))
        if (((VlIdconvEntry *)entry)->failed && vl_is_pmid(id))
            g_ptr_array_add(pmids, id);
    return pmids;
}

static void
take_link(GHashTable *pmcids, const VlLinkSet *set)
{
    VlIdconvEntry *entry =
        set->uid != NULL ? g_hash_table_lookup(pmcids, set->uid) : NULL;
    g_autofree char *pmcid =
        set->links->len > 0 ? vl_pmcid_normal(set->links->pdata[0]) : NULL;
    if (entry == NULL || !entry->failed)
        return;
    entry->failed = FALSE;
    g_clear_pointer(&entry->problem, g_free);
    entry->pmcid = g_steal_pointer(&pmcid);
}

/* Another service of NCBI's knows the same, one link at a time; without it,
 * papers of PMC would do with their abstracts for a week. */
static void
follow_links(VlFullTexts *texts)
{
    GHashTable *pmcids = texts->ladder.pmcids;
    g_autoptr(GPtrArray) pmids = unanswered(pmcids);
    for (guint i = 0; i < pmids->len; i += VL_IDCONV_MAX_IDS) {
        g_autoptr(GPtrArray) part = g_ptr_array_new();
        for (guint j = i; j < MIN(i + VL_IDCONV_MAX_IDS, pmids->len); j++)
            g_ptr_array_add(part, pmids->pdata[j]);
        /* What stays unanswered has its reason already. */
        g_autoptr(GPtrArray) sets = vl_pubmed_links(
            texts->options.pubmed, part, "pmc", "pubmed_pmc", NULL);
        for (guint j = 0; sets != NULL && j < sets->len; j++)
            take_link(pmcids, sets->pdata[j]);
    }
}

void
vl_full_texts_prepare(VlFullTexts *texts, const GPtrArray *records)
{
    if (!vl_full_texts_asks(texts))
        return;
    g_autoptr(GPtrArray) unknown = unknown_of(texts, records);
    g_clear_pointer(&texts->ladder.pmcids, g_hash_table_unref);
    texts->ladder.pmcids = vl_resolve_pmcids(&texts->ladder, unknown);
    if (texts->options.pubmed != NULL)
        follow_links(texts);
}

/* The user's own files stay where they are. */
static gboolean
remember(VlStore *store, const char *name, const VlFullText *text,
         GError **error)
{
    return text == NULL || text->fetched == NULL ||
           vl_store_put_full_text(store, name, text, error);
}

VlClimb *
vl_full_texts_climb(VlFullTexts *texts, const VlRecord *record,
                    gboolean folder_only, VlLadderFolder folder, gpointer data,
                    GError **error)
{
    VlStore *store = texts->options.store;
    g_autofree char *name = vl_record_name(record);
    g_autoptr(GPtrArray) known = NULL;
    if (store != NULL && name != NULL) {
        known = vl_store_full_texts(store, name, error);
        if (known == NULL)
            return NULL;
    }
    VlLadder ladder = texts->ladder;
    if (folder_only)
        ladder.steps = folder_only_steps;
    g_autoptr(VlClimb) climb =
        vl_ladder_climb(&ladder, record, known, folder, data);
    if (store != NULL && name != NULL &&
        (!remember(store, name, climb->text, error) ||
         !remember(store, name, climb->pdf_text, error)))
        return NULL;
    return g_steal_pointer(&climb);
}
