#include "config.h"

#include "pubmed/fetch.h"

#include <string.h>

#include "base/error.h"
#include "net/retry.h"
#include "pubmed/ask.h"
#include "pubmed/parse.h"

/* Requests under way at once: enough that the rate, not the distance to
 * NCBI, sets the pace. */
#define WORKERS 8
/* A batch that failed so often is halved; one PMID alone is given up. */
#define HALVE_AFTER 2
#define GIVE_UP_AFTER 6
/* How long in a row a server may fail before it is left alone, and what a
 * failure counts: one that lib/net saw was tried several times already, an
 * odd answer (a web page, nothing) was not.  With the waits between them
 * this is a minute or two. */
#define DOWN_AFTER 48
#define WEIGHT_DOWN 4
#define WEIGHT_ODD 2
#define REFUSED_AFTER 12
/* Waits grow no further: 16 times the first. */
#define MAX_DOUBLINGS 5
/* PMIDs that are asked for singly when they did not come with others, before
 * PubMed is believed to be out of order. */
#define MAX_SINGLES 1000
/* One record had 188 kB (PMID 32051057), and 200 may come at once. */
#define MAX_BATCH_BYTES ((gsize)128 << 20)

typedef enum { WAITING, DELIVERED, MISSING } State;

/* Indices into the PMIDs that are asked for together. */
typedef struct {
    GArray *places; /* guint */
    guint failures;
    guint round;
} Batch;

/* What did not come in one round is asked for in the next: an answer that
 * leaves some out, or holds nothing, is not believed at once. */
static const guint rounds[] = {VL_EFETCH_BATCH, VL_EFETCH_BATCH, 1, 1};

typedef struct {
    VlPubmed *pubmed;
    VlPurpose purpose;
    const GPtrArray *pmids;
    const VlFetchSink *sink;
    GMutex mutex; /* guards all that follows, and the sink */
    GCond changed;
    GHashTable *places; /* PMID -> place + 1 */
    guint8 *states;     /* State of each PMID */
    GQueue batches;     /* Batch */
    GArray *absent;     /* guint: did not come in this round */
    guint n_working, n_done, n_failed, n_allowed;
    guint down, refused; /* in a row */
    gboolean given_up;
    char *reason; /* of the last failure */
    GError *error;
} Fetch;

/* How one request went. */
typedef enum {
    WENT_WELL,
    WENT_DAMAGED, /* half an answer, or none that can be read */
    WENT_DOWN,    /* the server */
    WENT_ODDLY,   /* an answer that is none */
    WENT_REFUSED, /* by NCBI, for good */
    WENT_STOPPED, /* nothing more can be asked */
} Outcome;

/* One request, while its answer comes in. */
typedef struct {
    GString *head;
    VlPubmedStream *stream;
    GError *broken; /* the parser's */
} Answer;

/* ---- Batches ---- */

static Batch *
batch_new(guint round)
{
    Batch *batch = g_new0(Batch, 1);
    batch->places = g_array_new(FALSE, FALSE, sizeof(guint));
    batch->round = round;
    return batch;
}

static void
batch_free(Batch *batch)
{
    g_array_unref(batch->places);
    g_free(batch);
}

static void
push_batches(Fetch *fetch, const GArray *places, guint size, guint round)
{
    for (guint i = 0; i < places->len; i += size) {
        Batch *batch = batch_new(round);
        g_array_append_vals(batch->places,
                            &g_array_index(places, guint, i),
                            MIN(size, places->len - i));
        g_queue_push_tail(&fetch->batches, batch);
    }
}

/* What of the batch has not come yet. */
static void
drop_delivered(const Fetch *fetch, Batch *batch)
{
    guint kept = 0;
    for (guint i = 0; i < batch->places->len; i++) {
        guint place = g_array_index(batch->places, guint, i);
        if (fetch->states[place] == WAITING)
            g_array_index(batch->places, guint, kept++) = place;
    }
    g_array_set_size(batch->places, kept);
}

static void
miss(Fetch *fetch, guint place, gboolean later, const char *reason)
{
    if (fetch->states[place] != WAITING)
        return;
    fetch->states[place] = MISSING;
    fetch->n_done++;
    fetch->sink->missing(fetch->pmids->pdata[place], later, reason,
                         fetch->sink->data);
}

static void
miss_all(Fetch *fetch, const Batch *batch, gboolean later, const char *reason)
{
    for (guint i = 0; i < batch->places->len; i++)
        miss(fetch, g_array_index(batch->places, guint, i), later, reason);
}

