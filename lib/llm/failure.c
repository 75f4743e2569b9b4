#include "config.h"

#include "llm/failure.h"

#include <string.h>

#include "base/json.h"
#include "base/unicode.h"

#define MAX_DETAIL 300
/* Words beyond this are not looked for. */
#define MAX_MESSAGE 4000

/* The error as a server tells it; strings may be "". */
typedef struct {
    guint status;
    char *type, *code, *param, *message;
} Told;

static void
told_clear(Told *told)
{
    g_free(told->type);
    g_free(told->code);
    g_free(told->param);
    g_free(told->message);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Told, told_clear)

/* ---- Reading the shapes ---- */

/* A string, or the digits of a number; "" for all else. */
static char *
word_of(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    if (cJSON_IsString(item))
        return g_strndup(item->valuestring,
                         MIN(strlen(item->valuestring), MAX_MESSAGE));
    if (cJSON_IsNumber(item))
        return g_strdup_printf("%.0f", item->valuedouble);
    return g_strdup("");
}

/* FastAPI: {"detail":[{"type","loc":["body","seed"],"msg"}]}. */
static void
take_detail(const cJSON *detail, Told *told)
{
    const cJSON *first = cJSON_IsArray(detail) ? detail->child : detail;
    if (cJSON_IsString(first)) {
        told->message = g_strdup(first->valuestring);
        return;
    }
    const cJSON *place = vl_json_get(first, "loc");
    const cJSON *last =
        place != NULL && place->child != NULL ? place->child->prev : NULL;
    told->type = word_of(first, "type");
    told->message = word_of(first, "msg");
    told->param =
        g_strdup(cJSON_IsString(last) ? last->valuestring : "");
}

static void
take_object(const cJSON *error, Told *told)
{
    const cJSON *inner = vl_json_get(error, "innererror"); /* Azure */
    told->type = word_of(error, "type");
    told->code = word_of(inner != NULL ? inner : error, "code");
    told->param = word_of(error, "param");
    told->message = word_of(error, "message");
    guint64 status = 0;
    /* The status within an answer with status 200. */
    if (told->status < 400 &&
        g_ascii_string_to_unsigned(told->code, 10, 400, 599, &status, NULL))
        told->status = (guint)status;
}

/* FALSE: there is no error in it. */
static gboolean
take_error(guint status, const cJSON *body, Told *told)
{
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(body, "error");
    const cJSON *detail = cJSON_GetObjectItemCaseSensitive(body, "detail");
    const char *object = vl_json_get_string(body, "object", "");
    told->status = status;
    if (cJSON_IsObject(error))
        take_object(error, told);
    else if (cJSON_IsString(error))
        told->message = g_strdup(error->valuestring);
    else if (error != NULL && !cJSON_IsNull(error) && !cJSON_IsFalse(error))
        told->message = g_strdup("an error of an unknown shape");
    else if (g_str_equal(object, "error"))
        take_object(body, told);
    else if (status >= 400 && detail != NULL)
        take_detail(detail, told);
    else if (status >= 400 && cJSON_IsObject(body))
        take_object(body, told);
    else
        return status < 200 || status >= 300;
    return TRUE;
}

/* ---- What it means ---- */

/* Words within type, code or message, in lower case.  The first that fits
 * decides; status 0: any. */
