#include "config.h"

#include "base/error.h"
#include "command.h"
#include "flow/locate.h"
#include "flow/source.h"
#include "lines.h"

static VlDocument *
read_source(const char *path, gpointer data, GError **error)
{
    return vl_flow_read_source(path, data, error);
}

static void
answer(gpointer data, const GPtrArray *lines, GString *out)
{
    vl_locator_answer(data, lines, out);
}

VlExit
vl_cmd_locate(int argc, char **argv, GError **error)
{
    VlReaderOptions reader = {0};
    const GOptionEntry options[] = {
        {"unsafe-no-sandbox", 0, 0, G_OPTION_ARG_NONE,
         &reader.unsafe_no_sandbox,
         "Read PDF files without a sandbox (only those that you trust)",
         NULL},
        {NULL},
    };
    if (!vl_command_parse(
            &argc, &argv, options, "",
            "Reads JSON lines {\"id\", \"source\", \"quote\", \"page\"} from "
            "standard input and says\nfor each where the quote stands in "
            "its source and what was changed in it.",
            0, 0, error))
        return VL_EXIT_USAGE;
    g_autofree char *helper = vl_command_helper();
    reader.helper = helper;
    g_autoptr(VlLocator) locator = vl_locator_new(read_source, &reader);
    if (!vl_command_answer_lines(answer, locator, error))
        return VL_EXIT_FAILED;
    const VlLocatorCounts *counts = vl_locator_counts(locator);
    return vl_command_lines_status(counts->lines, counts->errors,
                                   counts->flagged);
}
