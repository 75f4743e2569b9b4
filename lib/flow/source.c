#include "config.h"

#include "flow/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/scope.h"
#include "base/unicode.h"
#include "fulltext/jats.h"
#include "pubmed/parse.h"
#include "reading/abstract.h"

#define MAX_TEXT_FILE (64u << 20)
#define SNIFF_BYTES 65536

typedef enum { KIND_TEXT, KIND_PDF, KIND_JATS, KIND_PUBMED, KIND_HTML } Kind;

/* Elements that a document of each kind starts with. */
static const struct {
    const char *element;
    Kind kind;
} roots[] = {
    {"article", KIND_JATS},
    {"art", KIND_JATS},
    {"pmc-articleset", KIND_JATS},
    {"PubmedArticleSet", KIND_PUBMED},
    {"PubmedArticle", KIND_PUBMED},
    {"PubmedBookArticleSet", KIND_PUBMED},
    {"PubmedBookArticle", KIND_PUBMED},
    {"MedlineCitationSet", KIND_PUBMED},
    {"html", KIND_HTML},
};

/* Behind the declaration, comments and document type that stand at p; NULL:
 * they do not end. */
static const char *
skip_prolog(const char *p)
{
    static const struct {
        const char *start, *end;
    } parts[] = {{"<?", "?>"}, {"<!--", "-->"}, {"<!", ">"}};
    for (;;) {
        p += strspn(p, " \t\r\n");
        guint i = 0;
        while (i < G_N_ELEMENTS(parts) && !g_str_has_prefix(p, parts[i].start))
            i++;
        if (i == G_N_ELEMENTS(parts))
            return p;
        /* A document type may hold declarations of its own. */
        const char *bracket = strchr(p, '[');
        const char *close = strstr(p, parts[i].end);
        if (i == 2 && bracket != NULL && close != NULL && bracket < close)
            close = strstr(p, "]>");
        if (close == NULL)
            return NULL;
        p = strchr(close, '>') + 1;
    }
}

/* The objects of a PDF that lost its first line. */
static gboolean
is_pdf_without_head(const char *bytes)
{
    const char *object = strstr(bytes, " 0 obj");
    return object != NULL && strstr(object, "endobj") != NULL;
}

static Kind
sniff(const char *path, const char *bytes, gsize n_bytes)
{
    g_autofree char *lower = g_ascii_strdown(path, -1);
    if (vl_is_pdf(bytes, n_bytes) || g_str_has_suffix(lower, ".pdf"))
        return KIND_PDF;
    if (n_bytes >= 2 && memcmp(bytes, "\x1F\x8B", 2) == 0)
        return KIND_PUBMED;
    const char *p = bytes;
    if (g_str_has_prefix(p, "\xEF\xBB\xBF"))
        p += 3;
    /* Markup is no prose, and a quote from it would be none: what calls
     * itself XML is read as such, or not at all. */
    gboolean xml = n_bytes > 0 && (g_str_has_prefix(p, "<?xml") ||
                                   g_str_has_suffix(lower, "xml"));
    const Kind other =
        xml && !g_str_has_suffix(lower, ".txt") ? KIND_JATS : KIND_TEXT;
    p = skip_prolog(p);
    if (p == NULL || *p != '<')
        return is_pdf_without_head(bytes) ? KIND_PDF : other;
    gsize n = strcspn(++p, " \t\r\n/>");
    for (guint i = 0; i < G_N_ELEMENTS(roots); i++)
        if (strlen(roots[i].element) == n &&
            strncmp(p, roots[i].element, n) == 0)
            return roots[i].kind;
    return vl_is_html(bytes, n_bytes) ? KIND_HTML : other;
}

/* Windows-1252 and, for its five holes, Latin-1; it cannot fail. */
static char *
decode_windows(const char *bytes, gsize n_bytes)
{
    static const guint16 upper[32] = {
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
        0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    };
    GString *out = g_string_sized_new(n_bytes + 1);
    for (gsize i = 0; i < n_bytes; i++) {
        guchar c = (guchar)bytes[i];
        g_string_append_unichar(out,
                                c >= 0x80 && c < 0xA0 ? upper[c - 0x80] : c);
    }
    return g_string_free(out, FALSE);
}

static gboolean
has_prefix(const char *bytes, gsize n_bytes, const char *prefix)
{
    gsize n = strlen(prefix);
    return n_bytes >= n && memcmp(bytes, prefix, n) == 0;
}

/* TRUE for bytes that no editor writes: in a text of some other encoding a
 * stray control character may stand, in a program or a picture they abound. */
static gboolean
is_binary(const char *bytes, gsize n_bytes)
{
    gsize n = 0;
    for (gsize i = 0; i < n_bytes; i++) {
        guchar c = (guchar)bytes[i];
        if (c == '\0')
            return TRUE;
        n += c < 0x20 && strchr("\t\n\v\f\r\b\033", c) == NULL;
    }
    return n > n_bytes / 100;
}

