#include "config.h"

#include "reading/places.h"

/* A step that is so many hundredths of the usual one leaves a gap.  Raised
 * and lowered letters make a line a third higher. */
#define GAP 138
/* Steps beyond this, in tenths of a point, are no leading. */
#define MAX_LEADING 400
#define MAX_SIZE 1000

/* The first line of the page that ends behind the code point. */
static guint
first_line(const GArray *placed, gsize at)
{
    guint low = 0, high = placed->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(placed, VlPageLine, middle).span.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const GArray *
placed_of(const VlLines *lines, guint page)
{
    if (page > lines->document->pages->len)
        return NULL;
    const VlPage *of = vl_document_page(lines->document, page);
    return of->lines->len > 0 ? of->lines : NULL;
}

static gboolean
share_row(const VlPageLine *a, const VlPageLine *b)
{
    int overlap = MIN(a->y2, b->y2) - MAX(a->y1, b->y1);
    return 3 * overlap > MIN(a->y2 - a->y1, b->y2 - b->y1);
}

/* ---- Cutting ---- */

static void
append(GArray *out, const VlLines *lines, VlLine line, gsize start, gsize end)
{
    const char *text = lines->document->text;
    line.start = start;
    line.end = end;
    while (line.start < line.end && g_ascii_isspace(text[line.start]))
        line.start++;
    while (line.end > line.start && g_ascii_isspace(text[line.end - 1]))
        line.end--;
    if (line.start == line.end)
        return;
    line.n_chars = (guint)g_utf8_strlen(text + line.start,
                                        (gssize)(line.end - line.start));
    g_array_append_val(out, line);
}

static void
cut(const VlLines *lines, VlLine line, GArray *out)
{
    const GArray *placed = placed_of(lines, line.page);
    const char *text = lines->document->text;
    VlSpan span = vl_lines_span(lines, &line);
    gsize start = line.start;
    guint i = placed != NULL ? first_line(placed, span.start) : 0;
    for (; placed != NULL && i + 1 < placed->len; i++) {
        const VlPageLine *a = &g_array_index(placed, VlPageLine, i);
        const VlPageLine *b = &g_array_index(placed, VlPageLine, i + 1);
        if (b->span.start >= span.end)
            break;
        if (share_row(a, b))
            continue;
        gsize at = vl_utf8_index_to_bytes(lines->index, text, b->span.start);
        append(out, lines, line, start, at);
        start = at;
        line.paragraph = FALSE;
    }
    append(out, lines, line, start, line.end);
}

void
vl_places_split(VlLines *lines)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(VlLine));
    for (guint i = 0; i < lines->lines->len; i++)
        cut(lines, *vl_lines_get(lines, i), out);
    g_array_unref(lines->lines);
    lines->lines = out;
}

/* ---- Places ---- */

/* All that the page shows of the line, of its first row. */
static VlPlace
place_of(const VlLines *lines, const VlLine *line)
{
    VlPlace place = {0};
    const GArray *placed = placed_of(lines, line->page);
    VlSpan span = vl_lines_span(lines, line);
    gsize longest = 0;
    const VlPageLine *first = NULL;
    for (guint i = placed != NULL ? first_line(placed, span.start) : 0;
         placed != NULL && i < placed->len; i++) {
        const VlPageLine *one = &g_array_index(placed, VlPageLine, i);
        if (one->span.start >= span.end)
            break;
        if (first == NULL) {
            first = one;
            place = (VlPlace){one->x1, one->y1, one->x2, one->y2, 0};
        }
        if (!share_row(first, one))
            continue;
        place.x1 = MIN(place.x1, one->x1);
        place.x2 = MAX(place.x2, one->x2);
        place.y1 = MIN(place.y1, one->y1);
        place.y2 = MAX(place.y2, one->y2);
        if (one->span.end - one->span.start > longest) {
            longest = one->span.end - one->span.start;
            place.size = CLAMP(one->size, 1, MAX_SIZE - 1);
        }
    }
    return place;
}

/* The most frequent of values up to max, weighed. */
static int
most_frequent(const guint *weights, guint max)
{
    guint best = 0;
    for (guint i = 1; i < max; i++)
        if (weights[i] > weights[best])
            best = i;
    return (int)best;
}

/* What is measured, and of which lines. */
typedef struct {
    VlLines *lines;
    VlPlacesSkip skip;
    gconstpointer data;
} Measure;

static gboolean
counts(const Measure *measure, const VlLine *line)
{
    return line->kind == VL_LINE_TEXT && line->place.size > 0 &&
           (measure->skip == NULL || !measure->skip(line, measure->data));
}

static void
find_usual_size(const Measure *measure)
{
    VlLines *lines = measure->lines;
    g_autofree guint *weights = g_new0(guint, MAX_SIZE);
    for (guint i = 0; i < lines->lines->len; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        if (counts(measure, line))
            weights[line->place.size] += line->n_chars;
    }
    lines->usual_size = most_frequent(weights, MAX_SIZE);
}

