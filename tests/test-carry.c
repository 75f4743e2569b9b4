#include "config.h"

#include "judged-pairs.h"
#include "verify/carry/carry.h"

/* Claims that have the words of their passage and say something else: none
 * may come out supported (which words it has: cover.c). */

static const char two_drugs[] = "Aspirin reduced pain in women, and "
                                "ibuprofen reduced nausea in men.";
static const char two_cures[] =
    "Headache was treated with ibuprofen and fever with paracetamol.";

/* mixed.c: words of members that speak of different things. */
static void
test_mixed(void)
{
    const Pair pairs[] = {
        {"Aspirin reduced pain in men.", two_drugs},
        {"Ibuprofen reduced pain in women.", two_drugs},
        {"Aspirin reduced nausea in men.", two_drugs},
        {"Headache was treated with paracetamol.", two_cures},
        {"Headache was treated with paracetamol and fever with ibuprofen.",
         two_cures},
        {"Aspirin reduced pain and ibuprofen reduced nausea.",
         "Aspirin reduced nausea and ibuprofen reduced pain."},
        {"Patients received zinc for fever at night.",
         "Patients received zinc for cough in the morning and honey for "
         "fever at night."},
        {"Participants in the clinic were given leaflets about exercise.",
         "Participants in the clinic were given videos about diet, and those "
         "at home were given leaflets about exercise."},
        {"Mothers were interviewed by nurses at home.",
         "Mothers were interviewed by physicians at the clinic and fathers "
         "by nurses at home."},
        {"Blood was drawn after surgery.",
         "Blood was drawn at baseline, and urine was collected after "
         "surgery."},
    };
    REFUSE_ALL(pairs);
}

/* bound.c: words, numbers and denials that changed places. */
static void
test_unbound(void)
{
    const Pair pairs[] = {
        {"Neither sputum relief nor symptom conversion differed "
         "significantly between the arms.",
         "No significant differences between the arms were seen in sputum "
         "conversion or in symptom relief."},
        {"Fictamab (75 mg/kg) and placebol (100 mg/kg) were given for one "
         "month.",
         "For one month, the rats were given fictamab (100 mg/kg) or "
         "placebol (75 mg/kg)."},
        {"Adverse events affected 49.3% on fictamab and 12.2% on placebol, "
         "most often headache (8.5% vs 46.8%).",
         "The rates of adverse events were comparable (fictamab 49.3%, "
         "placebol 46.8%), the most common being headache (fictamab 8.5%, "
         "placebol 12.2%)."},
        {"Three patients died, and the dropout rate was not 8.1%.",
         "Three patients died during the study; the dropout rate was 8.1%."},
        {"All rats were given saline for 3 days before surgery.",
         "For 3 days after surgery, saline was given to all of the rats."},
    };
    REFUSE_ALL(pairs);
}

/* mirror.c, predicate.c: few words, and the verb of a number. */
static void
test_short(void)
{
    static const char all[] = "All patients completed the trial.";
    static const char relapsed[] = "Relapse occurred in 12% on zeltamab and "
                                   "in 28% on placebo.";
    const Pair pairs[] = {
        {"Few patients completed the trial.", all},
        {"No patient completed the trial.", all},
        {"With zeltamab 12% of patients died, compared with 28% with "
         "placebo.", relapsed},
    };
    REFUSE_ALL(pairs);
    const Pair turned = {"The trial was completed by every patient.", all};
    g_assert_cmpint(judge(&turned), ==, VL_VERDICT_SUPPORTED);
}

static void
test_subject(void)
{
    const Pair pairs[] = {
        {"In women, nausea was reduced significantly by aspirin.",
         "Aspirin significantly reduced pain in women."},
        {"Over twelve weeks, fatigue fell significantly more with yoga than "
         "with stretching.",
         "Over twelve weeks, insomnia decreased significantly more with yoga "
         "than with stretching (p = 0.01)."},
        {"Bleeding occurred in 12% of patients on warfarin and 8% on "
         "apixaban.",
         "Stroke occurred in 12% of the patients given warfarin and 8% of "
         "those given apixaban."},
    };
    REFUSE_ALL(pairs);
}

/* A word that the paper uses elsewhere is no other word for what this
 * passage says. */
static void
test_term(void)
{
    const char *passage = "Grip force was higher by 12% in the yoga arm.";
    g_autoptr(VlGround) ground = vl_ground_new(
        "Grip force was higher by 12% in the yoga arm. Reaction was timed. "
        "Reaction did not change. Mean reaction and gait were as before.");
    VlQuestion question = {.claim = "Reaction force in the yoga arm was "
                                    "higher by 12%.",
                           .passages = &passage,
                           .n_passages = 1,
                           .ground = ground};
    g_autoptr(VlJudgement) judgement = vl_judge(&question);
    g_assert_cmpint(judgement->verdict, !=, VL_VERDICT_SUPPORTED);
}

/* ways.c: as much, of what the passage says less of; opposed.c: the primary
 * outcome of one that is not; words.c: another drug. */
static void
test_evened(void)
{
    static const char carriers[] =
        "Carriers given fictamab had lower counts and were less infectious to "
        "mosquitoes at day 7 (p < 0.001) than carriers given placebol.";
    static const char outcomes[] =
        "The primary end point was 4-month relapse-free survival, with "
        "additional end points including 6-month relapse-free survival and "
        "overall survival.";
    const Pair pairs[] = {
        {"Carriers given fictamab had lower counts but were as infectious to "
         "mosquitoes at day 7 as carriers given placebol.",
         carriers},
        {"Overall survival was the primary end point of the trial.",
         outcomes},
        {"Fictamab is as good as placebol against the fall in pressure from "
         "zelflurane.",
         "Fictamab is as good as placebol against the fall in pressure on "
         "induction."},
    };
    REFUSE_ALL(pairs);
}

