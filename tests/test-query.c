#include "config.h"

#include <glib.h>
#include <string.h>

#include "pubmed/query.h"

static const char email[] = "watch@example.org";

static void
test_search(void)
{
    const VlSearch search = {.email = email,
                             .term = "heart failure[tiab] AND \"a&b\"",
                             .mindate = "2026/11/13",
                             .maxdate = "2026/11/27"};
    g_autofree char *body = vl_query_esearch(&search, (VlUidRange){0, 0});
    g_assert_cmpstr(body, ==,
                    "tool=veille&email=watch%40example.org&db=pubmed&"
                    "term=heart%20failure%5Btiab%5D%20AND%20%22a%26b%22&"
                    "retmode=xml&retmax=9999&datetype=crdt&"
                    "mindate=2026%2F11%2F13&maxdate=2026%2F11%2F27");
    g_assert_null(strstr(body, "reldate"));
}

static void
test_search_without_window(void)
{
    const VlSearch search = {.term = "colitis", .mindate = "2026/11/13"};
    g_autofree char *body = vl_query_esearch(&search, (VlUidRange){0, 0});
    g_assert_cmpstr(body, ==,
                    "tool=veille&db=pubmed&term=colitis&retmode=xml&"
                    "retmax=9999");
}

static void
test_range(void)
{
    const VlSearch search = {.term = "a OR b"};
    g_autofree char *body = vl_query_esearch(&search, (VlUidRange){1, 99});
    g_assert_nonnull(strstr(
        body, "&term=%28%20a%20OR%20b%20AND%201%3A99%20%5BUID%5D%29&"));
}

static GPtrArray *
numbers(guint n)
{
    GPtrArray *pmids = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 1; i <= n; i++)
        g_ptr_array_add(pmids, g_strdup_printf("%u", i));
    return pmids;
}

static void
test_fetch(void)
{
    g_autoptr(GPtrArray) pmids = numbers(5);
    g_autofree char *body = vl_query_efetch(email, pmids, 1, 3);
    g_assert_cmpstr(body, ==,
                    "tool=veille&email=watch%40example.org&db=pubmed&"
                    "retmode=xml&id=2,3,4");
    g_autofree char *rest = vl_query_efetch(NULL, pmids, 4, 200);
    g_assert_cmpstr(rest, ==, "tool=veille&db=pubmed&retmode=xml&id=5");
}

static void
test_link(void)
{
    g_autoptr(GPtrArray) pmids = numbers(2);
    g_autofree char *body =
        vl_query_elink(NULL, pmids, "pmc", "pubmed_pmc");
    g_assert_cmpstr(body, ==,
                    "tool=veille&dbfrom=pubmed&db=pmc&linkname=pubmed_pmc&"
                    "retmode=xml&id=1&id=2");
}

static void
test_citations(void)
{
    const VlCitationKey citations[] = {
        {"J Imaginary Med", "12", "101", "Exemplar A", "r1", 2026},
        {NULL, NULL, "7", "O|Brien\n", "r2", 0},
    };
    g_autofree char *body = vl_query_ecitmatch(NULL, citations, 2);
    g_autofree char *plain = g_uri_unescape_string(body, NULL);
    g_assert_cmpstr(plain, ==,
                    "tool=veille&db=pubmed&retmode=xml&bdata="
                    "J Imaginary Med|2026|12|101|Exemplar A|r1|\r"
                    "|||7|O Brien |r2|");
}

static void
test_dates(void)
{
    g_autofree char *date = vl_query_date(1795770000);
    g_assert_cmpstr(date, ==, "2026/11/27");
    g_autofree char *before =
        vl_query_days_before("2026/03/07", VL_WINDOW_OVERLAP_DAYS);
    g_assert_cmpstr(before, ==, "2026/02/21");
    g_assert_null(vl_query_days_before("2026-03-07", 1));
    g_assert_null(vl_query_days_before("2026/13/07", 1));
    g_assert_null(vl_query_days_before("2026/02/30", 1));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/query/search", test_search);
    g_test_add_func("/query/search-without-window",
                    test_search_without_window);
    g_test_add_func("/query/range", test_range);
    g_test_add_func("/query/fetch", test_fetch);
    g_test_add_func("/query/link", test_link);
    g_test_add_func("/query/citations", test_citations);
    g_test_add_func("/query/dates", test_dates);
    return g_test_run();
}
