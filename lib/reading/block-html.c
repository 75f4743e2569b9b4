#include "config.h"

#include "reading/block-html.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* Deeper than any page that a person made. */
#define MAX_DEPTH 200

typedef enum {
    ROLE_INLINE,
    ROLE_SKIP,
    ROLE_BREAK, /* parts blocks: p, div ... */
    ROLE_LINE,  /* br */
    ROLE_HEADING,
    ROLE_LIST,
    ROLE_ITEM,
    ROLE_TABLE,
    ROLE_ROW,
    ROLE_CELL,
    ROLE_QUOTE,
    ROLE_RAISED,
    ROLE_BOLD,
    ROLE_LINK,
} Role;

static const struct {
    const char *name;
    Role role;
} roles[] = {
    {"script", ROLE_SKIP},    {"style", ROLE_SKIP},
    {"head", ROLE_SKIP},      {"template", ROLE_SKIP},
    {"noscript", ROLE_SKIP},  {"svg", ROLE_SKIP},
    {"annotation", ROLE_SKIP}, {"button", ROLE_SKIP},
    {"select", ROLE_SKIP},    {"nav", ROLE_SKIP},
    {"iframe", ROLE_SKIP},    {"object", ROLE_SKIP},
    {"p", ROLE_BREAK},        {"div", ROLE_BREAK},
    {"section", ROLE_BREAK},  {"article", ROLE_BREAK},
    {"header", ROLE_BREAK},   {"footer", ROLE_BREAK},
    {"main", ROLE_BREAK},     {"aside", ROLE_BREAK},
    {"pre", ROLE_BREAK},      {"hr", ROLE_BREAK},
    {"dl", ROLE_BREAK},       {"dt", ROLE_BREAK},
    {"dd", ROLE_BREAK},       {"figure", ROLE_BREAK},
    {"figcaption", ROLE_BREAK}, {"caption", ROLE_BREAK},
    {"details", ROLE_BREAK},  {"summary", ROLE_BREAK},
    {"br", ROLE_LINE},        {"blockquote", ROLE_QUOTE},
    {"ul", ROLE_LIST},        {"ol", ROLE_LIST},
    {"li", ROLE_ITEM},        {"table", ROLE_TABLE},
    {"tr", ROLE_ROW},         {"td", ROLE_CELL},
    {"th", ROLE_CELL},        {"sup", ROLE_RAISED},
    {"b", ROLE_BOLD},         {"strong", ROLE_BOLD},
    {"a", ROLE_LINK},         {"h1", ROLE_HEADING},
    {"h2", ROLE_HEADING},     {"h3", ROLE_HEADING},
    {"h4", ROLE_HEADING},     {"h5", ROLE_HEADING},
    {"h6", ROLE_HEADING},
};

typedef struct {
    GPtrArray *blocks;
    VlBlock *block; /* opened by its first words */
    VlBlockKind kind;
    guint n_opened; /* blocks so far: tells the open one from others */
    guint level, list, number, quote, table;
    guint ordinals[MAX_DEPTH]; /* of the list at each level */
    gboolean ordered[MAX_DEPTH];
} Walk;

static char *
attribute(xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    char *lower =
        value != NULL ? g_ascii_strdown((const char *)value, -1) : NULL;
    xmlFree(value);
    return lower;
}

static gboolean
style_has(const char *style, const char *property, const char *value)
{
    const char *at = style != NULL ? strstr(style, property) : NULL;
    if (at == NULL)
        return FALSE;
    at += strlen(property);
    at += strspn(at, " :");
    return g_str_has_prefix(at, value);
}

static Role
role_of(xmlNode *node)
{
    Role role = ROLE_INLINE;
    for (guint i = 0; i < G_N_ELEMENTS(roles); i++)
        if (g_ascii_strcasecmp((const char *)node->name, roles[i].name) == 0)
            role = roles[i].role;
    g_autofree char *style = attribute(node, "style");
    g_autofree char *class = attribute(node, "class");
    g_autofree char *unseen = attribute(node, "aria-hidden");
    if (style_has(style, "display", "none") ||
        style_has(style, "mso-list", "ignore") ||
        style_has(style, "mso-hide", "all") ||
        xmlHasProp(node, (const xmlChar *)"hidden") != NULL ||
        g_strcmp0(unseen, "true") == 0)
        return ROLE_SKIP;
    if (role == ROLE_INLINE && style_has(style, "vertical-align", "super"))
        return ROLE_RAISED;
    if (role != ROLE_BREAK || class == NULL)
        return role;
    if (g_str_has_prefix(class, "msotitle") ||
        g_str_has_prefix(class, "msosubtitle") ||
        g_str_has_prefix(class, "msoheading"))
        return ROLE_HEADING;
    return g_str_has_prefix(class, "msolist") ? ROLE_ITEM : role;
}

