#include "config.h"

#include "flow/look-up.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "flow/resolve.h"
#include "pubmed/match-reference.h"
#include "pubmed/parse.h"
#include "reading/summary.h"
#include "store/store.h"

static const char *const suffixes[] = {".xml", ".gz", ".nbib", NULL};

struct VlLookUp {
    GPtrArray *citations; /* VlCitation, as the references */
    VlMatcher *matcher;
    GHashTable *wanted;   /* PMIDs of sources -> VlRecord or NULL */
    GString *searched;    /* names for the reader */
    guint n_records;      /* of the path that is being read */
    GPtrArray *problems;  /* not owned */
    char **failures;      /* of each reference; NULL: PubMed was not asked */
};

static void
free_record(gpointer record)
{
    vl_record_free(record);
}

static gboolean
take_record(VlRecord *record, gpointer data, G_GNUC_UNUSED GError **error)
{
    VlLookUp *look_up = data;
    if (record->pmid != NULL && !record->deleted &&
        g_hash_table_contains(look_up->wanted, record->pmid)) {
        /* A source may be a reference too: each has a record of its own. */
        VlRecord *copy = vl_record_copy(record);
        if (copy != NULL)
            g_hash_table_replace(look_up->wanted, g_strdup(record->pmid),
                                 copy);
    }
    vl_matcher_consider(look_up->matcher, record);
    return TRUE;
}

static void
add_searched(VlLookUp *look_up, const char *name)
{
    if (look_up->searched->len > 0)
        g_string_append(look_up->searched, ", ");
    g_string_append(look_up->searched, name);
}

static void
take_file(VlLookUp *look_up, const char *path)
{
    g_autoptr(GError) error = NULL;
    VlPubmedStats stats = {0};
    if (!vl_pubmed_parse_file(path, take_record, look_up, &stats, &error))
        g_ptr_array_add(look_up->problems, g_strdup(error->message));
    look_up->n_records += stats.n_records;
}

static void
add_path(VlLookUp *look_up, const char *path)
{
    g_autofree char *trimmed = g_strdup(path);
    for (gsize n = strlen(trimmed); n > 1 && trimmed[n - 1] == '/'; n--)
        trimmed[n - 1] = '\0';
    g_autofree char *name = g_path_get_basename(trimmed);
    g_autofree char *text = g_strdup_printf("%s (%u records)", name,
                                            look_up->n_records);
    if (look_up->n_records > 0)
        add_searched(look_up, text);
    look_up->n_records = 0;
}

static void
take_path(VlLookUp *look_up, const char *path)
{
    if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
        take_file(look_up, path);
        return;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) files = vl_file_list(path, suffixes, TRUE, &error);
    if (files == NULL || files->len == 0) {
        g_ptr_array_add(look_up->problems,
                        files == NULL
                            ? g_strdup(error->message)
                            : g_strdup_printf("cannot read '%s': no .xml, .gz "
                                              "or .nbib file is in it",
                                              path));
        return;
    }
    for (guint i = 0; i < files->len; i++)
        take_file(look_up, files->pdata[i]);
}

static void
take_library(VlLookUp *look_up, const char *folder)
{
    if (folder == NULL || !vl_store_exists(folder))
        return;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlStore) store = vl_store_open(folder, &error);
    g_autoptr(GPtrArray) pmids =
        store != NULL ? vl_store_pmids(store, &error) : NULL;
    for (guint i = 0; pmids != NULL && i < pmids->len && error == NULL; i++) {
        VlRecord *record =
            vl_store_get_record(store, pmids->pdata[i], &error);
        if (record != NULL)
            (void)take_record(record, look_up, NULL);
    }
    if (error != NULL)
        g_ptr_array_add(look_up->problems, g_strdup(error->message));
    else if (pmids->len > 0)
        add_searched(look_up, "the library");
}

