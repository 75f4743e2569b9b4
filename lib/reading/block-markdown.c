#include "config.h"

#include "reading/block-markdown.h"

#include <cmark.h>
#include <string.h>

/* A paragraph with a line longer than this is not wrapped by hand: each of
 * its lines is a paragraph of its own. */
#define LONG_LINE 100

typedef struct {
    GPtrArray *blocks; /* VlBlock */
    VlBlock *block;    /* the open one */
    GArray *links;     /* gsize: starts of the open links */
    gsize bold_start;
    guint quote, list, table;
    guint item; /* number of the item that is open; 0: none */
    gboolean raised;
    gsize raised_start;
} Builder;

static void
open_block(Builder *b, VlBlockKind kind)
{
    b->block = vl_block_new(kind);
    b->block->quoted = b->quote > 0;
    if (kind == VL_BLOCK_ITEM) {
        b->block->number = b->item;
        b->block->level = b->list;
        b->item = 0;
    }
}

static gsize
position(const Builder *b)
{
    return b->block != NULL ? b->block->text->len : 0;
}

/* ---- Paragraphs that are more than one ---- */

static gboolean
is_numbered(const char *line)
{
    gsize n = 0;
    if (*line == '[') {
        n = strspn(line + 1, "^0123456789");
        return n > 0 && n < 6 && line[n + 1] == ']';
    }
    n = strspn(line, "0123456789");
    return n > 0 && n < 4 && (line[n] == ')' || line[n] == '.') &&
           line[n + 1] == ' ';
}

static gboolean
is_row(const char *line, gsize n)
{
    while (n > 0 && line[n - 1] == ' ')
        n--;
    return n > 2 && ((line[0] == '|' && memchr(line + 1, '|', n - 1) != NULL) ||
                     memchr(line, '\t', n) != NULL);
}

/* "|---|:---:|" */
static gboolean
is_rule(const char *line, gsize n)
{
    return strspn(line, "|:- \t") >= n && memchr(line, '-', n) != NULL;
}

/* Cells are parted by a tab; an escaped pipe stays. */
static void
append_cells(VlBlock *row, const char *line, gsize n)
{
    while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '|'))
        n--;
    gsize i = n > 0 && line[0] == '|' ? 1 : 0;
    while (i < n && line[i] == ' ')
        i++;
    for (; i < n; i++) {
        if (line[i] != '|') {
            g_string_append_c(row->text, line[i]);
            continue;
        }
        while (row->text->len > 0 &&
               row->text->str[row->text->len - 1] == ' ')
            g_string_truncate(row->text, row->text->len - 1);
        g_string_append_c(row->text, '\t');
        while (i + 1 < n && line[i + 1] == ' ')
            i++;
    }
}

/* The marks of from that lie in the line, moved. */
static void
move_marks(const VlBlock *from, VlBlock *to, gsize start, gsize end)
{
    for (guint i = 0; i < from->marks->len; i++) {
        const VlMark *mark = from->marks->pdata[i];
        if (mark->range.start >= start && mark->range.end <= end)
            vl_block_add_mark(to, mark->range.start - start,
                              mark->range.end - start, mark->url);
    }
}

static void
add_line(Builder *b, const VlBlock *whole, gsize start, gsize end,
         gboolean table)
{
    const char *line = whole->text->str + start;
    gsize n = end - start;
    if (table && is_rule(line, n))
        return;
    VlBlock *block = vl_block_new(table ? VL_BLOCK_ROW : whole->kind);
    block->quoted = whole->quoted;
    block->level = whole->level;
    if (start == 0)
        block->number = whole->number;
    if (table) {
        block->table = b->table;
        append_cells(block, line, n);
    } else {
        if (start > 0 && (vl_block_bullet(line) > 0 || is_numbered(line)))
            block->kind = VL_BLOCK_ITEM;
        g_string_append_len(block->text, line, (gssize)n);
        move_marks(whole, block, start, end);
        if (whole->n_bold >= whole->text->len && whole->n_bold > 0)
            block->n_bold = n;
    }
    g_ptr_array_add(b->blocks, block);
}

/* Does the paragraph's next line begin something new? */
static gboolean
breaks(const char *line, const char *next, gsize n, gboolean unwrapped)
{
    return unwrapped || vl_block_bullet(next) > 0 || is_numbered(next) ||
           (n > 0 && n < 60 && line[n - 1] == ':');
}

