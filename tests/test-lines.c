#include "config.h"

#include "flow/lines.h"

#include "base/error.h"

/* The answer to a line with this id. */
static char *
answer(const char *line)
{
    g_autoptr(cJSON) object = cJSON_Parse(line);
    GString *out = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(out);
    vl_line_begin(&json, object);
    vl_line_end(&json);
    return g_string_free(out, FALSE);
}

static void
test_id(void)
{
    static const char *const cases[][2] = {
        {"{\"id\":\"a\"}", "{\"id\":\"a\"}\n"},
        {"{\"id\":-7}", "{\"id\":-7}\n"},
        {"{\"id\":9007199254740992}", "{\"id\":9007199254740992}\n"},
        /* No whole number that we could give back. */
        {"{\"id\":1.5}", "{\"id\":null}\n"},
        {"{\"id\":1e300}", "{\"id\":null}\n"},
        {"{\"id\":[1]}", "{\"id\":null}\n"},
        {"{}", "{\"id\":null}\n"},
        {"no object", "{\"id\":null}\n"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = answer(cases[i][0]);
        g_assert_cmpstr(text, ==, cases[i][1]);
    }
}

static void
test_need(void)
{
    g_autoptr(cJSON) object = cJSON_Parse("{\"claim\":\"c\",\"quote\":3}");
    g_autoptr(GError) error = NULL;
    g_assert_cmpstr(vl_line_need(object, "claim", &error), ==, "c");
    g_assert_no_error(error);
    g_assert_null(vl_line_need(object, "quote", &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    g_assert_nonnull(strstr(error->message, "'quote'"));
}

static void
test_blank(void)
{
    g_autoptr(GString) line = g_string_new(" \t\r");
    g_assert_true(vl_line_is_blank(line));
    g_string_assign(line, "");
    g_assert_true(vl_line_is_blank(line));
    g_string_append_len(line, "\0", 1);
    g_assert_false(vl_line_is_blank(line));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lines/id", test_id);
    g_test_add_func("/lines/need", test_need);
    g_test_add_func("/lines/blank", test_blank);
    return g_test_run();
}
