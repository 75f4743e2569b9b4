#include "config.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "command.h"
#include "digest/check-json.h"
#include "digest/check-view.h"
#include "flow/check.h"

#define SUMMARY                                                              \
    "Checks an AI-written text (Markdown, text or HTML; - for standard "     \
    "input) against\nits sources, sentence by sentence, and its references " \
    "against records."

#define USUAL_WIDTH 100

typedef struct {
    char **sources, **records;
    char *html, *markdown, *language, *watch, *email, *budget;
    gboolean json, all, no_sandbox, pubmed;
    gboolean judge, no_patient_data, allow_unpriced, ask_again, dry_run;
} Options;

static void
options_clear(Options *options)
{
    g_strfreev(options->sources);
    g_strfreev(options->records);
    g_free(options->html);
    g_free(options->markdown);
    g_free(options->language);
    g_free(options->watch);
    g_free(options->email);
    g_free(options->budget);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static gboolean
write_report(const VlCheck *check, VlLanguage language, gboolean all,
             GError **error)
{
    struct winsize size = {0};
    gboolean screen = isatty(STDOUT_FILENO) == 1;
    VlCheckTerminal terminal = {
        .colour = screen && g_getenv("NO_COLOR") == NULL,
        .all = all,
        .width = USUAL_WIDTH,
    };
    if (screen && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
        size.ws_col > 0)
        terminal.width = size.ws_col;
    g_autoptr(GString) out = g_string_new(NULL);
    vl_check_write_terminal(check, language, &terminal, out);
    return vl_command_write(out->str, out->len, error);
}

static gboolean
write_all(const VlCheck *check, const Options *o, GError **error)
{
    const char *name = o->language != NULL ? o->language
                       : check->french     ? "fr"
                                           : "en";
    VlLanguage language = vl_language_from_name(name);
    g_autoptr(GString) out = g_string_new(NULL);
    if (o->html != NULL) {
        vl_check_write_html(check, language, out);
        if (!vl_command_write_file(o->html, out, error))
            return FALSE;
    }
    g_string_truncate(out, 0);
    if (o->markdown != NULL) {
        vl_check_write_markdown(check, language, out);
        if (!vl_command_write_file(o->markdown, out, error))
            return FALSE;
    }
    g_string_truncate(out, 0);
    if (o->json) {
        vl_check_write_json(check, out);
        return vl_command_write(out->str, out->len, error);
    }
    gboolean taken = g_strcmp0(o->html, "-") == 0 ||
                     g_strcmp0(o->markdown, "-") == 0;
    return taken || write_report(check, language, o->all, error);
}

/* ---- Whose rules hold for what leaves this machine ---- */

static void
override(char **value, const char *option)
{
    if (option == NULL)
        return;
    g_free(*value);
    *value = g_strdup(option);
}

/* NULL: what is asked for lacks nothing. */
static const char *
find_lack(const Options *o, const VlWatch *watch)
{
    if (o->pubmed && (watch->network.email == NULL ||
                      !vl_watch_is_email(watch->network.email)))
        return "--pubmed needs an e-mail address, which PubMed asks for: "
               "--email ADDRESS, or --watch with email= in [network]";
    if (o->judge && o->watch == NULL)
        return "--judge needs --watch: its [judge], or else its [llm], says "
               "which model is asked";
    if (!o->judge && (o->no_patient_data || o->dry_run || o->budget != NULL ||
                      o->allow_unpriced || o->ask_again))
        return "--no-patient-data, --budget, --allow-unpriced, --ask-again "
               "and --dry-run are of --judge";
    if (o->budget != NULL && !vl_watch_is_decimal(o->budget))
        return "--budget takes an amount like 2.50";
    return NULL;
}

static void
apply(const Options *o, VlWatch *watch)
{
    override(&watch->network.email, o->email);
    override(&watch->llm.budget, o->budget);
    override(&watch->judge.budget, o->budget);
    watch->allow_unpriced |= o->allow_unpriced;
    watch->ask_again |= o->ask_again;
    watch->dry_run |= o->dry_run;
}

static VlWatch *
read_watch(const Options *o, GError **error)
{
    g_autoptr(VlWatch) watch = o->watch == NULL
                                   ? vl_watch_new()
                                   : vl_command_read_watch(o->watch, error);
    if (watch == NULL)
        return NULL;
    apply(o, watch);
    const char *lack = find_lack(o, watch);
    if (lack == NULL)
        return g_steal_pointer(&watch);
    g_set_error_literal(error, VL_ERROR, VL_ERROR_USAGE, lack);
    return NULL;
}

static gboolean
find_keys(const Options *o, const VlWatch *watch, VlSecret **ncbi,
          VlSecret **model, GError **error)
{
    return (!o->pubmed || vl_command_ncbi_key(watch, ncbi, error)) &&
           (!o->judge || vl_command_model_key(watch, model, error));
}

/* ---- The command ---- */

static gboolean
parse(int *argc, char ***argv, Options *o, GError **error)
{
    const GOptionEntry options[] = {
        {"source", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->sources,
         "A source: a PDF, XML or text file, or a PMID (repeatable)",
         "FILE|PMID"},
        {"records", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->records,
         "PubMed records (file or folder) to look references up in "
         "(repeatable)",
         "PATH"},
        {"pubmed", 0, 0, G_OPTION_ARG_NONE, &o->pubmed,
         "Look references up in PubMed too: their titles, authors and "
         "identifiers leave this machine",
         NULL},
        {"email", 0, 0, G_OPTION_ARG_STRING, &o->email,
         "Your address, which PubMed asks for", "ADDRESS"},
        {"judge", 0, 0, G_OPTION_ARG_NONE, &o->judge,
         "Ask the model of the watch's [judge] or [llm] about undecided "
         "sentences, for an opinion that decides nothing",
         NULL},
        {"no-patient-data", 0, 0, G_OPTION_ARG_NONE, &o->no_patient_data,
         "The text holds no data of patients: it may go to a model on "
         "another machine",
         NULL},
        {"budget", 0, 0, G_OPTION_ARG_STRING, &o->budget,
         "What --judge may pay, in the price file's currency", "AMOUNT"},
        {"allow-unpriced", 0, 0, G_OPTION_ARG_NONE, &o->allow_unpriced,
         "Ask a model whose price is not known", NULL},
        {"ask-again", 0, 0, G_OPTION_ARG_NONE, &o->ask_again,
         "Repeat what the model was asked and gave no answer to", NULL},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &o->dry_run,
         "Say what --judge would ask, and what it may cost", NULL},
        {"watch", 0, 0, G_OPTION_ARG_FILENAME, &o->watch,
         "Whose [network] and [privacy] hold for --pubmed and --judge, and "
         "whose model is asked",
         "WATCH"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &o->json,
         "Print JSON instead of a report", NULL},
        {"html", 0, 0, G_OPTION_ARG_FILENAME, &o->html,
         "Write a page with the evidence beside the text", "FILE"},
        {"markdown", 0, 0, G_OPTION_ARG_FILENAME, &o->markdown,
         "Write the report as Markdown", "FILE"},
        {"language", 0, 0, G_OPTION_ARG_STRING, &o->language,
         "Of the report: en or fr (default: that of the text)", "LANGUAGE"},
        {"all", 0, 0, G_OPTION_ARG_NONE, &o->all,
         "Print every sentence and reference, not only what needs a look",
         NULL},
        {"unsafe-no-sandbox", 0, 0, G_OPTION_ARG_NONE, &o->no_sandbox,
         "Read PDF files without a sandbox (only those that you trust)",
         NULL},
        {NULL},
    };
    if (!vl_command_parse(argc, argv, options, "SUMMARY", SUMMARY, 1, 1,
                          error))
        return FALSE;
    if (vl_command_is_language(o->language))
        return TRUE;
    g_set_error_literal(error, VL_ERROR, VL_ERROR_USAGE,
                        "--language takes en or fr");
    return FALSE;
}

