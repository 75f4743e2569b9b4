/* Asks a model N questions, P at once, as a run would, with journal and ledger
 * in FOLDER, and prints a line for each: its number, what became of it, how
 * often it was tried, and the answer or why there is none.  For the tests
 * against servers of others, and for what a call costs.
 *   usage: ask-model [--paid] [--ask-again] [--word WORD]
 *                    PROVIDER URL MODEL N P FOLDER
 * WORD stands in each question; --paid: the model has a price. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "llm/model.h"
#include "net/url.h"
#include "store/answers.h"
#include "store/ledger.h"

typedef struct {
    VlModel *model;
    const char *word;
    GMutex mutex;
    guint next, n;
    GPtrArray *lines; /* char *, by number */
} Work;

static const char schema[] =
    "{\"type\":\"object\",\"properties\":{\"claims\":{\"type\":\"array\","
    "\"items\":{\"type\":\"object\",\"properties\":{\"sids\":{\"type\":"
    "\"array\",\"items\":{\"type\":\"integer\"}},\"text\":{\"type\":"
    "\"string\"}},\"required\":[\"sids\",\"text\"],"
    "\"additionalProperties\":false}}},\"required\":[\"claims\"],"
    "\"additionalProperties\":false}";

static char *
ask_one(Work *work, guint number)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *user =
        g_strdup_printf("%s [1] Of paper %u, forty of fifty came back.",
                        work->word, number);
    const VlModelCall call = {.purpose = "summary",
                              .system = "You read papers.",
                              .user = user,
                              .schema_name = "claims",
                              .schema = schema,
                              .max_output = 300};
    g_autoptr(VlModelReply) reply = vl_model_ask(work->model, &call, &error);
    if (reply == NULL)
        return g_strdup_printf("error\t0\t%s", error->message);
    const char *said = reply->text != NULL ? reply->text : reply->detail;
    g_autofree char *line = g_strescape(said, NULL);
    return g_strdup_printf("%s\t%u\t%s", vl_model_outcome_name(reply->outcome),
                           reply->tries, line);
}

static gpointer
ask_all(gpointer data)
{
    Work *work = data;
    for (;;) {
        g_mutex_lock(&work->mutex);
        guint number = work->next++;
        g_mutex_unlock(&work->mutex);
        if (number >= work->n)
            return NULL;
        work->lines->pdata[number] = ask_one(work, number);
    }
}

static void
run(Work *work, guint parallel)
{
    GPtrArray *threads = g_ptr_array_new();
    g_mutex_init(&work->mutex);
    work->lines = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_set_size(work->lines, (gint)work->n);
    for (guint i = 0; i < parallel; i++)
        g_ptr_array_add(threads, g_thread_new("ask", ask_all, work));
    for (guint i = 0; i < parallel; i++)
        g_thread_join(threads->pdata[i]);
    for (guint i = 0; i < work->n; i++)
        printf("%u\t%s\n", i, (const char *)work->lines->pdata[i]);
    g_ptr_array_unref(threads);
    g_ptr_array_unref(work->lines);
    g_mutex_clear(&work->mutex);
}

typedef struct {
    gboolean paid, ask_again;
    char *word;
} Settings;

static const char price[] = "* * 1 4\n";

static gboolean
ask(char **words, const Settings *settings, GError **error)
{
    guint parallel = (guint)g_ascii_strtoull(words[5], NULL, 10);
    g_autoptr(VlStore) store = vl_store_open(words[6], error);
    g_autoptr(VlStoreLedger) ledger =
        store != NULL ? vl_store_ledger_new(store, error) : NULL;
    g_autoptr(VlEgress) egress = vl_egress_new();
    if (ledger == NULL || !vl_url_configure(egress, words[2], error))
        return FALSE;
    const VlHttpOptions net = {.egress = egress,
                               .ledger = vl_store_ledger_sink(ledger),
                               .user_agent = "veille-test"};
    g_autoptr(VlHttp) http = vl_http_new(&net, error);
    const VlModelJournal journal = vl_store_answers_journal(store);
    g_autoptr(VlPrices) prices =
        vl_prices_parse("price", price, strlen(price), error);
    const VlModelOptions options = {.provider = words[1], .url = words[2],
                                    .model = words[3], .http = http,
                                    .journal = &journal,
                                    .prices = settings->paid ? prices : NULL,
                                    .ask_again = settings->ask_again,
                                    .parallel = parallel, .backoff_ms = 20};
    g_autoptr(VlModel) model =
        http != NULL ? vl_model_new(&options, error) : NULL;
    if (model == NULL)
        return FALSE;
    Work work = {.model = model,
                 .word = settings->word != NULL ? settings->word : "Read.",
                 .n = (guint)g_ascii_strtoull(words[4], NULL, 10)};
    run(&work, parallel);
    return TRUE;
}

static gboolean
has_all(int argc, GError **error)
{
    if (argc != 7)
        g_set_error_literal(error, VL_ERROR, VL_ERROR_USAGE,
                            "PROVIDER URL MODEL N P FOLDER are wanted");
    return argc == 7;
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    Settings settings = {FALSE, FALSE, NULL};
    const GOptionEntry entries[] = {
        {"paid", 0, 0, G_OPTION_ARG_NONE, &settings.paid, NULL, NULL},
        {"ask-again", 0, 0, G_OPTION_ARG_NONE, &settings.ask_again, NULL,
         NULL},
        {"word", 0, 0, G_OPTION_ARG_STRING, &settings.word, NULL, "WORD"},
        {NULL},
    };
    g_autoptr(GOptionContext) context =
        g_option_context_new("PROVIDER URL MODEL N P FOLDER");
    g_option_context_add_main_entries(context, entries, NULL);
    gboolean done =
        g_option_context_parse(context, &argc, &argv, &error) &&
        has_all(argc, &error) && ask(argv, &settings, &error);
    g_free(settings.word);
    if (done)
        return 0;
    fprintf(stderr, "ask-model: %s\n", error->message);
    return 1;
}
