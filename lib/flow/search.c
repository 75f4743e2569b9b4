#include "config.h"

#include "flow/search.h"

#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "net/http.h"
#include "pubmed/fetch.h"
#include "store/history.h"

/* PMIDs that one line names; of more it tells the number. */
#define MAX_NAMED 50
/* Days for which papers of before the window are searched for again: MeSH
 * headings come weeks after a record, the words of a journal months. */
#define LATE_DAYS 366
/* More papers than these that vanish at once (and more than a twentieth) are
 * PubMed out of order, not papers withdrawn. */
#define MAX_VANISHED 3

void
vl_search_outcome_clear(VlSearchOutcome *outcome)
{
    g_free(outcome->query);
    g_free(outcome->from);
    g_free(outcome->to);
    g_free(outcome->next);
    g_free(outcome->begin);
    g_clear_pointer(&outcome->late, g_ptr_array_unref);
    vl_pubmed_found_free(outcome->found);
    g_clear_pointer(&outcome->problems, g_ptr_array_unref);
    memset(outcome, 0, sizeof(*outcome));
}

static void
add_problem(VlSearchOutcome *outcome, const char *pmid, const char *code,
            const char *reason)
{
    g_ptr_array_add(outcome->problems,
                    vl_unread_new(pmid, NULL, NULL, code, reason));
}

/* ---- The window ---- */

static char *
first_day(const VlSearchContext *context)
{
    gint64 seconds = 0;
    if (context->watch->since == NULL ||
        !vl_date_since(context->watch->since, context->now, &seconds))
        return NULL;
    return vl_query_date(seconds);
}

/* Where the run after this one begins: an overlap before today, but never
 * before the day from which the user wants to know. */
static void
set_next(VlSearchOutcome *outcome)
{
    g_free(outcome->next);
    outcome->next = NULL;
    if (outcome->complete)
        outcome->next =
            vl_query_days_before(outcome->to, VL_WINDOW_OVERLAP_DAYS);
    if (outcome->from != NULL &&
        g_strcmp0(outcome->next, outcome->from) < 0) {
        g_free(outcome->next);
        outcome->next = g_strdup(outcome->from);
    }
}

gboolean
vl_search_plan(const VlSearchContext *context, VlSearchOutcome *outcome,
               GError **error)
{
    if (outcome->problems == NULL)
        outcome->problems =
            g_ptr_array_new_with_free_func((GDestroyNotify)vl_unread_free);
    outcome->complete = TRUE;
    if (context->watch->query == NULL)
        return TRUE;
    outcome->query = g_strstrip(g_strdup(context->watch->query));
    outcome->to = vl_query_date(context->now);
    gboolean known = FALSE;
    if (context->store != NULL &&
        !vl_store_next_search(context->store, context->identity,
                              outcome->query, &known, &outcome->from, error))
        return FALSE;
    if (known && !context->watch->again)
        return vl_store_search_began(context->store, context->identity,
                                     outcome->query, &known,
                                     &outcome->begin, error);
    g_free(outcome->from);
    outcome->from = first_day(context);
    /* A rehearsal changes nothing. */
    return context->store == NULL || context->watch->dry_run ||
           vl_store_begin_search(context->store, context->identity,
                                 outcome->query, outcome->from, error);
}

/* ---- Records ---- */

/* What a fetch works on, and what it leaves. */
typedef struct {
    const VlSearchContext *context;
    VlSearchOutcome *outcome;
    gboolean back;        /* papers shown before */
    guint n_came, n_later;
    GPtrArray *vanished;  /* const char *: shown before, served no more */
    GString *names;       /* of those that did not come */
    char *reason;         /* of the last of them */
} Fetching;

static gboolean
take_record(VlRecord *record, guint i, gpointer data, GError **error)
{
    Fetching *fetching = data;
    const VlSearchContext *context = fetching->context;
    fetching->n_came++;
    if (!fetching->back) {
        vl_intake_take(context->intake, record, i);
        return TRUE;
    }
    gboolean good =
        vl_hindsight_consider(context->hindsight, record, error);
    vl_record_free(record);
    return good;
}

