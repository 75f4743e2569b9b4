#include "config.h"

#include "verify/sense/notions.h"

#include <string.h>

#include "text/tokens.h"
#include "verify/sense/inflect.h"
#include "verify/sense/sense.h"

/* ---- Entries ---- */

static void
check_entry(const char *written, const char *beside, gboolean french,
            guint notion, gpointer data)
{
    guint *n = data;
    g_autofree char *text = g_strconcat(written, " : ", beside, NULL);
    g_autoptr(VlSense) sense = vl_sense_new(text, french ? "fr" : "en");
    g_autoptr(VlTokens) tokens = vl_tokens_new(written, strlen(written));
    for (guint i = 0; i < tokens->tokens->len; i++) {
        gboolean found = FALSE;
        for (guint k = 0; k < VL_MAX_NOTIONS; k++)
            found |= sense->words[i].notions[k] == notion;
        if (!found)
            g_test_message("'%s' does not say what it should", text);
        g_assert_true(found);
    }
    (*n)++;
}

/* Each entry says what its line says, in all of its words. */
static void
test_entries(void)
{
    guint n = 0;
    vl_notions_visit(check_entry, &n);
    g_assert_cmpuint(n, >, 4000);
}

/* ---- The same, and not the same ---- */

/* Is there a word of one text that says the same as one of the other? */
static gboolean
meets(const char *a, const char *lang_a, const char *b, const char *lang_b)
{
    g_autoptr(VlSense) x = vl_sense_new(a, lang_a);
    g_autoptr(VlSense) y = vl_sense_new(b, lang_b);
    gboolean found = FALSE;
    for (guint i = 0; i < x->n; i++)
        for (guint j = 0; j < y->n; j++) {
            gboolean says = vl_sense_says(x, i, y, j);
            g_assert_true(says == vl_sense_says(y, j, x, i));
            found |= says;
        }
    return found;
}

typedef struct {
    const char *a, *lang_a, *b, *lang_b;
} Pair;

