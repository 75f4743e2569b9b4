#include "config.h"

#include "net/body.h"

#include "base/error.h"
#include "base/secret.h"
#include "net/inflate.h"

/* What a server says beside an error status; the rest of it is dropped. */
#define MOST_OF_ERROR ((gsize)1 << 20)
/* An answer that unpacks to more than this multiple of what was sent is no
 * honest one: text packs to a tenth, deflate's limit is 1032. */
#define BOMB_RATIO 200

struct VlBody {
    const VlHttpRequest *request;
    const char *label;
    VlInflate *inflate; /* NULL: not packed */
    gboolean begun, is_success, given;
    gsize unpacked;
    GByteArray *kept;
};

VlBody *
vl_body_new(const VlHttpRequest *request, const char *label)
{
    VlBody *body = g_new0(VlBody, 1);
    body->request = request;
    body->label = label;
    body->kept = g_byte_array_new();
    return body;
}

void
vl_body_free(VlBody *body)
{
    if (body == NULL)
        return;
    vl_inflate_free(body->inflate);
    g_byte_array_unref(body->kept);
    g_free(body);
}

static gboolean
begin(VlBody *body, const VlTransferEnd *end, GError **error)
{
    const VlHttpSink *sink = body->request->sink;
    const char *encoding =
        g_hash_table_lookup(end->headers, "content-encoding");
    gboolean known = FALSE;
    body->begun = TRUE;
    body->is_success = end->status >= 200 && end->status < 300;
    body->inflate = vl_inflate_new(encoding, body->label, &known);
    if (!known) {
        g_set_error(error, VL_ERROR, VL_ERROR_UNREACHABLE,
                    "'%s': the answer is packed in a way that was not asked "
                    "for",
                    body->label);
        return FALSE;
    }
    if (sink == NULL || sink->start == NULL || !body->is_success)
        return TRUE;
    return sink->start(sink->data, error);
}

/* A bomb is an accident or an attack, and the next answer may be honest; what
 * is honestly too large stays so. */
static gboolean
fail_too_big(const VlBody *body, GError **error)
{
    gboolean bomb = body->inflate != NULL &&
                    body->unpacked / BOMB_RATIO >
                        vl_inflate_taken(body->inflate);
    g_set_error(error, VL_ERROR,
                bomb ? VL_ERROR_UNREACHABLE : VL_ERROR_TOO_BIG,
                "'%s': the answer %s %" G_GSIZE_FORMAT " bytes, the most "
                "that is taken",
                body->label,
                bomb ? "is packed suspiciously well and unpacks to more than"
                     : "has more than",
                body->request->max_bytes);
    return FALSE;
}

static gboolean
take_unpacked(const void *bytes, gsize n_bytes, gpointer data, GError **error)
{
    VlBody *body = data;
    const VlHttpSink *sink = body->request->sink;
    body->unpacked += n_bytes;
    if (body->unpacked > body->request->max_bytes)
        return fail_too_big(body, error);
    if (sink != NULL && body->is_success) {
        body->given = TRUE;
        return sink->bytes(bytes, n_bytes, sink->data, error);
    }
    if (body->is_success || body->kept->len < MOST_OF_ERROR)
        g_byte_array_append(body->kept, bytes, (guint)n_bytes);
    return TRUE;
}

gboolean
vl_body_take(const VlTransferEnd *end, const void *bytes, gsize n_bytes,
               gpointer data, GError **error)
{
    VlBody *body = data;
    if (!body->begun && !begin(body, end, error))
        return FALSE;
    if (body->inflate == NULL)
        return take_unpacked(bytes, n_bytes, body, error);
    return vl_inflate_add(body->inflate, bytes, n_bytes, take_unpacked,
                          body, error);
}

gboolean
vl_body_end(VlBody *body, const VlTransferEnd *end, GError **error)
{
    if (!body->begun && !begin(body, end, error))
        return FALSE;
    return body->inflate == NULL || vl_inflate_end(body->inflate, error);
}

GBytes *
vl_body_steal(VlBody *body)
{
    GByteArray *kept = body->kept;
    body->kept = g_byte_array_new();
    /* Servers are known to say the key again (NCBI's 429 does). */
    vl_secret_blank(body->request->secret, (char *)kept->data, kept->len);
    return g_byte_array_free_to_bytes(kept);
}

gboolean
vl_body_is_final(const VlBody *body)
{
    return body->given && body->request->sink->start == NULL;
}
