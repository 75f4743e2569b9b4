#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/xml.h"

/* Writes down what it hears. */
typedef struct {
    VlXml xml;
    GString *heard;
    const xmlChar *attribute;
    const char *stop_at; /* fail at this element */
} Listener;

static void
on_start(void *context, const xmlChar *name, const xmlChar *prefix,
         const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
         int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)n_namespaces, (void)namespaces;
    (void)n_defaulted;
    Listener *listener = context;
    gsize length = 0;
    const char *value = vl_xml_attribute(listener->attribute, n_attributes,
                                         attributes, &length);
    g_string_append_printf(listener->heard, "<%s", (const char *)name);
    if (value != NULL) {
        g_string_append(listener->heard, " a=");
        vl_xml_append_value(listener->heard, value, length);
    }
    g_string_append_c(listener->heard, '>');
    if (g_strcmp0(listener->stop_at, (const char *)name) == 0)
        vl_xml_take_error(&listener->xml,
                          g_error_new(VL_ERROR, VL_ERROR_STORE, "enough"));
}

static void
on_end(void *context, const xmlChar *name, const xmlChar *prefix,
       const xmlChar *uri)
{
    (void)prefix, (void)uri;
    Listener *listener = context;
    g_string_append_printf(listener->heard, "</%s>", (const char *)name);
}

static void
on_text(void *context, const xmlChar *bytes, int n_bytes)
{
    Listener *listener = context;
    g_string_append_len(listener->heard, (const char *)bytes, n_bytes);
}

/* Feeds text in pieces of step bytes. */
static char *
listen(const char *text, gsize step, const char *stop_at, GError **error)
{
    Listener listener = {.heard = g_string_new(NULL), .stop_at = stop_at};
    vl_xml_init(&listener.xml, &(VlXmlHandlers){on_start, on_end, on_text});
    listener.attribute = vl_xml_intern(&listener.xml, "a");
    gboolean good = TRUE;
    for (gsize at = 0, end = strlen(text); good && at < end; at += step)
        good =
            vl_xml_feed(&listener.xml, text + at, MIN(step, end - at), error);
    if (good)
        good = vl_xml_finish(&listener.xml, error);
    g_assert_true(good == (*error == NULL));
    vl_xml_clear(&listener.xml);
    return g_string_free(listener.heard, FALSE);
}

static void
test_events(void)
{
    static const char text[] =
        "<r a='1 &amp; 2 &lt; &#38; &amp;#38;' b='x'>t&amp;&#233;"
        "<![CDATA[<c>]]>&nbsp; <m:e xmlns:m='urn:x'/></r>";
    for (gsize step = 1; step < sizeof(text); step++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *heard = NULL;
        g_autofree char *document = g_strconcat(
            "<!DOCTYPE r PUBLIC 'x' 'file:///nonexistent.dtd'>", text, NULL);
        heard = listen(document, step, NULL, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(heard, ==,
                        "<r a=1 & 2 < & &#38;>t&\u00e9<c>&nbsp; <e></e></r>");
    }
}

static void
test_encodings(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *latin =
        listen("<?xml version='1.0' encoding='ISO-8859-1'?><r>\xE9</r>", 7,
               NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(latin, ==, "<r>\u00e9</r>");
    g_autofree char *bom = listen("\xEF\xBB\xBF<r/>", 5, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(bom, ==, "<r></r>");
}

static const struct {
    const char *text;
    int code;
    const char *words;
} bad[] = {
    {"<r>\n<a></b></r>", VL_ERROR_MALFORMED, "line 2"},
    {"<r>\n<a>", VL_ERROR_MALFORMED, "ends in the middle"},
    {"<r/>\n<r/>", VL_ERROR_MALFORMED, "follows the end"},
    {"nothing", VL_ERROR_MALFORMED, "no XML"},
    {"<r>&unknown;</r>", VL_ERROR_MALFORMED, "unknown"},
    {"<!DOCTYPE r [<!ENTITY e 'x'>]><r>&e;</r>", VL_ERROR_MALFORMED,
     "declares"},
    {"<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>",
     VL_ERROR_MALFORMED, "declares"},
    {"<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://localhost/'> %p;]><r/>",
     VL_ERROR_MALFORMED, "declares"},
    {"<!DOCTYPE r [<!ATTLIST r a CDATA 'x'>]><r/>", VL_ERROR_MALFORMED,
     "declares"},
    {"<!DOCTYPE r [<!NOTATION n SYSTEM 'n'><!ENTITY u SYSTEM 'u' NDATA n>]>"
     "<r/>",
     VL_ERROR_MALFORMED, "declares"},
};

static void
test_bad(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_test_message("%s", bad[i].text);
        for (gsize step = 1; step < 100; step += 33) {
            g_autoptr(GError) error = NULL;
            g_autofree char *heard = listen(bad[i].text, step, NULL, &error);
            g_assert_error(error, VL_ERROR, bad[i].code);
            g_assert_nonnull(strstr(error->message, bad[i].words));
        }
    }
}

static void
test_depth(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 100000; i++)
        g_string_append(text, "<a>");
    g_autoptr(GError) error = NULL;
    g_autofree char *heard = listen(text->str, 4096, NULL, &error);
    g_assert_error(error, VL_ERROR, VL_ERROR_TOO_BIG);
    g_assert_cmpuint(strlen(heard), ==, 3 * VL_XML_MAX_DEPTH);
}

static void
test_stop(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *heard =
        listen("<r><a/><stop/><b/></r>", 100, "stop", &error);
    g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
    g_assert_true(g_str_has_suffix(heard, "<stop>") ||
                  g_str_has_suffix(heard, "</stop>"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xml/events", test_events);
    g_test_add_func("/xml/encodings", test_encodings);
    g_test_add_func("/xml/bad", test_bad);
    g_test_add_func("/xml/depth", test_depth);
    g_test_add_func("/xml/stop", test_stop);
    return g_test_run();
}
