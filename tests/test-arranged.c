#include "config.h"

#include "placed-page.h"
#include "verify/locate/locate.h"

static const Placed mixed[] = {
    {"Dorzine is given to adults with", 0, 0},
    {"were older than those of the first", 220, 0},
    {"gout of the big toe, who were 41 on", 0, 12},
    {"one, and 12 of them left the trial", 220, 12},
    {"average; the women of this arm", 0, 24},
    {"before its end for other reasons.", 220, 24},
};

static void
assert_found(const VlSource *source, const VlDocument *document,
             const char *quote, VlMatch match, guint n_segments)
{
    g_autoptr(VlHit) hit = vl_locate(source, quote, 0);
    g_assert_cmpstr(vl_match_name(hit->match), ==, vl_match_name(match));
    g_assert_cmpuint(hit->segments->len, ==, n_segments);
    for (guint i = 0; i < hit->segments->len; i++) {
        const VlSegment *segment = hit->segments->pdata[i];
        g_autofree char *own = vl_document_slice(document, segment->span);
        g_assert_cmpstr(segment->text, ==, own);
    }
}

static void
test_columns(void)
{
    g_autoptr(VlDocument) document = placed_page(mixed, G_N_ELEMENTS(mixed));
    g_autoptr(VlSource) source = vl_source_new(document);
    /* In the text's own order. */
    assert_found(source, document, "gout of the big toe", VL_MATCH_EXACT, 1);
    assert_found(source, document,
                 "Dorzine is given to adults with gout of the big toe, who "
                 "were 41 on average",
                 VL_MATCH_EXACT, 3);
    assert_found(source, document,
                 "Dorzine is given to adults with gout of the big toe, who "
                 "were 14 on average",
                 VL_MATCH_ALTERED, 3);
    assert_found(source, document, "Foolsbane was of no use to the elderly",
                 VL_MATCH_ABSENT, 0);
}

/* From one column to the next. */
static void
test_across(void)
{
    g_autoptr(VlDocument) document = placed_page(mixed, G_N_ELEMENTS(mixed));
    g_autoptr(VlSource) source = vl_source_new(document);
    g_autoptr(VlHit) hit = vl_locate(
        source,
        "the women of this arm were older than those of the first one", 0);
    g_assert_cmpstr(vl_match_name(hit->match), ==, "exact");
    g_assert_cmpuint(hit->span.start, <, hit->span.end);
    const VlSegment *first = hit->segments->pdata[0];
    g_assert_cmpstr(first->text, ==, "the women of this arm");
}

/* References that the page shows raised. */
static void
test_raised(void)
{
    static const Placed lines[] = {
        {"The drug was of use in this band41. It cured", 0, 0},
        {"104 cells of it in 2004,5 and some more of 43.", 0, 12},
    };
    g_autoptr(VlDocument) document = placed_page(lines, G_N_ELEMENTS(lines));
    VlPage *made = document->pages->pdata[0];
    const VlSpan raised[] = {{32, 34}, {47, 48}, {68, 69}};
    g_array_append_vals(made->raised, raised, G_N_ELEMENTS(raised));
    g_autoptr(VlSource) source = vl_source_new(document);
    assert_found(source, document, "was of use in this band. It cured",
                 VL_MATCH_TYPOGRAPHIC, 1);
    assert_found(source, document, "was of use in this band41. It cured",
                 VL_MATCH_EXACT, 1);
    assert_found(source, document, "was of use in this band42. It cured",
                 VL_MATCH_ALTERED, 1);
    assert_found(source, document, "It cured 10 cells of it in 2004",
                 VL_MATCH_ALTERED, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/arranged/columns", test_columns);
    g_test_add_func("/arranged/across", test_across);
    g_test_add_func("/arranged/raised", test_raised);
    return g_test_run();
}