static const struct {
    guint status;
    const char *word;
    VlWireClass class;
} meanings[] = {
    {0, "insufficient_quota", VL_WIRE_QUOTA},
    {0, "exceeded your current quota", VL_WIRE_QUOTA},
    {0, "billing_error", VL_WIRE_QUOTA},
    {0, "billing_hard_limit_reached", VL_WIRE_QUOTA},
    {0, "billing_not_active", VL_WIRE_QUOTA},
    {0, "credit balance", VL_WIRE_QUOTA},
    {0, "spend limit", VL_WIRE_QUOTA},
    {0, "usage limits", VL_WIRE_QUOTA},
    {402, "", VL_WIRE_QUOTA},
    {0, "context_length_exceeded", VL_WIRE_OVERFLOW},
    {0, "exceed_context_size", VL_WIRE_OVERFLOW},
    {0, "maximum context length", VL_WIRE_OVERFLOW},
    {0, "context window", VL_WIRE_OVERFLOW},
    {0, "context length", VL_WIRE_OVERFLOW},
    {0, "context size", VL_WIRE_OVERFLOW},
    {0, "context limit", VL_WIRE_OVERFLOW},
    {0, "prompt is too long", VL_WIRE_OVERFLOW},
    {0, "prompt too long", VL_WIRE_OVERFLOW},
    {0, "too large for model", VL_WIRE_OVERFLOW},
    {0, "request_too_large", VL_WIRE_OVERFLOW},
    {413, "", VL_WIRE_OVERFLOW},
    {0, "content_filter", VL_WIRE_REFUSED},
    {0, "content_policy", VL_WIRE_REFUSED},
    {0, "responsibleaipolicyviolation", VL_WIRE_REFUSED},
    {0, "bio_policy", VL_WIRE_REFUSED},
    {0, "usage policy", VL_WIRE_REFUSED},
    {0, "invalid_prompt", VL_WIRE_REFUSED},
    {0, "data_residency_mismatch", VL_WIRE_CONFIG},
    {401, "", VL_WIRE_CONFIG},
    {403, "", VL_WIRE_CONFIG},
    {404, "", VL_WIRE_CONFIG},
    {405, "", VL_WIRE_CONFIG},
    {0, "model_not_found", VL_WIRE_CONFIG},
    {400, "invalid schema", VL_WIRE_CONFIG},
    {400, "invalid_json_schema", VL_WIRE_CONFIG},
    {400, "response_format", VL_WIRE_CONFIG},
    {400, "output_config", VL_WIRE_CONFIG},
    {400, "json_schema", VL_WIRE_CONFIG},
    {400, "failed to parse grammar", VL_WIRE_CONFIG},
    {0, "rate_limit", VL_WIRE_LATER},
    {0, "overloaded", VL_WIRE_LATER},
    {0, "unavailable_error", VL_WIRE_LATER},
    {0, "timeout_error", VL_WIRE_LATER},
    {0, "api_error", VL_WIRE_LATER},
    {0, "server_error", VL_WIRE_LATER},
    {0, "loading model", VL_WIRE_LATER},
    {408, "", VL_WIRE_LATER},
    {409, "", VL_WIRE_LATER},
    {425, "", VL_WIRE_LATER},
    {429, "", VL_WIRE_LATER},
};