static void
note_missing(const char *pmid, gboolean later, const char *reason,
             gpointer data)
{
    Fetching *fetching = data;
    fetching->n_later += later;
    g_free(fetching->reason);
    fetching->reason = g_strdup(reason);
    if (fetching->back && !later) {
        g_ptr_array_add(fetching->vanished, (gpointer)pmid);
        return;
    }
    if (fetching->back) {
        if (fetching->n_later <= MAX_NAMED)
            g_string_append_printf(fetching->names, "%s%s",
                                   fetching->names->len > 0 ? ", " : "",
                                   pmid);
        return;
    }
    /* Once, and not in each run for as long as the window holds it. */
    VlHindsight *hindsight = fetching->context->hindsight;
    if (!later && hindsight != NULL &&
        !vl_hindsight_miss(hindsight, pmid) &&
        !fetching->context->watch->again)
        return;
    g_autofree char *text = g_strdup_printf(
        "PMID %s: %s%s", pmid, reason,
        later ? "; the next run asks for it again"
              : " (deleted, merged or not yet public)");
    add_problem(fetching->outcome, pmid, later ? "unreachable" : "not_found",
                text);
}

static void
show_progress(guint done, guint total, gpointer data)
{
    const Fetching *fetching = data;
    const VlEvents *events = fetching->context->events;
    if (events != NULL && events->progress != NULL)
        events->progress(fetching->back ? "papers shown earlier"
                                        : "records from PubMed",
                         done, total, events->data);
}

static gboolean
fetch(Fetching *fetching, const GPtrArray *pmids, GError **error)
{
    const VlFetchSink sink = {take_record, note_missing, show_progress,
                              fetching};
    return vl_pubmed_fetch(fetching->context->pubmed, VL_PURPOSE_RECORDS,
                           pmids, &sink, error);
}

static void
fetching_clear(Fetching *fetching)
{
    g_ptr_array_unref(fetching->vanished);
    g_string_free(fetching->names, TRUE);
    g_free(fetching->reason);
}

static gboolean
was_shown(const VlSearchContext *context, const char *pmid)
{
    g_autofree char *name = g_strconcat("pmid:", pmid, NULL);
    return context->shown != NULL &&
           g_hash_table_contains(context->shown, name);
}

/* The newest first, and each once, whatever list it stands on. */
static GPtrArray *
list_new(const VlSearchContext *context, VlSearchOutcome *outcome)
{
    g_autoptr(GPtrArray) wanted = vl_intake_wanted(context->intake);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *pmids = g_ptr_array_new_with_free_func(g_free);
    if (outcome->late != NULL)
        for (guint i = outcome->late->len; i > 0; i--)
            g_ptr_array_insert(wanted, 0, outcome->late->pdata[i - 1]);
    guint n = outcome->found != NULL ? outcome->found->pmids->len : 0;
    for (guint i = 0; i < n + wanted->len; i++) {
        const char *pmid = i < n ? outcome->found->pmids->pdata[n - 1 - i]
                                 : wanted->pdata[i - n];
        if (!g_hash_table_add(seen, (char *)pmid))
            continue;
        if (was_shown(context, pmid))
            outcome->n_known++;
        else
            g_ptr_array_add(pmids, g_strdup(pmid));
    }
    return pmids;
}

/* ---- The search ---- */

static gboolean
search(const VlSearchContext *context, VlSearchOutcome *outcome,
       GError **error)
{
    const VlSearch asked = {.email = context->watch->network.email,
                            .term = outcome->query,
                            .mindate = outcome->from,
                            .maxdate = outcome->to};
    outcome->found = vl_pubmed_search(context->pubmed, &asked, error);
    if (outcome->found == NULL)
        return FALSE;
    guint n = outcome->found->pmids->len;
    if (outcome->found->total <= n)
        return TRUE;
    outcome->complete = FALSE;
    g_autofree char *text = g_strdup_printf(
        "PubMed counts %" G_GUINT64_FORMAT " records and gave %u of them; "
        "the next run asks for the others",
        outcome->found->total, n);
    add_problem(outcome, NULL, "unreachable", text);
    return TRUE;
}

