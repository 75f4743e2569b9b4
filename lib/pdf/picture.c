#include "config.h"

#include "pdf/picture.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/unicode.h"
#include "model/span.h"
#include "pdf/draw.h"
#include "pdf/page.h"
#include "pdf/png.h"
#include "pdf/region.h"
#include "pdf/wire.h"

typedef PopplerDocument VlPoppler;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPoppler, g_object_unref)
typedef PopplerPage VlPopplerPage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPopplerPage, g_object_unref)

/* One picture that is wanted, and what is known of it so far. */
typedef struct {
    GArray *spans;      /* VlSpan, in the rendering */
    GPtrArray *texts;   /* GString, one a span */
    gsize end;          /* of the last span */
    GPtrArray *blocks;  /* VlBlock */
    GPtrArray *regions; /* VlRegion, on the page in hand; NULL: none there */
    guint n_pages, page, page_end;
    gboolean unmarked, no_ink, sent;
} Wanted;

typedef struct {
    VlPictureTask *task;
    PopplerDocument *document;
    gsize offset;      /* of the page in hand, in code points */
    gboolean any_text; /* on the pages so far */
    guint n_left;      /* pictures not sent yet */
} Drawing;

static void
free_string(gpointer string)
{
    g_string_free(string, TRUE);
}

static void
wanted_free(Wanted *wanted)
{
    if (wanted == NULL)
        return;
    g_array_unref(wanted->spans);
    g_ptr_array_unref(wanted->texts);
    g_ptr_array_unref(wanted->blocks);
    g_clear_pointer(&wanted->regions, g_ptr_array_unref);
    g_free(wanted);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Wanted, wanted_free)

/* ---- What is wanted ---- */

static gboolean
parse_offset(const char **at, char end, gsize *offset)
{
    const char *p = *at;
    guint64 value = 0;
    while (g_ascii_isdigit(*p) && value < G_MAXINT32)
        value = value * 10 + (guint64)(*p++ - '0');
    if (p == *at || (end != '\0' && *p != end))
        return FALSE;
    *at = end != '\0' ? p + 1 : p;
    *offset = (gsize)value;
    return TRUE;
}

/* "10-20+40-55" up to a comma or the end. */
static Wanted *
parse_wanted(const char **at)
{
    g_autoptr(Wanted) wanted = g_new0(Wanted, 1);
    wanted->spans = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    wanted->texts = g_ptr_array_new_with_free_func(free_string);
    wanted->blocks =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_block_free);
    gsize length = 0;
    for (;;) {
        VlSpan span = {0, 0};
        if (!parse_offset(at, '-', &span.start) ||
            !parse_offset(at, '\0', &span.end) || span.end <= span.start)
            return NULL;
        g_array_append_val(wanted->spans, span);
        g_ptr_array_add(wanted->texts, g_string_new(NULL));
        wanted->end = MAX(wanted->end, span.end);
        length += span.end - span.start;
        if (length > VL_PICTURE_MAX_LENGTH ||
            wanted->spans->len > VL_PICTURE_MAX_SPANS)
            return NULL;
        if (**at != '+')
            return g_steal_pointer(&wanted);
        ++*at;
    }
}

GPtrArray *
vl_picture_parse(const char *text)
{
    g_autoptr(GPtrArray) all =
        g_ptr_array_new_with_free_func((GDestroyNotify)wanted_free);
    for (const char *at = text;; at++) {
        Wanted *wanted = parse_wanted(&at);
        if (wanted == NULL)
            return NULL;
        g_ptr_array_add(all, wanted);
        if (*at == '\0')
            return g_steal_pointer(&all);
        if (*at != ',' || all->len == VL_PICTURE_MAX)
            return NULL;
    }
}

void
vl_picture_preload(void)
{
    g_autoptr(VlCanvas) caption = vl_caption_draw("p. 1", 64);
}

/* ---- Lines ---- */

