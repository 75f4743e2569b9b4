#include "config.h"

#include "model/document.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "model/chunk.h"

#define SECOND "deux \u2265 2\nU+1D6FD: \U0001D6FD"

static VlDocument *
three_pages(void)
{
    VlDocument *document = vl_document_new(VL_RENDERING_PDF);
    vl_document_add_page(document, "un", "i");
    VlPage *second = vl_document_add_page(document, SECOND, "ii");
    VlSpan unsafe = {8, 9};
    g_array_append_val(second->unsafe, unsafe);
    vl_document_add_page(document, "", NULL);
    vl_document_seal(document);
    return document;
}

static void
test_partial_words(void)
{
    for (guint i = 1; i <= VL_PARTIAL_DAMAGE; i++) {
        const char *limit = "";
        VlPartial partial = (VlPartial)i;
        g_assert_cmpint(vl_partial_find(vl_partial_name(partial)), ==, partial);
        g_assert_nonnull(vl_partial_reason(partial, &limit));
        g_assert_true((limit == NULL) == (partial == VL_PARTIAL_DAMAGE));
    }
    g_assert_cmpint(vl_partial_find("other"), ==, VL_PARTIAL_NOT);
}

static void
test_pages(void)
{
    g_autoptr(VlDocument) document = three_pages();
    g_assert_cmpstr(document->text, ==, "un\f" SECOND "\f");
    g_assert_cmpuint(document->n_bytes, ==, strlen(document->text));
    g_assert_cmpuint(document->with_text, ==, 2);
    g_assert_cmpuint(document->n_pages, ==, 3);
    const VlPage *second = vl_document_page(document, 2);
    g_assert_cmpuint(second->offset, ==, 3);
    g_autofree char *text = vl_document_slice(
        document,
        (VlSpan){second->offset, second->offset + second->length});
    g_assert_cmpstr(text, ==, SECOND);
    g_autofree char *hash = vl_sha256(document->text, document->n_bytes);
    g_assert_cmpstr(document->sha256, ==, hash);
}

static void
test_page_at(void)
{
    g_autoptr(VlDocument) document = three_pages();
    gsize last = vl_document_page(document, 3)->offset;
    g_assert_cmpuint(vl_document_page_at(document, 0), ==, 1);
    g_assert_cmpuint(vl_document_page_at(document, 2), ==, 1);
    g_assert_cmpuint(vl_document_page_at(document, 3), ==, 2);
    g_assert_cmpuint(vl_document_page_at(document, last - 1), ==, 2);
    g_assert_cmpuint(vl_document_page_at(document, last), ==, 3);
    g_assert_cmpuint(vl_document_page_at(document, 9999), ==, 3);
}

static void
test_unsafe(void)
{
    g_autoptr(VlDocument) document = three_pages();
    g_assert_true(vl_document_is_unsafe(document, (VlSpan){0, 20}));
    g_assert_true(vl_document_is_unsafe(document, (VlSpan){8, 9}));
    g_assert_false(vl_document_is_unsafe(document, (VlSpan){0, 8}));
    g_assert_false(vl_document_is_unsafe(document, (VlSpan){9, 12}));
}

static void
test_from_text(void)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, "a\f\fb\f");
    g_assert_cmpuint(document->pages->len, ==, 4);
    g_assert_cmpuint(document->with_text, ==, 2);
    g_assert_cmpuint(vl_document_page(document, 3)->offset, ==, 3);
    g_autoptr(VlDocument) empty =
        vl_document_from_text(VL_RENDERING_TEXT, "");
    g_assert_cmpuint(empty->pages->len, ==, 1);
    g_assert_cmpuint(empty->with_text, ==, 0);
}

/* Takes each line of a stream; the error of the last one. */
static gboolean
take_all(VlDocument *document, const char *lines, gboolean *end,
         GError **error)
{
    *end = FALSE;
    while (*lines != '\0') {
        gsize n = strcspn(lines, "\n");
        if (!vl_document_take_line(document, lines, n, end, error))
            return FALSE;
        lines += n + (lines[n] == '\n');
    }
    return TRUE;
}

static void
test_lines_round_trip(void)
{
    g_autoptr(VlDocument) document = three_pages();
    document->ocr = TRUE;
    document->partial = VL_PARTIAL_PAGES;
    document->extractor = g_strdup("poppler 0");
    document->sandbox = g_strdup("seccomp");
    g_autoptr(GString) lines = g_string_new(NULL);
    vl_document_write_lines(document, lines);

    g_autoptr(VlDocument) copy = vl_document_new(VL_RENDERING_PDF);
    g_autoptr(GError) error = NULL;
    gboolean end = FALSE;
    g_assert_true(take_all(copy, lines->str, &end, &error));
    g_assert_no_error(error);
    g_assert_true(end);
    g_assert_cmpstr(copy->sha256, ==, document->sha256);
    g_assert_cmpint(copy->partial, ==, VL_PARTIAL_PAGES);
    g_assert_true(copy->ocr);
    g_assert_cmpstr(copy->sandbox, ==, "seccomp");
    g_assert_cmpstr(vl_document_page(copy, 2)->label, ==, "ii");
    g_assert_cmpuint(vl_document_page(copy, 2)->unsafe->len, ==, 1);
    g_autoptr(GString) again = g_string_new(NULL);
    vl_document_write_lines(copy, again);
    g_assert_cmpstr(again->str, ==, lines->str);
}

