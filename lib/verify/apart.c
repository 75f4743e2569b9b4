#include "config.h"

#include "verify/apart.h"

#include "base/unicode.h"

/* Places that a part is looked for in. */
#define MAX_PLACES 2

gboolean
vl_apart_decides(const VlJudgement *whole, gboolean spread)
{
    return whole->verdict == VL_VERDICT_UNDECIDED ||
           whole->verdict == VL_VERDICT_PARTLY ||
           (whole->verdict == VL_VERDICT_SUPPORTED && !whole->repeats &&
            spread);
}

static void
move(VlSpan *span, gsize shift)
{
    if (span->end > 0)
        *span = (VlSpan){span->start + shift, span->end + shift};
}

static void
move_all(VlJudgement *judgement, gsize shift)
{
    for (guint i = 0; i < judgement->findings->len; i++)
        move(&((VlFinding *)judgement->findings->pdata[i])->quote, shift);
    for (guint i = 0; i < judgement->context->len; i++)
        move(&((VlContext *)judgement->context->pdata[i])->span, shift);
}

/* The judgement of the question's claim in one text when it supports it;
 * torn (NULL: not wanted): it has only the words. */
static VlJudgement *
judge_place(VlQuestion question, const char *text, gboolean *torn)
{
    question.passages = &text;
    question.n_passages = 1;
    g_autoptr(VlJudgement) judgement = vl_judge(&question);
    if (torn != NULL)
        *torn = judgement->torn;
    return judgement->verdict == VL_VERDICT_SUPPORTED
               ? g_steal_pointer(&judgement)
               : NULL;
}

/* Spans of a part become spans of the sentence. */
static void
move_to_sentence(VlJudgement *judgement, const VlPart *part)
{
    for (guint i = 0; i < judgement->findings->len; i++) {
        VlFinding *finding = judgement->findings->pdata[i];
        finding->quote = vl_part_in_claim(part, finding->quote);
    }
    for (guint i = 0; i < judgement->context->len; i++) {
        VlContext *context = judgement->context->pdata[i];
        context->span = vl_part_in_claim(part, context->span);
    }
}

/* A sentence that says several things: the one that speaks most of it. */
static VlJudgement *
judge_sentence(const VlQuestion *question, const char *sentence)
{
    g_autoptr(GPtrArray) parts = vl_parts_new_source(sentence);
    const char *texts[VL_MAX_PARTS];
    VlRun runs[VL_MAX_PARTS];
    VlFocus focuses[MAX_PLACES];
    if (parts->len < 2)
        return NULL;
    for (guint i = 0; i < parts->len; i++) {
        texts[i] = ((const VlPart *)parts->pdata[i])->text;
        runs[i] = (VlRun){&texts[i], 1};
    }
    guint n =
        vl_focus_find(question, runs, parts->len, focuses, MAX_PLACES);
    for (guint i = 0; i < n; i++) {
        guint part = focuses[i].run;
        VlJudgement *judgement = judge_place(*question, texts[part], NULL);
        if (judgement == NULL)
            continue;
        move_to_sentence(judgement, parts->pdata[part]);
        return judgement;
    }
    return NULL;
}

/* A sentence at a time: of two, one may have the words of a part and the
 * other what is said of them. */
static VlRun *
list_sentences(const VlRun *runs, guint n_runs, guint *n)
{
    *n = 0;
    for (guint r = 0; r < n_runs; r++)
        *n += runs[r].n;
    VlRun *singles = g_new0(VlRun, *n + 1);
    for (guint r = 0, at = 0; r < n_runs; r++)
        for (guint s = 0; s < runs[r].n; s++)
            singles[at++] = (VlRun){&runs[r].sentences[s], 1};
    return singles;
}

/* Moves spans of a sentence to its run. */
static void
move_to_run(VlJudgement *judgement, const VlRun *runs, guint sentence,
            guint *run)
{
    gsize shift = 0;
    guint first = 0;
    for (*run = 0; sentence >= first + runs[*run].n; (*run)++)
        first += runs[*run].n;
    for (guint s = 0; s < sentence - first; s++)
        shift += vl_utf8_length(runs[*run].sentences[s], -1) + 1;
    move_all(judgement, shift);
}

