#include "config.h"

#include "llm/quote.h"

VlQuote *
vl_quote_of_sentence(const VlReading *reading, const VlSentence *sentence)
{
    const VlDocument *document = reading->document;
    const VlSection *section = vl_reading_section_of(reading, sentence);
    VlQuote *quote = vl_quote_new();
    quote->rendering_sha256 = g_strdup(document->sha256);
    quote->section = g_strdup(vl_section_kind_name(section->kind));
    quote->hit = vl_hit_new(VL_MATCH_EXACT);
    quote->hit->occurrences = 1;
    for (guint i = 0; i < sentence->segments->len; i++) {
        VlSpan span = g_array_index(sentence->segments, VlSpan, i);
        g_autofree char *text = vl_document_slice(document, span);
        vl_hit_add_segment(quote->hit, span,
                           vl_document_page_at(document, span.start), text);
    }
    vl_hit_close(quote->hit);
    const VlPage *page = vl_document_page(document, quote->hit->page);
    quote->label = g_strdup(page->label);
    return quote;
}

const VlSentence *
vl_sentence_at(const VlReading *reading, gsize start)
{
    for (guint i = 0; i < reading->sentences->len; i++) {
        const VlSentence *sentence = reading->sentences->pdata[i];
        if (g_array_index(sentence->segments, VlSpan, 0).start == start)
            return sentence;
    }
    return NULL;
}

const VlSentence *
vl_claim_sentence(const VlClaim *claim, const VlReading *reading)
{
    if (claim->quotes->len == 0)
        return NULL;
    const VlQuote *quote = claim->quotes->pdata[0];
    return vl_sentence_at(reading, quote->hit->span.start);
}

VlClaim *
vl_claim_copy_quotes(const VlClaim *claim, const VlReading *reading)
{
    g_autoptr(VlClaim) copy = vl_claim_new(claim->kind, claim->text);
    copy->verdict = claim->verdict;
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlQuote *quote = claim->quotes->pdata[i];
        const VlSentence *sentence =
            vl_sentence_at(reading, quote->hit->span.start);
        if (sentence == NULL)
            return NULL;
        g_ptr_array_add(copy->quotes,
                        vl_quote_of_sentence(reading, sentence));
    }
    return g_steal_pointer(&copy);
}
