#include "config.h"

#include "flow/request.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"

/* Reads text as FOLDER/name and gives what it asks for. */
static VlWatch *
request(const char *name, const char *text, char **folder, GError **error)
{
    *folder = g_dir_make_tmp("veille-request-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(*folder, name, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    VlWatch *watch = vl_request_read(path, error);
    g_assert_true(vl_file_remove_folder(*folder, NULL));
    return watch;
}

static void
test_paths(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = NULL;
    g_autoptr(VlWatch) watch =
        request("a.watch",
                "[watch]\nrecords=r.xml;/abs/s.xml\n"
                "[fulltext]\npdf_dir=../pdf\n[output]\ndir=out\n",
                &folder, &error);
    g_assert_no_error(error);
    g_autofree char *records = g_build_filename(folder, "r.xml", NULL);
    g_autofree char *output = g_build_filename(folder, "out", NULL);
    g_autofree char *pdf = g_canonicalize_filename("../pdf", folder);
    g_assert_cmpstr(watch->records->pdata[0], ==, records);
    g_assert_cmpstr(watch->records->pdata[1], ==, "/abs/s.xml");
    g_assert_cmpstr(watch->pdf_dir, ==, pdf);
    g_assert_cmpstr(watch->output_dir, ==, output);
}

static void
check_name(const char *file, const char *text, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = NULL;
    g_autoptr(VlWatch) watch = request(file, text, &folder, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(watch->name, ==, expected);
}

static void
test_names(void)
{
    check_name("a.watch", "[watch]\nname=given\n", "given");
    check_name("heart.watch", "", "heart");
    check_name("two.words.watch", "", "two.words");
    check_name("my caf\u00e9.watch", "", "my-caf--");
    check_name(".hidden", "", "-hidden");
    g_autofree char *name = g_strnfill(200, 'x');
    g_autofree char *expected = g_strnfill(64, 'x');
    check_name(name, "", expected);
}

static void
test_errors(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = NULL;
    g_assert_null(request("a.watch", "[watch]\nmaxx=1\n", &folder, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_CONFIG);
    g_assert_nonnull(strstr(error->message, "a.watch:2:"));
    g_clear_error(&error);
    g_assert_null(vl_request_read("/nowhere/a.watch", &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/request/paths", test_paths);
    g_test_add_func("/request/names", test_names);
    g_test_add_func("/request/errors", test_errors);
    return g_test_run();
}
