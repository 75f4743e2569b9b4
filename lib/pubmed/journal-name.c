#include "config.h"

#include "pubmed/journal-name.h"

#include <string.h>

GPtrArray *
vl_fold_words(const char *text)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *plain =
        text != NULL ? g_utf8_normalize(text, -1, G_NORMALIZE_NFKD) : NULL;
    GString *word = g_string_new(NULL);
    for (const char *p = plain; p != NULL; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_ismark(c))
            continue;
        if (g_unichar_isalnum(c)) {
            g_string_append_unichar(word, g_unichar_tolower(c));
        } else if (word->len > 0) {
            g_ptr_array_add(words, g_strdup(word->str));
            g_string_truncate(word, 0);
        }
        if (c == 0)
            break;
    }
    g_string_free(word, TRUE);
    return words;
}

char *
vl_fold_join(const GPtrArray *words)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++)
        g_string_append(out, words->pdata[i]);
    return g_string_free(out, FALSE);
}

char *
vl_fold_name(const char *name)
{
    g_autoptr(GPtrArray) words = vl_fold_words(name);
    return vl_fold_join(words);
}

/* The words that count: without "the", brackets and what follows a colon. */
static GPtrArray *
journal_words(const char *name)
{
    static const char *const empty[] = {"the", "of",  "and", "in", "for",
                                        "on",  "de",  "la",  "et", "a",
                                        "des", "du",  "der", "und"};
    g_autofree char *head = g_strdup(name);
    const char *colon = strstr(head, " : ");
    const char *equal = strstr(head, " = ");
    head[MIN(colon != NULL ? (gsize)(colon - head) : strlen(head),
             equal != NULL ? (gsize)(equal - head) : strlen(head))] = '\0';
    head[strcspn(head, "([")] = '\0';
    GPtrArray *words = vl_fold_words(head);
    for (guint i = 0; i < words->len;) {
        gboolean drop = FALSE;
        for (guint k = 0; k < G_N_ELEMENTS(empty); k++)
            drop |= g_str_equal(words->pdata[i], empty[k]);
        if (drop)
            g_ptr_array_remove_index(words, i);
        else
            i++;
    }
    return words;
}

/* "J Clin Invest" and "Journal of Clinical Investigation". */
static gboolean
words_agree(const GPtrArray *a, const GPtrArray *b)
{
    if (a->len != b->len || a->len == 0)
        return FALSE;
    for (guint i = 0; i < a->len; i++)
        if (!g_str_has_prefix(a->pdata[i], b->pdata[i]) &&
            !g_str_has_prefix(b->pdata[i], a->pdata[i]))
            return FALSE;
    return TRUE;
}

/* "NEJM", "PNAS": the initials, with at most a country's left out. */
static gboolean
is_initials_of(const char *given, const GPtrArray *words)
{
    g_autofree char *letters = vl_fold_name(given);
    gsize n = strlen(letters);
    if (n < 3 || n > words->len || n + 3 < words->len)
        return FALSE;
    for (gsize i = 0; i < n; i++)
        if (((const char *)words->pdata[i])[0] != letters[i])
            return FALSE;
    return TRUE;
}

gboolean
vl_journal_is(const char *given, const char *title, const char *iso)
{
    if (given == NULL)
        return FALSE;
    g_autoptr(GPtrArray) words = journal_words(given);
    const char *const names[] = {title, iso};
    for (guint i = 0; i < 2; i++) {
        if (names[i] == NULL)
            continue;
        g_autoptr(GPtrArray) own = journal_words(names[i]);
        if (words_agree(words, own) || is_initials_of(given, own))
            return TRUE;
        /* "PLOS ONE" and "PLoS One", "e-Life" and "eLife". */
        g_autofree char *a = vl_fold_name(given);
        g_autofree char *b = vl_fold_name(names[i]);
        if (*a != '\0' && g_str_equal(a, b))
            return TRUE;
    }
    return FALSE;
}
