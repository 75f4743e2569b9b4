#include "config.h"

#include <string.h>

#include "base/error.h"
#include "command.h"
#include "flow/source.h"
#include "model/watch.h"

#define SUMMARY                                                                \
    "Prints what veille reads in a PDF, JATS or PubMed XML, or text file, as " \
    "JSON lines:\none a page, and an end record last."

/* The lines of a file that could not be read: the end record alone. */
static VlExit
write_failure(const char *path, const GError *failure, GError **error)
{
    g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_TEXT);
    document->file = g_strdup(path);
    g_autoptr(GString) line = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(line);
    vl_document_write_end_json(document, failure, &json);
    g_string_append_c(line, '\n');
    return vl_command_write(line->str, line->len, error)
               ? vl_error_exit_status(failure)
               : VL_EXIT_FAILED;
}

static VlExit
write_document(const VlDocument *document, GError **error)
{
    g_autoptr(GString) lines = g_string_sized_new(document->n_bytes * 2);
    vl_document_write_lines(document, lines);
    if (!vl_command_write(lines->str, lines->len, error))
        return VL_EXIT_FAILED;
    if (document->partial == VL_PARTIAL_NOT)
        return VL_EXIT_OK;
    if (document->warning != NULL &&
        strstr(document->warning, document->file) != NULL) {
        vl_command_say("%s (what stands before it was read)",
                       document->warning);
        return VL_EXIT_PARTIAL;
    }
    const char *limit = NULL;
    const char *reason = vl_partial_reason(document->partial, &limit);
    vl_command_say("'%s' was read in part only: %s%s%s%s%s", document->file,
                   reason, limit == NULL ? "" : "; more with --max-",
                   limit == NULL ? "" : limit,
                   document->warning == NULL ? "" : "; ",
                   document->warning == NULL ? "" : document->warning);
    return VL_EXIT_PARTIAL;
}

static gboolean
read_ink(const char *word, VlReaderInk *ink, GError **error)
{
    static const struct {
        const char *word;
        VlReaderInk ink;
    } words[] = {{"auto", VL_READER_INK_AUTO},
                 {"always", VL_READER_INK_ALWAYS},
                 {"never", VL_READER_INK_NEVER}};
    for (guint i = 0; word != NULL && i < G_N_ELEMENTS(words); i++) {
        if (!g_str_equal(word, words[i].word))
            continue;
        *ink = words[i].ink;
        return TRUE;
    }
    if (word == NULL)
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_USAGE,
                "--ink takes auto, always or never");
    return FALSE;
}

/* 0: the usual limit. */
typedef struct {
    int pages, cpu, wall, memory, output;
} Limits;

static gboolean
read_limits(const Limits *limits, VlReaderOptions *reader, GError **error)
{
    const struct {
        const char *name;
        int value, most, least;
    } each[] = {
        {"--max-pages", limits->pages, VL_MOST_PAGES},
        {"--max-cpu", limits->cpu, VL_MOST_SECONDS},
        {"--max-time", limits->wall, VL_MOST_SECONDS},
        {"--max-memory", limits->memory, VL_MOST_MEMORY_MIB,
         VL_LEAST_MEMORY_MIB},
        {"--max-output", limits->output, VL_MOST_OUTPUT_MIB},
    };
    for (guint i = 0; i < G_N_ELEMENTS(each); i++)
        if (each[i].value != 0 && (each[i].value < MAX(each[i].least, 1) ||
                                   each[i].value > each[i].most)) {
            g_set_error(error, VL_ERROR, VL_ERROR_USAGE,
                        "%s takes a number from %d to %d", each[i].name,
                        MAX(each[i].least, 1), each[i].most);
            return FALSE;
        }
    reader->max_pages = (guint)limits->pages;
    reader->cpu_seconds = (guint)limits->cpu;
    reader->wall_seconds = (guint)limits->wall;
    reader->memory_mib = (guint)limits->memory;
    reader->max_output = (gsize)limits->output << 20;
    return TRUE;
}

VlExit
vl_cmd_text(int argc, char **argv, GError **error)
{
    VlReaderOptions reader = {.no_sha256 = TRUE};
    g_autofree char *seal = NULL, *ink = NULL;
    Limits limits = {0};
    const GOptionEntry options[] = {
        {"unsafe-no-sandbox", 0, 0, G_OPTION_ARG_NONE,
         &reader.unsafe_no_sandbox,
         "Read a PDF without a sandbox (only files that you trust)", NULL},
        {"max-pages", 0, 0, G_OPTION_ARG_INT, &limits.pages,
         "Read at most N pages of a PDF", "N"},
        {"max-cpu", 0, 0, G_OPTION_ARG_INT, &limits.cpu,
         "Seconds of processor time for a PDF (20)", "SECONDS"},
        {"max-time", 0, 0, G_OPTION_ARG_INT, &limits.wall,
         "Seconds that reading a PDF may take (30)", "SECONDS"},
        {"max-memory", 0, 0, G_OPTION_ARG_INT, &limits.memory,
         "Memory for reading a PDF (1024)", "MIB"},
        {"max-output", 0, 0, G_OPTION_ARG_INT, &limits.output,
         "Text taken from a PDF, with what is said of it (32)", "MIB"},
        {"debug-seal", 0, 0, G_OPTION_ARG_NONE, &reader.debug_seal,
         "Name the system call that the sandbox of the PDF reader forbade",
         NULL},
        {"ink", 0, 0, G_OPTION_ARG_STRING, &ink,
         "Compare the text of PDF pages with their ink: auto, always or never",
         "WHEN"},
        {"seal", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &seal,
         "For tests: seccomp or none", "KIND"},
        {NULL},
    };
    if (!vl_command_parse(&argc, &argv, options, "FILE", SUMMARY, 1, 1, error))
        return VL_EXIT_USAGE;
    if (!read_ink(ink, &reader.ink, error))
        return VL_EXIT_USAGE;
    if (!read_limits(&limits, &reader, error))
        return VL_EXIT_USAGE;
    g_autofree char *helper = vl_command_helper();
    reader.helper = helper;
    reader.seal = seal;
    g_autoptr(GError) failure = NULL;
    g_autoptr(VlDocument) document =
        vl_flow_read_source(argv[1], &reader, &failure);
    if (document != NULL)
        return write_document(document, error);
    VlExit status = write_failure(argv[1], failure, error);
    if (*error == NULL)
        vl_command_say("%s", failure->message);
    return status;
}
