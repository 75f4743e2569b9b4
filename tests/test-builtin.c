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

typedef struct {
    VlClaimKind kind;
    const char *start; /* NULL: no claim of the kind */
} Expected;

/* Each claim of the kind begins with one of the starts that are given for
 * it, and each start is met. */
static void
check_claims(const char *text, VlRenderingKind rendering,
             const Expected *expected, guint n)
{
    g_autoptr(VlDocument) document = vl_document_from_text(rendering, text);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_autoptr(GPtrArray) missing = NULL;
    g_autoptr(GPtrArray) claims = vl_builtin_claims(NULL, reading, &missing);
    for (guint i = 0; i < n; i++) {
        gboolean met = FALSE;
        for (guint k = 0; k < claims->len; k++) {
            const VlClaim *claim = claims->pdata[k];
            if (claim->kind == expected[i].kind)
                g_test_message("%s: %s", vl_claim_kind_name(claim->kind),
                               claim->text);
            met |= claim->kind == expected[i].kind &&
                   (expected[i].start == NULL ||
                    g_str_has_prefix(claim->text, expected[i].start));
        }
        g_test_message("expected: %s",
                       expected[i].start != NULL ? expected[i].start : "none");
        g_assert_cmpint(met, ==, expected[i].start != NULL);
    }
}

/* "Several limitations" says none: those that follow are taken, and neither
 * others' limits nor what speaks against them. */
static void
test_limits(void)
{
    static const char text[] =
        "Methods\nWe gave dorzine to 60 adults with gout for one year.\n"
        "Results\nThe pain fell by 10% in both of the groups (P = 0.4).\n"
        "Discussion\n"
        "We overcame the limitations of previous studies of the drug.\n"
        "Our study has several limitations.\n"
        "First, we followed the patients for no more than one year.\n"
        "Second, the doctors were not blinded to the groups.\n"
        "Despite these limitations, dorzine is a drug of some worth.\n";
    static const Expected expected[] = {
        {VL_CLAIM_LIMITS, "First, we followed"},
        {VL_CLAIM_LIMITS, "Second, the doctors"},
    };
    check_claims(text, VL_RENDERING_PDF, expected, G_N_ELEMENTS(expected));

    static const char heading[] =
        "Results\nThe pain fell by 10% in both of the groups (P = 0.4).\n"
        "Discussion\nDorzine did what we had thought it would do.\n"
        "Limitations\nThe adults in the two groups were all very young.\n"
        "Nobody knows what became of the eleven who went away.\n";
    static const Expected under[] = {
        {VL_CLAIM_LIMITS, "The adults in the two"},
    };
    check_claims(heading, VL_RENDERING_PDF, under, G_N_ELEMENTS(under));
}

/* A heading tells what the sentence under it is. */
static void
test_headings(void)
{
    static const char text[] =
        "Methods\nWe gave dorzine to 60 adults with gout for one year.\n"
        "Primary outcome\n"
        "The number of attacks of gout in the year was the measure.\n"
        "A nurse wrote down each of the attacks in a book of tales.\n"
        "Results\n"
        "Adverse events\nA rash was seen in 4 patients and in 3 patients.\n"
        "Conclusions\nDorzine is a drug that helps nobody who has gout.\n";
    static const Expected expected[] = {
        {VL_CLAIM_PRIMARY_OUTCOME, "The number of attacks"},
        {VL_CLAIM_HARMS, "A rash was seen"},
        {VL_CLAIM_CONCLUSION, "Dorzine is a drug"},
    };
    check_claims(text, VL_RENDERING_PDF, expected, G_N_ELEMENTS(expected));

    static const char record[] =
        "A title of a tale\n\nOBJECTIVE: Dorzine against a placebo for the "
        "attacks of gout in adults.\n\nMETHODS: A randomized trial in 60 "
        "adults.\n\nCONCLUSIONS: Dorzine is a drug that helps nobody at all.";
    static const Expected labelled[] = {
        {VL_CLAIM_AIM, "Dorzine against"},
        {VL_CLAIM_CONCLUSION, "Dorzine is a drug"},
    };
    check_claims(record, VL_RENDERING_ABSTRACT, labelled,
                 G_N_ELEMENTS(labelled));
}

