#include "config.h"

#include "model/document.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/unicode.h"
#include "model/repair.h"

static const char *const kind_names[] = {"abstract", "jats", "pdf", "text"};
static const char *const partial_names[] = {
    NULL, "cpu", "wall", "memory", "pages", "output", "damage",
};

static const char *const ink_names[] = {
    NULL, "doubtful", "checked", "inconclusive",
};

const char *
vl_ink_name(VlInk ink)
{
    g_return_val_if_fail((guint)ink < G_N_ELEMENTS(ink_names), NULL);
    return ink_names[ink];
}

const char *
vl_rendering_kind_name(VlRenderingKind kind)
{
    g_return_val_if_fail((guint)kind < G_N_ELEMENTS(kind_names), NULL);
    return kind_names[kind];
}

const char *
vl_partial_name(VlPartial partial)
{
    g_return_val_if_fail((guint)partial < G_N_ELEMENTS(partial_names), NULL);
    return partial_names[partial];
}

VlPartial
vl_partial_find(const char *name)
{
    for (guint i = 1; i < G_N_ELEMENTS(partial_names); i++)
        if (g_str_equal(partial_names[i], name))
            return (VlPartial)i;
    return VL_PARTIAL_NOT;
}

const char *
vl_partial_reason(VlPartial partial, const char **limit)
{
    static const struct {
        const char *reason, *limit;
    } reasons[] = {
        [VL_PARTIAL_CPU] = {"it stopped at the limit of processor time",
                            "cpu"},
        [VL_PARTIAL_WALL] = {"it stopped at the limit of time", "time"},
        [VL_PARTIAL_MEMORY] = {"it stopped at the limit of memory", "memory"},
        [VL_PARTIAL_PAGES] = {"it stopped at the limit of pages", "pages"},
        [VL_PARTIAL_OUTPUT] = {"it stopped at the limit of text", "output"},
        [VL_PARTIAL_DAMAGE] = {"the file is damaged", NULL},
    };
    g_return_val_if_fail((guint)partial < G_N_ELEMENTS(reasons), NULL);
    *limit = reasons[partial].limit;
    return reasons[partial].reason;
}

static void
page_free(VlPage *page)
{
    g_free(page->label);
    g_array_unref(page->unsafe);
    g_array_unref(page->hidden);
    g_array_unref(page->raised);
    g_array_unref(page->lowered);
    g_array_unref(page->lines);
    g_array_unref(page->copies);
    g_free(page);
}

VlDocument *
vl_document_new(VlRenderingKind kind)
{
    VlDocument *document = g_new0(VlDocument, 1);
    document->kind = kind;
    document->text = g_strdup("");
    document->pages =
        g_ptr_array_new_with_free_func((GDestroyNotify)page_free);
    document->repairs = g_array_new(FALSE, FALSE, sizeof(VlRepair));
    return document;
}

void
vl_document_free(VlDocument *document)
{
    if (document == NULL)
        return;
    g_free(document->text);
    g_ptr_array_unref(document->pages);
    g_array_unref(document->repairs);
    g_free(document->repaired_sha256);
    g_free(document->sha256);
    g_free(document->file);
    g_free(document->file_sha256);
    g_free(document->extractor);
    g_free(document->sandbox);
    g_free(document->warning);
    g_free(document);
}

/* Describes a page whose text stands in the rendering already. */
static VlPage *
append_page(VlDocument *document, gsize offset, gsize length,
            const char *label)
{
    VlPage *page = g_new0(VlPage, 1);
    page->number = document->pages->len + 1;
    page->label = g_strdup(label);
    page->offset = offset;
    page->length = length;
    page->ok = TRUE;
    page->unsafe = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    page->hidden = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    page->raised = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    page->lowered = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    page->lines = g_array_new(FALSE, FALSE, sizeof(VlPageLine));
    page->copies = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    g_ptr_array_add(document->pages, page);
    return page;
}

static gsize
next_offset(const VlDocument *document)
{
    if (document->pages->len == 0)
        return 0;
    const VlPage *last = document->pages->pdata[document->pages->len - 1];
    return last->offset + last->length + 1;
}

