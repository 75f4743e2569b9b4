#include "config.h"

#include "reading/furniture.h"

#include "base/unicode.h"
#include "text/furniture.h"
#include "text/range.h"

void
vl_furniture_label(VlLines *lines, VlReading *reading)
{
    const VlDocument *document = lines->document;
    g_autoptr(GArray) found =
        vl_furniture_find(document->text, document->n_bytes);
    gsize byte = 0, point = 0;
    guint next = 0;
    for (guint i = 0; i < lines->lines->len && next < found->len; i++) {
        VlLine *line = vl_lines_get(lines, i);
        while (next < found->len &&
               g_array_index(found, VlRange, next).end <= line->start)
            next++;
        if (next == found->len ||
            g_array_index(found, VlRange, next).start > line->start)
            continue;
        line->kind = VL_LINE_FURNITURE;
        point += vl_utf8_length(document->text + byte,
                                (gssize)(line->start - byte));
        byte = line->start;
        VlSpan span = {point, point + line->n_chars};
        g_array_append_val(reading->furniture, span);
    }
}