/* In an abstract in one piece what was known before is no finding, no harm
 * and no population of this study; its last words are the conclusion. */
static void
test_unlabelled(void)
{
    static const char text[] =
        "A title of a tale\n\n"
        "Gout is a complication of many diseases in 30 million patients "
        "worldwide. Adverse events of old drugs occurred in 40% of adults. "
        "We aimed to assess whether dorzine lowers the pain of gout. Sixty "
        "adults were enrolled in the study. Pain was lower with dorzine than "
        "with placebo (P = 0.02). Adverse events occurred in 5 patients with "
        "dorzine and in 4 with placebo. Dorzine may be of use in adults.";
    static const Expected expected[] = {
        {VL_CLAIM_AIM, "We aimed to assess"},
        {VL_CLAIM_POPULATION, "Sixty adults"},
        {VL_CLAIM_RESULT, "Pain was lower"},
        {VL_CLAIM_HARMS, "Adverse events occurred in 5"},
        {VL_CLAIM_CONCLUSION, "Dorzine may be"},
    };
    check_claims(text, VL_RENDERING_ABSTRACT, expected,
                 G_N_ELEMENTS(expected));
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_ABSTRACT, text);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_autoptr(GPtrArray) missing = NULL;
    g_autoptr(GPtrArray) claims = vl_builtin_claims(NULL, reading, &missing);
    for (guint i = 0; i < claims->len; i++) {
        const VlClaim *claim = claims->pdata[i];
        g_assert_false(g_str_has_prefix(claim->text, "Gout is"));
        g_assert_false(g_str_has_prefix(claim->text, "Adverse events of"));
    }
}

/* What introduces an article is not its result, however few claims there
 * are. */
static void
test_background(void)
{
    static const char text[] =
        "Introduction\nGout is a very painful disease in 40% of old kings.\n"
        "Many drugs have lowered the pain of gout in 30% (P = 0.01).\n"
        "Conclusion\nDorzine is a drug that helps nobody who has gout.\n";
    static const Expected expected[] = {
        {VL_CLAIM_RESULT, NULL},
        {VL_CLAIM_AIM, NULL},
        {VL_CLAIM_CONCLUSION, "Dorzine is a drug"},
    };
    check_claims(text, VL_RENDERING_PDF, expected, G_N_ELEMENTS(expected));
}

/* An article that opens without headings: its abstract ends where it begins
 * to cite; a notice cites what it corrects. */
static void
test_opening(void)
{
    static const char bare[] =
        "Here we aimed to assess whether dorzine lowers the pain of gout.\n"
        "The pain of gout was lower with dorzine by 10% (P = 0.02).\n"
        "The number of attacks did not differ in the two groups at all.\n"
        "Gout has been known since the days of the old kings [1,2].\n"
        "Old drugs have lowered the pain by 90% in all of the adults.\n"
        "Methods\nWe gave dorzine to 60 adults with gout for one year.\n";
    static const Expected expected[] = {
        {VL_CLAIM_AIM, "Here we aimed"},
        {VL_CLAIM_RESULT, "The pain of gout"},
    };
    check_claims(bare, VL_RENDERING_PDF, expected, G_N_ELEMENTS(expected));
    static const Expected others[] = {{VL_CLAIM_RESULT, "Old drugs"}};
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_PDF, bare);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_autoptr(GPtrArray) missing = NULL;
    g_autoptr(GPtrArray) claims = vl_builtin_claims(NULL, reading, &missing);
    for (guint i = 0; i < claims->len; i++) {
        const VlClaim *claim = claims->pdata[i];
        g_assert_false(g_str_has_prefix(claim->text, others[0].start));
    }

    static const char notice[] =
        "Corrigendum\n\n"
        "In the article on gout [1], the dose of dorzine was given wrongly.\n"
        "The dose in the first of the tables is to be halved by the reader.\n";
    static const Expected corrected[] = {
        {VL_CLAIM_RESULT, "In the article on gout"},
        {VL_CLAIM_RESULT, "The dose in the first"},
    };
    check_claims(notice, VL_RENDERING_PDF, corrected,
                 G_N_ELEMENTS(corrected));
}