/* From when on papers may have come into what is searched for since; NULL:
 * the window holds them all. */
static char *
late_from(const VlSearchOutcome *outcome)
{
    g_autofree char *from = vl_query_days_before(outcome->to, LATE_DAYS);
    if (outcome->begin != NULL && g_strcmp0(outcome->begin, from) > 0) {
        g_free(from);
        from = g_strdup(outcome->begin);
    }
    return outcome->from != NULL && g_strcmp0(from, outcome->from) < 0
               ? g_steal_pointer(&from)
               : NULL;
}

static gboolean
is_known(const VlSearchContext *context, const char *pmid)
{
    return was_shown(context, pmid) ||
           (context->hindsight != NULL &&
            vl_hindsight_is_missed(context->hindsight, pmid));
}

/* Papers that PubMed had before the window, when they did not match the
 * query: their MeSH headings or a revision came later.  That nobody answers
 * is a problem, and no error: the next run asks again. */
static gboolean
search_late(const VlSearchContext *context, VlSearchOutcome *outcome,
            GError **error)
{
    g_autofree char *from = late_from(outcome);
    if (from == NULL || context->shown == NULL)
        return TRUE;
    const VlSearch asked = {.email = context->watch->network.email,
                            .term = outcome->query,
                            .mindate = from,
                            .maxdate = outcome->from};
    g_autoptr(GError) problem = NULL;
    g_autoptr(VlPubmedFound) found =
        vl_pubmed_search(context->pubmed, &asked, &problem);
    if (found == NULL && !vl_http_is_transient(problem)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    if (found == NULL) {
        g_autofree char *text = g_strdup_printf(
            "papers that match the query only since they were indexed could "
            "not be searched for: %s; the next run does so",
            problem->message);
        add_problem(outcome, NULL, "unreachable", text);
        return TRUE;
    }
    outcome->late = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < found->pmids->len; i++)
        if (!is_known(context, found->pmids->pdata[i]))
            g_ptr_array_add(outcome->late,
                            g_strdup(found->pmids->pdata[i]));
    return TRUE;
}

gboolean
vl_search_run(const VlSearchContext *context, VlSearchOutcome *outcome,
              GError **error)
{
    if (outcome->query != NULL && (!search(context, outcome, error) ||
                                   !search_late(context, outcome, error)))
        return FALSE;
    g_autoptr(GPtrArray) pmids = list_new(context, outcome);
    Fetching fetching = {.context = context,
                         .outcome = outcome,
                         .vanished = g_ptr_array_new(),
                         .names = g_string_new(NULL)};
    gboolean done = fetch(&fetching, pmids, error);
    outcome->n_new = pmids->len;
    outcome->n_fetched = fetching.n_came;
    if (fetching.n_later > 0)
        outcome->complete = FALSE;
    if (done && pmids->len > 0 && fetching.n_later == pmids->len) {
        g_set_error(error, VL_ERROR, VL_ERROR_UNREACHABLE,
                    "none of %u records could be fetched: %s", pmids->len,
                    fetching.reason);
        done = FALSE;
    }
    fetching_clear(&fetching);
    if (done && outcome->query != NULL)
        set_next(outcome);
    return done;
}

static gboolean
tell_vanished(Fetching *fetching, guint n_asked, GError **error)
{
    const GPtrArray *pmids = fetching->vanished;
    /* Records from files need not be PubMed's at all. */
    if (fetching->outcome->query == NULL && fetching->n_came == 0)
        return TRUE;
    if (pmids->len > MAX(MAX_VANISHED, n_asked / 20)) {
        g_autofree char *text = g_strdup_printf(
            "PubMed answered without %u of %u papers shown earlier (PMID %s "
            "...), so that a retraction of theirs may be missing here; the "
            "next run asks again",
            pmids->len, n_asked, (const char *)pmids->pdata[0]);
        add_problem(fetching->outcome, NULL, "unreachable", text);
        return TRUE;
    }
    for (guint i = 0; i < pmids->len; i++)
        if (!vl_hindsight_withdraw(fetching->context->hindsight,
                                   pmids->pdata[i], error))
            return FALSE;
    return TRUE;
}

