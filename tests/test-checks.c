#include "config.h"

#include <string.h>

#include "base/unicode.h"
#include "verify/judge.h"

/* Each check by itself: what it says of a claim before a passage.  A row
 * that is to be a fault has a twin that is none, so that neither silence
 * nor noise passes. */
typedef struct {
    const char *check, *claim, *passage;
    gboolean fault;
} Row;

static gboolean
finds_fault(const Row *row)
{
    const VlQuestion question = {
        .claim = row->claim,
        .passages = &row->passage,
        .n_passages = 1,
    };
    g_autoptr(VlJudgement) judgement = vl_judge(&question);
    gboolean found = FALSE;
    for (guint i = 0; i < judgement->findings->len; i++) {
        const VlFinding *finding = judgement->findings->pdata[i];
        g_test_message("  %s %s: %s", finding->check,
                       vl_result_name(finding->result), finding->detail);
        g_assert_cmpuint(finding->claim.end, <=,
                         (gsize)g_utf8_strlen(row->claim, -1));
        g_assert_cmpuint(finding->quote.end, <=,
                         (gsize)g_utf8_strlen(row->passage, -1));
        found |= finding->result != VL_RESULT_OK &&
                 g_str_equal(finding->check, row->check);
    }
    return found;
}

static const Row rows[] = {
    /* figures.c: a number with another value in the same role. */
    {"numbers", "Mortality was 14.2% with zeltamab.",
     "Mortality was 12.4% with zeltamab.", TRUE},
    {"numbers", "Mortality was 12.4% with zeltamab.",
     "Mortality was 12.4% with zeltamab.", FALSE},
    {"numbers", "Mortality was 12% with zeltamab.",
     "Mortality was 12.4% with zeltamab.", FALSE},
    {"numbers", "La mortalit\u00E9 \u00E9tait de 14,2 % sous zeltamab.",
     "Mortality was 12.4% with zeltamab.", TRUE},
    {"numbers", "La mortalit\u00E9 \u00E9tait de 12,4 % sous zeltamab.",
     "Mortality was 12.4% with zeltamab.", FALSE},
    /* quantity-powers.c: another power is another number. */
    {"numbers", "The count was 10\u2076 per millilitre.",
     "The count was 10\u2075 per millilitre.", TRUE},
    {"numbers", "The count was 10\u2075 per millilitre.",
     "The count was 10\u2075 per millilitre.", FALSE},
    /* bounds.c: less than, at least. */
    {"comparators", "Adults older than 65 years were enrolled (P<0.05).",
     "Adults older than 65 years were enrolled (P>0.05).", TRUE},
    {"comparators", "Adults older than 65 years were enrolled (P<0.05).",
     "Adults older than 65 years were enrolled (P<0.05).", FALSE},
    /* pairing.c: which number belongs to which arm. */
    {"numbers", "Nausea occurred in 18% with zeltamab and 12% with placebo.",
     "Nausea occurred in 12% with zeltamab and 18% with placebo.", TRUE},
    {"numbers", "Nausea occurred in 12% with zeltamab and 18% with placebo.",
     "Nausea occurred in 12% with zeltamab and 18% with placebo.", FALSE},
    /* significance.c */
    {"significance", "Zeltamab did not significantly change mortality.",
     "Zeltamab significantly lowered mortality (P=0.003).", TRUE},
    {"significance", "Zeltamab significantly lowered mortality.",
     "Zeltamab significantly lowered mortality (P=0.003).", FALSE},
    {"significance",
     "La diff\u00E9rence de mortalit\u00E9 n'\u00E9tait pas significative.",
     "The difference in mortality was significant (P=0.003).", TRUE},
    /* direction.c, sides.c, values.c */
    {"direction", "Zeltamab increased mortality.",
     "Zeltamab decreased mortality.", TRUE},
    {"direction", "Zeltamab reduced mortality.",
     "Zeltamab decreased mortality.", FALSE},
    {"direction", "Le zeltamab augmentait la mortalit\u00E9.",
     "Zeltamab decreased mortality.", TRUE},
    {"arms", "Mortality was lower with placebo than with zeltamab.",
     "Mortality was lower with zeltamab than with placebo.", TRUE},
    {"arms", "Mortality was higher with placebo than with zeltamab.",
     "Mortality was lower with zeltamab than with placebo.", FALSE},
    /* negation.c */
    {"negation", "Zeltamab was not associated with nausea.",
     "Zeltamab was associated with nausea.", TRUE},
    {"negation", "Zeltamab was associated with nausea.",
     "Zeltamab was associated with nausea.", FALSE},
    /* population.c */
    {"population", "Zeltamab shrank tumours in patients.",
     "Zeltamab shrank tumours in mice.", TRUE},
    {"population", "Zeltamab shrank tumours in mice.",
     "Zeltamab shrank tumours in mice.", FALSE},
    /* strength.c */
    {"strength", "Coffee causes strokes.",
     "Coffee was associated with strokes.", TRUE},
    {"strength", "Coffee was associated with strokes.",
     "Coffee was associated with strokes.", FALSE},
    /* series.c: numbers that a word before them makes into a name. */
    {"units", "Calls were placed in weeks 3 and 17 after the prescription.",
     "The system called them on day 3 and day 17 after it.", TRUE},
    {"units", "Calls were placed on days 3 and 17 after the prescription.",
     "The system called them on day 3 and day 17 after it.", FALSE},
    {"numbers", "They enrolled women with stage III zeltoma.",
     "Women with stage II zeltoma were enrolled.", TRUE},
    {"numbers", "They enrolled women with stage II zeltoma.",
     "Women with stage I-III zeltoma were enrolled.", FALSE},
    /* denied.c: what is denied in other words. */
    {"negation", "Speech was heard best without zeltin in the first week.",
     "Speech was heard best with zeltin in the first week.", TRUE},
    {"direction", "Speech was heard best without filtering by the device.",
     "Speech was heard best when unfiltered by the device.", FALSE},
    /* falls.c: words that carry a minus sign. */
    {"numbers", "The score rose by 14.9 on zeltamab.",
     "The score changed on zeltamab (\u221214.9).", TRUE},
    {"numbers", "The score fell by 14.9 on zeltamab.",
     "The score changed on zeltamab (\u221214.9).", FALSE},
    /* holders.c: which arm has which of two plain numbers.  (Those of
     * attribution.c and unreported.c are in fixtures/judge.) */
    {"arms", "Activity peaked at 1.25 ul for Z. albicans against 2.50 ul for "
             "O. minor.",
     "O. minor had its peak at 1.25 ul while Z. albicans had it at 2.50 ul.",
     TRUE},
    {"arms", "Activity peaked at 1.25 ul for O. minor against 2.50 ul for "
             "Z. albicans.",
     "O. minor had its peak at 1.25 ul while Z. albicans had it at 2.50 ul.",
     FALSE},
    /* valued.c: what the p-value behind a number says. */
    {"significance", "Pain was significantly lower in both (2.1 vs 3.4).",
     "Pain was lower (2.1 vs 3.4, P = 0.31) and so was nausea (4 vs 9, "
     "P = 0.01).", TRUE},
    {"significance", "Pain was significantly lower in both (2.1 vs 3.4).",
     "Pain was lower (2.1 vs 3.4, P = 0.03) and so was nausea (4 vs 9, "
     "P = 0.01).", FALSE},
    /* hedge.c: a doubt that the claim leaves out. */
    {"strength", "Cough was more frequent in women than in men.",
     "Cough may be more frequent in women than in men.", TRUE},
    {"strength", "Cough was more frequent in women than in men.",
     "Nausea, which may be seen with zeltapril, was mild, while cough was "
     "more frequent in women than in men.", FALSE},
    /* spoken.c, entities.c: a number's drug is that of its part. */
    {"entities", "Cough was more frequent in women on orlimab (7.2%).",
     "Cough was rare on orlimab, while it was more frequent in women on "
     "zeltamab (7.2%).", TRUE},
    {"entities", "Cough was more frequent in women on zeltamab (7.2%).",
     "Cough was rare on orlimab, while it was more frequent in women on "
     "zeltamab (7.2%).", FALSE},
    /* lone.c: what is said of the other arm. */
    {"arms", "Falls were fewer with placebo.",
     "Falls were fewer with zeltamab than with placebo.", TRUE},
    {"arms", "Falls were fewer with zeltamab.",
     "Falls were fewer with zeltamab than with placebo.", FALSE},
    /* quantity-bounds.c: what binds a number, and what takes time. */
    {"comparators", "Nurses made at least six calls.",
     "Nurses made up to six calls.", TRUE},
    {"comparators", "Nurses made at most six calls.",
     "Nurses made up to six calls.", FALSE},
    {"comparators", "Weight fell by 7 kg in 6 months.",
     "Weight fell by 7 kg over 6 months.", FALSE},
    {"comparators", "Patients had waited for 6 months.",
     "Patients had waited for over 6 months.", TRUE},
    /* multiple.c: a number in a verb. */
    {"numbers", "Zeltamab tripled the risk of bleeding.",
     "The risk of bleeding doubled with zeltamab.", TRUE},
    {"numbers", "Zeltamab doubled the risk of bleeding.",
     "The risk of bleeding was 2.1 times as high with zeltamab.", FALSE},
    /* headed.c: more or less of the noun behind it. */
    {"direction", "Lower zinc levels were associated with lower mortality.",
     "Higher zinc levels were associated with lower mortality.", TRUE},
    {"direction", "Lower mortality was associated with higher zinc levels.",
     "Higher zinc levels were associated with lower mortality.", FALSE},
    /* near-numbers.c: what is left out moves the numbers behind it. */
    {"numbers", "The stay was 3.1 days with gel and 5.6 days with foam.",
     "The stay was 5.6 +/- 1.0 days with gel and 3.1 +/- 1.9 days with foam.",
     TRUE},
    {"numbers", "The stay was 3.1 days with gel and 5.6 days with foam.",
     "The stay was 3.1 +/- 1.0 days with gel and 5.6 +/- 1.9 days with foam.",
     FALSE},
    /* points.c: percentage points are no per cent. */
    {"numbers", "Relapse was 38% vs 60%, a relative reduction of 22%.",
     "Relapse was 38% with zeltamab and 60% with placebo.", TRUE},
    {"numbers", "Relapse was 38% vs 60%, a relative reduction of 37%.",
     "Relapse was 38% with zeltamab and 60% with placebo.", FALSE},
    /* odds.c: odds told as risks. */
    {"strength", "Zeltamab halved the risk of stroke (OR 0.5).",
     "Stroke was less frequent with zeltamab (40% vs 57%; OR 0.5).", TRUE},
    {"strength", "Zeltamab halved the odds of stroke (OR 0.5).",
     "Stroke was less frequent with zeltamab (40% vs 57%; OR 0.5).", FALSE},
    /* opposed.c: words of which one excludes the other. */
    {"dose", "Zeltamab was given by oral route.",
     "Zeltamab was given by intravenous route.", TRUE},
    {"dose", "Zeltamab was given by oral route.",
     "Zeltamab was given by oral route.", FALSE},
    /* near.c: the passage's own words but for one. */
    {"units", "Relapse within 30 months was rare in all of them.",
     "Relapse within 30 days was rare in all of them.", TRUE},
    {"units", "Relapse within 30 days was rare in all of them.",
     "Relapse within 30 days was rare in all of them.", FALSE},
    /* around.c: what stands beside the words that the claim repeats. */
    {"scope", "Zeltamab lowered the pain.",
     "Zeltamab lowered the pain in a small subgroup of mice.", TRUE},
    {"scope", "Zeltamab lowered the pain.", "Zeltamab lowered the pain.",
     FALSE},
    /* derive.c: a difference that is recomputed. */
    {"elsewhere", "Mortality fell by 7.5 percentage points.",
     "Mortality fell from 18.9% to 12.4%.", TRUE},
    {"elsewhere", "Mortality fell by 6.5 percentage points.",
     "Mortality fell from 18.9% to 12.4%.", FALSE},
    /* outcome.c: primary or secondary. */
    {"outcome", "The primary outcome was mortality.",
     "The primary outcome was pain, and the secondary outcome was mortality.",
     TRUE},
    {"outcome", "The secondary outcome was mortality.",
     "The primary outcome was pain, and the secondary outcome was mortality.",
     FALSE},
    /* The same checks in other words than the passage's. */
    {"negation", "Nausea was not linked to zeltamab in this trial of adults.",
     "We saw that zeltamab caused more nausea in adults of the trial.", TRUE},
    {"negation", "Nausea was linked to zeltamab in this trial of adults.",
     "We saw that zeltamab caused more nausea in adults of the trial.", FALSE},
    {"population", "Zeltamab helps children with gout sleep.",
     "In adults who had gout, sleep got better with zeltamab.", TRUE},
    {"population", "Zeltamab helps adults with gout sleep.",
     "In adults who had gout, sleep got better with zeltamab.", FALSE},
    {"arms",
     "Rates were 18% with zeltamab against 12% with placebo for nausea.",
     "Nausea: zeltamab 12%, placebo 18%.", TRUE},
    {"arms",
     "Rates were 12% with zeltamab against 18% with placebo for nausea.",
     "Nausea: zeltamab 12%, placebo 18%.", FALSE},
    /* entities.c: one drug for another. */
    {"entities", "Dorzine lowered blood pressure in adults.",
     "Zeltamab lowered blood pressure in adults.", TRUE},
    {"entities", "Zeltamab lowered blood pressure in adults.",
     "Zeltamab lowered blood pressure in adults.", FALSE},
};

