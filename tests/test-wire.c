#include "config.h"

#include "llm/wire.h"

#include "wire-read.h"

/* The text of an answer as a server would send it. */
static char *
answer_with(const char *content)
{
    return g_strdup_printf("{\"choices\":[{\"message\":{\"content\":%s},"
                           "\"finish_reason\":\"stop\"}]}",
                           content);
}

static VlWireClass
class_of(const char *content)
{
    g_auto(VlWireResult) result = {0};
    g_autofree char *body = answer_with(content);
    wire_read("openai", 200, body, &result);
    return result.class;
}

static void
test_find(void)
{
    g_assert_nonnull(vl_wire_find("openai"));
    g_assert_nonnull(vl_wire_find("anthropic"));
    g_assert_nonnull(vl_wire_find("ollama"));
    g_assert_null(vl_wire_find("replay"));
    g_assert_null(vl_wire_find(""));
}

/* What JSON lets through and text does not. */
static void
test_odd_strings(void)
{
    g_assert_cmpint(class_of("\"\\ud83d\\ude00\""), ==, VL_WIRE_ANSWERED);
    g_assert_cmpint(class_of("\"\\ud83d\""), ==, VL_WIRE_FAILED);
    g_assert_cmpint(class_of("\"\\ude00\\ud83d\""), ==, VL_WIRE_FAILED);
    g_assert_cmpint(class_of("\"a\\u0000b\""), ==, VL_WIRE_FAILED);
    g_assert_cmpint(class_of("\"\xC3\""), ==, VL_WIRE_FAILED);
    g_assert_cmpint(class_of("\"\xED\xA0\x80\""), ==, VL_WIRE_FAILED);
    g_assert_cmpint(class_of("\"a\nb\""), ==, VL_WIRE_FAILED);
    g_assert_cmpint(class_of("\"a\"} "), ==, VL_WIRE_FAILED);
}

static void
test_nul_bytes(void)
{
    const VlWireAsk ask = wire_ask("openai");
    g_autofree char *body = answer_with("\"{}\"");
    gsize n = strlen(body);
    for (gsize i = 0; i < n; i++) {
        g_auto(VlWireResult) result = {0};
        char kept = body[i];
        body[i] = '\0';
        vl_wire_read(vl_wire_find("openai"), &ask, 200, NULL, body, n,
                     &result);
        body[i] = kept;
        g_assert_cmpint(result.class, ==, VL_WIRE_FAILED);
    }
}

static void
test_depth(void)
{
    GString *deep = g_string_new(NULL);
    for (guint i = 0; i < 200000; i++)
        g_string_append(deep, "[");
    g_autofree char *body = g_string_free(deep, FALSE);
    g_assert_cmpint(class_of(body), ==, VL_WIRE_FAILED);
}

static void
test_large(void)
{
    g_autofree char *filling = g_strnfill(8 << 20, 'a');
    g_autofree char *content = g_strdup_printf("\"%s\"", filling);
    g_auto(VlWireResult) result = {0};
    g_autofree char *body = answer_with(content);
    wire_read("openai", 200, body, &result);
    g_assert_cmpint(result.class, ==, VL_WIRE_ANSWERED);
    g_assert_cmpuint(strlen(result.text), ==, 8 << 20);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wire/find", test_find);
    g_test_add_func("/wire/odd-strings", test_odd_strings);
    g_test_add_func("/wire/nul-bytes", test_nul_bytes);
    g_test_add_func("/wire/depth", test_depth);
    g_test_add_func("/wire/large", test_large);
    return g_test_run();
}
