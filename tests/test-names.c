#include "config.h"

#include <string.h>

#include "verify/names.h"

static const char paper[] =
    "Chlorhexidine (CHX) and calcium hydroxide were compared. Curcuma longa "
    "(Cl) was given orally. Recurrence-free survival (RFS) was the primary "
    "endpoint. Adverse drug events (ADEs) were counted (n = 12). In vitro "
    "(Fig. 2) it worked (see Table 1).";

static const struct {
    const char *a, *b; /* first word of each */
    gboolean same;
} cases[] = {
    {"CHX", "chlorhexidine", TRUE},
    {"RFS", "recurrence-free survival", TRUE},
    {"Cl", "Curcuma longa", TRUE},
    {"ADE", "adverse drug events", TRUE},
    {"CHX", "Curcuma longa", FALSE},
    {"chx", "hydroxide", FALSE},
    {"RFS", "survival", FALSE},
};

static gboolean
say_the_same(const VlNames *names, const char *a, const char *b)
{
    g_autoptr(VlSense) one = vl_sense_new(a, "en");
    g_autoptr(VlSense) other = vl_sense_new(b, "en");
    vl_names_apply(names, one);
    vl_names_apply(names, other);
    return vl_sense_same(one, 0, other, 0);
}

static void
test_same(void)
{
    g_autoptr(VlNames) names = vl_names_new(paper);
    g_assert_cmpuint(vl_names_count(names), ==, 4);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        gboolean same = say_the_same(names, cases[i].a, cases[i].b);
        if (same != cases[i].same)
            g_test_message("%s, %s", cases[i].a, cases[i].b);
        g_assert_true(same == cases[i].same);
    }
    g_assert_false(say_the_same(NULL, "CHX", "chlorhexidine"));
}

static void
test_hostile(void)
{
    static const char *const texts[] = {
        "", "(", "((", "(AB", "(AB)", "x (AB)", "a b (A-)", "( AB )",
        "\xC3\xA9\xC3\xA9 (EE) \xE2\x80\xA6", "ab (ABABABABABABABABAB)",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(VlNames) names = vl_names_new(texts[i]);
        g_assert_cmpuint(vl_names_count(names), <=, 1);
        g_autoptr(VlSense) sense = vl_sense_new(texts[i], NULL);
        vl_names_apply(names, sense);
    }
    g_autoptr(GString) many = g_string_new(NULL);
    for (guint i = 0; i < 5000; i++)
        g_string_append_printf(many, "alpha beta%u (AB%u) ", i, i);
    g_autoptr(VlNames) names = vl_names_new(many->str);
    g_assert_cmpuint(vl_names_count(names), <=, 400);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/names/same", test_same);
    g_test_add_func("/names/hostile", test_hostile);
    return g_test_run();
}
