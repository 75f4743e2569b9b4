#include "config.h"

#include "llm/anthropic.h"

#include "wire-read.h"

#define ANSWER(reason, content)                                              \
    "{\"type\":\"message\",\"model\":\"c\",\"content\":" content             \
    ",\"stop_reason\":" reason ",\"usage\":{\"input_tokens\":5,"             \
    "\"cache_creation_input_tokens\":20,\"cache_read_input_tokens\":300,"    \
    "\"output_tokens\":9}}"
#define TEXT "[{\"type\":\"text\",\"text\":\"{}\"}]"

static void
test_body(void)
{
    VlWireAsk ask = wire_ask("openai");
    g_autoptr(cJSON) body = wire_body("anthropic", &ask);
    const cJSON *config = vl_json_get(body, "output_config");
    const cJSON *format = vl_json_get(config, "format");
    g_assert_cmpint(vl_json_get_int(body, "max_tokens", 0), ==, 100);
    g_assert_cmpstr(vl_json_get_string(body, "system", ""), ==, "You read.");
    g_assert_cmpstr(vl_json_get_string(format, "type", ""), ==,
                    "json_schema");
    g_assert_nonnull(vl_json_get(format, "schema"));
    g_assert_false(cJSON_HasObjectItem(body, "temperature"));

    VlModelCall free_text = wire_call;
    free_text.schema = NULL;
    ask.call = &free_text;
    g_autoptr(cJSON) plain = wire_body("anthropic", &ask);
    g_assert_false(cJSON_HasObjectItem(plain, "output_config"));
}

static void
test_answers(void)
{
    static const WireCase cases[] = {
        {ANSWER("\"end_turn\"", TEXT), VL_WIRE_ANSWERED, "{}"},
        {ANSWER("\"stop_sequence\"", TEXT), VL_WIRE_ANSWERED, "{}"},
        {ANSWER("\"end_turn\"",
                "[{\"type\":\"thinking\",\"thinking\":\"x\"},"
                "{\"type\":\"text\",\"text\":\"{\\\"a\\\":\"},"
                "{\"type\":\"text\",\"text\":\"1}\"}]"),
         VL_WIRE_ANSWERED, "{\"a\":1}"},
        {ANSWER("\"max_tokens\"", TEXT), VL_WIRE_TRUNCATED, "max_tokens"},
        {ANSWER("\"model_context_window_exceeded\"", TEXT), VL_WIRE_TRUNCATED,
         "context_window"},
        {ANSWER("\"refusal\",\"stop_details\":{\"category\":\"bio\"}", TEXT),
         VL_WIRE_REFUSED, "bio"},
        {ANSWER("\"tool_use\"", TEXT), VL_WIRE_FAILED, "tool_use"},
        {ANSWER("null", TEXT), VL_WIRE_FAILED, "none"},
        {ANSWER("\"end_turn\"", "[]"), VL_WIRE_FAILED, "empty"},
        {ANSWER("\"end_turn\"", "\"{}\""), VL_WIRE_FAILED, "content"},
        {ANSWER("\"end_turn\"", "[1,null,\"{}\"]"), VL_WIRE_FAILED, "empty"},
    };
    wire_check("anthropic", cases, G_N_ELEMENTS(cases));
}

static void
test_usage(void)
{
    g_auto(VlWireResult) result = {0};
    wire_read("anthropic", 200, ANSWER("\"end_turn\"", TEXT), &result);
    g_assert_cmpint(result.input_tokens, ==, 325);
    g_assert_cmpint(result.output_tokens, ==, 9);
}

static void
test_cut(void)
{
    wire_check_cut("anthropic", ANSWER("\"end_turn\"", TEXT));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/anthropic/body", test_body);
    g_test_add_func("/anthropic/answers", test_answers);
    g_test_add_func("/anthropic/usage", test_usage);
    g_test_add_func("/anthropic/cut", test_cut);
    return g_test_run();
}
