#include "config.h"

#include "model/claim.h"

#include "base/unicode.h"

static const char *const match_names[] = {
    "exact", "typographic", "altered", "absent", "unreadable",
};
static const char *const change_names[] = {
    "number",   "sign",      "comparator", "unit",
    "negation", "direction", "entity",     "word",
};
static const char *const verdict_names[] = {
    "supported",   "partly",    "contradicted", "overstated",
    "unsupported", "elsewhere", "undecided",    "unreadable",
    "unavailable", "extract",   "uncited",      "not_a_claim",
};
static const char *const claim_kind_names[] = {
    "aim",    "design", "population", "primary_outcome", "primary_result",
    "result", "harms",  "limits",     "conclusion",
};
static const char *const result_names[] = {
    "ok",
    "conflict",
    "missing",
    "undecided",
};

/* Each enum has its name and its way back. */
#define NAMES(Type, function, names)                                           \
    const char *vl_##function##_name(Type value)                               \
    {                                                                          \
        g_return_val_if_fail((guint)value < G_N_ELEMENTS(names), NULL);        \
        return names[value];                                                   \
    }                                                                          \
                                                                               \
    gboolean vl_##function##_from_name(const char *name, Type *value)          \
    {                                                                          \
        for (guint i = 0; name != NULL && i < G_N_ELEMENTS(names); i++) {      \
            if (!g_str_equal(name, names[i]))                                  \
                continue;                                                      \
            *value = (Type)i;                                                  \
            return TRUE;                                                       \
        }                                                                      \
        return FALSE;                                                          \
    }

NAMES(VlMatch, match, match_names)
NAMES(VlChangeKind, change_kind, change_names)
NAMES(VlVerdict, verdict, verdict_names)
NAMES(VlClaimKind, claim_kind, claim_kind_names)
NAMES(VlResult, result, result_names)

static void
segment_free(VlSegment *segment)
{
    g_free(segment->text);
    g_free(segment);
}

static void
change_free(VlChange *change)
{
    g_free(change->quote);
    g_free(change->source);
    g_free(change);
}

VlHit *
vl_hit_new(VlMatch match)
{
    VlHit *hit = g_new0(VlHit, 1);
    hit->match = match;
    hit->segments =
        g_ptr_array_new_with_free_func((GDestroyNotify)segment_free);
    hit->changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
    return hit;
}

void
vl_hit_free(VlHit *hit)
{
    if (hit == NULL)
        return;
    g_free(hit->text);
    g_free(hit->read);
    g_ptr_array_unref(hit->segments);
    g_ptr_array_unref(hit->changes);
    g_free(hit);
}

void
vl_hit_add_segment(VlHit *hit, VlSpan span, guint page, const char *text)
{
    VlSegment *segment = g_new0(VlSegment, 1);
    segment->span = span;
    segment->page = page;
    segment->text = g_strdup(text);
    g_ptr_array_add(hit->segments, segment);
}

void
vl_hit_add_change(VlHit *hit, VlChangeKind kind, const char *quote,
                  const char *source)
{
    VlChange *change = g_new0(VlChange, 1);
    change->kind = kind;
    change->quote = g_strdup(quote);
    change->source = g_strdup(source);
    g_ptr_array_add(hit->changes, change);
}

void
vl_hit_close(VlHit *hit)
{
    g_return_if_fail(hit->segments->len > 0);
    const VlSegment *first = hit->segments->pdata[0];
    const VlSegment *last = hit->segments->pdata[hit->segments->len - 1];
    hit->span = (VlSpan){first->span.start, last->span.end};
    hit->page = first->page;
    hit->page_end = last->page;
    g_autoptr(GString) text = g_string_new(first->text);
    for (guint i = 1; i < hit->segments->len; i++) {
        const VlSegment *segment = hit->segments->pdata[i];
        g_string_append_printf(text, VL_HIT_GAP "%s", segment->text);
    }
    g_free(hit->text);
    hit->text = g_string_free(g_steal_pointer(&text), FALSE);
}

gboolean
vl_hit_is_printed(const VlHit *hit, const VlDocument *document)
{
    for (guint i = 0; i < hit->segments->len; i++) {
        const VlSegment *segment = hit->segments->pdata[i];
        g_autofree char *printed = vl_document_slice(document, segment->span);
        if (!g_str_equal(printed, segment->text))
            return FALSE;
    }
    return TRUE;
}

