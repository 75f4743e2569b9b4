#include "config.h"

#include "llm/probe.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"

#define LEAST 256
#define MOST 100000000

/* ---- Reading ---- */

static guint
as_context(gint64 value)
{
    return value >= LEAST && value <= MOST ? (guint)value : 0;
}

/* The names that servers have for it; one that is loaded now comes before
 * what the model could do. */
static guint
context_of(const cJSON *object)
{
    static const char *const names[] = {
        "loaded_context_length", "n_ctx", "max_model_len",
        "max_context_length", "context_length", "context_window"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        guint context = as_context(vl_json_get_int(object, names[i], 0));
        if (context > 0)
            return context;
    }
    return 0;
}

/* {"data":[{"id":…}]}: the model by its name, or the only one. */
static guint
context_in_list(const char *model, const cJSON *list)
{
    const cJSON *item = NULL, *found = NULL;
    cJSON_ArrayForEach(item, list)
    {
        if (g_str_equal(vl_json_get_string(item, "id", ""), model))
            found = item;
    }
    if (found == NULL && cJSON_GetArraySize(list) == 1)
        found = list->child;
    guint context = context_of(found);
    return context > 0 ? context : context_of(vl_json_get(found, "meta"));
}

/* {"model_info":{"llama.context_length":…}}: of Ollama. */
static guint
context_in_info(const cJSON *info)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, info)
    {
        if (item->string != NULL && cJSON_IsNumber(item) &&
            g_str_has_suffix(item->string, ".context_length") &&
            item->valuedouble >= LEAST && item->valuedouble <= MOST)
            return (guint)item->valuedouble;
    }
    return 0;
}

guint
vl_probe_read(const char *model, const char *bytes, gsize n_bytes)
{
    g_autoptr(cJSON) body = vl_json_parse(bytes, n_bytes, NULL);
    const cJSON *settings = vl_json_get(body, "default_generation_settings");
    const cJSON *list = vl_json_get(body, "data");
    const cJSON *info = vl_json_get(body, "model_info");
    guint context = context_of(settings);
    if (context == 0 && cJSON_IsArray(list))
        context = context_in_list(model, list);
    if (context == 0 && cJSON_IsObject(info))
        context = context_in_info(info);
    return context > 0 ? context : context_of(body);
}

/* ---- Asking ---- */

static char *
show_body(const char *model)
{
    GString *text = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(text);
    vl_json_begin_object(&json);
    vl_json_member_string(&json, "model", model);
    vl_json_end_object(&json);
    return g_string_free(text, FALSE);
}

static gboolean
ask_at(const VlExchange *exchange, const char *path, const char *body,
       const char *model, guint *context, GError **error)
{
    g_autofree char *url = vl_endpoint_at(exchange->endpoint, path);
    g_autoptr(VlHttpAnswer) answer = NULL;
    if (!vl_exchange_look(exchange, url, body, &answer, error))
        return FALSE;
    gsize n = 0;
    const char *bytes = vl_http_answer_bytes(answer, &n);
    if (answer->status == 200)
        *context = vl_probe_read(model, bytes, n);
    return TRUE;
}

gboolean
vl_probe_context(const VlExchange *exchange, const VlServer *server,
                 const char *model, guint *context, GError **error)
{
    *context = 0;
    if (server == NULL && *exchange->wire->version != '\0')
        return TRUE; /* Anthropic has no such place */
    if (server == NULL) {
        g_autofree char *body = show_body(model);
        return ask_at(exchange, "/api/show", body, model, context, error);
    }
    if (server->context_path != NULL &&
        !ask_at(exchange, server->context_path, NULL, model, context, error))
        return FALSE;
    /* An unknown server on this machine is often llama-server. */
    if (*context > 0 || exchange->endpoint->hosted ||
        !g_str_equal(server->name, "compatible"))
        return TRUE;
    return ask_at(exchange, "/props", NULL, model, context, error);
}