/* All that the sentences say. */
static char *
join_sentences(const VlRun *runs, guint n_runs)
{
    GString *all = g_string_new(NULL);
    for (guint r = 0; r < n_runs; r++)
        for (guint s = 0; s < runs[r].n; s++)
            g_string_append_printf(all, "%s\n", runs[r].sentences[s]);
    return g_string_free(all, FALSE);
}

VlJudgement *
vl_apart_find(const VlQuestion *question, const VlPart *part,
              const VlRun *runs, guint n_runs, guint *run)
{
    VlFocus focuses[MAX_PLACES];
    VlQuestion one = *question;
    g_autofree char *around = join_sentences(runs, n_runs);
    one.claim = part->text;
    one.around = around;
    one.undivided = TRUE;
    guint n_sentences = 0;
    g_autofree VlRun *singles = list_sentences(runs, n_runs, &n_sentences);
    guint n =
        vl_focus_find(&one, singles, n_sentences, focuses, MAX_PLACES);
    for (guint i = 0; i < n; i++) {
        const char *text = singles[focuses[i].run].sentences[0];
        gboolean torn;
        VlJudgement *judgement = judge_place(one, text, &torn);
        if (judgement == NULL && !torn)
            judgement = judge_sentence(&one, text);
        if (judgement == NULL)
            continue;
        move_to_run(judgement, runs, focuses[i].run, run);
        return judgement;
    }
    return NULL;
}

static void
note_part(VlJudgement *all, const GPtrArray *parts, guint i,
          gboolean supported)
{
    g_autofree char *detail = g_strdup_printf(
        supported ? "part %u of %u is supported by itself"
                  : "part %u of %u is not supported by any one place",
        i + 1, parts->len);
    VlFinding *finding = vl_finding_new(
        "parts", supported ? VL_RESULT_OK : VL_RESULT_UNDECIDED, detail);
    finding->claim = ((const VlPart *)parts->pdata[i])->span;
    g_ptr_array_add(all->findings, finding);
}

/* The findings of a part, told of the whole claim. */
static void
take_part(VlJudgement *all, const GPtrArray *parts, guint i,
          VlJudgement *one, gsize shift)
{
    if (parts->len > 1)
        note_part(all, parts, i, TRUE);
    move_all(one, shift);
    for (guint k = 0; k < one->findings->len; k++) {
        VlFinding *finding = one->findings->pdata[k];
        finding->claim = vl_part_in_claim(parts->pdata[i], finding->claim);
    }
    g_ptr_array_extend_and_steal(all->findings,
                                 g_steal_pointer(&one->findings));
    one->findings = g_ptr_array_new();
    all->share = MIN(all->share, one->share);
    all->dose |= one->dose;
    for (guint k = 0; k < one->uncovered->len; k++) {
        VlSpan span = vl_part_in_claim(
            parts->pdata[i], g_array_index(one->uncovered, VlSpan, k));
        g_array_append_val(all->uncovered, span);
    }
    if (all->context->len == 0)
        g_ptr_array_extend_and_steal(all->context,
                                     g_steal_pointer(&one->context));
    if (one->context == NULL)
        one->context = g_ptr_array_new();
}

VlJudgement *
vl_apart_settle(VlJudgement *whole, const GPtrArray *parts,
                const GPtrArray *found, const gsize *shifts)
{
    gboolean supported = whole->verdict == VL_VERDICT_SUPPORTED;
    guint n = 0;
    for (guint i = 0; i < parts->len; i++)
        n += found->pdata[i] != NULL;
    if (parts->len == 0 || (supported && parts->len == 1))
        return whole;
    if (n < parts->len) {
        for (guint i = 0; (n > 0 || supported) && i < parts->len; i++)
            if (found->pdata[i] == NULL)
                note_part(whole, parts, i, FALSE);
        if (supported) {
            whole->verdict = VL_VERDICT_UNDECIDED;
            whole->tier = VL_TIER_SENSE;
        }
        return whole;
    }
    VlJudgement *all = vl_judgement_new();
    all->share = 1;
    for (guint i = 0; i < parts->len; i++)
        take_part(all, parts, i, found->pdata[i],
                  shifts != NULL ? shifts[i] : 0);
    all->verdict = VL_VERDICT_SUPPORTED;
    vl_judgement_free(whole);
    return all;
}
