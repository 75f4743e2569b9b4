#include "config.h"

#include "llm/openai.h"

#include "wire-read.h"

#define CHOICE(message, reason)                                              \
    "{\"model\":\"m-1-2026\",\"choices\":[{\"message\":" message             \
    ",\"finish_reason\":" reason "}],\"usage\":{\"prompt_tokens\":11,"       \
    "\"completion_tokens\":7}}"
#define GOOD CHOICE("{\"content\":\"{}\",\"refusal\":null}", "\"stop\"")

static void
test_body(void)
{
    VlWireAsk ask = wire_ask("openai");
    g_autoptr(cJSON) body = wire_body("openai", &ask);
    const cJSON *messages = vl_json_get(body, "messages");
    const cJSON *user = cJSON_GetArrayItem(messages, 1);
    g_assert_cmpstr(vl_json_get_string(user, "content", ""), ==,
                    wire_call.user);
    g_assert_cmpint(vl_json_get_int(body, "max_completion_tokens", 0), ==,
                    100);
    const cJSON *format = vl_json_get(body, "response_format");
    const cJSON *inner = vl_json_get(format, "json_schema");
    g_assert_nonnull(vl_json_get(inner, "schema"));
    g_assert_true(vl_json_get_bool(inner, "strict", FALSE));
    /* Newer models refuse what nobody asked for. */
    static const char *const absent[] = {"temperature", "top_p", "seed",
                                         "max_tokens", "reasoning_effort"};
    for (guint i = 0; i < G_N_ELEMENTS(absent); i++)
        g_assert_false(cJSON_HasObjectItem(body, absent[i]));
    g_assert_false(vl_json_get_bool(body, "stream", TRUE));
}

static void
test_servers(void)
{
    static const char *const hosts[][2] = {
        {"api.openai.com", "openai"},       {"eu.api.openai.com", "openai"},
        {"api.eu.mistral.ai", "mistral"},   {"127.0.0.1", "compatible"},
        {"x.openai.azure.com", "azure"},    {"notmistral.ai", "compatible"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(hosts); i++)
        g_assert_cmpstr(vl_server_find(NULL, hosts[i][0])->name, ==,
                        hosts[i][1]);
    g_assert_null(vl_server_find("opnai", "api.openai.com"));
    const VlKnobs knobs = {.temperature = "0.2", .seed = "7"};
    VlWireAsk ask = wire_ask("mistral");
    ask.knobs = &knobs;
    g_autoptr(cJSON) body = wire_body("openai", &ask);
    g_assert_cmpint(vl_json_get_int(body, "max_tokens", 0), ==, 100);
    g_assert_cmpint(vl_json_get_int(body, "random_seed", 0), ==, 7);
    g_assert_true(cJSON_HasObjectItem(body, "temperature"));
}

/* What was refused once is not sent again. */
static void
test_learned(void)
{
    const VlKnobs knobs = {.temperature = "0.2", .reasoning = "low"};
    g_autoptr(GHashTable) learned = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_insert(learned, (char *)"max_tokens",
                        (char *)"max_completion_tokens");
    g_hash_table_insert(learned, (char *)"temperature", (char *)"");
    VlWireAsk ask = wire_ask("vllm");
    ask.knobs = &knobs;
    ask.learned = learned;
    g_autoptr(cJSON) body = wire_body("openai", &ask);
    g_assert_cmpint(vl_json_get_int(body, "max_completion_tokens", 0), ==,
                    100);
    g_assert_false(cJSON_HasObjectItem(body, "max_tokens"));
    g_assert_false(cJSON_HasObjectItem(body, "temperature"));
    g_assert_cmpstr(vl_json_get_string(body, "reasoning_effort", ""), ==,
                    "low");
}

static void
test_answers(void)
{
    static const WireCase cases[] = {
        {GOOD, VL_WIRE_ANSWERED, "{}"},
        {CHOICE("{\"content\":\"cut\"}", "\"length\""), VL_WIRE_TRUNCATED,
         "length"},
        {CHOICE("{\"content\":\"cut\"}", "\"model_length\""),
         VL_WIRE_TRUNCATED, "model_length"},
        {CHOICE("{\"content\":null,\"refusal\":\"I will not.\"}", "\"stop\""),
         VL_WIRE_REFUSED, "I will not."},
        {CHOICE("{\"content\":\"\"}", "\"content_filter\""), VL_WIRE_REFUSED,
         "content_filter"},
        {CHOICE("{\"content\":\"{}\"}", "\"tool_calls\""), VL_WIRE_FAILED,
         "tool_calls"},
        {CHOICE("{\"content\":\"{}\"}", "\"error\""), VL_WIRE_FAILED,
         "error"},
        {CHOICE("{\"content\":\"{}\"}", "null"), VL_WIRE_FAILED, "none"},
        {CHOICE("{\"content\":null}", "\"stop\""), VL_WIRE_FAILED, "empty"},
        {CHOICE("{\"content\":\"\",\"reasoning_content\":\"{}\"}",
                "\"stop\""),
         VL_WIRE_FAILED, "thoughts"},
        {CHOICE("{\"content\":[{\"type\":\"thinking\",\"thinking\":[]},"
                "{\"type\":\"text\",\"text\":\"{\"},"
                "{\"type\":\"text\",\"text\":\"}\"}]}",
                "\"stop\""),
         VL_WIRE_ANSWERED, "{}"},
        {CHOICE("{\"content\":{\"text\":\"{}\"}}", "\"stop\""),
         VL_WIRE_FAILED, "empty"},
        {CHOICE("null", "\"stop\""), VL_WIRE_FAILED, "choices"},
        {"{\"choices\":[]}", VL_WIRE_FAILED, "choices"},
        {"{\"choices\":{\"message\":1}}", VL_WIRE_FAILED, "choices"},
        {"{}", VL_WIRE_FAILED, "choices"},
        {"[]", VL_WIRE_FAILED, "no JSON object"},
        {"", VL_WIRE_FAILED, "no JSON object"},
        {"<html>502</html>", VL_WIRE_FAILED, "no JSON object"},
    };
    wire_check("openai", cases, G_N_ELEMENTS(cases));
}

static void
test_usage(void)
{
    g_auto(VlWireResult) result = {0};
    wire_read("openai", 200, GOOD, &result);
    g_assert_cmpint(result.input_tokens, ==, 11);
    g_assert_cmpint(result.output_tokens, ==, 7);
    g_assert_cmpstr(result.model, ==, "m-1-2026");
    wire_read("openai", 200,
              "{\"model\":\"m\\u001b[31m\\n\",\"choices\":[{\"message\":"
              "{\"content\":\"{}\"},\"finish_reason\":\"stop\"}]}",
              &result);
    g_assert_null(strpbrk(result.model, "\033\n"));
    /* Some servers cut and say "stop". */
    wire_read("openai", 200,
              "{\"choices\":[{\"message\":{\"content\":\"{}\"},"
              "\"finish_reason\":\"stop\"}],"
              "\"usage\":{\"completion_tokens\":100}}",
              &result);
    g_assert_cmpint(result.class, ==, VL_WIRE_TRUNCATED);
    g_assert_cmpint(result.input_tokens, ==, -1);
}

static void
test_cut(void)
{
    wire_check_cut("openai", GOOD);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/openai/body", test_body);
    g_test_add_func("/openai/servers", test_servers);
    g_test_add_func("/openai/learned", test_learned);
    g_test_add_func("/openai/answers", test_answers);
    g_test_add_func("/openai/usage", test_usage);
    g_test_add_func("/openai/cut", test_cut);
    return g_test_run();
}
