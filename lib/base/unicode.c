#include "config.h"

#include "base/unicode.h"

#include <string.h>

/* Code points between two entries of an index. */
#define STRIDE 256

struct VlUtf8Index {
    GArray *bytes; /* gsize: the byte of every STRIDE-th code point */
    gsize n_code_points, n_bytes;
};

static gboolean
is_lead(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

gsize
vl_utf8_length(const char *text, gssize n_bytes)
{
    gsize n = n_bytes < 0 ? strlen(text) : (gsize)n_bytes;
    gsize count = 0;
    for (gsize i = 0; i < n; i++)
        count += is_lead(text[i]);
    return count;
}

gsize
vl_utf8_offset(const char *text, gsize n)
{
    const char *p = text;
    while (n > 0 && *p != '\0') {
        p = g_utf8_next_char(p);
        n--;
    }
    return (gsize)(p - text);
}

char *
vl_utf8_slice(const char *text, gsize start, gsize end)
{
    gsize from = vl_utf8_offset(text, start);
    gsize length = end > start ? vl_utf8_offset(text + from, end - start) : 0;
    return g_strndup(text + from, length);
}

VlUtf8Index *
vl_utf8_index_new(const char *text)
{
    VlUtf8Index *index = g_new0(VlUtf8Index, 1);
    index->bytes = g_array_new(FALSE, FALSE, sizeof(gsize));
    gsize i = 0;
    for (; text[i] != '\0'; i++) {
        if (!is_lead(text[i]))
            continue;
        if (index->n_code_points % STRIDE == 0)
            g_array_append_val(index->bytes, i);
        index->n_code_points++;
    }
    index->n_bytes = i;
    return index;
}

void
vl_utf8_index_free(VlUtf8Index *index)
{
    if (index == NULL)
        return;
    g_array_unref(index->bytes);
    g_free(index);
}

gsize
vl_utf8_index_to_bytes(const VlUtf8Index *index, const char *text,
                       gsize code_point)
{
    if (code_point >= index->n_code_points)
        return index->n_bytes;
    gsize base = g_array_index(index->bytes, gsize, code_point / STRIDE);
    return base + vl_utf8_offset(text + base, code_point % STRIDE);
}

gsize
vl_utf8_index_to_code_points(const VlUtf8Index *index, const char *text,
                             gsize byte)
{
    if (byte >= index->n_bytes)
        return index->n_code_points;
    gsize low = 0, high = index->bytes->len;
    while (high - low > 1) {
        gsize middle = low + (high - low) / 2;
        if (g_array_index(index->bytes, gsize, middle) <= byte)
            low = middle;
        else
            high = middle;
    }
    gsize base = g_array_index(index->bytes, gsize, low);
    return low * STRIDE + vl_utf8_length(text + base, (gssize)(byte - base));
}

char *
vl_utf8_repair(const char *bytes, gsize n_bytes, gsize *n_replaced)
{
    static const char bom[] = "\xEF\xBB\xBF";
    if (n_bytes >= 3 && memcmp(bytes, bom, 3) == 0) {
        bytes += 3;
        n_bytes -= 3;
    }
    gsize replaced = 0;
    g_autoptr(GString) out = g_string_sized_new(n_bytes);
    while (n_bytes > 0) {
        const char *end = NULL;
        gboolean valid = g_utf8_validate_len(bytes, n_bytes, &end);
        gsize good = (gsize)(end - bytes);
        g_string_append_len(out, bytes, (gssize)good);
        if (valid)
            break;
        g_string_append(out, "\xEF\xBF\xBD");
        replaced++;
        bytes += good + 1;
        n_bytes -= good + 1;
    }
    if (n_replaced != NULL)
        *n_replaced = replaced;
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static gboolean
is_harmless(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
        return FALSE;
    default:
        return TRUE;
    }
}

char *
vl_printable(const char *text, gsize max_bytes)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *valid = vl_utf8_repair(text, strlen(text), NULL);
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!is_harmless(c))
            c = ' ';
        if (out->len + (gsize)g_unichar_to_utf8(c, NULL) > max_bytes)
            break;
        g_string_append_unichar(out, c);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

gunichar
vl_superscript(char digit)
{
    static const gunichar forms[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                     0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    return forms[digit - '0'];
}