/* ---- An answer comes in ---- */

static gboolean
take_record(VlRecord *taken, gpointer data, GError **error)
{
    Fetch *fetch = data;
    g_autoptr(VlRecord) record = taken;
    if (record->deleted || record->pmid == NULL)
        return TRUE;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&fetch->mutex);
    guint place = GPOINTER_TO_UINT(
        g_hash_table_lookup(fetch->places, record->pmid));
    /* Nobody asked for it, or it came before. */
    if (place == 0 || fetch->states[place - 1] != WAITING)
        return TRUE;
    fetch->states[place - 1] = DELIVERED;
    fetch->n_done++;
    g_autoptr(GError) problem = NULL;
    if (fetch->sink->record(g_steal_pointer(&record), place - 1,
                            fetch->sink->data, &problem))
        return TRUE;
    g_propagate_error(error, g_error_copy(problem));
    if (fetch->error == NULL)
        fetch->error = g_steal_pointer(&problem);
    return FALSE;
}

static gboolean
take_bytes(const void *bytes, gsize n_bytes, gpointer data, GError **error)
{
    Answer *answer = data;
    gsize room = VL_REPLY_HEAD - MIN(answer->head->len, VL_REPLY_HEAD);
    g_string_append_len(answer->head, bytes, (gssize)MIN(n_bytes, room));
    if (vl_pubmed_stream_feed(answer->stream, bytes, n_bytes,
                              &answer->broken))
        return TRUE;
    /* Not one that makes another attempt of the same batch. */
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED, "%s",
                answer->broken->message);
    return FALSE;
}

static void
answer_init(Answer *answer, Fetch *fetch)
{
    *answer = (Answer){.head = g_string_new(NULL)};
    answer->stream = vl_pubmed_stream_new(take_record, fetch);
}

static void
answer_clear(Answer *answer)
{
    g_string_free(answer->head, TRUE);
    vl_pubmed_stream_free(answer->stream);
    g_clear_error(&answer->broken);
}

/* A body that the sink did not get: of a status that says no. */
static gboolean
review(const VlHttpAnswer *answer, G_GNUC_UNUSED gpointer data, GError **error)
{
    if (answer->status >= 200 && answer->status < 300)
        return TRUE;
    if (!vl_pubmed_check(VL_EUTIL_EFETCH, answer, error))
        return FALSE;
    g_set_error(error, VL_ERROR, VL_ERROR_NETWORK,
                "PubMed (efetch.fcgi): HTTP status %u", answer->status);
    return FALSE;
}

/* What an answer that came whole, as HTTP sees it, is worth. */
static Outcome
weigh(Answer *answer, char **reason)
{
    gboolean whole = answer->broken == NULL &&
                     vl_pubmed_stream_finish(answer->stream, &answer->broken);
    VlReplyClass class =
        vl_reply_classify(VL_EUTIL_EFETCH, 200, answer->head->str,
                          answer->head->len, reason);
    if (class == VL_REPLY_PERMANENT)
        return WENT_REFUSED;
    if (class == VL_REPLY_TRANSIENT)
        return WENT_ODDLY;
    if (whole)
        return WENT_WELL;
    g_free(*reason);
    *reason = g_strdup_printf("a damaged answer: %s",
                              answer->broken->message);
    return WENT_DAMAGED;
}

static Outcome
weigh_error(const GError *error)
{
    if (vl_http_is_transient(error))
        return WENT_DOWN;
    if (g_error_matches(error, VL_ERROR, VL_ERROR_NETWORK))
        return WENT_REFUSED;
    if (g_error_matches(error, VL_ERROR, VL_ERROR_TOO_BIG))
        return WENT_DAMAGED;
    return WENT_STOPPED;
}