static const Pair same[] = {
    {"renal", "en", "kidneys", "en"},
    {"tibial", "en", "tibia", "en"},
    {"tumour", "en", "neoplasms", "en"},
    {"haemorrhage", "en", "bled", "en"},
    {"dyspnoea", "en", "shortness of breath", "en"},
    {"hypertensive", "en", "high blood pressure", "en"},
    {"caesarean", "en", "C-section", "en"},
    {"underactive thyroid", "en", "hypothyroidism", "en"},
    {"perfusion", "en", "blood supply", "en"},
    {"emesis", "en", "vomited", "en"},
    {"attained", "en", "reached", "en"},
    {"surgery", "en", "operations", "en"},
    {"eligible", "en", "met the inclusion criteria", "en"},
    {"stopped", "en", "stop", "en"},
    {"analyses", "en", "analysis", "en"},
    {"nonsmokers", "en", "non-smokers", "en"},
    {"bronchi", "en", "bronchial", "en"},
    {"sulphate", "en", "sulfate", "en"},
    {"leukaemic", "en", "leukemia", "en"},
    {"rinsed with CHX", "en", "chlorhexidine", "en"},
    {"NaOCl", "en", "sodium hypochlorite", "en"},
    {"three RCTs", "en", "randomized trial", "en"},
    {"MI or death", "en", "heart attack", "en"},
    {"HR 0.71 (95% CI 0.5 to 0.9)", "en", "hazard ratio", "en"},
    {"HR and SBP fell by 12 bpm", "en", "heart rate", "en"},
    {"PHQ-9", "en", "patient health questionnaire", "en"},
    {"COPD", "en", "chronic obstructive pulmonary disease", "en"},
    {"OR 2.1", "en", "odds ratio", "en"},
    {"PD of dopamine neurons", "en", "Parkinson", "en"},
    {"BOP and PD", "en", "probing depth", "en"},
    {"FEV1", "en", "forced expiratory volume", "en"},
    {"HTA", "fr", "HTN", "en"},
    {"recognized", "en", "identified", "en"},
    {"favoring", "en", "preferred", "en"},
    {"enrollment", "en", "recruited", "en"},
    {"critère d'évaluation principal", "fr", "primary endpoint", "en"},
    {"toothache", "en", "dental pain", "en"},
    {"keyhole surgery", "en", "laparoscopic", "en"},
    {"gained weight", "en", "weight gain", "en"},
    {"became pregnant", "en", "conception", "en"},
    {"swollen", "en", "oedema", "en"},
    {"ran on a treadmill by mouth", "en", "orally", "en"},
    {"lost to follow-up", "en", "loss to follow up", "en"},
    {"treatment as usual", "en", "standard care", "en"},
    {"completers", "en", "finished", "en"},
    {"blood in the urine", "en", "haematuria", "en"},
    {"hip fracture", "en", "broken hip", "en"},
    {"quit smoking", "en", "smoking cessation", "en"},
    {"rats", "en", "Rattus norvegicus", "en"},
    {"douleurs", "fr", "painful", "en"},
    {"critère de jugement principal", "fr", "primary endpoint", "en"},
    {"perdus de vue", "fr", "lost to follow-up", "en"},
    {"critère d'évaluation", "fr", "endpoint", "en"},
    {"HbA1c", "en", "glycated haemoglobin", "en"},
    {"double insu", "fr", "double-blind", "en"},
    {"bras contrôle", "fr", "control group", "en"},
    {"AVC", "fr", "strokes", "en"},
    {"rate", "fr", "spleen", "en"},
    {"légèrement", "fr", "slightly", "en"},
    {"réduisaient", "fr", "lowered", "en"},
    {"mortalité", "fr", "mortality", "en"},
    {"pneumologie", "fr", "pneumology", "en"},
    {"polyneuropathies", "fr", "polyneuropathy", "en"},
    {"décès", "fr", "mortalité", "fr"},
    {"humains", "fr", "human", "en"},
    {"produisait", "fr", "produced", "en"},
    {"identifiée", "fr", "identify", "en"},
    {"fréquemment", "fr", "frequently", "en"},
    {"réflexion", "fr", "reflection", "en"},
    {"cardiologues", "fr", "cardiologist", "en"},
    {"psychiatre", "fr", "psychiatrists", "en"},
    {"européenne", "fr", "European", "en"},
    {"rapidement", "fr", "rapidly", "en"},
};

