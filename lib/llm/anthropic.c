#include "config.h"

#include "llm/anthropic.h"

#include <string.h>

#include "base/json.h"

static void
add_output(VlJson *json, const VlWireAsk *ask)
{
    const char *effort = ask->knobs->reasoning;
    if (vl_wire_name(ask, "output_config.effort") == NULL)
        effort = NULL;
    if (ask->call->schema == NULL && effort == NULL)
        return;
    vl_json_key(json, "output_config");
    vl_json_begin_object(json);
    if (effort != NULL)
        vl_json_member_string(json, "effort", effort);
    if (ask->call->schema != NULL) {
        vl_json_key(json, "format");
        vl_json_begin_object(json);
        vl_json_member_string(json, "type", "json_schema");
        vl_json_key(json, "schema");
        vl_json_raw(json, ask->call->schema);
        vl_json_end_object(json);
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
    vl_json_member_int(&json, "max_tokens", ask->max_output);
    vl_json_member_string(&json, "system", ask->call->system);
    vl_json_key(&json, "messages");
    vl_json_begin_array(&json);
    vl_json_begin_object(&json);
    vl_json_member_string(&json, "role", "user");
    vl_json_member_string(&json, "content", ask->call->user);
    vl_json_end_object(&json);
    vl_json_end_array(&json);
    vl_wire_add_number(&json, ask, "temperature", ask->knobs->temperature);
    vl_wire_add_number(&json, ask, "top_p", ask->knobs->top_p);
    add_output(&json, ask);
    vl_json_end_object(&json);
    return g_string_free(text, FALSE);
}

/* Three sums that do not hold each other; -1 when none is told. */
static gint64
input_of(const cJSON *usage)
{
    static const char *const keys[] = {"input_tokens",
                                       "cache_creation_input_tokens",
                                       "cache_read_input_tokens"};
    gint64 sum = -1;
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        gint64 n = vl_json_get_int(usage, keys[i], -1);
        if (n >= 0 && n < G_MAXINT32)
            sum = MAX(sum, 0) + n;
    }
    return sum;
}

static void
take_blocks(const cJSON *content, VlWireResult *result)
{
    if (!cJSON_IsArray(content)) {
        vl_wire_end(result, VL_WIRE_FAILED, "the answer has no list 'content'");
        return;
    }
    GString *text = g_string_new(NULL);
    const cJSON *block = NULL;
    cJSON_ArrayForEach(block, content)
    {
        if (g_str_equal(vl_json_get_string(block, "type", ""), "text"))
            g_string_append(text, vl_json_get_string(block, "text", ""));
    }
    result->class = VL_WIRE_ANSWERED;
    result->text = g_string_free(text, FALSE);
}

static void
read_answer(G_GNUC_UNUSED const VlWireAsk *ask, const cJSON *answer,
            VlWireResult *result)
{
    const cJSON *usage = vl_json_get(answer, "usage");
    const cJSON *details = vl_json_get(answer, "stop_details");
    const char *reason = vl_json_get_string(answer, "stop_reason", "none");
    const char *category = vl_json_get_string(details, "category", "");
    result->input_tokens = input_of(usage);
    result->output_tokens = vl_json_get_int(usage, "output_tokens", -1);
    if (g_str_equal(reason, "refusal"))
        vl_wire_end(result, VL_WIRE_REFUSED, "refused%s%s",
                    *category != '\0' ? ", category " : "", category);
    else if (g_str_equal(reason, "max_tokens") ||
             g_str_equal(reason, "model_context_window_exceeded"))
        vl_wire_end(result, VL_WIRE_TRUNCATED, "it ended with '%s'", reason);
    else if (g_str_equal(reason, "end_turn") ||
             g_str_equal(reason, "stop_sequence"))
        take_blocks(vl_json_get(answer, "content"), result);
    else
        vl_wire_end(result, VL_WIRE_FAILED, "it ended with '%s'", reason);
}

const VlWire vl_wire_anthropic = {
    .name = "anthropic",
    .version = "/v1",
    .path = "/messages",
    .key_header = "x-api-key",
    .key_prefix = "",
    .header = "anthropic-version",
    .header_value = "2023-06-01",
    .body = make_body,
    .read = read_answer,
};