static gboolean
has_long_line(const char *text)
{
    for (const char *line = text; line != NULL;) {
        const char *end = strchr(line, '\n');
        if (g_utf8_strlen(line, end != NULL ? end - line : -1) > LONG_LINE)
            return TRUE;
        line = end != NULL ? end + 1 : NULL;
    }
    return FALSE;
}

/* Closes the open block: as one, or line by line. */
static void
close_block(Builder *b)
{
    g_autoptr(VlBlock) whole = g_steal_pointer(&b->block);
    if (whole == NULL || vl_block_is_empty(whole))
        return;
    const char *text = whole->text->str;
    gsize length = whole->text->len, start = 0;
    const char *first_end = strchr(text, '\n');
    gboolean table = is_row(text, first_end != NULL
                                      ? (gsize)(first_end - text)
                                      : length) &&
                     (text[0] == '|' || first_end != NULL);
    if (table)
        b->table++;
    gboolean unwrapped = has_long_line(text);
    for (gsize at = 0; at < length; at++) {
        if (text[at] != '\n')
            continue;
        if (!table && !breaks(text + start, text + at + 1, at - start,
                              unwrapped))
            continue;
        add_line(b, whole, start, at, table);
        start = at + 1;
    }
    if (start == 0 && !table)
        g_ptr_array_add(b->blocks, g_steal_pointer(&whole));
    else if (start < length)
        add_line(b, whole, start, length, table);
}

/* ---- The tree ---- */

/* "a <c and d> b" is a tag to Markdown, and to nobody else. */
static gboolean
is_known_tag(const char *tag)
{
    static const char *const names[] = {
        "a",    "abbr", "b",     "br",   "cite",   "code", "del",  "div",
        "em",   "font", "hr",    "i",    "img",    "ins",  "kbd",  "mark",
        "p",    "q",    "s",     "small", "span",  "strike", "strong", "sub",
        "sup",  "tt",   "u",     "wbr",  "details", "summary", "table", "td",
        "tr",   "th",   "ul",    "ol",   "li",
    };
    tag += *tag == '<';
    tag += *tag == '/';
    if (!g_ascii_isalpha(*tag))
        return TRUE; /* a comment */
    gsize n = 0;
    while (g_ascii_isalnum(tag[n]))
        n++;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strlen(names[i]) == n && g_ascii_strncasecmp(names[i], tag, n) == 0)
            return TRUE;
    return FALSE;
}

/* The inline tags that matter; others are dropped when they are tags. */
static void
take_inline_html(Builder *b, const char *tag)
{
    if (b->block == NULL)
        return;
    if (!is_known_tag(tag)) {
        g_string_append(b->block->text, tag);
        return;
    }
    if (g_ascii_strncasecmp(tag, "<sup", 4) == 0) {
        b->raised = TRUE;
        b->raised_start = position(b);
    } else if (g_ascii_strncasecmp(tag, "</sup", 5) == 0 && b->raised) {
        b->raised = FALSE;
        if (b->raised_start < position(b))
            vl_block_add_mark(b->block, b->raised_start, position(b), NULL);
    } else if (g_ascii_strncasecmp(tag, "<br", 3) == 0) {
        g_string_append_c(b->block->text, '\n');
    }
}

static void
take_html_block(Builder *b, const char *html)
{
    g_autoptr(GPtrArray) blocks = vl_blocks_from_html(html);
    for (guint i = 0; i < blocks->len; i++)
        g_ptr_array_add(b->blocks, blocks->pdata[i]);
    g_ptr_array_set_free_func(blocks, NULL);
}

static void
take_code(Builder *b, const char *text)
{
    open_block(b, VL_BLOCK_PARAGRAPH);
    g_string_append(b->block->text, text);
    g_strchomp(b->block->text->str);
    g_string_truncate(b->block->text, strlen(b->block->text->str));
    close_block(b);
}

/* To Markdown, "[^1]" is a link when "[^1]: https://..." defines it in one
 * word. */
static gboolean
is_footnote(const VlBlock *block, gsize start)
{
    const char *words = block->text->str + MIN(start, block->text->len);
    return *words == '^' && strpbrk(words, " \t\n") == NULL &&
           words[1] != '\0';
}

static void
restore_footnote(VlBlock *block, gsize start)
{
    g_string_insert_c(block->text, (gssize)start, '[');
    g_string_append_c(block->text, ']');
}

