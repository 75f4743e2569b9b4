#include "config.h"

#include "model/watch.h"

VlWatch *
vl_watch_new(void)
{
    VlWatch *watch = g_new0(VlWatch, 1);
    watch->name = g_strdup("run");
    watch->max = 200;
    watch->language = g_strdup("en");
    watch->rank = g_strdup("date");
    watch->provider = g_strdup("builtin");
    watch->records = g_ptr_array_new_with_free_func(g_free);
    watch->formats = g_ptr_array_new_with_free_func(g_free);
    return watch;
}

void
vl_watch_free(VlWatch *watch)
{
    if (watch == NULL)
        return;
    g_free(watch->name);
    g_free(watch->query);
    g_free(watch->since);
    g_free(watch->language);
    g_free(watch->rank);
    g_ptr_array_unref(watch->records);
    g_free(watch->pdf_dir);
    g_free(watch->output_dir);
    g_ptr_array_unref(watch->formats);
    g_free(watch->provider);
    g_free(watch->file);
    g_free(watch);
}
