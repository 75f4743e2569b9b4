#include "config.h"

#include "llm/endpoint.h"

#include "base/error.h"

static void
test_bases(void)
{
    static const char *const cases[][3] = {
        {"openai", "https://api.example.org",
         "https://api.example.org/v1/chat/completions"},
        {"openai", "https://api.example.org/v1/",
         "https://api.example.org/v1/chat/completions"},
        {"openai", "https://api.example.org/v1/chat/completions",
         "https://api.example.org/v1/chat/completions"},
        {"openai", "https://x.openai.azure.com/openai/v1/",
         "https://x.openai.azure.com/openai/v1/chat/completions"},
        {"openai", "http://127.0.0.1:8080",
         "http://127.0.0.1:8080/v1/chat/completions"},
        {"anthropic", "https://api.anthropic.com",
         "https://api.anthropic.com/v1/messages"},
        {"anthropic", "https://api.anthropic.com/v1",
         "https://api.anthropic.com/v1/messages"},
        {"ollama", "http://localhost:11434",
         "http://localhost:11434/api/chat"},
        {"ollama", "http://localhost:11434/v1",
         "http://localhost:11434/api/chat"},
        {"ollama", "http://localhost:11434/api/",
         "http://localhost:11434/api/chat"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(VlEndpoint) endpoint = {0};
        g_assert_true(vl_endpoint_parse(vl_wire_find(cases[i][0]),
                                        cases[i][1], &endpoint, &error));
        g_assert_cmpstr(endpoint.url, ==, cases[i][2]);
    }
}

static void
test_places(void)
{
    g_autoptr(GError) error = NULL;
    g_auto(VlEndpoint) endpoint = {0};
    g_assert_true(vl_endpoint_parse(vl_wire_find("openai"),
                                    "http://127.0.0.1:8080", &endpoint,
                                    &error));
    g_autofree char *props = vl_endpoint_at(&endpoint, "/props");
    g_autofree char *models = vl_endpoint_at(&endpoint, "models");
    g_assert_cmpstr(props, ==, "http://127.0.0.1:8080/props");
    g_assert_cmpstr(models, ==, "http://127.0.0.1:8080/v1/models");
    g_assert_false(endpoint.hosted);
}

static void
test_refused(void)
{
    static const char *const bad[] = {
        "http://api.example.org", "api.example.org", "",
        "https://user:word@api.example.org", "https://api.example.org/?key=1",
        "ftp://api.example.org"};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(VlEndpoint) endpoint = {0};
        g_assert_false(vl_endpoint_parse(vl_wire_find("openai"), bad[i],
                                         &endpoint, &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_CONFIG);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/endpoint/bases", test_bases);
    g_test_add_func("/endpoint/places", test_places);
    g_test_add_func("/endpoint/refused", test_refused);
    return g_test_run();
}