/* What stays one thing may be told in another order. */
static void
test_carried(void)
{
    const Pair pairs[] = {
        {"Aspirin reduced pain in women.", two_drugs},
        {"Fever was treated with paracetamol.", two_cures},
        {"Antimicrobial activity was assessed but the data were not "
         "published.",
         "They also assessed the antimicrobial activity but did not publish "
         "the data."},
        {"The investigators who assessed histology were blinded to treatment "
         "allocation.",
         "The investigators performing the histologic evaluation were blind "
         "to biochemical and hemodynamic results and to treatment "
         "allocation."},
        {"Mortality was 8% with fictamab and 12% with placebol.",
         "Mortality was 12% with placebol and 8% with fictamab."},
    };
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (judge(&pairs[i]) != VL_VERDICT_SUPPORTED)
            g_test_message("not supported: %s", pairs[i].claim);
        g_assert_cmpint(judge(&pairs[i]), ==, VL_VERDICT_SUPPORTED);
    }
}

/* listed.c: what is listed first has the first number. */
static void
test_listed(void)
{
    static const char two_tests[] =
        "Ultrasound and scintigraphy found the gland in 81% and 93% of "
        "adults (p = 0.01).";
    const Pair pairs[] = {
        {"Scintigraphy found the gland in 81% and ultrasound in 93% of adults "
         "(p = 0.01).",
         two_tests},
        {"The gland was found in 81% of adults with scintigraphy and in 93% "
         "with ultrasound (p = 0.01).",
         two_tests},
    };
    REFUSE_ALL(pairs);
}

/* roles.c: what stands on which side of what binds two things. */
static void
test_roles(void)
{
    const Pair wrong[] = {
        {"In children, rash preceded fever.",
         "Fever preceded the rash in most of the children."},
        {"La dépression précédait le tabagisme.",
         "Smoking preceded depression in adolescents."},
        {"L'asthme était fréquent chez les patients obèses.",
         "Obesity was frequent in patients with asthma."},
        {"Le décès était la principale cause d'infection.",
         "The main cause of death was infection."},
        {"Les effets indésirables étaient graves.",
         "Serious adverse events were rare."},
        {"La douleur a réduit le programme d'exercice.",
         "Pain was reduced by the exercise programme."},
        {"La radiothérapie était suivie d'une chirurgie.",
         "Surgery was followed by radiotherapy."},
        {"Les patients avec des nausées ont une douleur du genou.",
         "Nausea was seen in patients with knee pain."},
    };
    REFUSE_ALL(wrong);
    const Pair right[] = {
        {"Chez les adolescents, le tabagisme précédait la dépression.",
         "Smoking preceded depression in adolescents."},
        {"L'infection était la principale cause de décès.",
         "The main cause of death was infection."},
        {"Le programme d'exercice a réduit la douleur.",
         "Pain was reduced by the exercise programme."},
        {"Les scores d'intensité de la douleur ont diminué.",
         "Pain intensity scores decreased."},
        {"L'âge était associé à la mortalité.",
         "Mortality was associated with age."},
    };
    for (guint i = 0; i < G_N_ELEMENTS(right); i++) {
        if (judge(&right[i]) != VL_VERDICT_SUPPORTED)
            g_test_message("not supported: %s", right[i].claim);
        g_assert_cmpint(judge(&right[i]), ==, VL_VERDICT_SUPPORTED);
    }
}

/* extent.c: the most, and both. */
static void
test_extent(void)
{
    static const Pair pairs[] = {
        {"Treated patients were the most likely to return (HR 1.2).",
         "Treated patients were more likely to return (HR 1.2)."},
        {"Pain was shorter with zeltin (12 versus 15 days), as was overall "
         "survival.",
         "Pain-free survival was shorter with zeltin: 12 days versus 15 "
         "days."},
        {"In people with both gout and cough, zeltin reduced pain.",
         "In people with gout and/or cough, zeltin reduced pain."},
        {"Gains in walking were significant with zeltin and placebo.",
         "Gains in walking were significant with zeltin. No gains were seen "
         "with placebo."},
    };
    static const Pair kept[] = {
        {"Treated patients were more likely to return (HR 1.2).",
         "Treated patients were more likely to return (HR 1.2) than others."},
        {"Weight was lower with zeltin than with placebo, as was overall "
         "survival.",
         "Weight and overall survival were lower with zeltin than with "
         "placebo."},
        {"In people with gout and cough, zeltin reduced pain.",
         "In people with gout and cough, zeltin reduced pain in 2011."},
        {"Gains in walking were significant with zeltin.",
         "Gains in walking were significant with zeltin. No gains were seen "
         "with placebo."},
    };
    REFUSE_ALL(pairs);
    SUPPORT_ALL(kept);
}

/* local.c: each name with what is said of it. */
static void
test_names_stray(void)
{
    static const Pair pairs[] = {
        {"Zeltin was toxic in 12 % of dogs, while Brenol stained their teeth.",
         "Brenol was toxic in 12 % of dogs, while Zeltin stained their "
         "teeth."},
    };
    REFUSE_ALL(pairs);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/carry/mixed", test_mixed);
    g_test_add_func("/carry/unbound", test_unbound);
    g_test_add_func("/carry/short", test_short);
    g_test_add_func("/carry/subject", test_subject);
    g_test_add_func("/carry/listed", test_listed);
    g_test_add_func("/carry/evened", test_evened);
    g_test_add_func("/carry/term", test_term);
    g_test_add_func("/carry/carried", test_carried);
    g_test_add_func("/carry/roles", test_roles);
    g_test_add_func("/carry/extent", test_extent);
    g_test_add_func("/carry/names-stray", test_names_stray);
    return g_test_run();
}
