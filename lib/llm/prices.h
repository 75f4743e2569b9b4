#pragma once

#include <glib.h>

/* What models cost: a text file that the user may edit, since prices change.
 *   # comment
 *   currency USD
 *   HOST MODEL INPUT OUTPUT
 * with prices for a million tokens; * in HOST and MODEL stands for anything,
 * and the first line that fits counts. */
typedef struct VlPrices VlPrices;

/* file is for the messages: VL_ERROR_CONFIG with the line. */
VlPrices *vl_prices_parse(const char *file, const char *bytes, gsize n_bytes,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_prices_free(VlPrices *prices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPrices, vl_prices_free)

/* Millionths of the currency for a million tokens: what a token costs, in
 * millionths of a millionth. */
typedef struct {
    gint64 input, output;
} VlPrice;

/* FALSE: not known. */
gboolean vl_prices_find(const VlPrices *prices, const char *host,
                        const char *model, VlPrice *price);

/* "USD". */
const char *vl_prices_currency(const VlPrices *prices);

/* "12.50" as millionths; FALSE when it is no amount. */
gboolean vl_amount_parse(const char *text, gint64 *amount);

/* "12.5", "0.0042"; the caller frees. */
char *vl_amount_text(gint64 amount);

/* The cost of a call, rounded up, in millionths. */
gint64 vl_price_of(VlPrice price, gint64 input_tokens, gint64 output_tokens);
