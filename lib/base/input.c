#include "config.h"

#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/error.h"
#include "base/file.h"
#include "base/scope.h"

/* Both fit a second-level cache together with what the reader holds. */
#define PACKED_BYTES (64 * 1024)
#define PLAIN_BYTES (64 * 1024)

struct VlInput {
    int fd;
    char *path, *name;
    gboolean started, gzip, in_member, at_end;
    z_stream zip;
    guint64 position;
    Bytef packed[PACKED_BYTES];
    Bytef plain[PLAIN_BYTES];
};

VlInput *
vl_input_open(const char *path, GError **error)
{
    gboolean standard = g_str_equal(path, "-");
    vl_autofd int fd =
        standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        vl_file_set_error(error, errno, "read",
                          standard ? "standard input" : path);
        return NULL;
    }
    VlInput *input = g_malloc(sizeof(VlInput));
    memset(input, 0, G_STRUCT_OFFSET(VlInput, packed));
    input->fd = vl_steal_fd(&fd);
    input->path = g_strdup(standard ? "standard input" : path);
    input->name =
        standard ? g_strdup("standard input") : g_strdup_printf("'%s'", path);
    return input;
}

void
vl_input_close(VlInput *input)
{
    if (input == NULL)
        return;
    if (input->gzip)
        inflateEnd(&input->zip);
    close(input->fd);
    g_free(input->path);
    g_free(input->name);
    g_free(input);
}

/* Fills packed after what is still in it; FALSE on an error. */
static gboolean
refill(VlInput *input, GError **error)
{
    gsize kept = input->zip.avail_in;
    if (kept > 0)
        memmove(input->packed, input->zip.next_in, kept);
    input->zip.next_in = input->packed;
    gssize n;
    do
        n = read(input->fd, input->packed + kept, PACKED_BYTES - kept);
    while (n < 0 && errno == EINTR);
    if (n < 0) {
        vl_file_set_error(error, errno, "read", input->path);
        return FALSE;
    }
    input->at_end = n == 0;
    input->zip.avail_in += (uInt)n;
    return TRUE;
}

static gboolean
is_gzip(const VlInput *input)
{
    return input->zip.avail_in >= 2 && input->zip.next_in[0] == 0x1F &&
           input->zip.next_in[1] == 0x8B;
}

/* Two bytes at least decide what the stream is. */
static gboolean
start(VlInput *input, GError **error)
{
    input->started = TRUE;
    while (input->zip.avail_in < 2 && !input->at_end)
        if (!refill(input, error))
            return FALSE;
    if (!is_gzip(input))
        return TRUE;
    /* 16: a gzip header and its checksum, which zlib verifies. */
    if (inflateInit2(&input->zip, 15 + 16) != Z_OK) {
        g_set_error(error, VL_ERROR, VL_ERROR_FAILED,
                    "cannot unpack %s: zlib does not start", input->name);
        return FALSE;
    }
    input->gzip = input->in_member = TRUE;
    return TRUE;
}

static gboolean
next_plain(VlInput *input, const char **bytes, gsize *n_bytes, GError **error)
{
    if (input->zip.avail_in == 0 && !input->at_end && !refill(input, error))
        return FALSE;
    *bytes = (const char *)input->zip.next_in;
    *n_bytes = input->zip.avail_in;
    input->zip.avail_in = 0;
    return TRUE;
}

static gboolean
fail_gzip(const VlInput *input, const char *what, GError **error)
{
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                "%s: %s after byte %" G_GUINT64_FORMAT
                " of the unpacked text; get the file again",
                input->name, what, input->position);
    return FALSE;
}

/* Between two members: another one, zeros as padding, or the end. */
static gboolean
next_member(VlInput *input, GError **error)
{
    while (input->zip.avail_in > 0 || !input->at_end) {
        while (input->zip.avail_in > 0 && input->zip.next_in[0] == 0) {
            input->zip.next_in++;
            input->zip.avail_in--;
        }
        if (is_gzip(input)) {
            inflateReset(&input->zip);
            input->in_member = TRUE;
            return TRUE;
        }
        if (input->zip.avail_in >= 2 ||
            (input->zip.avail_in == 1 && input->at_end))
            return fail_gzip(input, "foreign bytes in the gzip data", error);
        if (!refill(input, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
next_unpacked(VlInput *input, const char **bytes, gsize *n_bytes,
              GError **error)
{
    input->zip.next_out = input->plain;
    input->zip.avail_out = PLAIN_BYTES;
    while (input->zip.avail_out > 0) {
        if (!input->in_member && !next_member(input, error))
            return FALSE;
        if (!input->in_member)
            break;
        if (input->zip.avail_in == 0 && !refill(input, error))
            return FALSE;
        if (input->zip.avail_in == 0)
            break;
        int status = inflate(&input->zip, Z_NO_FLUSH);
        if (status == Z_STREAM_END)
            input->in_member = FALSE;
        else if (status != Z_OK && status != Z_BUF_ERROR)
            break;
    }
    *bytes = (const char *)input->plain;
    *n_bytes = PLAIN_BYTES - input->zip.avail_out;
    /* First everything before the damage, then, at the next call, the
     * error, which zlib repeats. */
    if (*n_bytes > 0 || !input->in_member)
        return TRUE;
    return fail_gzip(input,
                     input->zip.avail_in == 0 ? "the gzip data end too early"
                                              : "the gzip data are damaged",
                     error);
}

gboolean
vl_input_next(VlInput *input, const char **bytes, gsize *n_bytes,
              GError **error)
{
    *n_bytes = 0;
    if (!input->started && !start(input, error))
        return FALSE;
    gboolean good = input->gzip ? next_unpacked(input, bytes, n_bytes, error)
                                : next_plain(input, bytes, n_bytes, error);
    input->position += *n_bytes;
    return good;
}

const char *
vl_input_name(const VlInput *input)
{
    return input->name;
}

guint64
vl_input_position(const VlInput *input)
{
    return input->position;
}
