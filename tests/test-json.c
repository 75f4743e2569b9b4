#include "config.h"

#include "base/json.h"

#include <math.h>
#include <string.h>

#include "base/assets.h"
#include "base/error.h"

static void
test_write(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(out);
    vl_json_begin_object(&json);
    vl_json_member_string(&json, "a", "\u00e9\"\\/\n\x01\x7F");
    vl_json_member_string(&json, "none", NULL);
    vl_json_member_int(&json, "n", G_MININT64);
    vl_json_member_bool(&json, "yes", TRUE);
    vl_json_key(&json, "list");
    vl_json_begin_array(&json);
    vl_json_double(&json, 0.1);
    vl_json_double(&json, NAN);
    vl_json_double(&json, -INFINITY);
    vl_json_begin_object(&json);
    vl_json_end_object(&json);
    vl_json_begin_array(&json);
    vl_json_end_array(&json);
    vl_json_end_array(&json);
    vl_json_end_object(&json);
    g_assert_cmpstr(out->str, ==,
                    "{\"a\":\"\u00e9\\\"\\\\/\\n\\u0001\\u007f\","
                    "\"none\":null,\"n\":-9223372036854775808,"
                    "\"yes\":true,\"list\":[0.1,null,null,{},[]]}");
}

static void
test_members(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GPtrArray) strings = g_ptr_array_new();
    g_autoptr(GError) error =
        g_error_new_literal(VL_ERROR, VL_ERROR_NOT_FOUND, "no such file");
    VlJson json = VL_JSON_INIT(out);
    g_ptr_array_add(strings, (gpointer) "a");
    g_ptr_array_add(strings, (gpointer) "b");
    vl_json_begin_object(&json);
    vl_json_member_strings(&json, "two", strings);
    vl_json_member_strings(&json, "none", NULL);
    vl_json_member_range(&json, "span", 3, 17);
    vl_json_member_error(&json, "error", error, NULL);
    vl_json_end_object(&json);
    g_assert_cmpstr(out->str, ==,
                    "{\"two\":[\"a\",\"b\"],\"none\":[],\"span\":[3,17],"
                    "\"error\":{\"code\":\"not_found\","
                    "\"message\":\"no such file\",\"file\":null}}");
}

/* Whatever a string holds, reading gives back what was written. */
static void
test_round_trip(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (gunichar c = 1; c < 0x11000; c += c < 0x300 ? 1 : 37)
        if (g_unichar_validate(c))
            g_string_append_unichar(text, c);
    for (int pretty = 0; pretty < 2; pretty++) {
        g_autoptr(GString) out = g_string_new(NULL);
        VlJson json = VL_JSON_INIT(out);
        json.pretty = pretty != 0;
        vl_json_begin_object(&json);
        vl_json_member_string(&json, "text", text->str);
        vl_json_member_int(&json, "n", -42);
        vl_json_member_bool(&json, "b", TRUE);
        vl_json_key(&json, "o");
        vl_json_begin_array(&json);
        vl_json_int(&json, 1);
        vl_json_end_array(&json);
        vl_json_end_object(&json);

        g_autoptr(GError) error = NULL;
        g_autoptr(cJSON) tree = vl_json_parse(out->str, out->len, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(vl_json_get_string(tree, "text", NULL), ==,
                        text->str);
        g_assert_cmpint(vl_json_get_int(tree, "n", 0), ==, -42);
        g_assert_true(vl_json_get_bool(tree, "b", FALSE));
        g_assert_cmpint(cJSON_GetArraySize(vl_json_get(tree, "o")), ==, 1);
    }
}

static gboolean
accepted(const char *bytes, gsize n_bytes)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) tree = vl_json_parse(bytes, n_bytes, &error);
    if (tree == NULL)
        g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    return tree != NULL;
}

