#include "config.h"

#include "fulltext/jats.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/xml.h"

#define MAX_FILE (64u << 20)

typedef xmlDoc VlXmlDoc;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlXmlDoc, xmlFreeDoc)
typedef xmlParserCtxt VlXmlParser;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlXmlParser, xmlFreeParserCtxt)

/* How an element flattens; what is in no table is inline. */
typedef enum {
    FLAT_SKIP,          /* not text, or not the article's */
    FLAT_PARA,          /* an empty line before and after */
    FLAT_LINE,          /* a line of its own */
    FLAT_ROW,           /* a line of cells */
    FLAT_CELL,          /* a tab before, unless first */
    FLAT_LABEL,         /* glued to what follows */
    FLAT_WORD,          /* a space before */
    FLAT_ONE_LINE_PARA, /* a paragraph in which nothing breaks the line */
    FLAT_ONE_LINE,      /* a line in which nothing breaks the line */
} Flat;

static const struct {
    const char *name;
    Flat flat;
} elements[] = {
    {"p", FLAT_PARA},
    {"sec", FLAT_PARA},
    {"abstract", FLAT_PARA},
    {"trans-abstract", FLAT_PARA},
    {"title", FLAT_ONE_LINE_PARA},
    {"subtitle", FLAT_ONE_LINE_PARA},
    {"trans-title", FLAT_ONE_LINE_PARA},
    {"st", FLAT_ONE_LINE_PARA},
    {"table-wrap", FLAT_PARA},
    {"table-wrap-foot", FLAT_PARA},
    {"table", FLAT_PARA},
    {"tbl", FLAT_PARA},
    {"tblbdy", FLAT_PARA},
    {"tblfn", FLAT_PARA},
    {"fig", FLAT_PARA},
    {"boxed-text", FLAT_PARA},
    {"disp-formula", FLAT_ONE_LINE_PARA},
    {"disp-quote", FLAT_PARA},
    {"list", FLAT_PARA},
    {"def-list", FLAT_PARA},
    {"ref-list", FLAT_PARA},
    {"refgrp", FLAT_PARA},
    {"kwd-group", FLAT_PARA},
    {"ack", FLAT_PARA},
    {"fn", FLAT_PARA},
    {"app", FLAT_PARA},
    {"glossary", FLAT_PARA},
    {"notes", FLAT_PARA},
    {"bio", FLAT_PARA},
    {"supplementary-material", FLAT_PARA},
    {"verse-group", FLAT_PARA},
    {"speech", FLAT_PARA},
    {"list-item", FLAT_LINE},
    {"li", FLAT_LINE},
    {"def-item", FLAT_LINE},
    {"verse-line", FLAT_LINE},
    {"kwd", FLAT_ONE_LINE},
    {"ref", FLAT_ONE_LINE},
    {"bibl", FLAT_ONE_LINE},
    {"tr", FLAT_ROW},
    {"r", FLAT_ROW},
    {"td", FLAT_CELL},
    {"th", FLAT_CELL},
    {"c", FLAT_CELL},
    {"label", FLAT_LABEL},
    {"term", FLAT_LABEL},
    {"break", FLAT_WORD},
    {"name", FLAT_WORD},
    {"surname", FLAT_WORD},
    {"given-names", FLAT_WORD},
    {"suffix", FLAT_WORD},
    {"collab", FLAT_WORD},
    {"person-group", FLAT_WORD},
    {"etal", FLAT_WORD},
    {"year", FLAT_WORD},
    {"source", FLAT_WORD},
    {"volume", FLAT_WORD},
    {"issue", FLAT_WORD},
    {"fpage", FLAT_WORD},
    {"lpage", FLAT_WORD},
    {"elocation-id", FLAT_WORD},
    {"article-title", FLAT_WORD},
    {"chapter-title", FLAT_WORD},
    {"publisher-name", FLAT_WORD},
    {"publisher-loc", FLAT_WORD},
    {"pub-id", FLAT_WORD},
    {"comment", FLAT_WORD},
    {"edition", FLAT_WORD},
    {"snm", FLAT_WORD},
    {"fnm", FLAT_WORD},
    {"mnm", FLAT_WORD},
    {"pubdate", FLAT_WORD},
    {"graphic", FLAT_SKIP},
    {"media", FLAT_SKIP},
    {"object-id", FLAT_SKIP},
    {"tex-math", FLAT_SKIP},
    {"alt-text", FLAT_SKIP},
    {"permissions", FLAT_SKIP},
    {"sub-article", FLAT_SKIP},
    {"response", FLAT_SKIP},
    {"xrefbib", FLAT_SKIP},
    {"insr", FLAT_SKIP},
    {"email", FLAT_SKIP},
};

