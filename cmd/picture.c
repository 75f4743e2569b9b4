#include "config.h"

#include "base/error.h"
#include "command.h"
#include "fulltext/picture.h"

#define SUMMARY                                                                \
    "Draws the paragraph around a quote, with the quote marked, as PNG.  "     \
    "START and END\nare offsets as 'veille text' and 'veille locate' give "    \
    "them; give both again for\neach further segment."

static gboolean
usage(GError **error, const char *message)
{
    g_set_error_literal(error, VL_ERROR, VL_ERROR_USAGE, message);
    return FALSE;
}

/* Pairs the starts with the ends. */
static gboolean
take_spans(char **starts, char **ends, GArray *spans, GError **error)
{
    guint n = starts == NULL ? 0 : g_strv_length(starts);
    guint n_ends = ends == NULL ? 0 : g_strv_length(ends);
    gsize length = 0;
    if (n == 0 || n != n_ends)
        return usage(error, "--start and --end are needed, as often as each "
                            "other: where the quote begins and ends");
    for (guint i = 0; i < n; i++) {
        guint64 start = 0, end = 0;
        if (!g_ascii_string_to_unsigned(starts[i], 10, 0, G_MAXINT32, &start,
                                        NULL) ||
            !g_ascii_string_to_unsigned(ends[i], 10, 0, G_MAXINT32, &end,
                                        NULL) ||
            end <= start)
            return usage(error, "--start and --end are whole numbers from 0 "
                                "on, and the end lies behind the start");
        VlSpan span = {(gsize)start, (gsize)end};
        length += span.end - span.start;
        g_array_append_val(spans, span);
    }
    if (length > VL_PICTURE_MAX_LENGTH || n > VL_PICTURE_MAX_SPANS)
        return usage(error, "a picture shows at most 20000 characters in 16 "
                            "segments: show less of the text");
    return TRUE;
}

/* "-" is standard output; a file is written whole or not at all. */
static gboolean
write_png(const char *path, GBytes *png, GError **error)
{
    gsize n_bytes = 0;
    const char *bytes = g_bytes_get_data(png, &n_bytes);
    if (g_str_equal(path, "-"))
        return vl_command_write(bytes, n_bytes, error);
    g_autofree char *folder = g_path_get_dirname(path);
    const char *fault = NULL;
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        fault = "it is a folder; name a file";
    else if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
        fault = "its folder is not there; make it first";
    g_autoptr(GError) cause = NULL;
    if (fault == NULL &&
        g_file_set_contents(path, bytes, (gssize)n_bytes, &cause))
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_FAILED, "cannot write '%s': %s", path,
                fault != NULL ? fault : cause->message);
    return FALSE;
}

/* A picture can be right and still not show what was asked for. */
static VlExit
say_doubts(const char *file, const VlPicture *picture)
{
    if (!picture->marked)
        vl_command_say("'%s': where the words stand on page %u is not known; "
                       "the whole page is shown, without a mark",
                       file, picture->page);
    else if (!picture->ink)
        vl_command_say("'%s': the page shows nothing where the text layer has "
                       "these words: hidden text",
                       file);
    return picture->marked && picture->ink ? VL_EXIT_OK : VL_EXIT_FINDINGS;
}

static VlExit
draw(const char *file, const char *output, GPtrArray *pictures,
     const VlReaderOptions *reader, GError **error)
{
    VlPicture *picture = pictures->pdata[0];
    if (!vl_fulltext_draw(file, pictures, reader, error))
        return vl_error_exit_status(*error);
    if (picture->error != NULL) {
        g_propagate_prefixed_error(error, g_steal_pointer(&picture->error),
                                   "cannot draw '%s': ", file);
        return vl_error_exit_status(*error);
    }
    if (!write_png(output, picture->png, error))
        return VL_EXIT_FAILED;
    return say_doubts(file, picture);
}

VlExit
vl_cmd_picture(int argc, char **argv, GError **error)
{
    VlReaderOptions reader = {0};
    g_auto(GStrv) starts = NULL, ends = NULL;
    g_autofree char *output = NULL, *seal = NULL;
    const GOptionEntry options[] = {
        {"start", 0, 0, G_OPTION_ARG_STRING_ARRAY, &starts,
         "Where the quote begins, in code points of the text", "N"},
        {"end", 0, 0, G_OPTION_ARG_STRING_ARRAY, &ends, "Where it ends", "N"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
         "The picture to write (- for standard output)", "FILE.png"},
        {"unsafe-no-sandbox", 0, 0, G_OPTION_ARG_NONE,
         &reader.unsafe_no_sandbox,
         "Draw without a sandbox (only files that you trust)", NULL},
        {"seal", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &seal,
         "For tests: seccomp or none", "KIND"},
        {NULL},
    };
    if (!vl_command_parse(&argc, &argv, options, "FILE.pdf", SUMMARY, 1, 1,
                          error))
        return VL_EXIT_USAGE;
    g_autoptr(GPtrArray) pictures =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_picture_free);
    VlPicture *picture = vl_picture_new();
    g_ptr_array_add(pictures, picture);
    if (!take_spans(starts, ends, picture->spans, error))
        return VL_EXIT_USAGE;
    if (output == NULL) {
        usage(error, "-o FILE.png is needed: where the picture goes");
        return VL_EXIT_USAGE;
    }
    g_autofree char *helper = vl_command_helper();
    reader.helper = helper;
    reader.seal = seal;
    return draw(argv[1], output, pictures, &reader, error);
}