const char *
vl_hit_shown(const VlHit *hit)
{
    return hit->read != NULL ? hit->read : hit->text;
}

char *
vl_hit_segment_shown(const VlHit *hit, guint segment)
{
    const VlSegment *part = hit->segments->pdata[segment];
    if (hit->read == NULL)
        return g_strdup(part->text);
    gsize start = 0;
    for (guint i = 0; i < segment; i++) {
        const VlSegment *before = hit->segments->pdata[i];
        start += vl_utf8_length(before->text, -1) +
                 vl_utf8_length(VL_HIT_GAP, -1);
    }
    return vl_utf8_slice(hit->read, start,
                         start + vl_utf8_length(part->text, -1));
}

VlQuote *
vl_quote_new(void)
{
    VlQuote *quote = g_new0(VlQuote, 1);
    quote->context =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_context_free);
    return quote;
}

void
vl_quote_free(VlQuote *quote)
{
    if (quote == NULL)
        return;
    g_free(quote->rendering_sha256);
    g_free(quote->label);
    vl_hit_free(quote->pdf.hit);
    g_free(quote->pdf.label);
    g_free(quote->section);
    vl_hit_free(quote->hit);
    g_ptr_array_unref(quote->context);
    vl_plate_free(quote->plate);
    g_free(quote);
}

VlPlate *
vl_plate_new(void)
{
    return g_new0(VlPlate, 1);
}

void
vl_plate_free(VlPlate *plate)
{
    if (plate == NULL)
        return;
    g_free(plate->file);
    g_free(plate->sha256);
    g_free(plate->fault);
    g_free(plate);
}

VlContext *
vl_context_new(const char *name, const char *value, VlSpan span)
{
    VlContext *context = g_new0(VlContext, 1);
    context->name = g_strdup(name);
    context->value = g_strdup(value);
    context->span = span;
    return context;
}

void
vl_context_free(VlContext *context)
{
    if (context == NULL)
        return;
    g_free(context->name);
    g_free(context->value);
    g_free(context);
}

VlFinding *
vl_finding_new(const char *check, VlResult result, const char *detail)
{
    VlFinding *finding = g_new0(VlFinding, 1);
    finding->check = g_strdup(check);
    finding->result = result;
    finding->detail = g_strdup(detail);
    return finding;
}

void
vl_finding_free(VlFinding *finding)
{
    if (finding == NULL)
        return;
    g_free(finding->check);
    g_free(finding->detail);
    g_free(finding);
}

VlOpinion *
vl_opinion_new(const char *opinion, const char *model)
{
    VlOpinion *made = g_new0(VlOpinion, 1);
    made->opinion = g_strdup(opinion);
    made->model = g_strdup(model);
    made->quotes =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_quote_free);
    return made;
}

void
vl_opinion_free(VlOpinion *opinion)
{
    if (opinion == NULL)
        return;
    g_free(opinion->opinion);
    g_free(opinion->model);
    g_ptr_array_unref(opinion->quotes);
    g_free(opinion);
}

gboolean
vl_opinion_is_known(const char *opinion)
{
    static const char *const all[] = {"says_so", "says_otherwise",
                                      "says_less", "does_not_say",
                                      "cannot_tell", NULL};
    return opinion != NULL && g_strv_contains(all, opinion);
}

VlClaim *
vl_claim_new(VlClaimKind kind, const char *text)
{
    VlClaim *claim = g_new0(VlClaim, 1);
    claim->kind = kind;
    claim->text = g_strdup(text);
    claim->verdict = VL_VERDICT_UNSUPPORTED;
    claim->findings =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_finding_free);
    claim->quotes =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_quote_free);
    return claim;
}

void
vl_claim_free(VlClaim *claim)
{
    if (claim == NULL)
        return;
    g_free(claim->id);
    g_free(claim->text);
    g_ptr_array_unref(claim->findings);
    g_ptr_array_unref(claim->quotes);
    g_free(claim->said);
    vl_opinion_free(claim->opinion);
    g_free(claim);
}
