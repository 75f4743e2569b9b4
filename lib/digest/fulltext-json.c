#include "config.h"

#include "digest/fulltext-json.h"

#include "digest/repaired.h"
#include "model/claim-json.h"

/* ---- Writing ---- */

static void
write_tried(VlJson *json, const GPtrArray *list)
{
    vl_json_key(json, "tried");
    vl_json_begin_array(json);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const VlTried *tried = list->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_string(json, "step", tried->step);
        vl_json_member_string(json, "outcome", vl_tried_name(tried->outcome));
        vl_json_member_string(json, "url", tried->url);
        vl_json_member_string(json, "reason", tried->reason);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
write_pdf(VlJson *json, const VlRead *read)
{
    const VlFullText *pdf = read->pdf;
    vl_json_key(json, "pdf");
    if (pdf == NULL) {
        vl_json_null(json);
        return;
    }
    vl_json_begin_object(json);
    vl_json_member_string(json, "rendering_sha256", read->pdf_rendering_sha256);
    vl_json_member_string(json, "file_sha256", pdf->sha256);
    vl_json_member_int(json, "pages", read->pdf_pages);
    vl_json_member_string(json, "tier", pdf->tier);
    vl_json_member_string(json, "url", pdf->url);
    vl_json_member_string(json, "licence", pdf->licence);
    vl_json_member_string(json, "version", pdf->version);
    vl_json_member_string(json, "fetched", pdf->fetched);
    vl_json_end_object(json);
}

void
vl_json_member_full_text(VlJson *json, const VlRead *read)
{
    vl_json_key(json, VL_FULL_TEXT_KEY);
    vl_json_begin_object(json);
    vl_json_member_string(json, "url", read->url);
    vl_json_member_string(json, "licence", read->licence);
    vl_json_member_string(json, "version", read->version);
    vl_json_member_string(json, "fetched", read->fetched);
    write_tried(json, read->tried);
    write_pdf(json, read);
    vl_json_end_object(json);
}

void
vl_json_member_pdf_place(VlJson *json, const VlQuote *quote)
{
    const VlPdfPlace *place = &quote->pdf;
    vl_json_key(json, VL_PDF_PLACE_KEY);
    const VlHit *hit = place->hit;
    if (hit == NULL) {
        vl_json_null(json);
        return;
    }
    vl_json_begin_object(json);
    vl_json_member_int(json, "page", hit->page);
    vl_json_member_int(json, "page_end", hit->page_end);
    vl_json_member_string(json, "label", place->label);
    vl_json_member_int(json, "start", (gint64)hit->span.start);
    vl_json_member_int(json, "end", (gint64)hit->span.end);
    vl_json_member_segments(json, hit);
    vl_json_member_string(json, "match", vl_match_name(hit->match));
    vl_json_member_repaired(json, hit);
    vl_json_end_object(json);
}

void
vl_json_member_to_fetch(VlJson *json, const GPtrArray *list)
{
    vl_json_key(json, VL_TO_FETCH_KEY);
    vl_json_begin_array(json);
    for (guint i = 0; i < list->len; i++) {
        const VlToFetch *to_fetch = list->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_string(json, "pmid", to_fetch->pmid);
        vl_json_member_string(json, "title", to_fetch->title);
        vl_json_member_string(json, "link", to_fetch->link);
        vl_json_member_string(json, "open", to_fetch->open);
        vl_json_member_string(json, "resolver", to_fetch->resolver);
        vl_json_member_string(json, "reason", to_fetch->reason);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

/* ---- Reading ---- */

static void
read_tried(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"step", "outcome", "url", "reason",
                                       NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    VlTried *tried = vl_tried_new(NULL, VL_TRIED_READ, NULL, NULL);
    g_ptr_array_add(owner, tried);
    tried->step = vl_strict_string(in, item, "step");
    tried->url = vl_strict_nullable(in, item, "url");
    tried->reason = vl_strict_nullable(in, item, "reason");
    g_autofree char *outcome = vl_strict_string(in, item, "outcome");
    if (!vl_tried_from_name(outcome, &tried->outcome))
        vl_strict_fail(in, "outcome", "is no outcome of a step");
}

static void
read_pdf(VlStrict *in, const cJSON *object, VlRead *read)
{
    static const char *const keys[] = {
        "rendering_sha256", "file_sha256", "pages",   "tier", "url",
        "licence",          "version",     "fetched", NULL};
    const cJSON *item = vl_strict_get(object, "pdf");
    if (cJSON_IsNull(item))
        return;
    gsize up = vl_strict_enter(in, "pdf");
    if (vl_strict_members(in, item, keys)) {
        VlFullText *pdf = read->pdf = vl_full_text_new(TRUE, NULL);
        read->pdf_rendering_sha256 =
            vl_strict_hash(in, item, "rendering_sha256", FALSE);
        read->pdf_pages = vl_strict_count(in, item, "pages");
        pdf->sha256 = vl_strict_hash(in, item, "file_sha256", TRUE);
        pdf->tier = vl_strict_string(in, item, "tier");
        pdf->url = vl_strict_nullable(in, item, "url");
        pdf->licence = vl_strict_nullable(in, item, "licence");
        pdf->version = vl_strict_nullable(in, item, "version");
        pdf->fetched = vl_strict_nullable(in, item, "fetched");
    }
    vl_strict_leave(in, up);
}

void
vl_strict_full_text(VlStrict *in, const cJSON *object, VlRead *read)
{
    static const char *const keys[] = {"url",   "licence", "version", "fetched",
                                       "tried", "pdf",     NULL};
    const cJSON *item = vl_strict_get(object, VL_FULL_TEXT_KEY);
    gsize up = vl_strict_enter(in, VL_FULL_TEXT_KEY);
    if (vl_strict_members(in, item, keys)) {
        read->url = vl_strict_nullable(in, item, "url");
        read->licence = vl_strict_nullable(in, item, "licence");
        read->version = vl_strict_nullable(in, item, "version");
        read->fetched = vl_strict_nullable(in, item, "fetched");
        read->tried =
            g_ptr_array_new_with_free_func((GDestroyNotify)vl_tried_free);
        vl_strict_list(in, item, "tried", read_tried, read->tried);
        read_pdf(in, item, read);
    }
    vl_strict_leave(in, up);
}

static void
read_segment(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"page", "start", "end", "text", NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    guint page = vl_strict_count(in, item, "page");
    VlSpan span = {vl_strict_offset(in, item, "start"),
                   vl_strict_offset(in, item, "end")};
    g_autofree char *text = vl_strict_string(in, item, "text");
    if (page == 0)
        vl_strict_fail(in, "page", "is no page");
    if (span.end <= span.start)
        vl_strict_fail(in, "end", "is not behind the start");
    vl_hit_add_segment(owner, span, page, text);
}

/* The place follows from the segments; what the file says must be that. */
static void
check_hit(VlStrict *in, const cJSON *item, VlHit *hit)
{
    if (in->error != NULL || hit->segments->len == 0) {
        vl_strict_fail(in, "segments", "is empty");
        return;
    }
    vl_hit_close(hit);
    if (vl_strict_count(in, item, "page") != hit->page ||
        vl_strict_count(in, item, "page_end") != hit->page_end ||
        vl_strict_offset(in, item, "start") != hit->span.start ||
        vl_strict_offset(in, item, "end") != hit->span.end)
        vl_strict_fail(in, "page", "is not that of the segments");
}

void
vl_strict_pdf_place(VlStrict *in, const cJSON *object, VlQuote *quote)
{
    static const char *const keys[] = {"page", "page_end", "label", "start",
                                       "end",  "segments", "match", NULL};
    static const char *const optional[] = {VL_REPAIRED_KEY, NULL};
    const cJSON *item = vl_strict_get(object, VL_PDF_PLACE_KEY);
    VlPdfPlace *place = &quote->pdf;
    if (cJSON_IsNull(item) || in->error != NULL)
        return;
    gsize up = vl_strict_enter(in, VL_PDF_PLACE_KEY);
    if (vl_strict_members_or(in, item, keys, optional)) {
        VlMatch match = VL_MATCH_EXACT;
        g_autofree char *name = vl_strict_string(in, item, "match");
        if (!vl_match_from_name(name, &match))
            vl_strict_fail(in, "match", "is no kind of match");
        place->hit = vl_hit_new(match);
        place->label = vl_strict_nullable(in, item, "label");
        vl_strict_list(in, item, "segments", read_segment, place->hit);
        check_hit(in, item, place->hit);
        vl_strict_repaired(in, item, place->hit);
    }
    vl_strict_leave(in, up);
}

static void
read_to_fetch(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"pmid",     "title",  "link", "open",
                                       "resolver", "reason", NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    VlToFetch *to_fetch = g_new0(VlToFetch, 1);
    g_ptr_array_add(owner, to_fetch);
    to_fetch->pmid = vl_strict_nullable(in, item, "pmid");
    to_fetch->title = vl_strict_nullable(in, item, "title");
    to_fetch->link = vl_strict_string(in, item, "link");
    to_fetch->open = vl_strict_nullable(in, item, "open");
    to_fetch->resolver = vl_strict_nullable(in, item, "resolver");
    to_fetch->reason = vl_strict_nullable(in, item, "reason");
}

void
vl_strict_to_fetch(VlStrict *in, const cJSON *object, GPtrArray *to_fetch)
{
    vl_strict_list(in, object, VL_TO_FETCH_KEY, read_to_fetch, to_fetch);
}
