#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "llm/summary.h"
#include "reading/read.h"

/* Asking about a paper, against recorded answers. */

typedef struct {
    char *file;
    VlModel *model;
    VlPrompt *prompt;
    VlDocument *document;
    VlReading *reading;
} Bench;

static const char text[] =
    "METHODS\n\nWe randomly assigned 240 adults with gout to dorzine or "
    "placebo. The primary outcome was the number of attacks at six months.\n\n"
    "RESULTS\n\nAttacks occurred in 12 of 120 adults with dorzine and in 24 "
    "of 118 with placebo at six months. Pain did not differ between the two "
    "groups at six months.\n\nDISCUSSION\n\nOur trial was small and came from "
    "one centre. Dorzine reduced attacks of gout in these adults.\n";

static void
bench_open(Bench *bench, const char *lines)
{
    g_autoptr(GError) error = NULL;
    int file = g_file_open_tmp("veille-XXXXXX", &bench->file, &error);
    g_assert_no_error(error);
    g_assert_true(g_close(file, NULL));
    g_assert_true(g_file_set_contents(bench->file, lines, -1, NULL));
    const VlModelOptions options = {.provider = "replay",
                                    .url = bench->file};
    bench->model = vl_model_new(&options, &error);
    g_assert_no_error(error);
    bench->prompt = vl_prompt_new("summary", "en", NULL, &error);
    g_assert_no_error(error);
    bench->document = vl_document_from_text(VL_RENDERING_TEXT, text);
    vl_document_seal(bench->document);
    bench->reading = vl_reading_new(bench->document);
}

static void
bench_close(Bench *bench)
{
    vl_reading_free(bench->reading);
    vl_document_free(bench->document);
    vl_prompt_free(bench->prompt);
    vl_model_free(bench->model);
    g_assert_cmpint(g_unlink(bench->file), ==, 0);
    g_free(bench->file);
}

static GPtrArray *
ask(const Bench *bench, VlAsked **asked)
{
    g_autoptr(GError) error = NULL;
    const VlSummaryPlan plan = {.model = bench->model,
                                .prompt = bench->prompt,
                                .language = "en",
                                .title = "Dorzine in gout"};
    GPtrArray *claims = vl_summary_ask(&plan, bench->reading, asked, &error);
    g_assert_no_error(error);
    return claims;
}

#define CLAIM(id, quote, text, kind)                                        \
    "{\"sids\":[" id "],\"quote\":\"" quote "\",\"text\":\"" text           \
    "\",\"kind\":\"" kind "\"}"
#define PAIN                                                                \
    CLAIM("4", "Pain did not differ between the two groups",               \
          "Pain did not differ between the two groups at six months.",     \
          "result")
#define ANSWER(scope, limits, findings, spin, conclusions)                  \
    "{\"answer\":{\"scope\":[" scope "],\"limits\":[" limits                \
    "],\"findings\":[" findings "],\"spin\":[" spin                         \
    "],\"conclusions\":[" conclusions "]}}\n"

static void
test_answered(void)
{
    Bench bench;
    bench_open(&bench,
               ANSWER("", CLAIM("5", "Our trial was small and came from one",
                                "Our trial was small and came from one "
                                "centre.",
                                "limits"),
                      PAIN "," PAIN,
                      "{\"sids\":[6],\"quote\":\"Dorzine reduced attacks of "
                      "gout\"},{\"sids\":[6],\"quote\":\"no such words "
                      "there\"},{\"sids\":[77],\"quote\":\"Dorzine reduced "
                      "attacks of gout\"}",
                      CLAIM("6", "Dorzine reduced attacks of gout",
                            "Dorzine cures gout in everyone.",
                            "conclusion")));
    g_autoptr(VlAsked) asked = NULL;
    g_autoptr(GPtrArray) claims = ask(&bench, &asked);
    g_assert_cmpstr(asked->outcome, ==, "answered");
    g_assert_true(vl_asked_is_whole(asked));
    g_assert_cmpuint(asked->parts, ==, 1);
    g_assert_cmpuint(asked->read, ==, asked->sentences);
    g_assert_cmpuint(claims->len, ==, 3);
    const VlVerdict wanted[] = {VL_VERDICT_SUPPORTED, VL_VERDICT_SUPPORTED};
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
        g_assert_cmpint(((VlClaim *)claims->pdata[i])->verdict, ==,
                        wanted[i]);
    g_assert_cmpint(((VlClaim *)claims->pdata[2])->verdict, !=,
                    VL_VERDICT_SUPPORTED);
    /* Only where the model quotes the paper. */
    g_assert_cmpuint(asked->spin->len, ==, 1);
    bench_close(&bench);
}

