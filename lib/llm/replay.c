#include "config.h"

#include "llm/replay.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"

#define MAX_FILE ((gsize)256 << 20)

struct VlReplay {
    GPtrArray *lines; /* cJSON *: objects */
};

void
vl_replay_free(VlReplay *replay)
{
    if (replay == NULL)
        return;
    g_ptr_array_unref(replay->lines);
    g_free(replay);
}

static gboolean
has_answer(const cJSON *line)
{
    VlModelOutcome outcome;
    const char *name = vl_json_get_string(line, "outcome", "answered");
    return vl_model_outcome_find(name, &outcome) &&
           (outcome != VL_MODEL_ANSWERED ||
            vl_json_get_string(line, "text", NULL) != NULL ||
            cJSON_HasObjectItem(line, "answer"));
}

static gboolean
read_line(VlReplay *replay, const char *bytes, gsize n_bytes, GError **error)
{
    g_autoptr(cJSON) line = vl_json_parse(bytes, n_bytes, error);
    if (line == NULL)
        return FALSE;
    if (!cJSON_IsObject(line) || !has_answer(line)) {
        g_set_error_literal(error, VL_ERROR, VL_ERROR_MALFORMED,
                            "no recorded answer: an object with 'text', "
                            "'answer' or 'outcome' is wanted");
        return FALSE;
    }
    g_ptr_array_add(replay->lines, g_steal_pointer(&line));
    return TRUE;
}

VlReplay *
vl_replay_read(const char *path, GError **error)
{
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    if (!vl_file_read(path, MAX_FILE, &bytes, &n_bytes, error))
        return NULL;
    g_autoptr(VlReplay) replay = g_new0(VlReplay, 1);
    replay->lines =
        g_ptr_array_new_with_free_func((GDestroyNotify)cJSON_Delete);
    guint number = 0;
    for (const char *p = bytes, *end = bytes + n_bytes; p < end;) {
        const char *stop = memchr(p, '\n', (gsize)(end - p));
        gsize n = (gsize)((stop != NULL ? stop : end) - p);
        number++;
        if (n > 0 && !read_line(replay, p, n, error)) {
            g_prefix_error(error, "%s:%u: ", path, number);
            return NULL;
        }
        p += n + 1;
    }
    return g_steal_pointer(&replay);
}

static gboolean
contains_all(const cJSON *line, const VlModelCall *call)
{
    const cJSON *list = vl_json_get(line, "contains");
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        if (!cJSON_IsString(item) ||
            (strstr(call->user, item->valuestring) == NULL &&
             strstr(call->system, item->valuestring) == NULL))
            return FALSE;
    }
    return TRUE;
}

static gboolean
fits(const cJSON *line, const VlModelCall *call, const char *hash)
{
    const char *purpose =
        vl_json_get_string(line, "purpose", call->purpose);
    return g_str_equal(vl_json_get_string(line, "call", hash), hash) &&
           g_str_equal(purpose, call->purpose) && contains_all(line, call);
}

static VlModelReply *
reply_of(const cJSON *line)
{
    VlModelReply *reply = g_new0(VlModelReply, 1);
    const char *name = vl_json_get_string(line, "outcome", "answered");
    const char *text = vl_json_get_string(line, "text", NULL);
    vl_model_outcome_find(name, &reply->outcome);
    reply->input_tokens = vl_json_get_int(line, "input_tokens", -1);
    reply->output_tokens = vl_json_get_int(line, "output_tokens", -1);
    reply->model = g_strdup(vl_json_get_string(line, "model", NULL));
    if (reply->outcome != VL_MODEL_ANSWERED) {
        reply->detail = g_strdup(vl_json_get_string(line, "detail", name));
        return reply;
    }
    const cJSON *answer = cJSON_GetObjectItemCaseSensitive(line, "answer");
    char *printed = text == NULL ? cJSON_PrintUnformatted(answer) : NULL;
    reply->text = g_strdup(text != NULL ? text : printed);
    cJSON_free(printed);
    return reply;
}

VlModelReply *
vl_replay_answer(const VlReplay *replay, const VlModelCall *call)
{
    g_autofree char *hash = vl_model_call_hash(call);
    for (guint i = 0; i < replay->lines->len; i++)
        if (fits(replay->lines->pdata[i], call, hash))
            return reply_of(replay->lines->pdata[i]);
    VlModelReply *reply = g_new0(VlModelReply, 1);
    reply->outcome = VL_MODEL_FAILED;
    reply->input_tokens = reply->output_tokens = -1;
    reply->detail = g_strdup_printf("no answer is recorded for this call (%s)",
                                    hash);
    return reply;
}