static gboolean
says(const Told *told, const char *word)
{
    const char *const parts[] = {told->type, told->code, told->message};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i] == NULL)
            continue;
        g_autofree char *lower = g_ascii_strdown(parts[i], -1);
        if (strstr(lower, word) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* The server's own word wins over the status, not over what it means for
 * us. */
static VlWireClass
classify(const Told *told, const char *should_retry)
{
    for (guint i = 0; i < G_N_ELEMENTS(meanings); i++) {
        guint status = meanings[i].status;
        if ((status == 0 || status == told->status) &&
            says(told, meanings[i].word))
            return meanings[i].class;
    }
    return told->status >= 500 || g_strcmp0(should_retry, "true") == 0
               ? VL_WIRE_LATER
               : VL_WIRE_FAILED;
}

/* ---- Parameters ---- */

/* The parameters that we may set, with what another name may be.  unless: a
 * word that says that not the parameter is at fault, but what is in it. */
static const struct {
    const char *name, *instead, *unless;
} parameters[] = {
    {"max_tokens", "max_completion_tokens", NULL},
    {"max_completion_tokens", "max_tokens", NULL},
    {"temperature", NULL, NULL},
    {"top_p", NULL, NULL},
    {"random_seed", NULL, NULL},
    {"seed", NULL, NULL},
    {"reasoning_effort", NULL, NULL},
    {"think", NULL, NULL},
    {"output_config.effort", NULL, NULL},
    {"response_format", NULL, "schema"},
};

static gboolean
is_quoted_in(const char *message, const char *name)
{
    static const char quotes[] = "'`\"";
    for (const char *p = message; (p = strstr(p, name)) != NULL; p++) {
        char after = p[strlen(name)];
        if (p > message && strchr(quotes, p[-1]) != NULL && after == p[-1])
            return TRUE;
    }
    return FALSE;
}

/* Both that it is refused, and which one, has to be said. */
static gboolean
refuses(const Told *told, const char *name)
{
    static const char *const words[] = {
        "unsupported", "unknown_parameter", "unrecognized", "not supported",
        "does not support", "deprecated", "extra_forbidden",
        "extra inputs are not permitted", "not permitted", "unknown field",
        "unknown parameter", "unexpected"};
    gboolean named = (told->param != NULL && g_str_equal(told->param, name)) ||
                     (told->message != NULL &&
                      is_quoted_in(told->message, name));
    for (guint i = 0; named && i < G_N_ELEMENTS(words); i++)
        if (says(told, words[i]))
            return TRUE;
    return FALSE;
}

static const char *
new_name(const VlWireAsk *ask, const char *instead)
{
    if (instead == NULL || ask->learned == NULL)
        return instead;
    /* Not back to what was refused before. */
    return g_hash_table_contains(ask->learned, instead) ? NULL : instead;
}

static gboolean
read_parameter(const VlWireAsk *ask, const Told *told, VlWireResult *result)
{
    if (told->status != 400 && told->status != 422)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(parameters); i++) {
        if (!refuses(told, parameters[i].name) ||
            (parameters[i].unless != NULL &&
             says(told, parameters[i].unless)))
            continue;
        result->class = VL_WIRE_PARAMETER;
        result->parameter = g_strdup(parameters[i].name);
        result->instead = g_strdup(new_name(ask, parameters[i].instead));
        return TRUE;
    }
    return FALSE;
}

/* ---- All of it ---- */

static char *
detail_of(const Told *told)
{
    const char *said = told->message != NULL ? told->message : "";
    g_autofree char *message = vl_printable(said, MAX_DETAIL);
    const char *code = told->code != NULL && *told->code != '\0' ? told->code
                       : told->type != NULL                      ? told->type
                                                                 : "";
    g_autofree char *word = vl_printable(code, 60);
    return g_strdup_printf("status %u%s%s%s%s", told->status,
                           *word != '\0' ? ", " : "", word,
                           *message != '\0' ? ": " : "", message);
}

/* A page or a text where JSON was wanted. */
static void
take_text(const char *text, gsize n_text, Told *told)
{
    gsize n = MIN(n_text, MAX_MESSAGE);
    g_autofree char *sound = vl_utf8_repair(text, n, NULL);
    const char *start = sound + strspn(sound, " \t\r\n");
    told->message = g_strdup(*start == '<' ? "a page in place of an answer"
                             : *start == '\0' ? "without a word"
                                              : start);
}

gboolean
vl_failure_read(const VlWireAsk *ask, guint status, const char *should_retry,
                const cJSON *body, const char *text, gsize n_text,
                VlWireResult *result)
{
    g_auto(Told) told = {.status = status};
    if (body != NULL && !take_error(status, body, &told))
        return FALSE;
    if (body == NULL && status >= 200 && status < 300)
        return FALSE;
    if (body == NULL)
        take_text(text, n_text, &told);
    result->detail = detail_of(&told);
    if (!read_parameter(ask, &told, result))
        result->class = classify(&told, should_retry);
    result->is_final = g_strcmp0(should_retry, "false") == 0;
    return TRUE;
}
