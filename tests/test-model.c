#include "config.h"

#include "llm/model.h"

#include <string.h>

#include "base/error.h"

static void
test_options(void)
{
    const VlModelOptions wrong[] = {
        {.provider = "opnai", .url = "https://api.example.org"},
        {.provider = "replay"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(vl_model_new(&wrong[i], &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_CONFIG);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/model/options", test_options);
    return g_test_run();
}
