#include "config.h"

#include "flow/pdf-place.h"

void
vl_pdf_place_find(const VlSource *source, const VlDocument *pdf,
                  const VlQuote *quote, VlPdfPlace *place)
{
    if (quote->hit->text == NULL || *quote->hit->text == '\0')
        return;
    g_autoptr(VlHit) hit = vl_locate(source, quote->hit->text, 0);
    gboolean found = hit->match == VL_MATCH_EXACT ||
                     hit->match == VL_MATCH_TYPOGRAPHIC ||
                     hit->match == VL_MATCH_UNREADABLE;
    if (!found || hit->segments->len == 0 || hit->page == 0)
        return;
    place->label = g_strdup(vl_document_page(pdf, hit->page)->label);
    place->hit = g_steal_pointer(&hit);
}

static gboolean
same_segments(const GPtrArray *a, const GPtrArray *b)
{
    if (a->len != b->len)
        return FALSE;
    for (guint i = 0; i < a->len; i++) {
        const VlSegment *x = a->pdata[i], *y = b->pdata[i];
        if (x->page != y->page || x->span.start != y->span.start ||
            x->span.end != y->span.end || !g_str_equal(x->text, y->text))
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_same(const VlPdfPlace *a, const VlPdfPlace *b)
{
    if (a->hit == NULL || b->hit == NULL)
        return a->hit == b->hit;
    return g_strcmp0(a->label, b->label) == 0 &&
           a->hit->match == b->hit->match &&
           g_strcmp0(a->hit->read, b->hit->read) == 0 &&
           same_segments(a->hit->segments, b->hit->segments);
}

static gboolean
is_wrong(const VlSource *source, const VlDocument *pdf, const VlQuote *quote)
{
    VlPdfPlace place = {NULL, NULL};
    if (source != NULL)
        vl_pdf_place_find(source, pdf, quote, &place);
    gboolean wrong = !is_same(&place, &quote->pdf);
    vl_hit_free(place.hit);
    g_free(place.label);
    return wrong;
}

GPtrArray *
vl_pdf_places_wrong(const VlPaper *paper, const VlDocument *pdf)
{
    GPtrArray *wrong = g_ptr_array_new();
    g_autoptr(VlSource) source = pdf != NULL ? vl_source_new(pdf) : NULL;
    for (guint i = 0; i < paper->claims->len; i++) {
        const VlClaim *claim = paper->claims->pdata[i];
        for (guint j = 0; j < claim->quotes->len; j++) {
            if (!is_wrong(source, pdf, claim->quotes->pdata[j]))
                continue;
            g_ptr_array_add(wrong, claim->id);
            break;
        }
    }
    return wrong;
}
