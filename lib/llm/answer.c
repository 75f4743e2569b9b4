#include "config.h"

#include "llm/answer.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/unicode.h"

#define THINK "<think>"
#define THINK_END "</think>"
#define FENCE "```"

/* The largest whole number that a double tells from its neighbours. */
#define MAX_WHOLE 9007199254740991.0

/* ---- The ladder ---- */

typedef struct {
    const char *at, *end;
} Rest;

static gboolean
refuse(GError **error, const char *what)
{
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED, "the answer %s", what);
    return FALSE;
}

static void
trim(Rest *rest)
{
    while (rest->at < rest->end && g_ascii_isspace(*rest->at))
        rest->at++;
    while (rest->end > rest->at && g_ascii_isspace(rest->end[-1]))
        rest->end--;
}

static gboolean
begins_with(const Rest *rest, const char *word)
{
    gsize n = strlen(word);
    return (gsize)(rest->end - rest->at) >= n &&
           memcmp(rest->at, word, n) == 0;
}

static gboolean
skip_thoughts(Rest *rest, GError **error)
{
    trim(rest);
    if (!begins_with(rest, THINK))
        return TRUE;
    const char *end =
        g_strstr_len(rest->at, rest->end - rest->at, THINK_END);
    if (end == NULL)
        return refuse(error, "ends within its <think>: it was cut off");
    rest->at = end + strlen(THINK_END);
    trim(rest);
    return TRUE;
}

/* "```json", a line of its own, and "```" at the very end. */
static gboolean
open_fence(Rest *rest, GError **error)
{
    if (!begins_with(rest, FENCE))
        return TRUE;
    rest->at += strlen(FENCE);
    const char *line = memchr(rest->at, '\n', (gsize)(rest->end - rest->at));
    if (line == NULL)
        return refuse(error, "ends within its ``` fence: it was cut off");
    g_autofree char *info = g_strndup(rest->at, (gsize)(line - rest->at));
    g_strstrip(info);
    if (*info != '\0' && g_ascii_strcasecmp(info, "json") != 0)
        return refuse(error, "is fenced as something other than JSON");
    rest->at = line + 1;
    gsize n = (gsize)(rest->end - rest->at);
    if (n < strlen(FENCE) ||
        memcmp(rest->end - strlen(FENCE), FENCE, strlen(FENCE)) != 0)
        return refuse(error, "does not end with its ``` fence");
    rest->end -= strlen(FENCE);
    trim(rest);
    return TRUE;
}

gboolean
vl_answer_find(const char *text, gsize n_bytes, const char **start,
               gsize *n_found, GError **error)
{
    Rest rest = {text, text + n_bytes};
    if (!skip_thoughts(&rest, error) || !open_fence(&rest, error))
        return FALSE;
    *start = rest.at;
    *n_found = (gsize)(rest.end - rest.at);
    return TRUE;
}

/* ---- Size ---- */

static gboolean
too_big(GError **error, const char *what)
{
    g_set_error(error, VL_ERROR, VL_ERROR_TOO_BIG, "the answer %s", what);
    return FALSE;
}

