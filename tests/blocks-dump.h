#pragma once

#include "reading/block.h"

/* A block a line: p paragraph, h heading, i item, r row; with its level and
 * number ("i1.3"), its table ("r@1"), '>' when quoted, its label; then its
 * text, and its marks in {}. */
static inline char *
blocks_dump(const GPtrArray *blocks)
{
    static const char letters[] = {'p', 'h', 'i', 'r'};
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < blocks->len; i++) {
        const VlBlock *block = blocks->pdata[i];
        g_assert_true(
            g_utf8_validate(block->text->str, (gssize)block->text->len, NULL));
        g_string_append_printf(out, "%s%c", block->quoted ? ">" : "",
                               letters[block->kind]);
        if (block->kind == VL_BLOCK_HEADING || block->kind == VL_BLOCK_ITEM)
            g_string_append_printf(out, "%u", block->level);
        if (block->number > 0)
            g_string_append_printf(out, ".%u", block->number);
        if (block->kind == VL_BLOCK_ROW)
            g_string_append_printf(out, "@%u", block->table);
        if (block->label != NULL)
            g_string_append_printf(out, "[%s]", block->label);
        g_string_append_printf(out, " %s", block->text->str);
        for (guint k = 0; k < block->marks->len; k++) {
            const VlMark *mark = block->marks->pdata[k];
            g_assert_cmpuint(mark->range.start, <=, mark->range.end);
            g_assert_cmpuint(mark->range.end, <=, block->text->len);
            g_string_append_printf(out, " {%.*s%s%s}",
                                   (int)(mark->range.end - mark->range.start),
                                   block->text->str + mark->range.start,
                                   mark->url != NULL ? " " : "",
                                   mark->url != NULL ? mark->url : "");
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

/* What both readers of blocks are asked, each with texts of its own. */

typedef GPtrArray *(*BlocksRead)(const char *text);

typedef struct {
    const char *text, *blocks; /* as blocks_dump gives them */
} BlocksCase;

typedef struct {
    const char *text;
    gsize n_bold; /* bytes of the first block */
} BoldCase;

static inline void
check_blocks(BlocksRead read, const BlocksCase *cases, guint n)
{
    for (guint i = 0; i < n; i++) {
        g_autoptr(GPtrArray) blocks = read(cases[i].text);
        g_autofree char *got = blocks_dump(blocks);
        g_test_message("%s", cases[i].text);
        g_assert_cmpstr(got, ==, cases[i].blocks);
    }
}

static inline void
check_bold(BlocksRead read, const BoldCase *cases, guint n)
{
    for (guint i = 0; i < n; i++) {
        g_autoptr(GPtrArray) blocks = read(cases[i].text);
        const VlBlock *block = blocks->pdata[0];
        g_test_message("%s", cases[i].text);
        g_assert_cmpuint(block->n_bold, ==, cases[i].n_bold);
    }
}
