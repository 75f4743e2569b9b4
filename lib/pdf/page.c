#include "config.h"

#include "pdf/page.h"

#include <string.h>

#include "base/unicode.h"
#include "model/span.h"

/* Runs of a symbol font that are longer than this are words. */
#define MAX_SYMBOL_RUN 3

/* Points; nobody reads smaller text at its size. */
#define TINY_POINTS 3

/* White paper has 1. */
#define PALE_LUMINANCE 0.85

/* Families of symbol fonts whose glyphs carry the codes of ordinary
 * letters: "P<0.05" is extracted as "P50.05", and µM as mM. */
static const char *const symbol_fonts[] = {
    "AdvP", "AdvMT_", "AdvMath", "AdvSy", "AdvSPSMI", "AdvGreek",
};

/* The same families behind six more letters, "YmhqhjAdvTir_symb": what such
 * a name holds when the font is one of symbols. */
static const char *const symbol_marks[] = {
    "_symb", "PSMP", "PSSym", "PSSPS", "Pi", "MT_", "Math", "SPSMI", "Greek",
};

typedef enum {
    FONT_PLAIN,
    FONT_SYMBOLS, /* none of its glyphs is to be trusted */
    FONT_LETTERS, /* its letters and digits are not */
} Font;

/* "P4C4E74": a name of hexadecimal digits. */
static gboolean
is_numbered_font(const char *family)
{
    return family[0] == 'P' && strspn(family + 1, "0123456789ABCDEF") >= 4;
}

static Font
kind_of_font(const char *name)
{
    if (name == NULL)
        return FONT_PLAIN;
    /* A subset's name starts with six letters and a plus sign. */
    if (strlen(name) > 7 && name[6] == '+')
        name += 7;
    for (guint i = 0; i < G_N_ELEMENTS(symbol_fonts); i++)
        if (g_str_has_prefix(name, symbol_fonts[i]))
            return FONT_SYMBOLS;
    if (strlen(name) < 9 || memcmp(name + 6, "Adv", 3) != 0)
        return FONT_PLAIN;
    const char *family = name + 9;
    for (guint i = 0; i < G_N_ELEMENTS(symbol_marks); i++)
        if (strstr(family, symbol_marks[i]) != NULL)
            return FONT_LETTERS;
    return is_numbered_font(family) ? FONT_LETTERS : FONT_PLAIN;
}

/* A letter or digit that stands for a sign, or a letter that signs are often
 * read as. */
static gboolean
is_letter_code(gunichar c)
{
    return g_unichar_isalnum(c) || c == 0xBC || c == 0xBD || c == 0xBE;
}

/* Poppler puts these in, and does not count them in its attributes. */
static gboolean
is_bidi_mark(gunichar c)
{
    return (c >= 0x202A && c <= 0x202E) || c == 0x200E || c == 0x200F ||
           (c >= 0x2066 && c <= 0x2069);
}

