#include "config.h"

#include <string.h>

#include "base/unicode.h"
#include "command.h"
#include "flow/verify.h"

#define SUMMARY                                                              \
    "Checks a digest again, offline: its files, the texts that it quotes, "  \
    "each quote and\neach verdict."

/* Bytes. */
#define MAX_LINE 4096

static gboolean
write_lines(GString *out, const char *heading, const GPtrArray *lines)
{
    if (lines->len == 0)
        return FALSE;
    g_string_append_printf(out, "%s\n", heading);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *line = vl_printable(lines->pdata[i], MAX_LINE);
        g_string_append_printf(out, "  %s\n", line);
    }
    return TRUE;
}

static char *
tell(const VlVerifyReport *report)
{
    GString *out = g_string_new(NULL);
    if (report->run != NULL)
        g_string_append_printf(out,
                               "Digest %s: %u papers, %u claims and %u quotes "
                               "checked.\n",
                               report->run, report->papers, report->claims,
                               report->quotes);
    if (!write_lines(out, "Changed since it was sealed:", report->changes))
        g_string_append(out, "Nothing changed.\n");
    write_lines(out, "Decided otherwise by the rules of today:",
                report->rules);
    write_lines(out, "Could not be checked:", report->missing);
    write_lines(out, "To know:", report->notes);
    return g_string_free(out, FALSE);
}

VlExit
vl_cmd_verify(int argc, char **argv, GError **error)
{
    VlReaderOptions reader = {0};
    VlVerifyContext context = {.reader = &reader};
    const GOptionEntry options[] = {
        {"reread", 0, 0, G_OPTION_ARG_NONE, &context.reread,
         "Extract each text from its file again as well", NULL},
        {NULL},
    };
    if (!vl_command_parse(&argc, &argv, options, "DIGEST", SUMMARY, 1, 1,
                          error))
        return VL_EXIT_USAGE;
    g_autofree char *helper = vl_command_helper();
    g_autofree char *data = vl_command_data_folder();
    reader.helper = helper;
    context.data_folder = data;
    g_autoptr(VlVerifyReport) report =
        vl_flow_verify(argv[1], &context, error);
    if (report == NULL)
        return VL_EXIT_FAILED;
    g_autofree char *text = tell(report);
    if (!vl_command_write(text, strlen(text), error))
        return VL_EXIT_FAILED;
    return vl_exit_worst(
        report->missing->len > 0 ? VL_EXIT_PARTIAL : VL_EXIT_OK,
        report->changes->len > 0 ? VL_EXIT_FINDINGS : VL_EXIT_OK);
}
