#include "config.h"

#include "llm/builtin.h"

#include <string.h>

#include "llm/cues.h"
#include "llm/outcome.h"
#include "llm/provider.h"
#include "llm/readable.h"
#include "reading/read.h"

static const char trial[] =
    "Dorzine in imaginary gout\n\n"
    "BACKGROUND: Gout is painful. The aim of this study was to assess whether "
    "dorzine reduces attacks of gout.\n\n"
    "METHODS: In this double-blind trial, we randomly assigned 240 adults "
    "with gout to dorzine or placebo for six months. The primary outcome was "
    "the number of gout attacks at 6 months.\n\n"
    "RESULTS: At 6 months, gout attacks did not differ between the groups "
    "(2.1 vs 2.2; difference -0.1; 95% CI -0.5 to 0.3; P = 0.64). Pain was "
    "lower with dorzine in the subgroup of women (P = 0.03). Serious adverse "
    "events occurred in 12 patients with dorzine and 5 with placebo.\n\n"
    "CONCLUSIONS: Dorzine did not reduce the number of gout attacks in these "
    "adults and caused harm.";

static const VlClaim *
find_claim(GPtrArray *claims, VlClaimKind kind)
{
    for (guint i = 0; i < claims->len; i++) {
        const VlClaim *claim = claims->pdata[i];
        if (claim->kind == kind)
            return claim;
    }
    return NULL;
}

static gboolean
is_missing(GPtrArray *missing, const char *name)
{
    return g_ptr_array_find_with_equal_func(missing, name, g_str_equal, NULL);
}

static void
check_quotes(const VlDocument *document, GPtrArray *claims)
{
    for (guint i = 0; i < claims->len; i++) {
        const VlClaim *claim = claims->pdata[i];
        g_assert_cmpint(claim->verdict, ==, VL_VERDICT_EXTRACT);
        g_assert_cmpuint(claim->quotes->len, ==, 1);
        const VlQuote *quote = claim->quotes->pdata[0];
        g_assert_cmpstr(quote->rendering_sha256, ==, document->sha256);
        for (guint k = 0; k < quote->hit->segments->len; k++) {
            const VlSegment *segment = quote->hit->segments->pdata[k];
            g_autofree char *text = vl_document_slice(document, segment->span);
            g_assert_cmpstr(text, ==, segment->text);
        }
        if (i > 0) {
            const VlClaim *before = claims->pdata[i - 1];
            g_assert_cmpint(before->kind, <=, claim->kind);
        }
    }
}

static void
test_trial(void)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_ABSTRACT, trial);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_autoptr(GPtrArray) missing = NULL;
    g_autoptr(GPtrArray) claims = vl_builtin_claims(NULL, reading, &missing);
    check_quotes(document, claims);

    static const struct {
        VlClaimKind kind;
        const char *start;
    } expected[] = {
        {VL_CLAIM_AIM, "The aim of this study"},
        {VL_CLAIM_DESIGN, "In this double-blind trial"},
        {VL_CLAIM_PRIMARY_OUTCOME, "The primary outcome was"},
        {VL_CLAIM_PRIMARY_RESULT, "At 6 months, gout attacks did not"},
        {VL_CLAIM_HARMS, "Serious adverse events occurred"},
        {VL_CLAIM_CONCLUSION, "Dorzine did not reduce"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        const VlClaim *claim = find_claim(claims, expected[i].kind);
        g_assert_nonnull(claim);
        g_assert_true(g_str_has_prefix(claim->text, expected[i].start));
    }
    g_assert_true(is_missing(missing, "limits"));
    g_assert_false(is_missing(missing, "primary_result"));
    g_assert_false(is_missing(missing, "population"));
}

/* A conclusion stands, but what is lacking beside it is said. */
static void
test_no_primary_result(void)
{
    static const char text[] =
        "A tale\n\nCONCLUSIONS: Dorzine may be a new way to treat gout in "
        "adults who can read.";
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_ABSTRACT, text);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_autoptr(GPtrArray) missing = NULL;
    g_autoptr(GPtrArray) claims = vl_builtin_claims(NULL, reading, &missing);
    g_assert_nonnull(find_claim(claims, VL_CLAIM_CONCLUSION));
    g_assert_true(is_missing(missing, "primary_result"));
}