static void
test_rows(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s: %s / %s", rows[i].check, rows[i].claim,
                       rows[i].passage);
        gboolean found = finds_fault(&rows[i]);
        if (found != rows[i].fault) {
            g_test_message("wrong");
            g_test_fail();
        }
    }
}

static const char sorted_out[] =
    "The sensitivity and specificity were 80% and 91%, respectively.";

/* What settles a verdict rather than finds a fault. */
static void
test_verdicts(void)
{
    static const struct {
        const char *claim, *passage;
        VlVerdict verdict;
    } cases[] = {
        /* arms.c: "the groups" may be the claim's arms, others are not. */
        {"There was no difference in mortality between zeltamab and placebo.",
         "There was no difference in mortality between the groups.",
         VL_VERDICT_SUPPORTED},
        {"There was no difference in mortality between zeltamab and placebo.",
         "There was no difference in mortality between the old groups and "
         "steroids.",
         VL_VERDICT_UNDECIDED},
        /* local.c: all the words, but names with what is said of others. */
        {"Zeltamab is toxic and dorzine stains teeth.",
         "Zeltamab is toxic and dorzine stains teeth.", VL_VERDICT_SUPPORTED},
        {"Zeltamab is toxic and dorzine stains teeth.",
         "Dorzine is toxic and zeltamab stains teeth.", VL_VERDICT_UNDECIDED},
        /* dealt.c: what "respectively" deals out supports, too. */
        {"Specificity was 91%.", sorted_out, VL_VERDICT_SUPPORTED},
        {"Specificity was 80%.", sorted_out, VL_VERDICT_CONTRADICTED},
        {"Sensitivity was 80% and specificity was 91%.", sorted_out,
         VL_VERDICT_SUPPORTED},
        {"Sensitivity was 91% and specificity was 80%.", sorted_out,
         VL_VERDICT_CONTRADICTED},
        {"Median survival was 1.45 years with zeltamab and 0.70 years with "
         "surgery.",
         "The median survival in the zeltamab and surgery groups was 1.45 "
         "and 0.70 years, respectively.",
         VL_VERDICT_SUPPORTED},
        {"Median survival was 0.70 years with zeltamab and 1.45 years with "
         "surgery.",
         "The median survival in the zeltamab and surgery groups was 1.45 "
         "and 0.70 years, respectively.",
         VL_VERDICT_CONTRADICTED},
        /* negation.c: a "without" of another clause pairs with nothing. */
        {"Pain fell in 12% without zeltamab; the wards explained it.",
         "Pain fell in 12% without zeltamab; it was not explained by the "
         "wards.",
         VL_VERDICT_CONTRADICTED},
        /* asserted.c: a call for studies told as one, and no more than
         * that. */
        {"They call for further trials on the effect of zeltamab on pain.",
         "Further trials are needed to evaluate the effect of zeltamab on "
         "pain.",
         VL_VERDICT_SUPPORTED},
        {"Further trials are needed, as zeltamab reduces pain.",
         "Further trials are needed to evaluate if zeltamab reduces pain.",
         VL_VERDICT_UNDECIDED},
        /* outcome.c: "primary study endpoint". */
        {"The primary endpoint was death or stroke within one year.",
         "The primary study endpoint was death or stroke within one year.",
         VL_VERDICT_SUPPORTED},
        {"The primary endpoint was death or stroke within one year.",
         "The secondary study endpoint was death or stroke within one year.",
         VL_VERDICT_CONTRADICTED},
        /* figures.c: a time of measuring is no rounded follow-up. */
        {"At 5 years, survival was 38.6% with zeltamab.",
         "Survival at 3 years was 38.6% with zeltamab. Follow-up was 4.76 "
         "years.",
         VL_VERDICT_CONTRADICTED},
        /* near.c: "adults" are no other people than "patients". */
        {"The trial assigned 416 adults with gout to zeltamab.",
         "The trial assigned 416 patients with gout to zeltamab.",
         VL_VERDICT_UNDECIDED},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const VlQuestion question = {.claim = cases[i].claim,
                                     .passages = &cases[i].passage,
                                     .n_passages = 1};
        g_autoptr(VlJudgement) judgement = vl_judge(&question);
        g_test_message("%s / %s", cases[i].claim, cases[i].passage);
        g_assert_cmpint(judgement->verdict, ==, cases[i].verdict);
    }
}

