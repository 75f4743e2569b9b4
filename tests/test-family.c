#include "config.h"

#include "verify/sense/family.h"

#include <string.h>

static char *
spell(const char *word)
{
    gsize n = strlen(word);
    char *out = g_malloc(n + 1);
    out[vl_family_spell(word, n, out)] = '\0';
    return out;
}

static void
test_spell(void)
{
    static const struct {
        const char *a, *b;
        gboolean same;
    } words[] = {
        {"haemoglobin", "hemoglobin", TRUE}, {"tumours", "tumors", TRUE},
        {"randomised", "randomized", TRUE},  {"analysed", "analyzed", TRUE},
        {"centre", "center", TRUE},          {"litres", "liters", TRUE},
        {"programme", "program", TRUE},      {"analogue", "analog", TRUE},
        {"sulphate", "sulfate", TRUE},       {"labelled", "labeled", TRUE},
        {"foetus", "fetus", TRUE},           {"hour", "hor", FALSE},
        {"course", "corse", FALSE},          {"", "", TRUE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *a = spell(words[i].a), *b = spell(words[i].b);
        g_assert_cmpint(g_str_equal(a, b), ==, words[i].same);
    }
}

/* Each ending stands for the first one of its line. */
static void
check_ending(VlFamily family, guint least, const char *first,
             const char *ending, gpointer data)
{
    guint *n = data;
    static const char stem[] = "zxbkzxbkzx";
    g_assert_cmpuint(least, <, strlen(stem));
    g_autofree char *a = g_strdup_printf("%.*s%s", (int)least, stem, first);
    g_autofree char *b = g_strdup_printf("%.*s%s", (int)least, stem, ending);
    if (!vl_family_meet(a, strlen(a), b, strlen(b), family))
        g_test_message("'%s' and '%s' are not of one family", a, b);
    g_assert_true(vl_family_meet(a, strlen(a), b, strlen(b), family));
    (*n)++;
}

static void
test_endings(void)
{
    guint n = 0;
    vl_family_visit(check_ending, &n);
    g_assert_cmpuint(n, >, 600);
}

static void
test_friends(void)
{
    g_assert_true(vl_family_is_false_friend("sensible", 8));
    g_assert_false(vl_family_is_false_friend("sensibl", 7));
    g_assert_false(vl_family_is_false_friend("", 0));
}

static void
test_bounds(void)
{
    g_assert_false(vl_family_meet("", 0, "", 0, VL_FAMILY_ENGLISH));
    g_assert_false(vl_family_meet("pain", 4, "", 0, VL_FAMILY_ENGLISH));
    g_assert_true(vl_family_meet("pain", 4, "pain", 4, VL_FAMILY_ACROSS));
    g_assert_false(vl_family_meet("il6", 3, "il8", 3, VL_FAMILY_ENGLISH));
    g_assert_false(vl_family_meet("cat", 3, "catheter", 8,
                                  VL_FAMILY_ENGLISH));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/family/spell", test_spell);
    g_test_add_func("/family/endings", test_endings);
    g_test_add_func("/family/friends", test_friends);
    g_test_add_func("/family/bounds", test_bounds);
    return g_test_run();
}
