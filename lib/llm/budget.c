#include "config.h"

#include "llm/budget.h"

struct VlBudget {
    VlBudgetLimits limits;
    GMutex mutex; /* of all below */
    gint64 spent, set_aside, requests;
};

VlBudget *
vl_budget_new(const VlBudgetLimits *limits)
{
    VlBudget *budget = g_new0(VlBudget, 1);
    budget->limits = *limits;
    g_mutex_init(&budget->mutex);
    return budget;
}

void
vl_budget_free(VlBudget *budget)
{
    if (budget == NULL)
        return;
    g_mutex_clear(&budget->mutex);
    g_free(budget);
}

static char *
too_dear(const VlBudget *budget, gint64 amount)
{
    g_autofree char *limit = vl_amount_text(budget->limits.money);
    g_autofree char *spent = vl_amount_text(budget->spent + budget->set_aside);
    g_autofree char *more = vl_amount_text(amount);
    return g_strdup_printf("the budget of %s does not reach: %s are spent or "
                           "set aside, and this call may cost %s",
                           limit, spent, more);
}

gboolean
vl_budget_take(VlBudget *budget, gint64 input_tokens, gint64 max_output,
               gint64 *amount, char **why)
{
    const VlBudgetLimits *limits = &budget->limits;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&budget->mutex);
    *amount = limits->is_known
                  ? vl_price_of(limits->price, input_tokens, max_output)
                  : 0;
    if (limits->requests >= 0 && budget->requests >= limits->requests) {
        *why = g_strdup_printf("the %" G_GINT64_FORMAT
                               " requests of the budget are used up",
                               limits->requests);
        return FALSE;
    }
    if (limits->money >= 0 &&
        *amount > limits->money - budget->spent - budget->set_aside) {
        *why = too_dear(budget, *amount);
        return FALSE;
    }
    budget->set_aside += *amount;
    budget->requests++;
    return TRUE;
}

gint64
vl_budget_settle(VlBudget *budget, gint64 amount, gint64 input_tokens,
                 gint64 output_tokens)
{
    gboolean told = input_tokens >= 0 && output_tokens >= 0;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&budget->mutex);
    gint64 cost = budget->limits.is_known && told
                      ? vl_price_of(budget->limits.price, input_tokens,
                                    output_tokens)
                      : amount;
    budget->set_aside -= amount;
    budget->spent += cost;
    return cost;
}

void
vl_budget_return(VlBudget *budget, gint64 amount)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&budget->mutex);
    budget->set_aside -= amount;
}

void
vl_budget_spent(VlBudget *budget, gint64 *money, gint64 *requests)
{
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&budget->mutex);
    *money = budget->limits.is_known ? budget->spent : -1;
    *requests = budget->requests;
}
