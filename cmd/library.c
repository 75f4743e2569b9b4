#include "config.h"

#include <time.h>

#include "base/date.h"
#include "command.h"
#include "flow/library.h"
#include "pubmed/export.h"

static VlExit
write_out(gboolean done, const GString *out, GError **error)
{
    if (!done)
        return VL_EXIT_FAILED;
    return vl_command_write(out->str, out->len, error) ? VL_EXIT_OK
                                                       : VL_EXIT_FAILED;
}

/* The options of answers say nothing of records. */
static gboolean
check_list(gboolean answers, const char *since, VlAnswersWanted *wanted,
           GError **error)
{
    const char *fault = NULL;
    if (!answers && (since != NULL || wanted->model != NULL || wanted->forget))
        fault = "--since, --model and --forget are of --answers";
    else if (since != NULL &&
             !vl_date_since(since, (gint64)time(NULL), &wanted->since))
        fault = "--since takes 7d, 4w, 12m or 2026-01-31";
    if (fault == NULL)
        return TRUE;
    g_set_error_literal(error, VL_ERROR, VL_ERROR_USAGE, fault);
    return FALSE;
}

VlExit
vl_cmd_list(int argc, char **argv, GError **error)
{
    gboolean answers = FALSE;
    g_autofree char *since = NULL;
    g_autofree char *model = NULL;
    VlAnswersWanted wanted = {0, NULL, FALSE};
    const GOptionEntry options[] = {
        {"answers", 0, 0, G_OPTION_ARG_NONE, &answers,
         "In place of records: the calls to language models, and which "
         "answers are kept",
         NULL},
        {"since", 0, 0, G_OPTION_ARG_STRING, &since,
         "Answers from then on only: 7d, 4w, 12m or a date", "WHEN"},
        {"model", 0, 0, G_OPTION_ARG_STRING, &model,
         "Answers of this model only", "NAME"},
        {"forget", 0, 0, G_OPTION_ARG_NONE, &wanted.forget,
         "Drop these answers: the same is asked, and paid, anew", NULL},
        {NULL},
    };
    if (!vl_command_parse(&argc, &argv, options, "",
                          "Lists the records that the library holds, one a "
                          "line, or the answers of models.",
                          0, 0, error))
        return VL_EXIT_USAGE;
    wanted.model = model;
    if (!check_list(answers, since, &wanted, error))
        return VL_EXIT_USAGE;
    g_autofree char *folder = vl_command_data_folder();
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean done = answers
                        ? vl_library_answers(folder, &wanted, out, error)
                        : vl_library_list(folder, out, error);
    return write_out(done, out, error);
}

VlExit
vl_cmd_show(int argc, char **argv, GError **error)
{
    gboolean json = FALSE;
    const GOptionEntry options[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &json,
         "As the line of veille parse", NULL},
        {NULL},
    };
    if (!vl_command_parse(&argc, &argv, options, "PMID",
                          "Shows a record of the library, with its notices.",
                          1, 1, error))
        return VL_EXIT_USAGE;
    g_autofree char *folder = vl_command_data_folder();
    g_autoptr(GString) out = g_string_new(NULL);
    return write_out(vl_library_show(folder, argv[1], json, out, error), out,
                     error);
}

/* The one format asked for; NULL: none or several. */
static const char *
format_of(const gboolean *wanted)
{
    const char *format = NULL;
    for (guint i = 0; vl_exports[i].name != NULL; i++) {
        if (!wanted[i])
            continue;
        if (format != NULL)
            return NULL;
        format = vl_exports[i].name;
    }
    return format;
}

VlExit
vl_cmd_export(int argc, char **argv, GError **error)
{
    gboolean wanted[3] = {FALSE}; /* in the order of vl_exports */
    const GOptionEntry options[] = {
        {"ris", 0, 0, G_OPTION_ARG_NONE, &wanted[0],
         "For Zotero, EndNote, Mendeley ...", NULL},
        {"bibtex", 0, 0, G_OPTION_ARG_NONE, &wanted[1], "For LaTeX", NULL},
        {"csl", 0, 0, G_OPTION_ARG_NONE, &wanted[2],
         "CSL-JSON, for pandoc and citeproc", NULL},
        {NULL},
    };
    if (!vl_command_parse(&argc, &argv, options, "[PMID...]",
                          "Writes records of the library (all, or those "
                          "named) for a reference manager.",
                          0, -1, error))
        return VL_EXIT_USAGE;
    const char *format = format_of(wanted);
    if (format == NULL) {
        g_set_error(error, VL_ERROR, VL_ERROR_USAGE,
                    "name one format: --ris, --bibtex or --csl");
        return VL_EXIT_USAGE;
    }
    g_autofree char *folder = vl_command_data_folder();
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    gboolean done = vl_library_export(folder, format, argv + 1, out, missing,
                                      error);
    for (guint i = 0; i < missing->len; i++)
        vl_command_say("the library does not hold PMID %s",
                       (const char *)missing->pdata[i]);
    VlExit status = missing->len == 0 ? VL_EXIT_OK
                    : missing->len == (guint)argc - 1 ? VL_EXIT_FAILED
                                                      : VL_EXIT_PARTIAL;
    return vl_exit_worst(write_out(done, out, error), status);
}
