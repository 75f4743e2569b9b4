#include "config.h"

#include "reading/furniture.h"

#include "reading/layout.h"
#include "text/furniture.h"
#include "text/range.h"

/* Is the line in one of the ranges, which are sorted? */
static gboolean
is_in(const GArray *ranges, const VlLine *line)
{
    guint low = 0, high = ranges->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(ranges, VlRange, middle).end <= line->start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < ranges->len &&
           g_array_index(ranges, VlRange, low).start <= line->start &&
           g_array_index(ranges, VlRange, low).end >= line->end;
}

static int
compare_spans(gconstpointer a, gconstpointer b)
{
    const VlSpan *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

void
vl_furniture_label(VlLines *lines, VlReading *reading)
{
    const VlDocument *document = lines->document;
    g_autoptr(GArray) found =
        vl_furniture_find(document->text, document->n_bytes);
    vl_layout_find_margins(lines);
    for (guint i = 0; i < lines->lines->len; i++) {
        VlLine *line = vl_lines_get(lines, i);
        if (line->kind != VL_LINE_FURNITURE && !is_in(found, line))
            continue;
        line->kind = VL_LINE_FURNITURE;
        VlSpan span = vl_lines_span(lines, line);
        g_array_append_val(reading->furniture, span);
    }
    g_array_sort(reading->furniture, compare_spans);
}
