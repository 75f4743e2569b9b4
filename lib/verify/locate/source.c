#include "config.h"

#include "verify/locate/source.h"

#include <string.h>

#include "model/repair.h"
#include "text/furniture.h"

static int
compare_ranges(gconstpointer a, gconstpointer b)
{
    const VlRange *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

/* Sorts and joins what overlaps. */
static void
tidy(GArray *ranges)
{
    g_array_sort(ranges, compare_ranges);
    guint kept = 0;
    for (guint i = 0; i < ranges->len; i++) {
        VlRange range = g_array_index(ranges, VlRange, i);
        if (range.start >= range.end)
            continue;
        VlRange *last =
            kept > 0 ? &g_array_index(ranges, VlRange, kept - 1) : NULL;
        if (last != NULL && range.start <= last->end)
            last->end = MAX(last->end, range.end);
        else
            g_array_index(ranges, VlRange, kept++) = range;
    }
    g_array_set_size(ranges, kept);
}

static void
add_spans(const VlSource *source, const GArray *spans, GArray *ranges)
{
    for (guint i = 0; i < spans->len; i++) {
        const VlSpan *span = &g_array_index(spans, VlSpan, i);
        VlRange range = {
            vl_utf8_index_to_bytes(source->index, source->text, span->start),
            vl_utf8_index_to_bytes(source->index, source->text, span->end),
        };
        g_array_append_val(ranges, range);
    }
}

/* Glyphs without meaning, but those whose meaning was found elsewhere. */
static void
add_unsafe(VlSource *source, const GArray *spans)
{
    g_autoptr(GArray) left = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    for (guint i = 0; i < spans->len; i++) {
        VlSpan span = g_array_index(spans, VlSpan, i);
        if (vl_document_count_repairs(source->document, span) == 0) {
            g_array_append_val(left, span);
            continue;
        }
        for (gsize at = span.start; at < span.end; at++) {
            VlSpan one = {at, at + 1};
            if (vl_document_repair_at(source->document, at) == 0)
                g_array_append_val(left, one);
        }
    }
    add_spans(source, left, source->unsafe);
}

/* Sets what surely are references as superscripts: those that the page shows
 * so, and those in brackets. */
static void
raise_references(VlSource *source, const VlDocument *document)
{
    g_autofree char *read = vl_document_text_read(document);
    source->text = read != NULL ? read : document->text;
    source->n_bytes = read != NULL ? strlen(read) : document->n_bytes;
    source->index = vl_utf8_index_new(source->text);
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(VlRange));
    for (guint i = 0; i < document->pages->len; i++) {
        const VlPage *page = g_ptr_array_index(document->pages, i);
        add_spans(source, page->raised, ranges);
    }
    gsize n_bytes = source->n_bytes;
    g_autofree char *raised = vl_references_raise_ranges(
        source->text, source->n_bytes, ranges, &n_bytes);
    if (raised == NULL)
        raised = g_steal_pointer(&read);
    const char *text = raised != NULL ? raised : document->text;
    source->references = vl_references_find(text, n_bytes);
    gsize n_listed;
    char *listed =
        vl_references_raise(source->references, text, n_bytes, &n_listed);
    source->raised = listed != NULL ? listed : g_steal_pointer(&raised);
    if (source->raised == NULL)
        return;
    source->text = source->raised;
    source->n_bytes = listed != NULL ? n_listed : n_bytes;
    vl_utf8_index_free(source->index);
    source->index = vl_utf8_index_new(source->text);
    source->printed = vl_utf8_index_new(document->text);
}

VlSource *
vl_source_new(const VlDocument *document)
{
    VlSource *source = g_new0(VlSource, 1);
    source->document = document;
    raise_references(source, document);
    source->skips = vl_furniture_find(source->text, source->n_bytes);
    source->unsafe = g_array_new(FALSE, FALSE, sizeof(VlRange));
    for (guint i = 0; i < document->pages->len; i++) {
        const VlPage *page = g_ptr_array_index(document->pages, i);
        add_spans(source, page->hidden, source->skips);
        add_spans(source, page->copies, source->skips);
        add_unsafe(source, page->unsafe);
    }
    tidy(source->skips);
    tidy(source->unsafe);
    source->folded =
        vl_folded_new(source->text, source->n_bytes, source->skips);
    source->grams = g_new0(VlLazyGrams, 1);
    source->other = g_new0(VlOtherOrder, 1);
    return source;
}

