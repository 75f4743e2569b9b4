#include "config.h"

#include "model/check.h"

static void
evidence_free(gpointer data)
{
    VlEvidence *evidence = data;
    g_free(evidence->label);
    g_free(evidence->text);
    g_free(evidence);
}

VlAnswer *
vl_answer_new(guint source, guint reference)
{
    VlAnswer *answer = g_new0(VlAnswer, 1);
    answer->source = source;
    answer->reference = reference;
    answer->verdict = VL_VERDICT_UNDECIDED;
    answer->findings =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_finding_free);
    answer->evidence = g_ptr_array_new_with_free_func(evidence_free);
    answer->context =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_context_free);
    answer->uncovered = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    return answer;
}

void
vl_answer_free(VlAnswer *answer)
{
    if (answer == NULL)
        return;
    g_ptr_array_unref(answer->findings);
    g_ptr_array_unref(answer->evidence);
    g_ptr_array_unref(answer->context);
    g_array_unref(answer->uncovered);
    vl_opinion_free(answer->opinion);
    g_free(answer);
}

VlCheckedSentence *
vl_checked_sentence_new(const char *text, const char *kind)
{
    VlCheckedSentence *sentence = g_new0(VlCheckedSentence, 1);
    sentence->text = g_strdup(text);
    sentence->kind = kind;
    sentence->verdict = VL_VERDICT_NOT_A_CLAIM;
    sentence->answers =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_answer_free);
    return sentence;
}

static void
sentence_free(gpointer data)
{
    VlCheckedSentence *sentence = data;
    g_free(sentence->text);
    g_free(sentence->reason);
    g_ptr_array_unref(sentence->answers);
    g_free(sentence);
}

static void
field_free(gpointer data)
{
    VlFieldDifference *field = data;
    g_free(field->name);
    g_free(field->given);
    g_free(field->record);
    g_free(field);
}

VlCheckedReference *
vl_checked_reference_new(const char *text)
{
    VlCheckedReference *reference = g_new0(VlCheckedReference, 1);
    reference->text = g_strdup(text);
    reference->verdict = VL_REFERENCE_COULD_NOT_CHECK;
    reference->fields = g_ptr_array_new_with_free_func(field_free);
    reference->notices = g_ptr_array_new_with_free_func(g_free);
    return reference;
}

void
vl_checked_reference_free(VlCheckedReference *reference)
{
    if (reference == NULL)
        return;
    g_free(reference->text);
    g_free(reference->pmid);
    g_free(reference->doi);
    g_free(reference->title);
    g_free(reference->detail);
    g_ptr_array_unref(reference->fields);
    g_ptr_array_unref(reference->notices);
    g_free(reference);
}

void
vl_checked_reference_add_field(VlCheckedReference *reference,
                               const char *name, const char *given,
                               const char *record)
{
    VlFieldDifference *field = g_new0(VlFieldDifference, 1);
    field->name = g_strdup(name);
    field->given = g_strdup(given);
    field->record = g_strdup(record);
    g_ptr_array_add(reference->fields, field);
}

VlCheckedSource *
vl_checked_source_new(const char *name)
{
    VlCheckedSource *source = g_new0(VlCheckedSource, 1);
    source->name = g_strdup(name);
    source->notices = g_ptr_array_new_with_free_func(g_free);
    return source;
}

void
vl_checked_source_describe(VlCheckedSource *checked,
                           const VlDocument *document)
{
    checked->rendering = vl_rendering_kind_name(document->kind);
    checked->sha256 = g_strdup(document->sha256);
    checked->n_pages = document->n_pages;
    checked->with_text = document->with_text;
    const char *limit = NULL;
    if (document->partial != VL_PARTIAL_NOT)
        checked->problem =
            g_strdup_printf("read in part only: %s",
                            vl_partial_reason(document->partial, &limit));
}

static void
source_free(gpointer data)
{
    VlCheckedSource *source = data;
    g_free(source->name);
    g_free(source->title);
    g_free(source->pmid);
    g_free(source->doi);
    g_free(source->sha256);
    g_free(source->problem);
    g_ptr_array_unref(source->notices);
    g_free(source);
}

VlCheck *
vl_check_new(void)
{
    VlCheck *check = g_new0(VlCheck, 1);
    check->sources = g_ptr_array_new_with_free_func(source_free);
    check->sentences = g_ptr_array_new_with_free_func(sentence_free);
    check->references = g_ptr_array_new_with_free_func(
        (GDestroyNotify)vl_checked_reference_free);
    check->problems = g_ptr_array_new_with_free_func(g_free);
    return check;
}

