#include "config.h"

#include "base/input.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zlib.h>

#include "base/error.h"

/* Unpacks bytes as a file would be; *error is what came after them. */
static char *
read_bytes(const void *bytes, gsize n_bytes, gsize *n_out, GError **error)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("veille-XXXXXX", &path, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_close(fd, NULL);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)n_bytes, NULL));
    g_autoptr(VlInput) input = vl_input_open(path, error);
    g_assert_nonnull(input);
    GString *out = g_string_new(NULL);
    const char *chunk = NULL;
    gsize n = 0;
    while (vl_input_next(input, &chunk, &n, error) && n > 0)
        g_string_append_len(out, chunk, (gssize)n);
    g_assert_cmpuint(vl_input_position(input), ==, out->len);
    g_unlink(path);
    *n_out = out->len;
    return g_string_free(out, FALSE);
}

static GByteArray *
pack(const char *bytes, gsize n_bytes)
{
    z_stream zip = {0};
    g_assert_cmpint(
        deflateInit2(&zip, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), ==,
        Z_OK);
    GByteArray *packed = g_byte_array_new();
    g_byte_array_set_size(packed, (guint)deflateBound(&zip, n_bytes));
    zip.next_in = (Bytef *)(gpointer)bytes;
    zip.avail_in = (uInt)n_bytes;
    zip.next_out = packed->data;
    zip.avail_out = packed->len;
    g_assert_cmpint(deflate(&zip, Z_FINISH), ==, Z_STREAM_END);
    g_byte_array_set_size(packed, (guint)zip.total_out);
    deflateEnd(&zip);
    return packed;
}

/* Longer than the buffers of the input. */
static char *
long_text(gsize n_bytes)
{
    char *text = g_malloc(n_bytes);
    for (gsize i = 0; i < n_bytes; i++)
        text[i] = (char)('a' + (i * i / 7) % 26);
    return text;
}

#define N_LONG 300000

static void
test_plain(void)
{
    static const gsize sizes[] = {0, 1, 2, 65536, N_LONG};
    g_autofree char *text = long_text(N_LONG);
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(GError) error = NULL;
        gsize n = 0;
        g_autofree char *out = read_bytes(text, sizes[i], &n, &error);
        g_assert_no_error(error);
        g_assert_cmpmem(out, n, text, sizes[i]);
    }
}

static void
test_gzip(void)
{
    g_autofree char *text = long_text(N_LONG);
    g_autoptr(GByteArray) packed = pack(text, N_LONG);
    g_autoptr(GError) error = NULL;
    gsize n = 0;
    g_autofree char *out = read_bytes(packed->data, packed->len, &n, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(out, n, text, N_LONG);
}

static void
test_members_and_padding(void)
{
    g_autoptr(GByteArray) packed = pack("one ", 4);
    g_autoptr(GByteArray) second = pack("two", 3);
    static const guint8 zeros[700] = {0};
    g_byte_array_append(packed, second->data, second->len);
    g_byte_array_append(packed, zeros, sizeof(zeros));
    g_autoptr(GError) error = NULL;
    gsize n = 0;
    g_autofree char *out = read_bytes(packed->data, packed->len, &n, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(out, n, "one two", 7);
}

/* Cut anywhere: an error each time, after what could be unpacked. */
static void
test_truncated(void)
{
    g_autofree char *text = long_text(N_LONG);
    g_autoptr(GByteArray) packed = pack(text, N_LONG);
    for (gsize cut = 2; cut < packed->len; cut += 1 + packed->len / 23) {
        g_autoptr(GError) error = NULL;
        gsize n = 0;
        g_autofree char *out = read_bytes(packed->data, cut, &n, &error);
        g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
        g_assert_nonnull(strstr(error->message, "too early"));
        g_assert_cmpuint(n, <=, N_LONG);
        g_assert_cmpmem(out, n, text, n);
    }
}

static void
test_damaged(void)
{
    g_autofree char *text = long_text(N_LONG);
    g_autoptr(GByteArray) packed = pack(text, N_LONG);
    packed->data[packed->len - 6] ^= 0x55; /* the checksum */
    g_autoptr(GError) error = NULL;
    gsize n = 0;
    g_autofree char *out = read_bytes(packed->data, packed->len, &n, &error);
    g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    g_assert_nonnull(strstr(error->message, "damaged"));

    g_autoptr(GByteArray) foreign = pack("x", 1);
    g_byte_array_append(foreign, (const guint8 *)"<html>", 6);
    g_clear_error(&error);
    g_autofree char *rest = read_bytes(foreign->data, foreign->len, &n, &error);
    g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    g_assert_nonnull(strstr(error->message, "foreign"));
}

static void
test_missing(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(vl_input_open("/nonexistent/file", &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/input/plain", test_plain);
    g_test_add_func("/input/gzip", test_gzip);
    g_test_add_func("/input/members-and-padding", test_members_and_padding);
    g_test_add_func("/input/truncated", test_truncated);
    g_test_add_func("/input/damaged", test_damaged);
    g_test_add_func("/input/missing", test_missing);
    return g_test_run();
}
