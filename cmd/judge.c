#include "config.h"

#include "command.h"
#include "flow/judge.h"
#include "lines.h"

static void
answer(gpointer data, const GPtrArray *lines, GString *out)
{
    vl_flow_judge(data, lines, out);
}

VlExit
vl_cmd_judge(int argc, char **argv, GError **error)
{
    const GOptionEntry options[] = {{NULL}};
    if (!vl_command_parse(
            &argc, &argv, options, "",
            "Reads JSON lines {\"id\", \"claim\", \"quote\" or "
            "\"source\", \"lang\"} from standard\ninput and says for "
            "each whether the quote, or the text of the source, says\n"
            "what the claim says.",
            0, 0, error))
        return VL_EXIT_USAGE;
    VlJudgeCounts counts = {0};
    if (!vl_command_answer_lines(answer, &counts, error))
        return VL_EXIT_FAILED;
    return vl_command_lines_status(counts.lines, counts.errors,
                                   counts.flagged);
}