/* A glyph that has no Unicode character behind it. */
static gboolean
is_unknown(gunichar c)
{
    if (c < 0x20)
        return c != '\n' && c != '\t' && c != '\r';
    return c == 0xFFFD || (c >= 0x7F && c <= 0x9F) ||
           (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

void
vl_page_text_free(VlPageText *text)
{
    if (text == NULL)
        return;
    g_free(text->text);
    g_free(text->glyphs);
    g_free(text->at);
    g_free(text->marks);
    g_free(text->sizes);
    g_array_unref(text->unsafe);
    g_free(text);
}

static void
mark_unsafe(VlPageText *text, gsize at)
{
    GArray *spans = text->unsafe;
    VlSpan *last =
        spans->len == 0 ? NULL : &g_array_index(spans, VlSpan, spans->len - 1);
    if (last != NULL && last->end == at) {
        last->end = at + 1;
        return;
    }
    VlSpan span = {at, at + 1};
    g_array_append_val(spans, span);
}

/* The offset behind the last character that the attributes describe. */
static gsize
count_described(const GList *attributes)
{
    gsize end = 0;
    for (; attributes != NULL; attributes = attributes->next) {
        const PopplerTextAttributes *run = attributes->data;
        end = MAX(end, (gsize)MAX(run->end_index, 0) + 1);
    }
    return end;
}

static gboolean
any_symbol_font(const GList *attributes)
{
    for (; attributes != NULL; attributes = attributes->next)
        if (kind_of_font(
                ((const PopplerTextAttributes *)attributes->data)->font_name) !=
            FONT_PLAIN)
            return TRUE;
    return FALSE;
}

/* Luminance from 0 to 1. */
static double
luminance(const PopplerColor *color)
{
    return (0.299 * color->red + 0.587 * color->green + 0.114 * color->blue) /
           G_MAXUINT16;
}

/* TRUE for a run of a symbol font, too short to be words. */
static gboolean
is_symbol_run(const PopplerTextAttributes *run, const VlPageText *text,
              gsize end)
{
    Font font = kind_of_font(run->font_name);
    if (font == FONT_PLAIN)
        return FALSE;
    gsize visible = 0, letters = 0;
    for (gsize i = (gsize)run->start_index; i < end; i++) {
        visible += !g_unichar_isspace(text->glyphs[i]);
        letters += is_letter_code(text->glyphs[i]);
    }
    if (font == FONT_LETTERS && letters == 0)
        return FALSE;
    return visible > 0 && visible <= MAX_SYMBOL_RUN;
}

static void
mark_runs(VlPageText *text, const GList *attributes)
{
    for (; attributes != NULL; attributes = attributes->next) {
        const PopplerTextAttributes *run = attributes->data;
        if (run->start_index < 0)
            continue;
        gsize end = MIN((gsize)MAX(run->end_index, 0) + 1, text->n_glyphs);
        guint8 marks = is_symbol_run(run, text, end) ? VL_PAGE_SYMBOL : 0;
        marks |= run->font_size < TINY_POINTS ? VL_PAGE_TINY : 0;
        marks |= luminance(&run->color) > PALE_LUMINANCE ? VL_PAGE_PALE : 0;
        for (gsize i = (gsize)run->start_index; i < end; i++) {
            text->sizes[i] = (float)run->font_size;
            if (marks && !g_unichar_isspace(text->glyphs[i]))
                text->marks[i] |= marks;
        }
    }
}

/* When Poppler counts otherwise than its text, a symbol could be anywhere:
 * then the whole page is in doubt, for a wrong number must not pass as
 * exact. */
static void
mark_glyphs(VlPageText *text, const GList *attributes)
{
    gsize described = count_described(attributes);
    /* The text may end with a line break that no run holds. */
    if (described <= text->n_glyphs && described + 2 >= text->n_glyphs)
        mark_runs(text, attributes);
    else if (any_symbol_font(attributes))
        memset(text->marks, VL_PAGE_SYMBOL, text->n_glyphs);
}

static VlPageText *
count_glyphs(const char *raw)
{
    VlPageText *text = g_new0(VlPageText, 1);
    text->unsafe = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    gsize most = strlen(raw);
    text->glyphs = g_new(gunichar, most + 1);
    for (const char *p = raw; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!is_bidi_mark(c))
            text->glyphs[text->n_glyphs++] = c;
    }
    text->at = g_new(gsize, text->n_glyphs + 1);
    text->marks = g_new0(guint8, text->n_glyphs + 1);
    text->sizes = g_new0(float, text->n_glyphs + 1);
    return text;
}

VlPageText *
vl_page_text_from_parts(const char *raw, GList *attributes)
{
    gsize replaced = 0;
    g_autofree char *valid = NULL;
    /* The repair drops a BOM, so it is for broken text only. */
    if (!g_utf8_validate(raw, -1, NULL))
        raw = valid = vl_utf8_repair(raw, strlen(raw), &replaced);
    VlPageText *text = count_glyphs(raw);
    mark_glyphs(text, attributes);
    g_autoptr(GString) out = g_string_sized_new(strlen(raw) + 1);
    for (gsize i = 0; i < text->n_glyphs; i++) {
        gunichar c = text->glyphs[i];
        text->at[i] = c == '\f' ? VL_PAGE_NOWHERE : text->length;
        if (c == '\f')
            continue;
        if ((text->marks[i] & VL_PAGE_SYMBOL) || is_unknown(c))
            mark_unsafe(text, text->length);
        g_string_append_unichar(out, c);
        text->length++;
    }
    text->text = g_string_free(g_steal_pointer(&out), FALSE);
    return text;
}

PopplerRectangle
vl_page_area(PopplerPage *page)
{
    double width = 0, height = 0;
    poppler_page_get_size(page, &width, &height);
    return (PopplerRectangle){-width, -height, 2 * width, 2 * height};
}

PopplerRectangle *
vl_page_boxes(PopplerPage *page, guint *n)
{
    PopplerRectangle area = vl_page_area(page), *boxes = NULL;
    *n = 0;
    if (!poppler_page_get_text_layout_for_area(page, &area, &boxes, n))
        *n = 0;
    return boxes;
}

VlPageText *
vl_page_text_new(PopplerPage *page)
{
    PopplerRectangle area = vl_page_area(page);
    g_autofree char *raw =
        poppler_page_get_selected_text(page, POPPLER_SELECTION_GLYPH, &area);
    if (raw == NULL || *raw == '\0')
        return vl_page_text_from_parts("", NULL);
    GList *attributes =
        poppler_page_get_text_attributes_for_area(page, &area);
    VlPageText *text = vl_page_text_from_parts(raw, attributes);
    poppler_page_free_text_attributes(attributes);
    return text;
}

gboolean
vl_page_has_image(PopplerPage *page)
{
    GList *images = poppler_page_get_image_mapping(page);
    gboolean any = images != NULL;
    poppler_page_free_image_mapping(images);
    return any;
}