static gboolean
send_line(Drawing *drawing, Wanted *wanted, GString *line)
{
    wanted->sent = TRUE;
    drawing->n_left--;
    g_ptr_array_set_size(wanted->blocks, 0);
    g_string_append_c(line, '\n');
    return vl_wire_write(drawing->task->output, line->str, line->len);
}

static void
begin_line(VlJson *json, const Drawing *drawing, const Wanted *wanted)
{
    guint index = 0;
    g_ptr_array_find(drawing->task->wanted, wanted, &index);
    vl_json_begin_object(json);
    vl_json_member_int(json, "picture", index);
}

static gboolean
send_failure(Drawing *drawing, Wanted *wanted, VlErrorCode code,
             const char *message)
{
    g_autoptr(GError) error = g_error_new_literal(VL_ERROR, code, message);
    g_autoptr(GString) line = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(line);
    begin_line(&json, drawing, wanted);
    vl_json_key(&json, "error");
    vl_json_begin_object(&json);
    vl_json_member_string(&json, "code", vl_error_name(error));
    vl_json_member_string(&json, "message", error->message);
    vl_json_end_object(&json);
    vl_json_end_object(&json);
    return send_line(drawing, wanted, line);
}

static gboolean
send_picture(Drawing *drawing, Wanted *wanted)
{
    if (wanted->blocks->len == 0)
        return send_failure(drawing, wanted, VL_ERROR_NOT_FOUND,
                            "nothing of the text from --start to --end can "
                            "be seen on a page");
    g_autoptr(VlCanvas) canvas = vl_blocks_join(wanted->blocks);
    if (canvas == NULL)
        return send_failure(drawing, wanted, VL_ERROR_TOO_BIG,
                            "the picture would be too large; show less of "
                            "the text");
    g_autoptr(GByteArray) png = vl_png_encode(canvas);
    g_autofree char *encoded = g_base64_encode(png->data, png->len);
    g_autoptr(GString) line = g_string_sized_new(strlen(encoded) + 1024);
    VlJson json = VL_JSON_INIT(line);
    begin_line(&json, drawing, wanted);
    vl_json_member_int(&json, "page", wanted->page);
    vl_json_member_int(&json, "page_end", wanted->page_end);
    vl_json_member_int(&json, "width", canvas->width);
    vl_json_member_int(&json, "height", canvas->height);
    vl_json_member_bool(&json, "marked", !wanted->unmarked);
    vl_json_member_bool(&json, "ink", !wanted->no_ink);
    vl_json_key(&json, "texts");
    vl_json_begin_array(&json);
    for (guint i = 0; i < wanted->texts->len; i++)
        vl_json_string(&json, ((GString *)wanted->texts->pdata[i])->str);
    vl_json_end_array(&json);
    vl_json_member_string(&json, "png", encoded);
    vl_json_end_object(&json);
    return send_line(drawing, wanted, line);
}

/* ---- A page ---- */

/* The part of a span that is on the page, in its own code points. */
static gboolean
on_page(const Drawing *drawing, const VlPageText *text, const VlSpan *span,
        VlSpan *local)
{
    gsize start = MAX(span->start, drawing->offset);
    gsize end = MIN(span->end, drawing->offset + text->length);
    if (start >= end)
        return FALSE;
    *local = (VlSpan){start - drawing->offset, end - drawing->offset};
    return TRUE;
}

/* Adds the page's part of each span to its text, and the form feed behind
 * the page; the parts themselves in the page's code points. */
static GArray *
take_spans(const Drawing *drawing, const VlPageText *text, Wanted *wanted)
{
    GArray *locals = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    for (guint i = 0; i < wanted->spans->len; i++) {
        const VlSpan *span = &g_array_index(wanted->spans, VlSpan, i);
        GString *out = wanted->texts->pdata[i];
        gsize page_end = drawing->offset + text->length;
        VlSpan local;
        if (on_page(drawing, text, span, &local)) {
            g_autofree char *part =
                vl_utf8_slice(text->text, local.start, local.end);
            g_string_append(out, part);
            g_array_append_val(locals, local);
        }
        if (span->start <= page_end && span->end > page_end)
            g_string_append_c(out, '\f');
    }
    return locals;
}