static void
test_nothing(void)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_PDF, "");
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_autoptr(GPtrArray) missing = NULL;
    g_autoptr(GPtrArray) claims = vl_builtin_claims(NULL, reading, &missing);
    g_assert_cmpuint(claims->len, ==, 0);
    g_assert_cmpuint(missing->len, ==, VL_N_CLAIM_KINDS);
}

static void
test_outcome(void)
{
    const char *definition =
        "The primary outcome was death from any cause at 28 days; secondary "
        "outcomes were stroke and bleeding.";
    static const struct {
        const char *sentence;
        gboolean matches;
    } cases[] = {
        {"Death from any cause by 28 days occurred in 22% and 25%.", TRUE},
        {"Death from any cause at 90 days occurred in 30% and 31%.", FALSE},
        {"Stroke and bleeding occurred in 3% and 4%.", FALSE},
        {"Death from any cause was a secondary outcome (P = 0.2).", FALSE},
        {"Death from any cause is a sad thing.", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(vl_outcome_matches(definition, cases[i].sentence), ==,
                        cases[i].matches);
}

/* What columns leave when they run into each other is never shown. */
static void
test_readable(void)
{
    static const struct {
        const char *text;
        gboolean readable;
    } cases[] = {
        {"The drug lowered the pain of all patients (P < 0.05).", TRUE},
        {"The drug lowered the The intervention was a call by phone.", FALSE},
        {"The drug lowered the pain of patientsThe control did not do so.",
         FALSE},
        {"The drug lowered the pain (P < 0.05 in all patients of the arm.",
         FALSE},
        {"The index event. patient's eligibility for enrolment was checked.",
         FALSE},
        {"2.2. Samples of soil and what was done with them then.", FALSE},
        {"the drug lowered the pain of all patients in the trial.", FALSE},
        {"Correspondence about the trial to a.writer@example.org now.", FALSE},
        {"Dose 10 20 30 40 50 60 70 80 90 10 20 30 40 50 60 70.", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlDocument) document =
            vl_document_from_text(VL_RENDERING_PDF, cases[i].text);
        g_autoptr(VlReading) reading = vl_reading_alloc(document);
        g_autoptr(GPtrArray) owner =
            g_ptr_array_new_with_free_func((GDestroyNotify)vl_sentence_free);
        VlSentence *sentence = vl_sentence_new(VL_SENTENCE_BODY);
        g_ptr_array_add(owner, sentence);
        sentence->text = g_strdup(cases[i].text);
        VlSpan span = {0, (gsize)g_utf8_strlen(cases[i].text, -1)};
        g_array_append_val(sentence->segments, span);
        g_test_message("%s", cases[i].text);
        g_assert_cmpint(vl_sentence_is_readable(reading, sentence), ==,
                        cases[i].readable);
    }
}

static void
test_counts(void)
{
    g_assert_cmpint(vl_cues_count("p < 0.05"), ==,
                    VL_COUNT_P | VL_COUNT_NUMBER);
    g_assert_cmpint(vl_cues_count("95% CI 0.5 to 0.9") & VL_COUNT_CI, ==,
                    VL_COUNT_CI);
    g_assert_cmpint(vl_cues_count("20 male Wistar rats") & VL_COUNT_N, ==,
                    VL_COUNT_N);
    g_assert_cmpint(vl_cues_count("no figure here"), ==, 0);
}

static void
test_provider(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_nonnull(vl_provider_find("builtin", &error));
    g_assert_no_error(error);
    g_assert_null(vl_provider_find("oracle", &error));
    g_assert_nonnull(error);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/builtin/trial", test_trial);
    g_test_add_func("/builtin/no-primary-result", test_no_primary_result);
    g_test_add_func("/builtin/nothing", test_nothing);
    g_test_add_func("/builtin/outcome", test_outcome);
    g_test_add_func("/builtin/readable", test_readable);
    g_test_add_func("/builtin/counts", test_counts);
    g_test_add_func("/builtin/provider", test_provider);
    return g_test_run();
}
