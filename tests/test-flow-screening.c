#include "config.h"

#include <string.h>

#include "base/error.h"
#include "flow/screening.h"

static void
check(const char *text, const char *wanted)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlWatch) watch = vl_watch_new();
    g_assert_true(vl_watch_read(watch, "w", text, strlen(text), &error));
    gboolean good = vl_screening_check(watch, &error);
    g_assert_true(good == (wanted == NULL));
    if (wanted == NULL)
        return;
    g_assert_error(error, VL_ERROR, VL_ERROR_CONFIG);
    g_assert_nonnull(strstr(error->message, wanted));
}

static void
test_check(void)
{
    check("", NULL);
    check("[watch]\ninclude=adults\n[llm]\nprovider=ollama\n", NULL);
    check("[watch]\nexclude=adults\n", "the provider is builtin");
    check("[watch]\ninclude=a;b;c;d;e;f;g;h;i;j;k\n"
          "exclude=a;b;c;d;e;f;g;h;i;j\n[llm]\nprovider=ollama\n",
          "21 criteria");
}

/* Without a library nothing is known to be changed, and it is said. */
static void
test_no_library(void)
{
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(VlPaper) paper = vl_paper_new();
    guint n = 0;
    vl_screening_verify(NULL, paper, changes, missing, &n);
    g_assert_cmpuint(missing->len, ==, 0);
    paper->screening = vl_screening_new(NULL, NULL);
    VlCriterion *criterion = vl_criterion_new(TRUE, "children");
    g_ptr_array_add(paper->screening->criteria, criterion);
    for (guint i = 0; i < 2; i++) {
        VlQuote *quote = vl_quote_new();
        quote->rendering_sha256 = g_strnfill(64, 'a');
        quote->hit = vl_hit_new(VL_MATCH_EXACT);
        g_ptr_array_add(criterion->quotes, quote);
    }
    vl_screening_verify(NULL, paper, changes, missing, &n);
    g_assert_cmpuint(changes->len, ==, 0);
    g_assert_cmpuint(missing->len, ==, 1);
    g_assert_cmpuint(n, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/flow/screening/check", test_check);
    g_test_add_func("/flow/screening/no-library", test_no_library);
    return g_test_run();
}