static void
test_french(void)
{
    static const char text[] =
        "M\u00E9thodes\n"
        "Essai randomis\u00E9 en double aveugle chez 60 adultes goutteux.\n"
        "Le crit\u00E8re de jugement principal \u00E9tait le nombre de "
        "crises.\n"
        "R\u00E9sultats\n"
        "Le nombre de crises ne diff\u00E9rait pas entre les groupes "
        "(p = 0,4).\n"
        "Un effet ind\u00E9sirable est survenu chez 5 patients et 4 patients.\n"
        "Discussion\nNotre \u00E9tude comporte plusieurs limites.\n"
        "L'effectif \u00E9tait petit et le suivi n'a pas dur\u00E9 plus "
        "d'un an.\n"
        "Conclusion\nLa dorzine n'est d'aucun secours dans la goutte.\n";
    static const Expected expected[] = {
        {VL_CLAIM_DESIGN, "Essai randomis\u00E9"},
        {VL_CLAIM_PRIMARY_OUTCOME, "Le crit\u00E8re de jugement"},
        {VL_CLAIM_PRIMARY_RESULT, "Le nombre de crises"},
        {VL_CLAIM_HARMS, "Un effet ind\u00E9sirable"},
        {VL_CLAIM_LIMITS, "L'effectif"},
        {VL_CLAIM_CONCLUSION, "La dorzine"},
    };
    check_claims(text, VL_RENDERING_PDF, expected, G_N_ELEMENTS(expected));
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
        {"Although few of the adults had the pain of gout in the end.",
         FALSE},
        {"The results of all of the groups are given in Table 1 below.",
         TRUE},
        {"Dorzine of the house of tales (Fable Co.)Curcumin was given.",
         FALSE},
        {"The tale of the gout of the old kings and of their h [...].",
         FALSE},
        {"Nowhere University of Medical Tales.", FALSE},
        {"No serious harm was seen.", FALSE},
        {"No serious side effect was seen.", TRUE},
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

/* A power of ten is shown as one; what else is raised behind a digit may be
 * read as another number, raised digits behind a word are none. */
static void
test_powers(void)
{
    static const struct {
        const char *text, *before; /* the raised digits follow it */
        gboolean readable;
    } cases[] = {
        {"A dose of 104 spores was given to all of the patients.", "of 10",
         TRUE},
        {"A mean of 2.104 spores was given to all of the patients.", "2.10",
         FALSE},
        {"A dose of 1104 spores was given to all of the patients.", "110",
         FALSE},
        {"The drug was first sold in 201912 and then withdrawn.", "in 2019",
         FALSE},
        {"The drug lowered the pain of all patients here12.", "here", TRUE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_PDF);
        VlPage *page = vl_document_add_page(document, cases[i].text, NULL);
        vl_document_seal(document);
        g_autoptr(VlReading) bare = vl_reading_new(document);
        g_assert_true(
            vl_sentence_is_readable(bare, bare->sentences->pdata[0]));
        const char *at = strstr(cases[i].text, cases[i].before);
        gsize start = (gsize)(at - cases[i].text) + strlen(cases[i].before);
        VlSpan span = {start, start + 1};
        g_array_append_val(page->raised, span);
        g_autoptr(VlReading) reading = vl_reading_new(document);
        g_assert_cmpint(
            vl_sentence_is_readable(reading, reading->sentences->pdata[0]), ==,
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
    g_assert_cmpint(vl_cues_count("20 ml of the samples") & VL_COUNT_N, ==, 0);
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
    g_test_add_func("/builtin/limits", test_limits);
    g_test_add_func("/builtin/headings", test_headings);
    g_test_add_func("/builtin/unlabelled", test_unlabelled);
    g_test_add_func("/builtin/background", test_background);
    g_test_add_func("/builtin/opening", test_opening);
    g_test_add_func("/builtin/french", test_french);
    g_test_add_func("/builtin/outcome", test_outcome);
    g_test_add_func("/builtin/readable", test_readable);
    g_test_add_func("/builtin/powers", test_powers);
    g_test_add_func("/builtin/counts", test_counts);
    g_test_add_func("/builtin/provider", test_provider);
    return g_test_run();
}
