#include "config.h"

#include "flow/lines.h"

#include <math.h>
#include <string.h>

#include "base/error.h"

#define MAX_WHOLE 9007199254740992.0 /* 2^53 */

gboolean
vl_line_is_blank(const GString *line)
{
    return strspn(line->str, " \t\r") == line->len;
}

const char *
vl_line_need(const cJSON *object, const char *key, GError **error)
{
    const char *value = vl_json_get_string(object, key, NULL);
    if (value == NULL)
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                    "the line has no '%s' (a string)", key);
    return value;
}

void
vl_line_begin(VlJson *json, const cJSON *object)
{
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(object, "id");
    vl_json_begin_object(json);
    /* Whole, and exact in a double. */
    if (cJSON_IsNumber(id) && fabs(id->valuedouble) <= MAX_WHOLE &&
        id->valuedouble == trunc(id->valuedouble))
        vl_json_member_int(json, "id", (gint64)id->valuedouble);
    else
        vl_json_member_string(json, "id",
                              cJSON_IsString(id) ? id->valuestring : NULL);
}

void
vl_line_end(VlJson *json)
{
    vl_json_end_object(json);
    g_string_append_c(json->out, '\n');
}
