#include "config.h"

#include "net/inflate.h"

#include <string.h>
#include <zlib.h>

#include "base/error.h"

#define PIECE 65536
/* zlib: detect gzip and zlib headers by itself; or neither is there. */
#define WITH_HEADER (32 + MAX_WBITS)
#define RAW (-MAX_WBITS)
#define GZIP_FIRST_BYTE 0x1f

struct VlInflate {
    z_stream stream;
    const char *label;
    gboolean deflate; /* servers disagree on what "deflate" is */
    gboolean begun, ended;
    guint64 taken;
    guint8 piece[PIECE];
};

static const struct {
    const char *name;
    gboolean packed, deflate;
} encodings[] = {
    {"identity", FALSE, FALSE},
    {"gzip", TRUE, FALSE},
    {"x-gzip", TRUE, FALSE},
    {"deflate", TRUE, TRUE},
};

VlInflate *
vl_inflate_new(const char *encoding, const char *label, gboolean *known)
{
    *known = encoding == NULL || *encoding == '\0';
    for (guint i = 0; !*known && i < G_N_ELEMENTS(encodings); i++) {
        if (g_ascii_strcasecmp(encodings[i].name, encoding) != 0)
            continue;
        *known = TRUE;
        if (!encodings[i].packed)
            return NULL;
        VlInflate *self = g_new0(VlInflate, 1);
        self->label = label;
        self->deflate = encodings[i].deflate;
        return self;
    }
    return NULL;
}

void
vl_inflate_free(VlInflate *self)
{
    if (self == NULL)
        return;
    if (self->begun)
        inflateEnd(&self->stream);
    g_free(self);
}

static gboolean
fail(const VlInflate *self, GError **error)
{
    g_set_error(error, VL_ERROR, VL_ERROR_UNREACHABLE,
                "'%s': the compressed answer is damaged or cut off",
                self->label);
    return FALSE;
}

/* A zlib header starts with 8 in the low half of its first byte; what is
 * called deflate without one is raw. */
static gboolean
begin(VlInflate *self, guint8 first)
{
    gboolean raw = self->deflate && (first & 0x0f) != 8;
    self->begun =
        inflateInit2(&self->stream, raw ? RAW : WITH_HEADER) == Z_OK;
    return self->begun;
}

/* Several gzip streams in a row are one answer; other bytes after the end are
 * padding. */
static void
again(VlInflate *self)
{
    if (!self->ended || self->stream.avail_in == 0 ||
        *self->stream.next_in != GZIP_FIRST_BYTE)
        return;
    self->ended = inflateReset(&self->stream) != Z_OK;
}

gboolean
vl_inflate_add(VlInflate *self, const void *bytes, gsize n_bytes,
               VlInflateTake take, gpointer data, GError **error)
{
    z_stream *stream = &self->stream;
    if (n_bytes == 0)
        return TRUE;
    if (!self->begun && !begin(self, *(const guint8 *)bytes))
        return fail(self, error);
    stream->next_in = (Bytef *)bytes;
    stream->avail_in = (uInt)n_bytes;
    again(self);
    while (!self->ended) {
        stream->next_out = self->piece;
        stream->avail_out = PIECE;
        gsize before = stream->avail_in;
        int result = inflate(stream, Z_NO_FLUSH);
        self->taken += before - stream->avail_in;
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            return fail(self, error);
        gsize n = PIECE - stream->avail_out;
        if (n > 0 && !take(self->piece, n, data, error))
            return FALSE;
        self->ended = result == Z_STREAM_END;
        again(self);
        if (n == 0 && stream->avail_in == 0)
            return TRUE;
    }
    return TRUE;
}

gboolean
vl_inflate_end(const VlInflate *self, GError **error)
{
    return self->ended || !self->begun ? TRUE : fail(self, error);
}

guint64
vl_inflate_taken(const VlInflate *self)
{
    return self->taken;
}
