#include "config.h"

#include "llm/tokens.h"

/* Never below what was measured for the kind of text. */
static void
test_kinds(void)
{
    g_autofree char *prose = g_strnfill(3650, 'a'); /* 1000 tokens, measured */
    g_assert_cmpuint(vl_tokens_estimate(prose), >=, 1000);
    g_assert_cmpuint(vl_tokens_estimate(prose), <=, 1500);
    GString *table = g_string_new(NULL);
    while (table->len < 1780)
        g_string_append(table, "Age 61.2 (9.4) 60.8 (9.9)\n");
    g_assert_cmpuint(vl_tokens_estimate(table->str), >=, 1000);
    g_string_free(table, TRUE);
    g_assert_cmpuint(vl_tokens_estimate(""), ==, 1);
}

static void
test_correct(void)
{
    g_assert_cmpuint(vl_tokens_correct(1000, (VlTokenRatio){100, 10}), ==,
                     1000);
    guint n = vl_tokens_correct(1000, (VlTokenRatio){10000, 8000});
    g_assert_cmpuint(n, >=, 800);
    g_assert_cmpuint(n, <=, 900);
    /* A server that counts nonsense is not believed. */
    n = vl_tokens_correct(1000, (VlTokenRatio){10000, 1});
    g_assert_cmpuint(n, >=, 300);
    n = vl_tokens_correct(1000, (VlTokenRatio){10000, G_MAXINT64});
    g_assert_cmpuint(n, <=, 3400);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/llm-tokens/kinds", test_kinds);
    g_test_add_func("/llm-tokens/correct", test_correct);
    return g_test_run();
}