/* Near in medicine, and not the same. */
static const Pair apart[] = {
    {"incidence", "en", "prevalence", "en"},
    {"incidence", "fr", "prévalence", "fr"},
    {"incidence", "fr", "prevalence", "en"},
    {"prévalence", "fr", "incidence", "en"},
    {"mortality", "en", "fatality", "en"},
    {"mortalité", "fr", "létalité", "fr"},
    {"mortality", "en", "morbidity", "en"},
    {"mortalité", "fr", "morbidity", "en"},
    {"sensitivity", "en", "specificity", "en"},
    {"sensibilité", "fr", "specificity", "en"},
    {"spécificité", "fr", "sensitivity", "en"},
    {"hypotension", "en", "hypertension", "en"},
    {"hypotension", "fr", "hypertension", "en"},
    {"hypertension", "fr", "low blood pressure", "en"},
    {"hypoglycaemia", "en", "hyperglycaemia", "en"},
    {"hypoglycémie", "fr", "hyperglycaemia", "en"},
    {"hypothyroidism", "en", "hyperthyroidism", "en"},
    {"efficacy", "en", "safety", "en"},
    {"efficacité", "fr", "safety", "en"},
    {"innocuité", "fr", "efficacy", "en"},
    {"mean", "en", "median", "en"},
    {"moyenne", "fr", "median", "en"},
    {"médiane", "fr", "mean", "en"},
    {"risk", "en", "odds", "en"},
    {"risk", "en", "hazard", "en"},
    {"odds", "en", "hazard", "en"},
    {"risque", "fr", "odds", "en"},
    {"primary", "en", "secondary", "en"},
    {"principal", "fr", "secondary", "en"},
    {"secondaire", "fr", "primary", "en"},
    {"serum", "en", "plasma", "en"},
    {"sérum", "fr", "plasma", "en"},
    {"arterial", "en", "venous", "en"},
    {"artériel", "fr", "venous", "en"},
    {"systolic", "en", "diastolic", "en"},
    {"benign", "en", "malignant", "en"},
    {"acute", "en", "chronic", "en"},
    {"aigu", "fr", "chronic", "en"},
    {"prednisone", "en", "prednisolone", "en"},
    {"contraception", "en", "contraction", "en"},
    {"perinatal", "en", "perineal", "en"},
    {"transfusion", "en", "transfer", "en"},
    {"protein", "en", "proteinuria", "en"},
    {"men", "en", "meningitis", "en"},
    {"insulin", "en", "insulinoma", "en"},
    {"bacteria", "en", "bacteriuria", "en"},
    {"smokers", "en", "non-smokers", "en"},
    {"smokers", "en", "nonsmokers", "en"},
    {"traumatisés", "fr", "non-trauma patients", "en"},
    {"newborn", "en", "adolescent", "en"},
    {"infants", "en", "neonates", "en"},
    {"prenatal", "en", "postnatal", "en"},
    {"preoperative", "en", "postoperative", "en"},
    {"préopératoire", "fr", "postoperative", "en"},
    {"inpatients", "en", "outpatients", "en"},
    {"relapse", "en", "remission", "en"},
    {"rechute", "fr", "remission", "en"},
    {"ischaemic", "en", "haemorrhagic", "en"},
    {"left", "en", "right", "en"},
    {"SD", "en", "standard error", "en"},
    {"colon", "en", "colony", "en"},
    {"discontinued", "en", "lost to follow-up", "en"},
    {"arrêt", "fr", "lost to follow-up", "en"},
    {"sensible", "fr", "sensible", "en"},
    {"main", "fr", "main", "en"},
    {"rate", "fr", "rate", "en"},
    {"nausées", "fr", "vomiting", "en"},
    {"foie", "fr", "kidney", "en"},
    {"père", "fr", "mother", "en"},
    {"stillbirth", "en", "neonatal death", "en"},
    {"preterm", "en", "small for dates", "en"},
    {"angina", "en", "infarction", "en"},
    {"thrombosis", "en", "embolism", "en"},
    {"gingivitis", "en", "periodontitis", "en"},
    {"relapse-free", "en", "overall survival", "en"},
    {"neutropenia", "en", "thrombocytopenia", "en"},
    {"hyponatraemia", "en", "hypokalaemia", "en"},
    {"weight gain", "en", "slimming", "en"},
    {"subcutaneous", "en", "intramuscular", "en"},
    {"mandible", "en", "maxilla", "en"},
    {"rats", "en", "mice", "en"},
    {"mastectomy", "en", "lumpectomy", "en"},
    {"dementia", "en", "delirium", "en"},
    {"adjuvant", "en", "neoadjuvant", "en"},
    {"upregulated", "en", "downregulated", "en"},
    {"superiority", "en", "noninferiority", "en"},
    {"tibia", "en", "fibula", "en"},
    {"haematuria", "en", "dysuria", "en"},
    {"seropositive", "en", "seronegative", "en"},
    {"HR 0.71 (95% CI 0.5 to 0.9)", "en", "heart rate", "en"},
    {"HR and SBP fell by 12 bpm", "en", "hazard", "en"},
    {"HR at rest and survival", "en", "hazard", "en"},
    {"HR at rest and survival", "en", "heart", "en"},
    {"HR", "en", "heart", "en"},
    {"a map of it", "en", "mean arterial pressure", "en"},
    {"one or both", "en", "odds ratio", "en"},
    {"DEATH OR STROKE", "en", "odds ratio", "en"},
    {"ALL of them", "en", "leukemia", "en"},
    {"SBP", "en", "diastolic pressure", "en"},
    {"PD of dopamine neurons", "en", "peritoneal dialysis", "en"},
    {"LDL", "en", "high density lipoprotein", "en"},
    {"PFS", "en", "overall", "en"},
    {"NO2", "en", "nitric oxide", "en"},
    {"père", "fr", "per", "en"},
    {"mal", "fr", "male", "en"},
    {"dos", "fr", "dose", "en"},
    {"bon", "fr", "bone", "en"},
    {"rats", "fr", "rate", "en"},
    {"hommes", "fr", "home", "en"},
    {"corps", "fr", "corpse", "en"},
    {"cure", "fr", "cured", "en"},
    {"colonne", "fr", "colon", "en"},
    {"publique", "fr", "publication", "en"},
    {"tentative", "fr", "tentative", "en"},
    {"évidence", "fr", "evidence", "en"},
    {"éventuel", "fr", "eventual", "en"},
    {"actuel", "fr", "actual", "en"},
    {"décade", "fr", "decade", "en"},
    {"stade", "fr", "stadium", "en"},
    {"concurrence", "fr", "concurrent", "en"},
    {"évitable", "fr", "unavoidable", "en"},
    {"régulier", "fr", "irregular", "en"},
    {"décubitus dorsal", "fr", "prone", "en"},
};

