#include "config.h"

#include "pubmed/parse.h"

#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "pubmed/nbib.h"

/* What people hand over instead of PubMed XML, by its first bytes. */
static const struct {
    const char *start;
    const char *what;
} others[] = {
    {"<!doctype html", "an HTML page, not PubMed XML; download the records "
                       "again with retmode=xml"},
    {"<html", "an HTML page, not PubMed XML; download the records again with "
              "retmode=xml"},
    {"%PDF-", "a PDF, not PubMed XML; read it with veille text"},
    {"PK\x03\x04", "a zip archive; unpack it first"},
    {"BZh", "packed with bzip2; unpack it first"},
    {"\xFD"
     "7zXZ",
     "packed with xz; unpack it first"},
    {"\x28\xB5\x2F\xFD", "packed with zstd; unpack it first"},
    {"{", "JSON, not PubMed XML; export the records as XML"},
};

static gboolean
check_start(const VlInput *input, const char *bytes, gsize n_bytes,
            GError **error)
{
    if (n_bytes >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        bytes += 3, n_bytes -= 3;
    while (n_bytes > 0 && g_ascii_isspace(*bytes))
        bytes++, n_bytes--;
    for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
        gsize length = strlen(others[i].start);
        if (n_bytes < length ||
            g_ascii_strncasecmp(bytes, others[i].start, length) != 0)
            continue;
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED, "%s is %s",
                    vl_input_name(input), others[i].what);
        return FALSE;
    }
    return TRUE;
}

static gboolean
feed_all(VlArticleReader *reader, VlInput *input, GError **error)
{
    VlXml *xml = &reader->elements.xml;
    for (;;) {
        const char *bytes = NULL;
        gsize n_bytes = 0;
        gboolean first = vl_input_position(input) == 0;
        if (!vl_input_next(input, &bytes, &n_bytes, error))
            return FALSE;
        if (first && n_bytes == 0) {
            g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                        "%s is empty; get the file again",
                        vl_input_name(input));
            return FALSE;
        }
        if (first && vl_nbib_is_start(bytes, n_bytes))
            return vl_nbib_read(input, bytes, n_bytes, reader->func,
                                reader->data, &reader->n_records, error);
        if (first && !check_start(input, bytes, n_bytes, error))
            return FALSE;
        gboolean good = n_bytes > 0 ? vl_xml_feed(xml, bytes, n_bytes, error)
                                    : vl_xml_finish(xml, error);
        if (!good && !reader->func_failed)
            g_prefix_error(error, "cannot read %s whole, ",
                           vl_input_name(input));
        if (!good || n_bytes == 0)
            return good;
    }
}

gboolean
vl_pubmed_parse_file(const char *path, VlRecordFunc func, gpointer data,
                     VlPubmedStats *stats, GError **error)
{
    if (stats != NULL)
        *stats = (VlPubmedStats){0};
    g_autoptr(VlInput) input = vl_input_open(path, error);
    if (input == NULL)
        return FALSE;
    g_autofree VlArticleReader *reader = g_new(VlArticleReader, 1);
    vl_article_reader_init(reader, func, data);
    gboolean good = feed_all(reader, input, error);
    if (stats != NULL)
        *stats = (VlPubmedStats){reader->n_records, reader->n_deleted};
    vl_article_reader_clear(reader);
    return good;
}

/* ---- Bytes that come one after another ---- */

struct VlPubmedStream {
    VlArticleReader reader;
};

VlPubmedStream *
vl_pubmed_stream_new(VlRecordFunc func, gpointer data)
{
    VlPubmedStream *stream = g_new(VlPubmedStream, 1);
    vl_article_reader_init(&stream->reader, func, data);
    return stream;
}

void
vl_pubmed_stream_free(VlPubmedStream *stream)
{
    if (stream == NULL)
        return;
    vl_article_reader_clear(&stream->reader);
    g_free(stream);
}

gboolean
vl_pubmed_stream_feed(VlPubmedStream *stream, const char *bytes,
                      gsize n_bytes, GError **error)
{
    return vl_xml_feed(&stream->reader.elements.xml, bytes, n_bytes, error);
}

gboolean
vl_pubmed_stream_finish(VlPubmedStream *stream, GError **error)
{
    return vl_xml_finish(&stream->reader.elements.xml, error);
}
