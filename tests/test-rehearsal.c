#include "config.h"

#include "flow/rehearsal.h"

#include <string.h>

#include "base/error.h"
#include "records.h"

static char *
tell(const char *text, GError **error)
{
    g_autoptr(VlWatch) watch = vl_watch_new();
    g_autoptr(GPtrArray) records = records_of_fixtures();
    char *told = g_strdup("first\n");
    g_assert_true(vl_watch_read(watch, "w", text, strlen(text), error));
    watch->dry_run = TRUE;
    if (vl_rehearsal_tell(watch, NULL, records, &told, error))
        return told;
    g_free(told);
    return NULL;
}

static void
test_costs(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *told = tell(
        "[llm]\nprovider=openai\nmodel=gpt-5-mini\nbudget=2.5\n"
        "url=https://api.openai.com/v1\n",
        &error);
    g_assert_no_error(error);
    g_assert_true(g_str_has_prefix(told, "first\n'api.openai.com' (global)"));
    g_assert_nonnull(strstr(told, "USD"));
    g_assert_nonnull(strstr(told, "the budget is 2.5\n"));
    g_autofree char *here = tell(
        "[llm]\nprovider=ollama\nmodel=l\nurl=http://127.0.0.1:11434\n",
        &error);
    g_assert_no_error(error);
    g_assert_nonnull(strstr(here, "at most 0.0 USD"));
}

static void
test_nothing(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *told = tell("", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(told, ==, "first\n");
}

static void
test_refused(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(tell("[llm]\nprovider=openai\nmodel=unheard-of\n"
                       "url=https://api.openai.com/v1\n",
                       &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_CONFIG);
    g_clear_error(&error);
    g_assert_null(tell("[llm]\nprovider=openai\nmodel=gpt-5-mini\n"
                       "url=https://api.openai.com/v1\n"
                       "[privacy]\nlocal_only=yes\n",
                       &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_REFUSED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rehearsal/costs", test_costs);
    g_test_add_func("/rehearsal/nothing", test_nothing);
    g_test_add_func("/rehearsal/refused", test_refused);
    return g_test_run();
}
