#include "config.h"

#include "pdf/page.h"

#include <string.h>

#include "base/unicode.h"
#include "model/span.h"

/* Runs of a symbol font that are longer than this are words. */
#define MAX_SYMBOL_RUN 3

/* Families of symbol fonts whose glyphs carry the codes of ordinary
 * letters: "P<0.05" is extracted as "P50.05", and µM as mM. */
static const char *const symbol_fonts[] = {
    "AdvP", "AdvMT_", "AdvMath", "AdvSy", "AdvSPSMI", "AdvGreek",
};

static gboolean
is_symbol_font(const char *name)
{
    if (name == NULL)
        return FALSE;
    /* A subset's name starts with six letters and a plus sign. */
    if (strlen(name) > 7 && name[6] == '+')
        name += 7;
    for (guint i = 0; i < G_N_ELEMENTS(symbol_fonts); i++)
        if (g_str_has_prefix(name, symbol_fonts[i]))
            return TRUE;
    return FALSE;
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

/* Characters that Poppler counts: all but the marks that it put in. */
static gsize
count_glyphs(const char *raw)
{
    gsize n = 0;
    for (const char *p = raw; *p != '\0'; p = g_utf8_next_char(p))
        n += !is_bidi_mark(g_utf8_get_char(p));
    return n;
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
        if (is_symbol_font(
                ((const PopplerTextAttributes *)attributes->data)->font_name))
            return TRUE;
    return FALSE;
}

/* Flags the characters of the short symbol runs.  flags has one byte a
 * glyph, and glyphs the glyphs themselves. */
static void
flag_symbol_runs(const GList *attributes, const gunichar *glyphs, gsize n,
                 guint8 *flags)
{
    for (; attributes != NULL; attributes = attributes->next) {
        const PopplerTextAttributes *run = attributes->data;
        if (run->start_index < 0 || !is_symbol_font(run->font_name))
            continue;
        gsize end = MIN((gsize)MAX(run->end_index, 0) + 1, n);
        gsize visible = 0;
        for (gsize i = (gsize)run->start_index; i < end; i++)
            visible += !g_unichar_isspace(glyphs[i]);
        if (visible == 0 || visible > MAX_SYMBOL_RUN)
            continue;
        for (gsize i = (gsize)run->start_index; i < end; i++)
            flags[i] = !g_unichar_isspace(glyphs[i]);
    }
}

/* One byte a glyph: 1 where a symbol font hides the meaning.  When Poppler
 * counts otherwise than its text, a symbol could be anywhere: then the
 * whole page is in doubt, for a wrong number must not pass as exact. */
static guint8 *
find_symbols(const char *raw, GList *attributes)
{
    gsize n = count_glyphs(raw);
    guint8 *flags = g_malloc0(n + 1);
    if (!any_symbol_font(attributes))
        return flags;
    gsize described = count_described(attributes);
    /* The text may end with a line break that no run holds. */
    if (described > n || described + 2 < n) {
        memset(flags, 1, n);
        return flags;
    }
    g_autofree gunichar *glyphs = g_new(gunichar, n + 1);
    gsize at = 0;
    for (const char *p = raw; *p != '\0'; p = g_utf8_next_char(p))
        if (!is_bidi_mark(g_utf8_get_char(p)))
            glyphs[at++] = g_utf8_get_char(p);
    flag_symbol_runs(attributes, glyphs, n, flags);
    return flags;
}

VlPageText *
vl_page_text_from_parts(const char *raw, GList *attributes)
{
    gsize replaced = 0;
    g_autofree char *valid = NULL;
    /* The repair drops a BOM, so it is for broken text only. */
    if (!g_utf8_validate(raw, -1, NULL))
        raw = valid = vl_utf8_repair(raw, strlen(raw), &replaced);
    g_autofree guint8 *symbols = find_symbols(raw, attributes);
    VlPageText *text = g_new0(VlPageText, 1);
    text->unsafe = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    g_autoptr(GString) out = g_string_sized_new(strlen(raw) + 1);
    gsize glyph = 0;
    for (const char *p = raw; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_bidi_mark(c))
            continue;
        gboolean unsafe = symbols[glyph++] || is_unknown(c);
        if (c == '\f')
            continue;
        if (unsafe)
            mark_unsafe(text, text->length);
        g_string_append_len(out, p, g_utf8_next_char(p) - p);
        text->length++;
    }
    text->text = g_string_free(g_steal_pointer(&out), FALSE);
    return text;
}

VlPageText *
vl_page_text_new(PopplerPage *page)
{
    g_autofree char *raw = poppler_page_get_text(page);
    if (raw == NULL || *raw == '\0')
        return vl_page_text_from_parts("", NULL);
    GList *attributes = poppler_page_get_text_attributes(page);
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
