#include "config.h"

#include "verify/sense/sense.h"

#include <string.h>

/* What the numbers of a text stand for: role, bound, value, unit; '~' for
 * about, '/' and the number of its denominator. */
static char *
quantities_of(const char *text, const char *lang)
{
    static const char *const roles[] = {
        "", "%", "p", "ci", "level", "sd", "ratio", "r", "n", "label", "part"};
    static const char *const bounds[] = {"", "=", "<", "<=", ">", ">="};
    g_autoptr(VlSense) sense = vl_sense_new(text, lang);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < sense->quantities->len; i++) {
        const VlQuantity *quantity = vl_sense_quantity(sense, i);
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(number, sizeof number, "%.6g", quantity->value);
        g_assert_cmpint(sense->quantity_of[quantity->first], ==, (int)i);
        g_assert_cmpuint(quantity->start, <, quantity->end);
        g_string_append_printf(
            out, "%s%s%s%s", i > 0 ? " " : "", roles[quantity->role],
            *roles[quantity->role] != '\0' ? ":" : "", bounds[quantity->bound]);
        g_string_append_printf(out, "%s%s", quantity->about ? "~" : "", number);
        if (quantity->unit.n_parts > 0 && quantity->role != VL_ROLE_PERCENT)
            g_string_append_len(
                out, text + quantity->unit.start,
                (gssize)(quantity->unit.end - quantity->unit.start));
        if (quantity->of >= 0)
            g_string_append_printf(out, "/%d", quantity->of);
    }
    return g_string_free(out, FALSE);
}

static void
test_roles(void)
{
    static const struct {
        const char *text, *lang, *quantities;
    } cases[] = {
        {"", NULL, ""},
        {"none", NULL, ""},
        {"5", NULL, "5"},
        {"40 mg daily", NULL, "40mg"},
        {"12.4% vs 18.9%", NULL, "%:12.4 %:18.9"},
        {"P < 0.001", NULL, "p:<0.001"},
        {"p = 0.04", NULL, "p:=0.04"},
        {"HR 0.75 (95% CI 0.60-0.90)", NULL,
         "ratio:0.75 level:95% ci:0.6 ci:0.9"},
        {"OR, 1.4; 95 % CI, 1.1 to 1.9", NULL,
         "ratio:1.4 level:95% ci:1.1 ci:1.9"},
        {"4.1 \u00B1 0.3", NULL, "4.1 sd:0.3"},
        {"(n = 12)", NULL, "n:=12"},
        {"IL-6 and type 2", NULL, "label:6 label:2"},
        {"about 12 men", NULL, "~12"},
        {"at least 12 men", NULL, ">=12"},
        {"twelve men", NULL, "12"},
        {"a change of \u22122.8 kg", NULL, "-2.8kg"},
        {"12,4 % des patients", "fr", "%:12.4"},
        {"environ 12 hommes", "fr", "~12"},
        {"p < 0,05", "fr", "p:<0.05"},
        /* quantity-letters.c: letters that are labels, and such as are not;
         * a letter prints as what no number is. */
        {"hepatitis B", NULL, "label:-1e+09"},
        {"a total of 5 in A. niger", NULL, "5"},
        {"the trial. A total of 5 patients", NULL, "5"},
        {"chez 5 patients, P = 0,03", "fr", "5 p:=0.03"},
        {"vitamins C and E, and T cells", NULL,
         "label:-1e+09 label:-1e+09 label:-1e+09"},
        /* quantity-powers.c: what stands raised. */
        {"10\u2075 cells", NULL, "100000"},
        {"10^5 cells", NULL, "100000"},
        {"105 cells", NULL, "105"},
        {"1.5 \u00D7 10\u2075 CFU", NULL, "1.5 100000CFU"},
        {"1.5 \u00D7 105 CFU", NULL, "1.5 100000CFU"},
        {"40\u00B9\u00B2 patients", NULL, "40"},
        {"a mean of 2.67\u00B2", NULL, "2.67"},
        {"IC \u00E0 95 % : 1,1 \u00E0 1,9", "fr", "level:95% ci:1.1 ci:1.9"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        g_autofree char *got = quantities_of(cases[i].text, cases[i].lang);
        g_assert_cmpstr(got, ==, cases[i].quantities);
    }
}

/* quantity-joins.c: what stands between numbers, such as a denominator or a
 * unit that both share. */
static void
test_joins(void)
{
    static const struct {
        const char *text, *quantities;
    } cases[] = {
        {"15 of 122 men", "15/1 122"}, {"15/122 men", "15/1 122"},
        {"5 to 10 mg", "5mg 10mg"},    {"5, 10 and 20 mg", "5mg 10mg 20mg"},
        {"5-10%", "%:5 %:10"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        g_autofree char *got = quantities_of(cases[i].text, NULL);
        g_assert_cmpstr(got, ==, cases[i].quantities);
    }
}

/* falls.c: of how many numbers of a text the words carry a minus sign. */
static void
test_falls(void)
{
    static const struct {
        const char *text;
        guint n;
    } cases[] = {
        {"the score fell by 14.9 with A and by 10.7 with placebo", 2},
        {"the score rose by 14.9 with A and by 10.7 with placebo", 0},
        {"the score fell by 14.9 with A and rose by 10.7 with placebo", 1},
        {"A lowered the 1-year risk of death by 39% in men and 40% in women",
         2},
        {"weight loss was greater with A (3.35 vs 1.97 kg)", 2},
        {"weight gain was greater with A (3.35 vs 1.97 kg)", 0},
        {"the score fell to 14.9", 0},
        {"weight decreased by 1.10 to 1.74 kg", 2},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        g_autoptr(VlSense) sense = vl_sense_new(cases[i].text, NULL);
        guint n = 0;
        for (guint k = 0; k < sense->quantities->len; k++)
            n += vl_sense_quantity(sense, k)->falls;
        g_assert_cmpuint(n, ==, cases[i].n);
    }
}

/* quantity-ones.c: where "one" and "a" are numbers. */
static void
test_ones(void)
{
    static const struct {
        const char *text, *lang;
        guint n;
    } cases[] = {
        {"survival at a year", "en", 1},     {"twice a year", "en", 0},
        {"one patient died", "en", 1},       {"no one died", "en", 0},
        {"la survie \u00e0 un an", "fr", 1}, {"un jour sur deux", "fr", 1},
        {"une baisse", "fr", 0},             {"d'une semaine", "fr", 1},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        g_autoptr(VlSense) sense =
            vl_sense_new(cases[i].text, cases[i].lang);
        g_assert_cmpuint(sense->quantities->len, ==, cases[i].n);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/quantity/roles", test_roles);
    g_test_add_func("/quantity/joins", test_joins);
    g_test_add_func("/quantity/falls", test_falls);
    g_test_add_func("/quantity/ones", test_ones);
    return g_test_run();
}