/* The boxes of the page's characters; NULL: they do not fit its text, and
 * guessing would mark other words. */
static VlBox *
glyph_boxes(PopplerPage *page, const VlPageText *text, gsize *n)
{
    guint n_rectangles = 0;
    PopplerRectangle *rectangles = vl_page_boxes(page, &n_rectangles);
    gboolean fits =
        n_rectangles == text->length || (n_rectangles + 1 == text->length &&
                                         g_str_has_suffix(text->text, "\n"));
    *n = n_rectangles;
    VlBox *boxes = fits ? g_new(VlBox, n_rectangles + 1) : NULL;
    for (guint i = 0; fits && i < n_rectangles; i++) {
        const PopplerRectangle *r = &rectangles[i];
        boxes[i] = (VlBox){MIN(r->x1, r->x2), MIN(r->y1, r->y2),
                           MAX(r->x1, r->x2), MAX(r->y1, r->y2)};
    }
    g_free(rectangles);
    return boxes;
}

static GPtrArray *
whole_page(const VlBox *all)
{
    GPtrArray *regions =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_region_free);
    VlRegion *region = g_new0(VlRegion, 1);
    region->box = *all;
    region->marks = g_array_new(FALSE, FALSE, sizeof(VlBox));
    g_ptr_array_add(regions, region);
    return regions;
}

/* A paper's own page number is shown when it is a plain one. */
static char *
caption_of(PopplerPage *page, guint number)
{
    g_autofree char *label = poppler_page_get_label(page);
    g_autofree char *plain = g_strdup_printf("%u", number);
    gboolean shown = label != NULL && *label != '\0' && strlen(label) <= 10 &&
                     !g_str_equal(label, plain);
    for (const char *p = label; shown && *p != '\0'; p++)
        shown = g_ascii_isalnum(*p) || *p == '-';
    return shown ? g_strdup_printf("p. %u (%s)", number, label)
                 : g_strdup_printf("p. %u", number);
}

/* Cuts what is wanted of a page out of its drawing. */
static void
cut_blocks(Wanted *wanted, const VlDrawn *drawn, PopplerPage *page,
           guint number)
{
    g_autofree char *caption = caption_of(page, number);
    wanted->page = wanted->n_pages == 0 ? number : wanted->page;
    wanted->page_end = number;
    wanted->n_pages++;
    for (guint i = 0; i < wanted->regions->len; i++) {
        const VlRegion *region = wanted->regions->pdata[i];
        VlBlock *block = vl_block_cut(drawn, region, caption);
        wanted->unmarked |= region->marks->len == 0;
        wanted->no_ink |= block->no_ink;
        g_ptr_array_add(wanted->blocks, block);
    }
    g_clear_pointer(&wanted->regions, g_ptr_array_unref);
}

/* Finds what each picture wants of the page; *any when one does. */
static void
find_regions(Drawing *drawing, PopplerPage *page, const VlPageText *text,
             const VlBox *all, VlBox *shown, gboolean *any)
{
    g_autofree VlBox *boxes = NULL;
    gsize n_boxes = 0;
    GPtrArray *list = drawing->task->wanted;
    for (guint i = 0; i < list->len; i++) {
        Wanted *wanted = list->pdata[i];
        if (wanted->sent)
            continue;
        g_autoptr(GArray) locals = take_spans(drawing, text, wanted);
        if (locals->len == 0)
            continue;
        if (boxes == NULL)
            boxes = glyph_boxes(page, text, &n_boxes);
        wanted->regions =
            boxes == NULL ? whole_page(all)
                          : vl_regions_find(text->text, boxes, n_boxes, locals);
        for (guint j = 0; j < wanted->regions->len; j++) {
            const VlBox *box = &((VlRegion *)wanted->regions->pdata[j])->box;
            if (!*any)
                *shown = *box;
            vl_box_add(shown, box);
            *any = TRUE;
        }
    }
}