static void
test_refused(void)
{
    static const char *const texts[] = {
        "",           " ",           "{",          "[1,]",
        "{\"a\":1,}", "01",          "-01",        "2.",
        ".5",         "+1",          "1e",         "NaN",
        "Infinity",   "'a'",         "\"a",        "\"\t\"",
        "\"\\x41\"",  "\"\\u12\"",   "\"\\u0000\"", "\"\\ud800\"",
        "\"\\udc00\"", "\"\\ud800\\u0041\"",        "[1] 2",
        "{\"a\":1,\"a\":2}",         "{\"a\":{\"b\":1,\"b\":1}}",
        "\xEF\xBB\xBF[]",            "[\"\xFF\"]",  "truee",
        "{\"a\" 1}",  "{1:2}",       "[1 2]",       "\"a\nb\"",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        if (accepted(texts[i], strlen(texts[i])))
            g_error("accepted: %s", texts[i]);
    g_assert_false(accepted("[]\0", 3));
    g_assert_false(accepted("[\"a\0b\"]", 7));
}

static void
test_accepted(void)
{
    static const char *const texts[] = {
        "0", "-0", "1.5e+3", " [ ] ", "\"\"", "null", "{\"\":0}",
        "\"\\ud83d\\ude00\"", "{\"a\":1,\"A\":2}", "[[[[]]]]",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        if (!accepted(texts[i], strlen(texts[i])))
            g_error("refused: %s", texts[i]);
    /* The bytes need no NUL behind them. */
    g_assert_true(accepted("123garbage", 3));
}

static void
test_depth(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append_c(text, '[');
    g_assert_false(accepted(text->str, text->len));
    g_string_truncate(text, 60);
    for (int i = 0; i < 60; i++)
        g_string_append_c(text, ']');
    g_assert_true(accepted(text->str, text->len));
}

static void
test_get(void)
{
    static const char text[] =
        "{\"s\":\"x\",\"n\":7,\"big\":1e300,\"b\":false,\"z\":null}";
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) tree = vl_json_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    g_assert_cmpstr(vl_json_get_string(tree, "n", "other"), ==, "other");
    g_assert_cmpstr(vl_json_get_string(tree, "S", "other"), ==, "other");
    g_assert_cmpint(vl_json_get_int(tree, "s", -1), ==, -1);
    g_assert_cmpint(vl_json_get_int(tree, "big", -1), ==, -1);
    g_assert_false(vl_json_get_bool(tree, "b", TRUE));
    g_assert_true(vl_json_get_bool(tree, "z", TRUE));
    g_assert_null(vl_json_get(tree, "s"));
    g_assert_null(vl_json_get(tree, "missing"));
    g_assert_cmpstr(vl_json_get_string(NULL, "s", "none"), ==, "none");
}

/* The suite of json-nst: n_ must be refused, y_ accepted.  A duplicate key
 * is legal JSON, and refused here on purpose; so is a NUL in a string. */
static void
test_suite(void)
{
    const char *shared = g_getenv("SHARED");
    g_autofree char *folder = g_build_filename(
        shared ? shared : "..", "corpora/json-nst/test_parsing", NULL);
    g_autoptr(GDir) open_folder = g_dir_open(folder, 0, NULL);
    if (open_folder == NULL) {
        g_test_skip("no corpora/json-nst beside the project");
        return;
    }
    static const char *const stricter[] = {
        "y_object_duplicated_key.json",
        "y_object_duplicated_key_and_value.json",
        "y_object_escaped_null_in_key.json",
        "y_string_null_escape.json",
        NULL,
    };
    guint count = 0;
    const char *name;
    while ((name = g_dir_read_name(open_folder)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *bytes = NULL;
        gsize n_bytes = 0;
        if (!g_file_get_contents(path, &bytes, &n_bytes, NULL))
            continue;
        gboolean good = accepted(bytes, n_bytes);
        count++;
        if (name[0] == 'n' && good)
            g_error("accepted: %s", name);
        if (name[0] == 'y' && !good && !g_strv_contains(stricter, name))
            g_error("refused: %s", name);
    }
    g_assert_cmpuint(count, >, 200);
}

static void
test_assets(void)
{
    for (const VlAsset *asset = vl_assets; asset->name != NULL; asset++) {
        g_assert_true(vl_asset_find(asset->name) == asset);
        g_assert_cmpint(asset->bytes[asset->n_bytes], ==, 0);
        if (g_str_has_suffix(asset->name, ".json"))
            g_assert_true(accepted((const char *)asset->bytes,
                                   asset->n_bytes));
    }
    g_assert_null(vl_asset_find("schemas/none"));
    g_assert_null(vl_asset_find(""));
}

static void
test_text(void)
{
    static const char bytes[] =
        "{\"s\": \"31978945\", \"n\": 31978945, \"e\": \"\", \"z\": 0,"
        " \"m\": 1e15, \"b\": true}";
    static const struct {
        const char *key, *text;
    } cases[] = {
        {"s", "31978945"}, {"n", "31978945"}, {"e", ""},   {"z", NULL},
        {"m", NULL},       {"b", NULL},       {"?", NULL},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) object = vl_json_parse(bytes, strlen(bytes), &error);
    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = vl_json_dup_text(object, cases[i].key);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/json/write", test_write);
    g_test_add_func("/json/members", test_members);
    g_test_add_func("/json/round-trip", test_round_trip);
    g_test_add_func("/json/refused", test_refused);
    g_test_add_func("/json/accepted", test_accepted);
    g_test_add_func("/json/depth", test_depth);
    g_test_add_func("/json/get", test_get);
    g_test_add_func("/json/suite", test_suite);
    g_test_add_func("/json/assets", test_assets);
    g_test_add_func("/json/text", test_text);
    return g_test_run();
}