static Outcome
ask(Fetch *fetch, const Batch *batch, char **reason, GError **error)
{
    const VlPubmed *pubmed = fetch->pubmed;
    g_autoptr(GPtrArray) pmids = g_ptr_array_new();
    for (guint i = 0; i < batch->places->len; i++)
        g_ptr_array_add(
            pmids,
            fetch->pmids->pdata[g_array_index(batch->places, guint, i)]);
    g_autofree char *query =
        vl_query_efetch(pubmed->options.email, pmids, 0, pmids->len);
    char *body = vl_pubmed_body(pubmed, query);
    Answer answer;
    answer_init(&answer, fetch);
    const VlHttpSink sink = {NULL, take_bytes, &answer};
    g_autofree char *url = NULL;
    VlHttpRequest request;
    vl_pubmed_prepare(pubmed, VL_EUTIL_EFETCH, fetch->purpose, &request,
                      &url);
    request.body = body;
    request.n_body = strlen(body);
    request.sink = &sink;
    request.review = review;
    request.max_bytes = MAX_BATCH_BYTES;
    g_autoptr(VlHttpAnswer) reply = NULL;
    g_autoptr(GError) problem = NULL;
    Outcome outcome;
    if (vl_http_perform(pubmed->options.http, &request, &reply, &problem) ||
        answer.broken != NULL) {
        outcome = weigh(&answer, reason);
    } else {
        outcome = weigh_error(problem);
        *reason = g_strdup(problem->message);
        if (outcome == WENT_STOPPED)
            g_propagate_error(error, g_steal_pointer(&problem));
    }
    vl_wipe_free(body);
    answer_clear(&answer);
    char *masked = vl_secret_mask(pubmed->options.key, *reason);
    g_free(*reason);
    *reason = masked;
    return outcome;
}

/* ---- What becomes of a batch ---- */

static void
settle_well(Fetch *fetch, Batch *batch)
{
    fetch->down = fetch->refused = 0;
    if (batch->round + 1 == G_N_ELEMENTS(rounds))
        miss_all(fetch, batch, FALSE, "PubMed does not serve this record");
    else
        g_array_append_vals(fetch->absent, batch->places->data,
                            batch->places->len);
}

static void
halve(Fetch *fetch, const Batch *batch)
{
    guint half = (batch->places->len + 1) / 2;
    push_batches(fetch, batch->places, half, batch->round);
}

static void
settle_badly(Fetch *fetch, Batch *batch, Outcome outcome, const char *reason)
{
    fetch->n_failed++;
    guint weight = outcome == WENT_DOWN    ? WEIGHT_DOWN
                   : outcome == WENT_ODDLY ? WEIGHT_ODD
                                           : 0;
    fetch->down = weight > 0 ? fetch->down + weight : 0;
    fetch->refused = outcome == WENT_REFUSED ? fetch->refused + 1 : 0;
    g_free(fetch->reason);
    fetch->reason = g_strdup(reason);
    fetch->given_up |= fetch->down >= DOWN_AFTER ||
                       fetch->refused >= REFUSED_AFTER ||
                       fetch->n_failed > fetch->n_allowed;
    batch->failures++;
    gboolean alone = batch->places->len <= 1;
    if (fetch->given_up || (alone && outcome == WENT_REFUSED) ||
        (alone && batch->failures >= GIVE_UP_AFTER)) {
        miss_all(fetch, batch, outcome != WENT_REFUSED, reason);
        return;
    }
    if (!alone &&
        (outcome == WENT_REFUSED || batch->failures >= HALVE_AFTER)) {
        halve(fetch, batch);
        return;
    }
    Batch *next = batch_new(batch->round);
    g_array_append_vals(next->places, batch->places->data,
                        batch->places->len);
    next->failures = batch->failures;
    g_queue_push_tail(&fetch->batches, next);
}

/* With the mutex locked. */
static void
settle(Fetch *fetch, Batch *batch, Outcome outcome, const char *reason)
{
    drop_delivered(fetch, batch);
    if (outcome == WENT_WELL)
        settle_well(fetch, batch);
    else if (batch->places->len > 0)
        settle_badly(fetch, batch, outcome, reason);
    if (fetch->sink->progress != NULL)
        fetch->sink->progress(fetch->n_done, fetch->pmids->len,
                              fetch->sink->data);
}

/* ---- The workers ---- */

/* The next batch; NULL: there is none, and none will come. */
static Batch *
next_batch(Fetch *fetch)
{
    while (g_queue_is_empty(&fetch->batches) && fetch->n_working > 0 &&
           fetch->error == NULL)
        g_cond_wait(&fetch->changed, &fetch->mutex);
    return fetch->error == NULL ? g_queue_pop_head(&fetch->batches) : NULL;
}

static void
wait_a_little(const Fetch *fetch, guint failures)
{
    guint first = fetch->pubmed->options.backoff_ms;
    g_usleep(1000ul * vl_retry_wait(MIN(failures, MAX_DOUBLINGS),
                                    first > 0 ? first : 1000,
                                    g_random_double()));
}