/* Sends the pictures that the page completes. */
static gboolean
send_complete(Drawing *drawing, gsize read)
{
    GPtrArray *list = drawing->task->wanted;
    for (guint i = 0; i < list->len; i++) {
        Wanted *wanted = list->pdata[i];
        if (wanted->sent)
            continue;
        if (wanted->n_pages > VL_PICTURE_MAX_PAGES &&
            !send_failure(drawing, wanted, VL_ERROR_TOO_BIG,
                          "the text from --start to --end is on more than 4 "
                          "pages; show less of it"))
            return FALSE;
        if (!wanted->sent && wanted->end <= read &&
            !send_picture(drawing, wanted))
            return FALSE;
    }
    return TRUE;
}

static gboolean
draw_page(Drawing *drawing, guint index)
{
    g_autoptr(VlPopplerPage) page =
        poppler_document_get_page(drawing->document, (int)index);
    g_autoptr(VlPageText) text = page == NULL
                                     ? vl_page_text_from_parts("", NULL)
                                     : vl_page_text_new(page);
    VlBox all = {0, 0, 1, 1}, shown = all;
    gboolean any = FALSE;
    if (page != NULL)
        poppler_page_get_size(page, &all.x2, &all.y2);
    find_regions(drawing, page, text, &all, &shown, &any);
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDrawn) drawn = any ? vl_page_draw(page, &shown, &error) : NULL;
    GPtrArray *list = drawing->task->wanted;
    for (guint i = 0; any && i < list->len; i++) {
        Wanted *wanted = list->pdata[i];
        if (wanted->sent || wanted->regions == NULL)
            continue;
        if (drawn != NULL)
            cut_blocks(wanted, drawn, page, index + 1);
        else if (!send_failure(drawing, wanted, VL_ERROR_TOO_BIG,
                               error->message))
            return FALSE;
    }
    drawing->any_text |= text->length > 0;
    drawing->offset += text->length + 1;
    return send_complete(drawing, drawing->offset - 1);
}

static gboolean
draw_pages(Drawing *drawing)
{
    guint n_pages = (guint)poppler_document_get_n_pages(drawing->document);
    GPtrArray *list = drawing->task->wanted;
    n_pages = MIN(n_pages, drawing->task->max_pages);
    for (guint i = 0; i < n_pages && drawing->n_left > 0; i++)
        if (!draw_page(drawing, i))
            return FALSE;
    g_autofree char *message = g_strdup("no text layer, so that no quote can "
                                        "be shown; run: ocrmypdf in.pdf "
                                        "out.pdf");
    if (drawing->any_text) {
        g_free(message);
        message = g_strdup_printf(
            "its text has %zu characters, and --start and --end are offsets "
            "in it as 'veille text' and 'veille locate' give them",
            drawing->offset - 1);
    }
    for (guint i = 0; i < list->len; i++) {
        Wanted *wanted = list->pdata[i];
        if (!wanted->sent &&
            !send_failure(drawing, wanted, VL_ERROR_NOT_FOUND, message))
            return FALSE;
    }
    return TRUE;
}

gboolean
vl_picture_send(VlPictureTask *task)
{
    VlWire wire = {.output = task->output, .sandbox = task->sandbox};
    g_autoptr(GError) error = NULL;
    g_autoptr(VlPoppler) document = vl_wire_open(task->input, &error);
    task->input = -1;
    Drawing drawing = {
        .task = task, .document = document, .n_left = task->wanted->len};
    if (document != NULL && !draw_pages(&drawing))
        return FALSE;
    return vl_wire_send_error(&wire, error);
}
