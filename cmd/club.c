#include "config.h"

#include <time.h>

#include "command.h"
#include "digest/club-view.h"
#include "flow/club.h"

#define SUMMARY                                                              \
    "Reads one paper for a journal club: the questions of a checklist for "  \
    "its design, each\nanswered by a quote with its page, or not found in "  \
    "what was read."

typedef struct {
    char **records;
    char *pdf_dir, *html, *markdown, *language, *watch, *email, *sheet;
    gboolean json, no_sandbox;
} Options;

static void
options_clear(Options *options)
{
    g_strfreev(options->records);
    g_free(options->pdf_dir);
    g_free(options->html);
    g_free(options->markdown);
    g_free(options->language);
    g_free(options->watch);
    g_free(options->email);
    g_free(options->sheet);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static gboolean
parse(int *argc, char ***argv, Options *o, GError **error)
{
    const GOptionEntry options[] = {
        {"records", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->records,
         "PubMed records (file or folder) to find the paper's in "
         "(repeatable)",
         "PATH"},
        {"pdf-dir", 0, 0, G_OPTION_ARG_FILENAME, &o->pdf_dir,
         "Where the PDF files are", "FOLDER"},
        {"email", 0, 0, G_OPTION_ARG_STRING, &o->email,
         "Your address: PubMed and the services of full texts may be asked",
         "ADDRESS"},
        {"watch", 0, 0, G_OPTION_ARG_FILENAME, &o->watch,
         "Whose [fulltext], [llm], [network] and [privacy] hold", "WATCH"},
        {"sheet", 0, 0, G_OPTION_ARG_STRING, &o->sheet,
         "rct, cohort, case-control, cross-sectional, diagnostic, review, "
         "narrative, animal or other (default: by the paper's design)",
         "NAME"},
        {"language", 0, 0, G_OPTION_ARG_STRING, &o->language,
         "Of the sheet: en or fr; quotes stay in their language", "LANGUAGE"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &o->json,
         "Print JSON instead of text", NULL},
        {"html", 0, 0, G_OPTION_ARG_FILENAME, &o->html,
         "Write a page to print or to show", "FILE"},
        {"markdown", 0, 0, G_OPTION_ARG_FILENAME, &o->markdown,
         "Write the sheet as Markdown", "FILE"},
        {"unsafe-no-sandbox", 0, 0, G_OPTION_ARG_NONE, &o->no_sandbox,
         "Read PDF files without a sandbox (only those that you trust)",
         NULL},
        {NULL},
    };
    return vl_command_parse(argc, argv, options, "PMID|DOI|FILE", SUMMARY, 1,
                            1, error);
}

static gboolean
write_view(const VlClub *club, const char *path,
           void (*view)(const VlClub *club, GString *out), GError **error)
{
    if (path == NULL)
        return TRUE;
    g_autoptr(GString) out = g_string_new(NULL);
    view(club, out);
    return vl_command_write_file(path, out, error);
}

static gboolean
write_all(const VlClub *club, const Options *o, GError **error)
{
    gboolean taken = g_strcmp0(o->html, "-") == 0 ||
                     g_strcmp0(o->markdown, "-") == 0;
    return write_view(club, o->html, vl_club_write_html, error) &&
           write_view(club, o->markdown, vl_club_write_markdown, error) &&
           write_view(club, taken ? NULL : "-",
                      o->json ? vl_club_write_json : vl_club_write_text,
                      error);
}

static void
override(char **value, const char *option)
{
    if (option == NULL)
        return;
    g_free(*value);
    *value = g_strdup(option);
}

static VlWatch *
watch_of(const Options *o, VlSecret **key, GError **error)
{
    g_autoptr(VlWatch) watch = o->watch == NULL
                                   ? vl_watch_new()
                                   : vl_command_read_watch(o->watch, error);
    if (watch == NULL)
        return NULL;
    const char *fault = NULL;
    if (!vl_command_is_language(o->language))
        fault = "--language takes en or fr";
    else if (o->email != NULL && !vl_watch_is_email(o->email))
        fault = "--email takes an e-mail address";
    if (fault != NULL) {
        g_set_error_literal(error, VL_ERROR, VL_ERROR_USAGE, fault);
        return NULL;
    }
    override(&watch->pdf_dir, o->pdf_dir);
    override(&watch->network.email, o->email);
    override(&watch->language, o->language);
    return vl_command_ncbi_key(watch, key, error) ? g_steal_pointer(&watch)
                                                  : NULL;
}

VlExit
vl_cmd_club(int argc, char **argv, GError **error)
{
    g_auto(Options) o = {0};
    g_autoptr(VlSecret) key = NULL;
    g_autoptr(VlSecret) model_key = NULL;
    if (!parse(&argc, &argv, &o, error))
        return VL_EXIT_USAGE;
    g_autoptr(VlWatch) watch = watch_of(&o, &key, error);
    if (watch == NULL || !vl_command_model_key(watch, &model_key, error))
        return VL_EXIT_USAGE;
    g_autofree char *prices = vl_command_prices_file();
    g_autofree char *prompts = vl_command_prompts_folder();
    g_autofree char *helper = vl_command_helper();
    g_autofree char *data = vl_command_data_folder();
    g_autofree char *state = vl_command_state_folder();
    const VlReaderOptions reader = {.helper = helper,
                                    .unsafe_no_sandbox = o.no_sandbox};
    const VlClubRequest request = {
        .subject = argv[1],
        .records = (const char *const *)o.records,
        .watch = watch,
        .sheet = o.sheet,
        .data_folder = data,
        .reader = &reader,
        .state_folder = state,
        .ncbi_key = key,
        .model_key = model_key,
        .prices_file = prices,
        .prompts_folder = prompts,
        .now = time(NULL),
    };
    g_autoptr(VlClub) club = vl_flow_club(&request, error);
    if (club == NULL)
        return vl_error_exit_status(*error);
    for (guint i = 0; i < club->problems->len; i++)
        vl_command_say("%s", ((VlUnread *)club->problems->pdata[i])->reason);
    if (!write_all(club, &o, error))
        return VL_EXIT_FAILED;
    return club->problems->len > 0 ? VL_EXIT_PARTIAL : VL_EXIT_OK;
}
