#include "config.h"

#include "llm/budget.h"

#include <string.h>

static gboolean
take(VlBudget *budget, gint64 input, gint64 output, gint64 *amount)
{
    g_autofree char *why = NULL;
    gboolean taken = vl_budget_take(budget, input, output, amount, &why);
    g_assert_true(taken == (why == NULL));
    return taken;
}

/* What calls under way may cost counts, not only what was spent. */
static void
test_money(void)
{
    const VlBudgetLimits limits = {1000, -1, TRUE, {1000000, 2000000}};
    g_autoptr(VlBudget) budget = vl_budget_new(&limits);
    gint64 first = 0, second = 0, money = 0, requests = 0;
    g_assert_true(take(budget, 200, 300, &first)); /* at most 800 */
    g_assert_cmpint(first, ==, 800);
    g_assert_false(take(budget, 201, 0, &second));
    g_assert_cmpint(vl_budget_settle(budget, first, 200, 50), ==, 300);
    g_assert_true(take(budget, 500, 100, &second));
    g_assert_false(take(budget, 1, 0, &first));
    vl_budget_return(budget, second);
    g_assert_true(take(budget, 500, 100, &second));
    /* No usage: all of it counts. */
    g_assert_cmpint(vl_budget_settle(budget, second, -1, -1), ==, 700);
    vl_budget_spent(budget, &money, &requests);
    g_assert_cmpint(money, ==, 1000);
    g_assert_cmpint(requests, ==, 3);
}

static void
test_requests(void)
{
    const VlBudgetLimits limits = {-1, 2, FALSE, {0, 0}};
    g_autoptr(VlBudget) budget = vl_budget_new(&limits);
    gint64 amount = 0, money = 0, requests = 0;
    g_assert_true(take(budget, 1000000, 1000000, &amount));
    vl_budget_return(budget, amount); /* it left all the same */
    g_assert_true(take(budget, 1, 1, &amount));
    g_assert_false(take(budget, 1, 1, &amount));
    vl_budget_spent(budget, &money, &requests);
    g_assert_cmpint(money, ==, -1);
    g_assert_cmpint(requests, ==, 2);
}

static gpointer
spend(gpointer data)
{
    for (guint i = 0; i < 200; i++) {
        gint64 amount = 0;
        if (take(data, 10, 0, &amount))
            vl_budget_settle(data, amount, 10, 0);
    }
    return NULL;
}

static void
test_threads(void)
{
    const VlBudgetLimits limits = {5000, -1, TRUE, {1000000, 1000000}};
    g_autoptr(VlBudget) budget = vl_budget_new(&limits);
    GThread *threads[4];
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("spend", spend, budget);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_thread_join(threads[i]);
    gint64 money = 0, requests = 0;
    vl_budget_spent(budget, &money, &requests);
    g_assert_cmpint(money, ==, 5000);
    g_assert_cmpint(requests, ==, 500);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/budget/money", test_money);
    g_test_add_func("/budget/requests", test_requests);
    g_test_add_func("/budget/threads", test_threads);
    return g_test_run();
}
