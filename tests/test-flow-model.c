#include "config.h"

#include "flow/model.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "store-fixture.h"

/* The model of a watch file's text. */
typedef struct {
    VlWatch *watch;
    VlNetwork *network;
    VlModelSetup *setup;
} Opened;

static void
opened_clear(Opened *opened)
{
    vl_model_setup_close(opened->setup);
    vl_network_close(opened->network);
    vl_watch_free(opened->watch);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Opened, opened_clear)

static void
open_with(StoreFixture *fixture, const char *text, Opened *opened,
          GError **error)
{
    opened->watch = vl_watch_new();
    g_assert_true(
        vl_watch_read(opened->watch, "w", text, strlen(text), error));
    const VlNetworkPlan network = {.watch = opened->watch,
                                   .store = fixture->store};
    opened->network = vl_network_open(&network, error);
    g_assert_nonnull(opened->network);
    const VlModelPlan plan = {.watch = opened->watch,
                              .provider = opened->watch->provider,
                              .settings = &opened->watch->llm,
                              .network = opened->network,
                              .store = fixture->store};
    opened->setup = vl_model_setup_open(&plan, error);
}

static void
test_refused(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *text, *says;
        VlErrorCode code;
    } wrong[] = {
        {"[llm]\nprovider=anthropic\nmodel=claude-haiku-4-5\n"
         "url=https://api.anthropic.com\n[privacy]\nlocal_only=yes\n",
         "local_only", VL_ERROR_REFUSED},
        {"[llm]\nprovider=openai\nmodel=gpt-5-mini\n"
         "url=https://api.openai.com\n[privacy]\nallow=*.example.org\n",
         "allow", VL_ERROR_REFUSED},
        {"[llm]\nprovider=openai\nmodel=m\nurl=https://api.eu.mistral.ai\n",
         "price", VL_ERROR_CONFIG},
        {"[llm]\nprovider=openai\nmodel=m\n", "'url'", VL_ERROR_CONFIG},
        {"[llm]\nprovider=openai\nurl=https://api.openai.com\n", "'model'",
         VL_ERROR_CONFIG},
        {"[llm]\nprovider=openai\nmodel=gpt-5-mini\n"
         "url=https://api.openai.com\nkey_file=/nowhere/key\n",
         "/nowhere/key", VL_ERROR_NOT_FOUND},
        {"[llm]\nprovider=openai\nmodel=gpt-5-mini\n"
         "url=https://api.openai.com\nprices=/nowhere/prices\n",
         "/nowhere/prices", VL_ERROR_NOT_FOUND},
    };
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Opened) opened = {0};
        open_with(fixture, wrong[i].text, &opened, &error);
        g_assert_null(opened.setup);
        g_assert_error(error, VL_ERROR, (gint)wrong[i].code);
        g_assert_nonnull(strstr(error->message, wrong[i].says));
    }
}

static void
test_opened(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *text, *region;
        gboolean may_take_pdf, takes_ranges;
    } good[] = {
        {"[llm]\nprovider=openai\nmodel=gpt-5-mini\n"
         "url=https://api.openai.com\n",
         "global", FALSE, FALSE},
        {"[fulltext]\npdf_dir_may_leave=yes\n[llm]\nprovider=anthropic\n"
         "model=claude-haiku-4-5\nurl=https://api.anthropic.com\n",
         "global", TRUE, FALSE},
        {"[llm]\nprovider=ollama\nmodel=l\nurl=http://127.0.0.1:11434\n"
         "[privacy]\nlocal_only=yes\n",
         "this machine", TRUE, TRUE},
        {"[llm]\nprovider=openai\nmodel=l\nurl=http://127.0.0.1:8080\n"
         "server=llama-server\n",
         "this machine", TRUE, TRUE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Opened) opened = {0};
        open_with(fixture, good[i].text, &opened, &error);
        g_assert_no_error(error);
        VlModel *model = opened.setup->model;
        g_assert_cmpstr(vl_model_region(model), ==, good[i].region);
        g_assert_true(vl_model_may_take_pdf(model) == good[i].may_take_pdf);
        g_assert_true(vl_model_takes_ranges(model) == good[i].takes_ranges);
    }
}

/* The key of the environment does not go to a second model elsewhere. */
static void
test_key(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *judge;
        gboolean has_key;
    } cases[] = {{"http://127.0.0.1:8", FALSE}, {"http://127.0.0.1:9", TRUE}};
    g_autoptr(VlSecret) key = vl_secret_new("abc");
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Opened) opened = {0};
        g_autofree char *text = g_strdup_printf(
            "[llm]\nprovider=openai\nmodel=m\nurl=http://127.0.0.1:9\n"
            "[judge]\nprovider=openai\nmodel=n\nurl=%s\n",
            cases[i].judge);
        open_with(fixture, text, &opened, &error);
        g_assert_no_error(error);
        const VlModelPlan plan = {.watch = opened.watch,
                                  .provider = opened.watch->judge.provider,
                                  .settings = &opened.watch->judge,
                                  .network = opened.network,
                                  .key = key};
        g_autoptr(VlModelSetup) judge = vl_model_setup_open(&plan, &error);
        g_assert_no_error(error);
        g_assert_true((judge->key != NULL) == cases[i].has_key);
    }
}

/* The examples that come with veille: each leads to a model. */
static void
test_examples(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const names[] = {"ollama",     "llama-server",
                                        "vllm",       "mistral-eu",
                                        "openai",     "anthropic"};
    const char *top = g_getenv("G_TEST_SRCDIR");
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;
        g_auto(Opened) opened = {0};
        g_autofree char *file = g_strconcat(names[i], ".watch", NULL);
        g_autofree char *path = g_build_filename(
            top != NULL ? top : ".", "schemas", "examples", file, NULL);
        g_autofree char *text = NULL;
        g_assert_true(g_file_get_contents(path, &text, NULL, &error));
        /* The key is the user's own. */
        char *key = strstr(text, "\nkey_file");
        if (key != NULL)
            key[1] = '#';
        open_with(fixture, text, &opened, &error);
        /* Its price is the user's to find out. */
        if (g_str_equal(names[i], "mistral-eu"))
            g_assert_error(error, VL_ERROR, VL_ERROR_CONFIG);
        else
            g_assert_no_error(error);
        g_assert_cmpstr(opened.watch->provider, !=, "builtin");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORE_ADD("/flow-model/refused", test_refused);
    STORE_ADD("/flow-model/opened", test_opened);
    STORE_ADD("/flow-model/key", test_key);
    STORE_ADD("/flow-model/examples", test_examples);
    return g_test_run();
}