static void
test_error_line(void)
{
    g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_PDF);
    g_autoptr(GError) encrypted =
        g_error_new(VL_ERROR, VL_ERROR_ENCRYPTED, "needs a password");
    g_autoptr(GString) line = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(line);
    vl_document_write_end_json(document, encrypted, &json);

    g_autoptr(VlDocument) copy = vl_document_new(VL_RENDERING_PDF);
    g_autoptr(GError) error = NULL;
    gboolean end = FALSE;
    g_assert_false(vl_document_take_line(copy, line->str, line->len, &end,
                                         &error));
    g_assert_true(end);
    g_assert_error(error, VL_ERROR, VL_ERROR_ENCRYPTED);
    g_assert_cmpstr(error->message, ==, "needs a password");
}

/* The helper reads hostile files: its lines are not believed. */
static void
test_hostile_lines(void)
{
    static const char *const lines[] = {
        "",
        "[]",
        "{}",
        "{\"page\":2,\"text\":\"x\"}",
        "{\"page\":0,\"text\":\"x\"}",
        "{\"page\":1}",
        "{\"page\":1,\"text\":7}",
        "{\"page\":1,\"text\":\"a\\fb\"}",
        "{\"page\":1,\"text\":\"a\\u0000b\"}",
        "{\"page\":1,\"text\":\"a\"} trailing",
    };
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_PDF);
        g_autoptr(GError) error = NULL;
        gboolean end = FALSE;
        if (vl_document_take_line(document, lines[i], strlen(lines[i]), &end,
                                  &error))
            g_error("accepted: %s", lines[i]);
        g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
        g_assert_cmpuint(document->pages->len, ==, 0);
    }
}

/* Spans that are reversed, overlapping, beyond the page or no spans. */
static void
test_hostile_spans(void)
{
    static const char line[] =
        "{\"page\":1,\"offset\":77,\"ok\":true,\"text\":\"abcdef\","
        "\"unsafe\":[[1,2],[1,2],[4,3],[5,99],[-1,3],[\"a\",2],7,[3],[],"
        "[1e300,2e300],[2,4]],\"hidden\":\"none\"}";
    g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_PDF);
    g_autoptr(GError) error = NULL;
    gboolean end = TRUE;
    g_assert_true(vl_document_take_line(document, line, strlen(line), &end,
                                        &error));
    g_assert_false(end);
    const VlPage *page = vl_document_page(document, 1);
    g_assert_cmpuint(page->offset, ==, 0);
    g_assert_cmpuint(page->unsafe->len, ==, 2);
    g_assert_cmpuint(g_array_index(page->unsafe, VlSpan, 1).start, ==, 2);
    g_assert_cmpuint(page->hidden->len, ==, 0);
}

/* An end that contradicts what came before it. */
static void
test_hostile_end(void)
{
    static const char line[] = "{\"end\":true,\"pages\":-5,"
                               "\"with_text\":99,\"partial\":\"other\"}";
    g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_PDF);
    vl_document_add_page(document, " \n", NULL);
    g_autoptr(GError) error = NULL;
    gboolean end = FALSE;
    g_assert_true(vl_document_take_line(document, line, strlen(line), &end,
                                        &error));
    g_assert_true(end);
    g_assert_cmpuint(document->n_pages, ==, 1);
    g_assert_cmpuint(document->with_text, ==, 0);
    g_assert_cmpint(document->partial, ==, VL_PARTIAL_DAMAGE);
}

static void
test_reading(void)
{
    g_autoptr(VlDocument) document = three_pages();
    g_autoptr(VlReading) reading = vl_reading_alloc(document);
    g_ptr_array_add(reading->sections, vl_section_new(VL_SECTION_METHODS));
    g_ptr_array_add(reading->sentences, vl_sentence_new(VL_SENTENCE_BODY));
    const VlSection *section =
        vl_reading_section_of(reading, reading->sentences->pdata[0]);
    g_assert_cmpint(section->kind, ==, VL_SECTION_METHODS);
    g_assert_cmpstr(vl_section_kind_name(section->kind), ==, "methods");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/document/partial-words", test_partial_words);
    g_test_add_func("/document/pages", test_pages);
    g_test_add_func("/document/page-at", test_page_at);
    g_test_add_func("/document/unsafe", test_unsafe);
    g_test_add_func("/document/from-text", test_from_text);
    g_test_add_func("/document/lines", test_lines_round_trip);
    g_test_add_func("/document/error-line", test_error_line);
    g_test_add_func("/document/hostile-lines", test_hostile_lines);
    g_test_add_func("/document/hostile-spans", test_hostile_spans);
    g_test_add_func("/document/hostile-end", test_hostile_end);
    g_test_add_func("/document/reading", test_reading);
    return g_test_run();
}
