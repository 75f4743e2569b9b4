#include "config.h"

#include "llm/call.h"

static const VlModelCall base = {.purpose = "summary",
                                 .system = "You read.",
                                 .user = "[1] Forty came back.",
                                 .schema_name = "claims",
                                 .schema = "{}",
                                 .max_output = 100};

/* What was asked decides; what it was about does not. */
static void
test_hash(void)
{
    g_autofree char *hash = vl_model_call_hash(&base);
    VlModelCall others[] = {base, base, base, base, base, base, base};
    others[0].purpose = "judge";
    others[1].system = "You read";
    others[2].user = "[1] Fourty came back.";
    others[3].schema = NULL;
    others[4].max_output = 200;
    others[5].schema_name = "claim";
    others[6].system = "You read.[1]";
    others[6].user = " Forty came back.";
    for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *other = vl_model_call_hash(&others[i]);
        g_assert_cmpstr(hash, !=, other);
    }
    VlModelCall same = base;
    same.subject = "pmid:1";
    g_autofree char *again = vl_model_call_hash(&same);
    g_assert_cmpstr(hash, ==, again);
}

static void
test_outcomes(void)
{
    for (guint i = VL_MODEL_ANSWERED; i <= VL_MODEL_FAILED; i++) {
        VlModelOutcome outcome;
        const char *name = vl_model_outcome_name((VlModelOutcome)i);
        g_assert_true(vl_model_outcome_find(name, &outcome));
        g_assert_cmpuint(outcome, ==, i);
    }
    VlModelOutcome outcome;
    g_assert_false(vl_model_outcome_find("supported", &outcome));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/call/hash", test_hash);
    g_test_add_func("/call/outcomes", test_outcomes);
    return g_test_run();
}
