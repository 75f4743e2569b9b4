#include "config.h"

#include <string.h>

#include "verify/check/contrast.h"
#include "verify/judge.h"

/* Each entry, alone in a text, must be found as its own value: otherwise
 * another one hides it. */
static void
check_entry(const char *set, const char *value, const char *words,
            gpointer data)
{
    guint *n = data;
    (void)value;
    g_auto(GStrv) parts = g_strsplit(words, " ", -1);
    guint length = g_strv_length(parts);
    g_autofree VlContrastWord *text = g_new0(VlContrastWord, length + 1);
    for (guint i = 0; i < length; i++)
        text[i] = (VlContrastWord){parts[i], strlen(parts[i])};
    g_autoptr(GArray) uses = vl_contrast_find(text, length);
    gboolean used = FALSE;
    for (guint i = 0; i < uses->len; i++) {
        const VlContrastUse *use = &g_array_index(uses, VlContrastUse, i);
        used |= g_str_equal(vl_contrast_set(use->set)->name, set) &&
                use->first == 0 && use->last == length - 1;
    }
    if (!used)
        g_test_message("[%s] '%s' is never found", set, words);
    g_assert_true(used);
    (*n)++;
}

static void
test_entries(void)
{
    guint n = 0;
    vl_contrast_visit(check_entry, &n);
    g_assert_cmpuint(n, >, 200);
    g_assert_cmpuint(vl_contrast_n_sets(), >, 20);
}

typedef struct {
    const char *claim, *passage;
    VlVerdict verdict;
    const char *check; /* that finds the conflict; NULL: none may */
} Pair;

static gboolean
has_conflict(const VlJudgement *judgement, const char *check)
{
    for (guint i = 0; i < judgement->findings->len; i++) {
        const VlFinding *finding = judgement->findings->pdata[i];
        if (finding->result == VL_RESULT_CONFLICT &&
            (check == NULL || g_str_equal(finding->check, check)))
            return TRUE;
    }
    return FALSE;
}

static const Pair pairs[] = {
    {"Zeltamab 20 mg was given by mouth for 4 weeks.",
     "Patients received intravenous zeltamab 20 mg for 4 weeks.",
     VL_VERDICT_CONTRADICTED, "dose"},
    {"Le zeltamab (20 mg) était donné par voie orale pendant 4 semaines.",
     "Patients received intravenous zeltamab 20 mg for 4 weeks.",
     VL_VERDICT_CONTRADICTED, "dose"},
    {"The primary outcome was weight gain at 6 months.",
     "The secondary outcome was weight gain at 6 months.",
     VL_VERDICT_CONTRADICTED, "outcome"},
    {"The primary outcome was weight gain, while mortality was a secondary "
     "outcome.",
     "Primary outcomes: mortality. Secondary outcomes: weight gain.",
     VL_VERDICT_CONTRADICTED, "outcome"},
    {"Chez les patients, l'extrait éthanolique inhibe Candida albicans.",
     "The aqueous extract inhibits Candida albicans in patients.",
     VL_VERDICT_CONTRADICTED, "entities"},
    {"Trough FEV1 rose by 130 mL at week 12.",
     "Peak FEV1 rose by 130 mL at week 12.", VL_VERDICT_CONTRADICTED,
     "entities"},
    {"Veillamol was allowed as rescue medication throughout the study.",
     "Zeltamol was permitted as a rescue medication throughout the study.",
     VL_VERDICT_CONTRADICTED, "entities"},
    {"No patient died during the study.",
     "Follow-up was complete. Three patients died during the study.",
     VL_VERDICT_CONTRADICTED, "negation"},
    {"It occurred in 23.4% of women and 17.2% of men, a relative difference "
     "of about 6%.",
     "It occurred in 23.4% of women and 17.2% of men.",
     VL_VERDICT_CONTRADICTED, "numbers"},
    {"The effect is caused by synergy between the components.",
     "The effect may be due to synergy between the components.",
     VL_VERDICT_OVERSTATED, "strength"},
    {"Zeltamol is toxic to dental tissues, whereas veillamol stains teeth.",
     "Veillamol is toxic to dental tissues, whereas zeltamol stains teeth.",
     VL_VERDICT_UNDECIDED, NULL},
    {"The primary outcome was mortality, while weight gain was a secondary "
     "outcome.",
     "Primary outcomes: mortality. Secondary outcomes: weight gain.",
     VL_VERDICT_UNDECIDED, NULL},
    {"Patients received zeltamab 20 mg intravenously for 4 weeks.",
     "Patients received intravenous zeltamab 20 mg for 4 weeks.",
     VL_VERDICT_UNDECIDED, NULL},
};

static void
test_opposed(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        const VlQuestion question = {
            .claim = pairs[i].claim,
            .passages = &pairs[i].passage,
            .n_passages = 1,
        };
        g_autoptr(VlJudgement) judgement = vl_judge(&question);
        gboolean found = has_conflict(judgement, pairs[i].check);
        if (found != (pairs[i].check != NULL))
            g_test_message("'%s': %s", pairs[i].claim,
                           vl_verdict_name(judgement->verdict));
        g_assert_true(found == (pairs[i].check != NULL));
        if (pairs[i].check != NULL)
            g_assert_cmpint(judgement->verdict, ==, pairs[i].verdict);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/contrast/entries", test_entries);
    g_test_add_func("/contrast/opposed", test_opposed);
    return g_test_run();
}
