#include "config.h"

#include <string.h>

#include "digest-sample.h"
#include "digest/view.h"

static void
test_badges(void)
{
    static const guint wanted[VL_N_BADGES] = {
        [VL_BADGE_RETRACTED] = 1, [VL_BADGE_NOTHING] = 1,
        [VL_BADGE_ALARM] = 1,
        [VL_BADGE_PARTIAL] = 1,   [VL_BADGE_ABSTRACT] = 1,
        [VL_BADGE_OCR] = 1,       [VL_BADGE_PREPRINT] = 1,
        [VL_BADGE_CORRECTED] = 1};
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    for (int b = 0; b < VL_N_BADGES; b++)
        g_assert_cmpuint(vl_view_count_badge(digest, (VlBadge)b), ==,
                         wanted[b]);
    g_autofree char *papers = vl_view_papers_with(digest, VL_BADGE_OCR);
    g_assert_cmpstr(papers, ==, "3");
}

/* A notice alone is enough, and the notice of another's retraction is no
 * retraction. */
static void
test_retraction_by_notice(void)
{
    g_autoptr(VlPaper) paper = vl_paper_new();
    g_ptr_array_add(paper->notices,
                    vl_digest_notice_new("retraction_of", "1", NULL));
    g_assert_false(vl_view_has_badge(paper, VL_BADGE_RETRACTED));
    g_ptr_array_add(paper->notices,
                    vl_digest_notice_new("retraction", NULL, NULL));
    g_assert_true(vl_view_has_badge(paper, VL_BADGE_RETRACTED));
}

static void
test_headline(void)
{
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    g_autofree char *headline = vl_view_headline(digest, VL_LANGUAGE_EN);
    g_assert_cmpstr(headline, ==,
                    "4 papers: 2 read in full text, 1 from its abstract only, "
                    "1 with nothing to read; 1 text not read; 2 listed by "
                    "title only.");
    g_autofree char *verdicts = vl_view_verdicts(digest, VL_LANGUAGE_EN);
    g_assert_true(g_str_has_prefix(
        verdicts, "13 statements: 1 × The source says otherwise"));
}

static void
test_time(void)
{
    g_autofree char *none = vl_view_time(10, VL_LANGUAGE_EN);
    g_autofree char *one = vl_view_time(238, VL_LANGUAGE_EN);
    g_autofree char *ten = vl_view_time(2380, VL_LANGUAGE_FR);
    g_autofree char *hours = vl_view_time(238 * 180, VL_LANGUAGE_FR);
    g_assert_cmpstr(none, ==, "less than a minute");
    g_assert_cmpstr(one, ==, "1 minute");
    g_assert_cmpstr(ten, ==, "10 minutes");
    g_assert_cmpstr(hours, ==, "3 heures");
}

static void
test_flow(void)
{
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    const char *label = NULL;
    gboolean within = FALSE;
    guint n = 0, i = 0, parts = 0;
    for (; vl_view_flow_row(digest, i, VL_LANGUAGE_EN, &label, &n, &within);
         i++)
        parts += within ? n : 0;
    g_assert_cmpuint(i, ==, 9);
    g_assert_cmpuint(parts, ==, digest->flow.digested);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/view/badges", test_badges);
    g_test_add_func("/digest/view/notice", test_retraction_by_notice);
    g_test_add_func("/digest/view/headline", test_headline);
    g_test_add_func("/digest/view/time", test_time);
    g_test_add_func("/digest/view/flow", test_flow);
    return g_test_run();
}
