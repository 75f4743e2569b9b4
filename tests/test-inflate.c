#include "config.h"

#include "net/inflate.h"

#include <string.h>
#include <zlib.h>

#include "base/error.h"

#define RAW (-15)
#define ZLIB 15
#define GZIP 31

static void
pack(GString *out, const char *text, int window)
{
    Bytef packed[4096];
    z_stream stream = {.next_in = (Bytef *)text,
                       .avail_in = (uInt)strlen(text),
                       .next_out = packed,
                       .avail_out = sizeof(packed)};
    g_assert_cmpint(deflateInit2(&stream, 9, Z_DEFLATED, window, 8,
                                 Z_DEFAULT_STRATEGY),
                    ==, Z_OK);
    g_assert_cmpint(deflate(&stream, Z_FINISH), ==, Z_STREAM_END);
    g_string_append_len(out, (char *)packed,
                        (gssize)(sizeof(packed) - stream.avail_out));
    deflateEnd(&stream);
}

static gboolean
append(const void *bytes, gsize n, gpointer data, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (gssize)n);
    return TRUE;
}

/* Unpacks in pieces of that size; NULL when it fails. */
static char *
unpack(const GString *packed, gsize n, const char *encoding, gsize piece)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean known = FALSE, good = TRUE;
    g_autoptr(VlInflate) inflate = vl_inflate_new(encoding, "x", &known);
    g_assert_true(known);
    for (gsize i = 0; good && i < n; i += piece)
        good = vl_inflate_add(inflate, packed->str + i, MIN(piece, n - i),
                              append, out, &error);
    good = good && vl_inflate_end(inflate, &error);
    g_assert_true(good == (error == NULL));
    if (!good)
        g_assert_error(error, VL_ERROR, VL_ERROR_UNREACHABLE);
    return good ? g_strdup(out->str) : NULL;
}

static void
test_kinds(void)
{
    static const struct {
        const char *encoding;
        int window;
    } cases[] = {
        {"gzip", GZIP}, {"X-GZIP", GZIP}, {"deflate", ZLIB}, {"deflate", RAW}};
    const char *text = "a text that is not so very short, not so very short";
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        for (gsize piece = 1; piece < 200; piece += 33) {
            g_autoptr(GString) packed = g_string_new(NULL);
            pack(packed, text, cases[i].window);
            g_autofree char *back =
                unpack(packed, packed->len, cases[i].encoding, piece);
            g_assert_cmpstr(back, ==, text);
        }
}

/* Every place to cut is noticed. */
static void
test_cut(void)
{
    g_autoptr(GString) packed = g_string_new(NULL);
    pack(packed, "a text that is cut off somewhere", GZIP);
    for (gsize n = 1; n < packed->len; n++)
        g_assert_null(unpack(packed, n, "gzip", 7));
}

static void
test_several(void)
{
    g_autoptr(GString) packed = g_string_new(NULL);
    pack(packed, "one, ", GZIP);
    pack(packed, "two", GZIP);
    for (gsize piece = 1; piece < 60; piece++) {
        g_autofree char *back = unpack(packed, packed->len, "gzip", piece);
        g_assert_cmpstr(back, ==, "one, two");
    }
    g_string_append_len(packed, "\0\0\0\0", 4);
    g_autofree char *padded = unpack(packed, packed->len, "gzip", 5);
    g_assert_cmpstr(padded, ==, "one, two");
}

static void
test_names(void)
{
    gboolean known = FALSE;
    g_assert_null(vl_inflate_new(NULL, "x", &known));
    g_assert_true(known);
    g_assert_null(vl_inflate_new("identity", "x", &known));
    g_assert_true(known);
    g_assert_null(vl_inflate_new("br", "x", &known));
    g_assert_false(known);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/inflate/kinds", test_kinds);
    g_test_add_func("/inflate/cut", test_cut);
    g_test_add_func("/inflate/several", test_several);
    g_test_add_func("/inflate/names", test_names);
    return g_test_run();
}
