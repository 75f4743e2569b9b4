#include "config.h"

#include "verify/locate/extract.h"

#include "verify/locate/source.h"

static const char text[] =
    "\u00C9t\u00E9 came. It fell by 0.74 points. It rose again.\f"
    "Another page. It fell much.";

/* A claim with one quote, which says it stands at the code points
 * [start, end). */
static VlClaim *
claim_of(const char *said, const char *quoted, gsize start, gsize end)
{
    VlClaim *claim = vl_claim_new(VL_CLAIM_RESULT, said);
    if (quoted == NULL)
        return claim;
    VlQuote *quote = vl_quote_new();
    quote->hit = vl_hit_new(VL_MATCH_EXACT);
    vl_hit_add_segment(quote->hit, (VlSpan){start, end}, 1, quoted);
    vl_hit_close(quote->hit);
    g_ptr_array_add(claim->quotes, quote);
    return claim;
}

static void
test_judge(void)
{
    static const struct {
        const char *said, *quoted;
        gsize start, end;
        VlVerdict verdict;
        const char *fault;
    } cases[] = {
        {"It fell by 0.74 points.", "It fell by 0.74 points.", 10, 33,
         VL_VERDICT_EXTRACT, NULL},
        /* Up to typography, what it says is its quote. */
        {"It fell by 0,74 points", "It fell by 0.74 points.", 10, 33,
         VL_VERDICT_EXTRACT, NULL},
        {"It fell by 0.47 points.", "It fell by 0.74 points.", 10, 33,
         VL_VERDICT_UNSUPPORTED, "text"},
        {"It fell by 0.74 points. So it is.", "It fell by 0.74 points.", 10, 33,
         VL_VERDICT_UNSUPPORTED, "text"},
        /* A quote that is not what stands at its place, or nowhere. */
        {"It fell by 0.47 points.", "It fell by 0.47 points.", 10, 33,
         VL_VERDICT_UNSUPPORTED, "quote"},
        {"It fell by 0.74 points.", "It fell by 0.74 points.", 11, 34,
         VL_VERDICT_UNSUPPORTED, "quote"},
        {"Nothing of it.", "Nothing of it.", 0, 14, VL_VERDICT_UNSUPPORTED,
         "quote"},
        {"It fell.", "It fell.", 1000, 1008, VL_VERDICT_UNSUPPORTED, "quote"},
        {"It fell.", NULL, 0, 0, VL_VERDICT_UNSUPPORTED, "quote"},
    };
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, text);
    g_autoptr(VlSource) source = vl_source_new(document);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlClaim) claim = claim_of(cases[i].said, cases[i].quoted,
                                            cases[i].start, cases[i].end);
        vl_judge_extract(claim, source);
        g_test_message("%u: %s", i, cases[i].said);
        g_assert_cmpint(claim->verdict, ==, cases[i].verdict);
        g_assert_cmpuint(claim->findings->len, ==, cases[i].fault != NULL);
        if (cases[i].fault == NULL)
            continue;
        const VlFinding *finding = claim->findings->pdata[0];
        g_assert_cmpstr(finding->check, ==, cases[i].fault);
        g_assert_cmpint(finding->result, ==, VL_RESULT_CONFLICT);
    }
}

/* Glyphs without meaning: the reader has to look at the page. */
static void
test_unreadable(void)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_PDF, text);
    VlPage *page = document->pages->pdata[0];
    VlSpan unsafe = {21, 25};
    g_array_append_val(page->unsafe, unsafe);
    g_autoptr(VlSource) source = vl_source_new(document);
    g_autoptr(VlClaim) claim =
        claim_of("It fell by 0.74 points.", "It fell by 0.74 points.", 10, 33);
    vl_judge_extract(claim, source);
    g_assert_cmpint(claim->verdict, ==, VL_VERDICT_UNREADABLE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/extract/judge", test_judge);
    g_test_add_func("/extract/unreadable", test_unreadable);
    return g_test_run();
}
