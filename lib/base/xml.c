#include "config.h"

#include "base/xml.h"

#include <string.h>

#include "base/error.h"

/* The longest name of an entity that is kept as text. */
#define MAX_ENTITY_NAME 64

void
vl_xml_take_error(VlXml *xml, GError *error)
{
    if (xml->error == NULL)
        xml->error = error;
    else
        g_error_free(error);
    xmlStopParser(xml->parser);
}

int
vl_xml_line(const VlXml *xml)
{
    return xml->parser->input == NULL ? 0 : xml->parser->input->line;
}

/* libxml2 ends its messages with a newline and writes them in capitals. */
static char *
tidy(const char *message)
{
    char *text = g_strstrip(g_strdup(message ? message : "not XML"));
    for (char *p = text; *p != '\0'; p++)
        if (*p == '\n')
            *p = ' ';
    if (g_ascii_isupper(text[0]) && g_ascii_islower(text[1]))
        text[0] = g_ascii_tolower(text[0]);
    return text;
}

/* Where libxml2's own words would not help. */
static char *
explain(const VlXml *xml, const xmlError *problem)
{
    switch (problem->code) {
    case XML_ERR_DOCUMENT_EMPTY:
        return g_strdup("this is no XML");
    case XML_ERR_INTERNAL_ERROR:
        return g_strdup("bytes that XML does not allow");
    case XML_ERR_DOCUMENT_END:
        return g_strdup(xml->parser->nameNr > 0
                            ? "the file ends in the middle of an element"
                            : "something follows the end of the document");
    default:
        return tidy(problem->message);
    }
}

static void
on_error(void *context, xmlErrorPtr problem)
{
    VlXml *xml = context;
    if (problem->level != XML_ERR_FATAL || xml->error != NULL)
        return;
    g_autofree char *message = explain(xml, problem);
    g_set_error(&xml->error, VL_ERROR, VL_ERROR_MALFORMED,
                "line %d: %s; get the file again", problem->line, message);
}

/* For the few complaints that libxml2 raises without a parser, and would
 * print itself. */
static void
ignore_error(void *context, xmlErrorPtr problem)
{
    (void)context, (void)problem;
}

void
vl_xml_be_quiet(void)
{
    xmlInitParser();
    xmlSetStructuredErrorFunc(NULL, ignore_error);
}

static void
refuse(VlXml *xml)
{
    vl_xml_take_error(
        xml, g_error_new(VL_ERROR, VL_ERROR_MALFORMED,
                         "line %d: the document type declares entities or "
                         "attributes of its own, which veille refuses; get "
                         "the file again",
                         vl_xml_line(xml)));
}

static void
on_entity(void *context, const xmlChar *name, int type,
          const xmlChar *public_id, const xmlChar *system_id, xmlChar *content)
{
    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    refuse(context);
}

static void
on_unparsed(void *context, const xmlChar *name, const xmlChar *public_id,
            const xmlChar *system_id, const xmlChar *notation)
{
    (void)name, (void)public_id, (void)system_id, (void)notation;
    refuse(context);
}

static void
on_attribute_declared(void *context, const xmlChar *element,
                      const xmlChar *name, int type, int def,
                      const xmlChar *value, xmlEnumerationPtr tree)
{
    (void)element, (void)name, (void)type, (void)def, (void)value;
    xmlFreeEnumeration(tree);
    refuse(context);
}

static void
on_reference(void *context, const xmlChar *name)
{
    VlXml *xml = context;
    const char *word = (const char *)name;
    if (*word == '#' || strlen(word) > MAX_ENTITY_NAME)
        return;
    g_autofree char *text = g_strdup_printf("&%s;", word);
    xml->parser->sax->characters(context, (const xmlChar *)text,
                                 (int)strlen(text));
}

