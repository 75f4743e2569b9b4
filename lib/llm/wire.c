#include "config.h"

#include "llm/wire.h"

#include <stdarg.h>
#include <string.h>

#include "base/json.h"
#include "base/unicode.h"
#include "llm/anthropic.h"
#include "llm/failure.h"
#include "llm/ollama.h"
#include "llm/openai.h"

/* Of the model, as its server calls it. */
#define MAX_NAME 120

void
vl_wire_result_clear(VlWireResult *result)
{
    g_clear_pointer(&result->text, g_free);
    g_clear_pointer(&result->detail, g_free);
    g_clear_pointer(&result->model, g_free);
    g_clear_pointer(&result->parameter, g_free);
    g_clear_pointer(&result->instead, g_free);
}

void
vl_wire_end(VlWireResult *result, VlWireClass class, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    result->class = class;
    g_clear_pointer(&result->text, g_free);
    g_free(result->detail);
    result->detail = vl_printable(text, 300);
}

const VlWire *
vl_wire_find(const char *provider)
{
    static const VlWire *const wires[] = {&vl_wire_openai, &vl_wire_anthropic,
                                          &vl_wire_ollama};
    for (guint i = 0; i < G_N_ELEMENTS(wires); i++)
        if (g_str_equal(wires[i]->name, provider))
            return wires[i];
    return NULL;
}

const char *
vl_wire_name(const VlWireAsk *ask, const char *parameter)
{
    const char *name = ask->learned != NULL
                           ? g_hash_table_lookup(ask->learned, parameter)
                           : NULL;
    if (name == NULL)
        return parameter;
    return *name != '\0' ? name : NULL;
}

static void
add_message(VlJson *json, const char *role, const char *content)
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "role", role);
    vl_json_member_string(json, "content", content);
    vl_json_end_object(json);
}

void
vl_wire_add_messages(VlJson *json, const VlWireAsk *ask)
{
    vl_json_key(json, "messages");
    vl_json_begin_array(json);
    add_message(json, "system", ask->call->system);
    add_message(json, "user", ask->call->user);
    vl_json_end_array(json);
}

void
vl_wire_add_number(VlJson *json, const VlWireAsk *ask, const char *parameter,
                   const char *value)
{
    const char *name = value != NULL ? vl_wire_name(ask, parameter) : NULL;
    if (name == NULL)
        return;
    vl_json_key(json, name);
    vl_json_raw(json, value);
}

/* An answer of as many tokens as it may have was cut, whatever its server
 * says: some call that "stop" or "completed". */
static void
check_length(const VlWireAsk *ask, VlWireResult *result)
{
    if (result->class == VL_WIRE_ANSWERED &&
        result->output_tokens >= (gint64)ask->max_output)
        vl_wire_end(result, VL_WIRE_TRUNCATED,
                    "the answer has all of the %u tokens that it may have",
                    ask->max_output);
    if (result->class == VL_WIRE_ANSWERED && *result->text == '\0')
        vl_wire_end(result, VL_WIRE_FAILED, "an empty answer");
}

void
vl_wire_read(const VlWire *wire, const VlWireAsk *ask, guint status,
             const char *should_retry, const char *bytes, gsize n_bytes,
             VlWireResult *result)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(cJSON) body = vl_json_parse(bytes, n_bytes, &problem);
    result->input_tokens = result->output_tokens = -1;
    if (vl_failure_read(ask, status, should_retry, body, bytes, n_bytes,
                        result))
        return;
    if (!cJSON_IsObject(body)) {
        vl_wire_end(result, VL_WIRE_FAILED, "the answer is no JSON object%s%s",
                    problem != NULL ? ": " : "",
                    problem != NULL ? problem->message : "");
        return;
    }
    const char *model = vl_json_get_string(body, "model", NULL);
    result->model = model != NULL ? vl_printable(model, MAX_NAME) : NULL;
    wire->read(ask, body, result);
    check_length(ask, result);
}
