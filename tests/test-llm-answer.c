#include "config.h"

#include <string.h>

#include "base/error.h"
#include "llm/answer.h"

static const char schema_text[] =
    "{\"type\":\"object\",\"additionalProperties\":false,"
    "\"required\":[\"claims\"],\"properties\":{\"claims\":{\"type\":\"array\","
    "\"items\":{\"type\":\"object\",\"additionalProperties\":false,"
    "\"required\":[\"sids\",\"kind\"],\"properties\":{"
    "\"sids\":{\"type\":\"array\",\"items\":{\"type\":\"integer\","
    "\"minimum\":1,\"maximum\":9}},"
    "\"kind\":{\"enum\":[\"aim\",\"harms\"]},"
    "\"note\":{\"type\":[\"string\",\"null\"]}}}}}}";

#define GOOD "{\"claims\":[{\"sids\":[1,9],\"kind\":\"aim\"}]}"

static cJSON *
parse(const char *text, gsize n, GError **error)
{
    g_autoptr(cJSON) schema = cJSON_Parse(schema_text);
    g_assert_nonnull(schema);
    return vl_answer_parse(text, n, schema, error);
}

static void
test_ladder(void)
{
    static const char *const good[] = {
        GOOD,
        "  \n" GOOD "\n\n",
        "<think>hm {\"claims\":[]}</think>" GOOD,
        "<think></think>\n```json\n" GOOD "\n```\n",
        "```json\n" GOOD "\n```",
        "```\n" GOOD "```",
        "```JSON \r\n" GOOD "\r\n```",
    };
    static const char *const bad[] = {
        "",
        "{",
        "null",
        "[]",
        "<think>hm " GOOD,
        "<think>a</think><think>b</think>" GOOD,
        "Here you are:\n" GOOD,
        GOOD "\nI hope this helps.",
        "Sure!\n```json\n" GOOD "\n```",
        "```json\n" GOOD "\n```\nI hope this helps.",
        "```json\n" GOOD,
        "```json",
        "```",
        "``````",
        "```xml\n" GOOD "\n```",
        "```json\n```json\n" GOOD "\n```\n```",
        "\xEF\xBB\xBF" GOOD,
        GOOD GOOD,
        GOOD ",",
    };
    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(cJSON) tree = parse(good[i], strlen(good[i]), &error);
        g_assert_no_error(error);
        g_assert_nonnull(tree);
    }
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(cJSON) tree = parse(bad[i], strlen(bad[i]), &error);
        if (tree != NULL)
            g_error("taken: %s", bad[i]);
        g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    }
}

/* Cut off at any byte, it is no answer. */
static void
test_cut_off(void)
{
    static const char *const whole[] = {
        GOOD,
        ("```json\n" GOOD "\n```"),
        ("<think>x</think>" GOOD),
    };
    for (guint i = 0; i < G_N_ELEMENTS(whole); i++) {
        for (gsize n = 0; n < strlen(whole[i]); n++) {
            g_autoptr(GError) error = NULL;
            g_autoptr(cJSON) tree = parse(whole[i], n, &error);
            g_assert_null(tree);
            g_assert_nonnull(error);
        }
    }
}

static void
test_form(void)
{
    static const char *const bad[] = {
        "{\"claims\":{}}",
        "{}",
        "{\"claims\":[],\"more\":1}",
        "{\"claims\":[{\"sids\":[1]}]}",
        "{\"claims\":[{\"sids\":[0],\"kind\":\"aim\"}]}",
        "{\"claims\":[{\"sids\":[10],\"kind\":\"aim\"}]}",
        "{\"claims\":[{\"sids\":[1.5],\"kind\":\"aim\"}]}",
        "{\"claims\":[{\"sids\":[\"1\"],\"kind\":\"aim\"}]}",
        "{\"claims\":[{\"sids\":[12182e99],\"kind\":\"aim\"}]}",
        "{\"claims\":[{\"sids\":[8597201445],\"kind\":\"aim\"}]}",
        "{\"claims\":[{\"sids\":[1],\"kind\":\"Aim\"}]}",
        "{\"claims\":[{\"sids\":[1],\"kind\":\"aim\",\"note\":1}]}",
        "{\"claims\":[],\"claims\":[]}",
        "{\"claims\":[{\"sids\":[1],\"kind\":\"a\\u0000\"}]}",
        "{\"claims\":[{\"sids\":[1],\"kind\":\"\\ud800\"}]}",
    };
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(cJSON) tree = parse(bad[i], strlen(bad[i]), &error);
        if (tree != NULL)
            g_error("taken: %s", bad[i]);
        g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    }
    static const char right[] =
        "{\"claims\":[{\"sids\":[1e0],\"kind\":\"harms\",\"note\":null},"
        "{\"sids\":[],\"kind\":\"aim\",\"note\":\"x\"}]}";
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) tree = parse(right, strlen(right), &error);
    g_assert_no_error(error);
}