/* libxml2 limits the depth only where it builds a tree. */
static void
on_start(void *context, const xmlChar *name, const xmlChar *prefix,
         const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
         int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    VlXml *xml = context;
    if (xml->parser->nameNr < VL_XML_MAX_DEPTH) {
        xml->start(context, name, prefix, uri, n_namespaces, namespaces,
                   n_attributes, n_defaulted, attributes);
        return;
    }
    vl_xml_take_error(xml, g_error_new(VL_ERROR, VL_ERROR_TOO_BIG,
                                       "line %d: elements nested deeper "
                                       "than %d",
                                       vl_xml_line(xml), VL_XML_MAX_DEPTH));
}

void
vl_xml_init(VlXml *xml, const VlXmlHandlers *handlers)
{
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = handlers->end,
        .characters = handlers->text,
        .ignorableWhitespace = handlers->text,
        .cdataBlock = handlers->text,
        .reference = on_reference,
        .entityDecl = on_entity,
        .unparsedEntityDecl = on_unparsed,
        .attributeDecl = on_attribute_declared,
        .serror = on_error,
    };
    vl_xml_be_quiet();
    xml->error = NULL;
    xml->start = handlers->start;
    xml->parser = xmlCreatePushParserCtxt(&sax, xml, NULL, 0, NULL);
    g_assert(xml->parser != NULL);
    xmlCtxtUseOptions(xml->parser, XML_PARSE_NONET);
}

void
vl_xml_clear(VlXml *xml)
{
    if (xml->parser != NULL) {
        /* Made by libxml2 for a DOCTYPE in some of its versions. */
        xmlFreeDoc(xml->parser->myDoc);
        xmlFreeParserCtxt(xml->parser);
    }
    xml->parser = NULL;
    g_clear_error(&xml->error);
    xmlResetLastError();
}

const xmlChar *
vl_xml_intern(VlXml *xml, const char *name)
{
    return xmlDictLookup(xml->parser->dict, (const xmlChar *)name, -1);
}

const char *
vl_xml_attribute(const xmlChar *interned, int n_attributes,
                 const xmlChar **attributes, gsize *length)
{
    /* Each attribute is five pointers: name, prefix, namespace, start and
     * end of its value. */
    for (int i = 0; i < n_attributes; i++, attributes += 5) {
        if (attributes[0] != interned)
            continue;
        *length = (gsize)(attributes[4] - attributes[3]);
        return (const char *)attributes[3];
    }
    return NULL;
}

void
vl_xml_append_value(GString *out, const char *value, gsize length)
{
    static const char escaped[] = "&#38;";
    const char *end = value + length;
    while (value < end) {
        const char *amp = memchr(value, '&', (gsize)(end - value));
        const char *stop = amp == NULL ? end : amp + 1;
        g_string_append_len(out, value, stop - value);
        value = stop;
        if (amp != NULL && end - amp >= 5 && memcmp(amp, escaped, 5) == 0)
            value = amp + 5;
    }
}

static gboolean
chunk(VlXml *xml, const char *bytes, gsize n_bytes, gboolean last,
      GError **error)
{
    if (xml->error == NULL &&
        xmlParseChunk(xml->parser, bytes, (int)n_bytes, last) != 0 &&
        xml->error == NULL && !xml->parser->wellFormed)
        g_set_error(&xml->error, VL_ERROR, VL_ERROR_MALFORMED,
                    "line %d: not well-formed XML", vl_xml_line(xml));
    if (xml->error == NULL)
        return TRUE;
    g_propagate_error(error, g_error_copy(xml->error));
    return FALSE;
}

gboolean
vl_xml_feed(VlXml *xml, const char *bytes, gsize n_bytes, GError **error)
{
    while (n_bytes > 0) {
        gsize n = MIN(n_bytes, 1 << 20);
        if (!chunk(xml, bytes, n, FALSE, error))
            return FALSE;
        bytes += n;
        n_bytes -= n;
    }
    return TRUE;
}

gboolean
vl_xml_finish(VlXml *xml, GError **error)
{
    return chunk(xml, "", 0, TRUE, error);
}
