#include "config.h"

#include "fulltext/facts.h"

#include "base/error.h"
#include "mutants.h"

#define META                                                                   \
    "<front><article-meta>"                                                    \
    "<article-id pub-id-type=\"pmid\">99000001</article-id>"                   \
    "<article-id pub-id-type=\"pmc\">9900001</article-id>"                     \
    "<article-id pub-id-type=\"doi\">10.5555/veille.1</article-id>"            \
    "<permissions><license xmlns:xlink=\"http://www.w3.org/1999/xlink\" "      \
    "xlink:href=\"https://creativecommons.org/licenses/by-nc/4.0/\"/>"         \
    "</permissions></article-meta></front>"

static const char article[] =
    "<?xml version=\"1.0\"?><!DOCTYPE article PUBLIC \"-//NLM//DTD\" "
    "\"a.dtd\"><pmc-articleset><article>" META
    "<body><sec><title>Methods</title><p>Fifty of us sailed.</p></sec></body>"
    "<back><ref-list><ref><mixed-citation><pub-id pub-id-type=\"doi\">"
    "10.5555/other</pub-id></mixed-citation></ref></ref-list></back>"
    "<sub-article><front><article-meta><article-id pub-id-type=\"doi\">"
    "10.5555/reply</article-id></article-meta></front><body><p>A long "
    "reply that is another text</p></body></sub-article>"
    "</article></pmc-articleset>";

static VlFacts *
facts_of(const char *text)
{
    g_autoptr(GError) error = NULL;
    VlFacts *facts = vl_facts_read(text, strlen(text), &error);
    g_assert_no_error(error);
    return facts;
}

static void
test_article(void)
{
    g_autoptr(VlFacts) facts = facts_of(article);
    g_assert_true(facts->is_article);
    g_assert_cmpuint(facts->n_articles, ==, 1);
    g_assert_cmpstr(facts->doi, ==, "10.5555/veille.1");
    g_assert_cmpstr(facts->pmid, ==, "99000001");
    g_assert_cmpstr(facts->pmcid, ==, "PMC9900001");
    g_assert_cmpstr(facts->licence, ==, "CC BY-NC");
    g_assert_cmpuint(facts->body_letters, ==, strlen("MethodsFiftyofussailed"));
    g_assert_false(facts->withheld);
    g_assert_null(facts->problem);
}

static void
test_front_only(void)
{
    g_autoptr(VlFacts) facts = facts_of(
        "<pmc-articleset><article><!--The publisher of this article does not "
        "allow downloading of the full text in XML form.-->" META
        "</article></pmc-articleset>");
    g_assert_true(facts->is_article);
    g_assert_true(facts->withheld);
    g_assert_cmpuint(facts->body_letters, ==, 0);
    g_autoptr(VlFacts) reply = facts_of(
        "<article>" META "<sub-article><body><p>Another text, and long "
        "enough</p></body></sub-article></article>");
    g_assert_cmpuint(reply->body_letters, ==, 0);
    g_autoptr(VlFacts) empty = facts_of("<article><body> \n</body></article>");
    g_assert_cmpuint(empty->body_letters, ==, 0);
}

static void
test_errors(void)
{
    g_autoptr(VlFacts) lower =
        facts_of("<pmc-articleset><error id=\"9900001\">The following PMCID "
                 "is not available: 9900001</error></pmc-articleset>");
    g_assert_false(lower->is_article);
    g_assert_cmpstr(lower->problem, ==,
                    "The following PMCID is not available: 9900001");
    g_autoptr(VlFacts) upper =
        facts_of("<eFetchResult><ERROR>Invalid uid</ERROR></eFetchResult>");
    g_assert_cmpstr(upper->problem, ==, "Invalid uid");
}

static void
test_old_format(void)
{
    g_autoptr(VlFacts) facts =
        facts_of("<art><fm/><bdy><p>Some text</p></bdy></art>");
    g_assert_true(facts->is_article);
    g_assert_cmpuint(facts->body_letters, ==, strlen("Sometext"));
}

static void
assert_licence(const char *url, const char *expected)
{
    g_autofree char *licence = vl_licence_of_url(url);
    g_assert_cmpstr(licence, ==, expected);
}

static void
test_licences(void)
{
    assert_licence("http://creativecommons.org/licenses/by/4.0/", "CC BY");
    assert_licence("https://creativecommons.org/licenses/by-nc-nd/4.0/",
                   "CC BY-NC-ND");
    assert_licence("https://creativecommons.org/publicdomain/zero/1.0/", "CC0");
    assert_licence("https://creativecommons.org/licenses/", NULL);
    assert_licence("https://journal.example/terms", NULL);
    assert_licence(NULL, NULL);
}

static void
assert_malformed(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(vl_facts_read(text, strlen(text), &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
}

static void
test_malformed(void)
{
    assert_malformed("");
    assert_malformed("no xml");
    assert_malformed("<article><body><p>cut sh");
    assert_malformed("<article><body><td colspan4\"1\"/></body></article>");
    assert_malformed("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                     "<article><body>&e;</body></article>");
}

static void
read_mutant(const char *bytes, gsize n_bytes)
{
    g_autoptr(VlFacts) facts = vl_facts_read(bytes, n_bytes, NULL);
}

static void
test_mutants(void)
{
    each_mutant(article, strlen(article), read_mutant);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/facts/article", test_article);
    g_test_add_func("/facts/front-only", test_front_only);
    g_test_add_func("/facts/errors", test_errors);
    g_test_add_func("/facts/old-format", test_old_format);
    g_test_add_func("/facts/licences", test_licences);
    g_test_add_func("/facts/malformed", test_malformed);
    g_test_add_func("/facts/mutants", test_mutants);
    return g_test_run();
}
