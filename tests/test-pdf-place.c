#include "config.h"

#include "flow/pdf-place.h"

static VlDocument *
pdf_of(const char *first, const char *second)
{
    VlDocument *pdf = vl_document_new(VL_RENDERING_PDF);
    vl_document_add_page(pdf, first, "101");
    vl_document_add_page(pdf, second, "102");
    vl_document_seal(pdf);
    return pdf;
}

static VlPdfPlace
find(const VlDocument *pdf, const char *text)
{
    g_autoptr(VlSource) source = vl_source_new(pdf);
    VlQuote *quote = vl_quote_new();
    quote->hit = vl_hit_new(VL_MATCH_EXACT);
    VlSpan span = {0, (gsize)g_utf8_strlen(text, -1)};
    vl_hit_add_segment(quote->hit, span, 1, text);
    vl_hit_close(quote->hit);
    VlPdfPlace place = {NULL, NULL};
    vl_pdf_place_find(source, pdf, quote, &place);
    vl_quote_free(quote);
    return place;
}

static void
test_found(void)
{
    g_autoptr(VlDocument) pdf =
        pdf_of("Velorazine in tidal headache. We sailed.",
               "Pain fell in 92 of 206 pa-\ntients (44.7%) given velorazine.");
    VlPdfPlace place =
        find(pdf, "Pain fell in 92 of 206 patients (44.7%) given velorazine.");
    g_assert_cmpuint(place.hit->page, ==, 2);
    g_assert_cmpuint(place.hit->page_end, ==, 2);
    g_assert_cmpstr(place.label, ==, "102");
    g_autofree char *text = vl_document_slice(pdf, place.hit->span);
    g_assert_true(g_str_has_prefix(text, "Pain fell in 92"));
    g_assert_true(g_str_has_suffix(text, "given velorazine."));
    vl_hit_free(place.hit);
    g_free(place.label);
}

/* Where the PDF says something else, a reader is not sent there. */
static void
test_altered(void)
{
    g_autoptr(VlDocument) pdf =
        pdf_of("Pain fell in 29 of 206 patients (44.7%) given velorazine.",
               "Nothing else.");
    VlPdfPlace place =
        find(pdf, "Pain fell in 92 of 206 patients (44.7%) given velorazine.");
    g_assert_null(place.hit);
    g_assert_null(place.label);
}

static void
test_absent(void)
{
    g_autoptr(VlDocument) pdf = pdf_of("Of pumps.", "And of pipes.");
    VlPdfPlace place = find(pdf, "Pain fell in 92 of 206 patients.");
    g_assert_null(place.hit);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pdf-place/found", test_found);
    g_test_add_func("/pdf-place/altered", test_altered);
    g_test_add_func("/pdf-place/absent", test_absent);
    return g_test_run();
}