void
vl_check_free(VlCheck *check)
{
    if (check == NULL)
        return;
    g_free(check->name);
    g_free(check->text);
    g_ptr_array_unref(check->sources);
    g_ptr_array_unref(check->sentences);
    g_ptr_array_unref(check->references);
    g_ptr_array_unref(check->problems);
    vl_second_asked_free(check->second);
    g_free(check);
}

VlSecondAsked *
vl_second_asked_new(void)
{
    return g_new0(VlSecondAsked, 1);
}

void
vl_second_asked_free(VlSecondAsked *second)
{
    if (second == NULL)
        return;
    g_free(second->model);
    vl_model_asked_free(second->asked);
    g_free(second);
}

guint
vl_check_count_opinions(const VlCheck *check)
{
    guint n = 0;
    for (guint i = 0; i < check->sentences->len; i++) {
        const VlCheckedSentence *sentence = check->sentences->pdata[i];
        for (guint k = 0; k < sentence->answers->len; k++)
            n += ((VlAnswer *)sentence->answers->pdata[k])->opinion != NULL;
    }
    return n;
}

const char *
vl_reference_verdict_name(VlReferenceVerdict verdict)
{
    static const char *const names[] = {
        [VL_REFERENCE_CORRECT] = "correct",
        [VL_REFERENCE_WRONG_METADATA] = "wrong_metadata",
        [VL_REFERENCE_NOT_FOUND] = "not_found",
        [VL_REFERENCE_COULD_NOT_CHECK] = "could_not_check",
    };
    return names[verdict];
}

gboolean
vl_verdict_is_flag(VlVerdict verdict)
{
    return verdict == VL_VERDICT_CONTRADICTED ||
           verdict == VL_VERDICT_OVERSTATED ||
           verdict == VL_VERDICT_UNSUPPORTED ||
           verdict == VL_VERDICT_ELSEWHERE;
}

static void
add_notice(GPtrArray *notices, const char *name)
{
    for (guint i = 0; i < notices->len; i++)
        if (g_str_equal(notices->pdata[i], name))
            return;
    g_ptr_array_add(notices, g_strdup(name));
}

void
vl_check_add_notices(GPtrArray *notices, const VlRecord *record)
{
    if (record->retracted)
        add_notice(notices, vl_notice_kind_name(VL_NOTICE_RETRACTION));
    for (guint i = 0; i < record->notices->len; i++) {
        VlNoticeKind kind =
            g_array_index(record->notices, VlNotice, i).kind;
        if (kind == VL_NOTICE_RETRACTION || kind == VL_NOTICE_CONCERN ||
            kind == VL_NOTICE_ERRATUM || kind == VL_NOTICE_UPDATE)
            add_notice(notices, vl_notice_kind_name(kind));
    }
}

gboolean
vl_check_is_grave(const GPtrArray *notices)
{
    for (guint i = 0; i < notices->len; i++)
        if (g_str_equal(notices->pdata[i], "retraction") ||
            g_str_equal(notices->pdata[i], "concern"))
            return TRUE;
    return FALSE;
}

static gboolean
is_bad(const VlCheckedReference *reference)
{
    return reference->verdict == VL_REFERENCE_WRONG_METADATA ||
           reference->verdict == VL_REFERENCE_NOT_FOUND ||
           vl_check_is_grave(reference->notices);
}

gboolean
vl_check_is_flagged(const VlCheck *check)
{
    for (guint i = 0; i < check->sentences->len; i++) {
        const VlCheckedSentence *sentence = check->sentences->pdata[i];
        if (vl_verdict_is_flag(sentence->verdict) ||
            (sentence->verdict == VL_VERDICT_UNDECIDED &&
             sentence->tier == 1))
            return TRUE;
    }
    for (guint i = 0; i < check->references->len; i++)
        if (is_bad(check->references->pdata[i]))
            return TRUE;
    return FALSE;
}

guint
vl_verdict_severity(VlVerdict verdict, guint tier)
{
    static const guint order[] = {
        [VL_VERDICT_CONTRADICTED] = 0, [VL_VERDICT_ELSEWHERE] = 1,
        [VL_VERDICT_OVERSTATED] = 2,   [VL_VERDICT_UNSUPPORTED] = 3,
        [VL_VERDICT_PARTLY] = 4,       [VL_VERDICT_UNREADABLE] = 5,
        [VL_VERDICT_UNDECIDED] = 6,    [VL_VERDICT_UNAVAILABLE] = 10,
        [VL_VERDICT_UNCITED] = 11,     [VL_VERDICT_SUPPORTED] = 12,
        [VL_VERDICT_EXTRACT] = 12,     [VL_VERDICT_NOT_A_CLAIM] = 13,
    };
    return order[verdict] + (verdict == VL_VERDICT_UNDECIDED ? tier : 0);
}
