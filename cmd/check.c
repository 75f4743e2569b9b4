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
    char *html, *markdown, *language, *watch, *email;
    gboolean json, all, no_sandbox, pubmed;
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

/* Under whose name and rules PubMed is asked; NULL without an error: it is
 * not. */
static VlWatch *
pubmed_watch(const Options *o, VlSecret **key, GError **error)
{
    if (!o->pubmed)
        return NULL;
    g_autoptr(VlWatch) watch = o->watch == NULL
                                   ? vl_watch_new()
                                   : vl_command_read_watch(o->watch, error);
    if (watch == NULL || !vl_command_ncbi_key(watch, key, error))
        return NULL;
    if (o->email != NULL) {
        g_free(watch->network.email);
        watch->network.email = g_strdup(o->email);
    }
    if (watch->network.email != NULL &&
        vl_watch_is_email(watch->network.email))
        return g_steal_pointer(&watch);
    g_set_error_literal(error, VL_ERROR, VL_ERROR_USAGE,
                        "--pubmed needs an e-mail address, which PubMed asks "
                        "for: --email ADDRESS, or --watch with email= in "
                        "[network]");
    return NULL;
}

VlExit
vl_cmd_check(int argc, char **argv, GError **error)
{
    g_auto(Options) o = {0};
    const GOptionEntry options[] = {
        {"source", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o.sources,
         "A source: a PDF, XML or text file, or a PMID (repeatable)",
         "FILE|PMID"},
        {"records", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o.records,
         "PubMed records (file or folder) to look references up in "
         "(repeatable)",
         "PATH"},
        {"pubmed", 0, 0, G_OPTION_ARG_NONE, &o.pubmed,
         "Look references up in PubMed too: their titles, authors and "
         "identifiers leave this machine",
         NULL},
        {"email", 0, 0, G_OPTION_ARG_STRING, &o.email,
         "Your address, which PubMed asks for", "ADDRESS"},
        {"watch", 0, 0, G_OPTION_ARG_FILENAME, &o.watch,
         "Whose [network] and [privacy] hold for --pubmed", "WATCH"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &o.json,
         "Print JSON instead of a report", NULL},
        {"html", 0, 0, G_OPTION_ARG_FILENAME, &o.html,
         "Write a page with the evidence beside the text", "FILE"},
        {"markdown", 0, 0, G_OPTION_ARG_FILENAME, &o.markdown,
         "Write the report as Markdown", "FILE"},
        {"language", 0, 0, G_OPTION_ARG_STRING, &o.language,
         "Of the report: en or fr (default: that of the text)", "LANGUAGE"},
        {"all", 0, 0, G_OPTION_ARG_NONE, &o.all,
         "Print every sentence and reference, not only what needs a look",
         NULL},
        {"unsafe-no-sandbox", 0, 0, G_OPTION_ARG_NONE, &o.no_sandbox,
         "Read PDF files without a sandbox (only those that you trust)",
         NULL},
        {NULL},
    };
    if (!vl_command_parse(&argc, &argv, options, "SUMMARY", SUMMARY, 1, 1,
                          error))
        return VL_EXIT_USAGE;
    g_autoptr(GError) problem = NULL;
    g_autoptr(VlSecret) key = NULL;
    g_autoptr(VlWatch) watch = pubmed_watch(&o, &key, &problem);
    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return VL_EXIT_USAGE;
    }
    g_autofree char *helper = vl_command_helper();
    g_autofree char *data = vl_command_data_folder();
    g_autofree char *state = vl_command_state_folder();
    VlReaderOptions reader = {.helper = helper,
                              .unsafe_no_sandbox = o.no_sandbox};
    VlCheckRequest request = {
        .summary = argv[1],
        .sources = (const char *const *)o.sources,
        .records = (const char *const *)o.records,
        .data_folder = data,
        .reader = &reader,
        .pubmed = watch,
        .state_folder = state,
        .ncbi_key = key,
    };
    g_autoptr(VlCheck) check = vl_flow_check(&request, error);
    if (check == NULL)
        return VL_EXIT_FAILED;
    for (guint i = 0; i < check->problems->len; i++)
        vl_command_say("%s", (char *)check->problems->pdata[i]);
    if (!write_all(check, &o, error))
        return VL_EXIT_FAILED;
    return vl_exit_worst(check->problems->len > 0 ? VL_EXIT_PARTIAL
                                                  : VL_EXIT_OK,
                         vl_check_is_flagged(check) ? VL_EXIT_FINDINGS
                                                    : VL_EXIT_OK);
}
