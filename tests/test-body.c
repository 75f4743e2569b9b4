#include "config.h"

#include "fulltext/body.h"

#include "mutants.h"

#define TEXT                                                                   \
    "<p>Of the fifty patients who sailed, forty came back with less pain "     \
    "than they had before.</p>"

static void
assert_kind(const char *bytes, gsize n_bytes, VlBodyKind kind)
{
    g_auto(VlBody) body = vl_body_of(bytes, n_bytes);
    g_assert_cmpstr(vl_body_kind_name(body.kind), ==, vl_body_kind_name(kind));
    g_assert_true((body.reason == NULL) ==
                  (kind == VL_BODY_PDF || kind == VL_BODY_ARTICLE));
}

static void
assert_text(const char *text, VlBodyKind kind)
{
    assert_kind(text, strlen(text), kind);
}

static void
test_pdf(void)
{
    assert_text("%PDF-1.7\nx\n%%EOF\n", VL_BODY_PDF);
    /* Some servers put bytes of their own before it. */
    assert_text("\r\n\r\n%PDF-1.4\nx\n%%EOF", VL_BODY_PDF);
    assert_text("%PDF-1.7\n1 0 obj\n<<", VL_BODY_DAMAGED);
    assert_text("PK\x03\x04", VL_BODY_OTHER);
    assert_text("{\"error\":\"API rate limit exceeded\"}", VL_BODY_OTHER);
}

static void
test_article(void)
{
    assert_text("<article><body>" TEXT "</body></article>", VL_BODY_ARTICLE);
    assert_text("\xEF\xBB\xBF<?xml version=\"1.0\"?><!-- x --><!DOCTYPE "
                "article><pmc-articleset><article><body>" TEXT
                "</body></article></pmc-articleset>",
                VL_BODY_ARTICLE);
    assert_text("<article><front/></article>", VL_BODY_FRONT);
    assert_text("<article><body><p>Available as PDF only.</p></body>"
                "</article>",
                VL_BODY_FRONT);
    assert_text("<pmc-articleset><error id=\"1\">not available</error>"
                "</pmc-articleset>",
                VL_BODY_REFUSED);
    assert_text("<PubmedArticleSet></PubmedArticleSet>", VL_BODY_OTHER);
    assert_text("<article><body>" TEXT, VL_BODY_DAMAGED);
    assert_text("<!DOCTYPE article [<!ENTITY a \"b\">]><article><body>" TEXT
                "</body></article>",
                VL_BODY_DAMAGED);
}

static void
test_empty(void)
{
    assert_text("", VL_BODY_EMPTY);
    assert_text(" \n", VL_BODY_EMPTY);
    assert_text("<?xml version=\"1.0\" ?>\n<!DOCTYPE pmc-articleset PUBLIC "
                "\"-//NLM//DTD ARTICLE SET 2.0//EN\" \"a.dtd\">\n",
                VL_BODY_EMPTY);
    assert_text("<?xml vers", VL_BODY_EMPTY);
}

static void
test_pages(void)
{
    assert_text("<!DOCTYPE html><html><title>Preparing to download ...</title>"
                "<script>POW_CHALLENGE = 1</script></html>",
                VL_BODY_CHALLENGE);
    assert_text("<html><head><title>Client Challenge</title></head></html>",
                VL_BODY_CHALLENGE);
    assert_text("<!doctype html><html><head><title>Just a moment...</title>"
                "</head></html>",
                VL_BODY_CHALLENGE);
    assert_text("<html><body><div class=\"g-recaptcha\"></div></body></html>",
                VL_BODY_CHALLENGE);
    assert_text("<html><body>Log in to read this</body></html>", VL_BODY_PAGE);
    /* A page may speak of PDF files. */
    assert_text("<html><!-- %PDF-1.4 %%EOF --><body>Log in</body></html>",
                VL_BODY_PAGE);
    static const char nul[] = "<html>\0<title>Just a moment...</title></html>";
    assert_kind(nul, sizeof(nul) - 1, VL_BODY_CHALLENGE);
}

static void
test_transient(void)
{
    g_assert_true(vl_body_is_transient(VL_BODY_EMPTY));
    g_assert_true(vl_body_is_transient(VL_BODY_DAMAGED));
    g_assert_true(vl_body_is_transient(VL_BODY_PAGE));
    g_assert_false(vl_body_is_transient(VL_BODY_CHALLENGE));
    g_assert_false(vl_body_is_transient(VL_BODY_FRONT));
    g_assert_false(vl_body_is_transient(VL_BODY_REFUSED));
}

static void
read_mutant(const char *bytes, gsize n_bytes)
{
    g_auto(VlBody) body = vl_body_of(bytes, n_bytes);
    g_assert_nonnull(vl_body_kind_name(body.kind));
}

static void
test_mutants(void)
{
    static const char article[] =
        "<?xml version=\"1.0\"?><!DOCTYPE article SYSTEM \"a\"><!-- x -->"
        "<article><body>" TEXT "</body></article>";
    static const char page[] = "<html><title>Just a moment...</title></html>";
    static const char pdf[] = "%PDF-1.7\nx\n%%EOF\n";
    each_mutant(article, sizeof(article) - 1, read_mutant);
    each_mutant(page, sizeof(page) - 1, read_mutant);
    each_mutant(pdf, sizeof(pdf) - 1, read_mutant);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/body/pdf", test_pdf);
    g_test_add_func("/body/article", test_article);
    g_test_add_func("/body/empty", test_empty);
    g_test_add_func("/body/pages", test_pages);
    g_test_add_func("/body/transient", test_transient);
    g_test_add_func("/body/mutants", test_mutants);
    return g_test_run();
}
