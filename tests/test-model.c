#include "config.h"

#include "llm/model.h"

#include "base/json.h"
#include "net-double.h"
#include "net/url.h"
#include "store-fixture.h"
#include "store/answers.h"

/* A model of tests/double/model.py, with a library behind it.  What happens
 * to a call is told by the model's name. */
typedef struct {
    StoreFixture library;
    Net net;
    VlModelJournal journal;
    char *base;
} Setting;

static void
set_up(Setting *setting, gconstpointer data)
{
    store_set_up(&setting->library, data);
    net_open_by(&setting->net, FALSE);
    setting->journal = vl_store_answers_journal(setting->library.store);
    setting->base = url_of("http", "");
}

static void
tear_down(Setting *setting, gconstpointer data)
{
    g_free(setting->base);
    net_close(&setting->net);
    store_tear_down(&setting->library, data);
}

static VlModelOptions
options_of(Setting *setting, const char *provider, const char *name)
{
    return (VlModelOptions){.provider = provider,
                            .url = setting->base,
                            .model = name,
                            .http = setting->net.http,
                            .journal = &setting->journal,
                            .backoff_ms = 1};
}

static const VlModelCall call = {
    .purpose = "summary",
    .system = "You read papers.",
    .user = "[1] Forty of fifty came back with less pain.",
    .schema_name = "claims",
    .schema = "{\"type\":\"object\"}",
    .max_output = 600,
};

static VlModel *
open_model(const VlModelOptions *options)
{
    g_autoptr(GError) error = NULL;
    VlModel *model = vl_model_new(options, &error);
    g_assert_no_error(error);
    return model;
}

static VlModelReply *
ask_model(VlModel *model, const VlModelCall *what)
{
    g_autoptr(GError) error = NULL;
    VlModelReply *reply = vl_model_ask(model, what, &error);
    g_assert_no_error(error);
    g_assert_true((reply->outcome == VL_MODEL_ANSWERED) ==
                  (reply->text != NULL));
    g_assert_true((reply->outcome == VL_MODEL_ANSWERED) ==
                  (reply->detail == NULL));
    return reply;
}

/* One call to a model of that name, in a fresh VlModel. */
static VlModelReply *
ask_named(Setting *setting, const char *provider, const char *name)
{
    const VlModelOptions options = options_of(setting, provider, name);
    g_autoptr(VlModel) model = open_model(&options);
    return ask_model(model, &call);
}

/* How often the double was asked by that model's name. */
static guint
asked(Setting *setting, const char *name)
{
    g_autoptr(VlHttpAnswer) answer = NULL;
    g_autoptr(GError) error = ask(&setting->net, "/journal", &answer);
    g_assert_no_error(error);
    g_autofree char *text = body_text(answer);
    g_autoptr(cJSON) calls = vl_json_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    guint n = 0;
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, calls)
    {
        n += g_str_equal(vl_json_get_string(item, "model", ""), name);
    }
    return n;
}

/* ---- Outcomes ---- */

typedef struct {
    const char *provider, *name;
    VlModelOutcome outcome;
    guint tries;
    const char *says; /* within the detail; NULL for an answer */
} Case;

