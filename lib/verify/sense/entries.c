#include "config.h"

#include "verify/sense/entries.h"

#include <string.h>

#include "base/assets.h"
#include "text/fold.h"

/* Puts the sign of short forms before the last word. */
static void
mark_word(GString *out)
{
    gsize start = out->len;
    while (start > 0 && g_ascii_isalpha(out->str[start - 1]))
        start--;
    if (start == 0 || out->str[start - 1] != VL_ENTRIES_CAPITALS)
        g_string_insert_c(out, (gssize)start, VL_ENTRIES_CAPITALS);
}

/* Lower case; a hyphen parts words as a space does, and so does a letter
 * that meets a digit: "hba 1 c". */
static void
add_ascii(GString *out, char c)
{
    char before = out->len > 0 ? out->str[out->len - 1] : ' ';
    if (g_ascii_isupper(c) && g_ascii_isalpha(before))
        mark_word(out);
    if ((g_ascii_isalpha(c) && g_ascii_isdigit(before)) ||
        (g_ascii_isdigit(c) && g_ascii_isalpha(before)))
        g_string_append_c(out, ' ');
    g_string_append_c(out, c == '-' ? ' ' : g_ascii_tolower(c));
}

/* "d'étude": back to before the "d"; "king's": on behind the "s".  at: of
 * the apostrophe. */
static gsize
drop_apostrophe(GString *out, const char *text, gsize at)
{
    gsize start = out->len;
    while (start > 0 && g_ascii_isalpha(out->str[start - 1]))
        start--;
    if (out->len - start <= 2)
        g_string_truncate(out, start);
    else if (text[at + 1] == 's')
        return at + 2;
    return at + 1;
}

static char *
fold(const char *text, gsize n)
{
    GString *out = g_string_sized_new(n + 1);
    for (gsize i = 0; i < n;) {
        if (text[i] == '\'') {
            i = drop_apostrophe(out, text, i);
        } else if ((guchar)text[i] < 0x80) {
            add_ascii(out, text[i]);
            i++;
        } else {
            char form[VL_FOLD_MAX];
            vl_fold_char(g_utf8_get_char(text + i), form);
            g_string_append(out, form);
            i += (gsize)g_utf8_skip[(guchar)text[i]];
        }
    }
    return g_string_free(out, FALSE);
}

char *
vl_entries_read(const char *asset, VlEntriesLine read, gpointer data)
{
    const VlAsset *found = vl_asset_find(asset);
    if (found == NULL)
        return NULL;
    char *text = fold((const char *)found->bytes, found->n_bytes);
    char *line = text;
    while (line != NULL) {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end++ = '\0';
        if (*line != '#' && *line != '\0')
            read(line, data);
        line = end;
    }
    return text;
}

/* Cuts off what stands before the separator; NULL when nothing is left. */
static char *
cut(char **text, char separator)
{
    if (*text == NULL)
        return NULL;
    char *part = *text, *end = strchr(part, separator);
    if (end != NULL)
        *end++ = '\0';
    *text = end;
    return part;
}

char *
vl_entries_next(char **list)
{
    char *part;
    while ((part = cut(list, ',')) != NULL)
        if (*g_strstrip(part) != '\0')
            return part;
    return NULL;
}

char *
vl_entries_word(char **entry)
{
    char *word;
    while ((word = cut(entry, ' ')) != NULL)
        if (*word != '\0')
            return word;
    return NULL;
}
