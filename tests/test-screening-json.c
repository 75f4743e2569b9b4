#include "config.h"

#include <string.h>

#include "digest/read-json.h"
#include "digest/render-json.h"
#include "digest/screening-json.h"

/* A digest with criteria, and one that somebody has changed. */

static VlPaper *
paper_new(const char *pmid, VlCriterionAnswer answer)
{
    VlPaper *paper = vl_paper_new();
    paper->pmid = g_strdup(pmid);
    paper->name = g_strdup(pmid);
    paper->read.coverage = g_strdup("nothing");
    paper->screening = vl_screening_new(NULL, NULL);
    VlCriterion *criterion = vl_criterion_new(TRUE, "children");
    criterion->answer = answer;
    g_ptr_array_add(paper->screening->criteria, criterion);
    paper->screening->asked->outcome = g_strdup("answered");
    if (answer == VL_CRITERION_NOT_SAID)
        return paper;
    VlQuote *quote = vl_quote_new();
    quote->rendering_sha256 = g_strnfill(64, 'a');
    quote->hit = vl_hit_new(VL_MATCH_EXACT);
    vl_hit_add_segment(quote->hit, (VlSpan){3, 11}, 1, "children");
    vl_hit_close(quote->hit);
    g_ptr_array_add(criterion->quotes, quote);
    return paper;
}

static char *
digest_text(void)
{
    g_autoptr(VlDigest) digest = vl_digest_new();
    g_autoptr(GString) out = g_string_new(NULL);
    g_ptr_array_add(digest->watch.exclude, g_strdup("children"));
    g_ptr_array_add(digest->papers, paper_new("1", VL_CRITERION_NOT_SAID));
    g_ptr_array_add(digest->screened, paper_new("2", VL_CRITERION_MET));
    digest->flow.screened_out = 1;
    vl_digest_write_json(digest, out);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
test_round(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = digest_text();
    g_autoptr(VlDigest) digest =
        vl_digest_read_json(text, strlen(text), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(digest->screened->len, ==, 1);
    g_assert_true(vl_digest_screens(digest));
    const VlPaper *paper = digest->screened->pdata[0];
    g_assert_true(vl_paper_is_screened_out(paper));
    g_assert_false(vl_paper_is_screened_out(digest->papers->pdata[0]));
    g_autoptr(GString) again = g_string_new(NULL);
    vl_digest_write_json(digest, again);
    g_assert_cmpstr(again->str, ==, text);
}

/* Without criteria nothing of all this is in the digest. */
static void
test_none(void)
{
    g_autoptr(VlDigest) digest = vl_digest_new();
    g_autoptr(GString) out = g_string_new(NULL);
    vl_digest_write_json(digest, out);
    g_assert_null(strstr(out->str, "screen"));
    g_assert_null(strstr(out->str, VL_EXCLUDE_KEY));
}

static void
check_refused(const char *from, const char *to, const char *wanted)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = digest_text();
    g_auto(GStrv) parts = g_strsplit(text, from, 2);
    g_assert_nonnull(parts[1]);
    g_autofree char *changed = g_strjoinv(to, parts);
    g_autoptr(VlDigest) digest =
        vl_digest_read_json(changed, strlen(changed), &error);
    g_assert_null(digest);
    g_assert_nonnull(strstr(error->message, wanted));
}

static void
test_changed(void)
{
    check_refused("\"decision\": \"out\"", "\"decision\": \"in\"",
                  "decision");
    check_refused("\"answer\": \"not_said\"", "\"answer\": \"met\"", "quotes");
    check_refused("\"answer\": \"met\"", "\"answer\": \"perhaps\"", "answer");
    check_refused("\"kind\": \"exclude\"", "\"kind\": \"include\"",
                  "decision");
    check_refused("\"text\": \"children\"", "\"text\": \"women\"",
                  "criteria");
    check_refused("\"screened_out\": 1", "\"screened_out\": 2", "flow");
    check_refused("\"screened_out\": [", "\"listed_out\": [", "listed_out");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/screening-json/round", test_round);
    g_test_add_func("/digest/screening-json/none", test_none);
    g_test_add_func("/digest/screening-json/changed", test_changed);
    return g_test_run();
}
