#include "config.h"

#include "llm/call.h"

#include <string.h>

#include "base/hash.h"

static const char *const outcomes[] = {
    [VL_MODEL_ANSWERED] = "answered",
    [VL_MODEL_TRUNCATED] = "truncated",
    [VL_MODEL_REFUSED] = "refused",
    [VL_MODEL_OVERFLOW] = "overflow",
    [VL_MODEL_QUOTA] = "quota",
    [VL_MODEL_BUDGET] = "budget",
    [VL_MODEL_UNAVAILABLE] = "unavailable",
    [VL_MODEL_UNKNOWN] = "unknown",
    [VL_MODEL_FAILED] = "failed",
};

const char *
vl_model_outcome_name(VlModelOutcome outcome)
{
    return outcomes[outcome];
}

gboolean
vl_model_outcome_find(const char *name, VlModelOutcome *outcome)
{
    for (guint i = 0; i < G_N_ELEMENTS(outcomes); i++) {
        if (!g_str_equal(outcomes[i], name))
            continue;
        *outcome = (VlModelOutcome)i;
        return TRUE;
    }
    return FALSE;
}

void
vl_model_reply_free(VlModelReply *reply)
{
    if (reply == NULL)
        return;
    g_free(reply->text);
    g_free(reply->detail);
    g_free(reply->model);
    g_free(reply->request);
    g_free(reply);
}

/* A length before each part, so that no two calls give the same text. */
static void
add_part(GString *text, const char *part)
{
    if (part == NULL)
        g_string_append(text, "-,");
    else
        g_string_append_printf(text, "%" G_GSIZE_FORMAT ":%s,", strlen(part),
                               part);
}

char *
vl_model_call_hash(const VlModelCall *call)
{
    g_autoptr(GString) text = g_string_new(NULL);
    add_part(text, call->purpose);
    add_part(text, call->system);
    add_part(text, call->user);
    add_part(text, call->schema_name);
    add_part(text, call->schema);
    g_string_append_printf(text, "%u", call->max_output);
    return vl_sha256(text->str, text->len);
}
