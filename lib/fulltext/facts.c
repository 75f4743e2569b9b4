#include "config.h"

#include "fulltext/facts.h"

#include <string.h>

#include "base/unicode.h"
#include "base/xml.h"
#include "fulltext/idconv.h"

#define MAX_WORDS 1000

/* Elements whose place matters. */
typedef enum {
    PART_NONE,
    PART_ARTICLE,
    PART_META,
    PART_BODY,
    PART_INSIDE, /* another text inside of this one: a review, a reply */
} Part;

static const struct {
    const char *name;
    Part part;
} parts[] = {
    {"article", PART_ARTICLE},   {"art", PART_ARTICLE},
    {"article-meta", PART_META}, {"body", PART_BODY},
    {"bdy", PART_BODY},          {"sub-article", PART_INSIDE},
    {"response", PART_INSIDE},
};

typedef struct {
    VlXml xml;
    VlFacts *facts;
    const xmlChar *id_type, *href;
    guint depth;
    guint since[PART_INSIDE + 1]; /* depth at which a part began; 0: not in */
    GString *words;               /* NULL: not wanted */
    char *kind;                   /* of the article-id that is open */
} Reader;

void
vl_facts_free(VlFacts *facts)
{
    if (facts == NULL)
        return;
    g_free(facts->doi);
    g_free(facts->pmid);
    g_free(facts->pmcid);
    g_free(facts->licence);
    g_free(facts->problem);
    g_free(facts);
}

/* ---- Licence ---- */

char *
vl_licence_of_url(const char *url)
{
    static const char host[] = "creativecommons.org/";
    const char *p = url != NULL ? strstr(url, host) : NULL;
    if (p == NULL)
        return NULL;
    p += strlen(host);
    if (g_str_has_prefix(p, "publicdomain/zero"))
        return g_strdup("CC0");
    if (!g_str_has_prefix(p, "licenses/"))
        return NULL;
    p += strlen("licenses/");
    gsize n = strspn(p, "abcdnysABCDNYS-");
    if (n < 2 || n > 12)
        return NULL;
    g_autofree char *terms = g_ascii_strup(p, (gssize)n);
    return g_str_has_prefix(terms, "BY") ? g_strconcat("CC ", terms, NULL)
                                         : NULL;
}

/* ---- Elements ---- */

static Part
part_of(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        if (g_str_equal(parts[i].name, name))
            return parts[i].part;
    return PART_NONE;
}

static gboolean
in_first_article(const Reader *in)
{
    return in->since[PART_ARTICLE] > 0 && in->facts->n_articles == 1 &&
           in->since[PART_INSIDE] == 0;
}

static char *
attribute_of(const xmlChar *interned, int n_attributes,
             const xmlChar **attributes)
{
    gsize length = 0;
    const char *value =
        vl_xml_attribute(interned, n_attributes, attributes, &length);
    if (value == NULL || length > MAX_WORDS)
        return NULL;
    GString *text = g_string_new(NULL);
    vl_xml_append_value(text, value, length);
    return g_string_free(text, FALSE);
}

static void
open_part(Reader *in, Part part)
{
    if (part == PART_NONE || in->since[part] > 0)
        return;
    in->since[part] = in->depth;
    if (part != PART_ARTICLE)
        return;
    in->facts->is_article = TRUE;
    in->facts->n_articles++;
}

static void
on_start(void *context, const xmlChar *name, const xmlChar *prefix,
         const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
         int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)n_namespaces, (void)namespaces;
    (void)n_defaulted;
    Reader *in = context;
    const char *word = (const char *)name;
    in->depth++;
    open_part(in, part_of(word));
    g_autofree char *href = attribute_of(in->href, n_attributes, attributes);
    if (in_first_article(in) && in->facts->licence == NULL &&
        in->since[PART_META] > 0)
        in->facts->licence = vl_licence_of_url(href);
    if (g_str_equal(word, "article-id") && in->since[PART_META] > 0) {
        g_free(in->kind);
        in->kind = attribute_of(in->id_type, n_attributes, attributes);
    }
    g_string_truncate(in->words, 0);
}

static void
take_id(Reader *in)
{
    VlFacts *facts = in->facts;
    const char *text = g_strstrip(in->words->str);
    const char *kind = in->kind != NULL ? in->kind : "";
    if (g_str_equal(kind, "doi") && facts->doi == NULL)
        facts->doi = vl_printable(text, 400);
    else if (g_str_equal(kind, "pmid") && facts->pmid == NULL)
        facts->pmid = vl_printable(text, 20);
    else if ((g_str_equal(kind, "pmc") || g_str_equal(kind, "pmcid")) &&
             facts->pmcid == NULL)
        facts->pmcid = vl_pmcid_normal(text);
}

static void
on_end(void *context, const xmlChar *name, const xmlChar *prefix,
       const xmlChar *uri)
{
    (void)prefix, (void)uri;
    Reader *in = context;
    VlFacts *facts = in->facts;
    const char *word = (const char *)name;
    gboolean own = in_first_article(in);
    if (own && in->since[PART_META] > 0 && g_str_equal(word, "article-id"))
        take_id(in);
    else if (own && facts->licence == NULL && g_str_equal(word, "license_ref"))
        facts->licence = vl_licence_of_url(in->words->str);
    else if (in->since[PART_ARTICLE] == 0 && facts->problem == NULL &&
             g_ascii_strcasecmp(word, "error") == 0)
        facts->problem = vl_printable(g_strstrip(in->words->str), 200);
    for (guint i = 0; i < G_N_ELEMENTS(in->since); i++)
        if (in->since[i] == in->depth)
            in->since[i] = 0;
    in->depth--;
    g_string_truncate(in->words, 0);
}

static gsize
count_letters(const char *text, int n_bytes)
{
    gsize n = 0;
    for (int i = 0; i < n_bytes; i++)
        /* The first byte of a letter beyond ASCII counts as one. */
        n += g_ascii_isalnum(text[i]) || ((guchar)text[i] & 0xC0) == 0xC0;
    return n;
}

static void
on_text(void *context, const xmlChar *bytes, int n_bytes)
{
    Reader *in = context;
    if (in->words->len < MAX_WORDS)
        g_string_append_len(in->words, (const char *)bytes, n_bytes);
    if (in->since[PART_BODY] > 0 && in_first_article(in))
        in->facts->body_letters += count_letters((const char *)bytes, n_bytes);
}

VlFacts *
vl_facts_read(const char *bytes, gsize n_bytes, GError **error)
{
    static const char forbidden[] = "not allow downloading of the full text";
    g_autoptr(VlFacts) facts = g_new0(VlFacts, 1);
    Reader in = {.facts = facts, .words = g_string_new(NULL)};
    vl_xml_init(&in.xml, &(VlXmlHandlers){on_start, on_end, on_text});
    in.id_type = vl_xml_intern(&in.xml, "pub-id-type");
    in.href = vl_xml_intern(&in.xml, "href");
    gboolean done = vl_xml_feed(&in.xml, bytes, n_bytes, error) &&
                    vl_xml_finish(&in.xml, error);
    vl_xml_clear(&in.xml);
    g_string_free(in.words, TRUE);
    g_free(in.kind);
    if (!done)
        return NULL;
    facts->withheld =
        memmem(bytes, n_bytes, forbidden, strlen(forbidden)) != NULL;
    return g_steal_pointer(&facts);
}
