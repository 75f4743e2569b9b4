#include "config.h"

#include "base/error.h"

static void
test_precedence(void)
{
    g_assert_cmpint(vl_exit_worst(VL_EXIT_FINDINGS, VL_EXIT_PARTIAL), ==, 5);
    g_assert_cmpint(vl_exit_worst(VL_EXIT_FAILED, VL_EXIT_PARTIAL), ==, 3);
    g_assert_cmpint(vl_exit_worst(VL_EXIT_REFUSED, VL_EXIT_LOCKED), ==, 75);
    g_assert_cmpint(vl_exit_worst(VL_EXIT_USAGE, VL_EXIT_LOCKED), ==, 2);
    g_assert_cmpint(vl_exit_worst(VL_EXIT_OK, VL_EXIT_FINDINGS), ==, 1);
}

static void
test_foreign_domain(void)
{
    g_autoptr(GError) error = g_error_new(G_FILE_ERROR, 1, "x");
    g_assert_cmpstr(vl_error_name(error), ==, "failed");
    g_assert_cmpint(vl_error_exit_status(error), ==, VL_EXIT_FAILED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/error/precedence", test_precedence);
    g_test_add_func("/error/foreign-domain", test_foreign_domain);
    return g_test_run();
}