typedef struct {
    GString *out;
    guint one_line; /* inside so many elements that allow no line break */
    gboolean glue;  /* what follows stays on the line of its label */
    gboolean space; /* a space is due before the next character */
    guint newlines; /* line breaks are due before it: at most 2 */
    gboolean row_started;
} Flattener;

static void
want_break(Flattener *flat, guint newlines)
{
    if (flat->one_line > 0 || flat->glue)
        flat->space = TRUE;
    else
        flat->newlines = MAX(flat->newlines, newlines);
}

/* White space that is due is written when a character follows: none is left
 * at the ends of lines. */
static void
write_due(Flattener *flat)
{
    if (flat->newlines > 0 && flat->out->len > 0)
        g_string_append(flat->out, flat->newlines > 1 ? "\n\n" : "\n");
    else if (flat->space && flat->out->len > 0 && flat->newlines == 0 &&
             strchr("\t\n", flat->out->str[flat->out->len - 1]) == NULL)
        g_string_append_c(flat->out, ' ');
    flat->newlines = 0;
    flat->space = FALSE;
    flat->glue = FALSE;
}

static gboolean
is_layout(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
add_text(Flattener *flat, const char *text)
{
    for (; *text != '\0'; text++) {
        if (is_layout(*text)) {
            flat->space = TRUE;
            continue;
        }
        write_due(flat);
        gsize n = strcspn(text, " \t\r\n");
        g_string_append_len(flat->out, text, (gssize)n);
        text += n - 1;
    }
}

static void
add_entity(Flattener *flat, const xmlNode *node)
{
    const htmlEntityDesc *known = htmlEntityLookup(node->name);
    write_due(flat);
    g_string_append_unichar(flat->out, known == NULL ? 0xFFFD : known->value);
}

static gboolean
is_named(const xmlNode *node, const char *name)
{
    return node != NULL && node->type == XML_ELEMENT_NODE &&
           strcmp((const char *)node->name, name) == 0;
}

static xmlNode *
child(const xmlNode *node, const char *name)
{
    if (node == NULL)
        return NULL;
    for (xmlNode *at = node->children; at != NULL; at = at->next)
        if (is_named(at, name))
            return at;
    return NULL;
}

static gboolean
find_flat(const xmlNode *node, Flat *flat)
{
    for (guint i = 0; i < G_N_ELEMENTS(elements); i++) {
        if (strcmp((const char *)node->name, elements[i].name) != 0)
            continue;
        *flat = elements[i].flat;
        return TRUE;
    }
    return FALSE;
}

static void flatten(Flattener *flat, const xmlNode *node);

static void
flatten_children(Flattener *flat, const xmlNode *node)
{
    for (const xmlNode *at = node->children; at != NULL; at = at->next)
        flatten(flat, at);
}

static void
flatten_one_line(Flattener *flat, const xmlNode *node)
{
    flat->one_line++;
    flatten_children(flat, node);
    flat->one_line--;
}

static void
flatten_block(Flattener *flat, const xmlNode *node, guint newlines,
              gboolean one_line)
{
    want_break(flat, newlines);
    if (one_line)
        flatten_one_line(flat, node);
    else
        flatten_children(flat, node);
    flat->glue = FALSE;
    want_break(flat, newlines);
}

static void
flatten_cell(Flattener *flat, const xmlNode *node)
{
    flat->space = FALSE;
    if (flat->row_started)
        g_string_append_c(flat->out, '\t');
    else
        write_due(flat);
    flat->row_started = TRUE;
    flatten_one_line(flat, node);
    flat->space = FALSE;
}

static void
flatten_row(Flattener *flat, const xmlNode *node)
{
    want_break(flat, 1);
    gboolean outer = flat->row_started;
    flat->row_started = FALSE;
    flatten_children(flat, node);
    flat->row_started = outer;
    flat->space = FALSE;
    want_break(flat, 1);
}

/* TeX of a formula that has no other form: what is in its document. */
static void
flatten_tex(Flattener *flat, const xmlNode *node)
{
    static const char begin[] = "\\begin{document}";
    xmlChar *content = xmlNodeGetContent(node);
    const char *text = content == NULL ? "" : (const char *)content;
    const char *start = strstr(text, begin);
    start = start == NULL ? text : start + strlen(begin);
    const char *end = strstr(start, "\\end{document}");
    g_autofree char *body =
        end == NULL ? g_strdup(start) : g_strndup(start, end - start);
    add_text(flat, body);
    xmlFree(content);
}

/* Of a formula in several forms, one. */
static void
flatten_alternatives(Flattener *flat, const xmlNode *node)
{
    static const char *const forms[] = {"math", "textual-form", "table",
                                        "tex-math"};
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        const xmlNode *form = child(node, forms[i]);
        if (form == NULL)
            continue;
        if (i == G_N_ELEMENTS(forms) - 1)
            flatten_tex(flat, form);
        else
            flatten(flat, form);
        return;
    }
    flatten_children(flat, node);
}