static void
close_block(Walk *walk)
{
    g_autoptr(VlBlock) block = g_steal_pointer(&walk->block);
    if (block == NULL || vl_block_is_empty(block))
        return;
    while (block->text->len > 0 &&
           strchr(" \t", block->text->str[block->text->len - 1]) != NULL)
        g_string_truncate(block->text, block->text->len - 1);
    g_ptr_array_add(walk->blocks, g_steal_pointer(&block));
}

static VlBlock *
need_block(Walk *walk)
{
    if (walk->block != NULL)
        return walk->block;
    VlBlock *block = walk->block = vl_block_new(walk->kind);
    walk->n_opened++;
    block->quoted = walk->quote > 0;
    block->level = walk->kind == VL_BLOCK_ITEM ? walk->list : walk->level;
    block->table = walk->kind == VL_BLOCK_ROW ? walk->table : 0;
    block->number = walk->kind == VL_BLOCK_ITEM ? walk->number : 0;
    walk->number = 0;
    return block;
}

static void walk_children(Walk *walk, xmlNode *node, guint depth);

/* An element that parts blocks, its own being of that kind. */
static void
walk_block(Walk *walk, xmlNode *node, guint depth, VlBlockKind kind)
{
    VlBlockKind outer = walk->kind;
    close_block(walk);
    walk->kind = kind;
    walk_children(walk, node, depth);
    close_block(walk);
    walk->kind = outer;
}

static void
walk_list(Walk *walk, xmlNode *node, guint depth)
{
    close_block(walk);
    if (walk->list + 1 < MAX_DEPTH)
        walk->list++;
    walk->ordered[walk->list] =
        g_ascii_strcasecmp((const char *)node->name, "ol") == 0;
    g_autofree char *start = attribute(node, "start");
    walk->ordinals[walk->list] =
        start != NULL ? (guint)g_ascii_strtoull(start, NULL, 10) : 1;
    walk_children(walk, node, depth);
    close_block(walk);
    walk->list--;
}

static void
walk_item(Walk *walk, xmlNode *node, guint depth)
{
    close_block(walk);
    walk->number = 0;
    if (walk->list > 0 && walk->ordered[walk->list])
        walk->number = walk->ordinals[walk->list]++;
    walk_block(walk, node, depth, VL_BLOCK_ITEM);
    walk->number = 0;
}

static void
walk_mark(Walk *walk, xmlNode *node, guint depth, Role role)
{
    VlBlock *block = need_block(walk);
    gsize start = block->text->len;
    guint opened = walk->n_opened;
    walk_children(walk, node, depth);
    /* A new block may lie where an empty one was freed. */
    if (walk->block == NULL || walk->n_opened != opened)
        return;
    gsize end = block->text->len;
    if (role == ROLE_BOLD)
        block->n_bold += end - start;
    else if (role == ROLE_RAISED && start < end)
        vl_block_add_mark(block, start, end, NULL);
    if (role != ROLE_LINK)
        return;
    xmlChar *url = xmlGetNoNsProp(node, (const xmlChar *)"href");
    if (url != NULL && *url != '#')
        vl_block_add_mark(block, start, end, (const char *)url);
    xmlFree(url);
}

