#pragma once

#include "model/document.h"
#include "reading/lines.h"

/* A line a line, each with a letter for what it was taken for: t text,
 * h heading, c caption, r row of a table, f front matter, u furniture,
 * x hidden. */
static inline char *
lines_dump(const VlLines *lines)
{
    static const char letters[] = {
        [VL_LINE_TEXT] = 't',    [VL_LINE_HEADING] = 'h',
        [VL_LINE_CAPTION] = 'c', [VL_LINE_TABLE] = 'r',
        [VL_LINE_FRONT] = 'f',   [VL_LINE_FURNITURE] = 'u',
        [VL_LINE_HIDDEN] = 'x',
    };
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < lines->lines->len; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        g_autofree char *text = vl_lines_text(lines, line);
        g_string_append_printf(out, "%c %s\n", letters[line->kind], text);
    }
    return g_string_free(out, FALSE);
}

/* The text of such a dump: what stands behind the letters. */
static inline char *
lines_undump(const char *dump)
{
    g_auto(GStrv) lines = g_strsplit(dump, "\n", -1);
    GString *out = g_string_new(NULL);
    for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++) {
        gboolean feed = lines[i][0] == '\f';
        g_string_append(out, feed ? "\f" : "");
        g_string_append(out, lines[i] + (feed ? 3 : 2));
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}
