#include "config.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "command.h"
#include "flow/watch.h"

#define SUMMARY                                                             \
    "Makes a digest from PubMed records and PDF files.  What to do comes "  \
    "from watch files\n(a path, or a NAME for "                             \
    "~/.config/veille/NAME.watch), from options, or both."

#define BAR_WIDTH 30
#define NOT_GIVEN G_MININT

/* ---- Options ---- */

typedef struct {
    char **records;
    char *pdf_dir, *output, *language, *provider, *fail_on;
    char *query, *since, *email, *budget;
    int max;
    gboolean again, dry_run, no_pictures, allow_unpriced, ask_again, quiet;
    VlReaderOptions reader;
    VlSecret *key; /* of NCBI, for watches that name no file */
    VlSecret *model_key; /* likewise */
    char *prices, *prompts;
} Options;

static void
options_clear(Options *options)
{
    g_strfreev(options->records);
    g_free(options->pdf_dir);
    g_free(options->output);
    g_free(options->language);
    g_free(options->provider);
    g_free(options->fail_on);
    g_free(options->query);
    g_free(options->since);
    g_free(options->email);
    g_free(options->budget);
    g_free(options->prices);
    g_free(options->prompts);
    vl_secret_free(options->key);
    vl_secret_free(options->model_key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static gboolean
parse(int *argc, char ***argv, Options *to, GError **error)
{
    to->max = NOT_GIVEN;
    const GOptionEntry entries[] = {
        {"query", 0, 0, G_OPTION_ARG_STRING, &to->query,
         "What to search PubMed for, as on its site; needs --email",
         "QUERY"},
        {"since", 0, 0, G_OPTION_ARG_STRING, &to->since,
         "How far the first search reaches back: 7d, 4w, 12m or a date",
         "TIME"},
        {"email", 0, 0, G_OPTION_ARG_STRING, &to->email,
         "Your address, which PubMed asks for", "ADDRESS"},
        {"records", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &to->records,
         "PubMed records: XML, .xml.gz, .nbib, a list of PMIDs, or a folder; "
         "may be repeated",
         "FILE"},
        {"pdf-dir", 0, 0, G_OPTION_ARG_FILENAME, &to->pdf_dir,
         "Where the PDF files are", "FOLDER"},
        {"output", 0, 0, G_OPTION_ARG_FILENAME, &to->output,
         "Where digests are written, each into a folder of its own", "FOLDER"},
        {"max", 0, 0, G_OPTION_ARG_INT, &to->max,
         "Papers to digest; the others are listed by title", "N"},
        {"language", 0, 0, G_OPTION_ARG_STRING, &to->language,
         "en or fr: of the digest's own words", "LANGUAGE"},
        {"provider", 0, 0, G_OPTION_ARG_STRING, &to->provider,
         "builtin: no model, sentences of the source; or openai, anthropic, "
         "ollama, replay",
         "NAME"},
        {"budget", 0, 0, G_OPTION_ARG_STRING, &to->budget,
         "What one run may pay a model, in the price file's currency",
         "AMOUNT"},
        {"allow-unpriced", 0, 0, G_OPTION_ARG_NONE, &to->allow_unpriced,
         "Ask a model whose price is not known", NULL},
        {"ask-again", 0, 0, G_OPTION_ARG_NONE, &to->ask_again,
         "Repeat what a model was asked and gave no answer to, though it may "
         "have been paid",
         NULL},
        {"again", 0, 0, G_OPTION_ARG_NONE, &to->again,
         "Show papers again that were shown before", NULL},
        {"no-pictures", 0, 0, G_OPTION_ARG_NONE, &to->no_pictures,
         "Draw no pictures of the quotes in PDF files", NULL},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &to->dry_run,
         "Say what would be done", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &to->quiet,
         "Say nothing when all went well (for crontabs)", NULL},
        {"fail-on", 0, 0, G_OPTION_ARG_STRING, &to->fail_on,
         "findings: exit with 1 when something is flagged", "WHAT"},
        {"unsafe-no-sandbox", 0, 0, G_OPTION_ARG_NONE,
         &to->reader.unsafe_no_sandbox,
         "Read PDF files without a sandbox (only files that you trust)", NULL},
        {NULL},
    };
    return vl_command_parse(argc, argv, entries, "[WATCH...]", SUMMARY, 0, -1,
                            error);
}

static gboolean
check(const Options *options, GError **error)
{
    const char *fault = NULL;
    gint64 seconds = 0;
    if (options->since != NULL &&
        !vl_date_since(options->since, time(NULL), &seconds))
        fault = "--since takes a time like 7d, 4w, 12m or 2026-01-31";
    else if (options->email != NULL && !vl_watch_is_email(options->email))
        fault = "--email takes an e-mail address";
    else if (options->max != NOT_GIVEN &&
        (options->max < 1 || options->max > 100000))
        fault = "--max takes a number from 1 to 100000";
    else if (!vl_command_is_language(options->language))
        fault = "--language takes en or fr";
    else if (options->budget != NULL &&
             !vl_watch_is_decimal(options->budget))
        fault = "--budget takes an amount like 2.50";
    else if (options->fail_on != NULL &&
             !g_str_equal(options->fail_on, "findings"))
        fault = "--fail-on takes findings";
    if (fault == NULL)
        return TRUE;
    g_set_error_literal(error, VL_ERROR, VL_ERROR_USAGE, fault);
    return FALSE;
}

static void
override(char **value, const char *option)
{
    if (option == NULL)
        return;
    g_free(*value);
    *value = g_strdup(option);
}

static void
apply(const Options *options, VlWatch *watch)
{
    override(&watch->query, options->query);
    override(&watch->since, options->since);
    override(&watch->network.email, options->email);
    override(&watch->pdf_dir, options->pdf_dir);
    override(&watch->output_dir, options->output);
    override(&watch->language, options->language);
    override(&watch->provider, options->provider);
    override(&watch->llm.budget, options->budget);
    watch->allow_unpriced |= options->allow_unpriced;
    watch->ask_again |= options->ask_again;
    if (options->records != NULL)
        g_ptr_array_set_size(watch->records, 0);
    for (char **file = options->records; file != NULL && *file != NULL; file++)
        g_ptr_array_add(watch->records, g_strdup(*file));
    if (options->max != NOT_GIVEN)
        watch->max = (guint)options->max;
    watch->again |= options->again;
    watch->dry_run |= options->dry_run;
    watch->pictures &= !options->no_pictures;
    watch->fail_on_findings |= options->fail_on != NULL;
}

/* ---- What the user sees meanwhile ---- */

typedef struct {
    gboolean is_terminal, drawn;
} Bar;

static void
wipe(Bar *bar)
{
    if (bar->drawn)
        fputs("\r\033[K", stderr);
    bar->drawn = FALSE;
}

static void
say(const char *line, gpointer data)
{
    wipe(data);
    vl_command_say("%s", line);
}

static void
draw(const char *what, guint done, guint total, gpointer data)
{
    Bar *bar = data;
    if (!bar->is_terminal || total == 0)
        return;
    char cells[BAR_WIDTH + 1];
    guint full = (guint)((guint64)done * BAR_WIDTH / total);
    for (guint i = 0; i < BAR_WIDTH; i++)
        cells[i] = i < full ? '#' : '.';
    cells[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r\033[K[%s] %u/%u %s", cells, done, total, what);
    fflush(stderr);
    bar->drawn = TRUE;
}

/* ---- What the user is told at the end ---- */

static void
tell_papers(GString *out, const VlWatchResult *result)
{
    g_string_append_printf(out,
                           "%u papers: %u read in full, %u from the abstract "
                           "only, %u not at all",
                           result->full_text + result->abstract_only +
                               result->unread,
                           result->full_text, result->abstract_only,
                           result->unread);
    if (result->listed > 0)
        g_string_append_printf(out, "; %u more listed by title",
                               result->listed);
    if (result->screened_out > 0)
        g_string_append_printf(out, "; %u left out by your criteria",
                               result->screened_out);
    if (result->known > 0)
        g_string_append_printf(out, "; %u were shown before", result->known);
    if (result->fallen > 0)
        g_string_append_printf(out, "\n%u notice%s about papers shown "
                                    "earlier (retractions, corrections ...)",
                               result->fallen,
                               result->fallen == 1 ? "" : "s");
    g_string_append_printf(out, "\n%u claims, %u of them flagged\n",
                           result->claims, result->flagged);
}

static void
tell(const VlWatch *watch, const VlWatchResult *result, GString *out)
{
    if (result->search != NULL)
        g_string_append(out, result->search);
    if (result->folder != NULL) {
        tell_papers(out, result);
        g_string_append_printf(out, "The digest: %s/\n", result->folder);
    } else if (watch->dry_run) {
        if (result->plan != NULL)
            g_string_append(out, result->plan);
        g_string_append_printf(
            out,
            "%u records: %u papers to digest, %u to list, %u shown before; "
            "nothing was written\n",
            result->identified, result->chosen, result->listed,
            result->known);
    } else if (result->identified > 0 || result->failures == 0) {
        g_string_append_printf(out, "%s: nothing new (%u records, %u shown "
                                    "before)\n",
                               watch->name, result->identified,
                               result->known);
    }
}

static VlExit
status_of(const VlWatch *watch, const VlWatchResult *result)
{
    VlExit status = VL_EXIT_OK;
    if (watch->fail_on_findings && result->flagged > 0)
        status = VL_EXIT_FINDINGS;
    if (result->failures > 0)
        status = result->identified == 0 ? VL_EXIT_FAILED : VL_EXIT_PARTIAL;
    return status;
}

/* Nothing that a mail from cron is for; a retraction of what an earlier
 * digest showed is. */
static gboolean
is_unremarkable(const VlWatchResult *result, VlExit status)
{
    return status == VL_EXIT_OK && result->fallen == 0;
}

static VlExit
run_watch(const VlWatch *watch, Options *options, GError **error)
{
    Bar bar = {.is_terminal = isatty(STDERR_FILENO) == 1};
    const VlEvents events = {say, draw, &bar};
    g_autofree char *data = vl_command_data_folder();
    g_autofree char *state = vl_command_state_folder();
    /* Once it was looked for, it is gone from the environment. */
    if (options->key == NULL &&
        !vl_command_ncbi_key(watch, &options->key, error))
        return VL_EXIT_USAGE;
    if (options->model_key == NULL &&
        !vl_command_model_key(watch, &options->model_key, error))
        return VL_EXIT_USAGE;
    const VlWatchContext context = {
        .data_folder = data,
        .reader = &options->reader,
        .events = &events,
        .state_folder = state,
        .ncbi_key = options->key,
        .model_key = options->model_key,
        .prices_file = options->prices,
        .prompts_folder = options->prompts,
        .now = time(NULL),
    };
    g_auto(VlWatchResult) result = {0};
    gboolean done = vl_flow_watch(watch, &context, &result, error);
    wipe(&bar);
    if (!done && result.folder == NULL)
        return VL_EXIT_OK;
    /* What failed came after the digest was on the disk. */
    if (!done) {
        vl_command_say("%s", (*error)->message);
        g_clear_error(error);
        result.failures++;
    }
    VlExit status = status_of(watch, &result);
    if (options->quiet && is_unremarkable(&result, status))
        return status;
    g_autoptr(GString) out = g_string_new(NULL);
    tell(watch, &result, out);
    return vl_command_write(out->str, out->len, error) ? status
                                                       : VL_EXIT_FAILED;
}

static VlExit
run_file(const char *argument, Options *options, GError **error)
{
    g_autoptr(VlWatch) watch = vl_command_read_watch(argument, error);
    if (watch == NULL)
        return VL_EXIT_USAGE;
    apply(options, watch);
    return run_watch(watch, options, error);
}

/* One watch that fails does not keep the others from running. */
static VlExit
run_files(char **files, Options *options)
{
    VlExit status = VL_EXIT_OK;
    for (; *files != NULL; files++) {
        g_autoptr(GError) error = NULL;
        status = vl_exit_worst(status, run_file(*files, options, &error));
        if (error == NULL)
            continue;
        vl_command_say("%s", error->message);
        status = vl_exit_worst(status, vl_error_exit_status(error));
    }
    return status;
}

VlExit
vl_cmd_run(int argc, char **argv, GError **error)
{
    g_auto(Options) options = {0};
    if (!parse(&argc, &argv, &options, error) || !check(&options, error))
        return VL_EXIT_USAGE;
    g_autofree char *helper = vl_command_helper();
    options.reader.helper = helper;
    options.prices = vl_command_prices_file();
    options.prompts = vl_command_prompts_folder();
    if (argc > 1)
        return run_files(argv + 1, &options);
    g_autoptr(VlWatch) watch = vl_watch_new();
    apply(&options, watch);
    return run_watch(watch, &options, error);
}
