#pragma once

#include <glib.h>
#include <libxml/parser.h>

/* libxml2's SAX2 push parser, set up for files that may be hostile: no DTD
 * is loaded, no entity is defined, nothing is fetched, libxml2's own
 * limits stay on, nesting is limited, and it never prints.  A document
 * type with declarations of its own is refused. */

/* First member of the reader's own state: each handler gets the VlXml as
 * its context and casts it. */
typedef struct {
    xmlParserCtxt *parser;
    startElementNsSAX2Func start;
    GError *error; /* the first one; nothing is delivered after it */
} VlXml;

typedef struct {
    startElementNsSAX2Func start;
    endElementNsSAX2Func end;
    charactersSAXFunc text; /* CDATA and white space too */
} VlXmlHandlers;

/* Deepest nesting of elements. */
#define VL_XML_MAX_DEPTH 256

/* A name such as &alpha; that only a DTD could explain is handed to text as
 * it is written, so that no word disappears. */
void vl_xml_init(VlXml *xml, const VlXmlHandlers *handlers);
void vl_xml_clear(VlXml *xml);

/* The one address that this parser uses for name, so that handlers compare
 * addresses.  Lives as long as xml. */
const xmlChar *vl_xml_intern(VlXml *xml, const char *name);

/* The value of an attribute by its interned name, *length bytes long and
 * not ended by a NUL; NULL when it is not there.  libxml2 leaves an
 * ampersand in it as "&#38;": vl_xml_append_value undoes that. */
const char *vl_xml_attribute(const xmlChar *interned, int n_attributes,
                             const xmlChar **attributes, gsize *length);

/* Appends the value of an attribute as it was meant. */
void vl_xml_append_value(GString *out, const char *value, gsize length);

/* The line that is being read. */
int vl_xml_line(const VlXml *xml);

/* Readies libxml2, and keeps it from printing messages of its own in this
 * thread, each of which has that setting for itself. */
void vl_xml_be_quiet(void);

/* Called by a handler: stops the parser with this error, which is taken. */
void vl_xml_take_error(VlXml *xml, GError *error);

/* Errors: VL_ERROR_MALFORMED with the line, also for declarations of
 * entities, and what a handler gave. */
gboolean vl_xml_feed(VlXml *xml, const char *bytes, gsize n_bytes,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* After the last byte. */
gboolean vl_xml_finish(VlXml *xml, GError **error) G_GNUC_WARN_UNUSED_RESULT;
