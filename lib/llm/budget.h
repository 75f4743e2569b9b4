#pragma once

#include <glib.h>

#include "llm/prices.h"

/* What a run may spend on a model.  Before a call, what it may cost at most
 * is set aside; afterwards what it did cost takes its place.  May be used
 * from many threads. */
typedef struct VlBudget VlBudget;

typedef struct {
    gint64 money;     /* millionths; -1: no limit */
    gint64 requests;  /* -1: no limit */
    gboolean is_known; /* the price; else nothing is counted but requests */
    VlPrice price;
} VlBudgetLimits;

VlBudget *vl_budget_new(const VlBudgetLimits *limits);
void vl_budget_free(VlBudget *budget);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlBudget, vl_budget_free)

/* Sets aside one request of so many tokens: *amount is what it may cost.
 * FALSE: the budget does not reach; *why says so, the caller frees. */
gboolean vl_budget_take(VlBudget *budget, gint64 input_tokens,
                        gint64 max_output, gint64 *amount, char **why);

/* After a call: what it came to (-1: not known, so all that was set aside
 * counts as spent).  Returns what is booked. */
gint64 vl_budget_settle(VlBudget *budget, gint64 amount, gint64 input_tokens,
                        gint64 output_tokens);

/* Nothing was done: the money comes back, the request stays counted. */
void vl_budget_return(VlBudget *budget, gint64 amount);

/* What is spent; money -1 when the price is not known. */
void vl_budget_spent(VlBudget *budget, gint64 *money, gint64 *requests);
