#include "config.h"

#include "fulltext/jats.h"

#include <string.h>

#include "base/error.h"

static VlDocument *
parse(const char *xml, GError **error)
{
    return vl_jats_parse(xml, strlen(xml), "a.xml", error);
}

static void
assert_text(const char *body, const char *text)
{
    g_autofree char *xml =
        g_strdup_printf("<article><body>%s</body></article>", body);
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document = parse(xml, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(document->text, ==, text);
}

static void
test_paragraphs(void)
{
    assert_text("<sec><label>1</label><title>Aims\n and <italic>so</italic>"
                "</title><p>A  b.</p>\n<p>C<sup>4</sup> d <xref>[1]</xref>."
                "</p></sec>",
                "1 Aims and so\n\nA b.\n\nC4 d [1].");
    assert_text("<p>One<list><list-item><p>two</p></list-item><list-item>"
                "<p>three</p></list-item></list>four</p>",
                "One\n\ntwo\n\nthree\n\nfour");
}

static void
test_table(void)
{
    assert_text("<table-wrap><label>Table 1</label><caption><p>Doses</p>"
                "</caption><table><thead><tr><th>a</th><th>b</th></tr>"
                "</thead><tbody><tr><td>\n <p>1</p></td><td/><td>3 "
                "mg</td></tr></tbody></table></table-wrap><p>x</p>",
                "Table 1 Doses\n\na\tb\n1\t\t3 mg\n\nx");
}

static void
test_references(void)
{
    assert_text("<ref-list><title>References</title><ref><label>1</label>"
                "<element-citation><name><surname>Example</surname>"
                "<given-names>A</given-names></name><year>2001</year>"
                "</element-citation></ref><ref><mixed-citation>B, <year>2"
                "</year>;3</mixed-citation></ref></ref-list>",
                "References\n\n1 Example A 2001\nB, 2;3");
}

static void
test_formula(void)
{
    assert_text("<p>a <inline-formula><alternatives><tex-math>\\x</tex-math>"
                "<math><mi>y</mi><mo>&lt;</mo><mn>5</mn></math>"
                "</alternatives></inline-formula> b</p>",
                "a y<5 b");
    assert_text("<p>a <tex-math>\\begin{document}$z$\\end{document}"
                "</tex-math></p>",
                "a $z$");
}

static void
test_front(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document = parse(
        "<article><front><journal-meta><journal-title>J</journal-title>"
        "</journal-meta><article-meta><article-id pub-id-type='doi'>10.5555/x"
        "</article-id><article-id pub-id-type='pmc'>12</article-id>"
        "<title-group><article-title>T</article-title></title-group>"
        "<contrib-group><contrib><name><surname>Example</surname>"
        "<given-names>Ada</given-names></name></contrib></contrib-group>"
        "<abstract><p>Abc.</p></abstract></article-meta></front>"
        "<body><p>x</p></body><sub-article><body><p>no</p></body>"
        "</sub-article></article>",
        &error);
    g_assert_no_error(error);
    g_assert_cmpstr(document->text, ==,
                    "T\n\nAda Example\n\ndoi: 10.5555/x PMCID: PMC12\n\n"
                    "Abstract\n\nAbc.\n\nx");
    g_assert_cmpint(document->kind, ==, VL_RENDERING_JATS);
    g_assert_cmpuint(document->pages->len, ==, 1);
}

static void
test_old_format(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document = parse(
        "<art><fm><bibl><title><p>T</p></title></bibl><abs><sec><st><p>"
        "Abstract</p></st><p>A.</p></sec></abs></fm><bdy><sec><st><p>B</p>"
        "</st><p>C <it>d</it></p></sec></bdy></art>",
        &error);
    g_assert_no_error(error);
    g_assert_cmpstr(document->text, ==, "T\n\nAbstract\n\nA.\n\nB\n\nC d");
}

static void
test_entities(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document =
        parse("<!DOCTYPE article SYSTEM 'file:///etc/hostname'><article>"
              "<body><p>5 &micro;g &nosuch; x</p></body></article>",
              &error);
    g_assert_no_error(error);
    g_assert_cmpstr(document->text, ==, "5 µg \uFFFD x");
    g_assert_true(vl_document_is_unsafe(document, (VlSpan){5, 6}));
    g_assert_false(vl_document_is_unsafe(document, (VlSpan){0, 4}));
}

static void
assert_refused(const char *xml, VlErrorCode code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document = parse(xml, &error);
    g_assert_null(document);
    g_assert_error(error, VL_ERROR, (int)code);
    g_assert_nonnull(strstr(error->message, "a.xml"));
}

static void
test_refusals(void)
{
    assert_refused("<!DOCTYPE article [<!ENTITY a SYSTEM 'file:///etc/passwd'"
                   ">]><article><body><p>&a;</p></body></article>",
                   VL_ERROR_MALFORMED);
    assert_refused("<!DOCTYPE article [<!ENTITY a 'aaaa'><!ENTITY b "
                   "'&a;&a;&a;'>]><article><body><p>&b;</p></body></article>",
                   VL_ERROR_MALFORMED);
    assert_refused("<article><body><p>x</body></article>", VL_ERROR_MALFORMED);
    assert_refused("<html><body>x</body></html>", VL_ERROR_MALFORMED);
    assert_refused("<article><body/></article>", VL_ERROR_MALFORMED);
    assert_refused("", VL_ERROR_MALFORMED);
    g_autoptr(GString) deep = g_string_new("<article>");
    for (int i = 0; i < 100000; i++)
        g_string_append(deep, "<sec>");
    assert_refused(deep->str, VL_ERROR_MALFORMED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/jats/paragraphs", test_paragraphs);
    g_test_add_func("/jats/table", test_table);
    g_test_add_func("/jats/references", test_references);
    g_test_add_func("/jats/formula", test_formula);
    g_test_add_func("/jats/front", test_front);
    g_test_add_func("/jats/old-format", test_old_format);
    g_test_add_func("/jats/entities", test_entities);
    g_test_add_func("/jats/refusals", test_refusals);
    return g_test_run();
}