static const Case cases[] = {
    {"openai", "a:ok", VL_MODEL_ANSWERED, 1, NULL},
    {"anthropic", "a:ok", VL_MODEL_ANSWERED, 1, NULL},
    {"ollama", "a:ok", VL_MODEL_ANSWERED, 1, NULL},
    {"openai", "a:limit,limit-ms,limit-date,ok", VL_MODEL_ANSWERED, 4, NULL},
    {"anthropic", "a:overload,overload-200,ok", VL_MODEL_ANSWERED, 3, NULL},
    {"openai", "a:loading,html-502,ok", VL_MODEL_ANSWERED, 3, NULL},
    {"openai", "a:limit", VL_MODEL_UNAVAILABLE, 5, "Slow down"},
    {"openai", "a:final", VL_MODEL_UNAVAILABLE, 1, "Not again"},
    {"openai", "a:limit-weeks", VL_MODEL_UNAVAILABLE, 1, "longer wait"},
    {"openai", "a:quota", VL_MODEL_QUOTA, 1, "quota"},
    {"anthropic", "a:quota", VL_MODEL_QUOTA, 1, "credit"},
    {"openai", "a:error-string", VL_MODEL_FAILED, 1, "something went wrong"},
    {"openai", "a:refuse", VL_MODEL_REFUSED, 1, "I will not."},
    {"anthropic", "a:refuse", VL_MODEL_REFUSED, 1, "bio"},
    {"openai", "a:filter", VL_MODEL_REFUSED, 1, "filtered"},
    {"openai", "a:short-cap", VL_MODEL_ANSWERED, 2, NULL},
    {"anthropic", "a:short-cap", VL_MODEL_ANSWERED, 2, NULL},
    {"ollama", "a:short-cap", VL_MODEL_ANSWERED, 2, NULL},
    {"openai", "a:length", VL_MODEL_TRUNCATED, 2, "length"},
    {"openai", "a:cap", VL_MODEL_TRUNCATED, 2, "1200"},
    {"openai", "a:overflow", VL_MODEL_OVERFLOW, 1, "context size"},
    {"ollama", "a:shorten", VL_MODEL_FAILED, 1, "shortened"},
    {"openai", "a:thoughts", VL_MODEL_FAILED, 1, "thoughts"},
    {"openai", "a:chunks", VL_MODEL_ANSWERED, 1, NULL},
    {"openai", "a:empty", VL_MODEL_FAILED, 1, "empty"},
    {"openai", "a:lone", VL_MODEL_FAILED, 1, "no JSON object"},
    {"openai", "a:nul", VL_MODEL_FAILED, 1, "no JSON object"},
    {"openai", "a:deep", VL_MODEL_FAILED, 1, "no JSON object"},
    {"openai", "a:too-big", VL_MODEL_FAILED, 1, "16777216"},
    {"openai", "a:bomb", VL_MODEL_UNKNOWN, 3, "packed"},
    {"openai", "a:usage-lies", VL_MODEL_ANSWERED, 1, NULL},
    {"openai", "a:hints,ok", VL_MODEL_ANSWERED, 1, NULL},
    /* On this machine nothing is paid, so what was lost is asked again. */
    {"openai", "a:reset,close,ok", VL_MODEL_ANSWERED, 3, NULL},
    {"openai", "a:truncated", VL_MODEL_UNKNOWN, 3, ""},
    {"openai", "a:gzip-cut,ok", VL_MODEL_ANSWERED, 2, NULL},
    {"openai", "strict", VL_MODEL_ANSWERED, 2, NULL},
    {"openai", "a:no-format", VL_MODEL_ANSWERED, 2, NULL},
    {"openai", "a:gateway,ok", VL_MODEL_ANSWERED, 2, NULL},
    {"openai", "a:fenced", VL_MODEL_ANSWERED, 1, NULL},
};

static void
test_outcomes(Setting *setting, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Case *c = &cases[i];
        g_autofree char *name = g_strdup_printf(
            "%s%u%s", c->name[0] == 'a' ? "a" : "", i, c->name + 1);
        const char *model = c->name[0] == 'a' ? name : c->name;
        g_autoptr(VlModelReply) reply =
            ask_named(setting, c->provider, model);
        const char *detail = reply->detail != NULL ? reply->detail : "";
        if (reply->outcome != c->outcome || reply->tries != c->tries ||
            (c->says != NULL && strstr(detail, c->says) == NULL))
            g_test_message("%s %s: %s after %u: %s", c->provider, c->name,
                           vl_model_outcome_name(reply->outcome),
                           reply->tries, detail);
        g_assert_cmpuint(reply->outcome, ==, c->outcome);
        g_assert_cmpuint(reply->tries, ==, c->tries);
        g_assert_true(c->says == NULL || strstr(detail, c->says) != NULL);
    }
}

