#include "config.h"

#include "llm/openai.h"

#include <string.h>

#include "base/json.h"

/* The first is the one of a host that none of them knows. */
static const VlServer servers[] = {
    {"compatible", NULL, "max_tokens", "seed", FALSE, FALSE, "models"},
    {"openai", "api.openai.com", "max_completion_tokens", "seed", FALSE,
     FALSE, NULL},
    {"mistral", ".mistral.ai", "max_tokens", "random_seed", FALSE, FALSE,
     "models"},
    {"azure", ".azure.com", "max_completion_tokens", "seed", TRUE, FALSE,
     NULL},
    {"llama-server", NULL, "max_tokens", "seed", FALSE, TRUE, "/props"},
    {"vllm", NULL, "max_tokens", "seed", FALSE, FALSE, "models"},
    {"lm-studio", NULL, "max_tokens", "seed", FALSE, FALSE,
     "/api/v0/models"},
};

const VlServer *
vl_server_find(const char *name, const char *host)
{
    for (guint i = 0; i < G_N_ELEMENTS(servers); i++) {
        const VlServer *server = &servers[i];
        if (name != NULL ? g_str_equal(server->name, name)
                         : server->host != NULL &&
                               g_str_has_suffix(host, server->host))
            return server;
    }
    return name == NULL ? &servers[0] : NULL;
}

char *
vl_server_names(void)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(servers); i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                               servers[i].name);
    return g_string_free(names, FALSE);
}

/* ---- Asking ---- */

/* Within "json_schema": elsewhere llama-server passes it over in silence. */
static void
add_schema(VlJson *json, const VlModelCall *call)
{
    vl_json_key(json, "response_format");
    vl_json_begin_object(json);
    vl_json_member_string(json, "type", "json_schema");
    vl_json_key(json, "json_schema");
    vl_json_begin_object(json);
    vl_json_member_string(json, "name", call->schema_name);
    vl_json_member_bool(json, "strict", TRUE);
    vl_json_key(json, "schema");
    vl_json_raw(json, call->schema);
    vl_json_end_object(json);
    vl_json_end_object(json);
}

static char *
make_body(const VlWireAsk *ask)
{
    GString *text = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(text);
    g_autofree char *cap = g_strdup_printf("%u", ask->max_output);
    vl_json_begin_object(&json);
    vl_json_member_string(&json, "model", ask->model);
    vl_wire_add_messages(&json, ask);
    vl_json_member_bool(&json, "stream", FALSE);
    vl_wire_add_number(&json, ask, ask->server->cap, cap);
    vl_wire_add_number(&json, ask, "temperature", ask->knobs->temperature);
    vl_wire_add_number(&json, ask, "top_p", ask->knobs->top_p);
    vl_wire_add_number(&json, ask, ask->server->seed, ask->knobs->seed);
    if (ask->knobs->reasoning != NULL &&
        vl_wire_name(ask, "reasoning_effort") != NULL)
        vl_json_member_string(&json, "reasoning_effort",
                              ask->knobs->reasoning);
    /* A server that knows none is asked in words alone, and its answers are
     * checked as all others are. */
    if (ask->call->schema != NULL &&
        vl_wire_name(ask, "response_format") != NULL)
        add_schema(&json, ask->call);
    vl_json_end_object(&json);
    return g_string_free(text, FALSE);
}

/* ---- Reading ---- */

static const struct {
    const char *word;
    VlWireClass class;
} reasons[] = {
    {"stop", VL_WIRE_ANSWERED},         {"eos", VL_WIRE_ANSWERED},
    {"eos_token", VL_WIRE_ANSWERED},    {"end_turn", VL_WIRE_ANSWERED},
    {"stop_sequence", VL_WIRE_ANSWERED}, {"length", VL_WIRE_TRUNCATED},
    {"model_length", VL_WIRE_TRUNCATED}, {"max_tokens", VL_WIRE_TRUNCATED},
    {"content_filter", VL_WIRE_REFUSED}, {"refusal", VL_WIRE_REFUSED},
};

static VlWireClass
class_of(const char *reason)
{
    for (guint i = 0; i < G_N_ELEMENTS(reasons); i++)
        if (g_str_equal(reasons[i].word, reason))
            return reasons[i].class;
    return VL_WIRE_FAILED;
}

/* Mistral's thinking models answer in chunks, of which "text" alone is what
 * was asked for.  NULL: of another shape. */
static char *
text_of(const cJSON *content)
{
    if (cJSON_IsString(content))
        return g_strdup(content->valuestring);
    if (!cJSON_IsArray(content))
        return NULL;
    GString *text = g_string_new(NULL);
    const cJSON *chunk = NULL;
    cJSON_ArrayForEach(chunk, content)
    {
        if (g_str_equal(vl_json_get_string(chunk, "type", ""), "text"))
            g_string_append(text, vl_json_get_string(chunk, "text", ""));
    }
    return g_string_free(text, FALSE);
}

static void
take_content(const cJSON *message, VlWireResult *result)
{
    const char *refusal = vl_json_get_string(message, "refusal", "");
    if (*refusal != '\0') {
        vl_wire_end(result, VL_WIRE_REFUSED, "%s", refusal);
        return;
    }
    result->text =
        text_of(cJSON_GetObjectItemCaseSensitive(message, "content"));
    /* What stands there is no answer, whatever it looks like. */
    const char *thoughts = vl_json_get_string(
        message, "reasoning_content",
        vl_json_get_string(message, "reasoning", ""));
    if (result->text == NULL || *result->text == '\0')
        vl_wire_end(result, VL_WIRE_FAILED, "an empty answer%s",
                    *thoughts != '\0' ? "; the server put text among the "
                                        "model's thoughts instead"
                                      : "");
}

static void
read_answer(G_GNUC_UNUSED const VlWireAsk *ask, const cJSON *answer,
            VlWireResult *result)
{
    const cJSON *usage = vl_json_get(answer, "usage");
    const cJSON *choices = vl_json_get(answer, "choices");
    const cJSON *choice = cJSON_IsArray(choices) ? choices->child : NULL;
    const cJSON *message =
        cJSON_IsObject(choice) ? vl_json_get(choice, "message") : NULL;
    result->input_tokens = vl_json_get_int(usage, "prompt_tokens", -1);
    result->output_tokens = vl_json_get_int(usage, "completion_tokens", -1);
    if (!cJSON_IsObject(message)) {
        vl_wire_end(result, VL_WIRE_FAILED,
                    "the answer has no 'choices' with a 'message'");
        return;
    }
    const char *reason = vl_json_get_string(choice, "finish_reason", "none");
    VlWireClass class = class_of(reason);
    if (class != VL_WIRE_ANSWERED) {
        vl_wire_end(result, class, "it ended with '%s'", reason);
        return;
    }
    result->class = VL_WIRE_ANSWERED;
    take_content(message, result);
}

const VlWire vl_wire_openai = {
    .name = "openai",
    .version = "/v1",
    .path = "/chat/completions",
    .key_header = "Authorization",
    .key_prefix = "Bearer ",
    .body = make_body,
    .read = read_answer,
};
