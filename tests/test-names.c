#include "config.h"

#include <string.h>

#include "verify/sense/names.h"

static const char paper[] =
    "Chlorhexidine (CHX) and calcium hydroxide were compared. Curcuma longa "
    "(Cl) was given orally. Recurrence-free survival (RFS) was the primary "
    "endpoint. Adverse drug events (ADEs) were counted (n = 12). In vitro "
    "(Fig. 2) it worked (see Table 1). Growth of Enterococcus faecalis and of "
    "Candida krusei was measured; E. faecalis and C. krusei grew on agar. "
    "Polymorphonuclear leukocytes (PMN cells) were seen. Fictin-converting "
    "enzyme inhibitors (FCEIs) were stopped. All had fictoracil plus "
    "zeltaborin (FOR/ZB). Aloe vera (AV), Aloe ferox and Vitamin d (VD) "
    "were bought. Gorse seed of Zelta ficta (Zf; 75 mg) and fictin-moving "
    "enzyme (FME) were weighed; FME-blockers (FMEBs) were not.";

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
    {"faecalis", "Enterococcus faecalis", TRUE},
    {"faecalis", "krusei", FALSE},
    {"polymorphonuclear cells", "PMN", TRUE},
    {"cells", "PMN", FALSE},
    {"leukocytes", "PMN", FALSE},
    {"FCE inhibitors", "FCEIs", TRUE},
    {"FCE insertion", "FCEIs", FALSE},
    {"ZB", "zeltaborin", TRUE},
    {"FOR", "fictoracil", TRUE},
    {"ZB", "fictoracil", FALSE},
    {"Curcuma", "Cl", TRUE},
    {"Aloe", "AV", FALSE}, /* one of two */
    {"Vitamin", "VD", FALSE},
    {"FME blockers", "FMEBs", TRUE},
    {"FME", "fictin-moving enzyme", TRUE},
    {"FME", "FMEBs", FALSE},
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
    g_assert_cmpuint(vl_names_count(names), ==, 13);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        gboolean same = say_the_same(names, cases[i].a, cases[i].b);
        if (same != cases[i].same)
            g_test_message("%s, %s", cases[i].a, cases[i].b);
        g_assert_true(same == cases[i].same);
    }
    g_assert_false(say_the_same(NULL, "Cl", "Curcuma longa"));
}

/* What a paper calls a short form goes before what others call it. */
/* Each word of a long form, also behind a genus that stands for it. */
static void
test_whole(void)
{
    g_autoptr(VlNames) names = vl_names_new(paper);
    g_autoptr(VlSense) one = vl_sense_new("Zelta ficta helped.", "en");
    g_autoptr(VlSense) other = vl_sense_new("Zf helped.", "en");
    vl_names_apply(names, one);
    vl_names_apply(names, other);
    g_assert_true(vl_sense_same(one, 0, other, 0));
    g_assert_true(vl_sense_same(one, 1, other, 0));
    g_assert_false(vl_sense_same(one, 2, other, 0));
}

static void
test_own(void)
{
    static const struct {
        const char *paper, *a, *b;
        gboolean same;
    } own[] = {
        {"The hazard ratio (HR) was given.", "HR", "hazard ratio", TRUE},
        {"The hazard ratio (HR) was given.", "HR of 70 bpm", "heart rate",
         FALSE},
        {"Heart rate (HR) rose.", "HR 0.8 (95% CI 0.6 to 0.9)",
         "hazard ratio", FALSE},
        {"Heart rate (HR) rose.", "HR 80", "pulse", TRUE},
        {"Mitral insufficiency (MI) was seen.", "MI", "myocardial", FALSE},
        {"Myocardial infarction (MI) was seen.", "MI", "heart attack", TRUE},
        {"Nothing is named.", "MI", "heart attack", TRUE},
        {"A randomised controlled trial (RCT).", "RCTs",
         "randomized controlled trials", TRUE},
        {"Heart rate (HR) and heart failure (HF) were seen.", "HF",
         "heart failure", TRUE},
        {"Heart rate (HR) and heart failure (HF) were seen.", "HF",
         "heart rate", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(own); i++) {
        g_autoptr(VlNames) names = vl_names_new(own[i].paper);
        gboolean same = say_the_same(names, own[i].a, own[i].b);
        if (same != own[i].same)
            g_test_message("%s: %s, %s", own[i].paper, own[i].a, own[i].b);
        g_assert_true(same == own[i].same);
    }
}

/* "The oil" is the paper's oil with a name; another oil, or one of two, is
 * not. */
static void
test_heads(void)
{
    static const struct {
        const char *claim;
        guint at;
        gboolean same;
    } heads[] = {
        {"the oil helped", 1, TRUE},      {"this oil helped", 1, TRUE},
        {"clove oil helped", 1, FALSE},   {"the oil group died", 1, FALSE},
        {"the extract helped", 1, FALSE}, {"the score fell", 1, FALSE},
    };
    g_autoptr(VlNames) names = vl_names_new(
        "Zelta ficta essential oil (ZFEO), its leaf extract (LE) and its root "
        "extract (RE) lowered the zeltosis severity score (ZSS).");
    g_autoptr(VlSense) paper_sense =
        vl_sense_new("ZFEO, LE, RE, ZSS", "en");
    vl_names_apply(names, paper_sense);
    for (guint i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_autoptr(VlSense) claim = vl_sense_new(heads[i].claim, "en");
        vl_names_apply(names, claim);
        vl_names_apply_heads(names, claim);
        gboolean same = FALSE;
        for (guint j = 0; j < paper_sense->n; j++)
            same |= vl_sense_same(claim, heads[i].at, paper_sense, j);
        if (same != heads[i].same)
            g_test_message("%s", heads[i].claim);
        g_assert_true(same == heads[i].same);
    }
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
        vl_names_apply_heads(names, sense);
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
    g_test_add_func("/names/whole", test_whole);
    g_test_add_func("/names/own", test_own);
    g_test_add_func("/names/heads", test_heads);
    g_test_add_func("/names/hostile", test_hostile);
    return g_test_run();
}
