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
