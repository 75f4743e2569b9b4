#include "config.h"

#include "verify/sense/units.h"

#include <string.h>

/* The unit at the second token of "5 UNIT". */
static guint
read_unit(const char *name, VlUnit *unit)
{
    g_autofree char *text = g_strdup_printf("5 %s", name);
    g_autoptr(VlTokens) tokens = vl_tokens_new(text, strlen(text));
    *unit = (VlUnit){0};
    return vl_unit_read(tokens, 1, unit);
}

/* How many of the one are one of the other; 0: they measure other things. */
static void
test_factors(void)
{
    static const struct {
        const char *a, *b;
        double factor;
    } cases[] = {
        {"g", "mg", 1000},       {"mg", "ug", 1000},
        {"mcg", "\u00B5g", 1},   {"kg", "g", 1000},
        {"l", "ml", 1000},       {"dl", "ml", 100},
        {"hours", "min", 60},    {"jours", "hours", 24},
        {"semaines", "days", 7}, {"mg/dl", "mg/l", 10},
        {"g/l", "mg/ml", 1},     {"mg per day", "mg/d", 1},
        {"mg", "ml", 0},         {"mg/kg", "mg", 0},
        {"mg/l", "mg/kg", 0},    {"%", "mg", 0},
        {"mg", "hours", 0},      {"mmhg", "kpa", 0.133322},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        VlUnit a, b;
        g_test_message("%s / %s", cases[i].a, cases[i].b);
        g_assert_cmpuint(read_unit(cases[i].a, &a), >, 0);
        g_assert_cmpuint(read_unit(cases[i].b, &b), >, 0);
        g_assert_cmpint(vl_unit_same_dimension(&a, &b), ==,
                        cases[i].factor > 0);
        g_assert_cmpint(vl_unit_same_dimension(&b, &a), ==,
                        cases[i].factor > 0);
        if (cases[i].factor > 0)
            g_assert_cmpfloat_with_epsilon(a.factor / b.factor, cases[i].factor,
                                           cases[i].factor * 1e-3);
    }
}

/* How many tokens are read, and which bytes. */
static void
test_length(void)
{
    static const struct {
        const char *name;
        guint n_tokens, n_parts;
        const char *bytes;
    } cases[] = {
        {"mg", 1, 1, "mg"},
        {"mg daily", 1, 1, "mg"},
        {"mg/kg/day of it", 5, 3, "mg/kg/day"},
        {"mg/kg body weight/day of it", 7, 3, "mg/kg body weight/day"},
        {"mg/kg b.w. of it", 5, 2, "mg/kg b.w"},
        {"mg/kg of body weight, of it", 6, 2, "mg/kg of body weight"},
        {"mg/kgbw/day of it", 5, 3, "mg/kgbw/day"},
        {"mg per day", 3, 2, "mg per day"},
        {"patients", 0, 0, NULL},
        {"", 0, 0, NULL},
        {"/", 0, 0, NULL},
        {"mg/", 1, 1, "mg"},
        {"\U0001F9EC", 0, 0, NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        VlUnit unit;
        g_autofree char *text = g_strdup_printf("5 %s", cases[i].name);
        g_autoptr(VlTokens) tokens = vl_tokens_new(text, strlen(text));
        if (tokens->tokens->len < 2)
            continue;
        g_test_message("%s", cases[i].name);
        guint n = vl_unit_read(tokens, 1, &unit);
        g_assert_cmpuint(n, ==, cases[i].n_tokens);
        if (n == 0)
            continue;
        g_assert_cmpuint(unit.n_parts, ==, cases[i].n_parts);
        g_autofree char *bytes =
            g_strndup(text + unit.start, unit.end - unit.start);
        g_assert_cmpstr(bytes, ==, cases[i].bytes);
    }
}

static void
test_dimension(void)
{
    g_assert_cmpint(vl_unit_dimension("mass"), >, 0);
    g_assert_cmpint(vl_unit_dimension("mass"), !=, vl_unit_dimension("time"));
    g_assert_cmpint(vl_unit_dimension("nonsense"), ==, 0);
    g_assert_cmpint(vl_unit_dimension(""), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/units/factors", test_factors);
    g_test_add_func("/units/length", test_length);
    g_test_add_func("/units/dimension", test_dimension);
    return g_test_run();
}
