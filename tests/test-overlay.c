#include "config.h"

#include "store/overlay.h"

#include <string.h>

#include "base/error.h"

/* Three pages of 3, 0 and 4 code points, outside the BMP too:
 * "\u{1F9EC}\u00e9x", "", "four". */
static const char text[] = "\U0001F9EC\u00e9x\f\ffour";
#define N_POINTS 9

static VlDocument *
read_overlay(const char *overlay, char **path)
{
    g_autoptr(GError) error = NULL;
    VlDocument *document = vl_overlay_read(text, overlay, path, &error);
    g_assert_no_error(error);
    return document;
}

static void
add_span(GArray *spans, gsize start, gsize end)
{
    VlSpan span = {start, end};
    g_array_append_val(spans, span);
}

static void
assert_spans(const GArray *spans, const char *wanted)
{
    g_autoptr(GString) got = g_string_new(NULL);
    for (guint i = 0; i < spans->len; i++) {
        VlSpan span = g_array_index(spans, VlSpan, i);
        g_string_append_printf(got, "%u-%u ", (guint)span.start,
                               (guint)span.end);
    }
    g_assert_cmpstr(got->str, ==, wanted);
}

/* All that is known comes back, and writing it again gives the same. */
static void
test_round_trip(void)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_JATS, text);
    document->file_sha256 = g_strdup("ab12");
    document->extractor = g_strdup("jats \"1\"");
    document->sandbox = g_strdup("landlock,seccomp,rlimit");
    document->warning = g_strdup("une page illisible\n");
    document->n_pages = 7;
    document->partial = VL_PARTIAL_DAMAGE;
    document->ocr = TRUE;
    VlPage *first = document->pages->pdata[0],
           *last = document->pages->pdata[2];
    first->label = g_strdup("\u00a7 iv");
    first->ok = FALSE;
    add_span(first->unsafe, 0, 1);
    add_span(first->unsafe, 2, 3);
    add_span(last->hidden, 5, N_POINTS);

    g_autoptr(GString) overlay = g_string_new(NULL);
    vl_overlay_write(document, "/a/b.xml", overlay);
    g_autofree char *path = NULL;
    g_autoptr(VlDocument) found = read_overlay(overlay->str, &path);
    g_autoptr(GString) again = g_string_new(NULL);
    vl_overlay_write(found, path, again);
    g_assert_cmpstr(again->str, ==, overlay->str);

    g_assert_cmpstr(path, ==, "/a/b.xml");
    g_assert_cmpstr(found->file, ==, "b.xml");
    g_assert_cmpstr(found->text, ==, text);
    g_assert_cmpstr(found->sha256, ==, document->sha256);
    g_assert_cmpint(found->kind, ==, VL_RENDERING_JATS);
    g_assert_cmpint(found->partial, ==, VL_PARTIAL_DAMAGE);
    g_assert_cmpuint(found->n_pages, ==, 7);
    g_assert_true(found->ocr);
    g_assert_cmpstr(found->file_sha256, ==, "ab12");
    g_assert_cmpstr(found->extractor, ==, "jats \"1\"");
    g_assert_cmpstr(found->sandbox, ==, "landlock,seccomp,rlimit");
    g_assert_cmpstr(found->warning, ==, "une page illisible\n");
    g_assert_cmpuint(found->pages->len, ==, 3);
    first = found->pages->pdata[0];
    last = found->pages->pdata[2];
    g_assert_cmpstr(first->label, ==, "\u00a7 iv");
    g_assert_false(first->ok);
    assert_spans(first->unsafe, "0-1 2-3 ");
    assert_spans(first->hidden, "");
    g_assert_null(last->label);
    g_assert_true(last->ok);
    assert_spans(last->hidden, "5-9 ");
}