static void
walk_element(Walk *walk, xmlNode *node, guint depth)
{
    Role role = role_of(node);
    switch (role) {
    case ROLE_SKIP:
        return;
    case ROLE_INLINE:
        walk_children(walk, node, depth);
        return;
    case ROLE_LINE:
        if (walk->kind == VL_BLOCK_ROW)
            vl_block_append_flowed(need_block(walk), " ", 1);
        else
            close_block(walk);
        return;
    case ROLE_BREAK:
        if (walk->kind == VL_BLOCK_ROW)
            walk_children(walk, node, depth);
        else
            walk_block(walk, node, depth, walk->kind);
        return;
    case ROLE_HEADING:
        walk->level = g_ascii_isdigit(node->name[1])
                          ? (guint)(node->name[1] - '0')
                          : 1;
        walk_block(walk, node, depth, VL_BLOCK_HEADING);
        return;
    case ROLE_LIST:
        walk_list(walk, node, depth);
        return;
    case ROLE_ITEM:
        walk_item(walk, node, depth);
        return;
    case ROLE_TABLE:
        walk->table++;
        walk_block(walk, node, depth, VL_BLOCK_PARAGRAPH);
        return;
    case ROLE_ROW:
        walk_block(walk, node, depth, VL_BLOCK_ROW);
        return;
    case ROLE_CELL:
        if (walk->block != NULL && walk->block->text->len > 0)
            g_string_append_c(walk->block->text, '\t');
        walk_children(walk, node, depth);
        return;
    case ROLE_QUOTE:
        walk->quote++;
        walk_block(walk, node, depth, VL_BLOCK_PARAGRAPH);
        walk->quote--;
        return;
    case ROLE_RAISED:
    case ROLE_BOLD:
    case ROLE_LINK:
        walk_mark(walk, node, depth, role);
        return;
    }
}

static void
walk_children(Walk *walk, xmlNode *node, guint depth)
{
    if (depth >= MAX_DEPTH)
        return;
    for (xmlNode *child = node->children; child != NULL;
         child = child->next) {
        const char *content = (const char *)child->content;
        if (child->type == XML_ELEMENT_NODE)
            walk_element(walk, child, depth + 1);
        else if ((child->type == XML_TEXT_NODE ||
                  child->type == XML_CDATA_SECTION_NODE) &&
                 content != NULL &&
                 (walk->block != NULL || content[strspn(content, " \t\r\n")]))
            vl_block_append_flowed(need_block(walk), content,
                                   strlen(content));
    }
}

/* Word's "<![if !supportLists]>" is no tag to others. */
static char *
blank_conditions(const char *text)
{
    char *copy = g_strdup(text);
    for (char *p = strstr(copy, "<!["); p != NULL; p = strstr(p + 1, "<![")) {
        gsize n = strcspn(p, ">");
        if (p[n] == '>' && p[n - 1] != '-' && n < 200 &&
            !g_str_has_prefix(p, "<![CDATA["))
            memset(p, ' ', n + 1);
    }
    return copy;
}

GPtrArray *
vl_blocks_from_html(const char *text)
{
    Walk walk = {
        .blocks =
            g_ptr_array_new_with_free_func((GDestroyNotify)vl_block_free),
    };
    g_autofree char *plain = blank_conditions(text);
    int n = (int)MIN(strlen(plain), VL_BLOCKS_MAX_BYTES);
    htmlDocPtr document = htmlReadMemory(
        plain, n, NULL, "UTF-8",
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
            HTML_PARSE_NONET | HTML_PARSE_COMPACT);
    if (document == NULL)
        return walk.blocks;
    xmlNode *root = xmlDocGetRootElement(document);
    if (root != NULL)
        walk_children(&walk, root, 0);
    close_block(&walk);
    xmlFreeDoc(document);
    for (guint i = 0; i < walk.blocks->len; i++) {
        VlBlock *block = walk.blocks->pdata[i];
        if (!g_utf8_validate(block->text->str, (gssize)block->text->len,
                             NULL))
            g_string_assign(block->text, "");
    }
    return walk.blocks;
}

gboolean
vl_text_is_html(const char *text)
{
    static const char *const starts[] = {
        "!doctype html", "html", "meta", "head", "body", "div", "p", "span",
        "h1", "h2", "h3", "ul", "ol", "table", "article", "section", "?xml",
    };
    text += strspn(text, " \t\r\n");
    if (g_str_has_prefix(text, "<!--")) {
        const char *end = strstr(text, "-->");
        return end != NULL && vl_text_is_html(end + 3);
    }
    if (*text != '<')
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
        gsize n = strlen(starts[i]);
        if (g_ascii_strncasecmp(text + 1, starts[i], n) == 0 &&
            (text[1 + n] == '>' || g_ascii_isspace(text[1 + n])))
            return TRUE;
    }
    return FALSE;
}
