#include "config.h"

#include "llm/failure.h"

#include "wire-read.h"

typedef struct {
    guint status;
    const char *body;
    VlWireClass class;
    const char *says;
} Case;

#define OPENAI(type, code, param, message)                                   \
    "{\"error\":{\"message\":\"" message "\",\"type\":\"" type               \
    "\",\"param\":" param ",\"code\":" code "}}"
#define ANTHROPIC(type, message)                                             \
    "{\"type\":\"error\",\"error\":{\"type\":\"" type                        \
    "\",\"message\":\"" message "\"},\"request_id\":\"r\"}"

static const Case cases[] = {
    /* 429 has two meanings. */
    {429, OPENAI("insufficient_quota", "\"insufficient_quota\"", "null",
                 "You exceeded your current quota"),
     VL_WIRE_QUOTA, "quota"},
    {429, OPENAI("requests", "\"rate_limit_exceeded\"", "null", "Slow down"),
     VL_WIRE_LATER, "Slow down"},
    {429, "", VL_WIRE_LATER, "429"},
    {402, ANTHROPIC("billing_error", "Pay"), VL_WIRE_QUOTA, "Pay"},
    {400, ANTHROPIC("invalid_request_error",
                    "Your credit balance is too low to access the API"),
     VL_WIRE_QUOTA, "credit"},
    {529, ANTHROPIC("overloaded_error", "Overloaded"), VL_WIRE_LATER,
     "Overloaded"},
    {200, ANTHROPIC("overloaded_error", "Overloaded"), VL_WIRE_LATER,
     "Overloaded"},
    {503, "{\"error\":{\"code\":503,\"message\":\"Loading model\","
          "\"type\":\"unavailable_error\"}}",
     VL_WIRE_LATER, "Loading model"},
    {200, "{\"error\":{\"code\":503,\"message\":\"Loading\"}}",
     VL_WIRE_LATER, "503"},
    {502, "<html><body>Bad gateway</body></html>", VL_WIRE_LATER, "a page"},
    {500, "oops", VL_WIRE_LATER, "oops"},
    {200, "{\"error\":\"something went wrong\"}", VL_WIRE_FAILED,
     "something went wrong"},
    {200, "{\"error\":[1]}", VL_WIRE_FAILED, "unknown shape"},
    {400, "{\"error\":{\"code\":400,\"type\":\"exceed_context_size_error\","
          "\"message\":\"too long\",\"n_prompt_tokens\":9009,\"n_ctx\":4096}}",
     VL_WIRE_OVERFLOW, "too long"},
    {400, OPENAI("invalid_request_error", "\"context_length_exceeded\"",
                 "\"messages\"", "maximum context length is 8192 tokens"),
     VL_WIRE_OVERFLOW, "8192"},
    {400, ANTHROPIC("invalid_request_error",
                    "prompt is too long: 250000 tokens > 200000 maximum"),
     VL_WIRE_OVERFLOW, "250000"},
    {413, "<html>cloud</html>", VL_WIRE_OVERFLOW, "413"},
    {400, "{\"error\":\"the input length exceeds the context length\"}",
     VL_WIRE_OVERFLOW, "exceeds"},
    {400, "{\"object\":\"error\",\"message\":\"This model's maximum context "
          "length is 4096\",\"type\":\"BadRequestError\",\"code\":400}",
     VL_WIRE_OVERFLOW, "4096"},
    {400, "{\"error\":{\"message\":\"filtered\",\"code\":\"content_filter\","
          "\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}}",
     VL_WIRE_REFUSED, "filtered"},
    {400, OPENAI("invalid_request_error", "\"bio_policy\"", "null", "no"),
     VL_WIRE_REFUSED, "bio_policy"},
    {401, OPENAI("invalid_request_error", "\"invalid_api_key\"", "null",
                 "Incorrect API key"),
     VL_WIRE_CONFIG, "Incorrect"},
    {404, "{\"error\":\"model 'l' not found\"}", VL_WIRE_CONFIG, "not found"},
    {404, "404 page not found", VL_WIRE_CONFIG, "page not found"},
    {400, OPENAI("invalid_request_error", "null", "\"response_format\"",
                 "Invalid schema for response_format 'claims'"),
     VL_WIRE_CONFIG, "Invalid schema"},
    {400, "{\"error\":\"'response_format.type' must be 'json_schema' or "
          "'text'\"}",
     VL_WIRE_CONFIG, "json_schema"},
    {400, OPENAI("invalid_request_error", "null", "null", "bad"),
     VL_WIRE_FAILED, "bad"},
    {418, "{}", VL_WIRE_FAILED, "418"},
};

