#include "config.h"

#include "digest/escape.h"

#include <string.h>

#define JOINER_NON 0x200C
#define JOINER 0x200D

/* The character to show for c: itself, a space, or 0 for nothing. */
static gunichar
harmless(gunichar c)
{
    if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
        return 0;
    switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
        return ' ';
    case G_UNICODE_FORMAT:
        return c == JOINER || c == JOINER_NON ? c : 0;
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
        /* Unassigned in our GLib is not unassigned for ever; but the tag
         * characters and their plane carry hidden text. */
        return c >= 0xE0000 && c <= 0xE0FFF ? 0 : c;
    default:
        return c;
    }
}

/* TRUE at a line break within a word, behind its hyphen: "tolera-\nted" is
 * shown as "tolera-ted", as the page has it, and not as two words. */
static gboolean
parts_word(const char *text, const char *p)
{
    if (*p != '\n' || p - text < 2 || p[-1] != '-')
        return FALSE;
    gunichar before = g_utf8_get_char(g_utf8_prev_char(p - 1));
    return g_unichar_isalpha(before) &&
           g_unichar_islower(g_utf8_get_char(p + 1));
}

void
vl_escape_html(GString *out, const char *text)
{
    for (const char *p = text; p && *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = parts_word(text, p) ? 0 : harmless(g_utf8_get_char(p));
        switch (c) {
        case 0:
            break;
        case '&':
            g_string_append(out, "&amp;");
            break;
        case '<':
            g_string_append(out, "&lt;");
            break;
        case '>':
            g_string_append(out, "&gt;");
            break;
        case '"':
            g_string_append(out, "&quot;");
            break;
        case '\'':
            g_string_append(out, "&#39;");
            break;
        case '`': /* ends an attribute in very old browsers */
            g_string_append(out, "&#96;");
            break;
        default:
            g_string_append_unichar(out, c);
        }
    }
}

/* Blanks run together to one, and none at the start: four of them would
 * open a code block, and a line break ends what it stands in. */
static gboolean
is_blank_to_drop(const GString *out, gsize start, gunichar c)
{
    return c == ' ' && (out->len == start || out->str[out->len - 1] == ' ');
}

/* TRUE when c, ASCII, could begin or end markup where it stands. */
static gboolean
is_markup(gunichar c, gboolean first, char before, const char *after)
{
    if (strchr("\\`*_{}[]<>()#|~!&$^@=", (int)c) != NULL)
        return TRUE;
    /* Lists and rules at the start of a line; "1." and "1)". */
    if ((c == '-' || c == '+') && first)
        return TRUE;
    if (c == '.' && g_ascii_isdigit(before) && (*after == ' ' || !*after))
        return TRUE;
    /* What GitHub makes a link of: http://, mailto:x, www.x */
    if (c == ':')
        return g_ascii_isalpha(before) && *after != ' ' && *after != '\0';
    return c == '.' && (before == 'w' || before == 'W');
}

void
vl_escape_markdown(GString *out, const char *text)
{
    gsize start = out->len;
    for (const char *p = text; p && *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = parts_word(text, p) ? 0 : harmless(g_utf8_get_char(p));
        if (c == 0 || is_blank_to_drop(out, start, c))
            continue;
        gboolean first = out->len == start;
        char before = first ? '\0' : out->str[out->len - 1];
        if (c < 0x80 && is_markup(c, first, before, p + 1))
            g_string_append_c(out, '\\');
        g_string_append_unichar(out, c);
    }
}

void
vl_escape_terminal(GString *out, const char *text)
{
    gsize start = out->len;
    for (const char *p = text; p && *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = parts_word(text, p) ? 0 : harmless(g_utf8_get_char(p));
        if (c != 0 && !is_blank_to_drop(out, start, c))
            g_string_append_unichar(out, c);
    }
}

void
vl_escape_url(GString *out, const char *text)
{
    for (const char *p = text; p && *p != '\0'; p++) {
        if (g_ascii_isalnum(*p) || strchr("-._~/", *p) != NULL)
            g_string_append_c(out, *p);
        else
            g_string_append_printf(out, "%%%02X", (unsigned char)*p);
    }
}

void
vl_html_put(GString *out, const char *template, ...)
{
    va_list arguments;
    va_start(arguments, template);
    for (const char *p = template; *p != '\0'; p++) {
        if (*p == '$')
            vl_escape_html(out, va_arg(arguments, const char *));
        else
            g_string_append_c(out, *p);
    }
    va_end(arguments);
}
