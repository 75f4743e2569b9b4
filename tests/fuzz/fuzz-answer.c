#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "llm/answer.h"

/* What a model may have said. */

static void
check_bounds(const cJSON *value, guint depth)
{
    g_assert_cmpuint(depth, <=, VL_ANSWER_MAX_DEPTH);
    if (cJSON_IsString(value))
        g_assert_true(g_utf8_validate(value->valuestring, -1, NULL));
    for (const cJSON *child = value->child; child; child = child->next)
        check_bounds(child, depth + 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data, *start = NULL;
    gsize n = 0;
    g_autoptr(cJSON) schema = cJSON_Parse(
        "{\"type\":\"object\",\"required\":[\"claims\"],\"properties\":{"
        "\"claims\":{\"type\":\"array\",\"items\":{\"type\":[\"object\","
        "\"integer\"],\"maximum\":9,\"enum\":[1,{\"a\":\"b\"}]}}},"
        "\"additionalProperties\":false}");
    g_autoptr(cJSON) any = vl_answer_parse(bytes, size, NULL, NULL);
    g_autoptr(cJSON) fit = vl_answer_parse(bytes, size, schema, NULL);
    g_assert_true(fit == NULL || any != NULL);
    if (any == NULL)
        return 0;
    check_bounds(any, 0);
    /* What was taken is JSON from its first byte to its last. */
    g_assert_true(vl_answer_find(bytes, size, &start, &n, NULL));
    g_assert_true(vl_json_is_text(start, n, NULL));
    g_autofree char *again = cJSON_PrintUnformatted(any);
    g_assert_nonnull(again);
    return 0;
}
