#include "config.h"

#include "guard/region.h"

#include <glib.h>

static void
test_hosts(void)
{
    static const char *const hosts[][2] = {
        {"api.eu.mistral.ai", "EU"},       {"api.mistral.ai", "global"},
        {"API.EU.MISTRAL.AI:443", "EU"},   {"api.us.mistral.ai", "US"},
        {"api.openai.com", "global"},      {"localhost:8080", "this machine"},
        {"127.0.0.1:11434", "this machine"}, {"[::1]:8080", "this machine"},
        {"::1", "this machine"},           {"llm.example.org", "unknown"},
        {"eu.api.mistral.ai", "unknown"},  {"", "unknown"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(hosts); i++)
        g_assert_cmpstr(vl_region_of(hosts[i][0]), ==, hosts[i][1]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/guard-region/hosts", test_hosts);
    return g_test_run();
}