/* Parts that a printed article heads even where its XML does not. */
static void
add_missing_heading(Flattener *flat, const xmlNode *node)
{
    static const struct {
        const char *element, *heading;
    } parts[] = {{"abstract", "Abstract"},
                 {"kwd-group", "Keywords"},
                 {"ref-list", "References"}};
    if (child(node, "title") != NULL)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (!is_named(node, parts[i].element))
            continue;
        want_break(flat, 2);
        add_text(flat, parts[i].heading);
        want_break(flat, 2);
    }
}

static void
flatten_element(Flattener *flat, const xmlNode *node)
{
    Flat kind;
    add_missing_heading(flat, node);
    if (is_named(node, "alternatives")) {
        flatten_alternatives(flat, node);
        return;
    }
    if (is_named(node, "tex-math") && child(node->parent, "math") == NULL &&
        !is_named(node->parent, "alternatives")) {
        flatten_tex(flat, node);
        return;
    }
    if (!find_flat(node, &kind)) {
        flatten_children(flat, node);
        return;
    }
    switch (kind) {
    case FLAT_SKIP:
        return;
    case FLAT_PARA:
    case FLAT_ONE_LINE_PARA:
        flatten_block(flat, node, 2, kind == FLAT_ONE_LINE_PARA);
        return;
    case FLAT_LINE:
    case FLAT_ONE_LINE:
        flatten_block(flat, node, 1, kind == FLAT_ONE_LINE);
        return;
    case FLAT_ROW:
        flatten_row(flat, node);
        return;
    case FLAT_CELL:
        flatten_cell(flat, node);
        return;
    case FLAT_LABEL:
        want_break(flat, 1);
        flatten_one_line(flat, node);
        flat->space = TRUE;
        flat->glue = TRUE;
        return;
    case FLAT_WORD:
        /* Citations with punctuation have their spaces already. */
        if (!is_named(node->parent, "mixed-citation"))
            flat->space = TRUE;
        flatten_children(flat, node);
        return;
    }
}

static void
flatten(Flattener *flat, const xmlNode *node)
{
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        add_text(flat, (const char *)node->content);
    else if (node->type == XML_ENTITY_REF_NODE)
        add_entity(flat, node);
    else if (node->type == XML_ELEMENT_NODE)
        flatten_element(flat, node);
}

static void
add_line(Flattener *flat, const xmlNode *node)
{
    if (node != NULL)
        flatten_block(flat, node, 2, TRUE);
}

/* "Ada Example, Ben Sample". */
static void
add_authors(Flattener *flat, const xmlNode *meta)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (const xmlNode *group = child(meta, "contrib-group"); group != NULL;
         group = group->next) {
        if (!is_named(group, "contrib-group"))
            continue;
        for (const xmlNode *at = group->children; at != NULL; at = at->next) {
            const xmlNode *name = child(at, "name");
            if (!is_named(at, "contrib") || name == NULL)
                continue;
            xmlChar *given = xmlNodeGetContent(child(name, "given-names"));
            xmlChar *family = xmlNodeGetContent(child(name, "surname"));
            g_string_append_printf(names, "%s%s %s",
                                   names->len == 0 ? "" : ", ",
                                   given == NULL ? "" : (char *)given,
                                   family == NULL ? "" : (char *)family);
            xmlFree(given);
            xmlFree(family);
        }
    }
    want_break(flat, 2);
    add_text(flat, names->str);
}

/* "doi: 10.1/x PMID: 1 PMCID: PMC1", as a printed article has them. */
static void
add_identifiers(Flattener *flat, const xmlNode *meta)
{
    static const struct {
        const char *type, *prefix;
    } kinds[] = {{"doi", "doi: "},
                 {"pmid", "PMID: "},
                 {"pmc", "PMCID: PMC"},
                 {"pmcid", "PMCID: PMC"}};
    want_break(flat, 2);
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        for (xmlNode *at = meta->children; at != NULL; at = at->next) {
            if (!is_named(at, "article-id"))
                continue;
            xmlChar *type = xmlGetProp(at, BAD_CAST "pub-id-type");
            if (g_strcmp0((const char *)type, kinds[i].type) == 0) {
                xmlChar *value = xmlNodeGetContent(at);
                const char *number = (const char *)value;
                if (i >= 2 && g_str_has_prefix(number, "PMC"))
                    number += 3;
                add_text(flat, kinds[i].prefix);
                add_text(flat, number);
                flat->space = TRUE;
                xmlFree(value);
            }
            xmlFree(type);
        }
    }
}

