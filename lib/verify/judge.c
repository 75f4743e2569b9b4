#include "config.h"

#include "verify/judge.h"


#include "base/unicode.h"
#include "text/words.h"
#include "verify/apart.h"
#include "verify/carry/carry.h"

struct VlGround {
    VlSense *sense;
};

VlGround *
vl_ground_new(const char *text)
{
    VlGround *ground = g_new0(VlGround, 1);
    ground->sense = vl_sense_new(text, NULL);
    return ground;
}

void
vl_ground_free(VlGround *ground)
{
    if (ground == NULL)
        return;
    vl_sense_free(ground->sense);
    g_free(ground);
}

/* In the order of precedence: the first that fits. */
static const struct {
    const char *check; /* NULL: any */
    VlResult result;
    VlVerdict verdict;
} rules[] = {
    {"strength", VL_RESULT_CONFLICT, VL_VERDICT_OVERSTATED},
    {"scope", VL_RESULT_CONFLICT, VL_VERDICT_OVERSTATED},
    {"population", VL_RESULT_CONFLICT, VL_VERDICT_OVERSTATED},
    {"attribution", VL_RESULT_CONFLICT, VL_VERDICT_OVERSTATED},
    {"numbers", VL_RESULT_MISSING, VL_VERDICT_UNSUPPORTED},
    {"entities", VL_RESULT_MISSING, VL_VERDICT_UNSUPPORTED},
    {"elsewhere", VL_RESULT_MISSING, VL_VERDICT_PARTLY},
    {NULL, VL_RESULT_MISSING, VL_VERDICT_UNDECIDED},
    {NULL, VL_RESULT_UNDECIDED, VL_VERDICT_UNDECIDED},
};

static gboolean
is_contradicted(const VlCase *matter)
{
    static const char *const mild[] = {"strength", "scope", "population",
                                       "attribution"};
    for (guint i = 0; i < matter->out->findings->len; i++) {
        const VlFinding *finding = matter->out->findings->pdata[i];
        gboolean soft = FALSE;
        for (guint k = 0; k < G_N_ELEMENTS(mild); k++)
            soft |= g_str_equal(finding->check, mild[k]);
        if (finding->result == VL_RESULT_CONFLICT && !soft)
            return TRUE;
    }
    return FALSE;
}

static VlVerdict
decide(VlCase *matter)
{
    const char *why;
    if (is_contradicted(matter))
        return VL_VERDICT_CONTRADICTED;
    for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
        if (vl_case_has(matter, rules[i].check, rules[i].result))
            return rules[i].verdict;
    if (vl_case_is_carried(matter, &why))
        return VL_VERDICT_SUPPORTED;
    if (why != NULL)
        vl_case_note(matter, "binding", VL_RESULT_UNDECIDED, VL_NOWHERE,
                     VL_NOWHERE, "%s", why);
    return VL_VERDICT_UNDECIDED;
}

static VlTier
tier_of(const VlCase *matter)
{
    const VlMarks first = VL_BIT(VL_MARK_HARM) | VL_BIT(VL_MARK_RECOMMEND) |
                          VL_BIT(VL_MARK_CAUSE);
    if ((matter->claim->marks & first) != 0 ||
        matter->claim->quantities->len > 0)
        return VL_TIER_FIRST;
    return matter->n_covered * 2 >= matter->n_content ? VL_TIER_SENSE
                                                      : VL_TIER_NEAREST;
}

static void
list_uncovered(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    for (guint i = 0; i < claim->n; i++) {
        guint last = i;
        while (last < claim->n && vl_sense_is_content(claim, last) &&
               !matter->covered[last])
            last++;
        if (last == i)
            continue;
        VlSpan span = vl_sense_span(claim, i, last - 1);
        g_array_append_val(matter->out->uncovered, span);
        i = last - 1;
    }
}

