#include "config.h"

#include "store/overlay.h"

#include <string.h>

#include "base/json.h"

static void
write_spans(VlJson *json, const char *key, const GArray *spans)
{
    vl_json_key(json, key);
    vl_json_begin_array(json);
    for (guint i = 0; i < spans->len; i++) {
        VlSpan span = g_array_index(spans, VlSpan, i);
        vl_json_int(json, (gint64)span.start);
        vl_json_int(json, (gint64)span.end);
    }
    vl_json_end_array(json);
}

static void
write_page(VlJson *json, const VlPage *page)
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "label", page->label);
    vl_json_member_bool(json, "ok", page->ok);
    write_spans(json, "unsafe", page->unsafe);
    write_spans(json, "hidden", page->hidden);
    write_spans(json, "raised", page->raised);
    write_spans(json, "lowered", page->lowered);
    vl_page_write_lines(json, page);
    write_spans(json, "copies", page->copies);
    vl_json_end_object(json);
}

void
vl_overlay_write(const VlDocument *document, const char *path, GString *out)
{
    VlJson json = VL_JSON_INIT(out);
    vl_json_begin_object(&json);
    vl_json_member_int(&json, "kind", document->kind);
    /* A file name may be any bytes, JSON only UTF-8. */
    g_autofree char *escaped = path != NULL ? g_strescape(path, NULL) : NULL;
    vl_json_member_string(&json, "path", escaped);
    vl_json_member_string(&json, "file_sha256", document->file_sha256);
    vl_json_member_string(&json, "extractor", document->extractor);
    vl_json_member_string(&json, "sandbox", document->sandbox);
    vl_json_member_string(&json, "warning", document->warning);
    vl_json_member_int(&json, "pages", document->n_pages);
    vl_json_member_int(&json, "partial", document->partial);
    vl_json_member_bool(&json, "ocr", document->ocr);
    vl_json_key(&json, "page");
    vl_json_begin_array(&json);
    for (guint i = 0; i < document->pages->len; i++)
        write_page(&json, document->pages->pdata[i]);
    vl_json_end_array(&json);
    vl_json_end_object(&json);
}

static void
read_spans(const cJSON *object, const char *key, gsize limit, GArray *spans)
{
    const cJSON *list = vl_json_get(object, key);
    const cJSON *item = list != NULL ? list->child : NULL;
    for (; item != NULL && item->next != NULL; item = item->next->next) {
        double start = item->valuedouble, end = item->next->valuedouble;
        if (!(start >= 0) || !(end > start) || end > (double)limit)
            continue;
        VlSpan span = {(gsize)start, (gsize)end};
        g_array_append_val(spans, span);
    }
}

static void
read_pages(VlDocument *document, const cJSON *object)
{
    const VlPage *last =
        document->pages->pdata[document->pages->len - 1];
    gsize limit = last->offset + last->length;
    const cJSON *list = vl_json_get(object, "page");
    const cJSON *item = list != NULL ? list->child : NULL;
    for (guint i = 0; item != NULL && i < document->pages->len;
         i++, item = item->next) {
        VlPage *page = document->pages->pdata[i];
        page->label = g_strdup(vl_json_get_string(item, "label", NULL));
        page->ok = vl_json_get_bool(item, "ok", TRUE);
        read_spans(item, "unsafe", limit, page->unsafe);
        read_spans(item, "hidden", limit, page->hidden);
        read_spans(item, "raised", limit, page->raised);
        read_spans(item, "lowered", limit, page->lowered);
        vl_page_read_lines(item, page);
        read_spans(item, "copies", limit, page->copies);
    }
}

static char *
read_string(const cJSON *object, const char *key)
{
    return g_strdup(vl_json_get_string(object, key, NULL));
}

VlDocument *
vl_overlay_read(const char *text, const char *overlay, char **path,
                GError **error)
{
    g_autoptr(cJSON) object = vl_json_parse(overlay, strlen(overlay), error);
    if (object == NULL)
        return NULL;
    gint64 kind = vl_json_get_int(object, "kind", VL_RENDERING_TEXT);
    gint64 partial = vl_json_get_int(object, "partial", VL_PARTIAL_NOT);
    VlDocument *document = vl_document_from_text(
        (VlRenderingKind)CLAMP(kind, 0, VL_RENDERING_TEXT), text);
    document->partial = (VlPartial)CLAMP(partial, 0, VL_PARTIAL_DAMAGE);
    document->ocr = vl_json_get_bool(object, "ocr", FALSE);
    document->n_pages =
        (guint)CLAMP(vl_json_get_int(object, "pages", 0), 0, 1000000);
    document->file_sha256 = read_string(object, "file_sha256");
    document->extractor = read_string(object, "extractor");
    document->sandbox = read_string(object, "sandbox");
    document->warning = read_string(object, "warning");
    read_pages(document, object);
    g_autofree char *escaped = read_string(object, "path");
    if (escaped != NULL) {
        g_autofree char *raw = g_strcompress(escaped);
        g_autofree char *base = g_path_get_basename(raw);
        document->file = g_utf8_make_valid(base, -1);
        if (path != NULL)
            *path = g_steal_pointer(&raw);
    } else if (path != NULL) {
        *path = NULL;
    }
    return document;
}
