#include "config.h"

#include "model/raised.h"

#include <string.h>

#include "base/unicode.h"
#include "model/repair.h"

/* The superscript form of a digit or sign; 0: it is none. */
static gunichar
raised_form(gunichar c)
{
    if (c >= '0' && c <= '9')
        return vl_superscript((char)c);
    if (c == '-' || c == 0x2212 || c == 0x2010 || c == 0x2011 || c == 0x2013)
        return 0x207B;
    return c == '+' ? 0x207A : 0;
}

/* May something raised belong to what ends with c? */
static gboolean
can_carry(gunichar c)
{
    return g_unichar_isalnum(c) ||
           (c < 128 && c != 0 && strchr(".,;:)]\"'%", (int)c) != NULL) ||
           c == 0x2019 || c == 0x201D || c == 0xBB;
}

/* A sign stands before digits ("-1") or ends them ("2+"); between them it
 * joins numbers of references, as a comma does. */
static gboolean
is_sign_at(const char *text, gsize i, gsize n)
{
    const char *p = g_utf8_offset_to_pointer(text, (glong)i);
    return !g_ascii_isdigit(*p) && (i == 0 || i + 1 == n);
}

/* Digits, with a sign at an end or separators between them? */
static gboolean
is_number(const char *text, gsize n)
{
    gboolean digit = FALSE;
    const char *p = text;
    for (gsize i = 0; i < n; i++, p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        gboolean inside = i > 0 && i + 1 < n;
        digit |= c < 128 && g_ascii_isdigit((char)c);
        if (raised_form(c) == 0 && !(inside && c == ','))
            return FALSE;
    }
    return digit;
}

static void
add_span(GArray *out, const char *text, VlSpan span)
{
    gsize n = span.end - span.start;
    if (!is_number(text, n))
        return;
    const char *p = text;
    for (gsize i = 0; i < n; i++, p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        VlRepair change = {span.start + i, raised_form(c)};
        if (g_ascii_isdigit(*p) || is_sign_at(text, i, n))
            g_array_append_val(out, change);
    }
}

GArray *
vl_document_find_raised(const VlDocument *document)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(VlRepair));
    const char *p = document->text;
    gsize at = 0;
    for (guint i = 0; i < document->pages->len; i++) {
        const GArray *raised = ((VlPage *)document->pages->pdata[i])->raised;
        for (guint k = 0; k < raised->len; k++) {
            VlSpan span = g_array_index(raised, VlSpan, k);
            /* Sorted, disjoint, and within the text: else not of this one. */
            if (span.start <= at || span.end <= span.start)
                continue;
            while (at + 1 < span.start && *p != '\0') {
                p = g_utf8_next_char(p);
                at++;
            }
            if (*p == '\0')
                return out;
            const char *start = g_utf8_next_char(p);
            if (can_carry(g_utf8_get_char(p)))
                add_span(out, start, span);
        }
    }
    return out;
}
