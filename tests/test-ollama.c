#include "config.h"

#include "llm/ollama.h"

#include "wire-read.h"

#define ANSWER(done, reason, content, read)                                  \
    "{\"model\":\"l\",\"message\":{\"role\":\"assistant\",\"content\":"      \
    content "},\"done\":" done ",\"done_reason\":" reason                    \
    ",\"prompt_eval_count\":" read ",\"eval_count\":4}"

static void
test_body(void)
{
    const VlKnobs knobs = {.seed = "3"};
    VlWireAsk ask = wire_ask("openai");
    ask.context = 8192;
    ask.knobs = &knobs;
    g_autoptr(cJSON) body = wire_body("ollama", &ask);
    const cJSON *options = vl_json_get(body, "options");
    static const char *const off[] = {"stream", "truncate", "shift", "think"};
    for (guint i = 0; i < G_N_ELEMENTS(off); i++)
        g_assert_false(vl_json_get_bool(body, off[i], TRUE));
    g_assert_cmpint(vl_json_get_int(options, "num_ctx", 0), ==, 8192);
    g_assert_cmpint(vl_json_get_int(options, "num_predict", 0), ==, 100);
    g_assert_cmpint(vl_json_get_int(options, "seed", 0), ==, 3);
    g_assert_true(cJSON_IsObject(vl_json_get(body, "format")));
}

static void
test_answers(void)
{
    static const WireCase cases[] = {
        {ANSWER("true", "\"stop\"", "\"{}\"", "12"), VL_WIRE_ANSWERED, "{}"},
        {ANSWER("true", "\"length\"", "\"{}\"", "12"), VL_WIRE_TRUNCATED,
         "length"},
        {ANSWER("false", "\"stop\"", "\"{}\"", "12"), VL_WIRE_FAILED, "stop"},
        {ANSWER("true", "\"load\"", "\"\"", "12"), VL_WIRE_FAILED, "load"},
        {ANSWER("true", "\"stop\"", "\"\"", "12"), VL_WIRE_FAILED, "empty"},
        {ANSWER("true", "\"stop\"", "null", "12"), VL_WIRE_FAILED, "empty"},
        /* It read less than was sent, or does not say how much. */
        {ANSWER("true", "\"stop\"", "\"{}\"", "5"), VL_WIRE_FAILED,
         "shortened"},
        {ANSWER("true", "\"stop\"", "\"{}\"", "null"), VL_WIRE_FAILED,
         "shortened"},
    };
    wire_check("ollama", cases, G_N_ELEMENTS(cases));
}

static void
test_cut(void)
{
    wire_check_cut("ollama", ANSWER("true", "\"stop\"", "\"{}\"", "12"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ollama/body", test_body);
    g_test_add_func("/ollama/answers", test_answers);
    g_test_add_func("/ollama/cut", test_cut);
    return g_test_run();
}