static void
run_checks(VlCase *matter)
{
    if (!matter->whole)
        vl_check_near(matter);
    vl_check_numbers(matter);
    vl_check_bounds(matter);
    if (!matter->whole && !matter->same)
        vl_check_multiples(matter);
    if (!matter->whole && !matter->same) {
        vl_check_reached(matter);
        vl_check_assigned(matter);
        vl_check_dealt(matter);
        vl_check_named(matter);
        vl_check_intervals(matter);
    }
    if (!matter->whole && !matter->same) {
        vl_check_significance(matter);
        vl_check_direction(matter);
        vl_check_smaller(matter);
        vl_pass_arms_over(matter);
        /* "Were not excluded" has the "not" of "excluded, so they may not". */
        if (!matter->near || matter->dropped)
            vl_check_negation(matter);
        vl_check_rejected(matter);
        vl_check_pairing(matter);
        vl_check_holders(matter);
        vl_check_series(matter);
        vl_check_valued(matter);
        vl_check_population(matter);
        vl_check_strength(matter);
        vl_check_hedge(matter);
        vl_check_odds(matter);
        vl_check_attribution(matter);
        vl_check_outcome(matter);
        vl_check_absence(matter);
        vl_check_when(matter);
        vl_check_counted(matter);
        vl_check_unreported(matter);
        vl_check_asserted(matter);
    }
    vl_check_labels(matter);
    if (!matter->whole) {
        vl_check_restricted(matter);
        vl_check_arithmetic(matter);
    }
    if (!matter->whole && !matter->same)
        vl_pass_setting_over(matter);
    vl_check_cover(matter);
    if (!matter->whole && !matter->same) {
        vl_check_opposed(matter);
        vl_check_entities(matter);
    }
}

static gboolean
has_dose(const VlSense *claim)
{
    for (guint i = 0; i < claim->n; i++)
        if (vl_word_is_dose(claim->words[i].key, claim->words[i].length))
            return TRUE;
    return FALSE;
}

static void
judge_against(const VlQuestion *question, const VlSense *passage,
              gboolean whole, VlJudgement *out)
{
    g_autoptr(VlSense) claim = vl_sense_new(question->claim, question->lang);
    vl_names_apply(question->names, claim);
    vl_names_apply_heads(question->names, claim);
    guint n = claim->quantities->len;
    g_autofree int *match = g_new(int, n + 1);
    for (guint i = 0; i < n; i++)
        match[i] = -1;
    g_autofree int *way = g_new0(int, n + 1);
    g_autofree gboolean *dealt = g_new0(gboolean, n + 1);
    g_autofree gboolean *settled = g_new0(gboolean, claim->n + 1);
    g_autofree gboolean *covered = g_new0(gboolean, claim->n + 1);
    VlCase matter = {
        .claim = claim,
        .passage = passage,
        .ground = question->ground != NULL ? question->ground->sense : NULL,
        .setting = question->setting,
        .around = question->around,
        .whole = whole,
        .match = match,
        .way = way,
        .dealt = dealt,
        .settled = settled,
        .covered = covered,
        .out = out,
    };
    run_checks(&matter);
    out->verdict = decide(&matter);
    if (out->verdict == VL_VERDICT_UNDECIDED)
        out->tier = tier_of(&matter);
    out->share = matter.n_content > 0
                     ? (double)matter.n_covered / matter.n_content
                     : 1;
    out->dose = has_dose(claim);
    out->repeats = matter.same;
    list_uncovered(&matter);
    if (!whole)
        vl_context_strip(&matter);
}

/* The sentences of a text, each without the one character that parts it from
 * the next one. */
static GPtrArray *
list_sentences(const VlSense *text)
{
    GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);
    gsize from = 0;
    for (guint j = 1; j <= text->n; j++) {
        if (j < text->n && text->sentences[j] == text->sentences[j - 1])
            continue;
        const char *end = text->text + text->n_bytes;
        if (j < text->n)
            end = g_utf8_prev_char(text->text +
                                   vl_tokens_at(text->tokens, j)->start);
        gsize to = (gsize)(end - text->text);
        g_ptr_array_add(sentences,
                        g_strndup(text->text + from, to - from));
        from = (gsize)(g_utf8_next_char(end) - text->text);
    }
    return sentences;
}