static void
test_place(void)
{
    static const char bad[] =
        "{\"claims\":[{\"sids\":[1],\"kind\":\"aim\"},"
        "{\"sids\":[1,77],\"kind\":\"aim\"}]}";
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) tree = parse(bad, strlen(bad), &error);
    g_assert_null(tree);
    g_assert_nonnull(strstr(error->message,
                            "claims: [1]: sids: [1]: is out of range"));
}

static void
check_too_big(GString *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) tree = vl_answer_parse(text->str, text->len, NULL,
                                            &error);
    g_assert_null(tree);
    g_assert_error(error, VL_ERROR, VL_ERROR_TOO_BIG);
    g_string_free(text, TRUE);
}

static void
test_sizes(void)
{
    GString *many = g_string_new("[0");
    for (guint i = 0; i < VL_ANSWER_MAX_ITEMS; i++)
        g_string_append(many, ",0");
    check_too_big(g_string_append_c(many, ']'));
    GString *wide = g_string_new("\"");
    for (guint i = 0; i <= VL_ANSWER_MAX_STRING; i++)
        g_string_append(wide, "\u00e9");
    check_too_big(g_string_append_c(wide, '"'));
    check_too_big(g_string_new("[[[[[[[[]]]]]]]]"));
    GString *huge = g_string_new("\"");
    while (huge->len <= VL_ANSWER_MAX_BYTES)
        g_string_append_c(huge, ' ');
    check_too_big(huge);
}

/* JSONTestSuite: n_ is refused, y_ is JSON.  Of those that are, a key twice
 * and a NUL are no answer. */
static void
test_suite(void)
{
    static const char *const no_answer[] = {
        "y_object_duplicated_key.json",
        "y_object_duplicated_key_and_value.json",
        "y_object_escaped_null_in_key.json",
        "y_string_null_escape.json",
        NULL,
    };
    const char *shared = g_getenv("SHARED");
    g_autofree char *path = g_build_filename(
        shared ? shared : "..", "corpora/json-nst/test_parsing", NULL);
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    if (folder == NULL) {
        g_test_skip("no corpora/json-nst beside the project");
        return;
    }
    guint n_bad = 0, n_good = 0;
    const char *name;
    while ((name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        g_autofree char *bytes = NULL;
        gsize n = 0;
        g_assert_true(g_file_get_contents(file, &bytes, &n, NULL));
        g_autoptr(GError) error = NULL;
        g_autoptr(cJSON) tree = vl_answer_parse(bytes, n, NULL, &error);
        n_bad += name[0] == 'n';
        n_good += name[0] == 'y';
        if (name[0] == 'n' && tree != NULL)
            g_error("taken: %s", name);
        if (name[0] != 'y')
            continue;
        if (!vl_json_is_text(bytes, n, NULL))
            g_error("no JSON: %s", name);
        if ((tree == NULL) != g_strv_contains(no_answer, name))
            g_error("wrong: %s", name);
    }
    g_assert_cmpuint(n_bad, ==, 188);
    g_assert_cmpuint(n_good, ==, 95);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/llm/answer/ladder", test_ladder);
    g_test_add_func("/llm/answer/cut-off", test_cut_off);
    g_test_add_func("/llm/answer/form", test_form);
    g_test_add_func("/llm/answer/place", test_place);
    g_test_add_func("/llm/answer/sizes", test_sizes);
    g_test_add_func("/llm/answer/suite", test_suite);
    return g_test_run();
}
