#include "config.h"

#include <glib.h>
#include <string.h>

#include "pubmed/reply.h"

#define PROLOG "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n"
#define SET_TYPE                                                            \
    "<!DOCTYPE PubmedArticleSet PUBLIC \"-//NLM//DTD PubMedArticle, 1st "   \
    "January 2026//EN\" \"https://dtd.nlm.nih.gov/ncbi/pubmed/out/"        \
    "pubmed_260101.dtd\">\n"
#define KEY "0123456789abcdef0123456789abcdef0123"

/* One case for each thing that the E-utilities are known to answer with. */
static const struct {
    const char *name;
    VlEutil util;
    guint status;
    const char *body;
    VlReplyClass class;
    const char *says; /* stands in the detail; NULL: there is none */
} cases[] = {
    {"search", VL_EUTIL_ESEARCH, 200,
     PROLOG "<eSearchResult><Count>0</Count><IdList/></eSearchResult>",
     VL_REPLY_OK, NULL},
    {"search-nothing-found", VL_EUTIL_ESEARCH, 200,
     "<eSearchResult><Count>0</Count><IdList/><ErrorList><PhraseNotFound>"
     "colitisx</PhraseNotFound></ErrorList><WarningList><OutputMessage>No "
     "items found.</OutputMessage></WarningList></eSearchResult>",
     VL_REPLY_OK, NULL},
    {"fetch", VL_EUTIL_EFETCH, 200,
     PROLOG SET_TYPE "<PubmedArticleSet>\n<PubmedArticle><MedlineCitation>",
     VL_REPLY_OK, NULL},
    {"citations", VL_EUTIL_ECITMATCH, 200,
     "J Imaginary Med|2026|12|101|Exemplar A|r1|99000001\n", VL_REPLY_OK,
     NULL},
    {"link", VL_EUTIL_ELINK, 200,
     PROLOG "<!DOCTYPE eLinkResult PUBLIC \"x\" \"y\">"
            "<eLinkResult><LinkSet></LinkSet></eLinkResult>",
     VL_REPLY_OK, NULL},

    {"error-invalid", VL_EUTIL_ESEARCH, 200,
     "<eSearchResult><ERROR>Invalid db name specified: nothing</ERROR>"
     "</eSearchResult>",
     VL_REPLY_PERMANENT, "Invalid db name specified: nothing"},
    {"error-empty", VL_EUTIL_EFETCH, 200,
     PROLOG "<eFetchResult>\n\t<ERROR>Empty ID list; Nothing to store"
            "</ERROR>\n</eFetchResult>",
     VL_REPLY_PERMANENT, "Empty ID list"},
    {"error-uid", VL_EUTIL_EFETCH, 200,
     "<eFetchResult><ERROR>UID=1: cannot get document summary</ERROR>"
     "</eFetchResult>",
     VL_REPLY_PERMANENT, "UID=1"},
    {"error-not-found", VL_EUTIL_ELINK, 200,
     "<eLinkResult><ERROR>linkname not found</ERROR></eLinkResult>",
     VL_REPLY_PERMANENT, "not found"},
    {"error-backend", VL_EUTIL_ESEARCH, 200,
     PROLOG "<eSearchResult><ERROR>Search Backend failed: Exception: "
            "Position 15000 is out of acceptable range [9999,9998]</ERROR>"
            "</eSearchResult>",
     VL_REPLY_TRANSIENT, "Search Backend failed"},
    {"error-backend-empty", VL_EUTIL_ESEARCH, 200,
     "<eSearchResult><ERROR>Search Backend failed: empty answer</ERROR>"
     "</eSearchResult>",
     VL_REPLY_TRANSIENT, "Search Backend failed"},
    {"error-history", VL_EUTIL_EFETCH, 400,
     "<eFetchResult><ERROR>Cannot retrieve history data: OUT OF RANGE. "
     "Parameter retstart=1 + 1</ERROR></eFetchResult>",
     VL_REPLY_PERMANENT, "OUT OF RANGE"},
    {"data-error", VL_EUTIL_EFETCH, 200,
     "<pmc-articleset><error id=\"1\">The following PMCID is not available: "
     "1</error></pmc-articleset>",
     VL_REPLY_DATA, "PMCID is not available"},

    {"json-limit", VL_EUTIL_EFETCH, 429,
     "{\"error\":\"API rate limit exceeded\",\"api-key\":\"" KEY "\","
     "\"count\":\"5\",\"limit\":\"3\"}",
     VL_REPLY_TRANSIENT, "API rate limit exceeded"},
    {"json-key", VL_EUTIL_ESEARCH, 400,
     "{\"error\":\"API key invalid " KEY "\",\"api-key\":\"" KEY "\"}",
     VL_REPLY_PERMANENT, "API key invalid ***"},
    {"json-search-error", VL_EUTIL_ESEARCH, 200,
     "{\"header\":{},\"esearchresult\":{\"ERROR\":\"Search Backend failed\"}}",
     VL_REPLY_TRANSIENT, "Search Backend failed"},
    {"json-cut", VL_EUTIL_ESEARCH, 200, "{\"error\":\"API ra",
     VL_REPLY_TRANSIENT, "JSON"},

    {"html", VL_EUTIL_ESEARCH, 200,
     "\n<!DOCTYPE html>\n<html><head><title>WWW Error 500 Diagnostic</title>",
     VL_REPLY_TRANSIENT, "web page"},
    {"html-500", VL_EUTIL_EFETCH, 500, "<html><body>WWW Error 500",
     VL_REPLY_TRANSIENT, "500"},
    {"xhtml", VL_EUTIL_EFETCH, 200, PROLOG "<html xmlns=\"x\">",
     VL_REPLY_TRANSIENT, "web page"},
    {"prolog", VL_EUTIL_EFETCH, 200, PROLOG SET_TYPE, VL_REPLY_TRANSIENT,
     "ends after"},
    {"prolog-of-link", VL_EUTIL_ELINK, 200, PROLOG, VL_REPLY_TRANSIENT,
     "ends after"},
    {"empty", VL_EUTIL_EFETCH, 200, "", VL_REPLY_TRANSIENT, "empty"},
    {"blank", VL_EUTIL_ECITMATCH, 200, " \n", VL_REPLY_TRANSIENT, "empty"},
    {"exception", VL_EUTIL_EFETCH, 200,
     "Error: NCBI C++ Exception:\n  T0 \"ncbi_conn_reader.cpp\", line 5: "
     "CTxRawClient: Read failed",
     VL_REPLY_TRANSIENT, "CTxRawClient"},
    {"exception-eof", VL_EUTIL_ESEARCH, 200, "Unexpected EOF",
     VL_REPLY_TRANSIENT, "EOF"},
    {"empty-set", VL_EUTIL_EFETCH, 200,
     PROLOG SET_TYPE "<PubmedArticleSet>\n</PubmedArticleSet>",
     VL_REPLY_DATA, "no such record"},
    {"empty-set-short", VL_EUTIL_EFETCH, 200, "<PubmedArticleSet/>",
     VL_REPLY_DATA, "no such record"},
    {"other-root", VL_EUTIL_EFETCH, 200, PROLOG "<eSearchResult/>",
     VL_REPLY_TRANSIENT, "something else"},
    {"text", VL_EUTIL_ESEARCH, 200, "moved", VL_REPLY_TRANSIENT,
     "something else"},
    {"citations-text", VL_EUTIL_ECITMATCH, 200, "moved", VL_REPLY_TRANSIENT,
     "something else"},

    {"too-long", VL_EUTIL_ESEARCH, 414, "", VL_REPLY_PERMANENT, "414"},
    {"forbidden", VL_EUTIL_ESEARCH, 403, "no", VL_REPLY_PERMANENT, "403"},
    {"unavailable", VL_EUTIL_ESEARCH, 503, "", VL_REPLY_TRANSIENT, "503"},
};

