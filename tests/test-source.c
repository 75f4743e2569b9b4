#include "config.h"

#include "flow/source.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"

static void
assert_decoded(const char *bytes, gsize n, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *decoded = vl_decode_text(bytes, n, "a.txt", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(decoded, ==, text);
}

static void
test_decode(void)
{
    assert_decoded("a\r\nb\t\xC3\xA9 ", 8, "a\r\nb\té ");
    assert_decoded("\xEF\xBB\xBFx", 4, "x");
    assert_decoded("\xFF\xFE\xE9\x00", 4, "é");
    assert_decoded("\xFE\xFF\x00\xE9", 4, "é");
    assert_decoded("\x95 \xE9t\xE9 5 \xB5g", 10, "• été 5 µg");
}

static void
test_binary(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *decoded = vl_decode_text("a\0b", 3, "a.txt", &error);
    g_assert_null(decoded);
    g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    g_clear_error(&error);
    /* One stray control character makes no program of a text. */
    g_autofree char *page = g_strnfill(500, 'a');
    page[7] = '\001';
    g_autofree char *kept = vl_decode_text(page, 500, "a.txt", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(kept, ==, page);
    memset(page, '\001', 10);
    g_autofree char *refused = vl_decode_text(page, 500, "a.txt", &error);
    g_assert_null(refused);
    g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
}

/* Reads a file of that name and content; the caller frees. */
static VlDocument *
read_as(const char *name, const char *content, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp("veille-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_assert_true(g_file_set_contents(path, content, -1, NULL));
    VlDocument *document = vl_flow_read_source(path, NULL, error);
    g_remove(path);
    g_rmdir(folder);
    return document;
}

static void
test_kinds(void)
{
    static const struct {
        const char *name, *content;
        VlRenderingKind kind;
    } cases[] = {
        {"a.txt", "One.\fTwo.", VL_RENDERING_TEXT},
        {"a.txt", "<html> is a tag", VL_RENDERING_TEXT},
        {"a.md", "<5 % of patients", VL_RENDERING_TEXT},
        {"a.xml",
         "<?xml version='1.0'?><!-- c --><!DOCTYPE article PUBLIC "
         "'x' 'y'><article><body><p>x</p></body></article>",
         VL_RENDERING_JATS},
        {"a",
         "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1"
         "</PMID><Article><ArticleTitle>T</ArticleTitle></Article>"
         "</MedlineCitation></PubmedArticle></PubmedArticleSet>",
         VL_RENDERING_ABSTRACT},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(VlDocument) document =
            read_as(cases[i].name, cases[i].content, &error);
        g_assert_no_error(error);
        g_assert_cmpint(document->kind, ==, cases[i].kind);
    }
}

static void
test_wrong_kinds(void)
{
    static const struct {
        const char *name, *content, *word;
    } cases[] = {
        {"a.xml", "<!DOCTYPE html><html>Log in</html>", "web page"},
        {"a.pdf", "<html>Log in</html>", "web page"},
        {"a.pdf", "", "empty"},
        {"a.pdf", "Dear reader", "not a PDF"},
        {"a.txt", " \n", "no text"},
        {"a.xml", "<article><body>", "line 1"},
        {"a.xml", "<?xml version=\"1.0\"?><doc>P = 0.03</doc>", "neither"},
        {"a", "<?xml version=\"1.0\"?><doc>P = 0.03</doc>", "neither"},
        {"a.nxml", "Dear reader", "line 1"},
        {"a.xml", "", "no text"},
        {"a.bin", "1 0 obj\n<< >>\nendobj\ntrailer", "not a PDF"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(VlDocument) document =
            read_as(cases[i].name, cases[i].content, &error);
        g_assert_null(document);
        g_assert_nonnull(error);
        g_assert_nonnull(strstr(error->message, cases[i].word));
        g_assert_nonnull(strstr(error->message, cases[i].name));
    }
}

/* The records before the damage are kept, and it is said. */
static void
test_truncated_pubmed(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document = read_as(
        "a.xml",
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID>"
        "<Article><ArticleTitle>T</ArticleTitle></Article></MedlineCitation>"
        "</PubmedArticle><PubmedArticle><MedlineCit",
        &error);
    g_assert_no_error(error);
    g_assert_cmpint(document->partial, ==, VL_PARTIAL_DAMAGE);
    g_assert_nonnull(document->warning);
    g_assert_cmpuint(document->pages->len, ==, 1);
}

static void
test_missing(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document =
        vl_flow_read_source("/nowhere/a.pdf", NULL, &error);
    g_assert_null(document);
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/source/decode", test_decode);
    g_test_add_func("/source/binary", test_binary);
    g_test_add_func("/source/kinds", test_kinds);
    g_test_add_func("/source/wrong-kinds", test_wrong_kinds);
    g_test_add_func("/source/truncated-pubmed", test_truncated_pubmed);
    g_test_add_func("/source/missing", test_missing);
    return g_test_run();
}
