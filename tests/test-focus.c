#include "config.h"

#include <string.h>

#include "verify/focus.h"

static const char *const results[] = {
    "Pain fell by 18.4 points with veillase.",
    "It may have fallen because of the season.",
    "Nausea occurred in 14 of 106 patients.",
};
static const char *const methods[] = {
    "We enrolled 212 adults at four hospitals.",
    "Veillase was given at 40 mg daily for twelve weeks.",
};
static const VlRun runs[] = {{results, 3}, {methods, 2}};

static const struct {
    const char *claim;
    guint run, first, n;
} cases[] = {
    {"Pain dropped by 18.4 points.", 0, 0, 1},
    {"Nausea was seen in 14 patients.", 0, 2, 1},
    {"The 212 adults took 40 mg for 12 weeks.", 1, 0, 2},
    {"Pain fell by 18.4 points, and 14 patients had nausea.", 0, 0, 3},
};

static void
test_find(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        VlFocus focuses[2];
        const VlQuestion question = {.claim = cases[i].claim, .lang = "en"};
        guint n = vl_focus_find(&question, runs, G_N_ELEMENTS(runs), focuses,
                                2);
        g_assert_cmpuint(n, >, 0);
        if (focuses[0].first != cases[i].first)
            g_test_message("%s", cases[i].claim);
        g_assert_cmpuint(focuses[0].run, ==, cases[i].run);
        g_assert_cmpuint(focuses[0].first, ==, cases[i].first);
        g_assert_cmpuint(focuses[0].n, ==, cases[i].n);
        g_assert_cmpfloat(focuses[0].share, >, 0.5);
        g_assert_cmpfloat(focuses[0].share, <=, 1);
        if (n == 2)
            g_assert_true(focuses[1].run != focuses[0].run ||
                          focuses[1].first >=
                              focuses[0].first + focuses[0].n ||
                          focuses[0].first >=
                              focuses[1].first + focuses[1].n);
    }
}

static void
test_nothing(void)
{
    static const char *const none[] = {"", "Zxqv wkrpt.", "1"};
    for (guint i = 0; i < G_N_ELEMENTS(none); i++) {
        VlFocus focuses[2];
        const VlQuestion question = {.claim = none[i], .lang = "en"};
        g_assert_cmpuint(vl_focus_find(&question, runs, 2, focuses, 2), ==,
                         0);
        g_assert_cmpuint(vl_focus_find(&question, NULL, 0, focuses, 2), ==,
                         0);
    }
}

static void
test_text(void)
{
    const VlFocus focus = {.run = 0, .first = 1, .n = 2};
    g_autofree char *text = vl_focus_text(&runs[0], &focus);
    g_assert_cmpstr(text, ==,
                    "It may have fallen because of the season. Nausea "
                    "occurred in 14 of 106 patients.");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/focus/find", test_find);
    g_test_add_func("/focus/nothing", test_nothing);
    g_test_add_func("/focus/text", test_text);
    return g_test_run();
}