static void
test_case(gconstpointer data)
{
    guint i = GPOINTER_TO_UINT(data);
    g_autofree char *detail = NULL;
    VlReplyClass class =
        vl_reply_classify(cases[i].util, cases[i].status, cases[i].body,
                          strlen(cases[i].body), &detail);
    g_assert_cmpstr(vl_reply_class_name(class), ==,
                    vl_reply_class_name(cases[i].class));
    if (cases[i].says == NULL) {
        g_assert_null(detail);
        return;
    }
    g_assert_nonnull(detail);
    if (strstr(detail, cases[i].says) == NULL)
        g_error("'%s' does not say '%s'", detail, cases[i].says);
    g_assert_null(strstr(detail, KEY));
    g_assert_null(strchr(detail, '\n'));
}

/* No NUL, no end, no UTF-8: still an answer of some class. */
static void
test_bytes(void)
{
    const char bytes[] = {'<', '?', 'x', 'm', 'l', (char)0xff, 0, '<'};
    for (gsize n = 0; n <= sizeof(bytes); n++) {
        g_autofree char *copy = g_memdup2(bytes, n);
        VlReplyClass class =
            vl_reply_classify(VL_EUTIL_EFETCH, 200, copy, n, NULL);
        g_assert_cmpint(class, ==, VL_REPLY_TRANSIENT);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strconcat("/reply/", cases[i].name, NULL);
        g_test_add_data_func(path, GUINT_TO_POINTER(i), test_case);
    }
    g_test_add_func("/reply/bytes", test_bytes);
    return g_test_run();
}
