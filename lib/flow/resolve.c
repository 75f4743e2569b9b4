#include "config.h"

#include "flow/resolve.h"

#include <string.h>

#include "base/error.h"
#include "pubmed/fetch.h"
#include "pubmed/journal-name.h"

/* References of one text that are looked up. */
#define MAX_CITATIONS 500
/* ecitmatch gets so many at once. */
#define MATCH_BATCH 100
/* Words of a title that a search names, and those of a second try. */
#define TITLE_WORDS 12
#define FEW_WORDS 4
/* Records that fit the words of a title: more say that they are common. */
#define MAX_FITS 20

/* What is known while the references are looked up. */
typedef struct {
    const VlResolveJob *job;
    char **problems;
    GHashTable *asked;  /* PMIDs that were fetched */
    GPtrArray *wanted;  /* PMIDs to be fetched next */
    char *failure;      /* of a fetch; NULL: none */
} Resolver;

static void
want(Resolver *resolver, const char *pmid)
{
    gsize n = strlen(pmid);
    if (n == 0 || n > 9 || strspn(pmid, "0123456789") != n ||
        g_hash_table_contains(resolver->asked, pmid))
        return;
    char *kept = g_strdup(pmid);
    g_hash_table_add(resolver->asked, kept);
    g_ptr_array_add(resolver->wanted, kept);
}

static gboolean
is_open(const Resolver *resolver, guint i)
{
    const VlResolveJob *job = resolver->job;
    return i < MAX_CITATIONS && !job->is_found(i, job->data);
}

static void
fail(Resolver *resolver, guint i, const char *reason)
{
    g_free(resolver->problems[i]);
    resolver->problems[i] = g_strdup(reason);
}

static void
fail_open(Resolver *resolver, const char *reason)
{
    for (guint i = 0; i < resolver->job->citations->len; i++)
        if (is_open(resolver, i))
            fail(resolver, i, reason);
}

/* ---- Fetching what is wanted ---- */

static gboolean
take_record(VlRecord *record, guint i, gpointer data,
            G_GNUC_UNUSED GError **error)
{
    (void)i;
    const Resolver *resolver = data;
    resolver->job->take(record, resolver->job->data);
    return TRUE;
}

/* A PMID that PubMed does not serve is an answer: there is none. */
static void
note_missing(const char *pmid, gboolean later, const char *reason,
             gpointer data)
{
    (void)pmid;
    Resolver *resolver = data;
    if (!later)
        return;
    g_free(resolver->failure);
    resolver->failure = g_strdup(reason);
}

static void
fetch_wanted(Resolver *resolver)
{
    const VlFetchSink sink = {take_record, note_missing, NULL, resolver};
    g_autoptr(GError) error = NULL;
    if (!vl_pubmed_fetch(resolver->job->pubmed, VL_PURPOSE_REFERENCE,
                         resolver->wanted, &sink, &error)) {
        g_free(resolver->failure);
        resolver->failure = g_strdup(error->message);
    }
    g_ptr_array_set_size(resolver->wanted, 0);
    if (resolver->failure != NULL)
        fail_open(resolver, resolver->failure);
    g_clear_pointer(&resolver->failure, g_free);
}

/* ---- Hints ---- */

/* A DOI between quotes keeps its brackets. */
static char *
doi_term(const Resolver *resolver)
{
    g_autoptr(GString) term = g_string_new(NULL);
    for (guint i = 0; i < resolver->job->citations->len; i++) {
        const VlCitation *citation = resolver->job->citations->pdata[i];
        const char *doi = citation->ids.doi;
        if (doi != NULL && strchr(doi, '"') == NULL && is_open(resolver, i))
            g_string_append_printf(term, "%s\"%s\"[doi]",
                                   term->len > 0 ? " OR " : "", doi);
    }
    return term->len > 0 ? g_string_free(g_steal_pointer(&term), FALSE)
                         : NULL;
}

static void
ask_dois(Resolver *resolver)
{
    g_autofree char *term = doi_term(resolver);
    if (term == NULL)
        return;
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) pmids = vl_pubmed_find(
        resolver->job->pubmed, term, MAX_CITATIONS, NULL, &error);
    for (guint i = 0; pmids != NULL && i < pmids->len; i++)
        want(resolver, pmids->pdata[i]);
    for (guint i = 0; pmids == NULL && i < resolver->job->citations->len;
         i++) {
        const VlCitation *citation = resolver->job->citations->pdata[i];
        if (citation->ids.doi != NULL && is_open(resolver, i))
            fail(resolver, i, error->message);
    }
}

static VlCitationKey
key_of(const VlCitation *citation, const char *name)
{
    return (VlCitationKey){
        .journal = citation->journal,
        .volume = citation->volume,
        .page = citation->first_page,
        .author = citation->authors->len > 0 ? citation->authors->pdata[0]
                                             : NULL,
        .key = name,
        .year = citation->year};
}

