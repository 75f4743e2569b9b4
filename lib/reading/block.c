#include "config.h"

#include "reading/block.h"

#include <string.h>

static void
free_mark(gpointer data)
{
    VlMark *mark = data;
    g_free(mark->url);
    g_free(mark);
}

VlBlock *
vl_block_new(VlBlockKind kind)
{
    VlBlock *block = g_new0(VlBlock, 1);
    block->kind = kind;
    block->text = g_string_new(NULL);
    block->marks = g_ptr_array_new_with_free_func(free_mark);
    return block;
}

void
vl_block_free(VlBlock *block)
{
    if (block == NULL)
        return;
    g_free(block->label);
    g_string_free(block->text, TRUE);
    g_ptr_array_unref(block->marks);
    g_free(block);
}

void
vl_block_add_mark(VlBlock *block, gsize start, gsize end, const char *url)
{
    VlMark *mark = g_new0(VlMark, 1);
    mark->range = (VlRange){start, end};
    mark->url = g_strdup(url);
    g_ptr_array_add(block->marks, mark);
}

void
vl_block_append_flowed(VlBlock *block, const char *text, gsize n_bytes)
{
    GString *out = block->text;
    for (gsize i = 0; i < n_bytes; i++) {
        char c = text[i];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f')
            g_string_append_c(out, c);
        else if (out->len > 0 &&
                 strchr(" \t\n", out->str[out->len - 1]) == NULL)
            g_string_append_c(out, ' ');
    }
}

gboolean
vl_block_is_empty(const VlBlock *block)
{
    for (const char *p = block->text->str; *p != '\0';
         p = g_utf8_next_char(p))
        if (!g_unichar_isspace(g_utf8_get_char(p)))
            return FALSE;
    return TRUE;
}

static gboolean
is_sign(gunichar c)
{
    static const gunichar signs[] = {0x2022, 0x25E6, 0x25AA, 0xB7, 0xF0B7,
                                     0x2023, 0x2043};
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
        if (c == signs[i])
            return TRUE;
    return (c >= 0x2190 && c <= 0x21FF) || (c >= 0x25A0 && c <= 0x27BF) ||
           (c >= 0x2B00 && c <= 0x2BFF) || (c >= 0x1F300 && c <= 0x1FAFF);
}

gsize
vl_block_bullet(const char *line)
{
    const char *p = line;
    if (g_str_has_prefix(p, "[ ] ") || g_str_has_prefix(p, "[x] "))
        return 4;
    gunichar c = g_utf8_get_char(p);
    gboolean dash = c == 0x2013 || c == 0x2014;
    if (!dash && !is_sign(c))
        return 0;
    p = g_utf8_next_char(p);
    /* What makes a sign a picture. */
    while (g_utf8_get_char(p) == 0xFE0F || g_utf8_get_char(p) == 0x200D ||
           (!dash && is_sign(g_utf8_get_char(p))))
        p = g_utf8_next_char(p);
    if (dash && *p != ' ')
        return 0;
    while (g_unichar_isspace(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return (gsize)(p - line);
}