static void
test_meanings(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(VlWireResult) result = {0};
        wire_read("openai", cases[i].status, cases[i].body, &result);
        if (result.class != cases[i].class)
            g_test_message("%s -> %d", cases[i].body, result.class);
        g_assert_cmpint(result.class, ==, cases[i].class);
        g_assert_nonnull(strstr(result.detail, cases[i].says));
    }
}

typedef struct {
    const char *body, *parameter, *instead;
} Refused;

static void
test_parameters(void)
{
    static const Refused refused[] = {
        {OPENAI("invalid_request_error", "\"unsupported_parameter\"",
                "\"max_tokens\"",
                "Unsupported parameter: 'max_tokens' is not supported with "
                "this model. Use 'max_completion_tokens' instead."),
         "max_tokens", "max_completion_tokens"},
        {OPENAI("invalid_request_error", "\"unsupported_value\"",
                "\"temperature\"",
                "Unsupported value: 'temperature' does not support 0.16"),
         "temperature", NULL},
        {ANTHROPIC("invalid_request_error",
                   "`temperature` is deprecated for this model."),
         "temperature", NULL},
        {"{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\","
         "\"seed\"],\"msg\":\"Extra inputs are not permitted\"}]}",
         "seed", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_auto(VlWireResult) result = {0};
        wire_read("openai", i == 3 ? 422 : 400, refused[i].body, &result);
        g_assert_cmpint(result.class, ==, VL_WIRE_PARAMETER);
        g_assert_cmpstr(result.parameter, ==, refused[i].parameter);
        g_assert_cmpstr(result.instead, ==, refused[i].instead);
    }
    /* A wrong value is no refused parameter. */
    g_auto(VlWireResult) result = {0};
    wire_read("openai", 400,
              OPENAI("invalid_request_error", "\"integer_above_max_value\"",
                     "\"max_tokens\"", "'max_tokens' is above the maximum"),
              &result);
    g_assert_cmpint(result.class, ==, VL_WIRE_FAILED);
}

/* A server that refuses both names is not asked in turn for ever. */
static void
test_not_back(void)
{
    g_autoptr(GHashTable) learned = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_insert(learned, (char *)"max_tokens",
                        (char *)"max_completion_tokens");
    VlWireAsk ask = wire_ask("vllm");
    ask.learned = learned;
    const char *body =
        OPENAI("invalid_request_error", "\"unsupported_parameter\"",
               "\"max_completion_tokens\"", "Unsupported parameter");
    g_auto(VlWireResult) result = {0};
    vl_wire_read(vl_wire_find("openai"), &ask, 400, NULL, body, strlen(body),
                 &result);
    g_assert_cmpint(result.class, ==, VL_WIRE_PARAMETER);
    g_assert_null(result.instead);
}

static void
test_should_retry(void)
{
    const VlWireAsk ask = wire_ask("openai");
    static const struct {
        guint status;
        const char *says;
        VlWireClass class;
        gboolean is_final;
    } told[] = {
        {503, "false", VL_WIRE_LATER, TRUE},
        {400, "true", VL_WIRE_LATER, FALSE},
        {400, NULL, VL_WIRE_FAILED, FALSE},
        {401, "true", VL_WIRE_CONFIG, FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(told); i++) {
        g_auto(VlWireResult) result = {0};
        vl_wire_read(vl_wire_find("openai"), &ask, told[i].status,
                     told[i].says, "{}", 2, &result);
        g_assert_cmpint(result.class, ==, told[i].class);
        g_assert_cmpint(result.is_final, ==, told[i].is_final);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/failure/meanings", test_meanings);
    g_test_add_func("/failure/parameters", test_parameters);
    g_test_add_func("/failure/not-back", test_not_back);
    g_test_add_func("/failure/should-retry", test_should_retry);
    return g_test_run();
}