static void
match_batch(Resolver *resolver, const GArray *keys, const GArray *places)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) matches =
        vl_pubmed_match(resolver->job->pubmed,
                        (const VlCitationKey *)(gconstpointer)keys->data,
                        keys->len, &error);
    for (guint i = 0; matches != NULL && i < matches->len; i++) {
        const VlCitationMatch *match = matches->pdata[i];
        if (match->pmid != NULL)
            want(resolver, match->pmid);
    }
    for (guint i = 0; matches == NULL && i < places->len; i++)
        fail(resolver, g_array_index(places, guint, i), error->message);
}

/* ecitmatch needs a journal, and a volume or a page, to say anything. */
static void
ask_matches(Resolver *resolver)
{
    const GPtrArray *citations = resolver->job->citations;
    for (guint i = 0; i < citations->len;) {
        g_autoptr(GArray) keys =
            g_array_new(FALSE, FALSE, sizeof(VlCitationKey));
        g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint));
        g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
        for (; i < citations->len && keys->len < MATCH_BATCH; i++) {
            const VlCitation *citation = citations->pdata[i];
            if (!is_open(resolver, i) || citation->journal == NULL ||
                (citation->volume == NULL && citation->first_page == NULL))
                continue;
            char *name = g_strdup_printf("r%u", i);
            g_ptr_array_add(names, name);
            const VlCitationKey key = key_of(citation, name);
            g_array_append_val(keys, key);
            g_array_append_val(places, i);
        }
        if (keys->len > 0)
            match_batch(resolver, keys, places);
    }
}

/* ---- Titles ---- */

static int
compare_lengths(gconstpointer a, gconstpointer b)
{
    gsize x = strlen(*(const char *const *)a);
    gsize y = strlen(*(const char *const *)b);
    return x > y ? -1 : x < y;
}

/* The longest words of the title that are worth a search; the sort is
 * stable. */
static char *
title_term(const VlCitation *citation, guint most)
{
    g_autoptr(GPtrArray) words = vl_fold_words(citation->title);
    g_ptr_array_sort(words, compare_lengths);
    g_autoptr(GString) term = g_string_new(NULL);
    for (guint i = 0; i < MIN(words->len, most); i++) {
        const char *word = words->pdata[i];
        if (strlen(word) < 4)
            break;
        g_string_append_printf(term, "%s%s[ti]", i > 0 ? " AND " : "", word);
    }
    return g_string_free(g_steal_pointer(&term), FALSE);
}

/* From all the words of the title to few of them with the year or the author
 * that are given: one of these may be wrong. */
static char *
attempt_term(const VlCitation *citation, guint attempt)
{
    g_autofree char *words =
        title_term(citation, attempt == 0 ? TITLE_WORDS : FEW_WORDS);
    if (*words == '\0')
        return NULL;
    if (attempt == 0)
        return g_steal_pointer(&words);
    if (attempt == 1)
        return citation->year > 0
                   ? g_strdup_printf("%s AND %d:%d[dp]", words,
                                     citation->year - 1, citation->year + 1)
                   : NULL;
    g_autofree char *author =
        citation->authors->len > 0
            ? vl_fold_name(citation->authors->pdata[0])
            : g_strdup("");
    return *author != '\0'
               ? g_strdup_printf("%s AND %s[1au]", words, author)
               : NULL;
}

static void
ask_title(Resolver *resolver, guint i)
{
    const VlCitation *citation = resolver->job->citations->pdata[i];
    for (guint attempt = 0; attempt < 3; attempt++) {
        g_autofree char *term = attempt_term(citation, attempt);
        if (term == NULL)
            continue;
        guint64 count = 0;
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) pmids = vl_pubmed_find(
            resolver->job->pubmed, term, MAX_FITS, &count, &error);
        if (pmids == NULL) {
            fail(resolver, i, error->message);
            return;
        }
        for (guint k = 0; count <= MAX_FITS && k < pmids->len; k++)
            want(resolver, pmids->pdata[k]);
        if (count > 0 && count <= MAX_FITS)
            return;
    }
}

/* ---- All of it ---- */

void
vl_resolve(const VlResolveJob *job, char **problems)
{
    Resolver resolver = {.job = job, .problems = problems};
    resolver.asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                           NULL);
    resolver.wanted = g_ptr_array_new();
    for (guint i = 0; i < job->pmids->len; i++)
        want(&resolver, job->pmids->pdata[i]);
    for (guint i = 0; i < job->citations->len; i++) {
        const VlCitation *citation = job->citations->pdata[i];
        if (citation->ids.pmid != NULL && is_open(&resolver, i))
            want(&resolver, citation->ids.pmid);
    }
    ask_dois(&resolver);
    ask_matches(&resolver);
    fetch_wanted(&resolver);
    for (guint i = 0; i < job->citations->len; i++)
        if (problems[i] == NULL && is_open(&resolver, i))
            ask_title(&resolver, i);
    fetch_wanted(&resolver);
    g_ptr_array_unref(resolver.wanted);
    g_hash_table_unref(resolver.asked);
}
