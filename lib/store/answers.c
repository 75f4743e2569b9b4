#include "config.h"

#include "store/answers.h"

#include "store/db.h"

/* Experience of so many calls counts: a provider may change its tokens. */
#define RATIO_CALLS "200"

static const char *const ends[] = {
    [VL_CALL_FREE] = "free",
    [VL_CALL_CUT] = "cut",
    [VL_CALL_PAID] = "paid",
    [VL_CALL_LOST] = "lost",
};

/* ---- Writing ---- */

static gboolean
insert(VlStore *store, const VlModelIntent *intent, gint64 *id, GError **error)
{
    g_autoptr(VlStatement) statement = vl_db_prepare(
        store, error,
        "INSERT INTO model_call (request, endpoint, model, purpose, subject,"
        " currency, time, estimate, set_aside)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        intent->request, intent->endpoint, intent->model, intent->purpose,
        intent->subject, intent->currency, NULL, NULL, NULL);
    if (statement == NULL)
        return FALSE;
    sqlite3_bind_int64(statement, 7, intent->time);
    sqlite3_bind_int64(statement, 8, intent->estimate);
    sqlite3_bind_int64(statement, 9, intent->set_aside);
    if (!vl_db_execute(store, statement, error))
        return FALSE;
    *id = sqlite3_last_insert_rowid(store->db);
    return TRUE;
}

static gboolean
begin(gpointer data, const VlModelIntent *intent, gint64 *id, GError **error)
{
    VlStore *store = data;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    return insert(store, intent, id, error);
}

static gboolean
end(gpointer data, gint64 id, const VlModelDone *done, GError **error)
{
    VlStore *store = data;
    const VlModelReply *reply = done->reply;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) update = vl_db_prepare(
        store, error,
        "UPDATE model_call SET ended=?, outcome=?, text=?, detail=?,"
        " served_by=?, input_tokens=?, output_tokens=?, cost=?"
        " WHERE number=?",
        ends[done->end], vl_model_outcome_name(reply->outcome), reply->text,
        reply->detail, reply->model, NULL, NULL, NULL, NULL);
    if (update == NULL)
        return FALSE;
    sqlite3_bind_int64(update, 6, reply->input_tokens);
    sqlite3_bind_int64(update, 7, reply->output_tokens);
    sqlite3_bind_int64(update, 8, done->cost);
    sqlite3_bind_int64(update, 9, id);
    return vl_db_execute(store, update, error);
}

/* ---- Finding ---- */

enum { ENDED, OUTCOME, TEXT, DETAIL, SERVED_BY, INPUT, OUTPUT, COST };

static VlModelReply *
reply_of_row(VlStatement *row)
{
    VlModelOutcome outcome;
    const char *name = vl_db_text(row, OUTCOME);
    const char *text = vl_db_text(row, TEXT);
    if (name == NULL || !vl_model_outcome_find(name, &outcome) ||
        (outcome == VL_MODEL_ANSWERED && text == NULL))
        return NULL;
    VlModelReply *reply = g_new0(VlModelReply, 1);
    reply->outcome = outcome;
    reply->text = outcome == VL_MODEL_ANSWERED ? g_strdup(text) : NULL;
    reply->detail = g_strdup(vl_db_text(row, DETAIL));
    reply->model = g_strdup(vl_db_text(row, SERVED_BY));
    reply->input_tokens = sqlite3_column_int64(row, INPUT);
    reply->output_tokens = sqlite3_column_int64(row, OUTPUT);
    reply->cost = sqlite3_column_int64(row, COST);
    return reply;
}

/* An answer comes before any other last word, then the newest. */
static gboolean
is_better(const VlModelReply *known, const VlModelReply *reply)
{
    return reply != NULL && (known == NULL ||
                             known->outcome != VL_MODEL_ANSWERED ||
                             reply->outcome == VL_MODEL_ANSWERED);
}

static void
take_row(VlStatement *row, VlModelKnown *known)
{
    const char *ended = vl_db_text(row, ENDED);
    if (ended == NULL || g_str_equal(ended, ends[VL_CALL_LOST])) {
        known->n_unknown++;
        return;
    }
    known->was_cut |= g_str_equal(ended, ends[VL_CALL_CUT]);
    if (!g_str_equal(ended, ends[VL_CALL_PAID]))
        return;
    VlModelReply *reply = reply_of_row(row);
    if (!is_better(known->reply, reply)) {
        vl_model_reply_free(reply);
        return;
    }
    vl_model_reply_free(known->reply);
    known->reply = reply;
}

static gboolean
find(gpointer data, const char *request, VlModelKnown *known, GError **error)
{
    VlStore *store = data;
    gboolean row = TRUE;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT ended, outcome, text, detail, served_by, input_tokens,"
        " output_tokens, cost FROM model_call WHERE request=?"
        " ORDER BY number",
        request);
    if (select == NULL)
        return FALSE;
    while (vl_db_step(store, select, &row, error) && row)
        take_row(select, known);
    if (!row)
        return TRUE;
    g_clear_pointer(&known->reply, vl_model_reply_free);
    return FALSE;
}

/* ---- Experience ---- */