static gboolean
check_size(const cJSON *value, guint depth, GError **error)
{
    if (depth > VL_ANSWER_MAX_DEPTH)
        return too_big(error, "is nested too deeply");
    if (cJSON_IsString(value) &&
        vl_utf8_length(value->valuestring, -1) > VL_ANSWER_MAX_STRING)
        return too_big(error, "holds a text that is too long");
    guint n = 0;
    for (const cJSON *child = value->child; child; child = child->next) {
        if (++n > VL_ANSWER_MAX_ITEMS)
            return too_big(error, "holds a list that is too long");
        if (!check_size(child, depth + 1, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- Form ---- */

static gboolean
is_whole(const cJSON *value)
{
    return cJSON_IsNumber(value) && isfinite(value->valuedouble) &&
           fabs(value->valuedouble) <= MAX_WHOLE &&
           value->valuedouble == floor(value->valuedouble);
}

static gboolean
is_of_type(const cJSON *value, const char *type)
{
    static const struct {
        const char *name;
        cJSON_bool (*is)(const cJSON *);
    } types[] = {
        {"object", cJSON_IsObject}, {"array", cJSON_IsArray},
        {"string", cJSON_IsString}, {"boolean", cJSON_IsBool},
        {"number", cJSON_IsNumber}, {"null", cJSON_IsNull},
    };
    if (g_str_equal(type, "integer"))
        return is_whole(value);
    for (guint i = 0; i < G_N_ELEMENTS(types); i++)
        if (g_str_equal(types[i].name, type))
            return types[i].is(value);
    return FALSE;
}

static gboolean
has_type(const cJSON *type, const cJSON *value)
{
    if (cJSON_IsString(type))
        return is_of_type(value, type->valuestring);
    for (const cJSON *one = type->child; one != NULL; one = one->next)
        if (cJSON_IsString(one) && is_of_type(value, one->valuestring))
            return TRUE;
    return FALSE;
}

static gboolean
is_one_of(const cJSON *list, const cJSON *value)
{
    for (const cJSON *one = list->child; one != NULL; one = one->next)
        if (cJSON_Compare(one, value, TRUE))
            return TRUE;
    return FALSE;
}

static const cJSON *
member(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static gboolean
is_in_range(const cJSON *schema, const cJSON *value)
{
    const cJSON *least = member(schema, "minimum");
    const cJSON *most = member(schema, "maximum");
    return !cJSON_IsNumber(value) ||
           ((least == NULL || value->valuedouble >= least->valuedouble) &&
            (most == NULL || value->valuedouble <= most->valuedouble));
}

/* The place of a fault, from the outside in. */
static void
put_place(GError **error, const char *key, guint i)
{
    if (error == NULL || *error == NULL)
        return;
    if (key != NULL) {
        g_autofree char *shown = vl_printable(key, 60);
        g_prefix_error(error, "%s: ", shown);
    } else {
        g_prefix_error(error, "[%u]: ", i);
    }
}

static gboolean fits(const cJSON *schema, const cJSON *value, GError **error);

static gboolean
misfit(GError **error, const char *what)
{
    g_set_error_literal(error, VL_ERROR, VL_ERROR_MALFORMED, what);
    return FALSE;
}

static gboolean
members_fit(const cJSON *schema, const cJSON *value, GError **error)
{
    const cJSON *properties = member(schema, "properties");
    const cJSON *required = member(schema, "required");
    gboolean closed = cJSON_IsFalse(member(schema, "additionalProperties"));
    for (const cJSON *name = required != NULL ? required->child : NULL;
         name != NULL; name = name->next)
        if (member(value, name->valuestring) == NULL) {
            misfit(error, "is missing");
            put_place(error, name->valuestring, 0);
            return FALSE;
        }
    for (const cJSON *child = value->child; child; child = child->next) {
        const cJSON *of = member(properties, child->string);
        gboolean good = of != NULL ? fits(of, child, error)
                                   : !closed || misfit(error, "is not known");
        if (!good) {
            put_place(error, child->string, 0);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
items_fit(const cJSON *schema, const cJSON *value, GError **error)
{
    const cJSON *items = member(schema, "items");
    guint i = 0;
    for (const cJSON *item = value->child; items != NULL && item != NULL;
         item = item->next, i++)
        if (!fits(items, item, error)) {
            put_place(error, NULL, i);
            return FALSE;
        }
    return TRUE;
}

static gboolean
fits(const cJSON *schema, const cJSON *value, GError **error)
{
    const cJSON *type = member(schema, "type");
    const cJSON *list = member(schema, "enum");
    if (type != NULL && !has_type(type, value))
        return misfit(error, "is of another type than asked for");
    if (list != NULL && !is_one_of(list, value))
        return misfit(error, "is none of the values asked for");
    if (!is_in_range(schema, value))
        return misfit(error, "is out of range");
    if (cJSON_IsObject(value))
        return members_fit(schema, value, error);
    return !cJSON_IsArray(value) || items_fit(schema, value, error);
}

gboolean
vl_answer_fits(const cJSON *schema, const cJSON *value, GError **error)
{
    return fits(schema, value, error);
}

cJSON *
vl_answer_parse(const char *text, gsize n_bytes, const cJSON *schema,
                GError **error)
{
    const char *start = NULL;
    gsize n = 0;
    if (n_bytes > VL_ANSWER_MAX_BYTES) {
        too_big(error, "is longer than any that was asked for");
        return NULL;
    }
    if (!vl_answer_find(text, n_bytes, &start, &n, error))
        return NULL;
    g_autoptr(cJSON) tree = vl_json_parse(start, n, error);
    if (tree == NULL) {
        g_prefix_error_literal(error, "the answer is ");
        return NULL;
    }
    if (!check_size(tree, 0, error))
        return NULL;
    if (schema != NULL && !vl_answer_fits(schema, tree, error)) {
        g_prefix_error_literal(error, "the answer is not of the form that "
                                      "was asked for: ");
        return NULL;
    }
    return g_steal_pointer(&tree);
}
