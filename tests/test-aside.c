#include "config.h"

#include "verify/check/aside.h"
#include "verify/check/part.h"
#include "verify/sense/members.h"

/* What a claim says besides what its own numbers prove; NULL: they
 * prove nothing. */
static const struct {
    const char *claim, *lang, *told;
} cases[] = {
    {"The wait was 1.45 years (about 17 months) with A and 0.70 years (about "
     "8 months) with B.",
     "en", "The wait was 1.45 years with A and 0.70 years with B."},
    {"The wait was 1.45 years (about 19 months) with A.", "en", NULL},
    {"The wait was 1.45 years (about 17 patients) with A.", "en", NULL},
    {"Pain was seen in 66.9 % (two thirds) of patients.", "en",
     "Pain was seen in 66.9 % of patients."},
    {"Pain was seen in two thirds (66.9 %) of patients.", "en", NULL},
    {"Flow was 1.48 L with A and 1.35 L with B, a difference of 130 mL "
     "(p = 0.01).",
     "en", "Flow was 1.48 L with A and 1.35 L with B (p = 0.01)."},
    {"Flow was 1.48 L with A and 1.35 L with B, a difference of just over "
     "0.1 L.",
     "en", "Flow was 1.48 L with A and 1.35 L with B"},
    {"Flow was 1.48 L with A and 1.35 L with B, a difference of just under "
     "0.1 L.",
     "en", NULL},
    {"Flow was 1.48 L with A and 1.35 L with B, a difference of 120 mL.",
     "en", NULL},
    {"Flow was 1.48 L with A and 1.35 L with B, a difference of 130 L.",
     "en", NULL},
    {"Flow was 1.48 L with A and 1.35 L with B, a difference of 130 mL in "
     "favour of B.",
     "en", NULL},
    {"Flow was 1.48 L with A and 1.35 L with B, not a difference of 130 mL.",
     "en", NULL},
    {"Flow was 1.48 L with A, 1.35 L with B and 1.22 L with C, a difference "
     "of 130 mL.",
     "en", NULL},
    {"Pain was seen in 23.4 % of women and 17.2 % of men (p = 0.01), an "
     "absolute difference of about 6 percentage points.",
     "en", "Pain was seen in 23.4 % of women and 17.2 % of men (p = 0.01)"},
    {"Pain was seen in 23.4 % of women and 17.2 % of men, a difference of "
     "6 %.",
     "en", NULL},
    {"Pain rose from 0.2 % with A to 3.0 % with B, a fifteen-fold increase.",
     "en", "Pain rose from 0.2 % with A to 3.0 % with B"},
    {"Pain rose from 0.2 % with A to 3.0 % with B, a fifteen-fold decrease.",
     "en", NULL},
    {"Pain was 0.2 % with A and 3.0 % with B, a fifteen-fold increase.",
     "en", NULL},
    {"Pain fell from 3.0 % to 0.8 %, a 73 % relative reduction.", "en",
     "Pain fell from 3.0 % to 0.8 %"},
    {"Pain fell from 3.0 % to 0.8 %, a 73 % reduction.", "en", NULL},
    {"La douleur touchait 38 % des femmes et 60 % des hommes, soit un "
     "écart absolu d'environ 22 points.",
     "fr", "La douleur touchait 38 % des femmes et 60 % des hommes"},
};

static void
test_asides(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlPart) told =
            vl_part_new_told(cases[i].claim, cases[i].lang);
        g_assert_cmpstr(told != NULL ? told->text : NULL, ==,
                        cases[i].told);
    }
}

/* The tokens themselves. */
static void
test_tokens(void)
{
    g_autoptr(VlSense) sense =
        vl_sense_new("The wait was 2 years (about 24 months).", "en");
    g_autofree guint *depths = vl_sense_depths(sense);
    g_autofree gboolean *asides = vl_asides_find(sense, depths);
    for (guint i = 0; i < sense->n; i++)
        g_assert_cmpint(asides[i], ==, i >= 5);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/aside/asides", test_asides);
    g_test_add_func("/aside/tokens", test_tokens);
    return g_test_run();
}
