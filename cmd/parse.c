#include "config.h"

#include "base/error.h"
#include "command.h"
#include "pubmed/parse.h"

/* Lines are gathered so that a record costs no system call. */
#define FLUSH_BYTES (64 * 1024)

typedef struct {
    GString *out;
    gboolean write_failed;
} Output;

static gboolean
flush(Output *output, GError **error)
{
    if (!vl_command_write(output->out->str, output->out->len, error)) {
        output->write_failed = TRUE;
        return FALSE;
    }
    g_string_truncate(output->out, 0);
    return TRUE;
}

static gboolean
write_record(VlRecord *taken, gpointer data, GError **error)
{
    g_autoptr(VlRecord) record = taken;
    Output *output = data;
    VlJson json = VL_JSON_INIT(output->out);
    vl_record_write_json(record, &json);
    g_string_append_c(output->out, '\n');
    return output->out->len < FLUSH_BYTES || flush(output, error);
}

/* A bad file is reported and the next one read; only a standard output
 * that takes no more ends the command. */
static gboolean
parse_files(char **files, Output *output, guint *n_bad, guint *n_done,
            GError **error)
{
    for (guint i = 0; files[i] != NULL; i++) {
        g_autoptr(GError) problem = NULL;
        VlPubmedStats stats;
        gboolean good = vl_pubmed_parse_file(files[i], write_record, output,
                                             &stats, &problem);
        *n_done += stats.n_records + stats.n_deleted + (good ? 1 : 0);
        if (output->write_failed) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return FALSE;
        }
        if (!flush(output, error))
            return FALSE;
        if (good)
            continue;
        (*n_bad)++;
        if (stats.n_records + stats.n_deleted > 0)
            vl_command_say("%s (%u records before it were read)",
                           problem->message, stats.n_records + stats.n_deleted);
        else
            vl_command_say("%s", problem->message);
    }
    return TRUE;
}

VlExit
vl_cmd_parse(int argc, char **argv, GError **error)
{
    if (!vl_command_parse(&argc, &argv, NULL, "[FILE...]",
                          "Turns PubMed XML (plain or .gz; standard input "
                          "without FILE or for -) into JSON\nlines, one "
                          "record a line.",
                          0, -1, error))
        return VL_EXIT_USAGE;

    char *standard[] = {(char *)"-", NULL};
    g_autoptr(GString) out = g_string_sized_new(2 * FLUSH_BYTES);
    Output output = {out, FALSE};
    guint n_bad = 0, n_done = 0;
    if (!parse_files(argc > 1 ? argv + 1 : standard, &output, &n_bad, &n_done,
                     error))
        return VL_EXIT_FAILED;
    return n_bad == 0    ? VL_EXIT_OK
           : n_done == 0 ? VL_EXIT_FAILED
                         : VL_EXIT_PARTIAL;
}
