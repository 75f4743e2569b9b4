#include "config.h"

#include "llm/probe.h"

#include <string.h>

static void
test_servers(void)
{
    static const struct {
        const char *body;
        guint context;
    } cases[] = {
        {"{\"default_generation_settings\":{\"n_ctx\":4096},"
         "\"total_slots\":1}",
         4096},
        {"{\"data\":[{\"id\":\"other\",\"max_model_len\":1000},"
         "{\"id\":\"m\",\"max_model_len\":32768}]}",
         32768},
        {"{\"data\":[{\"id\":\"other\",\"max_model_len\":1000}]}", 1000},
        {"{\"data\":[{\"id\":\"a\",\"max_model_len\":1000},"
         "{\"id\":\"b\",\"max_model_len\":1000}]}",
         0},
        {"{\"data\":[{\"id\":\"m\",\"max_context_length\":32768,"
         "\"loaded_context_length\":4096}]}",
         4096},
        {"{\"model_info\":{\"general.architecture\":\"llama\","
         "\"llama.context_length\":131072}}",
         131072},
        {"{\"data\":[{\"id\":\"m\",\"meta\":{\"n_ctx_train\":9}}]}", 0},
        {"{\"n_ctx\":-1}", 0},
        {"{\"n_ctx\":1e300}", 0},
        {"{\"n_ctx\":\"4096\"}", 0},
        {"{\"data\":{}}", 0},
        {"{\"model_info\":[4096]}", 0},
        {"<html>", 0},
        {"", 0},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpuint(
            vl_probe_read("m", cases[i].body, strlen(cases[i].body)), ==,
            cases[i].context);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/probe/servers", test_servers);
    return g_test_run();
}