static void
add_front(Flattener *flat, const xmlNode *article)
{
    const xmlNode *meta = child(child(article, "front"), "article-meta");
    if (meta == NULL)
        return;
    const xmlNode *titles = child(meta, "title-group");
    add_line(flat, child(titles, "article-title"));
    add_line(flat, child(titles, "subtitle"));
    add_authors(flat, meta);
    add_identifiers(flat, meta);
    for (const xmlNode *at = meta->children; at != NULL; at = at->next)
        if (is_named(at, "abstract") || is_named(at, "trans-abstract") ||
            is_named(at, "kwd-group"))
            flatten(flat, at);
}

/* BioMed Central's older format: fm, bdy, bm. */
static void
add_old_front(Flattener *flat, const xmlNode *front)
{
    const xmlNode *head = child(front, "bibl");
    add_line(flat, child(head, "title"));
    want_break(flat, 2);
    const xmlNode *authors = child(head, "aug");
    for (const xmlNode *at = authors == NULL ? NULL : authors->children;
         at != NULL; at = at->next)
        if (is_named(at, "au"))
            flatten_block(flat, at, 1, TRUE);
    want_break(flat, 2);
    for (const xmlNode *at = front == NULL ? NULL : front->children; at != NULL;
         at = at->next)
        if (is_named(at, "abs"))
            flatten_block(flat, at, 2, FALSE);
}

static char *
flatten_article(const xmlNode *article)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Flattener flat = {.out = out};
    if (is_named(article, "art"))
        add_old_front(&flat, child(article, "fm"));
    else
        add_front(&flat, article);
    static const char *const parts[] = {"body", "bdy", "back", "bm",
                                        "floats-group"};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        const xmlNode *part = child(article, parts[i]);
        if (part != NULL)
            flatten_block(&flat, part, 2, FALSE);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static const xmlNode *
find_article(xmlDoc *doc)
{
    const xmlNode *root = xmlDocGetRootElement(doc);
    if (is_named(root, "pmc-articleset"))
        return child(root, "article");
    return is_named(root, "article") || is_named(root, "art") ? root : NULL;
}

/* Characters that stand for something the file does not tell. */
static void
mark_unsafe(const VlDocument *document)
{
    VlPage *page = document->pages->pdata[0];
    gsize at = 0;
    for (const char *p = document->text; *p != '\0';
         p = g_utf8_next_char(p), at++) {
        gunichar c = g_utf8_get_char(p);
        if (c != 0xFFFD && (c < 0xE000 || c > 0xF8FF) && c < 0xF0000)
            continue;
        VlSpan span = {at, at + 1};
        g_array_append_val(page->unsafe, span);
    }
}

static VlDocument *
fail(GError **error, const char *file, const char *reason)
{
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED, "cannot read '%s': %s",
                file, reason);
    return NULL;
}

static xmlDoc *
parse(const char *bytes, gsize n_bytes, const char *file, GError **error)
{
    vl_xml_be_quiet();
    g_autoptr(VlXmlParser) parser = xmlNewParserCtxt();
    xmlDoc *doc = xmlCtxtReadMemory(parser, bytes, (int)n_bytes, NULL, NULL,
                                    XML_PARSE_NONET | XML_PARSE_NOERROR |
                                        XML_PARSE_NOWARNING);
    if (doc != NULL)
        return doc;
    const xmlError *last = xmlCtxtGetLastError(parser);
    g_autofree char *reason = g_strdup_printf(
        "damaged XML in line %d (%s); download it again",
        last == NULL ? 0 : last->line,
        last == NULL || last->message == NULL ? "no reason given"
                                              : g_strchomp(last->message));
    fail(error, file, reason);
    return NULL;
}

VlDocument *
vl_jats_parse(const char *bytes, gsize n_bytes, const char *file,
              GError **error)
{
    g_autoptr(VlXmlDoc) doc = parse(bytes, n_bytes, file, error);
    if (doc == NULL)
        return NULL;
    const xmlNode *article = find_article(doc);
    if (article != NULL && doc->intSubset != NULL &&
        doc->intSubset->children != NULL)
        return fail(error, file,
                    "it declares entities of its own, which no article needs; "
                    "download it again");
    g_autofree char *text = article == NULL ? NULL : flatten_article(article);
    if (text == NULL || *text == '\0')
        return fail(error, file,
                    article == NULL
                        ? "XML, but neither a JATS article nor PubMed records; "
                          "name one of these"
                        : "there is no text in this article");
    VlDocument *document = vl_document_new(VL_RENDERING_JATS);
    vl_document_add_page(document, text, NULL);
    mark_unsafe(document);
    vl_document_seal(document);
    document->file = g_strdup(file);
    document->file_sha256 = vl_sha256(bytes, n_bytes);
    document->extractor = g_strdup("jats");
    return document;
}

VlDocument *
vl_jats_read(const char *path, GError **error)
{
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    if (!vl_file_read(path, MAX_FILE, &bytes, &n_bytes, error))
        return NULL;
    return vl_jats_parse(bytes, n_bytes, path, error);
}
