#include "config.h"

#include "net/ncbi.h"

static void
test_rate(void)
{
    g_autoptr(VlSecret) key = vl_secret_new("CANARY-1");
    g_assert_cmpfloat(vl_ncbi_per_second(NULL, 0), ==, 3);
    g_assert_cmpfloat(vl_ncbi_per_second(key, 0), ==, 10);
    g_assert_cmpfloat(vl_ncbi_per_second(NULL, 5), ==, 5);
    g_assert_cmpfloat(vl_ncbi_per_second(key, 0.5), ==, 0.5);
    g_assert_cmpfloat(vl_ncbi_per_second(key, -1), ==, 10);
}

static void
test_limit(void)
{
    g_autoptr(VlSecret) key = vl_secret_new("CANARY-1");
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    vl_ncbi_limit(&request, key, 0);
    g_assert_cmpstr(request.rate, ==, "ncbi");
    g_assert_cmpfloat(request.per_second, ==, 10);
    g_assert_true(request.secret == key);
    g_assert_null(request.secret_field);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ncbi/rate", test_rate);
    g_test_add_func("/ncbi/limit", test_limit);
    return g_test_run();
}