char *
vl_decode_text(const char *bytes, gsize n_bytes, const char *file,
               GError **error)
{
    g_autofree char *text = NULL;
    gsize n = 0;
    gboolean little = has_prefix(bytes, n_bytes, "\xFF\xFE");
    if (little || has_prefix(bytes, n_bytes, "\xFE\xFF")) {
        text = g_convert(bytes + 2, (gssize)n_bytes - 2, "UTF-8",
                         little ? "UTF-16LE" : "UTF-16BE", NULL, &n, NULL);
    } else {
        if (has_prefix(bytes, n_bytes, "\xEF\xBB\xBF")) {
            bytes += 3;
            n_bytes -= 3;
        }
        n = n_bytes;
        if (!is_binary(bytes, n_bytes))
            text = g_utf8_validate_len(bytes, n_bytes, NULL)
                       ? g_strndup(bytes, n_bytes)
                       : decode_windows(bytes, n_bytes);
    }
    if (text != NULL && memchr(text, '\0', n) == NULL)
        return g_steal_pointer(&text);
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                "cannot read '%s': neither PDF, XML nor text; name the "
                "article itself",
                file);
    return NULL;
}

static VlDocument *
read_text(const char *path, GError **error)
{
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    if (!vl_file_read(path, MAX_TEXT_FILE, &bytes, &n_bytes, error))
        return NULL;
    g_autofree char *text = vl_decode_text(bytes, n_bytes, path, error);
    if (text == NULL)
        return NULL;
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, text);
    document->file = g_strdup(path);
    document->file_sha256 = vl_sha256(bytes, n_bytes);
    document->extractor = g_strdup("text");
    if (document->with_text > 0)
        return g_steal_pointer(&document);
    g_set_error(error, VL_ERROR, VL_ERROR_NO_TEXT_LAYER,
                "cannot read '%s': there is no text in it", path);
    return NULL;
}

static VlDocument *
refuse_html(const char *path, GError **error)
{
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                "cannot read '%s': a web page (HTML), often a log-in or "
                "error page; download the article itself",
                path);
    return NULL;
}

/* A page for each record, labelled by its PMID. */
static gboolean
add_record(VlRecord *record, gpointer data, GError **error)
{
    (void)error;
    VlDocument *document = data;
    if (!record->deleted) {
        g_autoptr(VlDocument) alone = vl_document_from_record(record);
        vl_document_add_page(document, alone->text, record->pmid);
    }
    vl_record_free(record);
    return TRUE;
}

static VlDocument *
read_pubmed(const char *path, GError **error)
{
    g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_ABSTRACT);
    g_autoptr(GError) damage = NULL;
    gboolean whole =
        vl_pubmed_parse_file(path, add_record, document, NULL, &damage);
    if (!whole && document->pages->len == 0) {
        g_propagate_error(error, g_steal_pointer(&damage));
        return NULL;
    }
    if (!whole) {
        document->partial = VL_PARTIAL_DAMAGE;
        document->warning = g_strdup(damage->message);
    }
    if (document->pages->len == 0) {
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                    "cannot read '%s': there is no record in it", path);
        return NULL;
    }
    document->file = g_strdup(path);
    document->extractor = g_strdup("pubmed");
    vl_document_seal(document);
    return g_steal_pointer(&document);
}

/* The first bytes of a file; a NUL follows them. */
static gboolean
read_start(const char *path, char **bytes, gsize *n_bytes, GError **error)
{
    vl_autofd int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    g_autofree char *buffer = g_malloc0(SNIFF_BYTES + 1);
    struct stat info;
    /* A folder is told by read(). */
    if (fd >= 0 && fstat(fd, &info) == 0 && !S_ISREG(info.st_mode) &&
        !S_ISDIR(info.st_mode)) {
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                    "cannot read '%s': not a regular file", path);
        return FALSE;
    }
    gssize n = fd < 0 ? -1 : read(fd, buffer, SNIFF_BYTES);
    if (n < 0) {
        vl_file_set_error(error, errno, "read", path);
        return FALSE;
    }
    *n_bytes = (gsize)n;
    *bytes = g_steal_pointer(&buffer);
    return TRUE;
}

VlDocument *
vl_flow_read_source(const char *path, const VlReaderOptions *options,
                    GError **error)
{
    g_autofree char *start = NULL;
    gsize n_bytes = 0;
    if (!read_start(path, &start, &n_bytes, error))
        return NULL;
    switch (sniff(path, start, n_bytes)) {
    case KIND_PDF:
        return vl_fulltext_read_pdf(path, options, error);
    case KIND_JATS:
        return vl_jats_read(path, error);
    case KIND_PUBMED:
        return read_pubmed(path, error);
    case KIND_HTML:
        /* A .txt file about HTML is text all the same. */
        return g_str_has_suffix(path, ".txt") ? read_text(path, error)
                                              : refuse_html(path, error);
    case KIND_TEXT:
        break;
    }
    return read_text(path, error);
}
