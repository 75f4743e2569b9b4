#include "config.h"

#include "pdf/wire.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/unicode.h"
#include "model/document.h"
#include "pdf/geometry.h"
#include "pdf/hidden.h"
#include "pdf/page.h"

/* poppler-glib has no autoptr support of its own, and a later version could
 * add it: hence a name of ours. */
typedef PopplerDocument VlPoppler;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPoppler, g_object_unref)
typedef PopplerPage VlPopplerPage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPopplerPage, g_object_unref)

/* A page with fewer characters than this, and with a picture, looks like a
 * scan. */
#define SCAN_MAX_CHARACTERS 100

/* Bytes; a larger file would take too much of the address space that the
 * seal leaves. */
#define MAX_MAPPED (64 << 20)

/* What is known while the pages go out. */
typedef struct {
    VlWire *wire;
    VlDocument *end;    /* what the end record says */
    gsize offset;       /* of the next page, in code points */
    gsize n_written;    /* bytes */
    gboolean full;      /* no further page fits */
    GArray *bare;       /* guint: indices of pages with next to no text */
    guint n_complaints; /* of Poppler, before this page */
    GString *damaged;   /* the numbers of the damaged pages */
    const char *ink;    /* what is left of the wire's ink */
} Sending;

gboolean
vl_wire_write(int fd, const char *bytes, gsize n_bytes)
{
    while (n_bytes > 0) {
        gssize n = write(fd, bytes, n_bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return FALSE;
        bytes += n;
        n_bytes -= (gsize)n;
    }
    return TRUE;
}

/* A one-page PDF with one word in Helvetica; Poppler repairs what is not in
 * it (a cross-reference table). */
static const char tiny_pdf[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
    "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    ">>>>>>endobj\n"
    "4 0 obj<</Length 27>>stream\n"
    "BT /F 9 Tf 9 9 Td(a)Tj ET  \n"
    "endstream endobj\n"
    "xref\n0 5\n"
    "0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    "0000000101 00000 n \n0000000249 00000 n \n"
    "trailer<</Size 5/Root 1 0 R>>\nstartxref\n326\n%%EOF\n";

/* Looks for the fonts of the system, and takes one of them. */
static void
preload_fonts(PopplerPage *page)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, 9, 9);
    cairo_t *cairo = cairo_create(surface);
    poppler_page_render(page, cairo);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

GObject *
vl_wire_preload(gboolean drawing)
{
    /* The converters that Poppler asks for labels and metadata. */
    g_autofree char *converted =
        g_convert("a", 1, "UTF-8", "UTF-16BE", NULL, NULL, NULL);
    g_autoptr(GBytes) bytes =
        g_bytes_new_static(tiny_pdf, sizeof(tiny_pdf) - 1);
    PopplerDocument *document =
        poppler_document_new_from_bytes(bytes, NULL, NULL);
    if (document == NULL)
        return NULL;
    g_autoptr(VlPopplerPage) page = poppler_document_get_page(document, 0);
    if (page != NULL) {
        g_autoptr(VlPageText) text = vl_page_text_new(page);
        if (drawing)
            preload_fonts(page);
    }
    return G_OBJECT(document);
}

static guint
complaints(const VlWire *wire)
{
    return wire->complaints == NULL ? 0 : wire->complaints();
}

static gboolean
send_end(Sending *sending, const GError *error)
{
    g_autoptr(GString) line = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(line);
    vl_document_write_end_json(sending->end, error, &json);
    g_string_append_c(line, '\n');
    return vl_wire_write(sending->wire->output, line->str, line->len);
}

static VlDocument *
end_record(const VlWire *wire)
{
    VlDocument *end = vl_document_new(VL_RENDERING_PDF);
    end->sandbox = g_strdup(wire->sandbox);
    end->extractor = g_strdup_printf("poppler %s", poppler_get_version());
    return end;
}

gboolean
vl_wire_send_error(const VlWire *wire, const GError *error)
{
    VlWire copy = *wire;
    g_autoptr(VlDocument) end = end_record(wire);
    Sending sending = {.wire = &copy, .end = end};
    return send_end(&sending, error);
}

/* Programs that put a text layer on a scan. */
static gboolean
is_ocr_program(const char *name)
{
    static const char *const programs[] = {
        "ocrmypdf", "tesseract", "finereader", "paper capture", "clearscan",
    };
    g_autofree char *lower = g_ascii_strdown(name == NULL ? "" : name, -1);
    for (guint i = 0; i < G_N_ELEMENTS(programs); i++)
        if (strstr(lower, programs[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
is_ocr(PopplerDocument *document)
{
    g_autofree char *producer = poppler_document_get_producer(document);
    g_autofree char *creator = poppler_document_get_creator(document);
    return is_ocr_program(producer) || is_ocr_program(creator);
}

/* A page that Poppler complained about may have lost text without any other
 * sign.  Its text is kept, and the document said to be damaged. */
static void
note_damage(Sending *sending, guint number)
{
    sending->end->partial = VL_PARTIAL_DAMAGE;
    if (sending->damaged->len < 200)
        g_string_append_printf(sending->damaged, "%s%u",
                               sending->damaged->len == 0 ? "" : ", ", number);
}

static gboolean
has_letters(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (!g_unichar_isspace(g_utf8_get_char(text)))
            return TRUE;
    return FALSE;
}

static char *
page_label(PopplerPage *page)
{
    g_autofree char *label = poppler_page_get_label(page);
    if (label == NULL || *label == '\0' || !g_utf8_validate(label, -1, NULL))
        return NULL;
    return vl_printable(label, 100);
}

static gboolean
write_page(Sending *sending, const VlPage *page, const char *text)
{
    g_autoptr(GString) line = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(line);
    vl_page_write_json(page, text, strlen(text), &json);
    g_string_append_c(line, '\n');
    if (sending->n_written + line->len > sending->wire->max_output) {
        sending->end->partial = VL_PARTIAL_OUTPUT;
        sending->full = TRUE;
        return TRUE;
    }
    sending->n_written += line->len;
    sending->offset += page->length + 1;
    return vl_wire_write(sending->wire->output, line->str, line->len);
}

/* Is this page one of those to be drawn?  They are asked for in order. */
static gboolean
is_to_draw(Sending *sending, guint number)
{
    const char *draw = sending->ink;
    if (draw == NULL || g_str_equal(draw, "all"))
        return draw != NULL;
    char *end = NULL;
    if (g_ascii_strtoull(draw, &end, 10) != number)
        return FALSE;
    sending->ink = *end == ',' ? end + 1 : "";
    return TRUE;
}

static void
shift(GArray *spans, gsize offset)
{
    for (guint i = 0; i < spans->len; i++) {
        VlSpan *span = &g_array_index(spans, VlSpan, i);
        span->start += offset;
        span->end += offset;
    }
}

static void
shift_lines(GArray *lines, gsize offset)
{
    for (guint i = 0; i < lines->len; i++) {
        VlPageLine *line = &g_array_index(lines, VlPageLine, i);
        line->span.start += offset;
        line->span.end += offset;
    }
}

static GArray *
find_hidden(Sending *sending, PopplerPage *page, const VlPageText *text,
            gboolean draws, VlInk *ink)
{
    *ink = VL_INK_UNCHECKED;
    if (page == NULL)
        return g_array_new(FALSE, FALSE, sizeof(VlSpan));
    GArray *hidden = vl_hidden_find(page, text, ink);
    if (draws)
        vl_hidden_draw(page, text, sending->wire->complaints, hidden, ink);
    return hidden;
}

/* A page that is not among those to be drawn: who asks for ink has the text
 * already. */
static gboolean
send_nothing(Sending *sending, guint index)
{
    g_autoptr(VlPageText) text = vl_page_text_from_parts("", NULL);
    g_autoptr(GArray) hidden = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    g_autoptr(VlGeometry) geometry = vl_geometry_from_boxes(text, NULL);
    const VlPage record = {.number = index + 1,
                           .offset = sending->offset,
                           .ok = TRUE,
                           .unsafe = text->unsafe,
                           .hidden = hidden,
                           .raised = geometry->raised,
                           .lowered = geometry->lowered,
                           .lines = geometry->lines};
    return write_page(sending, &record, "");
}

static gboolean
send_page(Sending *sending, PopplerDocument *document, guint index)
{
    gboolean draws = is_to_draw(sending, index + 1);
    if (sending->wire->ink != NULL && !draws)
        return send_nothing(sending, index);
    g_autoptr(VlPopplerPage) page =
        poppler_document_get_page(document, (int)index);
    g_autoptr(VlPageText) text = page == NULL
                                     ? vl_page_text_from_parts("", NULL)
                                     : vl_page_text_new(page);
    g_autofree char *label = page == NULL ? NULL : page_label(page);
    gboolean any = has_letters(text->text);
    guint now = complaints(sending->wire);
    gboolean lost = page == NULL || (now != sending->n_complaints && !any);
    if (lost || now != sending->n_complaints)
        note_damage(sending, index + 1);
    sending->n_complaints = now;
    sending->end->with_text += any;
    if (page != NULL && text->length < SCAN_MAX_CHARACTERS)
        g_array_append_val(sending->bare, index);
    VlInk ink;
    g_autoptr(GArray) hidden =
        find_hidden(sending, page, text, draws, &ink);
    g_autoptr(VlGeometry) geometry = vl_geometry_new(page, text);
    shift(geometry->raised, sending->offset);
    shift(geometry->lowered, sending->offset);
    shift_lines(geometry->lines, sending->offset);
    shift(text->unsafe, sending->offset);
    shift(hidden, sending->offset);
    const VlPage record = {.number = index + 1,
                           .label = label,
                           .offset = sending->offset,
                           .length = text->length,
                           .ok = !lost,
                           .unsafe = text->unsafe,
                           .hidden = hidden,
                           .raised = geometry->raised,
                           .lowered = geometry->lowered,
                           .lines = geometry->lines,
                           .ink = ink};
    return write_page(sending, &record, text->text);
}

static gboolean
send_pages(Sending *sending, PopplerDocument *document)
{
    guint n_pages = sending->end->n_pages;
    for (guint i = 0; i < n_pages && !sending->full; i++) {
        if (i == sending->wire->max_pages) {
            sending->end->partial = VL_PARTIAL_PAGES;
            return TRUE;
        }
        if (!send_page(sending, document, i))
            return FALSE;
    }
    return TRUE;
}

/* Do most pages show a picture and next to no text?  Poppler goes through a
 * whole page to find its pictures: only when it matters. */
static gboolean
is_scan(const Sending *sending, PopplerDocument *document)
{
    guint n_pages = sending->end->n_pages, n_scans = 0;
    if (sending->bare->len * 2 <= n_pages)
        return FALSE;
    for (guint i = 0; i < sending->bare->len; i++) {
        int index = (int)g_array_index(sending->bare, guint, i);
        g_autoptr(VlPopplerPage) page =
            poppler_document_get_page(document, index);
        n_scans += page != NULL && vl_page_has_image(page);
        if (n_scans * 2 > n_pages)
            return TRUE;
    }
    return FALSE;
}

/* What stands against using the text; NULL: nothing. */
static GError *
verdict(const Sending *sending, PopplerDocument *document)
{
    const VlDocument *end = sending->end;
    gboolean scan = is_scan(sending, document);
    if (end->with_text > 0 && !scan)
        return NULL;
    if (!scan && end->partial == VL_PARTIAL_DAMAGE)
        return g_error_new(VL_ERROR, VL_ERROR_MALFORMED,
                           "the PDF is damaged, none of its %u page%s could "
                           "be read; download it again",
                           end->n_pages, end->n_pages == 1 ? "" : "s");
    return g_error_new(VL_ERROR, VL_ERROR_NO_TEXT_LAYER,
                       "no text layer, %u page%s; run: "
                       "ocrmypdf in.pdf out.pdf",
                       end->n_pages, end->n_pages == 1 ? "" : "s");
}

static gboolean
send_document(Sending *sending, PopplerDocument *document)
{
    sending->end->n_pages = (guint)poppler_document_get_n_pages(document);
    sending->end->ocr = is_ocr(document);
    if (complaints(sending->wire) != sending->n_complaints) {
        /* The table of contents had to be rebuilt: pages may be missing. */
        sending->end->partial = VL_PARTIAL_DAMAGE;
        sending->n_complaints = complaints(sending->wire);
    }
    if (!send_pages(sending, document))
        return FALSE;
    if (sending->damaged->len > 0)
        sending->end->warning =
            g_strdup_printf("damaged page %s", sending->damaged->str);
    else if (sending->end->partial == VL_PARTIAL_DAMAGE)
        sending->end->warning = g_strdup("the PDF is damaged; pages or parts "
                                         "of them may be missing");
    g_autoptr(GError) error = verdict(sending, document);
    return send_end(sending, error);
}

/* The whole file as memory, for Poppler reads a descriptor in pieces of 256
 * bytes.  A file that shrinks meanwhile ends this process, and no other.
 * NULL: it cannot be mapped. */
static GBytes *
map_input(int fd)
{
    struct stat info;
    if (fstat(fd, &info) != 0 || info.st_size <= 0 || info.st_size > MAX_MAPPED)
        return NULL;
    void *bytes =
        mmap(NULL, (gsize)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    return bytes == MAP_FAILED ? NULL
                               : g_bytes_new_static(bytes, (gsize)info.st_size);
}

static GError *
open_error(const GError *cause)
{
    if (g_error_matches(cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        return g_error_new(VL_ERROR, VL_ERROR_ENCRYPTED,
                           "encrypted; take the password off with: "
                           "qpdf --password-file=- --decrypt in.pdf out.pdf");
    if (g_error_matches(cause, POPPLER_ERROR, POPPLER_ERROR_DAMAGED))
        return g_error_new_literal(VL_ERROR, VL_ERROR_MALFORMED,
                                   "the PDF is damaged; download it again");
    return g_error_new(VL_ERROR, VL_ERROR_MALFORMED,
                       "the PDF is damaged (%s); download it again",
                       cause == NULL ? "no reason given" : cause->message);
}

PopplerDocument *
vl_wire_open(int fd, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GBytes) bytes = map_input(fd);
    g_autoptr(VlPoppler) document =
        bytes != NULL ? poppler_document_new_from_bytes(bytes, NULL, &cause)
                      : poppler_document_new_from_fd(fd, NULL, &cause);
    if (document == NULL) {
        g_propagate_error(error, open_error(cause));
        return NULL;
    }
    if (poppler_document_get_n_pages(document) > 0)
        return g_steal_pointer(&document);
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                "the PDF is damaged: it has no page; download it again");
    return NULL;
}

gboolean
vl_wire_send(VlWire *wire)
{
    g_autoptr(VlDocument) end = end_record(wire);
    g_autoptr(GString) damaged = g_string_new(NULL);
    g_autoptr(GArray) bare = g_array_new(FALSE, FALSE, sizeof(guint));
    Sending sending = {.wire = wire,
                       .end = end,
                       .damaged = damaged,
                       .bare = bare,
                       .ink = wire->ink,
                       .n_complaints = complaints(wire)};
    g_autoptr(GError) error = NULL;
    g_autoptr(VlPoppler) document = vl_wire_open(wire->input, &error);
    wire->input = -1;
    return document != NULL ? send_document(&sending, document)
                            : send_end(&sending, error);
}
