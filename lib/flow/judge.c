#include "config.h"

#include "flow/judge.h"

#include "base/error.h"
#include "flow/lines.h"
#include "flow/pool.h"
#include "model/check.h"
#include "model/claim-json.h"
#include "verify/judge.h"

typedef struct {
    const GString *line;
    cJSON *object; /* NULL with an error */
    GError *error;
    VlJudgement *judgement;
} Task;

static void
task_free(Task *task)
{
    cJSON_Delete(task->object);
    g_clear_error(&task->error);
    vl_judgement_free(task->judgement);
    g_free(task);
}

/* One line: a thread's work. */
static void
work(Task *task)
{
    task->object = vl_json_parse(task->line->str, task->line->len,
                                 &task->error);
    if (task->object == NULL)
        return;
    const char *claim = vl_line_need(task->object, "claim", &task->error);
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
    /* Short forms that the paper makes for itself hold in the claim. */
    const char *paper =
        source != NULL ? source
                       : vl_json_get_string(task->object, "context", NULL);
    g_autoptr(VlNames) names = paper != NULL ? vl_names_new(paper) : NULL;
    const VlQuestion question = {
        .claim = claim,
        .lang = vl_json_get_string(task->object, "lang", NULL),
        .names = names,
        .passages = &quote,
        .n_passages = quote != NULL,
        .ground = ground,
    };
    task->judgement = vl_judge(&question);
}

/* A line in error is an answer too: the pool goes on. */
static gboolean
pool_work(gpointer item, G_GNUC_UNUSED gpointer data,
          G_GNUC_UNUSED GError **error)
{
    work(item);
    return TRUE;
}

static void
write_judgement(const VlJudgement *judgement, VlJson *json)
{
    vl_json_member_string(json, "verdict",
                          vl_verdict_name(judgement->verdict));
    vl_json_member_int(json, "tier", judgement->tier);
    vl_json_member_findings(json, judgement->findings);
    vl_json_member_uncovered(json, judgement->uncovered);
    vl_json_member_context(json, judgement->context);
}

static void
write_answer(VlJudgeCounts *counts, const Task *task, GString *out)
{
    VlJson json = VL_JSON_INIT(out);
    vl_line_begin(&json, task->object);
    counts->lines++;
    if (task->error != NULL) {
        counts->errors++;
        vl_json_member_error(&json, "error", task->error, NULL);
    } else {
        counts->flagged += vl_verdict_is_flag(task->judgement->verdict);
        write_judgement(task->judgement, &json);
    }
    vl_line_end(&json);
}

void
vl_flow_judge(VlJudgeCounts *counts, const GPtrArray *lines, GString *out)
{
    g_autoptr(GPtrArray) tasks =
        g_ptr_array_new_with_free_func((GDestroyNotify)task_free);
    for (guint i = 0; i < lines->len; i++) {
        if (vl_line_is_blank(lines->pdata[i]))
            continue;
        Task *task = g_new0(Task, 1);
        task->line = lines->pdata[i];
        g_ptr_array_add(tasks, task);
    }
    if (!vl_pool_run(tasks, pool_work, NULL, "claims", NULL, NULL))
        g_return_if_reached();
    for (guint i = 0; i < tasks->len; i++)
        write_answer(counts, tasks->pdata[i], out);
}
