#include "config.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "command.h"
#include "flow/locate.h"
#include "flow/source.h"

/* Lines answered together, and the longest line taken. */
#define BATCH_LINES 1000
#define MAX_LINE (64u << 20)

typedef struct {
    int fd;
    const char *name;
    GString *rest; /* read, but not yet a whole line */
    gsize scanned; /* bytes of rest without a newline */
    gboolean ended;
} Input;

static VlDocument *
read_source(const char *path, gpointer data, GError **error)
{
    return vl_flow_read_source(path, data, error);
}

static void
free_line(gpointer line)
{
    g_string_free(line, TRUE);
}

/* Moves the whole lines out of what was read. */
static void
take_lines(Input *input, GPtrArray *lines)
{
    gsize from = 0;
    while (lines->len < BATCH_LINES) {
        gsize at = MAX(from, input->scanned);
        const char *newline =
            memchr(input->rest->str + at, '\n', input->rest->len - at);
        if (newline == NULL) {
            input->scanned = input->rest->len;
            break;
        }
        gsize end = (gsize)(newline - input->rest->str);
        g_ptr_array_add(lines, g_string_new_len(input->rest->str + from,
                                                (gssize)(end - from)));
        from = end + 1;
        input->scanned = from;
    }
    g_string_erase(input->rest, 0, (gssize)from);
    input->scanned -= from;
    if (input->ended && lines->len < BATCH_LINES && input->rest->len > 0) {
        g_ptr_array_add(lines, g_string_new_len(input->rest->str,
                                                (gssize)input->rest->len));
        g_string_truncate(input->rest, 0);
        input->scanned = 0;
    }
}

static gboolean
read_more(Input *input, GError **error)
{
    char buffer[65536];
    gssize n;
    do
        n = read(input->fd, buffer, sizeof buffer);
    while (n < 0 && errno == EINTR);
    if (n < 0) {
        vl_file_set_error(error, errno, "read", input->name);
        return FALSE;
    }
    input->ended = n == 0;
    g_string_append_len(input->rest, buffer, n);
    if (input->rest->len <= MAX_LINE)
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_TOO_BIG,
                "a line of '%s' is longer than %u MB", input->name,
                MAX_LINE >> 20);
    return FALSE;
}

/* The next lines: as many as are there, so that who writes one line and
 * waits for its answer gets it. */
static gboolean
next_batch(Input *input, GPtrArray *lines, GError **error)
{
    g_ptr_array_set_size(lines, 0);
    for (;;) {
        take_lines(input, lines);
        if (lines->len >= BATCH_LINES || input->ended)
            return TRUE;
        struct pollfd waiting = {.fd = input->fd, .events = POLLIN};
        if (lines->len > 0 && poll(&waiting, 1, 0) == 0)
            return TRUE;
        if (!read_more(input, error))
            return FALSE;
    }
}

static gboolean
answer_all(Input *input, VlLocator *locator, GError **error)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(free_line);
    g_autoptr(GString) out = g_string_new(NULL);
    for (;;) {
        if (!next_batch(input, lines, error))
            return FALSE;
        if (lines->len == 0)
            return TRUE;
        g_string_truncate(out, 0);
        vl_locator_answer(locator, lines, out);
        if (!vl_command_write(out->str, out->len, error))
            return FALSE;
    }
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
    Input input = {STDIN_FILENO, "standard input", g_string_new(NULL), 0,
                   FALSE};
    gboolean done = answer_all(&input, locator, error);
    g_string_free(input.rest, TRUE);
    if (!done)
        return VL_EXIT_FAILED;
    const VlLocatorCounts *counts = vl_locator_counts(locator);
    VlExit status = counts->flagged > 0 ? VL_EXIT_FINDINGS : VL_EXIT_OK;
    if (counts->errors == 0)
        return status;
    return vl_exit_worst(status, counts->errors == counts->lines
                                     ? VL_EXIT_FAILED
                                     : VL_EXIT_PARTIAL);
}
