#include "config.h"

#include <libxml/parser.h>
#include <zlib.h>

/* The least that a reader of PubMed XML must spend: unpack, push through
 * libxml2's SAX2 parser, and do nothing.  Peer of tests/bench/parse.sh. */

static void
on_start(void *context, const xmlChar *name, const xmlChar *prefix,
         const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
         int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    (void)context, (void)name, (void)prefix, (void)uri, (void)n_namespaces;
    (void)namespaces, (void)n_attributes, (void)n_defaulted;
    (void)attributes;
}

static void
on_end(void *context, const xmlChar *name, const xmlChar *prefix,
       const xmlChar *uri)
{
    (void)context, (void)name, (void)prefix, (void)uri;
}

static void
on_text(void *context, const xmlChar *bytes, int n_bytes)
{
    (void)context, (void)bytes, (void)n_bytes;
}

int
main(int argc, char **argv)
{
    static char bytes[64 * 1024];
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .cdataBlock = on_text};
    gzFile file = argc == 2 ? gzopen(argv[1], "rb") : NULL;
    if (file == NULL)
        return 2;
    gzbuffer(file, sizeof(bytes));
    xmlParserCtxt *parser = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
    xmlCtxtUseOptions(parser, XML_PARSE_NONET);
    int n;
    while ((n = gzread(file, bytes, sizeof(bytes))) > 0)
        xmlParseChunk(parser, bytes, n, 0);
    xmlParseChunk(parser, bytes, 0, 1);
    int good = n == 0 && parser->wellFormed;
    xmlFreeParserCtxt(parser);
    gzclose(file);
    return good ? 0 : 1;
}