static gboolean
ratio(gpointer data, const char *endpoint, const char *model,
      VlTokenRatio *result, GError **error)
{
    VlStore *store = data;
    gboolean row = FALSE;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT coalesce(sum(estimate), 0), coalesce(sum(input_tokens), 0)"
        " FROM (SELECT estimate, input_tokens FROM model_call"
        " WHERE endpoint=? AND model=? AND outcome='answered'"
        " AND input_tokens > 0 ORDER BY number DESC LIMIT " RATIO_CALLS ")",
        endpoint, model);
    if (select == NULL || !vl_db_step(store, select, &row, error))
        return FALSE;
    result->estimated = sqlite3_column_int64(select, 0);
    result->counted = sqlite3_column_int64(select, 1);
    return TRUE;
}

static gboolean
get(gpointer data, const char *endpoint, const char *model, const char *name,
    char **value, GError **error)
{
    VlStore *store = data;
    gboolean row = FALSE;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT value FROM model_fact WHERE endpoint=? AND model=? AND name=?",
        endpoint, model, name);
    if (select == NULL || !vl_db_step(store, select, &row, error))
        return FALSE;
    *value = row ? g_strdup(vl_db_text(select, 0)) : NULL;
    return TRUE;
}

static gboolean
set(gpointer data, const char *endpoint, const char *model, const char *name,
    const char *value, GError **error)
{
    VlStore *store = data;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) insert_it = vl_db_prepare(
        store, error,
        "INSERT OR REPLACE INTO model_fact (endpoint, model, name, value)"
        " VALUES (?, ?, ?, ?)",
        endpoint, model, name, value);
    return insert_it != NULL && vl_db_execute(store, insert_it, error);
}

VlModelJournal
vl_store_answers_journal(VlStore *store)
{
    return (VlModelJournal){find, begin, end, ratio, get, set, store};
}

gboolean
vl_store_answers_count(VlStore *store, VlAnswersCount *count, GError **error)
{
    gboolean row = FALSE;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT coalesce(sum(outcome='answered'), 0),"
        " coalesce(sum(ended IS NULL OR ended='lost'), 0),"
        " coalesce(sum(CASE WHEN (ended IS NULL OR ended='lost')"
        " AND set_aside > 0 THEN set_aside ELSE 0 END), 0)"
        " FROM model_call");
    if (select == NULL || !vl_db_step(store, select, &row, error))
        return FALSE;
    count->answered = sqlite3_column_int64(select, 0);
    count->unknown = sqlite3_column_int64(select, 1);
    count->set_aside = sqlite3_column_int64(select, 2);
    return TRUE;
}

/* ---- For the user ---- */

/* since and model, which is NULL for any. */
#define WANTED " WHERE time >= ?2 AND (?1 IS NULL OR model = ?1)"

enum {
    NUMBER, TIME, ENDPOINT, MODEL, PURPOSE, SUBJECT, STATE, RESULT, IN_TOKENS,
    OUT_TOKENS, PRICE, CURRENCY,
};

static void
line_of_row(VlStatement *row, VlAnswersLine *line)
{
    *line = (VlAnswersLine){
        .number = sqlite3_column_int64(row, NUMBER),
        .time = sqlite3_column_int64(row, TIME),
        .endpoint = vl_db_text(row, ENDPOINT),
        .model = vl_db_text(row, MODEL),
        .purpose = vl_db_text(row, PURPOSE),
        .subject = vl_db_text(row, SUBJECT),
        .outcome = vl_db_text(row, RESULT),
        .is_kept = g_strcmp0(vl_db_text(row, STATE),
                             ends[VL_CALL_PAID]) == 0,
        .input_tokens = sqlite3_column_int64(row, IN_TOKENS),
        .output_tokens = sqlite3_column_int64(row, OUT_TOKENS),
        .cost = sqlite3_column_int64(row, PRICE),
        .currency = vl_db_text(row, CURRENCY),
    };
}

gboolean
vl_store_answers_read(VlStore *store, gint64 since, const char *model,
                      VlAnswersRead read, gpointer data, GError **error)
{
    gboolean row = TRUE;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) select = vl_db_prepare(
        store, error,
        "SELECT number, time, endpoint, model, purpose, subject, ended,"
        " outcome, coalesce(input_tokens, -1), coalesce(output_tokens, -1),"
        " coalesce(cost, -1), currency FROM model_call" WANTED
        " ORDER BY number",
        model, NULL);
    if (select == NULL)
        return FALSE;
    sqlite3_bind_int64(select, 2, since);
    while (vl_db_step(store, select, &row, error) && row) {
        VlAnswersLine line;
        line_of_row(select, &line);
        if (!read(&line, data, error))
            return FALSE;
    }
    return !row;
}

gboolean
vl_store_answers_forget(VlStore *store, gint64 since, const char *model,
                        guint *n, GError **error)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) update = vl_db_prepare(
        store, error,
        "UPDATE model_call SET ended='free', outcome='forgotten', text=NULL,"
        " detail=NULL" WANTED
        " AND ended IN ('paid', 'cut')",
        model, NULL);
    if (update == NULL)
        return FALSE;
    sqlite3_bind_int64(update, 2, since);
    if (!vl_db_execute(store, update, error))
        return FALSE;
    *n = (guint)sqlite3_changes(store->db);
    return TRUE;
}
