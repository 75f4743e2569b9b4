#include "config.h"

#include "llm/ollama.h"

#include <string.h>

#include "base/json.h"

/* Loaded models stay for the time between two papers. */
#define KEEP_ALIVE "15m"

static void
add_options(VlJson *json, const VlWireAsk *ask)
{
    const char *const pairs[][2] = {{"temperature", ask->knobs->temperature},
                                    {"top_p", ask->knobs->top_p},
                                    {"seed", ask->knobs->seed}};
    vl_json_key(json, "options");
    vl_json_begin_object(json);
    if (ask->context > 0)
        vl_json_member_int(json, "num_ctx", ask->context);
    vl_json_member_int(json, "num_predict", ask->max_output);
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (pairs[i][1] == NULL)
            continue;
        vl_json_key(json, pairs[i][0]);
        vl_json_raw(json, pairs[i][1]);
    }
    vl_json_end_object(json);
}

static char *
make_body(const VlWireAsk *ask)
{
    GString *text = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(text);
    vl_json_begin_object(&json);
    vl_json_member_string(&json, "model", ask->model);
    vl_wire_add_messages(&json, ask);
    vl_json_member_bool(&json, "stream", FALSE);
    vl_json_member_bool(&json, "truncate", FALSE);
    vl_json_member_bool(&json, "shift", FALSE);
    /* A schema and thinking exclude each other. */
    if (vl_wire_name(ask, "think") != NULL)
        vl_json_member_bool(&json, "think", FALSE);
    vl_json_member_string(&json, "keep_alive", KEEP_ALIVE);
    if (ask->call->schema != NULL) {
        vl_json_key(&json, "format");
        vl_json_raw(&json, ask->call->schema);
    }
    add_options(&json, ask);
    vl_json_end_object(&json);
    return g_string_free(text, FALSE);
}

/* The prompt that it read, against the one that was sent. */
static gboolean
is_shortened(const VlWireAsk *ask, VlWireResult *result)
{
    gsize n_bytes = strlen(ask->call->system) + strlen(ask->call->user);
    gint64 least = (gint64)(n_bytes / VL_OLLAMA_MOST_BYTES);
    if (result->input_tokens >= MAX(least, 1))
        return FALSE;
    vl_wire_end(result, VL_WIRE_FAILED,
                "the server shortened the prompt: it read %" G_GINT64_FORMAT
                " tokens of at least %" G_GINT64_FORMAT
                "; a newer Ollama keeps to what it is told",
                MAX(result->input_tokens, 0), least);
    return TRUE;
}

static void
read_answer(const VlWireAsk *ask, const cJSON *answer, VlWireResult *result)
{
    const cJSON *message = vl_json_get(answer, "message");
    const char *content = vl_json_get_string(message, "content", NULL);
    const char *reason = vl_json_get_string(answer, "done_reason", "none");
    result->input_tokens = vl_json_get_int(answer, "prompt_eval_count", -1);
    result->output_tokens = vl_json_get_int(answer, "eval_count", -1);
    if (is_shortened(ask, result))
        return;
    if (g_str_equal(reason, "length"))
        vl_wire_end(result, VL_WIRE_TRUNCATED, "it ended with 'length'");
    else if (!vl_json_get_bool(answer, "done", FALSE) ||
             !g_str_equal(reason, "stop"))
        vl_wire_end(result, VL_WIRE_FAILED, "it ended with '%s'", reason);
    else if (content == NULL || *content == '\0')
        vl_wire_end(result, VL_WIRE_FAILED, "an empty answer");
    else {
        result->class = VL_WIRE_ANSWERED;
        result->text = g_strdup(content);
    }
}

const VlWire vl_wire_ollama = {
    .name = "ollama",
    .version = "",
    .path = "/api/chat",
    .key_header = "Authorization",
    .key_prefix = "Bearer ",
    .body = make_body,
    .read = read_answer,
};
