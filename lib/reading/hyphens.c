#include "config.h"

#include "reading/hyphens.h"

#include <string.h>

/* No word that matters is longer, in bytes. */
#define MAX_WORD 60

struct VlHyphens {
    GHashTable *words; /* lower case; with their inner hyphens */
};

/* Before these a hyphen is part of the word, unless the text knows
 * better. */
static const char *const prefixes[] = {
    "non",      "self",    "well",  "long",   "short",    "double", "single",
    "high",     "low",     "cross", "follow", "half",     "full",   "time",
    "dose",     "open",    "large", "small",  "two",      "three",  "four",
    "five",     "six",     "one",   "first",  "second",   "third",  "meta",
    "evidence", "placebo", "drug",  "age",    "risk",     "blood",  "post",
    "free",     "co",      "near",  "all",    "decision", "water",  "patient",
};

static gboolean
is_word_byte(char c)
{
    return g_ascii_isalpha(c) || (unsigned char)c >= 0x80;
}

static void
add_words(GHashTable *words, const char *text)
{
    while (*text != '\0') {
        gsize n = 0;
        while (is_word_byte(text[n]) ||
               (n > 0 && text[n] == '-' && is_word_byte(text[n + 1])))
            n++;
        if (n >= 4 && n <= MAX_WORD)
            g_hash_table_add(words, g_ascii_strdown(text, (gssize)n));
        text += MAX(n, (gsize)1);
    }
}

VlHyphens *
vl_hyphens_new(const char *text)
{
    VlHyphens *hyphens = g_new0(VlHyphens, 1);
    hyphens->words =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    add_words(hyphens->words, text);
    return hyphens;
}

void
vl_hyphens_free(VlHyphens *hyphens)
{
    if (hyphens == NULL)
        return;
    g_hash_table_unref(hyphens->words);
    g_free(hyphens);
}

gsize
vl_hyphens_length(const char *text, gsize n)
{
    static const char *const hyphens[] = {"-", "\u00AD", "\u2010", "\u2011"};
    for (guint i = 0; i < G_N_ELEMENTS(hyphens); i++) {
        gsize length = strlen(hyphens[i]);
        if (n > length && memcmp(text + n - length, hyphens[i], length) == 0 &&
            (is_word_byte(text[n - length - 1]) ||
             g_ascii_isdigit(text[n - length - 1])))
            return length;
    }
    return 0;
}

gboolean
vl_hyphens_join(const VlHyphens *hyphens, const char *head, gsize n_head,
                const char *tail, gsize n_tail)
{
    gsize a = 0, b = 0;
    while (a < n_head && a < MAX_WORD && is_word_byte(head[n_head - a - 1]))
        a++;
    while (b < n_tail && b < MAX_WORD && is_word_byte(tail[b]))
        b++;
    gunichar first = b > 0 ? g_utf8_get_char(tail) : 0;
    if (a == 0 || b == 0 || !g_unichar_islower(first))
        return FALSE;
    if (memcmp(head + n_head, "-", 1) != 0)
        return TRUE;
    g_autofree char *left = g_ascii_strdown(head + n_head - a, (gssize)a);
    g_autofree char *right = g_ascii_strdown(tail, (gssize)b);
    g_autofree char *joined = g_strconcat(left, right, NULL);
    g_autofree char *apart = g_strconcat(left, "-", right, NULL);
    if (g_hash_table_contains(hyphens->words, joined))
        return TRUE;
    if (g_hash_table_contains(hyphens->words, apart))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++)
        if (g_str_equal(left, prefixes[i]))
            return FALSE;
    return TRUE;
}
