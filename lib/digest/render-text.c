#include "config.h"

#include "digest/render-text.h"

#include <string.h>

#include "digest/escape.h"
#include "digest/outline.h"

/* Columns that a terminal gives to n bytes of text. */
static guint
columns(const char *text, gsize n)
{
    guint width = 0;
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_iszerowidth(c))
            width += g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}

/* Appends text, already harmless, filled to the width: first opens the
 * first line, rest the others. */
static void
fill(GString *out, const char *first, const char *rest, const char *text)
{
    guint at = columns(first, strlen(first));
    gboolean fresh = TRUE;
    g_string_append(out, first);
    while (*text != '\0') {
        gsize n = strcspn(text, " ");
        guint width = columns(text, n);
        if (!fresh && n > 0 && at + 1 + width > VL_TEXT_COLUMNS) {
            g_string_append_printf(out, "\n%s", rest);
            at = columns(rest, strlen(rest));
            fresh = TRUE;
        }
        if (!fresh && n > 0) {
            g_string_append_c(out, ' ');
            at++;
        }
        g_string_append_len(out, text, (gssize)n);
        at += width;
        fresh = fresh && n == 0;
        text += n + strspn(text + n, " ");
    }
    g_string_append_c(out, '\n');
}

static void
fill_parts(GString *out, const char *first, const char *rest,
           const char *strong, const char *text)
{
    g_autoptr(GString) line = g_string_new(NULL);
    vl_escape_terminal(line, strong);
    if (line->len > 0 && text != NULL && *text != '\0')
        g_string_append(line,
                        strchr(".:)", line->str[line->len - 1]) ? " " : ": ");
    vl_escape_terminal(line, text);
    fill(out, first, rest, line->str);
}

static void
heading(GString *out, guint level, const char *text)
{
    static const char rules[] = {'=', '-', '\0', '\0'};
    char rule = level <= 4 ? rules[level - 1] : '\0';
    if (level <= 3 && out->len > 0)
        g_string_append_c(out, '\n');
    gsize start = out->len;
    fill_parts(out, "", "", NULL, text);
    gsize length = out->len - start - 1;
    guint width = MIN(columns(out->str + start, length), VL_TEXT_COLUMNS);
    for (guint i = 0; rule != '\0' && i < width; i++)
        g_string_append_c(out, rule);
    g_string_append(out, rule != '\0' ? "\n\n" : level == 3 ? "\n" : "");
}

static void
paragraph(GString *out, const char *strong, const char *text)
{
    fill_parts(out, "", "", strong, text);
    g_string_append_c(out, '\n');
}

static void
item(GString *out, const char *strong, const char *text)
{
    fill_parts(out, "* ", "  ", strong, text);
}

static void
quote(GString *out, const char *text, const char *place)
{
    if (text != NULL)
        fill_parts(out, "  | ", "  | ", NULL, text);
    fill_parts(out, "  = ", "    ", NULL, place);
}

static void
remark(GString *out, const char *strong, const char *text)
{
    fill_parts(out, "  ", "  ", strong, text);
}

static void
put_link(GString *out, const char *label, const char *url)
{
    fill_parts(out, "* ", "  ", label, url);
}

static void
picture(GString *out, const char *text, const char *file)
{
    fill_parts(out, "  ", "    ", text, file);
}

static void
code(GString *out, const char *command)
{
    g_string_append_printf(out, "    %s\n\n", command);
}

static void
end_list(GString *out)
{
    g_string_append_c(out, '\n');
}

void
vl_digest_render_text(const VlDigest *digest, const VlViewHost *host,
                      GString *out)
{
    static const VlOutline outline = {heading, paragraph, item,
                                      quote,   remark,    put_link,
                                      picture, code,      end_list};
    vl_outline_write(digest, &outline, host, out);
}