VlPage *
vl_document_add_page(VlDocument *document, const char *text,
                     const char *label)
{
    gsize length = strlen(text);
    gsize separator = document->pages->len > 0 ? 1 : 0;
    gsize offset = next_offset(document);

    document->text =
        g_realloc(document->text, document->n_bytes + separator + length + 1);
    char *at = document->text + document->n_bytes;
    if (separator)
        *at++ = '\f';
    memcpy(at, text, length + 1);
    document->n_bytes += separator + length;
    return append_page(document, offset, vl_utf8_length(text, -1), label);
}

VlDocument *
vl_document_from_text(VlRenderingKind kind, const char *text)
{
    VlDocument *document = vl_document_new(kind);
    g_free(document->text);
    document->text = g_strdup(text);
    document->n_bytes = strlen(text);
    const char *start = document->text;
    for (;;) {
        gsize n = strcspn(start, "\f");
        append_page(document, next_offset(document),
                    vl_utf8_length(start, (gssize)n), NULL);
        if (start[n] == '\0')
            break;
        start += n + 1;
    }
    vl_document_seal(document);
    return document;
}

void
vl_document_seal(VlDocument *document)
{
    g_free(document->sha256);
    document->sha256 = vl_sha256(document->text, document->n_bytes);
    if (document->n_pages < document->pages->len)
        document->n_pages = document->pages->len;
    document->with_text = 0;
    const char *p = document->text;
    for (guint i = 0; i < document->pages->len; i++) {
        const char *end = p + strcspn(p, "\f");
        gboolean any = FALSE;
        for (; p < end && !any; p = g_utf8_next_char(p))
            any = !g_unichar_isspace(g_utf8_get_char(p));
        document->with_text += any;
        p = *end == '\0' ? end : end + 1;
    }
}

