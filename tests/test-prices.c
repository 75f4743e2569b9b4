#include "config.h"

#include "llm/prices.h"

#include <string.h>

#include "base/error.h"

static VlPrices *
parse(const char *text)
{
    g_autoptr(GError) error = NULL;
    VlPrices *prices = vl_prices_parse("p", text, strlen(text), &error);
    g_assert_no_error(error);
    return prices;
}

static void
test_first_line(void)
{
    g_autoptr(VlPrices) prices = parse(
        "# what it costs\n"
        "currency EUR\n"
        "\n"
        "API.example.org  big-*  3 15 # at the moment\r\n"
        "*.example.org\t*\t0.25\t2\n");
    VlPrice price = {0};
    g_assert_cmpstr(vl_prices_currency(prices), ==, "EUR");
    g_assert_true(vl_prices_find(prices, "api.example.org", "big-4", &price));
    g_assert_cmpint(price.input, ==, 3000000);
    g_assert_true(vl_prices_find(prices, "api.example.org", "mini", &price));
    g_assert_cmpint(price.input, ==, 250000);
    g_assert_cmpint(price.output, ==, 2000000);
    g_assert_false(vl_prices_find(prices, "example.com", "mini", &price));
    g_assert_false(vl_prices_find(NULL, "example.com", "mini", &price));
}

static void
test_cost(void)
{
    const VlPrice price = {3000000, 15000000};
    /* 12,000 in, 1,500 out at 3 and 15: 0.0585 */
    g_assert_cmpint(vl_price_of(price, 12000, 1500), ==, 58500);
    g_assert_cmpint(vl_price_of((VlPrice){250000, 0}, 1, 0), ==, 1);
    g_assert_cmpint(vl_price_of(price, -1, -1), ==, 0);
    g_autofree char *text = vl_amount_text(58500);
    g_assert_cmpstr(text, ==, "0.0585");
    g_autofree char *whole = vl_amount_text(5000000);
    g_assert_cmpstr(whole, ==, "5.0");
}

static void
test_bad_lines(void)
{
    static const char *const bad[] = {
        "\nhost model 1\n", "\nhost model 1 2 3", "\nhost model -1 2",
        "\nhost model 1 1e3", "\nhost model 1 .", "\ncurrency euro",
        "\nhost model 1 99999999999", "\nhost model 1.2.3 1",
        "\nhost model nan 1"};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(
            vl_prices_parse("p", bad[i], strlen(bad[i]), &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_CONFIG);
        g_assert_true(g_str_has_prefix(error->message, "p:2: "));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/prices/first-line", test_first_line);
    g_test_add_func("/prices/cost", test_cost);
    g_test_add_func("/prices/bad-lines", test_bad_lines);
    return g_test_run();
}
