#include "config.h"

#include "model/repair.h"

#include <string.h>

#include "base/unicode.h"
#include "model/raised.h"

#define repair_at(repairs, i) (&g_array_index(repairs, VlRepair, i))

/* The first repair at the place or behind it. */
static guint
first_from(const GArray *repairs, gsize at)
{
    guint low = 0, high = repairs->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (repair_at(repairs, middle)->at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void
vl_document_add_repair(VlDocument *document, gsize at, gunichar c)
{
    VlRepair repair = {at, c};
    guint i = first_from(document->repairs, at);
    if (i < document->repairs->len && repair_at(document->repairs, i)->at == at)
        *repair_at(document->repairs, i) = repair;
    else
        g_array_insert_val(document->repairs, i, repair);
}

void
vl_document_clear_repairs(VlDocument *document)
{
    g_array_set_size(document->repairs, 0);
    g_clear_pointer(&document->repaired_sha256, g_free);
}

void
vl_document_set_repaired(VlDocument *document, VlRenderingKind from,
                         const char *sha256)
{
    document->repaired_from = from;
    g_free(document->repaired_sha256);
    document->repaired_sha256 = g_strdup(sha256);
}

guint
vl_document_count_repairs(const VlDocument *document, VlSpan span)
{
    return first_from(document->repairs, span.end) -
           first_from(document->repairs, span.start);
}

gunichar
vl_document_repair_at(const VlDocument *document, gsize at)
{
    guint i = first_from(document->repairs, at);
    if (i < document->repairs->len && repair_at(document->repairs, i)->at == at)
        return repair_at(document->repairs, i)->c;
    return 0;
}

static int
compare_places(gconstpointer a, gconstpointer b)
{
    const VlRepair *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

GArray *
vl_document_find_changes(const VlDocument *document)
{
    GArray *changes = vl_document_find_raised(document);
    guint n = 0;
    for (guint i = 0; i < changes->len; i++)
        if (vl_document_repair_at(document, repair_at(changes, i)->at) == 0)
            *repair_at(changes, n++) = *repair_at(changes, i);
    g_array_set_size(changes, n);
    g_array_append_vals(changes, document->repairs->data,
                        document->repairs->len);
    g_array_sort(changes, compare_places);
    return changes;
}

/* text, whose first code point is number start of the rendering. */
static char *
read_text(const GArray *repairs, const char *text, VlSpan span)
{
    g_autoptr(GString) out = g_string_sized_new(strlen(text) + 16);
    gsize at = span.start;
    const char *p = text;
    for (guint i = first_from(repairs, span.start);
         i < repairs->len && repair_at(repairs, i)->at < span.end; i++) {
        const VlRepair *repair = repair_at(repairs, i);
        const char *next =
            g_utf8_offset_to_pointer(p, (glong)(repair->at - at));
        g_string_append_len(out, p, next - p);
        g_string_append_unichar(out, repair->c);
        p = g_utf8_next_char(next);
        at = repair->at + 1;
    }
    g_string_append(out, p);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
vl_document_slice_read(const VlDocument *document, VlSpan span)
{
    g_autofree char *text = vl_document_slice(document, span);
    g_autoptr(GArray) changes = vl_document_find_changes(document);
    return read_text(changes, text, span);
}

char *
vl_document_text_read(const VlDocument *document)
{
    g_autoptr(GArray) changes = vl_document_find_changes(document);
    if (changes->len == 0)
        return NULL;
    VlSpan all = {0, vl_utf8_length(document->text, -1)};
    return read_text(changes, document->text, all);
}

void
vl_hit_set_read(VlHit *hit, const VlDocument *document)
{
    g_clear_pointer(&hit->read, g_free);
    hit->read_from = NULL;
    guint n = 0;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < hit->segments->len; i++) {
        VlSpan span = ((const VlSegment *)hit->segments->pdata[i])->span;
        g_autofree char *part = vl_document_slice_read(document, span);
        n += vl_document_count_repairs(document, span);
        g_string_append(text, i > 0 ? VL_HIT_GAP : "");
        g_string_append(text, part);
    }
    if (n == 0)
        return;
    hit->read = g_string_free(g_steal_pointer(&text), FALSE);
    hit->read_from = vl_rendering_kind_name(document->repaired_from);
}