static void
check_pairs(const Pair *pairs, gsize n, gboolean wanted)
{
    gboolean good = TRUE;
    for (gsize i = 0; i < n; i++) {
        const Pair *pair = &pairs[i];
        gboolean found =
            meets(pair->a, pair->lang_a, pair->b, pair->lang_b);
        if (found != wanted)
            g_test_message("'%s' (%s) and '%s' (%s): %s", pair->a,
                           pair->lang_a, pair->b, pair->lang_b,
                           wanted ? "not the same" : "the same");
        good &= found == wanted;
    }
    g_assert_true(good);
}

static void
test_same(void)
{
    check_pairs(same, G_N_ELEMENTS(same), TRUE);
}

static void
test_apart(void)
{
    check_pairs(apart, G_N_ELEMENTS(apart), FALSE);
}

/* Two English words for one French word are not the same by that. */
static void
test_one_way(void)
{
    g_assert_true(meets("hôpital", "fr", "admission", "en") ||
                  meets("hospitalisation", "fr", "admission", "en"));
    g_assert_false(meets("spleen", "en", "rate", "en"));
    g_assert_false(meets("leaf", "en", "sheet", "en"));
}

/* ---- Forms ---- */

typedef struct {
    const char *wanted;
    gboolean found;
} Base;

static void
compare_base(const char *word, gsize n, gpointer data)
{
    Base *base = data;
    base->found |=
        strlen(base->wanted) == n && memcmp(word, base->wanted, n) == 0;
}

static gboolean
has_form(const char *word, gboolean french, const char *form)
{
    Base base = {.wanted = word};
    vl_inflect_bases(form, strlen(form), french, compare_base, &base);
    return base.found;
}

static void
test_forms(void)
{
    static const struct {
        const char *word;
        gboolean french;
        const char *form;
    } forms[] = {
        {"stop", FALSE, "stopped"},      {"study", FALSE, "studies"},
        {"bacterium", FALSE, "bacteria"}, {"embolus", FALSE, "emboli"},
        {"rate", FALSE, "rating"},       {"lymphoma", FALSE, "lymphomata"},
        {"plan", FALSE, "planning"},     {"diagnosis", FALSE, "diagnoses"},
        {"eleve", TRUE, "elevees"},      {"leger", TRUE, "legerement"},
        {"augmenter", TRUE, "augmentaient"}, {"reduire", TRUE, "reduites"},
        {"atteindre", TRUE, "atteints"}, {"ne", TRUE, "nes"},
        {"actif", TRUE, "actives"},      {"global", TRUE, "globaux"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (!has_form(forms[i].word, forms[i].french, forms[i].form))
            g_test_message("%s: %s", forms[i].word, forms[i].form);
        g_assert_true(
            has_form(forms[i].word, forms[i].french, forms[i].form));
    }
    g_assert_false(has_form("is", FALSE, "ised"));
    g_assert_false(has_form("cow", FALSE, "cowwed"));
    g_assert_false(has_form("baby", FALSE, "babys"));
    g_assert_true(meets("hb", "en", "haemoglobin", "en"));
    g_assert_false(meets("hbs", "en", "haemoglobin", "en"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/notions/entries", test_entries);
    g_test_add_func("/notions/same", test_same);
    g_test_add_func("/notions/apart", test_apart);
    g_test_add_func("/notions/one-way", test_one_way);
    g_test_add_func("/notions/forms", test_forms);
    return g_test_run();
}
