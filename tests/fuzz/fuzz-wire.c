#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "llm/pace.h"
#include "llm/prices.h"
#include "llm/probe.h"

/* Every reader of what the servers of models say.  The first byte tells
 * provider and status. */

static const VlModelCall call = {.purpose = "summary",
                                 .system = "You read.",
                                 .user = "[1] Forty came back.",
                                 .schema_name = "claims",
                                 .schema = "{}"};

static gboolean
is_one_line(const char *text)
{
    return text != NULL && g_utf8_validate(text, -1, NULL) &&
           strpbrk(text, "\r\n\033") == NULL;
}

static void
check_wire(guint8 kind, const char *bytes, gsize n)
{
    static const char *const providers[] = {"openai", "anthropic", "ollama"};
    static const guint statuses[] = {200, 200, 400, 429, 500, 422};
    static const VlKnobs knobs;
    const VlWireAsk ask = {.call = &call,
                           .model = "m",
                           .server = vl_server_find(NULL, ""),
                           .knobs = &knobs,
                           .max_output = 1000};
    guint status = statuses[kind / 3 % G_N_ELEMENTS(statuses)];
    g_auto(VlWireResult) result = {0};
    vl_wire_read(vl_wire_find(providers[kind % 3]), &ask, status, NULL, bytes,
                 n, &result);
    gboolean answered = result.class == VL_WIRE_ANSWERED;
    g_assert_true(!answered || status == 200);
    g_assert_true(answered == (result.text != NULL));
    g_assert_true(answered || is_one_line(result.detail));
    g_assert_true(!answered || (*result.text != '\0' &&
                                g_utf8_validate(result.text, -1, NULL)));
    g_assert_true((result.class == VL_WIRE_PARAMETER) ==
                  (result.parameter != NULL));
}

static void
check_others(const char *bytes, gsize n)
{
    guint context = vl_probe_read("m", bytes, n);
    g_assert_cmpuint(context, <=, 100000000);
    g_autoptr(VlPrices) prices = vl_prices_parse("p", bytes, n, NULL);
    VlPrice price = {0, 0};
    if (prices != NULL && vl_prices_find(prices, "h", "m", &price))
        g_assert_true(price.input >= 0 && price.output >= 0);
    g_autofree char *text = g_strndup(bytes, n);
    guint64 ms = 0;
    if (vl_pace_duration(text, &ms))
        g_assert_cmpuint(ms, <=, G_GUINT64_CONSTANT(1000000000000));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    /* Bytes of their own, so that a read beyond them is seen. */
    g_autofree char *bytes = g_memdup2(data + 1, size - 1);
    const char *text = bytes != NULL ? bytes : "";
    check_wire(data[0], text, size - 1);
    check_others(text, size - 1);
    return 0;
}