gboolean
vl_search_look_back(const VlSearchContext *context, VlSearchOutcome *outcome,
                    GError **error)
{
    g_autoptr(GPtrArray) pmids = vl_hindsight_pmids(context->hindsight);
    Fetching fetching = {.context = context,
                         .outcome = outcome,
                         .back = TRUE,
                         .vanished = g_ptr_array_new(),
                         .names = g_string_new(NULL)};
    gboolean done = fetch(&fetching, pmids, error) &&
                    tell_vanished(&fetching, pmids->len, error);
    if (done && fetching.n_later > 0) {
        g_autofree char *text = g_strdup_printf(
            "%u papers shown earlier could not be asked about again, so that "
            "a retraction of theirs may be missing here (PMID %s%s): %s",
            fetching.n_later, fetching.names->str,
            fetching.n_later > MAX_NAMED ? " ..." : "", fetching.reason);
        add_problem(outcome, NULL, "unreachable", text);
    }
    fetching_clear(&fetching);
    return done;
}

/* ---- What is told ---- */

static char *
with_hyphens(const char *date)
{
    return date != NULL ? g_strdelimit(g_strdup(date), "/", '-') : NULL;
}

static void
copy_strings(GPtrArray *to, const GPtrArray *from)
{
    for (guint i = 0; i < from->len; i++)
        g_ptr_array_add(to, g_strdup(from->pdata[i]));
}

void
vl_search_tell(const VlSearchOutcome *outcome, VlDigest *digest, VlRun *run)
{
    if (outcome->query == NULL || outcome->found == NULL)
        return;
    const VlPubmedFound *found = outcome->found;
    digest->search.asked = TRUE;
    digest->search.complete = outcome->complete;
    digest->search.from = with_hyphens(outcome->from);
    digest->search.to = with_hyphens(outcome->to);
    digest->search.translation = g_strdup(found->translation);
    digest->search.count = (guint)MIN(found->total, G_MAXUINT);
    digest->search.fetched = outcome->n_fetched;
    digest->search.late = outcome->late != NULL ? outcome->late->len : 0;
    copy_strings(digest->search.not_found, found->not_found);
    copy_strings(digest->search.warnings, found->warnings);
    run->query = g_strdup(outcome->query);
    run->next = g_strdup(outcome->next);
}

char *
vl_search_summary(const VlSearchOutcome *outcome)
{
    const VlPubmedFound *found = outcome->found;
    if (found == NULL)
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(
        out, "PubMed: %" G_GUINT64_FORMAT " records entered from %s to %s\n",
        found->total, outcome->from != NULL ? outcome->from : "the beginning",
        outcome->to);
    if (outcome->late != NULL && outcome->late->len > 0)
        g_string_append_printf(
            out, "%u more entered before and match only now\n",
            outcome->late->len);
    for (guint i = 0; i < found->not_found->len; i++)
        g_string_append_printf(
            out, "PubMed does not know '%s': is there a typing error?\n",
            (const char *)found->not_found->pdata[i]);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static guint
count_pmids(const GHashTable *shown)
{
    guint n = 0;
    GHashTableIter at;
    gpointer name;
    g_hash_table_iter_init(&at, (GHashTable *)shown);
    while (g_hash_table_iter_next(&at, &name, NULL))
        n += g_str_has_prefix(name, "pmid:");
    return n;
}

char *
vl_search_rehearsal(const VlSearchOutcome *outcome,
                    const VlSearchContext *context)
{
    const VlWatch *watch = context->watch;
    if (outcome->query == NULL)
        return NULL;
    const char *base = watch->network.eutils;
    guint n = context->shown != NULL ? count_pmids(context->shown) : 0;
    return g_strdup_printf(
        "PubMed would be asked (%s, as %s)\nquery: %s\nentered: %s to %s\n"
        "and for %u papers shown earlier: were they retracted?\n",
        base != NULL ? base : VL_EUTILS_BASE, watch->network.email,
        outcome->query,
        outcome->from != NULL ? outcome->from : "from the beginning",
        outcome->to, n);
}
