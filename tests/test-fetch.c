#include "config.h"

#include "fulltext/fetch.h"

#include <string.h>

static const char article[] =
    "<article><body><p>Of the fifty patients who sailed, forty came back "
    "with less pain than before.</p></body></article>";

static gboolean
is_good(const VlFetchAsk *ask, const char *text)
{
    g_autofree char *problem = vl_fetch_problem(ask, text, strlen(text));
    return problem == NULL;
}

static void
test_wanted(void)
{
    const VlFetchAsk json = {.want = VL_WANT_JSON};
    const VlFetchAsk xml = {.want = VL_WANT_XML};
    const VlFetchAsk file = {.want = VL_WANT_FILE};
    g_assert_true(is_good(&json, "{\"a\":1}"));
    g_assert_false(is_good(&json, "<!DOCTYPE html><html></html>"));
    g_assert_false(is_good(&json, ""));
    g_assert_true(is_good(&xml, article));
    g_assert_true(is_good(&xml, "<ListBucketResult/>"));
    g_assert_false(is_good(&xml, "<html><body>WWW Error 500</body></html>"));
    g_assert_false(is_good(&xml, "<?xml version=\"1.0\"?>\n"));
    g_assert_false(is_good(&xml, "<article><body>"));
    g_assert_true(is_good(&file, "%PDF-1.4\n%%EOF"));
    g_assert_false(is_good(&file, "%PDF-1.4\n"));
    /* A site's own page and a challenge do not go away by asking again. */
    g_assert_true(is_good(&file, "<html><body>Log in</body></html>"));
    g_assert_true(is_good(&file, "<html><title>Just a moment...</title>"
                                 "</html>"));
}

static void
test_md5(void)
{
    g_autofree char *md5 =
        g_compute_checksum_for_string(G_CHECKSUM_MD5, article, -1);
    const VlFetchAsk right = {.want = VL_WANT_FILE, .md5 = md5};
    g_assert_true(is_good(&right, article));
    const VlFetchAsk wrong = {.want = VL_WANT_FILE,
                              .md5 = "00000000000000000000000000000000"};
    g_autofree char *problem =
        vl_fetch_problem(&wrong, article, strlen(article));
    g_assert_nonnull(strstr(problem, "MD5"));
}

static void
test_barred(void)
{
    g_assert_true(vl_fetch_is_barred(
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC9900001/pdf/a.pdf"));
    g_assert_true(vl_fetch_is_barred(
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9900001/pdf/"));
    g_assert_true(
        vl_fetch_is_barred("HTTPS://PMC.NCBI.NLM.NIH.GOV/articles/PMC9900001"));
    g_assert_false(vl_fetch_is_barred(
        "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"));
    g_assert_false(vl_fetch_is_barred("https://europepmc.org/articles/PMC1"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fetch/wanted", test_wanted);
    g_test_add_func("/fetch/md5", test_md5);
    g_test_add_func("/fetch/barred", test_barred);
    return g_test_run();
}