static void
check_failure(const char *lines, const char *outcome)
{
    Bench bench;
    bench_open(&bench, lines);
    g_autoptr(VlAsked) asked = NULL;
    g_autoptr(GPtrArray) claims = ask(&bench, &asked);
    g_assert_cmpuint(claims->len, ==, 0);
    g_assert_cmpstr(asked->outcome, ==, outcome);
    g_assert_nonnull(asked->detail);
    g_assert_false(vl_asked_is_whole(asked));
    g_assert_cmpuint(asked->read, ==, 0);
    bench_close(&bench);
}

static void
test_failures(void)
{
    check_failure("{\"outcome\":\"refused\",\"detail\":\"bio\"}\n",
                  "refused");
    check_failure("{\"outcome\":\"budget\"}\n", "budget");
    check_failure("{\"outcome\":\"truncated\"}\n", "truncated");
    check_failure("{\"text\":\"Here is your JSON: {}\"}\n", "malformed");
    check_failure("{\"answer\":{\"scope\":[]}}\n", "malformed");
    check_failure("{\"text\":\"\"}\n", "malformed");
}

/* What is too long for one answer is asked about in halves, and put
 * together. */
static void
test_halves(void)
{
    Bench bench;
    bench_open(&bench,
               "{\"contains\":[\"[6] \"],\"outcome\":\"truncated\"}\n"
               "{\"contains\":[\"randomly assigned\"],"
               "\"answer\":{\"scope\":[],\"limits\":[],\"findings\":["
               CLAIM("3", "12 of 120 adults with dorzine",
                     "Attacks occurred in 12 of 120 adults with dorzine and "
                     "in 24 of 118 with placebo at six months.",
                     "primary_result")
               "],\"spin\":[],\"conclusions\":[]}}\n"
               "{\"contains\":[\"[1] Pain\"],"
               "\"answer\":{\"scope\":[],\"limits\":[],\"findings\":["
               CLAIM("1", "Pain did not differ between the two groups",
                     "Pain did not differ between the two groups at six "
                     "months.",
                     "result")
               "],\"spin\":[],\"conclusions\":[]}}\n");
    g_autoptr(VlAsked) asked = NULL;
    g_autoptr(GPtrArray) claims = ask(&bench, &asked);
    g_assert_cmpstr(asked->outcome, ==, "answered");
    g_assert_cmpuint(asked->parts, ==, 2);
    g_assert_cmpuint(asked->read, ==, 6);
    g_assert_cmpuint(claims->len, ==, 2);
    for (guint i = 0; i < claims->len; i++)
        g_assert_cmpint(((VlClaim *)claims->pdata[i])->verdict, ==,
                        VL_VERDICT_SUPPORTED);
    bench_close(&bench);
}

/* A part that fails is told; what the others said is kept. */
static void
test_partly(void)
{
    Bench bench;
    bench_open(&bench,
               "{\"contains\":[\"[6] \"],\"outcome\":\"overflow\"}\n"
               "{\"contains\":[\"randomly assigned\"],"
               "\"outcome\":\"refused\",\"detail\":\"bio\"}\n"
               "{\"answer\":{\"scope\":[],\"limits\":[],\"findings\":["
               CLAIM("1", "Pain did not differ between the two groups",
                     "Pain did not differ between the two groups at six "
                     "months.",
                     "result")
               "],\"spin\":[],\"conclusions\":[]}}\n");
    g_autoptr(VlAsked) asked = NULL;
    g_autoptr(GPtrArray) claims = ask(&bench, &asked);
    g_assert_cmpstr(asked->outcome, ==, "partly");
    g_assert_cmpstr(asked->detail, ==, "bio");
    g_assert_cmpuint(asked->answered, ==, 1);
    g_assert_cmpuint(asked->read, ==, 3);
    g_assert_cmpuint(claims->len, ==, 1);
    bench_close(&bench);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/llm/summary/answered", test_answered);
    g_test_add_func("/llm/summary/failures", test_failures);
    g_test_add_func("/llm/summary/halves", test_halves);
    g_test_add_func("/llm/summary/partly", test_partly);
    return g_test_run();
}
