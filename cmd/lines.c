#include "config.h"

#include "lines.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "command.h"

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
answer_input(Input *input, VlAnswerFunc answer, gpointer data,
             GError **error)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(free_line);
    g_autoptr(GString) out = g_string_new(NULL);
    for (;;) {
        if (!next_batch(input, lines, error))
            return FALSE;
        if (lines->len == 0)
            return TRUE;
        g_string_truncate(out, 0);
        answer(data, lines, out);
        if (!vl_command_write(out->str, out->len, error))
            return FALSE;
    }
}

gboolean
vl_command_answer_lines(VlAnswerFunc answer, gpointer data, GError **error)
{
    Input input = {STDIN_FILENO, "standard input", g_string_new(NULL), 0,
                   FALSE};
    gboolean done = answer_input(&input, answer, data, error);
    g_string_free(input.rest, TRUE);
    return done;
}

VlExit
vl_command_lines_status(guint64 lines, guint64 errors, guint64 flagged)
{
    VlExit status = flagged > 0 ? VL_EXIT_FINDINGS : VL_EXIT_OK;
    if (errors == 0)
        return status;
    return vl_exit_worst(status, errors == lines ? VL_EXIT_FAILED
                                                 : VL_EXIT_PARTIAL);
}