VlLookUp *
vl_look_up_new(const GPtrArray *references, const char *const *sources,
               const char *const *records, const char *data_folder,
               GPtrArray *problems)
{
    VlLookUp *look_up = g_new0(VlLookUp, 1);
    look_up->citations =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_citation_free);
    look_up->matcher = vl_matcher_new();
    look_up->wanted =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_record);
    look_up->searched = g_string_new(NULL);
    look_up->problems = problems;
    for (guint i = 0; i < references->len; i++) {
        const VlListedReference *listed = references->pdata[i];
        VlCitation *citation = vl_citation_parse(listed->text);
        vl_identifiers_merge(&citation->ids, &listed->ids);
        g_ptr_array_add(look_up->citations, citation);
        vl_matcher_add(look_up->matcher, citation, listed->text);
    }
    for (; sources != NULL && *sources != NULL; sources++)
        g_hash_table_insert(look_up->wanted, g_strdup(*sources), NULL);
    for (; records != NULL && *records != NULL; records++) {
        take_path(look_up, *records);
        add_path(look_up, *records);
    }
    take_library(look_up, data_folder);
    return look_up;
}

/* ---- PubMed ---- */

static gboolean
is_found(guint i, gpointer data)
{
    const VlLookUp *look_up = data;
    return vl_matcher_record(look_up->matcher, i) != NULL;
}

static void
take_fetched(VlRecord *record, gpointer data)
{
    (void)take_record(record, data, NULL);
}

/* Sources that are PMIDs whose records are not at hand. */
static GPtrArray *
wanted_sources(const VlLookUp *look_up)
{
    GPtrArray *pmids = g_ptr_array_new();
    GHashTableIter at;
    gpointer name, record;
    g_hash_table_iter_init(&at, look_up->wanted);
    while (g_hash_table_iter_next(&at, &name, &record))
        if (record == NULL)
            g_ptr_array_add(pmids, name);
    return pmids;
}

/* Many references fail for one reason, which is told once. */
static void
tell_failures(VlLookUp *look_up)
{
    guint n = 0;
    const char *reason = NULL;
    for (guint i = 0; i < look_up->citations->len; i++)
        if (look_up->failures[i] != NULL && !is_found(i, look_up)) {
            reason = look_up->failures[i];
            n++;
        }
    if (n > 0)
        g_ptr_array_add(look_up->problems,
                        g_strdup_printf("%u references could not be looked "
                                        "up in PubMed: %s",
                                        n, reason));
}

void
vl_look_up_ask(VlLookUp *look_up, VlPubmed *pubmed)
{
    g_autoptr(GPtrArray) pmids = wanted_sources(look_up);
    look_up->failures = g_new0(char *, look_up->citations->len + 1);
    const VlResolveJob job = {.pubmed = pubmed,
                              .citations = look_up->citations,
                              .pmids = pmids,
                              .is_found = is_found,
                              .take = take_fetched,
                              .data = look_up};
    vl_resolve(&job, look_up->failures);
    tell_failures(look_up);
    add_searched(look_up, "PubMed");
}

void
vl_look_up_free(VlLookUp *look_up)
{
    if (look_up == NULL)
        return;
    for (guint i = 0;
         look_up->failures != NULL && i < look_up->citations->len; i++)
        g_free(look_up->failures[i]);
    g_free(look_up->failures);
    vl_matcher_free(look_up->matcher);
    g_ptr_array_unref(look_up->citations);
    g_hash_table_unref(look_up->wanted);
    g_string_free(look_up->searched, TRUE);
    g_free(look_up);
}

const VlRecord *
vl_look_up_pmid(const VlLookUp *look_up, const char *pmid)
{
    return g_hash_table_lookup(look_up->wanted, pmid);
}

const VlRecord *
vl_look_up_record(const VlLookUp *look_up, guint i)
{
    return vl_matcher_record(look_up->matcher, i);
}

void
vl_look_up_judge(const VlLookUp *look_up, guint i,
                 VlCheckedReference *reference)
{
    const char *searched =
        look_up->searched->len > 0 ? look_up->searched->str : NULL;
    const char *failure =
        look_up->failures != NULL ? look_up->failures[i] : NULL;
    if (failure != NULL && !is_found(i, (gpointer)look_up)) {
        reference->verdict = VL_REFERENCE_COULD_NOT_CHECK;
        reference->detail =
            g_strdup_printf("PubMed could not be asked: %s", failure);
        return;
    }
    vl_matcher_judge(look_up->matcher, i, searched, reference);
}
