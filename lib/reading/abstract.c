#include "config.h"

#include "reading/abstract.h"

/* One paragraph: white space of any kind becomes one space, so that no line
 * or page break of the record can look like one of the rendering. */
static void
append_line(GString *out, const char *text)
{
    gboolean space = FALSE, any = FALSE;
    for (const char *p = text; p != NULL && *p != '\0';
         p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == ' ') {
            space = TRUE;
            continue;
        }
        if (space && any)
            g_string_append_c(out, ' ');
        space = FALSE;
        any = TRUE;
        g_string_append_unichar(out, c);
    }
}

static gboolean
has_text(const char *text)
{
    for (const char *p = text; p != NULL && *p != '\0';
         p = g_utf8_next_char(p))
        if (!g_unichar_isspace(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

static void
append_part(GString *out, const VlAbstractPart *part)
{
    if (!has_text(part->text))
        return;
    g_string_append(out, out->len > 0 ? "\n\n" : "");
    if (has_text(part->label)) {
        append_line(out, part->label);
        g_string_append(out, ": ");
    }
    append_line(out, part->text);
}

VlDocument *
vl_document_from_record(const VlRecord *record)
{
    g_autoptr(GString) text = g_string_new(NULL);
    append_line(text, has_text(record->title) ? record->title
                                              : record->vernacular_title);
    for (guint i = 0; i < record->abstract->len; i++)
        append_part(text,
                    &g_array_index(record->abstract, VlAbstractPart, i));

    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_ABSTRACT, text->str);
    document->extractor = g_strdup("pubmed");
    return g_steal_pointer(&document);
}