/* A body that ends at any byte is no answer. */
static void
test_cut_anywhere(Setting *setting, gconstpointer data)
{
    (void)data;
    static const char *const providers[] = {"openai", "anthropic", "ollama"};
    for (guint n = 0; n < 200; n += 9) {
        g_autofree char *name = g_strdup_printf("c%u:cut=%u", n, n);
        g_autoptr(VlModelReply) reply =
            ask_named(setting, providers[n % 3], name);
        g_assert_cmpuint(reply->outcome, ==, VL_MODEL_FAILED);
    }
}

/* ---- What ends all calls ---- */

static void
test_fatal(Setting *setting, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *name, *says;
        VlErrorCode code;
    } faults[] = {
        {"f1:bad-key", "key_file", VL_ERROR_CONFIG},
        {"f2:no-model", "'model'", VL_ERROR_CONFIG},
        {"f3:bad-schema", "schema", VL_ERROR_CONFIG},
        {"f4:redirect", "redirect", VL_ERROR_NETWORK},
    };
    for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
        const VlModelOptions options =
            options_of(setting, "openai", faults[i].name);
        g_autoptr(VlModel) model = open_model(&options);
        for (guint n = 0; n < 2; n++) {
            g_autoptr(GError) error = NULL;
            g_assert_null(vl_model_ask(model, &call, &error));
            g_assert_error(error, VL_ERROR, (gint)faults[i].code);
            g_assert_nonnull(strstr(error->message, faults[i].says));
        }
        g_assert_cmpuint(asked(setting, faults[i].name), ==, 1);
    }
}

static void
test_quota_once(Setting *setting, gconstpointer data)
{
    (void)data;
    const VlModelOptions options = options_of(setting, "openai", "q:quota");
    g_autoptr(VlModel) model = open_model(&options);
    for (guint n = 0; n < 3; n++) {
        VlModelCall other = call;
        other.max_output = 600 + n;
        g_autoptr(VlModelReply) reply = ask_model(model, &other);
        g_assert_cmpuint(reply->outcome, ==, VL_MODEL_QUOTA);
    }
    g_assert_cmpuint(asked(setting, "q:quota"), ==, 1);
}

/* A server that is down is not waited for again and again. */
static void
test_down(Setting *setting, gconstpointer data)
{
    (void)data;
    const VlModelOptions options = options_of(setting, "openai", "d:limit");
    g_autoptr(VlModel) model = open_model(&options);
    for (guint n = 0; n < 6; n++) {
        VlModelCall other = call;
        other.max_output = 600 + n;
        g_autoptr(VlModelReply) reply = ask_model(model, &other);
        g_assert_cmpuint(reply->outcome, ==, VL_MODEL_UNAVAILABLE);
        g_assert_cmpuint(reply->tries, ==, n < 3 ? 5 : 1);
    }
}

static void
test_key(Setting *setting, gconstpointer data)
{
    (void)data;
    g_autoptr(VlSecret) key = vl_secret_new("CANARY-key-0123456789");
    VlModelOptions options = options_of(setting, "openai", "k:bad-key");
    options.key = key;
    g_autoptr(VlModel) model = open_model(&options);
    g_autoptr(GError) error = NULL;
    g_assert_null(vl_model_ask(model, &call, &error));
    /* The server says the key back. */
    g_assert_nonnull(strstr(error->message, "no such key"));
    g_assert_null(strstr(error->message, "CANARY"));
}

/* ---- Nothing is paid twice ---- */

static void
test_store(Setting *setting, gconstpointer data)
{
    (void)data;
    for (guint n = 0; n < 3; n++) {
        g_autoptr(VlModelReply) reply = ask_named(setting, "openai", "s");
        g_assert_cmpuint(reply->outcome, ==, VL_MODEL_ANSWERED);
        g_assert_cmpstr(reply->text, ==, "{\"claims\":[]}");
        g_assert_true(reply->from_store == (n > 0));
        g_assert_cmpuint(reply->tries, ==, n == 0 ? 1 : 0);
    }
    g_assert_cmpuint(asked(setting, "s"), ==, 1);
    VlModelOptions options = options_of(setting, "openai", "s");
    options.knobs.seed = "7";
    g_autoptr(VlModel) model = open_model(&options);
    g_autoptr(VlModelReply) reply = ask_model(model, &call);
    g_assert_false(reply->from_store);
}