static void
enter_link(Builder *b, gboolean entering, const char *url)
{
    if (b->block == NULL)
        return;
    gsize at = position(b);
    if (entering) {
        g_array_append_val(b->links, at);
    } else if (b->links->len > 0) {
        gsize start = g_array_index(b->links, gsize, b->links->len - 1);
        g_array_set_size(b->links, b->links->len - 1);
        if (is_footnote(b->block, start))
            restore_footnote(b->block, start);
        else if (start <= at)
            vl_block_add_mark(b->block, start, at, url);
    }
}

static void
enter_item(Builder *b, cmark_node *node, gboolean entering)
{
    b->item = 0;
    if (!entering)
        return;
    cmark_node *list = cmark_node_parent(node);
    if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST)
        return;
    guint number = (guint)cmark_node_get_list_start(list);
    while ((node = cmark_node_previous(node)) != NULL)
        number++;
    b->item = number;
}

static void
enter_text(Builder *b, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    if (b->block != NULL && literal != NULL)
        g_string_append(b->block->text, literal);
}

static void
enter_block(Builder *b, cmark_node *node, gboolean entering, VlBlockKind kind)
{
    if (!entering) {
        close_block(b);
        return;
    }
    open_block(b, kind);
    g_array_set_size(b->links, 0);
    b->raised = FALSE;
    if (kind == VL_BLOCK_HEADING)
        b->block->level = (guint)cmark_node_get_heading_level(node);
}

static void
enter_strong(Builder *b, gboolean entering)
{
    if (b->block == NULL)
        return;
    if (entering)
        b->bold_start = position(b);
    else
        b->block->n_bold += position(b) - b->bold_start;
}

static void
visit(Builder *b, cmark_node *node, gboolean entering)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        b->quote += entering ? 1 : -1u;
        break;
    case CMARK_NODE_LIST:
        b->list += entering ? 1 : -1u;
        break;
    case CMARK_NODE_ITEM:
        enter_item(b, node, entering);
        break;
    case CMARK_NODE_PARAGRAPH:
        enter_block(b, node, entering,
                    b->list > 0 ? VL_BLOCK_ITEM : VL_BLOCK_PARAGRAPH);
        break;
    case CMARK_NODE_HEADING:
        enter_block(b, node, entering, VL_BLOCK_HEADING);
        break;
    case CMARK_NODE_CODE_BLOCK:
        take_code(b, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_HTML_BLOCK:
        take_html_block(b, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
        enter_text(b, node);
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        if (b->block != NULL)
            g_string_append_c(b->block->text, '\n');
        break;
    case CMARK_NODE_HTML_INLINE:
        take_inline_html(b, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_STRONG:
        enter_strong(b, entering);
        break;
    case CMARK_NODE_LINK:
        enter_link(b, entering, cmark_node_get_url(node));
        break;
    default:
        break;
    }
}

/* "[1]: https://... "title"" and "[^note]: words": the reader takes them
 * for definitions and does not show them, but they are references. */
static void
add_definitions(GPtrArray *blocks, const char *text)
{
    static GRegex *regex;
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        regex = g_regex_new("^ {0,3}\\[(\\^?[^\\]\\s]{1,30})\\]:[ \\t]*(\\S+"
                            "(?:[ \\t]+[\"'(].*)?)[ \\t]*$",
                            G_REGEX_MULTILINE | G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(&ready, 1);
    }
    g_autoptr(GMatchInfo) match = NULL;
    gboolean more = g_regex_match(regex, text, 0, &match);
    for (; more; more = g_match_info_next(match, NULL)) {
        VlBlock *block = vl_block_new(VL_BLOCK_ITEM);
        block->label = g_match_info_fetch(match, 1);
        g_autofree char *rest = g_match_info_fetch(match, 2);
        g_string_append(block->text, rest);
        g_ptr_array_add(blocks, block);
    }
}

GPtrArray *
vl_blocks_from_markdown(const char *text)
{
    Builder b = {
        .blocks =
            g_ptr_array_new_with_free_func((GDestroyNotify)vl_block_free),
        .links = g_array_new(FALSE, FALSE, sizeof(gsize)),
    };
    gsize n = MIN(strlen(text), VL_BLOCKS_MAX_BYTES);
    cmark_node *root = cmark_parse_document(text, n, CMARK_OPT_VALIDATE_UTF8);
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
        visit(&b, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
    cmark_iter_free(iter);
    cmark_node_free(root);
    close_block(&b);
    g_array_unref(b.links);
    add_definitions(b.blocks, text);
    return b.blocks;
}