/* In a shorter text looking everywhere is as fast. */
#define MIN_TEXT 2048
/* In a longer one they would take too much memory: 12 bytes each. */
#define MAX_TEXT (16 << 20)

const VlGrams *
vl_source_grams(const VlSource *source)
{
    VlLazyGrams *lazy = source->grams;
    if (source->folded->n < MIN_TEXT || source->folded->n > MAX_TEXT)
        return NULL;
    if (g_once_init_enter(&lazy->made)) {
        lazy->grams = vl_grams_new(source->folded->bytes, source->folded->n);
        g_once_init_leave(&lazy->made, 1);
    }
    return lazy->grams;
}

const VlOtherOrder *
vl_source_other(const VlSource *source)
{
    VlOtherOrder *other = source->other;
    if (g_once_init_enter(&other->made)) {
        other->arranged = vl_arranged_new(source->document);
        if (other->arranged != NULL)
            other->source =
                vl_source_new(vl_arranged_document(other->arranged));
        g_once_init_leave(&other->made, 1);
    }
    return other;
}

void
vl_source_free(VlSource *source)
{
    if (source == NULL)
        return;
    vl_utf8_index_free(source->index);
    g_free(source->raised);
    if (source->printed != NULL)
        vl_utf8_index_free(source->printed);
    g_array_unref(source->skips);
    g_array_unref(source->unsafe);
    vl_folded_free(source->folded);
    vl_grams_free(source->grams->grams);
    g_free(source->grams);
    vl_source_free(source->other->source);
    vl_arranged_free(source->other->arranged);
    g_free(source->other);
    g_free(source);
}

VlRange
vl_source_bytes(const VlSource *source, gsize from, gsize to)
{
    const VlFolded *folded = source->folded;
    if (from >= to)
        return (VlRange){0, 0};
    gsize last = folded->map[to - 1];
    return (VlRange){
        folded->map[from],
        last + (gsize)g_utf8_skip[(guchar)source->text[last]],
    };
}

char *
vl_source_slice(const VlSource *source, VlRange range)
{
    if (source->raised == NULL)
        return g_strndup(source->text + range.start, range.end - range.start);
    const char *text = source->document->text;
    VlSpan span = vl_source_span(source, range);
    gsize start = vl_utf8_index_to_bytes(source->printed, text, span.start);
    gsize end = vl_utf8_index_to_bytes(source->printed, text, span.end);
    return g_strndup(text + start, end - start);
}

VlSpan
vl_source_span(const VlSource *source, VlRange range)
{
    return (VlSpan){
        vl_utf8_index_to_code_points(source->index, source->text,
                                     range.start),
        vl_utf8_index_to_code_points(source->index, source->text, range.end),
    };
}

static guint
first_ending_after(const GArray *ranges, gsize byte)
{
    guint low = 0, high = ranges->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(ranges, VlRange, middle).end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

guint
vl_source_skip_after(const VlSource *source, gsize byte)
{
    return first_ending_after(source->skips, byte);
}

gboolean
vl_source_is_unsafe(const VlSource *source, VlRange range)
{
    guint i = first_ending_after(source->unsafe, range.start);
    return i < source->unsafe->len &&
           g_array_index(source->unsafe, VlRange, i).start < range.end;
}

gunichar
vl_char_before(const VlSource *source, gsize at)
{
    if (at == 0)
        return 0;
    return g_utf8_get_char(g_utf8_prev_char(source->text + at));
}

gunichar
vl_char_at(const VlSource *source, gsize at)
{
    return at < source->n_bytes ? g_utf8_get_char(source->text + at) : 0;
}
