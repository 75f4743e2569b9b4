#include "config.h"

#include "model/asked.h"

VlAsked *
vl_asked_new(void)
{
    VlAsked *asked = g_new0(VlAsked, 1);
    asked->input_tokens = asked->output_tokens = asked->cost = -1;
    asked->spin =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_quote_free);
    return asked;
}

void
vl_asked_free(VlAsked *asked)
{
    if (asked == NULL)
        return;
    g_free(asked->outcome);
    g_free(asked->detail);
    g_free(asked->model);
    g_ptr_array_unref(asked->spin);
    g_free(asked);
}

gboolean
vl_asked_is_whole(const VlAsked *asked)
{
    return g_strcmp0(asked->outcome, "answered") == 0;
}

VlPromptUsed *
vl_prompt_used_new(const char *purpose, const char *language,
                   const char *sha256, gboolean own)
{
    VlPromptUsed *prompt = g_new0(VlPromptUsed, 1);
    prompt->purpose = g_strdup(purpose);
    prompt->language = g_strdup(language);
    prompt->sha256 = g_strdup(sha256);
    prompt->own = own;
    return prompt;
}

void
vl_prompt_used_free(VlPromptUsed *prompt)
{
    g_free(prompt->purpose);
    g_free(prompt->language);
    g_free(prompt->sha256);
    g_free(prompt);
}

VlModelAsked *
vl_model_asked_new(void)
{
    VlModelAsked *asked = g_new0(VlModelAsked, 1);
    asked->parameters = g_ptr_array_new_with_free_func(g_free);
    asked->prompts = g_ptr_array_new_with_free_func(
        (GDestroyNotify)vl_prompt_used_free);
    asked->input_tokens = asked->output_tokens = asked->cost = -1;
    return asked;
}

void
vl_model_asked_free(VlModelAsked *asked)
{
    if (asked == NULL)
        return;
    g_free(asked->host);
    g_free(asked->region);
    g_ptr_array_unref(asked->parameters);
    g_ptr_array_unref(asked->prompts);
    g_free(asked->currency);
    g_free(asked);
}
