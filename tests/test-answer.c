#include "config.h"

#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "pubmed/answer.h"

#define PROLOG                                                              \
    "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n"                         \
    "<!DOCTYPE eSearchResult PUBLIC \"-//NLM//DTD esearch 20060628//EN\" "  \
    "\"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd\">"

static VlSearchReply *
parse(const char *text)
{
    g_autoptr(GError) error = NULL;
    VlSearchReply *reply = vl_search_reply_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    g_assert_nonnull(reply);
    return reply;
}

static void
test_search(void)
{
    g_autoptr(VlSearchReply) reply = parse(
        PROLOG
        "<eSearchResult><Count>12000</Count><RetMax>2</RetMax>"
        "<RetStart>0</RetStart><IdList>\n<Id>99000001</Id>\n"
        "<Id>99000002</Id>\n<Id>0</Id><Id>x</Id></IdList>"
        "<TranslationSet><Translation><From>a</From><To>b</To></Translation>"
        "</TranslationSet><TranslationStack><TermSet><Term>b[All]</Term>"
        "<Count>7</Count></TermSet></TranslationStack>"
        "<QueryTranslation>\"colitis\"[MeSH] &amp; x</QueryTranslation>"
        "</eSearchResult>");
    g_assert_cmpuint(reply->count, ==, 12000);
    g_assert_cmpuint(reply->uids->len, ==, 2);
    g_assert_cmpuint(g_array_index(reply->uids, guint64, 1), ==, 99000002);
    g_assert_cmpstr(reply->translation, ==, "\"colitis\"[MeSH] & x");
    g_assert_cmpuint(reply->not_found->len, ==, 0);
    g_assert_cmpuint(reply->warnings->len, ==, 0);
}

static void
test_warnings(void)
{
    g_autoptr(VlSearchReply) reply = parse(
        "<eSearchResult><Count>0</Count><IdList/><ErrorList>"
        "<PhraseNotFound>colitisx</PhraseNotFound>"
        "<FieldNotFound>tiabx</FieldNotFound></ErrorList><WarningList>"
        "<PhraseIgnored>the</PhraseIgnored>"
        "<QuotedPhraseNotFound>\"imaginary x\"</QuotedPhraseNotFound>"
        "<OutputMessage>No items found.</OutputMessage>"
        "</WarningList></eSearchResult>");
    g_assert_cmpuint(reply->count, ==, 0);
    g_assert_cmpuint(reply->not_found->len, ==, 3);
    g_assert_cmpstr(reply->not_found->pdata[0], ==, "colitisx");
    g_assert_cmpstr(reply->not_found->pdata[2], ==, "\"imaginary x\"");
    g_assert_cmpuint(reply->warnings->len, ==, 2);
    g_assert_cmpstr(reply->warnings->pdata[0], ==, "ignored: the");
    g_assert_cmpstr(reply->warnings->pdata[1], ==, "No items found.");
}

static void
test_no_search(void)
{
    static const char *const bad[] = {
        "",
        PROLOG,
        "<eSearchResult><Count>1</Count><IdList><Id>99",
        "<eSearchResult><IdList/></eSearchResult>",
        "<eSearchResult><Count>-1</Count></eSearchResult>",
        "<other/>",
        "<eSearchResult><Count>1</Count></eSearchResult",
    };
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(
            vl_search_reply_parse(bad[i], strlen(bad[i]), &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    }
}

static void
test_citations(void)
{
    static const char text[] =
        "J Imaginary Med|2026|12|101|Exemplar A|r0|99000001\n"
        "Ann Nowhere|2020|2|201|Modello B|r1|NOT_FOUND;INVALID_JOURNAL\r\n"
        "Fict Immunol|2021|9||X|r2|AMBIGUOUS (13 citations)\n\n"
        "a line that is none\n"
        "|||||r3|123456789012\n";
    g_autoptr(GPtrArray) matches =
        vl_citation_matches_parse(text, strlen(text));
    g_assert_cmpuint(matches->len, ==, 4);
    const VlCitationMatch *match = matches->pdata[0];
    g_assert_cmpstr(match->key, ==, "r0");
    g_assert_cmpstr(match->pmid, ==, "99000001");
    for (guint i = 1; i < 4; i++) {
        match = matches->pdata[i];
        g_assert_null(match->pmid);
        g_assert_cmpint(match->ambiguous, ==, i == 2);
    }
}

static void
test_links(void)
{
    static const char text[] =
        "<eLinkResult><LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>1</Id>"
        "</IdList><LinkSetDb><DbTo>pmc</DbTo><LinkName>pubmed_pmc</LinkName>"
        "<Link><Id>900</Id></Link></LinkSetDb></LinkSet><LinkSet>"
        "<DbFrom>pubmed</DbFrom><IdList><Id>2</Id></IdList></LinkSet>"
        "</eLinkResult>";
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) sets =
        vl_link_sets_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(sets->len, ==, 2);
    const VlLinkSet *first = sets->pdata[0], *second = sets->pdata[1];
    g_assert_cmpstr(first->uid, ==, "1");
    g_assert_cmpuint(first->links->len, ==, 1);
    g_assert_cmpstr(first->links->pdata[0], ==, "900");
    g_assert_cmpstr(second->uid, ==, "2");
    g_assert_cmpuint(second->links->len, ==, 0);
    g_assert_null(vl_link_sets_parse(text, strlen(text) - 5, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/answer/search", test_search);
    g_test_add_func("/answer/warnings", test_warnings);
    g_test_add_func("/answer/no-search", test_no_search);
    g_test_add_func("/answer/citations", test_citations);
    g_test_add_func("/answer/links", test_links);
    return g_test_run();
}