/* Steps and heights vary by a tenth of a point or two. */
static int
most_frequent_about(guint *weights, guint max)
{
    guint before = 0;
    for (guint i = 1; i + 1 < max; i++) {
        guint own = weights[i];
        weights[i] = before + 2 * own + weights[i + 1];
        before = own;
    }
    return most_frequent(weights, max);
}

static void
find_leading(const Measure *measure)
{
    VlLines *lines = measure->lines;
    g_autofree guint *steps = g_new0(guint, MAX_LEADING);
    g_autofree guint *heights = g_new0(guint, MAX_LEADING);
    for (guint i = 0; i < lines->lines->len; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        if (!counts(measure, line) || line->place.size != lines->usual_size)
            continue;
        int step = vl_places_step(lines, i);
        int height = line->place.y2 - line->place.y1;
        if (step > 0 && step < MAX_LEADING)
            steps[step]++;
        if (height > 0 && height < MAX_LEADING)
            heights[height]++;
    }
    lines->leading = most_frequent_about(steps, MAX_LEADING);
    lines->usual_height = most_frequent_about(heights, MAX_LEADING);
}

void
vl_places_measure(VlLines *lines, VlPlacesSkip skip, gconstpointer data)
{
    const Measure measure = {lines, skip, data};
    find_usual_size(&measure);
    find_leading(&measure);
}

/* ---- Lines whose words stand far apart ---- */

/* Edges that differ by less are the same, in tenths of a point. */
#define SAME_EDGE 15

static gboolean
shares_row(const VlPlace *a, const VlPlace *b)
{
    int overlap = MIN(a->y2, b->y2) - MAX(a->y1, b->y1);
    return a->size > 0 && a->size == b->size && a->x2 <= b->x1 &&
           3 * overlap > 2 * MIN(a->y2 - a->y1, b->y2 - b->y1);
}

/* Is the line one of the column from x1 to x2? */
static gboolean
fills(const VlLine *line, const VlLine *first, const VlLine *last)
{
    return line->page == first->page && line->place.size == first->place.size &&
           ABS(line->place.x1 - first->place.x1) <= SAME_EDGE &&
           ABS(line->place.x2 - last->place.x2) <= SAME_EDGE;
}

/* How many lines from i on are pieces of one. */
static guint
pieces_at(const VlLines *lines, guint i)
{
    guint n = 1;
    while (i + n < lines->lines->len &&
           vl_lines_get(lines, i + n)->page == vl_lines_get(lines, i)->page &&
           vl_lines_get(lines, i + n)->start >=
               vl_lines_get(lines, i + n - 1)->end &&
           shares_row(&vl_lines_get(lines, i + n - 1)->place,
                      &vl_lines_get(lines, i + n)->place))
        n++;
    if (n == 1 || i == 0 || i + n >= lines->lines->len)
        return 1;
    const VlLine *first = vl_lines_get(lines, i);
    const VlLine *last = vl_lines_get(lines, i + n - 1);
    return fills(vl_lines_get(lines, i - 1), first, last) &&
                   fills(vl_lines_get(lines, i + n), first, last)
               ? n
               : 1;
}

static gboolean
only_space(const char *text, gsize from, gsize to)
{
    while (from < to && g_ascii_isspace(text[from]))
        from++;
    return from == to;
}

void
vl_places_join(VlLines *lines)
{
    const char *text = lines->document->text;
    GArray *out = g_array_new(FALSE, FALSE, sizeof(VlLine));
    for (guint i = 0, n; i < lines->lines->len; i += n) {
        VlLine line = *vl_lines_get(lines, i);
        n = pieces_at(lines, i);
        for (guint k = 1; k < n; k++) {
            const VlLine *next = vl_lines_get(lines, i + k);
            if (!only_space(text, line.end, next->start)) {
                n = k;
                break;
            }
            line.n_chars += next->n_chars + 1;
            line.end = next->end;
            line.place.x2 = next->place.x2;
        }
        g_array_append_val(out, line);
    }
    g_array_unref(lines->lines);
    lines->lines = out;
}

void
vl_places_find(VlLines *lines)
{
    for (guint i = 0; i < lines->lines->len; i++) {
        VlLine *line = vl_lines_get(lines, i);
        line->place = place_of(lines, line);
    }
}

int
vl_places_step(const VlLines *lines, guint i)
{
    if (i == 0)
        return 0;
    const VlLine *a = vl_lines_get(lines, i - 1);
    const VlLine *b = vl_lines_get(lines, i);
    if (a->page != b->page || a->place.size == 0 || b->place.size == 0)
        return 0;
    int overlap =
        MIN(a->place.x2, b->place.x2) - MAX(a->place.x1, b->place.x1);
    int step = b->place.y1 - a->place.y1;
    return overlap > 0 && step > 0 ? step : 0;
}

gboolean
vl_places_is_apart(const VlLines *lines, guint i)
{
    return lines->leading > 0 &&
           vl_places_step(lines, i) * 100 > lines->leading * GAP;
}