/* A record has no file; a file may have any name. */
static void
test_paths(void)
{
    static const char *const paths[] = {
        NULL,
        "/tmp/a b\xff\n\"\\x.pdf",
        "/\U0001F9EC.pdf",
        "a",
    };
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_PDF, text);
    for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autoptr(GString) overlay = g_string_new(NULL);
        vl_overlay_write(document, paths[i], overlay);
        g_assert_true(g_utf8_validate(overlay->str, -1, NULL));
        g_autofree char *path = g_strdup("before");
        char *old = path;
        g_autoptr(VlDocument) found = read_overlay(overlay->str, &path);
        g_free(old);
        g_assert_cmpstr(path, ==, paths[i]);
        g_assert_true((found->file == NULL) == (paths[i] == NULL));
        g_assert_true(found->file == NULL ||
                      g_utf8_validate(found->file, -1, NULL));
        g_autoptr(VlDocument) unasked = read_overlay(overlay->str, NULL);
        g_assert_cmpstr(unasked->file, ==, found->file);
    }
}

/* A library that somebody wrote in: no span leads out of the text, and no
 * value out of its enum. */
static void
test_hostile_spans(void)
{
    static const struct {
        const char *list, *spans;
    } cases[] = {
        {"[0,9]", "0-9 "},     {"[0,10]", ""},
        {"[9,10]", ""},        {"[-1,2]", ""},
        {"[3,3]", ""},         {"[4,2]", ""},
        {"[1]", ""},           {"[1,2,3]", "1-2 "},
        {"[5,1,1,2]", "1-2 "}, {"[1e300,2e300]", ""},
        {"[0,1e18]", ""},      {"{\"a\":0,\"b\":2}", "0-2 "},
        {"[\"0\",\"2\"]", ""}, {"7", ""},
        {"null", ""},          {"[]", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *overlay =
            g_strdup_printf("{\"page\":[{\"unsafe\":%s,\"hidden\":%s}]}",
                            cases[i].list, cases[i].list);
        g_autoptr(VlDocument) found = read_overlay(overlay, NULL);
        const VlPage *page = found->pages->pdata[0];
        g_test_message("%s", cases[i].list);
        assert_spans(page->unsafe, cases[i].spans);
        assert_spans(page->hidden, cases[i].spans);
    }
}

static void
test_hostile_members(void)
{
    static const char *const overlays[] = {
        "{}",
        "[]",
        "3",
        "\"\"",
        "{\"page\":{}}",
        "{\"page\":[1,[],null]}",
        "{\"page\":[{},{},{},{},{\"label\":\"fifth of three\"}]}",
        "{\"kind\":-1,\"partial\":-1,\"pages\":-1}",
        "{\"kind\":99,\"partial\":99,\"pages\":1e18}",
        "{\"kind\":\"pdf\",\"ocr\":1,\"path\":7,\"extractor\":[]}",
    };
    for (guint i = 0; i < G_N_ELEMENTS(overlays); i++) {
        g_autofree char *path = NULL;
        g_autoptr(VlDocument) found = read_overlay(overlays[i], &path);
        g_test_message("%s", overlays[i]);
        g_assert_null(path);
        g_assert_null(found->extractor);
        g_assert_cmpuint(found->pages->len, ==, 3);
        g_assert_cmpuint(found->n_pages, <=, 1000000);
        g_assert_true(vl_rendering_kind_name(found->kind) != NULL);
        g_assert_true(found->partial == VL_PARTIAL_NOT ||
                      vl_partial_name(found->partial) != NULL);
        g_assert_true(vl_document_page(found, 3)->ok);
    }
}

static void
test_no_json(void)
{
    static const char *const overlays[] = {"", "{", "{}x", "{\"a\":\"\xff\"}"};
    for (guint i = 0; i < G_N_ELEMENTS(overlays); i++) {
        g_autoptr(GError) error = NULL;
        char *path = NULL;
        g_assert_null(vl_overlay_read(text, overlays[i], &path, &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
        g_assert_null(path);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/overlay/round-trip", test_round_trip);
    g_test_add_func("/overlay/paths", test_paths);
    g_test_add_func("/overlay/hostile-spans", test_hostile_spans);
    g_test_add_func("/overlay/hostile-members", test_hostile_members);
    g_test_add_func("/overlay/no-json", test_no_json);
    return g_test_run();
}