/* cover.c: what the passage does not say is shown, in code points. */
static void
test_uncovered(void)
{
    static const char claim[] = "\u00C0 Lyon, mortality was 12.4% in smokers.";
    static const char *const passages[] = {
        "\u00C0 Lyon, mortality was 12.4% in smokers.",
        "\u00C0 Lyon, mortality was 12.4%.",
    };
    for (guint i = 0; i < G_N_ELEMENTS(passages); i++) {
        const VlQuestion question = {
            .claim = claim, .passages = &passages[i], .n_passages = 1};
        g_autoptr(VlJudgement) judgement = vl_judge(&question);
        g_assert_cmpuint(judgement->uncovered->len, ==, i);
        if (i == 0) {
            g_assert_cmpfloat(judgement->share, >=, 1.0);
            continue;
        }
        VlSpan span = g_array_index(judgement->uncovered, VlSpan, 0);
        g_assert_cmpuint(span.start, ==, 31);
        g_assert_cmpuint(span.end, ==, 38);
        g_assert_cmpfloat(judgement->share, <, 1.0);
    }
}

/* strip.c: the context of the passage, each value with the words that show
 * it; what is not said is unclear, never guessed. */
static void
test_context(void)
{
    static const struct {
        const char *passage, *name, *value, *words;
    } cases[] = {
        {"Smith et al. found that pain fell.", "provenance", "cited", "et al"},
        {"In our trial pain fell.", "provenance", "own", "In our"},
        {"\u00C0 Lyon, pain (the primary outcome) fell.", "outcome", "primary",
         "primary outcome"},
        {"Pain fell in the intention-to-treat analysis.", "analysis", "itt",
         "intention-to-treat"},
        {"Pain fell more than with placebo.", "comparison", "between", "than"},
        {"Pain fell in a randomized trial.", "design", "randomised",
         "randomized"},
        {"Pain fell in mice.", "subjects", "animal", "mice"},
        {"Pain fell in mice and in children.", "subjects", "mixed", NULL},
        {"Pain fell (HR 0.75).", "effect", "relative", "0.75"},
        {"Pain fell.", "outcome", "unclear", ""},
        {"Pain fell.", "subjects", "unclear", ""},
        {"Pain fell.", "design", "unclear", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const VlQuestion question = {.claim = "Pain fell.",
                                     .passages = &cases[i].passage,
                                     .n_passages = 1};
        g_autoptr(VlJudgement) judgement = vl_judge(&question);
        const VlContext *found = NULL;
        for (guint k = 0; k < judgement->context->len; k++) {
            const VlContext *context = judgement->context->pdata[k];
            if (g_str_equal(context->name, cases[i].name))
                found = context;
        }
        g_test_message("%s: %s", cases[i].passage, cases[i].name);
        g_assert_nonnull(found);
        g_assert_cmpstr(found->value, ==, cases[i].value);
        g_autofree char *words =
            vl_utf8_slice(cases[i].passage, found->span.start, found->span.end);
        if (cases[i].words != NULL)
            g_assert_cmpstr(words, ==, cases[i].words);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checks/rows", test_rows);
    g_test_add_func("/checks/verdicts", test_verdicts);
    g_test_add_func("/checks/uncovered", test_uncovered);
    g_test_add_func("/checks/context", test_context);
    return g_test_run();
}