static VlPrices *
priced(void)
{
    g_autoptr(GError) error = NULL;
    const char *text = "127.0.0.1 * 1 4\n";
    VlPrices *prices = vl_prices_parse("p", text, strlen(text), &error);
    g_assert_no_error(error);
    return prices;
}

/* Paid calls: what was refused or lost is asked again only when that is
 * said. */
static void
test_paid(Setting *setting, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *name;
        VlModelOutcome outcome;
    } paid[] = {{"p1:refuse,ok", VL_MODEL_REFUSED},
                {"p2:reset,ok", VL_MODEL_UNKNOWN},
                {"p3:length,length,ok", VL_MODEL_TRUNCATED},
                {"p4:empty,ok", VL_MODEL_FAILED},
                {"p5:gateway,ok", VL_MODEL_UNKNOWN}};
    g_autoptr(VlPrices) prices = priced();
    for (guint i = 0; i < G_N_ELEMENTS(paid); i++) {
        VlModelOptions options = options_of(setting, "openai", paid[i].name);
        options.prices = prices;
        guint before = 0;
        for (guint n = 0; n < 3; n++) {
            options.ask_again = n == 2;
            g_autoptr(VlModel) model = open_model(&options);
            g_autoptr(VlModelReply) reply = ask_model(model, &call);
            g_assert_cmpuint(reply->outcome, ==,
                             n == 2 ? VL_MODEL_ANSWERED : paid[i].outcome);
            guint now = asked(setting, paid[i].name);
            g_assert_cmpuint(now - before, ==,
                             n == 1                                ? 0
                             : paid[i].outcome == VL_MODEL_TRUNCATED && n == 0
                                 ? 2
                                 : 1);
            before = now;
        }
    }
}

/* As a kill leaves it: begun, and never ended. */
static void
test_killed(Setting *setting, gconstpointer data)
{
    (void)data;
    g_autoptr(VlPrices) prices = priced();
    VlModelOptions options = options_of(setting, "openai", "killed");
    options.prices = prices;
    g_autoptr(VlModel) first = open_model(&options);
    g_autoptr(VlModelReply) answered = ask_model(first, &call);
    store_raw_sql(&setting->library,
                  "UPDATE model_call SET ended=NULL, outcome=NULL, text=NULL");
    g_autoptr(VlModel) second = open_model(&options);
    g_autoptr(VlModelReply) unknown = ask_model(second, &call);
    VlModelTotals totals;
    vl_model_totals(second, &totals);
    g_assert_cmpuint(unknown->outcome, ==, VL_MODEL_UNKNOWN);
    g_assert_nonnull(strstr(unknown->detail, "--ask-again"));
    g_assert_cmpuint(totals.unknown, ==, 1);
    g_assert_cmpint(totals.requests, ==, 0);
    g_assert_cmpuint(asked(setting, "killed"), ==, 1);
    options.ask_again = TRUE;
    g_autoptr(VlModel) third = open_model(&options);
    g_autoptr(VlModelReply) again = ask_model(third, &call);
    g_assert_cmpuint(again->outcome, ==, VL_MODEL_ANSWERED);
    vl_model_totals(third, &totals);
    g_assert_cmpuint(totals.repeated, ==, 1);
    g_assert_cmpuint(totals.unknown, ==, 0);
}

static gpointer
ask_in_thread(gpointer model)
{
    return ask_model(model, &call);
}

static void
test_same_at_once(Setting *setting, gconstpointer data)
{
    (void)data;
    const VlModelOptions options = options_of(setting, "openai", "same");
    g_autoptr(VlModel) model = open_model(&options);
    GThread *threads[6];
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("ask", ask_in_thread, model);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++) {
        g_autoptr(VlModelReply) reply = g_thread_join(threads[i]);
        g_assert_cmpuint(reply->outcome, ==, VL_MODEL_ANSWERED);
    }
    g_assert_cmpuint(asked(setting, "same"), ==, 1);
}

