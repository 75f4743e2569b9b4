#include "config.h"

#include <string.h>

#include "digest/view-context.h"

static void
add(VlQuote *quote, const char *name, const char *value)
{
    g_ptr_array_add(quote->context,
                    vl_context_new(name, value, (VlSpan){0, 0}));
}

static void
test_words(void)
{
    g_autoptr(VlQuote) quote = vl_quote_new();
    g_assert_null(vl_view_context(quote, VL_LANGUAGE_EN));
    add(quote, "role", "unclear");
    add(quote, "analysis", "itt");
    add(quote, "outcome", "unclear");
    add(quote, "subjects", "in_vitro");
    g_autofree char *english = vl_view_context(quote, VL_LANGUAGE_EN);
    g_autofree char *french = vl_view_context(quote, VL_LANGUAGE_FR);
    g_assert_cmpstr(english, ==,
                    "analysis: intention to treat · subjects: in vitro · "
                    "unclear: role, outcome");
    g_assert_cmpstr(french, ==,
                    "analyse : intention de traiter · sujets : in vitro · "
                    "non précisé : rôle, critère");
}

static void
test_nothing_known(void)
{
    g_autoptr(VlQuote) quote = vl_quote_new();
    add(quote, "role", "unclear");
    g_autofree char *english = vl_view_context(quote, VL_LANGUAGE_EN);
    g_assert_cmpstr(english, ==, "unclear: role");
    /* A value of a later version stays as it is. */
    add(quote, "design", "registry");
    g_autofree char *later = vl_view_context(quote, VL_LANGUAGE_FR);
    g_assert_nonnull(strstr(later, "registry"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/view-context/words", test_words);
    g_test_add_func("/digest/view-context/nothing-known",
                    test_nothing_known);
    return g_test_run();
}
