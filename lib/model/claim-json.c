#include "config.h"

#include "model/claim-json.h"

static void
write_finding(VlJson *json, const VlFinding *finding)
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "check", finding->check);
    vl_json_member_string(json, "result", vl_result_name(finding->result));
    vl_json_member_range(json, "claim", finding->claim.start,
                         finding->claim.end);
    vl_json_member_range(json, "quote", finding->quote.start,
                         finding->quote.end);
    vl_json_member_string(json, "detail", finding->detail);
    vl_json_end_object(json);
}

void
vl_json_member_findings(VlJson *json, const GPtrArray *findings)
{
    vl_json_key(json, "findings");
    vl_json_begin_array(json);
    for (guint i = 0; findings != NULL && i < findings->len; i++)
        write_finding(json, findings->pdata[i]);
    vl_json_end_array(json);
}

void
vl_json_member_uncovered(VlJson *json, const GArray *uncovered)
{
    vl_json_key(json, "uncovered");
    vl_json_begin_array(json);
    for (guint i = 0; uncovered != NULL && i < uncovered->len; i++) {
        VlSpan span = g_array_index(uncovered, VlSpan, i);
        vl_json_begin_array(json);
        vl_json_int(json, (gint64)span.start);
        vl_json_int(json, (gint64)span.end);
        vl_json_end_array(json);
    }
    vl_json_end_array(json);
}

void
vl_json_member_context(VlJson *json, const GPtrArray *list)
{
    vl_json_key(json, "context");
    vl_json_begin_object(json);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const VlContext *context = list->pdata[i];
        vl_json_key(json, context->name);
        vl_json_begin_object(json);
        vl_json_member_string(json, "value", context->value);
        vl_json_member_range(json, "quote", context->span.start,
                             context->span.end);
        vl_json_end_object(json);
    }
    vl_json_end_object(json);
}

void
vl_json_member_segments(VlJson *json, const VlHit *hit)
{
    vl_json_key(json, "segments");
    vl_json_begin_array(json);
    for (guint i = 0; i < hit->segments->len; i++) {
        const VlSegment *segment = hit->segments->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_int(json, "page", segment->page);
        vl_json_member_int(json, "start", (gint64)segment->span.start);
        vl_json_member_int(json, "end", (gint64)segment->span.end);
        vl_json_member_string(json, "text", segment->text);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

void
vl_json_member_changes(VlJson *json, const VlHit *hit)
{
    vl_json_key(json, "changes");
    vl_json_begin_array(json);
    for (guint i = 0; i < hit->changes->len; i++) {
        const VlChange *change = hit->changes->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_string(json, "kind",
                              vl_change_kind_name(change->kind));
        vl_json_member_string(json, "quote", change->quote);
        vl_json_member_string(json, "source", change->source);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}