/* ---- What was learned ---- */

static void
test_learned(Setting *setting, gconstpointer data)
{
    (void)data;
    VlModelOptions options = options_of(setting, "openai", "strict");
    options.knobs.temperature = "0.3";
    options.knobs.seed = "1";
    for (guint n = 0; n < 2; n++) {
        VlModelCall other = call;
        other.max_output = 700 + n;
        g_autoptr(VlModel) model = open_model(&options);
        g_autoptr(VlModelReply) reply = ask_model(model, &other);
        g_assert_cmpuint(reply->outcome, ==, VL_MODEL_ANSWERED);
        /* max_tokens, temperature, seed; then never again. */
        g_assert_cmpuint(reply->tries, ==, n == 0 ? 4 : 1);
    }
}

static void
test_context(Setting *setting, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *provider, *server;
    } kinds[] = {{"openai", "llama-server"}, {"openai", "vllm"},
                 {"openai", NULL}, {"ollama", NULL}};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *name = g_strdup_printf("context%u", i);
        VlModelOptions options =
            options_of(setting, kinds[i].provider, name);
        options.server = kinds[i].server;
        g_autoptr(VlModel) model = open_model(&options);
        guint room = 0;
        g_assert_true(vl_model_room(model, 1000, 0, &room, &error));
        g_assert_cmpuint(room, >, 7000);
        g_assert_cmpuint(room, <=, 7192);
        /* Without the server: as it said before. */
        options.rehearsal = TRUE;
        g_autoptr(VlModel) later = open_model(&options);
        guint again = 0;
        g_assert_true(vl_model_room(later, 1000, 0, &again, &error));
        g_assert_cmpuint(again, ==, room);
    }
}

/* ---- Budget ---- */

static void
test_budget(Setting *setting, gconstpointer data)
{
    (void)data;
    g_autoptr(VlPrices) prices = priced();
    VlModelOptions options = options_of(setting, "openai", "budget");
    options.prices = prices;
    /* A call may cost about 100 + 4 * 600 millionths. */
    options.budget = 6000;
    g_autoptr(VlModel) model = open_model(&options);
    VlModelTotals totals;
    guint n_answered = 0;
    for (guint n = 0; n < 400; n++) {
        VlModelCall other = call;
        g_autofree char *user = g_strdup_printf("[1] Paper %u.", n);
        other.user = user;
        g_autoptr(VlModelReply) reply = ask_model(model, &other);
        n_answered += reply->outcome == VL_MODEL_ANSWERED;
        if (reply->outcome == VL_MODEL_BUDGET)
            break;
    }
    vl_model_totals(model, &totals);
    g_assert_cmpuint(n_answered, >, 2);
    g_assert_cmpuint(n_answered, <, 400);
    g_assert_cmpint(totals.cost, <=, 6000);
    g_assert_cmpint(totals.requests, ==, n_answered);
    g_assert_cmpuint(asked(setting, "budget"), ==, n_answered);
}

static void
test_rehearsal(Setting *setting, gconstpointer data)
{
    (void)data;
    g_autoptr(VlPrices) prices = priced();
    VlModelOptions options = options_of(setting, "openai", "rehearsed");
    options.prices = prices;
    options.rehearsal = TRUE;
    g_autoptr(VlModel) model = open_model(&options);
    g_autoptr(VlModelReply) reply = ask_model(model, &call);
    VlModelTotals totals;
    vl_model_totals(model, &totals);
    g_assert_cmpuint(reply->outcome, ==, VL_MODEL_BUDGET);
    g_assert_cmpint(totals.requests, ==, 1);
    g_assert_cmpint(totals.cost, ==, reply->cost);
    g_assert_cmpint(totals.cost, >, 4 * 600);
    g_assert_cmpuint(asked(setting, "rehearsed"), ==, 0);
}

