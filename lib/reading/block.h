#pragma once

#include <glib.h>

#include "reading/identifiers.h"
#include "text/range.h"

/* A text that somebody pasted, as the blocks that a reader sees. */

typedef enum {
    VL_BLOCK_PARAGRAPH,
    VL_BLOCK_HEADING,
    VL_BLOCK_ITEM, /* of a list */
    VL_BLOCK_ROW,  /* of a table; cells parted by a tab */
} VlBlockKind;

/* A link, or text set as a superscript. */
typedef struct {
    VlRange range; /* bytes of the block's text */
    char *url;     /* NULL: a superscript */
} VlMark;

typedef struct {
    VlBlockKind kind;
    guint level;   /* of a heading, or of a list's nesting */
    guint number;  /* of a numbered item; 0: none */
    guint table;   /* which table a row is of, from 1 */
    char *label;   /* "[^note]:" of a footnote, "[1]:"; NULL: none */
    GString *text; /* valid UTF-8; a line's end is "\n" */
    GPtrArray *marks; /* VlMark, in order */
    gsize n_bold;     /* bytes of text that are bold */
    gboolean quoted;  /* within a block quotation */
} VlBlock;

VlBlock *vl_block_new(VlBlockKind kind);
void vl_block_free(VlBlock *block);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlBlock, vl_block_free)

void vl_block_add_mark(VlBlock *block, gsize start, gsize end,
                       const char *url);

/* Appends text with runs of white space as one space, none at the start. */
void vl_block_append_flowed(VlBlock *block, const char *text, gsize n_bytes);

/* A block with no more than white space in it. */
gboolean vl_block_is_empty(const VlBlock *block);

/* Bytes of the sign that starts a line of a list ("•", an arrow, a picture,
 * "[x]"), with the spaces behind it; 0 when there is none. */
gsize vl_block_bullet(const char *line);

/* Longest text that is taken, in bytes. */
#define VL_BLOCKS_MAX_BYTES (4u << 20)

/* Markdown, or plain text, which is read as Markdown: what chats give is
 * one of the two.  Tables with pipes are known.  text is valid UTF-8.
 * VlBlock; the caller unrefs. */
GPtrArray *vl_blocks_from_markdown(const char *text);

/* HTML, also that of Word: nothing is fetched or run; scripts, styles and
 * what is not displayed are left out. */
GPtrArray *vl_blocks_from_html(const char *text);

/* Does text begin like a web page or a piece of one? */
gboolean vl_text_is_html(const char *text);
