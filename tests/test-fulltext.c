#include "config.h"

#include "model/fulltext.h"

static void
test_names(void)
{
    for (int i = VL_TRIED_READ; i <= VL_TRIED_SKIPPED; i++) {
        VlTriedOutcome outcome = VL_TRIED_READ;
        const char *name = vl_tried_name((VlTriedOutcome)i);
        g_assert_true(vl_tried_from_name(name, &outcome));
        g_assert_cmpint(outcome, ==, i);
    }
    VlTriedOutcome outcome = VL_TRIED_READ;
    g_assert_false(vl_tried_from_name("nothing", &outcome));
    g_assert_false(vl_tried_from_name(NULL, &outcome));
}

static void
test_copy(void)
{
    g_autoptr(VlFullText) text = vl_full_text_new(TRUE, "unpaywall");
    text->url = g_strdup("https://repo.example/1.pdf");
    text->version = g_strdup("accepted");
    g_autoptr(VlFullText) copy = vl_full_text_copy(text);
    g_assert_true(copy->is_pdf);
    g_assert_cmpstr(copy->tier, ==, "unpaywall");
    g_assert_cmpstr(copy->url, ==, text->url);
    g_assert_cmpstr(copy->version, ==, "accepted");
    g_assert_null(copy->licence);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fulltext/names", test_names);
    g_test_add_func("/fulltext/copy", test_copy);
    return g_test_run();
}
