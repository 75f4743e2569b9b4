#include "config.h"

#include <string.h>

#include "base/error.h"
#include "digest/strict.h"

static const char *const keys[] = {"a", "b", NULL};

/* Reads "a" as a count and "b" as a hash; gives the message, NULL for
 * none. */
static char *
message_for(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) tree = vl_json_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    g_autoptr(GString) path = g_string_new(NULL);
    VlStrict in = {path, NULL};
    gsize up = vl_strict_enter(&in, "top");
    if (vl_strict_members(&in, tree, keys)) {
        vl_strict_count(&in, tree, "a");
        g_autofree char *hash = vl_strict_hash(&in, tree, "b", TRUE);
    }
    vl_strict_leave(&in, up);
    g_assert_cmpuint(path->len, ==, 0);
    char *message = in.error ? g_strdup(in.error->message) : NULL;
    g_clear_error(&in.error);
    return message;
}

static void
test_members(void)
{
    static const struct {
        const char *text, *place;
    } cases[] = {
        {"{\"a\":1,\"b\":null}", NULL},
        {"{\"a\":4294967295,\"b\":null}", NULL},
        {"{\"a\":4294967296,\"b\":null}", "top.a"},
        {"{\"a\":-1,\"b\":null}", "top.a"},
        {"{\"a\":1.5,\"b\":null}", "top.a"},
        {"{\"a\":true,\"b\":null}", "top.a"},
        {"{\"a\":1,\"b\":\"00\"}", "top.b"},
        {"{\"a\":1}", "top.b"},
        {"{\"a\":1,\"b\":null,\"c\":1}", "top.c"},
        {"[1]", "top"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *message = message_for(cases[i].text);
        if (cases[i].place == NULL)
            g_assert_null(message);
        else
            g_assert_nonnull(strstr(message, cases[i].place));
    }
}

/* The first fault is the one that is told. */
static void
test_sticks(void)
{
    g_autoptr(GString) path = g_string_new(NULL);
    VlStrict in = {path, NULL};
    vl_strict_fail(&in, "one", "is bad");
    vl_strict_fail(&in, "two", "is worse");
    g_assert_error(in.error, VL_ERROR, VL_ERROR_MALFORMED);
    g_assert_nonnull(strstr(in.error->message, "one"));
    g_assert_null(strstr(in.error->message, "two"));
    g_clear_error(&in.error);
}

static void
test_hostile_key(void)
{
    g_autofree char *message =
        message_for("{\"a\":1,\"b\":null,\"\\u001b[31m\":1}");
    g_assert_nonnull(message);
    g_assert_null(strchr(message, '\033'));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/strict/members", test_members);
    g_test_add_func("/digest/strict/sticks", test_sticks);
    g_test_add_func("/digest/strict/hostile-key", test_hostile_key);
    return g_test_run();
}
