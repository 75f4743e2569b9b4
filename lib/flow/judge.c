#include "config.h"

#include "flow/judge.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "verify/judge.h"

typedef struct {
    const GString *line;
    cJSON *object; /* NULL with an error */
    GError *error;
    VlJudgement *judgement;
} Task;

static void
task_clear(gpointer data)
{
    Task *task = data;
    cJSON_Delete(task->object);
    g_clear_error(&task->error);
    vl_judgement_free(task->judgement);
}

static const char *
need_string(const cJSON *object, const char *key, GError **error)
{
    const char *value = vl_json_get_string(object, key, NULL);
    if (value == NULL)
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                    "the line has no '%s' (a string)", key);
    return value;
}

/* One line: a thread's work. */
static void
work(gpointer item, G_GNUC_UNUSED gpointer data)
{
    Task *task = item;
    task->object = vl_json_parse(task->line->str, task->line->len,
                                 &task->error);
    if (task->object == NULL)
        return;
    const char *claim = need_string(task->object, "claim", &task->error);
    if (claim == NULL)
        return;
    const char *quote = vl_json_get_string(task->object, "quote", NULL);
    const char *source = vl_json_get_string(task->object, "source", NULL);
    if (quote == NULL && source == NULL) {
        g_set_error(&task->error, VL_ERROR, VL_ERROR_MALFORMED,
                    "the line has neither 'quote' nor 'source' (a string)");
        return;
    }
    g_autoptr(VlGround) ground =
        source != NULL ? vl_ground_new(source) : NULL;
    const VlQuestion question = {
        .claim = claim,
        .lang = vl_json_get_string(task->object, "lang", NULL),
        .passages = &quote,
        .n_passages = quote != NULL,
        .ground = ground,
    };
    task->judgement = vl_judge(&question);
}

static void
work_in_parallel(GArray *tasks)
{
    guint threads = MIN(g_get_num_processors(), tasks->len / 8);
    GThreadPool *pool =
        threads > 1 ? g_thread_pool_new(work, NULL, (int)threads, FALSE, NULL)
                    : NULL;
    for (guint i = 0; i < tasks->len; i++) {
        Task *task = &g_array_index(tasks, Task, i);
        if (pool == NULL || !g_thread_pool_push(pool, task, NULL))
            work(task, NULL);
    }
    if (pool != NULL)
        g_thread_pool_free(pool, FALSE, TRUE);
}

static void
write_span(VlJson *json, const char *key, VlSpan span)
{
    vl_json_key(json, key);
    vl_json_begin_array(json);
    vl_json_int(json, (gint64)span.start);
    vl_json_int(json, (gint64)span.end);
    vl_json_end_array(json);
}

static void
write_findings(const VlJudgement *judgement, VlJson *json)
{
    vl_json_key(json, "findings");
    vl_json_begin_array(json);
    for (guint i = 0; i < judgement->findings->len; i++) {
        const VlFinding *finding = judgement->findings->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_string(json, "check", finding->check);
        vl_json_member_string(json, "result",
                              vl_result_name(finding->result));
        write_span(json, "claim", finding->claim);
        write_span(json, "quote", finding->quote);
        vl_json_member_string(json, "detail", finding->detail);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
write_context(const VlJudgement *judgement, VlJson *json)
{
    vl_json_key(json, "context");
    vl_json_begin_object(json);
    for (guint i = 0; i < judgement->context->len; i++) {
        const VlContext *context = judgement->context->pdata[i];
        vl_json_key(json, context->name);
        vl_json_begin_object(json);
        vl_json_member_string(json, "value", context->value);
        write_span(json, "quote", context->span);
        vl_json_end_object(json);
    }
    vl_json_end_object(json);
}

static void
write_judgement(const VlJudgement *judgement, VlJson *json)
{
    vl_json_member_string(json, "verdict",
                          vl_verdict_name(judgement->verdict));
    vl_json_member_int(json, "tier", judgement->tier);
    write_findings(judgement, json);
    vl_json_key(json, "uncovered");
    vl_json_begin_array(json);
    for (guint i = 0; i < judgement->uncovered->len; i++) {
        VlSpan span = g_array_index(judgement->uncovered, VlSpan, i);
        vl_json_begin_array(json);
        vl_json_int(json, (gint64)span.start);
        vl_json_int(json, (gint64)span.end);
        vl_json_end_array(json);
    }
    vl_json_end_array(json);
    write_context(judgement, json);
}

static void
write_id(const Task *task, VlJson *json)
{
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(task->object, "id");
    if (cJSON_IsString(id))
        vl_json_member_string(json, "id", id->valuestring);
    else if (cJSON_IsNumber(id) && id->valuedouble ==
                                       (double)(gint64)id->valuedouble)
        vl_json_member_int(json, "id", (gint64)id->valuedouble);
    else
        vl_json_member_string(json, "id", NULL);
}

static gboolean
is_flagged(VlVerdict verdict)
{
    return verdict == VL_VERDICT_CONTRADICTED ||
           verdict == VL_VERDICT_OVERSTATED ||
           verdict == VL_VERDICT_UNSUPPORTED ||
           verdict == VL_VERDICT_ELSEWHERE;
}

static void
write_answer(VlJudgeCounts *counts, const Task *task, GString *out)
{
    VlJson json = VL_JSON_INIT(out);
    vl_json_begin_object(&json);
    write_id(task, &json);
    counts->lines++;
    if (task->error != NULL) {
        counts->errors++;
        vl_json_key(&json, "error");
        vl_json_begin_object(&json);
        vl_json_member_string(&json, "code", vl_error_name(task->error));
        vl_json_member_string(&json, "message", task->error->message);
        vl_json_member_string(&json, "file", NULL);
        vl_json_end_object(&json);
    } else {
        counts->flagged += is_flagged(task->judgement->verdict);
        write_judgement(task->judgement, &json);
    }
    vl_json_end_object(&json);
    g_string_append_c(out, '\n');
}

void
vl_flow_judge(VlJudgeCounts *counts, const GPtrArray *lines, GString *out)
{
    g_autoptr(GArray) tasks = g_array_new(FALSE, TRUE, sizeof(Task));
    g_array_set_clear_func(tasks, task_clear);
    for (guint i = 0; i < lines->len; i++) {
        const GString *line = lines->pdata[i];
        if (strspn(line->str, " \t\r") == line->len)
            continue;
        Task task = {.line = line};
        g_array_append_val(tasks, task);
    }
    work_in_parallel(tasks);
    for (guint i = 0; i < tasks->len; i++)
        write_answer(counts, &g_array_index(tasks, Task, i), out);
}
