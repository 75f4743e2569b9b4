#include "config.h"

#include "base/secret.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"

/* Reads a key file of that content and mode; the error's code, or -1. */
static int
read_as(const char *content, int mode, char **text)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("veille-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "key", NULL);
    g_assert_true(g_file_set_contents(path, content, -1, NULL));
    g_chmod(path, mode);
    g_autoptr(VlSecret) secret = vl_secret_read(path, &error);
    g_remove(path);
    g_rmdir(folder);
    g_assert_true((secret == NULL) == (error != NULL));
    if (secret != NULL) {
        *text = g_strdup(secret->text);
        return -1;
    }
    g_assert_nonnull(strstr(error->message, path));
    g_assert_null(strstr(error->message, "CANARY"));
    return error->code;
}

static void
test_read(void)
{
    static const struct {
        const char *content;
        int mode, code;
        const char *text;
    } cases[] = {
        {"CANARY-1", 0600, -1, "CANARY-1"},
        {"CANARY-2\n", 0400, -1, "CANARY-2"},
        {"CANARY-3\r\nrest\n", 0600, -1, "CANARY-3"},
        {"CANARY\n", 0644, VL_ERROR_REFUSED, NULL},
        {"CANARY\n", 0640, VL_ERROR_REFUSED, NULL},
        {"CANARY\n", 0620, VL_ERROR_REFUSED, NULL},
        {"", 0600, VL_ERROR_MALFORMED, NULL},
        {"\nCANARY\n", 0600, VL_ERROR_MALFORMED, NULL},
        {"CANARY and more\n", 0600, VL_ERROR_MALFORMED, NULL},
        {"CANARY\t\n", 0600, VL_ERROR_MALFORMED, NULL},
        {"CANARY\xc3\xa9\n", 0600, VL_ERROR_MALFORMED, NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = NULL;
        g_assert_cmpint(read_as(cases[i].content, cases[i].mode, &text), ==,
                        cases[i].code);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
    g_autofree char *text = NULL;
    g_autofree char *longest = g_strnfill(VL_SECRET_MAX, 'k');
    g_autofree char *longer = g_strnfill(VL_SECRET_MAX + 1, 'k');
    g_autofree char *longest_file = g_strconcat(longest, "\r\n", NULL);
    g_assert_cmpint(read_as(longest_file, 0600, &text), ==, -1);
    g_assert_cmpstr(text, ==, longest);
    g_assert_cmpint(read_as(longer, 0600, &text), ==, VL_ERROR_MALFORMED);
}

static void
test_missing(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(vl_secret_read("/nowhere/key", &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_null(vl_secret_read("/tmp", &error));
    g_assert_nonnull(error);
}

static void
test_mask(void)
{
    g_autoptr(VlSecret) secret = vl_secret_new("abc");
    g_autofree char *masked = vl_secret_mask(secret, "abcabc x=abc&y");
    g_autofree char *same = vl_secret_mask(NULL, "abc");
    g_assert_cmpstr(masked, ==, "****** x=***&y");
    g_assert_cmpstr(same, ==, "abc");
    g_assert_null(vl_secret_new(""));
    g_assert_null(vl_secret_new(NULL));
    g_assert_null(vl_secret_new("a b"));
}

static void
test_in_form(void)
{
    g_autoptr(VlSecret) secret = vl_secret_new("CANARY&1");
    char *last = vl_secret_in_form(secret, "api_key", "db=pubmed");
    g_assert_cmpstr(last, ==, "db=pubmed&api_key=CANARY%261");
    vl_wipe_free(last);
    char *only = vl_secret_in_form(secret, "api_key", "");
    g_assert_cmpstr(only, ==, "api_key=CANARY%261");
    vl_wipe_free(only);
    char *none = vl_secret_in_form(NULL, "api_key", "db=pubmed");
    g_assert_cmpstr(none, ==, "db=pubmed");
    vl_wipe_free(none);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/secret/read", test_read);
    g_test_add_func("/secret/missing", test_missing);
    g_test_add_func("/secret/mask", test_mask);
    g_test_add_func("/secret/in-form", test_in_form);
    return g_test_run();
}