static void
work_on(Fetch *fetch, Batch *batch)
{
    g_autofree char *reason = NULL;
    g_autoptr(GError) error = NULL;
    guint failures = MAX(batch->failures, fetch->down / WEIGHT_DOWN);
    fetch->n_working++;
    g_mutex_unlock(&fetch->mutex);
    if (failures > 0)
        wait_a_little(fetch, failures);
    Outcome outcome = ask(fetch, batch, &reason, &error);
    g_mutex_lock(&fetch->mutex);
    fetch->n_working--;
    if (error != NULL && fetch->error == NULL)
        fetch->error = g_steal_pointer(&error);
    settle(fetch, batch, outcome, reason);
}

static gpointer
work(gpointer data)
{
    Fetch *fetch = data;
    Batch *batch;
    g_mutex_lock(&fetch->mutex);
    while ((batch = next_batch(fetch)) != NULL) {
        drop_delivered(fetch, batch);
        if (fetch->given_up)
            miss_all(fetch, batch, TRUE, fetch->reason);
        else if (batch->places->len > 0)
            work_on(fetch, batch);
        batch_free(batch);
        g_cond_broadcast(&fetch->changed);
    }
    g_mutex_unlock(&fetch->mutex);
    return NULL;
}

static void
run_workers(Fetch *fetch)
{
    GThread *threads[WORKERS];
    guint n = MIN(WORKERS, g_queue_get_length(&fetch->batches));
    for (guint i = 0; i < n; i++)
        threads[i] = g_thread_new("fetch", work, fetch);
    for (guint i = 0; i < n; i++)
        g_thread_join(threads[i]);
}

/* ---- All of it ---- */

static void
fetch_init(Fetch *fetch)
{
    g_mutex_init(&fetch->mutex);
    g_cond_init(&fetch->changed);
    g_queue_init(&fetch->batches);
    fetch->places = g_hash_table_new(g_str_hash, g_str_equal);
    fetch->states = g_new0(guint8, fetch->pmids->len);
    fetch->absent = g_array_new(FALSE, FALSE, sizeof(guint));
    fetch->n_allowed = fetch->pmids->len / VL_EFETCH_BATCH * 4 + 400;
    for (guint i = 0; i < fetch->pmids->len; i++)
        g_hash_table_insert(fetch->places, fetch->pmids->pdata[i],
                            GUINT_TO_POINTER(i + 1));
}

static void
fetch_clear(Fetch *fetch)
{
    g_queue_clear_full(&fetch->batches, (GDestroyNotify)batch_free);
    g_hash_table_unref(fetch->places);
    g_array_unref(fetch->absent);
    g_free(fetch->states);
    g_free(fetch->reason);
    g_cond_clear(&fetch->changed);
    g_mutex_clear(&fetch->mutex);
}

/* So many cannot all be deleted. */
static void
give_up_absent(Fetch *fetch)
{
    for (guint i = 0; i < fetch->absent->len; i++)
        miss(fetch, g_array_index(fetch->absent, guint, i), TRUE,
             "PubMed answers without this record, and without many others");
    g_array_set_size(fetch->absent, 0);
}

static void
run_rounds(Fetch *fetch)
{
    for (guint i = 0; i < fetch->pmids->len; i++)
        g_array_append_val(fetch->absent, i);
    for (guint round = 0; round < G_N_ELEMENTS(rounds); round++) {
        if (rounds[round] == 1 && fetch->absent->len > MAX_SINGLES)
            give_up_absent(fetch);
        g_autoptr(GArray) places = fetch->absent;
        fetch->absent = g_array_new(FALSE, FALSE, sizeof(guint));
        push_batches(fetch, places, rounds[round], round);
        run_workers(fetch);
        if (fetch->error != NULL || fetch->absent->len == 0)
            return;
    }
}

gboolean
vl_pubmed_fetch(VlPubmed *pubmed, VlPurpose purpose, const GPtrArray *pmids,
                const VlFetchSink *sink, GError **error)
{
    Fetch fetch = {.pubmed = pubmed,
                   .purpose = purpose,
                   .pmids = pmids,
                   .sink = sink};
    fetch_init(&fetch);
    run_rounds(&fetch);
    GError *problem = fetch.error;
    fetch_clear(&fetch);
    if (problem == NULL)
        return TRUE;
    g_propagate_error(error, problem);
    return FALSE;
}
