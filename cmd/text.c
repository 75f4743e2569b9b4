#include "config.h"

#include <string.h>

#include "base/error.h"
#include "command.h"
#include "flow/source.h"

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
    vl_command_say("'%s' was read in part only (%s%s%s)", document->file,
                   vl_partial_name(document->partial),
                   document->warning == NULL ? "" : ": ",
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

VlExit
vl_cmd_text(int argc, char **argv, GError **error)
{
    VlReaderOptions reader = {0};
    g_autofree char *seal = NULL, *ink = NULL;
    int pages = 0;
    const GOptionEntry options[] = {
        {"unsafe-no-sandbox", 0, 0, G_OPTION_ARG_NONE,
         &reader.unsafe_no_sandbox,
         "Read a PDF without a sandbox (only files that you trust)", NULL},
        {"max-pages", 0, 0, G_OPTION_ARG_INT, &pages,
         "Read at most N pages of a PDF", "N"},
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
    if (pages < 0) {
        g_set_error(error, VL_ERROR, VL_ERROR_USAGE,
                    "--max-pages takes a positive number");
        return VL_EXIT_USAGE;
    }
    g_autofree char *helper = vl_command_helper();
    reader.helper = helper;
    reader.seal = seal;
    reader.max_pages = (guint)pages;
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