/* What a rehearsal found. */
static gboolean
write_plan(const VlCheck *check, const Options *o, const VlWatch *watch,
           GError **error)
{
    const char *budget = o->budget != NULL         ? o->budget
                         : watch->judge.budget != NULL ? watch->judge.budget
                                                       : watch->llm.budget;
    g_autofree char *plan = vl_check_plan(check);
    g_autoptr(GString) out = g_string_new(plan);
    if (budget != NULL)
        g_string_append_printf(out, "; the budget is %s", budget);
    g_string_append_c(out, '\n');
    return vl_command_write(out->str, out->len, error);
}

VlExit
vl_cmd_check(int argc, char **argv, GError **error)
{
    g_auto(Options) o = {0};
    g_autoptr(VlSecret) key = NULL;
    g_autoptr(VlSecret) model_key = NULL;
    if (!parse(&argc, &argv, &o, error))
        return VL_EXIT_USAGE;
    g_autoptr(VlWatch) watch = read_watch(&o, error);
    if (watch == NULL || !find_keys(&o, watch, &key, &model_key, error))
        return VL_EXIT_USAGE;
    g_autofree char *helper = vl_command_helper();
    g_autofree char *data = vl_command_data_folder();
    g_autofree char *state = vl_command_state_folder();
    g_autofree char *prices = vl_command_prices_file();
    g_autofree char *prompts = vl_command_prompts_folder();
    VlReaderOptions reader = {.helper = helper,
                              .unsafe_no_sandbox = o.no_sandbox};
    const VlOpinionsPlan second = {.watch = watch,
                                   .no_patient_data = o.no_patient_data,
                                   .key = model_key,
                                   .data_folder = data,
                                   .state_folder = state,
                                   .prices_file = prices,
                                   .prompts_folder = prompts};
    const VlCheckRequest request = {
        .summary = argv[1],
        .sources = (const char *const *)o.sources,
        .records = (const char *const *)o.records,
        .data_folder = data,
        .reader = &reader,
        .pubmed = o.pubmed ? watch : NULL,
        .state_folder = state,
        .ncbi_key = key,
        .second = o.judge ? &second : NULL,
    };
    g_autoptr(VlCheck) check = vl_flow_check(&request, error);
    if (check == NULL)
        return vl_error_exit_status(*error);
    for (guint i = 0; i < check->problems->len; i++)
        vl_command_say("%s", (char *)check->problems->pdata[i]);
    if (o.dry_run ? !write_plan(check, &o, watch, error)
                  : !write_all(check, &o, error))
        return VL_EXIT_FAILED;
    gboolean flagged = !o.dry_run && vl_check_is_flagged(check);
    return vl_exit_worst(
        check->problems->len > 0 ? VL_EXIT_PARTIAL : VL_EXIT_OK,
        flagged ? VL_EXIT_FINDINGS : VL_EXIT_OK);
}