/* Each part against the sentences of the passages that speak of it. */
static VlJudgement *
judge_apart(const VlQuestion *question, const VlSense *passage,
            VlJudgement *whole)
{
    g_autoptr(GPtrArray) parts =
        vl_parts_new(question->claim, question->lang);
    g_autoptr(GPtrArray) sentences = list_sentences(passage);
    const VlRun run = {(const char *const *)sentences->pdata,
                       sentences->len};
    g_autoptr(GPtrArray) found =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_judgement_free);
    for (guint i = 0; i < parts->len; i++) {
        guint place;
        g_ptr_array_add(found, vl_apart_find(question, parts->pdata[i], &run,
                                             1, &place));
    }
    return vl_apart_settle(whole, parts, found, NULL);
}

static VlJudgement *
judge_told(const VlQuestion *question)
{
    VlJudgement *judgement = vl_judgement_new();
    if (question->n_passages == 0 && question->ground == NULL) {
        judgement->verdict = VL_VERDICT_UNSUPPORTED;
        vl_case_note(&(VlCase){.out = judgement}, "quote", VL_RESULT_MISSING,
                     VL_NOWHERE, VL_NOWHERE, "no passage was given");
        return judgement;
    }
    if (question->n_passages == 0) {
        judge_against(question, question->ground->sense, TRUE, judgement);
        return judgement;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < question->n_passages; i++) {
        g_string_append(text, i > 0 ? "\n" : "");
        g_string_append(text, question->passages[i]);
    }
    g_autoptr(VlSense) passage = vl_sense_new(text->str, NULL);
    vl_names_apply(question->names, passage);
    judge_against(question, passage, FALSE, judgement);
    return question->undivided ||
                   !vl_apart_decides(judgement, passage->n_sentences > 1)
               ? judgement
               : judge_apart(question, passage, judgement);
}

/* Spans of the claim without its asides become spans of the claim. */
static void
move_to_claim(VlJudgement *judgement, const VlPart *told)
{
    for (guint i = 0; i < judgement->findings->len; i++) {
        VlFinding *finding = judgement->findings->pdata[i];
        if (finding->claim.end > 0)
            finding->claim = vl_part_in_claim(told, finding->claim);
    }
    for (guint i = 0; i < judgement->uncovered->len; i++) {
        VlSpan *span = &g_array_index(judgement->uncovered, VlSpan, i);
        *span = vl_part_in_claim(told, *span);
    }
}

/* The span without blanks and signs at its ends. */
static VlSpan
trim(const char *text, VlSpan span)
{
    static const char signs[] = " ,;.()[]\t\n";
    const char *from = g_utf8_offset_to_pointer(text, (glong)span.start);
    const char *to = g_utf8_offset_to_pointer(from, (glong)(span.end -
                                                            span.start));
    for (; from < to && strchr(signs, *from) != NULL; from++)
        span.start++;
    for (; to > from && strchr(signs, to[-1]) != NULL; to--)
        span.end--;
    return span;
}

/* What stands before each piece of the claim, and behind the last one,
 * follows from the rest. */
static void
note_asides(VlJudgement *judgement, const VlPart *told, const char *claim)
{
    gsize at = 0, end = vl_utf8_length(claim, -1);
    for (guint i = 0; i <= told->pieces->len; i++) {
        VlSpan piece = {end, end};
        if (i < told->pieces->len)
            piece = g_array_index(told->pieces, VlPartPiece, i).claim;
        VlSpan aside = trim(claim, (VlSpan){at, piece.start});
        if (aside.end > aside.start) {
            VlFinding *finding =
                vl_finding_new("numbers", VL_RESULT_OK,
                               "follows from the claim's other numbers");
            finding->claim = aside;
            g_ptr_array_add(judgement->findings, finding);
        }
        at = piece.end;
    }
}

VlJudgement *
vl_judge(const VlQuestion *question)
{
    VlQuestion shorter = *question;
    g_autoptr(VlPart) told =
        vl_part_new_told(question->claim, question->lang);
    if (told == NULL)
        return judge_told(question);
    shorter.claim = told->text;
    VlJudgement *judgement = judge_told(&shorter);
    judgement->repeats = FALSE;
    move_to_claim(judgement, told);
    note_asides(judgement, told, question->claim);
    return judgement;
}