guint
vl_document_page_at(const VlDocument *document, gsize code_point)
{
    guint low = 0, high = document->pages->len;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        const VlPage *page = document->pages->pdata[middle];
        if (page->offset <= code_point)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

const VlPage *
vl_document_page(const VlDocument *document, guint number)
{
    g_return_val_if_fail(number >= 1 && number <= document->pages->len, NULL);
    return document->pages->pdata[number - 1];
}

char *
vl_document_slice(const VlDocument *document, VlSpan span)
{
    return vl_utf8_slice(document->text, span.start, span.end);
}

/* Does one of the spans share a code point with span that is not
 * repaired? */
static gboolean
any_overlap(const VlDocument *document, const GArray *spans, VlSpan span)
{
    for (guint i = 0; i < spans->len; i++) {
        VlSpan other = g_array_index(spans, VlSpan, i);
        VlSpan both = {MAX(other.start, span.start), MIN(other.end, span.end)};
        if (both.start < both.end &&
            vl_document_count_repairs(document, both) < both.end - both.start)
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_document_is_unsafe(const VlDocument *document, VlSpan span)
{
    guint last = vl_document_page_at(document, span.end);
    for (guint n = vl_document_page_at(document, span.start); n <= last; n++)
        if (any_overlap(document, vl_document_page(document, n)->unsafe, span))
            return TRUE;
    return FALSE;
}

static void
write_spans(VlJson *json, const char *key, const GArray *spans)
{
    vl_json_key(json, key);
    vl_json_begin_array(json);
    for (guint i = 0; i < spans->len; i++) {
        VlSpan span = g_array_index(spans, VlSpan, i);
        vl_json_begin_array(json);
        vl_json_int(json, (gint64)span.start);
        vl_json_int(json, (gint64)span.end);
        vl_json_end_array(json);
    }
    vl_json_end_array(json);
}

void
vl_page_write_lines(VlJson *json, const VlPage *page)
{
    const GArray *lines = page->lines;
    vl_json_key(json, "lines");
    vl_json_begin_array(json);
    for (guint i = 0; i < lines->len; i++) {
        const VlPageLine *line = &g_array_index(lines, VlPageLine, i);
        vl_json_begin_array(json);
        vl_json_int(json, (gint64)line->span.start);
        vl_json_int(json, (gint64)line->span.end);
        vl_json_int(json, line->x1);
        vl_json_int(json, line->y1);
        vl_json_int(json, line->x2);
        vl_json_int(json, line->y2);
        vl_json_int(json, line->size);
        vl_json_end_array(json);
    }
    vl_json_end_array(json);
}

void
vl_page_write_json(const VlPage *page, const char *page_text,
                   gsize page_bytes, VlJson *json)
{
    vl_json_begin_object(json);
    vl_json_member_int(json, "page", page->number);
    vl_json_member_string(json, "label", page->label);
    vl_json_member_int(json, "offset", (gint64)page->offset);
    vl_json_member_bool(json, "ok", page->ok);
    vl_json_key(json, "text");
    vl_json_string_len(json, page_text, page_bytes);
    write_spans(json, "unsafe", page->unsafe);
    write_spans(json, "hidden", page->hidden);
    write_spans(json, "raised", page->raised);
    write_spans(json, "lowered", page->lowered);
    vl_page_write_lines(json, page);
    /* The PDF helper knows nothing of copies. */
    if (page->copies != NULL)
        write_spans(json, "copies", page->copies);
    vl_json_member_string(json, "ink", vl_ink_name(page->ink));
    vl_json_end_object(json);
}

static void
write_error(VlJson *json, const VlDocument *document, const GError *error)
{
    vl_json_key(json, "error");
    if (error == NULL) {
        vl_json_null(json);
        return;
    }
    vl_json_begin_object(json);
    vl_json_member_string(json, "code", vl_error_name(error));
    vl_json_member_string(json, "message", error->message);
    vl_json_member_string(json, "file", document->file);
    vl_json_end_object(json);
}

void
vl_document_write_end_json(const VlDocument *document, const GError *error,
                           VlJson *json)
{
    vl_json_begin_object(json);
    vl_json_member_bool(json, "end", error == NULL &&
                                         document->partial == VL_PARTIAL_NOT);
    vl_json_member_int(json, "pages", document->n_pages);
    vl_json_member_int(json, "with_text", document->with_text);
    vl_json_member_string(json, "partial",
                          vl_partial_name(document->partial));
    vl_json_member_bool(json, "ocr", document->ocr);
    write_error(json, document, error);
    vl_json_member_string(json, "sandbox", document->sandbox);
    vl_json_member_string(json, "extractor", document->extractor);
    vl_json_member_string(json, "warning", document->warning);
    vl_json_end_object(json);
}

void
vl_document_write_lines(const VlDocument *document, GString *out)
{
    const char *p = document->text;
    for (guint i = 0; i < document->pages->len; i++) {
        gsize n = strcspn(p, "\f");
        VlJson json = VL_JSON_INIT(out);
        vl_page_write_json(document->pages->pdata[i], p, n, &json);
        g_string_append_c(out, '\n');
        p += n + (p[n] == '\f');
    }
    VlJson json = VL_JSON_INIT(out);
    vl_document_write_end_json(document, NULL, &json);
    g_string_append_c(out, '\n');
}

/* Spans of untrusted origin: in order, inside the page, else dropped. */
static void
read_spans(const cJSON *line, const char *key, const VlPage *page,
           GArray *spans)
{
    gsize at = page->offset;
    const cJSON *pair;
    cJSON_ArrayForEach(pair, vl_json_get(line, key))
    {
        const cJSON *start = cJSON_GetArrayItem(pair, 0);
        const cJSON *end = cJSON_GetArrayItem(pair, 1);
        if (!cJSON_IsNumber(start) || !cJSON_IsNumber(end) ||
            start->valuedouble < (double)at ||
            end->valuedouble <= start->valuedouble ||
            end->valuedouble > (double)(page->offset + page->length))
            continue;
        VlSpan span = {(gsize)start->valuedouble, (gsize)end->valuedouble};
        g_array_append_val(spans, span);
        at = span.end;
    }
}

/* The numbers of a list in v; FALSE when they are not n, or beyond what a
 * page can be. */
static gboolean
read_numbers(const cJSON *list, double *v, guint n)
{
    const cJSON *item = list->child;
    for (guint i = 0; i < n; i++, item = item->next) {
        if (!cJSON_IsNumber(item) || !(item->valuedouble >= -1e7) ||
            !(item->valuedouble <= 1e9))
            return FALSE;
        v[i] = item->valuedouble;
    }
    return item == NULL;
}

void
vl_page_read_lines(const cJSON *object, VlPage *page)
{
    gsize at = page->offset;
    const cJSON *list;
    cJSON_ArrayForEach(list, vl_json_get(object, "lines"))
    {
        double v[7];
        if (!read_numbers(list, v, G_N_ELEMENTS(v)) || v[0] < (double)at ||
            v[1] <= v[0] || v[1] > (double)(page->offset + page->length) ||
            MAX(MAX(v[2], v[3]), MAX(v[4], v[5])) > 1e7)
            continue;
        VlPageLine line = {{(gsize)v[0], (gsize)v[1]},
                           (int)v[2],
                           (int)v[3],
                           (int)v[4],
                           (int)v[5],
                           (int)CLAMP(v[6], 0, 1e5)};
        g_array_append_val(page->lines, line);
        at = line.span.end;
    }
}

static VlInk
ink_from_name(const char *name)
{
    for (guint i = 1; name != NULL && i < G_N_ELEMENTS(ink_names); i++)
        if (g_str_equal(name, ink_names[i]))
            return (VlInk)i;
    return VL_INK_UNCHECKED;
}

static gboolean
take_page(VlDocument *document, const cJSON *line, GError **error)
{
    const char *text = vl_json_get_string(line, "text", NULL);
    gint64 number = vl_json_get_int(line, "page", 0);
    if (text == NULL || number != (gint64)document->pages->len + 1 ||
        strchr(text, '\f') != NULL) {
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                    "page %u of the reader's answer is not as agreed",
                    document->pages->len + 1);
        return FALSE;
    }
    VlPage *page = vl_document_add_page(
        document, text, vl_json_get_string(line, "label", NULL));
    page->ok = vl_json_get_bool(line, "ok", FALSE);
    read_spans(line, "unsafe", page, page->unsafe);
    read_spans(line, "hidden", page, page->hidden);
    read_spans(line, "raised", page, page->raised);
    read_spans(line, "lowered", page, page->lowered);
    vl_page_read_lines(line, page);
    read_spans(line, "copies", page, page->copies);
    page->ink = ink_from_name(vl_json_get_string(line, "ink", NULL));
    return TRUE;
}

static VlPartial
partial_from_name(const char *name)
{
    for (guint i = 1; name != NULL && i < G_N_ELEMENTS(partial_names); i++)
        if (g_str_equal(name, partial_names[i]))
            return (VlPartial)i;
    return name == NULL ? VL_PARTIAL_NOT : VL_PARTIAL_DAMAGE;
}

static void
take_end(VlDocument *document, const cJSON *line)
{
    document->n_pages =
        (guint)CLAMP(vl_json_get_int(line, "pages", 0), 0, G_MAXINT32);
    document->partial =
        partial_from_name(vl_json_get_string(line, "partial", NULL));
    document->ocr = vl_json_get_bool(line, "ocr", FALSE);
    g_free(document->sandbox);
    document->sandbox = g_strdup(vl_json_get_string(line, "sandbox", NULL));
    g_free(document->extractor);
    document->extractor =
        g_strdup(vl_json_get_string(line, "extractor", NULL));
    g_free(document->warning);
    document->warning = g_strdup(vl_json_get_string(line, "warning", NULL));
    vl_document_seal(document);
}

/* The code of an error that the helper reported. */
static const struct {
    const char *name;
    VlErrorCode code;
} helper_errors[] = {
    {"encrypted", VL_ERROR_ENCRYPTED},
    {"malformed", VL_ERROR_MALFORMED},
    {"refused", VL_ERROR_REFUSED},
    {"no_text_layer", VL_ERROR_NO_TEXT_LAYER},
    {"too_big", VL_ERROR_TOO_BIG},
    {"timeout", VL_ERROR_TIMEOUT},
};

static void
set_helper_error(GError **error, const cJSON *object)
{
    const char *name = vl_json_get_string(object, "code", "failed");
    g_autofree char *message = vl_printable(
        vl_json_get_string(object, "message", "no reason given"), 500);
    VlErrorCode code = VL_ERROR_FAILED;
    for (guint i = 0; i < G_N_ELEMENTS(helper_errors); i++)
        if (g_str_equal(name, helper_errors[i].name))
            code = helper_errors[i].code;
    g_set_error_literal(error, VL_ERROR, code, message);
}

gboolean
vl_document_take_line(VlDocument *document, const char *line, gsize n_bytes,
                      gboolean *end, GError **error)
{
    *end = FALSE;
    g_autoptr(cJSON) object = vl_json_parse(line, n_bytes, error);
    if (object == NULL)
        return FALSE;
    if (cJSON_GetObjectItemCaseSensitive(object, "end") == NULL)
        return take_page(document, object, error);
    *end = TRUE;
    take_end(document, object);
    const cJSON *failure = vl_json_get(object, "error");
    if (failure == NULL)
        return TRUE;
    set_helper_error(error, failure);
    return FALSE;
}
