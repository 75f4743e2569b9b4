#include "config.h"

#include <string.h>

#include "digest-sample.h"

static void
test_from_record(void)
{
    g_autoptr(VlRecord) record = vl_record_new();
    record->pmid = "90000001";
    record->title = "A title";
    record->journal.iso = "J Invent Med";
    record->date = (VlPubDate){2026, 11, 0, NULL};
    for (guint i = 0; i < 5; i++) {
        VlAuthor author = {.family = "Dupont", .initials = "AB"};
        g_array_append_val(record->authors, author);
    }
    g_ptr_array_add(record->languages, (gpointer) "fre");
    VlNotice notice = {VL_NOTICE_CONCERN, NULL, "text"};
    g_array_append_val(record->notices, notice);

    g_autoptr(VlPaper) paper = vl_paper_from_record(record);
    g_assert_cmpstr(paper->name, ==, "pmid:90000001");
    g_assert_cmpstr(paper->authors, ==,
                    "Dupont AB, Dupont AB, Dupont AB, et al.");
    g_assert_cmpstr(paper->journal, ==, "J Invent Med");
    g_assert_cmpstr(paper->date, ==, "2026-11");
    g_assert_cmpstr(paper->language, ==, "fr");
    g_assert_cmpstr(paper->read.coverage, ==, "nothing");
    const VlDigestNotice *first = paper->notices->pdata[0];
    g_assert_cmpstr(first->kind, ==, "concern");
}

static void
test_order(void)
{
    static const VlClaimKind wanted[] = {
        VL_CLAIM_PRIMARY_OUTCOME, VL_CLAIM_PRIMARY_RESULT,
        VL_CLAIM_HARMS,           VL_CLAIM_AIM,
        VL_CLAIM_DESIGN,          VL_CLAIM_POPULATION,
        VL_CLAIM_RESULT,          VL_CLAIM_LIMITS,
        VL_CLAIM_CONCLUSION};
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    const VlPaper *paper = digest->papers->pdata[0];
    g_assert_cmpuint(paper->claims->len, ==, G_N_ELEMENTS(wanted));
    for (guint i = 0; i < paper->claims->len; i++) {
        const VlClaim *claim = paper->claims->pdata[i];
        g_autofree char *id = g_strdup_printf("90000001-%u", i + 1);
        g_assert_cmpint(claim->kind, ==, wanted[i]);
        g_assert_cmpstr(claim->id, ==, id);
    }
}

static void
test_counts(void)
{
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    g_assert_cmpuint(digest->flow.digested, ==, 4);
    g_assert_cmpuint(digest->flow.full_text, ==, 2);
    g_assert_cmpuint(digest->flow.abstract_only, ==, 1);
    g_assert_cmpuint(digest->flow.unread, ==, 1);
    g_assert_cmpuint(digest->flow.listed, ==, 2);
}

/* Nothing is shown as found that has no passage. */
static void
test_no_passage(void)
{
    for (int v = VL_VERDICT_SUPPORTED; v <= VL_VERDICT_NOT_A_CLAIM; v++) {
        g_autoptr(VlDigest) digest = vl_digest_new();
        VlPaper *paper = sample_paper(digest, NULL, "1", "T", "A", "J", "D");
        VlClaim *claim = vl_claim_new(VL_CLAIM_RESULT, "words");
        claim->verdict = (VlVerdict)v;
        VlQuote *quote = vl_quote_new();
        quote->hit = vl_hit_new(VL_MATCH_ABSENT);
        g_ptr_array_add(claim->quotes, quote);
        g_ptr_array_add(paper->claims, claim);
        vl_digest_close(digest);
        g_assert_cmpint(claim->verdict, !=, VL_VERDICT_SUPPORTED);
        g_assert_cmpint(claim->verdict, !=, VL_VERDICT_EXTRACT);
        g_assert_cmpint(claim->verdict, !=, VL_VERDICT_PARTLY);
    }
}

static void
test_altered_is_no_extract(void)
{
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    const VlPaper *paper = digest->papers->pdata[0];
    VlClaim *claim = paper->claims->pdata[0];
    VlQuote *quote = claim->quotes->pdata[0];
    quote->hit->match = VL_MATCH_ALTERED;
    vl_digest_close(digest);
    g_assert_cmpint(claim->verdict, ==, VL_VERDICT_UNSUPPORTED);
}

static void
test_same_pmid_twice(void)
{
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    VlPaper *paper = digest->papers->pdata[1];
    g_free(paper->pmid);
    paper->pmid = g_strdup("90000001");
    vl_digest_close(digest);
    const VlClaim *claim = paper->claims->pdata[0];
    g_assert_cmpstr(claim->id, ==, "paper2-1");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/build/from-record", test_from_record);
    g_test_add_func("/digest/build/order", test_order);
    g_test_add_func("/digest/build/counts", test_counts);
    g_test_add_func("/digest/build/no-passage", test_no_passage);
    g_test_add_func("/digest/build/altered", test_altered_is_no_extract);
    g_test_add_func("/digest/build/same-pmid", test_same_pmid_twice);
    return g_test_run();
}
