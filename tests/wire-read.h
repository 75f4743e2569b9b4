#pragma once

#include <glib.h>
#include <string.h>

#include "base/json.h"
#include "llm/wire.h"

/* A call, and what an answer to it is read as. */

static const VlModelCall wire_call = {
    .purpose = "summary",
    .system = "You read.",
    .user = "[1] Forty came back.\n\"quoted\" \xC3\xA9",
    .schema_name = "claims",
    .schema = "{\"type\":\"object\"}"};
static const VlKnobs no_knobs;

static inline VlWireAsk
wire_ask(const char *server)
{
    return (VlWireAsk){.call = &wire_call,
                       .model = "m-1",
                       .server = vl_server_find(server, ""),
                       .knobs = &no_knobs,
                       .max_output = 100};
}

static inline void
wire_read(const char *provider, guint status, const char *body,
          VlWireResult *result)
{
    const VlWireAsk ask = wire_ask("openai");
    vl_wire_result_clear(result);
    *result = (VlWireResult){0};
    vl_wire_read(vl_wire_find(provider), &ask, status, NULL, body,
                 strlen(body), result);
    g_assert_true((result->class == VL_WIRE_ANSWERED) ==
                  (result->text != NULL));
    g_assert_true((result->class == VL_WIRE_ANSWERED) ==
                  (result->detail == NULL));
}

/* One answer and what it has to come to. */
typedef struct {
    const char *body;
    VlWireClass class;
    const char *says; /* stands in the text or in the detail */
} WireCase;

static inline void
wire_check(const char *provider, const WireCase *cases, guint n)
{
    for (guint i = 0; i < n; i++) {
        g_auto(VlWireResult) result = {0};
        wire_read(provider, 200, cases[i].body, &result);
        const char *said = result.text != NULL ? result.text : result.detail;
        if (result.class != cases[i].class ||
            strstr(said, cases[i].says) == NULL)
            g_test_message("%s -> %d, %s", cases[i].body, result.class, said);
        g_assert_cmpint(result.class, ==, cases[i].class);
        g_assert_nonnull(strstr(said, cases[i].says));
    }
}

/* What goes out, as a tree; the caller frees. */
static inline cJSON *
wire_body(const char *provider, const VlWireAsk *ask)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = vl_wire_find(provider)->body(ask);
    cJSON *body = vl_json_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    return body;
}

/* Each beginning of an answer but the whole one comes to no answer. */
static inline void
wire_check_cut(const char *provider, const char *body)
{
    const VlWireAsk ask = wire_ask("openai");
    for (gsize n = 0; n < strlen(body); n++) {
        g_auto(VlWireResult) result = {0};
        g_autofree char *cut = g_memdup2(body, n + 1);
        cut[n] = '\0';
        vl_wire_read(vl_wire_find(provider), &ask, 200, NULL, cut, n, &result);
        g_assert_cmpint(result.class, ==, VL_WIRE_FAILED);
    }
}
