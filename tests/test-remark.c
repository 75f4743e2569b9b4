#include "config.h"

#include "reading/remark.h"

#include <string.h>

static void
test_entries(void)
{
    static const char *const kinds[] = {"remark", "start"};
    for (guint k = 0; k < G_N_ELEMENTS(kinds); k++) {
        const char *const *entries = NULL;
        guint n = vl_remark_entries(kinds[k], &entries);
        g_assert_cmpuint(n, >, 20);
        for (guint i = 0; i < n; i++) {
            g_autofree char *text = g_strconcat(k == 0 ? "It " : "", entries[i],
                                                " so it is.", NULL);
            g_assert_true(vl_is_remark(text));
        }
    }
    const char *const *entries = NULL;
    guint n = vl_remark_entries("heading", &entries);
    for (guint i = 0; i < n; i++) {
        g_autofree char *line = g_strconcat("## ", entries[i], " :", NULL);
        g_assert_true(vl_is_reference_heading(line));
    }
    n = vl_remark_entries("lead", &entries);
    for (guint i = 0; i < n; i++) {
        g_autofree char *line = g_strconcat(entries[i], ": Doe J. T.", NULL);
        g_assert_cmpuint(vl_reference_lead(line), ==, strlen(entries[i]) + 2);
    }
    g_assert_false(vl_is_reference_heading("Sources of bias"));
    g_assert_cmpuint(vl_reference_lead("Outcome: death"), ==, 0);
}

/* One line of a list or a text, with what may stand around its words. */
static void
test_headings(void)
{
    static const struct {
        const char *line;
        gboolean heading;
    } cases[] = {
        {"References", TRUE},
        {"## 5. REFERENCES:", TRUE},
        {"**Sources**", TRUE},
        {"R\u00E9f\u00E9rences :", TRUE},
        {"", FALSE},
        {"#", FALSE},
        {":", FALSE},
        {"Referencesx", FALSE},
        {"See the references", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].line);
        g_assert_cmpint(vl_is_reference_heading(cases[i].line), ==,
                        cases[i].heading);
    }
    g_autofree char *long_line = g_strdup_printf("References%*s", 100000, "");
    g_assert_false(vl_is_reference_heading(long_line));
}

/* A sentence that holds a measure is checked, whatever else it is: a remark
 * would be passed over. */
static void
test_measures(void)
{
    static const char *const measures[] = {
        "12%",      "40 mg", "5 \u00B5g",     "2 ml",
        "p < 0.05", "p=0.4", "95% CI 1 to 2", "IC \u00E0 95 % de 1 \u00E0 2",
        "30 UI",
    };
    g_assert_true(vl_is_remark("Here is what I found."));
    for (guint i = 0; i < G_N_ELEMENTS(measures); i++) {
        g_autofree char *text =
            g_strconcat("Here is what I found: ", measures[i], ".", NULL);
        g_test_message("%s", text);
        g_assert_false(vl_is_remark(text));
    }
    static const char *const others[] = {
        "", " ", "H", "Higher doses were safe.", "\U0001F9EC", "\"", "***",
    };
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_false(vl_is_remark(others[i]));
}

static void
test_leads(void)
{
    g_assert_cmpuint(vl_reference_lead(""), ==, 0);
    g_assert_cmpuint(vl_reference_lead(":"), ==, 0);
    g_assert_cmpuint(vl_reference_lead("Source"), ==, 0);
    g_assert_cmpuint(vl_reference_lead("Source:   Doe"), ==, 10);
    g_assert_cmpuint(vl_reference_lead("source :Doe"), ==, 8);
    g_assert_cmpuint(vl_reference_lead("source\u00A0: Doe"), ==, 10);
}

static void
test_unknown_kind(void)
{
    const char *const *entries = NULL;
    g_assert_cmpuint(vl_remark_entries("nonsense", &entries), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/remark/entries", test_entries);
    g_test_add_func("/remark/headings", test_headings);
    g_test_add_func("/remark/measures", test_measures);
    g_test_add_func("/remark/leads", test_leads);
    g_test_add_func("/remark/unknown-kind", test_unknown_kind);
    return g_test_run();
}
