#include "config.h"

#include <time.h>

#include "base/date.h"
#include "command.h"
#include "flow/ledger.h"

#define SUMMARY                                                             \
    "Prints what left this machine: a line for each request that veille "   \
    "made, with its time, purpose, host, bytes and status."

typedef struct {
    char *since, *host, *purpose;
    gboolean json;
} Options;

static void
options_clear(Options *options)
{
    g_free(options->since);
    g_free(options->host);
    g_free(options->purpose);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static gboolean
parse(int *argc, char ***argv, Options *to, GError **error)
{
    const GOptionEntry entries[] = {
        {"since", 0, 0, G_OPTION_ARG_STRING, &to->since,
         "Only from then on: 7d, 4w, 12m or a date", "WHEN"},
        {"host", 0, 0, G_OPTION_ARG_STRING, &to->host, "Only this host",
         "HOST"},
        {"purpose", 0, 0, G_OPTION_ARG_STRING, &to->purpose,
         "Only this purpose: search, records, fulltext, model ...", "WORD"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &to->json, "As JSON lines", NULL},
        {NULL},
    };
    return vl_command_parse(argc, argv, entries, "", SUMMARY, 0, 0, error);
}

static gboolean
check(const Options *options, gint64 *since, GError **error)
{
    g_autofree char *purposes = NULL;
    if (options->since != NULL &&
        !vl_date_since(options->since, (gint64)time(NULL), since)) {
        g_set_error(error, VL_ERROR, VL_ERROR_USAGE,
                    "--since takes 7d, 4w, 12m or 2026-01-31, not '%s'",
                    options->since);
        return FALSE;
    }
    if (options->purpose != NULL &&
        !vl_ledger_is_purpose(options->purpose, &purposes)) {
        g_set_error(error, VL_ERROR, VL_ERROR_USAGE,
                    "there is no purpose '%s'; they are: %s",
                    options->purpose, purposes);
        return FALSE;
    }
    return TRUE;
}

VlExit
vl_cmd_ledger(int argc, char **argv, GError **error)
{
    g_auto(Options) options = {0};
    gint64 since = 0;
    guint n_changed = 0;
    if (!parse(&argc, &argv, &options, error) ||
        !check(&options, &since, error))
        return VL_EXIT_USAGE;
    g_autofree char *folder = vl_command_data_folder();
    const VlLedgerWanted wanted = {since, options.host, options.purpose,
                                   options.json};
    if (!vl_ledger_print(folder, &wanted, vl_command_write, &n_changed,
                         error))
        return VL_EXIT_FAILED;
    if (n_changed == 0)
        return VL_EXIT_OK;
    vl_command_say("%u line%s of the ledger %s changed, or taken out before",
                   n_changed, n_changed == 1 ? "" : "s",
                   n_changed == 1 ? "was" : "were");
    return VL_EXIT_FINDINGS;
}
