#include "config.h"

#include "judged-pairs.h"
#include "verify/check/hurdles.h"

/* Claims that give a number or a denial to something else than the passage
 * does (lib/verify/carry/rival.c): none may come out supported.  The twin
 * that says what the passage says shows that each test can fail. */

static const char numb_and_weak[] =
    "The duration of numbness was longer with fictacaine (4.9 h) than with "
    "placebol (2.2 h). Onset of weakness did not differ between the groups. "
    "The duration of weakness was longer with fictacaine (5.7 h) than with "
    "placebol (4.4 h).";
static const char odds[] =
    "Smoking (OR 3.3, P < 0.001) and lower vitamin levels (OR 3.8 for each "
    "unit below 13; P < 0.001) were associated with relapse.";
static const char two_times[] =
    "Times to relief and to sleep were shorter with fictamab than with other "
    "drugs (median time to relief: 45 vs. 52 min, p < 0.001; median time to "
    "sleep: 100 vs. 124 min, p < 0.001).";

/* Numbers of what stands beside it. */
static void
test_numbers(void)
{
    const Pair wrong[] = {
        {"Weakness lasted 4.9 h with fictacaine.", numb_and_weak},
        {"Weakness lasted 4.9 h with fictacaine and 2.2 h with placebol.",
         numb_and_weak},
        {"Smoking was associated with relapse, with an OR of 3.8.", odds},
        {"Median time to sleep was 45 min with fictamab versus 52 min with "
         "other drugs.",
         two_times},
    };
    const Pair right[] = {
        {"The duration of numbness was 4.9 h with fictacaine.",
         numb_and_weak},
        {"Smoking was associated with relapse, with an OR of 3.3.", odds},
    };
    REFUSE_ALL(wrong);
    SUPPORT_ALL(right);
}

/* What one sentence denies, told of what another one speaks of. */
static void
test_elsewhere(void)
{
    const Pair wrong[] = {
        {"The groups did not differ in the duration of weakness.",
         numb_and_weak},
    };
    const Pair right[] = {
        {"The groups did not differ in the onset of weakness.",
         numb_and_weak},
    };
    REFUSE_ALL(wrong);
    SUPPORT_ALL(right);
}

static const char in_turn[] =
    "Nausea and cough occurred in 12% and 9% of patients, respectively.";
static const char two_risks[] =
    "Zeltase was linked to stroke and early relapse, with a hazard ratio of "
    "2.1 and 2.8, respectively.";
static const char two_days[] =
    "At 72 hours and Day 7, mean ankle scores were 56.3 and 79.7, "
    "respectively, with zeltin.";

/* "Respectively": the one number of the other thing. */
static void
test_respective(void)
{
    const Pair wrong[] = {
        {"Nausea occurred in 9% of patients.", in_turn},
        {"Zeltase was linked to stroke, with a hazard ratio of 2.8.",
         two_risks},
        {"Mean ankle scores with zeltin were 79.7 at 72 hours.", two_days},
    };
    const Pair right[] = {
        {"Nausea occurred in 12% of patients.", in_turn},
        {"Zeltase was linked to stroke, with a hazard ratio of 2.1.",
         two_risks},
    };
    REFUSE_ALL(wrong);
    SUPPORT_ALL(right);
}

static const char unexplained[] =
    "There were significant regional differences in milk intake (the OR of "
    "not drinking milk was 4.26 in the north); however, these were not "
    "explained by household size or shop prices.";
static const char further[] =
    "Adding honey did not increase the cough score for the group as a whole. "
    "Zinc significantly increased the cough score.";

/* What the passage denies, told in other words without the denial. */
static void
test_denial(void)
{
    const Pair wrong[] = {
        {"Milk intake showed significant regional differences, the north "
         "having an OR of 4.26 for going without milk; household size and "
         "shop prices accounted for these.",
         unexplained},
        {"Zinc significantly increased the cough score, and adding honey "
         "increased it further.",
         further},
    };
    const Pair right[] = {
        {"Zinc significantly increased the cough score.", further},
    };
    REFUSE_ALL(wrong);
    SUPPORT_ALL(right);
}

static const char two_controls[] =
    "Zeltin was used as a positive control and water was used as a negative "
    "control.";

/* What two members say, exchanged. */
static void
test_crossed(void)
{
    const Pair wrong[] = {
        {"Water was used as the positive control and zeltin as the negative "
         "control.",
         two_controls},
    };
    const Pair right[] = {
        {"Zeltin was used as the positive control and water as the negative "
         "control.",
         two_controls},
    };
    REFUSE_ALL(wrong);
    SUPPORT_ALL(right);
}

/* What "respectively" deals out to things that are hard to part. */
static void
test_unread(void)
{
    static const char list[] =
        "Normal serum level, insufficiency, and deficiency of 25(OH)Z were "
        "observed in, respectively, 42.5%, 27.0% and 30.5% of the women.";
    const Pair wrong[] = {
        {"A deficiency of 25(OH)Z was observed in 42.5% of the women.", list},
    };
    REFUSE_ALL(wrong);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rival/numbers", test_numbers);
    g_test_add_func("/rival/elsewhere", test_elsewhere);
    g_test_add_func("/rival/denial", test_denial);
    g_test_add_func("/rival/crossed", test_crossed);
    g_test_add_func("/rival/unread", test_unread);
    g_test_add_func("/rival/respective", test_respective);
    return g_test_run();
}