static void
test_unpriced(Setting *setting, gconstpointer data)
{
    (void)data;
    VlModelOptions options = options_of(setting, "openai", "m");
    options.url = "https://llm.example.org/v1";
    g_autoptr(GError) error = NULL;
    g_assert_null(vl_model_new(&options, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_CONFIG);
    g_assert_nonnull(strstr(error->message, "--allow-unpriced"));
    options.allow_unpriced = TRUE;
    g_autoptr(VlModel) model = open_model(&options);
    g_assert_true(vl_model_is_hosted(model));
}

/* ---- What may leave ---- */

static void
test_may_leave(Setting *setting, gconstpointer data)
{
    (void)data;
    VlModelCall from_pdf = call;
    from_pdf.of_pdf_dir = TRUE;
    VlModelOptions options = options_of(setting, "openai", "m");
    options.url = "https://llm.example.org/v1";
    options.allow_unpriced = TRUE;
    g_autoptr(VlModel) far = open_model(&options);
    g_autoptr(GError) error = NULL;
    g_assert_false(vl_model_may_take_pdf(far));
    g_assert_null(vl_model_ask(far, &from_pdf, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_REFUSED);
    g_assert_cmpuint(setting->net.book.lines->len, ==, 0);
    options.url = setting->base;
    g_autoptr(VlModel) near = open_model(&options);
    g_assert_true(vl_model_may_take_pdf(near));
    g_autoptr(VlModelReply) reply = ask_model(near, &from_pdf);
    g_assert_cmpuint(reply->outcome, ==, VL_MODEL_ANSWERED);
    g_assert_true(net_has_left(&setting->net, "model POST 127.0.0.1"));
}

/* Nothing leaves, and no line says that something may have. */
static void
test_local_only(Setting *setting, gconstpointer data)
{
    (void)data;
    setting->net.egress->local_only = TRUE;
    VlModelOptions options = options_of(setting, "anthropic", "m");
    options.url = "https://api.anthropic.com";
    options.allow_unpriced = TRUE;
    g_autoptr(VlModel) model = open_model(&options);
    g_autoptr(GError) error = NULL;
    g_assert_null(vl_model_ask(model, &call, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_REFUSED);
    g_assert_cmpint(vl_error_exit_status(error), ==, VL_EXIT_REFUSED);
    VlAnswersCount count;
    g_clear_error(&error);
    g_assert_true(
        vl_store_answers_count(setting->library.store, &count, &error));
    g_assert_cmpint(count.unknown, ==, 0);
}

static void
test_options(void)
{
    const VlModelOptions wrong[] = {
        {.provider = "opnai", .url = "https://api.example.org"},
        {.provider = "replay"},
        {.provider = "openai", .model = "m"},
        {.provider = "openai", .url = "https://api.example.org"},
        {.provider = "openai", .url = "http://api.example.org", .model = "m"},
        {.provider = "openai", .url = "http://127.0.0.1:1", .model = "m",
         .server = "llama"},
        {.provider = "openai", .url = "http://127.0.0.1:11434/v1",
         .model = "m"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(vl_model_new(&wrong[i], &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_CONFIG);
    }
}

#define ADD(path, function)                                                  \
    g_test_add(path, Setting, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    if (!net_init_by(&argc, &argv, "model.py"))
        return 0;
    g_test_add_func("/model/options", test_options);
    ADD("/model/outcomes", test_outcomes);
    ADD("/model/cut-anywhere", test_cut_anywhere);
    ADD("/model/fatal", test_fatal);
    ADD("/model/quota-once", test_quota_once);
    ADD("/model/down", test_down);
    ADD("/model/key", test_key);
    ADD("/model/store", test_store);
    ADD("/model/paid", test_paid);
    ADD("/model/killed", test_killed);
    ADD("/model/same-at-once", test_same_at_once);
    ADD("/model/learned", test_learned);
    ADD("/model/context", test_context);
    ADD("/model/budget", test_budget);
    ADD("/model/rehearsal", test_rehearsal);
    ADD("/model/unpriced", test_unpriced);
    ADD("/model/may-leave", test_may_leave);
    ADD("/model/local-only", test_local_only);
    return net_main();
}
