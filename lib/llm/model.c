#include "config.h"

#include "llm/model.h"

#include <string.h>

#include "base/error.h"
#include "llm/replay.h"

struct VlModel {
    VlReplay *replay;
    gboolean may_take_pdf;
};

static gboolean
check_options(const VlModelOptions *options, GError **error)
{
    if (!g_str_equal(options->provider, "replay")) {
        g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                    "unknown provider '%s': this version has 'replay'",
                    options->provider);
        return FALSE;
    }
    if (options->url != NULL)
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                "the provider '%s' needs 'url' in [llm]", options->provider);
    return FALSE;
}

VlModel *
vl_model_new(const VlModelOptions *options, GError **error)
{
    if (!check_options(options, error))
        return NULL;
    g_autoptr(VlModel) model = g_new0(VlModel, 1);
    model->may_take_pdf = options->may_take_pdf;
    model->replay = vl_replay_read(options->url, error);
    return model->replay != NULL ? g_steal_pointer(&model) : NULL;
}

void
vl_model_free(VlModel *model)
{
    if (model == NULL)
        return;
    vl_replay_free(model->replay);
    g_free(model);
}

gboolean
vl_model_is_hosted(G_GNUC_UNUSED const VlModel *model)
{
    return FALSE;
}

gboolean
vl_model_may_take_pdf(const VlModel *model)
{
    return model->may_take_pdf || !vl_model_is_hosted(model);
}

gboolean
vl_model_takes_ranges(G_GNUC_UNUSED const VlModel *model)
{
    return TRUE;
}

gboolean
vl_model_room(G_GNUC_UNUSED VlModel *model, guint max_output, guint *tokens,
              G_GNUC_UNUSED GError **error)
{
    *tokens = 128000 - MIN(max_output, 64000);
    return TRUE;
}

guint
vl_model_tokens(G_GNUC_UNUSED const VlModel *model, const char *text)
{
    return (guint)(strlen(text) / 3) + 1;
}

VlModelReply *
vl_model_ask(VlModel *model, const VlModelCall *call,
             G_GNUC_UNUSED GError **error)
{
    VlModelReply *reply = vl_replay_answer(model->replay, call);
    reply->request = vl_model_call_hash(call);
    reply->tries = 1;
    return reply;
}
