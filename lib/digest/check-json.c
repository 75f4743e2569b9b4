#include "config.h"

#include "digest/check-json.h"

#include "base/json.h"
#include "digest/asked-json.h"
#include "model/claim-json.h"

static void
put_passages(VlJson *json, const VlCheck *check, const VlAnswer *answer)
{
    vl_json_key(json, "passages");
    vl_json_begin_array(json);
    for (guint i = 0; answer != NULL && i < answer->evidence->len; i++) {
        const VlEvidence *evidence = answer->evidence->pdata[i];
        const VlCheckedSource *source =
            check->sources->pdata[evidence->source];
        vl_json_begin_object(json);
        vl_json_member_string(json, "source", source->name);
        vl_json_member_int(json, "page", evidence->page);
        vl_json_member_int(json, "start", (gint64)evidence->span.start);
        vl_json_member_int(json, "end", (gint64)evidence->span.end);
        vl_json_member_string(json, "text", evidence->text);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

/* A sentence that a model names: a place in the answer's source. */
static void
put_quote(VlJson *json, const VlQuote *quote)
{
    vl_json_begin_object(json);
    vl_json_member_int(json, "page", quote->hit->page);
    vl_json_member_int(json, "start", (gint64)quote->hit->span.start);
    vl_json_member_int(json, "end", (gint64)quote->hit->span.end);
    vl_json_member_string(json, "text", quote->hit->text);
    vl_json_key(json, "segments");
    vl_json_begin_array(json);
    for (guint i = 0; i < quote->hit->segments->len; i++) {
        const VlSegment *segment = quote->hit->segments->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_int(json, "page", segment->page);
        vl_json_member_int(json, "start", (gint64)segment->span.start);
        vl_json_member_int(json, "end", (gint64)segment->span.end);
        vl_json_member_string(json, "text", segment->text);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
    vl_json_end_object(json);
}

static void
put_second(VlJson *json, const VlCheck *check)
{
    const VlSecondAsked *second = check->second;
    if (second == NULL)
        return;
    vl_json_key(json, "judge");
    vl_json_begin_object(json);
    vl_json_member_string(json, "model", second->model);
    vl_json_member_int(json, "questions", second->questions);
    vl_json_member_int(json, "opinions", vl_check_count_opinions(check));
    vl_json_member_bool(json, "no_patient_data", second->no_patient_data);
    vl_json_member_model_asked(json, second->asked);
    vl_json_end_object(json);
}

/* What each cited source says, when there are several. */
static void
put_by_source(VlJson *json, const VlCheck *check,
              const VlCheckedSentence *sentence)
{
    vl_json_key(json, "by_source");
    vl_json_begin_array(json);
    for (guint i = 0; i < sentence->answers->len; i++) {
        const VlAnswer *answer = sentence->answers->pdata[i];
        const VlCheckedSource *source =
            check->sources->pdata[answer->source];
        vl_json_begin_object(json);
        vl_json_member_string(json, "source", source->name);
        vl_json_key(json, "reference");
        if (answer->reference > 0)
            vl_json_int(json, answer->reference);
        else
            vl_json_null(json);
        vl_json_member_string(json, "verdict",
                              vl_verdict_name(answer->verdict));
        vl_json_member_findings(json, answer->findings);
        put_passages(json, check, answer);
        vl_json_member_opinion(json, answer->opinion, put_quote);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
put_sentence(VlJson *json, const VlCheck *check,
             const VlCheckedSentence *sentence)
{
    const VlAnswer *answer =
        sentence->answers->len > 0 ? sentence->answers->pdata[0] : NULL;
    vl_json_begin_object(json);
    vl_json_member_string(json, "text", sentence->text);
    vl_json_member_string(json, "kind", sentence->kind);
    vl_json_member_int(json, "start", (gint64)sentence->span.start);
    vl_json_member_int(json, "end", (gint64)sentence->span.end);
    vl_json_member_string(json, "verdict",
                          vl_verdict_name(sentence->verdict));
    vl_json_key(json, "tier");
    if (sentence->tier > 0)
        vl_json_int(json, sentence->tier);
    else
        vl_json_null(json);
    vl_json_member_string(json, "reason", sentence->reason);
    vl_json_member_findings(json,
                            answer != NULL ? answer->findings : NULL);
    vl_json_member_uncovered(json, answer != NULL ? answer->uncovered : NULL);
    put_passages(json, check, answer);
    vl_json_member_context(json, answer != NULL ? answer->context : NULL);
    vl_json_member_opinion(json, answer != NULL ? answer->opinion : NULL,
                           put_quote);
    if (sentence->answers->len > 1)
        put_by_source(json, check, sentence);
    vl_json_end_object(json);
}

static void
put_reference(VlJson *json, const VlCheckedReference *reference)
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "text", reference->text);
    vl_json_member_int(json, "start", (gint64)reference->span.start);
    vl_json_member_int(json, "end", (gint64)reference->span.end);
    vl_json_member_string(json, "verdict",
                          vl_reference_verdict_name(reference->verdict));
    vl_json_member_string(json, "pmid", reference->pmid);
    vl_json_member_string(json, "doi", reference->doi);
    vl_json_member_string(json, "title", reference->title);
    vl_json_key(json, "fields");
    vl_json_begin_array(json);
    for (guint i = 0; i < reference->fields->len; i++) {
        const VlFieldDifference *field = reference->fields->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_string(json, "field", field->name);
        vl_json_member_string(json, "given", field->given);
        vl_json_member_string(json, "record", field->record);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
    vl_json_member_strings(json, "notices", reference->notices);
    vl_json_member_bool(json, "preprint", reference->preprint);
    vl_json_member_string(json, "detail", reference->detail);
    vl_json_end_object(json);
}

static void
put_source(VlJson *json, const VlCheckedSource *source)
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "source", source->name);
    vl_json_member_string(json, "title", source->title);
    vl_json_member_string(json, "pmid", source->pmid);
    vl_json_member_string(json, "doi", source->doi);
    vl_json_member_string(json, "rendering", source->rendering);
    vl_json_member_string(json, "rendering_sha256", source->sha256);
    vl_json_member_int(json, "pages", source->n_pages);
    vl_json_member_int(json, "with_text", source->with_text);
    vl_json_member_strings(json, "notices", source->notices);
    vl_json_member_string(json, "problem", source->problem);
    vl_json_end_object(json);
}

void
vl_check_write_json(const VlCheck *check, GString *out)
{
    VlJson json = VL_JSON_INIT(out);
    vl_json_begin_object(&json);
    vl_json_member_string(&json, "schema", "veille-check-1");
    vl_json_member_string(&json, "summary", check->text);
    vl_json_key(&json, "sentences");
    vl_json_begin_array(&json);
    for (guint i = 0; i < check->sentences->len; i++)
        put_sentence(&json, check, check->sentences->pdata[i]);
    vl_json_end_array(&json);
    vl_json_key(&json, "references");
    vl_json_begin_array(&json);
    for (guint i = 0; i < check->references->len; i++)
        put_reference(&json, check->references->pdata[i]);
    vl_json_end_array(&json);
    vl_json_key(&json, "sources");
    vl_json_begin_array(&json);
    for (guint i = 0; i < check->sources->len; i++)
        put_source(&json, check->sources->pdata[i]);
    vl_json_end_array(&json);
    vl_json_member_strings(&json, "problems", check->problems);
    put_second(&json, check);
    vl_json_end_object(&json);
    g_string_append_c(out, '\n');
}
